"""Handing out a statement for court with twenty events of the chronology, within its budget of effort."""

import re

import pytest
from playwright.sync_api import Page, expect

from kith.work.paper import pages_of
from tests.journeys.effort.counting import Effort
from tests.journeys.effort.driver import Hands, Keyboard, Mouse
from tests.journeys.effort.statements import EVENTS, Begun, begun
from tests.journeys.test_effort import within_budget

WORKER = "amina.rahman"


@pytest.mark.parametrize("hands", [Mouse, Keyboard], ids=["mouse", "keyboard"])
def test_a_statement_asks_for_no_more_effort_than_promised(today_site, person_at, hands) -> None:
    work = begun(today_site, WORKER)
    at = hands(person_at(today_site, WORKER))
    at.page.goto("/work/")

    cost = hand_out(at, work)

    within_budget(hands, {"T11": cost})
    expect_it_kept(at.page, work)


def hand_out(at: Hands, work: Begun) -> Effort:
    """T11: twenty events chosen from the chronology, the statement printed with them and kept as it was sent."""
    page = at.page
    at.begins()
    at.open_row(page.locator(f'a[data-row-link][href="/step/{work.step}/"]').first)
    at.use(
        page.get_by_role("button", name=re.compile(r"^Choose from the chronology ?: ?Which events")), key="e"
    )
    cited = page.locator("[data-cited=chronology]")
    at.sees(cited.get_by_label(re.compile("^Tick all that are shown")))
    at.choose_by_key(cited.get_by_label(re.compile("^Tick all that are shown")), key="a")
    events = cited.locator("[data-question]")
    for place in range(events.count() - EVENTS):
        take_off(at, events.nth(place))
    at.sees(cited.get_by_text(f"{EVENTS} chosen"))
    at.open(page.get_by_role("link", name=re.compile("^With its chronology")), key="p")
    page.evaluate("window.print = () => { document.body.dataset.printed = 'yes'; }")
    at.sees(page.get_by_text(f"{EVENTS} events of the chronology"))
    at.use(page.get_by_role("button", name=re.compile("^Print")), key="Control+Enter")
    at.sees(page.get_by_text("Kept as it is sent to The court."))
    expect(page.locator("body[data-printed=yes]")).to_be_visible()
    return at.ends()


def take_off(at: Hands, event) -> None:
    """An event the court need not know."""
    if at.by_keyboard:
        at.tab_to(event)
        at.press("Space")
    else:
        at.use(event)
    expect(event).not_to_be_checked()


def expect_it_kept(page: Page, work: Begun) -> None:
    """The choice stands with the statement; what was sent is there word for word, as a page and as a file."""
    page.goto(f"/step/{work.step}/")
    expect(page.locator("[data-cited=chronology] [data-question]:checked")).to_have_count(EVENTS)
    page.goto(f"/step/{work.step}/statement/")
    with page.expect_navigation():
        page.get_by_role("link", name="The court").click()
    paper = page.locator(".k-paper")
    expect(paper).to_contain_text("An interim care order.")
    expect(paper.locator(".k-paper__events tbody tr")).to_have_count(EVENTS)
    file = page.context.request.get(f"{page.url}pdf/").body()
    assert file.startswith(b"%PDF-") and pages_of(file) >= 2
