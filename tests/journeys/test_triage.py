"""Fifty police notifications on a Monday morning: read in as one list, each decided with its reason."""

import re
from itertools import product

from playwright.sync_api import Locator, Page, expect

from kith.frontdoor.batch import layout
from tests.journeys.hands import Mouse

FIRST = ("Tovi", "Elspa", "Brannoc", "Yevgen", "Quorra")
LAST = (
    "Ashgrave",
    "Bellwether",
    "Corrowby",
    "Dunmarrow",
    "Eddlestone",
    "Fernsby",
    "Gathercole",
    "Hartwhistle",
    "Inglethorpe",
)
REFERENCE = "WJ/"
OTHERWISE = "002"
REASON = "Seen at school, and nothing else is known."
OTHER_REASON = "Supported by early help since spring."
MANY = 50
LONG = 60_000  # fifty records are made, or fifty decisions taken, in one go
MOST_ACTS = 20


def notifications() -> bytes:
    """Forty-five children told of once, five of them again: the household's total must say so."""
    children = [(first, last) for last, first in product(LAST, FIRST)]
    told = children + children[:5]
    lines = [",".join(layout.headings())]
    for number, (first, last) in enumerate(told, start=1):
        cells = {
            "reference": f"{REFERENCE}{number:03}",
            "received": f"13/10/2026 {8 + number % 9:02}:15",
            "incident": "Domestic abuse" if number % 3 else "Missing",
            "words": f'"Officers attended, {first} was at home, and spoke with both adults."',
            "sender": f"PC {1000 + number}",
            "child1_first": first,
            "child1_surname": last,
            "child1_born": f"{1 + number % 28:02}/0{1 + number % 9}/2016" if number <= len(children) else "",
            "adult1_name": f"Robin {last}",
        }
        if number > len(children):
            twin = number - len(children)
            cells["child1_born"] = f"{1 + twin % 28:02}/0{1 + twin % 9}/2016"
        lines.append(",".join(cells.get(heading, "") for heading in layout.headings()))
    return "\r\n".join(lines).encode()


def test_fifty_police_notifications_are_triaged_each_with_a_reason(today_site, person_at) -> None:
    read_in(person_at(today_site, "ewan.price"))

    manager = person_at(today_site, "sanjay.pillai")
    acts, decided = triage(manager)

    assert acts <= MOST_ACTS
    assert len(decided) == MANY
    for number, href in decided.items():
        manager.goto(href.replace("/decide/", "/read/"))
        reason = OTHER_REASON if number == OTHERWISE else REASON
        expect(manager.locator("#decision")).to_contain_text(reason)


def read_in(page: Page) -> None:
    """The duty worker reads the list in, having seen it first; a second time changes nothing."""
    at = Mouse(page)
    page.goto("/front-door/")
    at.go(page.get_by_role("link", name="Read in a list"))
    choose(page)
    at.go(page.get_by_role("button", name="Look at the list"))
    expect(page.get_by_role("heading", name="What is in the list")).to_be_visible()
    with page.expect_navigation(timeout=LONG):
        page.get_by_role("button", name=f"Read in {MANY} notifications").click()
    expect(page.get_by_text(f"{MANY} notifications of Westmere Police read in.")).to_be_visible()
    page.goto("/front-door/batch/")
    choose(page)
    at.go(page.get_by_role("button", name="Look at the list"))
    expect(page.get_by_text("Every row of this list came in before.")).to_be_visible()


def choose(page: Page) -> None:
    """Fill in what the list is."""
    file = {"name": "monday.csv", "mimeType": "text/csv", "buffer": notifications()}
    page.get_by_label("File", exact=True).set_input_files([file])
    page.get_by_label("Which agency").fill("Westmere Police")
    page.get_by_label("day/month/year").check()


def triage(page: Page) -> tuple[int, dict[str, str]]:
    """The manager decides all of them; gives how many things were clicked, chosen or typed, and their pages."""
    at, acts, found = Mouse(page), 2, {}
    page.goto("/front-door/")
    at.go(page.get_by_role("link", name="Police notification"))
    at.go(page.get_by_role("link", name="Triage all that wait and came this way"))
    while rows_of(page).count():
        expect(
            page.get_by_text("1 other contact in 12 months, 1 by police notification").first
        ).to_be_visible()
        found |= {number_in(row): row.locator("th a").get_attribute("href") for row in rows_of(page).all()}
        acts += decide_page(page, at)
        page.goto("/front-door/triage/?way=police_notice")
        assert acts <= MOST_ACTS
    return acts, found


def rows_of(page: Page) -> Locator:
    """The rows of our list that still wait."""
    return page.get_by_role("row").filter(has_text=REFERENCE)


def number_in(row: Locator) -> str:
    """The reference of a row."""
    return row.inner_text().split(REFERENCE)[1][:3]


def decide_page(page: Page, at: Mouse) -> int:
    """Everything on the page for one reason, and for one of them another; gives how many acts it took."""
    acts = 4
    page.get_by_label("Tick every contact").check()
    page.get_by_label("What happens", exact=True).select_option(label="No further action, no referral")
    page.get_by_label("Reason", exact=True).fill(REASON)
    other = rows_of(page).filter(has_text=REFERENCE + OTHERWISE)
    if other.count():
        other.get_by_role("combobox").select_option(label="Early help")
        other.get_by_role("textbox").fill(OTHER_REASON)
        acts += 2
    with page.expect_navigation(timeout=LONG):
        page.get_by_role("button", name=re.compile(r"Decide \d+ contacts?")).click()
    return acts
