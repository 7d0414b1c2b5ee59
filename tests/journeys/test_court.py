"""Before a court and in one, told once for brothers and sisters, in both practices."""

import re

import pytest
from playwright.sync_api import Page, expect

TIA = "/person/204418/court/"


@pytest.mark.parametrize(
    ("where", "today", "soon"),
    [("today_site", "14/10/2026", "30/10/2026"), ("site_2011", "26/10/2011", "11/11/2011")],
    ids=["today", "2011"],
)
def test_from_a_legal_planning_meeting_to_an_order(request, person_at, where, today, soon) -> None:
    site = request.getfixturevalue(where)
    page = person_at(site, "amina.rahman")

    pre_proceedings(page, today)
    apply_to_court(page, today)
    a_hearing_wants_a_statement(page, today, soon)
    an_order(page)

    page.goto("/court/")
    row = page.get_by_role("row").filter(has_text="Statement with chronology").filter(has_text="Tia")
    expect(row).to_contain_text("Kofi")


def pre_proceedings(page: Page, today: str) -> None:
    """Begun for all of them, a letter sent, a meeting held, and decided to go to court."""
    page.goto(TIA)
    page.get_by_role("link", name="Begin pre-proceedings").click()
    page.get_by_label("Day of the legal planning meeting").fill("31/3/2008")
    page.get_by_role("button", name="Begin pre-proceedings").click()
    expect(page.get_by_role("alert")).to_contain_text("They began on 1 April 2008")
    page.get_by_label("Day of the legal planning meeting").fill(today)
    page.get_by_role("button", name="Begin pre-proceedings").click()
    letter = page.get_by_role("form", name="The letter before proceedings")
    letter.get_by_label("Day it was sent").fill(today)
    letter.get_by_label("Yes").check()
    letter.get_by_role("button", name="Keep it").click()
    expect(page.locator("#stands")).to_contain_text("offered")
    page.get_by_role("button", name="Keep the meeting").click()
    page.get_by_role("form", name="Decide").get_by_label("Apply to court").check()
    page.get_by_role("button", name="Keep the decision").click()
    expect(page.locator("#decided")).to_contain_text("Apply to court")


def apply_to_court(page: Page, today: str) -> None:
    """The application, which goes on from pre-proceedings."""
    page.goto(TIA)
    page.get_by_role("link", name="Record an application").click()
    page.get_by_label("What the court is asked for").select_option(label="Care order")
    page.get_by_label("Court", exact=True).fill("Family court at Westmere")
    page.get_by_label(re.compile("^Day the court issued it")).fill(today)
    page.get_by_label(re.compile("^Number of the court")).fill("WM-C-00417")
    page.get_by_role("button", name="Record the application").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Care order")
    assert "WM-C-00417" not in page.url


def a_hearing_wants_a_statement(page: Page, today: str, soon: str) -> None:
    """A hearing is held and wants our statement: its form is open for all the children, due that day."""
    page.get_by_label("What kind").select_option(label="Final hearing")
    form = page.get_by_role("form", name="Put a hearing on the list")
    form.get_by_label("Day", exact=True).fill(today)
    form.get_by_role("button", name="Put it on the list").click()
    page.locator("#hearings").get_by_role("link", name="Final hearing").click()
    page.get_by_label("Yes").check()
    page.get_by_label(re.compile("^What was said and decided")).fill("The court wants our statement.")
    page.get_by_role("button", name=re.compile("^Keep it")).click()
    page.get_by_label("What", exact=True).select_option(label="Statement with chronology")
    page.get_by_label("Wanted by").fill(soon)
    page.get_by_role("button", name="Keep what the court wants").click()
    expect(page.get_by_role("status").first).to_contain_text("is open for all of them")


def an_order(page: Page) -> None:
    """An order about all of them, made at the hearing."""
    page.get_by_role("link", name="Record an order").click()
    page.get_by_label("Which order").select_option(label="Interim supervision order")
    page.get_by_role("button", name="Record the order").click()
    expect(page.locator("#orders")).to_contain_text("Kofi")
