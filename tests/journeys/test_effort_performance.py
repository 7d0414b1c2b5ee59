"""From a measure that is off target to its children and a paper for the board, within the budget of effort."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from kith.work.paper import pages_of
from tests.journeys.effort.counting import Effort
from tests.journeys.effort.decisions import many_late
from tests.journeys.effort.driver import Hands, Keyboard, Mouse
from tests.journeys.test_effort import within_budget


@pytest.mark.parametrize("hands", [Mouse, Keyboard], ids=["mouse", "keyboard"])
def test_figures_ask_for_no_more_effort_than_promised(today_site, person_at, hands) -> None:
    with many_late(today_site):
        head = hands(person_at(today_site, "ngozi.bright"))
        expect(head.page).to_have_url(re.compile("/performance/$"))
        spent = {"T14": take_to_the_board(head)}
    head.page.goto("/performance/")
    spent["T10F"] = see_who_is_late_and_why(head)

    within_budget(hands, spent)


def take_to_the_board(at: Hands) -> Effort:
    """T14: the measure stands first, its children are listed by name, and the paper has numerator and denominator."""
    page = at.page
    at.begins()
    off = page.locator("section[aria-labelledby=off-target]")
    at.sees(off.get_by_text(re.compile("Well off target|Close to target")))
    first = off.locator(".k-card").filter(has_text=re.compile(r"\d of \d")).first
    at.sees(first.get_by_text(re.compile(r"[\d,]+ of [\d,]+")))
    at.open_row(first.locator("[data-row-link]"))
    children = list_them(at)
    with page.expect_download() as kept:
        at.use(children.get_by_role("link", name="For the board, PDF"))
    spent = at.ends()
    paper = Path(kept.value.path()).read_bytes()
    assert kept.value.suggested_filename.startswith("board-report-") and pages_of(paper) >= 1
    expect(page.locator(".k-numbers")).to_contain_text(re.compile(r"[\d,]+ of [\d,]+"))
    return spent


def see_who_is_late_and_why(at: Hands) -> Effort:
    """T10 over all teams: each child with what is late, whose it is, and the reason or that none is given."""
    page = at.page
    at.begins()
    at.open(page.get_by_role("link", name="Daily list"), key="d")
    at.open(page.get_by_role("link", name=re.compile(r"^Out of timescale \d")))
    rows = page.locator("#lines tbody tr")
    at.sees(rows.filter(has_text="Alfie").filter(has_text="Waiting for paediatric report"))
    at.sees(rows.filter(has_text="Lacey").filter(has_text="No reason given"))
    return at.ends()


def list_them(at: Hands) -> Locator:
    """The children behind the figure, in sight."""
    children = at.page.locator("#children")
    at.use(at.page.get_by_role("link", name="Who is behind it"), key="l")
    expect(children.locator("tbody a").first).to_be_in_viewport()
    return children
