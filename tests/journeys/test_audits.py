"""A month of audits: drawn, read by two, settled by kappa and words, acted on, and checked again until it is met."""

import re

import pytest
from playwright.sync_api import Page, expect

GOOD, BETTER = "Good", "Outstanding"
PASSWORD = "a word for one journey"
GIVEN = f"""
from kith.access.models import Worker
worker = Worker.objects.get(name="{{name}}")
worker.set_password("{PASSWORD}")
worker.save()
print(worker.username)
"""
ASKED, DONE = "Get dad’s account", "Met dad at his work."


@pytest.fixture
def named_at(browser, today_site):
    """``named_at("Paul Renner")``: the window of anybody, who signs in with a password given for this: chance draws.

    Whoever runs audits may be drawn too, and has one window.
    """
    windows: dict[str, Page] = {}

    def open_window(name: str) -> Page:
        if name in windows:
            return windows[name]
        username = today_site.command("shell", "-c", GIVEN.format(name=name)).strip().splitlines()[-1]
        page = windows[name] = browser.new_context(base_url=today_site.url, locale="en-GB").new_page()
        page.goto("/sign-in/")
        page.get_by_label("Name you sign in with").fill(username)
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.wait_for_url(lambda url: "/sign-in/" not in url)
        return page

    yield open_window
    for page in windows.values():
        page.context.close()


def test_a_month_of_audits_from_the_draw_to_the_re_audit(named_at) -> None:
    head = named_at("Ngozi Bright")
    conflicts_are_shown(head)
    round_at, child, first, second = draw(head)

    auditor = named_at(first)
    owner = audit(auditor, child, GOOD, asks=True)
    found_at, other = auditor.url, named_at(second)
    assert not first_reading_opens(other, found_at)
    audit(other, child, BETTER, asks=False, second=True)
    assert first_reading_opens(other, found_at)

    head.goto(round_at)
    expect(head.locator("#agreement")).to_contain_text("Overall: 0 of 1 graded alike (0%); kappa 0.00")
    expect(head.locator("#agreement")).to_contain_text("Each standard: 0 of 6 graded alike (0%)")
    settle(head, child)
    act(named_at(owner), child)
    read_at = have_checked(head, round_at, child, first)
    check(auditor, child)
    head.goto(read_at)
    expect(head.locator("#actions")).to_contain_text("Checked again: met")
    head.goto("/quality/")
    expect(head.locator("#agreement")).to_contain_text("kappa")


def conflicts_are_shown(page: Page) -> None:
    """More audits of a theme than there are cases: nothing is drawn, it is said why, and what was chosen stays."""
    page.goto("/quality/programme/")
    form = page.get_by_role("form", name="Draw audits of a theme")
    form.get_by_label("Whose cases").select_option(label="On a second or later child protection plan")
    form.get_by_label("How many audits").fill("150")
    form.get_by_label(re.compile("^Colin Burge")).check()
    form.get_by_label("Done by").fill("30/11/2026")
    form.get_by_role("button", name="Draw audits of this theme").click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("Nothing was drawn: there")
    expect(page.locator(".govuk-error-summary")).to_contain_text("For Colin Burge there is no case: ")
    expect(
        page.get_by_role("form", name="Draw audits of a theme").get_by_label("How many audits")
    ).to_have_value("150")
    expect(page.get_by_label(re.compile("^Colin Burge"))).to_be_checked()


def draw(page: Page) -> tuple[str, str, str, str]:
    """Next month is drawn and shown with its draw made again; answers with a case two read, and who they are."""
    page.goto("/quality/programme/")
    form = page.get_by_role("form", name="Draw a month")
    form.get_by_label("Month").select_option("1")
    form.get_by_role("button", name="Draw the audits").click()
    expect(page.locator("#draws")).to_contain_text("Drawn again from the same seed")
    row = page.get_by_role("row").filter(has_text="second reading").first
    child, second = row.get_by_role("link").first.inner_text(), named(row)
    firsts = page.get_by_role("row").filter(has_text=child).filter(has_not_text="second reading")
    return page.url, child, named(firsts.first), second


def named(row) -> str:
    """The auditor of a row of a round."""
    return row.locator("td").first.inner_text().split("\n")[0].strip()


def write(page: Page, grade: str) -> None:
    """The same grade and words everywhere."""
    for one in page.locator("[id^=standard-].k-panel").all():
        one.get_by_label(grade, exact=True).check()
        one.get_by_label("What you saw, and what difference it made for the child").fill(
            "As the record shows."
        )
    page.get_by_label("What the record holds of the child’s own words, and what they changed").fill(
        "A drawing."
    )
    page.locator("#overall-panel").get_by_label(grade, exact=True).check()


