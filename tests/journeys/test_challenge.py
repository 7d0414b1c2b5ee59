"""A chair challenges the work with a child, the manager answers, and the report of the quarter tells it."""

import pytest
from playwright.sync_api import Page, expect

TIA = 204418
MOST_ACTS = 5
IN_CARE = """
from kith.access.guarded import EVERY_ROW
from kith.care.models import CarePeriod
from kith.database.session import as_system
from kith.work.models import Allocation
with as_system("a child in care for a journey"):
    held = Allocation.objects.unguarded(EVERY_ROW).filter(ended_on=None, involvement__ended_on=None)
    held = held.filter(worker__isnull=False)
    rows = CarePeriod.objects.unguarded(EVERY_ROW).filter(standing__ended_on=None)
    rows = rows.filter(standing__person__in=held.values("involvement__person"))
    print(rows.order_by("standing__person").values_list("standing__person", flat=True).first())
"""


@pytest.mark.parametrize("practice", ["today_site", "site_2011"])
def test_a_challenge_is_raised_answered_closed_and_reported(request, person_at, practice) -> None:
    site = request.getfixturevalue(practice)
    chair, manager = person_at(site, "grace.adeyemi"), person_at(site, "colin.burge")

    acts = raise_it(chair)
    answer(manager)
    close(chair)

    assert acts <= MOST_ACTS
    chair.goto("/challenges/")
    chair.get_by_role("link", name="Report of the quarter").click()
    chair.get_by_label("Quarter", exact=True).select_option(index=0)
    chair.get_by_role("button", name="Show").click()
    row = chair.get_by_role("row").filter(has_text="Challenges raised")
    expect(row.get_by_role("cell").first).not_to_have_text("0")
    with chair.expect_download() as file:
        chair.get_by_role("link", name="As a file").click()
    assert file.value.suggested_filename.endswith(".pdf")


@pytest.mark.parametrize("practice", ["today_site", "site_2011"])
def test_a_reviewing_officer_challenges_for_a_child_in_care(request, person_at, practice) -> None:
    site = request.getfixturevalue(practice)
    child = int(site.command("shell", "-c", IN_CARE).strip().splitlines()[-1])
    officer = person_at(site, "grace.adeyemi")

    officer.goto(f"/person/{child}/care/")
    officer.get_by_role("link", name="Challenge", exact=True).click()
    officer.get_by_label("Where the child lives is not right").check()
    officer.get_by_label("What is not good enough").fill("An hour by taxi to school, twice a day.")
    officer.get_by_label("What do you want to be done?").fill("A home near the school.")
    officer.get_by_role("button", name="Raise the challenge").click()
    expect(officer.get_by_text("The challenge is raised.")).to_be_visible()

    officer.goto(f"/person/{child}/care/")
    officer.locator("#challenges").get_by_role(
        "link", name="Where the child lives is not right"
    ).first.click()
    officer.get_by_text("Close it", exact=True).first.click()
    officer.get_by_label("The chair withdrew it").check()
    officer.get_by_label("What came of it for the child?").fill("A place nearer was found meanwhile.")
    officer.get_by_role("button", name="Close it").click()
    expect(officer.get_by_text("The challenge is closed.")).to_be_visible()


def raise_it(page: Page) -> int:
    """From the child's plan to the challenge; gives how many acts it took."""
    page.goto(f"/person/{TIA}/protection/plan/")
    acts = [
        lambda: page.get_by_role("link", name="Challenge", exact=True).click(),
        lambda: page.get_by_label("The child is not seen, or not seen alone").check(),
        lambda: page.get_by_label("What is not good enough").fill("Nobody has seen Tia alone since August."),
        lambda: page.get_by_label("What do you want to be done?").fill("A visit this week."),
        lambda: page.get_by_role("button", name="Raise the challenge").click(),
    ]
    for act in acts:
        act()
    expect(page.get_by_text("The challenge is raised.")).to_be_visible()
    return len(acts)


def answer(page: Page) -> None:
    """The manager finds it and answers; no words are refused."""
    page.goto("/challenges/")
    page.get_by_role("link", name="The child is not seen").first.click()
    page.get_by_role("button", name="Answer").click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("Say what is done about it")
    page.get_by_label("What is done about it").fill("Amina sees her at school on Thursday.")
    page.get_by_role("button", name="Answer").click()
    expect(page.get_by_text("Answered. The chair has been told.")).to_be_visible()


def close(page: Page) -> None:
    """The chair closes it with what came of it."""
    page.reload()
    page.get_by_text("Close it", exact=True).first.click()
    page.get_by_label("It was put right").check()
    page.get_by_label("What came of it for the child?").fill("Tia was seen alone and asked for Gran to come.")
    page.get_by_role("button", name="Close it").click()
    expect(page.get_by_text("The challenge is closed.")).to_be_visible()
