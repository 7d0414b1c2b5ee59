"""T12: a review conference for three siblings is set up, everybody invited, the report sent."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.effort.counting import Effort
from tests.journeys.effort.driver import Hands, Keyboard, Mouse
from tests.journeys.test_effort import within_budget

HOME = re.compile("Linden Court|WM4 ?5DD", re.IGNORECASE)


@pytest.mark.parametrize("hands", [Mouse, Keyboard], ids=["mouse", "keyboard"])
def test_a_conference_asks_for_no_more_effort_than_promised(today_site, person_at, hands) -> None:
    office = hands(person_at(today_site, "moira.kemp"))

    spent = {"T12": set_up_a_review(office)}

    expect_letters_without_the_address(office.page)
    cancel(office.page)
    within_budget(hands, spent)


def set_up_a_review(at: Hands) -> Effort:
    """T12: one conference for the three, everybody around them invited, the finished report made ready for each."""
    page = at.page
    at.begins()
    at.open(page.get_by_role("link", name="Conferences", exact=True))
    at.open(page.get_by_role("link", name=re.compile("^Set up – Sharif")))
    at.write(page.get_by_label("Day", exact=True), "22/10/2026")
    at.next_field(page.get_by_label("Time", exact=True), "10:30")
    at.finish(page.get_by_role("button", name=re.compile("^Set up and invite")))
    at.sees(page.get_by_text(re.compile(r"^Set up for Thursday 22 October 2026 at 10:30. 9 people invited")))
    spent = at.ends()
    for name in ("Sana Sharif", "Imran Sharif", "Ms Field", "DC Hart", "Amina Rahman"):
        expect(page.locator("#invited")).to_contain_text(name)
    expect(page.locator("#papers").get_by_role("link", name="Report to the conference")).not_to_have_count(0)
    return spent


def expect_letters_without_the_address(page: Page) -> None:
    """Dad may not learn where the children live: it stands on nothing that is printed."""
    page.get_by_role("link", name="Print everything").click()
    his = page.locator("article").filter(has_text="Imran Sharif, please come.")
    expect(his).to_have_count(1)
    for sheet in page.locator("article").all():
        assert not HOME.search(sheet.inner_text())
    page.go_back()


def cancel(page: Page) -> None:
    """So that the next one finds it to be set up again."""
    page.get_by_label("Why", exact=True).fill("Set up by a test")
    page.get_by_role("button", name="Cancel the conference").click()
    expect(page.get_by_text("cancelled: Set up by a test")).to_be_visible()