def audit(page: Page, child: str, grade: str, *, asks: bool, second: bool = False) -> str:
    """A case is audited; what is not whole is refused with its words. Answers with who is to do something.

    An earlier month may have left the same child with the same auditor: the last on the list is of this round.
    """
    page.goto("/quality/mine/")
    rows = page.get_by_role("row").filter(has=page.get_by_role("link", name=child))
    seconds = {"has_text": "second reading"} if second else {"has_not_text": "second reading"}
    rows.filter(**seconds).last.get_by_role("link").click()
    expect(page.locator("#record")).to_be_visible()
    owner = ask(page) if asks else ""
    if asks:
        page.get_by_role("button", name="Finish the audit").click()
        expect(page.locator(".govuk-error-summary")).to_contain_text("Choose the overall grade.")
        page.get_by_label("Day you talked with the family").fill("14/10/2026")
        page.get_by_label("What the family said").fill("They know the plan.")
    write(page, grade)
    page.get_by_role("button", name="Finish the audit").click()
    expect(page.get_by_text("Whoever is asked to do something has been told.")).to_be_visible()
    return owner


def ask(page: Page) -> str:
    """Something is to be done; answers with who is to do it."""
    page.get_by_text("Add an action").click()
    form = page.get_by_role("form", name="Add an action")
    form.get_by_label("What is to be done").fill(ASKED)
    form.get_by_label("Who does it").select_option(index=1)
    owner = form.locator("option:checked").first.inner_text()
    form.get_by_label("By when").fill("30/11/2026")
    form.get_by_role("button", name="Add it").click()
    expect(page.locator("#actions")).to_contain_text(ASKED)
    return owner


def first_reading_opens(page: Page, found_at: str) -> bool:
    """Whether what the first reader found opens: not to the second before they have finished."""
    answer = page.goto(found_at)
    return answer is not None and answer.status == 200


def settle(page: Page, child: str) -> None:
    """Where the two differ, they settle; both grades stay."""
    page.locator("#agreement").get_by_role("link", name=child).click()
    line = page.locator("#line-overall")
    line.get_by_label(GOOD, exact=True).check()
    line.get_by_label("Why: Overall").fill("Read together.")
    line.get_by_role("button", name="Settle it").click()
    expect(page.locator("#line-overall")).to_contain_text("Settled: Good")
    expect(page.locator("#line-overall")).to_contain_text(BETTER)


def act(page: Page, child: str) -> None:
    """What was asked for stands on the work list of its owner until they say that it is done."""
    page.goto("/work/")
    page.get_by_role("row").filter(has_text=ASKED).filter(has_text=child).get_by_role("link").click()
    page.get_by_label(f"What was done: {ASKED}").fill(DONE)
    page.get_by_role("button", name="It is done").click()
    expect(page.locator("#actions")).to_contain_text(DONE)
    page.goto("/work/")
    expect(page.get_by_role("row").filter(has_text=ASKED).filter(has_text=child)).to_have_count(0)


def have_checked(page: Page, round_at: str, child: str, first: str) -> str:
    """The finished audit is to be checked by whoever made it; answers with its page."""
    page.goto(round_at)
    row = page.get_by_role("row").filter(has_text=child).filter(has_not_text="second reading")
    row.get_by_role("link", name="Finished").click()
    page.get_by_text("Have it checked").first.click()
    form = page.get_by_role("form", name="Have it checked")
    form.get_by_label("Who checks it").select_option(label=first)
    form.get_by_label("By when").fill("15/12/2026")
    form.get_by_role("button", name="Have it checked").click()
    expect(page.locator("#again")).to_contain_text(f"To be checked by {first}")
    return page.url


def check(page: Page, child: str) -> None:
    """The re-audit says that what was asked for is met."""
    page.goto("/quality/mine/")
    page.get_by_role("row").filter(has_text=child).filter(has_text="re-audit").get_by_role(
        "link"
    ).first.click()
    write(page, GOOD)
    page.locator("#checks").get_by_label("Met", exact=True).check()
    page.locator("#checks").get_by_label("What you saw").fill("Dad’s words are in the note.")
    page.get_by_role("button", name="Finish the audit").click()
    expect(page.get_by_text("Whoever is asked to do something has been told.")).to_be_visible()


def test_what_audits_found_becomes_an_action_of_a_plan_and_each_leads_to_the_other(
    today_site, person_at
) -> None:
    page, words = person_at(today_site, "ngozi.bright"), "Every direction of a manager names a day"
    page.goto("/quality/programme/")
    page.get_by_role("link", name="September 2026").click()
    page.locator("#found").get_by_role("link", name=re.compile("^Make an action")).first.click()
    page.get_by_label("Plan", exact=True).select_option(label="Improvement plan 2026–28")
    page.get_by_role("button", name="Choose").click()
    page.get_by_role("button", name="Add the action").click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("Choose a heading of this plan.")
    form = page.get_by_role("form", name="Add the action")
    form.get_by_label("Under which heading").select_option(index=1)
    form.get_by_label("What is to be done").fill(words)
    form.get_by_label("Lead body").fill("Westmere")
    form.get_by_label("Lead officer").fill("Ngozi Bright")
    form.get_by_role("button", name="Add the action").click()

    expect(page.locator("main")).to_contain_text(words)
    expect(page.locator("#answers")).to_contain_text("In that round now:")
    page.locator("#answers").get_by_role("link", name="the audits of September 2026").click()
    expect(page.locator("#actions")).to_contain_text(words)
