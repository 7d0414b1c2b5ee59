"""A child in need plan reviewed at the table and ended for one child, in both practices."""

import pytest
from playwright.sync_api import Page, expect

TIA, PLAN = 204418, "/person/204418/in-need/"


@pytest.mark.parametrize("practice", ["today_site", "site_2011"])
def test_a_plan_is_reviewed_for_all_and_ends_for_one(request, person_at, practice) -> None:
    page = person_at(request.getfixturevalue(practice), "amina.rahman")

    page.goto(f"/person/{TIA}/")
    page.get_by_role("link", name="Child in need", exact=True).click()
    expect(page.locator("#plan")).to_contain_text("First review of the child in need plan")
    review(page)
    end_for_elsie(page)

    page.goto(PLAN)
    expect(page.locator("#plan")).to_contain_text("Review of the child in need plan")
    expect(page.locator("#reviews")).to_contain_text("The plan goes on")
    page.goto(f"/person/{TIA}/chronology/")
    expect(page.get_by_text("Child in need plan began").first).to_be_visible()


def review(page: Page) -> None:
    """One review for the three of them: they are ticked, and the day is today."""
    page.get_by_text("Record a review").click()
    form = page.get_by_role("form", name="Record a review")
    for name in ("Tia", "Kofi", "Elsie"):
        expect(form.get_by_label(name)).to_be_checked()
    form.get_by_label("The plan goes on").check()
    form.get_by_role("button", name="Keep the review").click()
    expect(page.get_by_text("The review is recorded.")).to_be_visible()


def end_for_elsie(page: Page) -> None:
    """A reason is asked for, and what was ticked stays; then the plan of one of them ends."""
    page.get_by_text("End the plan").first.click()
    form = page.get_by_role("form", name="End the plan")
    form.get_by_label("Tia").uncheck()
    form.get_by_label("Kofi").uncheck()
    form.get_by_role("button", name="End the plan").click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("Choose why the plan ends.")
    expect(form.get_by_label("Tia")).not_to_be_checked()
    form.get_by_label("The help was enough").check()
    form.get_by_role("button", name="End the plan").click()
    expect(page.get_by_text("The plan has ended.")).to_be_visible()
