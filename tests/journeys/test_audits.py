"""A month of audits: drawn, read by two, settled by kappa and words, and checked again until what was found is met."""

import pytest
from playwright.sync_api import Page, expect

GOOD, BETTER = "Good", "Outstanding"


@pytest.mark.parametrize("practice", ["today_site"])
def test_a_month_of_audits_from_the_draw_to_the_re_audit(request, person_at, practice) -> None:
    site = request.getfixturevalue(practice)
    head = person_at(site, "ngozi.bright")
    round_at, child, first, second = draw(head)

    auditor = person_at(site, signs_in_as(first))
    audit(auditor, child, GOOD, asks=True)
    other = person_at(site, signs_in_as(second))
    audit(other, child, BETTER, asks=False)

    head.goto(round_at)
    expect(head.locator("#agreement")).to_contain_text("0 of 6 graded alike (0%)")
    expect(head.locator("#agreement")).to_contain_text("kappa")
    settle(head, child)
    head.goto(round_at)
    row = head.get_by_role("row").filter(has_text=child).filter(has_text=first)
    row.get_by_role("link", name="Finished").click()
    have_checked(head, first)
    check(auditor, child)
    head.reload()
    expect(head.locator("#actions")).to_contain_text("Checked again: met")
    head.goto("/quality/")
    expect(head.get_by_role("heading", name="Case audits")).to_be_visible()
    expect(head.get_by_text("How far two readers agree")).to_be_visible()


def signs_in_as(name: str) -> str:
    """The name an account of the story has."""
    return name.lower().replace(" ", ".")


def draw(page: Page) -> tuple[str, str, str, str]:
    """Next month is drawn and shown with its draw made again; answers with a case two read, and who they are."""
    page.goto("/quality/programme/")
    form = page.get_by_role("form", name="Draw a month")
    form.get_by_label("Month").select_option("1")
    form.get_by_role("button", name="Draw the audits").click()
    expect(page.locator("#draws")).to_contain_text("Drawn again from the same seed")
    row = page.get_by_role("row").filter(has_text="second reading").first
    child = row.get_by_role("link").first.inner_text()
    second = row.locator("td").first.inner_text().split("\n")[0]
    firsts = page.get_by_role("row").filter(has_text=child).filter(has_not_text="second reading")
    first = firsts.first.locator("td").first.inner_text().split("\n")[0]
    return page.url, child, first, second


def write(page: Page, grade: str) -> None:
    """The same grade and words everywhere."""
    for one in page.locator("[id^=standard-]").all():
        one.get_by_label(grade, exact=True).check()
        one.get_by_label("What you saw, and what difference it made for the child").fill(
            "As the record shows."
        )
    page.get_by_label("What the record holds of the child’s own words, and what they changed").fill(
        "A drawing."
    )
    page.locator("#overall-panel").get_by_label(grade, exact=True).check()


def audit(page: Page, child: str, grade: str, *, asks: bool) -> None:
    """A case is audited; an audit that is not whole is refused with the words still there."""
    page.goto("/quality/mine/")
    page.get_by_role("link", name=child).first.click()
    if asks:
        page.get_by_text("Add an action").click()
        form = page.get_by_role("form", name="Add an action")
        form.get_by_label("What is to be done").fill("Get dad’s account")
        form.get_by_label("Who does it").select_option(index=1)
        form.get_by_label("By when").fill("30/11/2026")
        form.get_by_role("button", name="Add it").click()
        page.get_by_role("button", name="Finish the audit").click()
        expect(page.locator(".govuk-error-summary")).to_contain_text("Choose the overall grade.")
    write(page, grade)
    page.get_by_role("button", name="Finish the audit").click()
    expect(page.get_by_text("The audit is finished.")).to_be_visible()


def settle(page: Page, child: str) -> None:
    """Where the two differ, they settle; both grades stay."""
    page.locator("#agreement").get_by_role("link", name=child).click()
    line = page.locator("#line-overall")
    line.get_by_label(GOOD, exact=True).check()
    line.get_by_label("Why: Overall").fill("Read together.")
    line.get_by_role("button", name="Settle it").click()
    expect(page.locator("#line-overall")).to_contain_text("Settled: Good")
    expect(page.locator("#line-overall")).to_contain_text(BETTER)


def have_checked(page: Page, first: str) -> None:
    """The finished audit is to be checked by whoever made it."""
    page.get_by_text("Have it checked").first.click()
    form = page.get_by_role("form", name="Have it checked")
    form.get_by_label("Who checks it").select_option(label=first)
    form.get_by_label("By when").fill("15/12/2026")
    form.get_by_role("button", name="Have it checked").click()
    expect(page.locator("#again")).to_contain_text(f"To be checked by {first}")


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
    expect(page.get_by_text("The audit is finished.")).to_be_visible()
