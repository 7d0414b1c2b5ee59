"""Two brothers and a sister come into care together, live through it apart, and one goes home; in both practices."""

import re
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.hands import Keyboard, Mouse
from tests.journeys.scenes import aged, ago, family
from tests.journeys.site import Site

ISAAC, JOEL, MARTHA = "Isaac", "Joel", "Martha"
OWN = "Own provision, including the own hosted regional adoption agency"


@pytest.mark.parametrize(
    ("site_name", "hands"), [("today_site", Mouse), ("site_2011", Keyboard)], ids=["today", "2011"]
)
def test_from_the_first_day_in_care_to_the_last(request, person_at, site_name, hands) -> None:
    site: Site = request.getfixturevalue(site_name)
    born = {ISAAC: aged(site, 13), JOEL: aged(site, 9), MARTHA: aged(site, 6)}
    children = family(site, "Quarrington", born, since=date.fromordinal(_today(site) - 120))
    page = person_at(site, "amina.rahman")
    isaac, joel = (f"/person/{children[name]}/" for name in (ISAAC, JOEL))

    begin(page, hands(page), isaac, site)
    another_law(page, isaac, site)
    other_carers(page, joel, site)
    away_and_back(page, joel, site)
    review(person_at(site, "grace.adeyemi"), isaac, site)
    visit(page, isaac, site)
    health_and_school(page, isaac, site)
    missing(page, isaac, site)
    home_again(page, isaac, site)

    episodes(page, joel)
    page.goto(f"{isaac}chronology/")
    for words in ("Looked after", "Missing", "First health assessment"):
        expect(page.get_by_text(words).first).to_be_visible()


def _today(site: Site) -> int:
    return date.fromisoformat(site.today).toordinal()


def begin(page: Page, at: Mouse, isaac: str, site: Site) -> None:
    """The start is told once for all three; what is missing is asked for and nothing typed is lost."""
    page.goto(f"{isaac}care/")
    at.go(page.get_by_role("link", name="Record a start of care"))
    for name in (JOEL, MARTHA):
        at.choose(page.get_by_role("checkbox", name=name, exact=True))
    at.fill(page.get_by_label("On which day?"), ago(site, 60))
    at.pick(page.get_by_label("Legal status"), "Section 20 single period of accommodation")
    at.pick(page.get_by_label("Category of need"), "Family in acute stress")
    at.fill(page.get_by_label("Postcode of home before care"), "WM4 2QT")
    at.pick(page.get_by_label("Was there a permanent family before"), "None before")
    at.pick(page.get_by_label("Kind of placement"), "Foster, other carer, not long term")
    at.fill(page.get_by_label("With whom, or in which home?"), "Mrs Adair")
    at.go(page.get_by_role("button", name="Record the start of care"))
    expect(page.get_by_role("alert")).to_contain_text("Choose who provides the placement.")
    at.pick(page.get_by_label("Who provides it?"), OWN)
    at.fill(page.get_by_label("Postcode", exact=True), "WM8 2LN")
    at.go(page.get_by_role("button", name="Record the start of care"))
    expect(page.get_by_text("Looked after from now on record: Isaac, Joel and Martha.")).to_be_visible()
    expect(page.locator("#now")).to_contain_text("First looked-after review")


def tick_all(page: Page) -> None:
    """All three children of a form."""
    for name in (ISAAC, JOEL, MARTHA):
        page.get_by_role("checkbox", name=name, exact=True).check()


def another_law(page: Page, isaac: str, site: Site) -> None:
    """An interim order was made for all three ten days later."""
    page.goto(f"{isaac}care/")
    page.get_by_role("link", name="Change the legal status").click()
    tick_all(page)
    page.get_by_label("Legal status", exact=True).select_option(label="Interim care order")
    page.get_by_label("From which day?").fill(ago(site, 50))
    page.get_by_role("button", name="Record the legal status").click()
    expect(page.locator("#statuses")).to_contain_text("Interim care order")


def other_carers(page: Page, joel: str, site: Site) -> None:
    """Joel alone goes to other carers."""
    page.goto(f"{joel}care/")
    page.get_by_role("link", name="Record a move").click()
    page.get_by_label("On which day?").fill(ago(site, 45))
    page.get_by_label("Why did the placement before end?").select_option(
        label="Carer asks to end: child's behaviour"
    )
    page.get_by_label("Kind of placement").select_option(label="Foster, other carer, long term")
    page.get_by_label("With whom, or in which home?").fill("The Lathams")
    page.get_by_label("Who provides it?").select_option(label=OWN)
    page.get_by_label("Postcode", exact=True).fill("WM6 1AB")
    page.get_by_role("button", name="Record the move").click()
    expect(page.locator("#placements")).to_contain_text("The Lathams")


def away_and_back(page: Page, joel: str, site: Site) -> None:
    """A stay in hospital ends no placement."""
    page.goto(f"{joel}care/")
    page.get_by_role("link", name="Record a move").click()
    page.get_by_label("On which day?").fill(ago(site, 42))
    page.get_by_label("Kind of placement").select_option(label="Temporary: hospital")
    page.get_by_role("button", name="Record the move").click()
    page.get_by_role("link", name="Record the return").click()
    page.get_by_label("On which day did they come back?").fill(ago(site, 40))
    page.get_by_role("button", name="Record the return").click()
    expect(page.get_by_text("Joel is back where they lived before.")).to_be_visible()


def review(page: Page, isaac: str, site: Site) -> None:
    """One review of all three within 20 working days, each child's own part; the second is due from then."""
    page.goto(f"{isaac}care/")
    page.get_by_role("link", name="Record a review").click()
    form = page.get_by_role("form", name="Record a review")
    tick_all(form)
    form.get_by_label("On which day?").fill(ago(site, 35))
    form.get_by_role("button", name="Record the review").click()
    expect(page.get_by_role("alert")).to_be_visible()
    for name, part in (
        (ISAAC, "Attends and speaks"),
        (JOEL, "Attends, advocate speaks"),
        (MARTHA, "Attends, conveys views non-verbally"),
    ):
        form.get_by_label(f"How did {name} take part?").select_option(label=part)
    form.get_by_role("button", name="Record the review").click()
    expect(page.get_by_role("heading", name="Looked-after review", level=1)).to_be_visible()
    page.goto(f"{isaac}care/")
    expect(page.locator("#reviews")).to_contain_text("Grace Adeyemi")
    expect(page.locator("#now")).to_contain_text("Second looked-after review")


def visit(page: Page, isaac: str, site: Site) -> None:
    """Isaac and Martha are seen where they live; the clock of such visits runs on from it."""
    page.goto(f"/visit/new/?person={isaac.strip('/').split('/')[1]}")
    kind = page.get_by_label("What kind of visit?")
    if not kind.is_visible():
        page.locator(".k-visit-what summary").click()
    words = kind.locator("option", has_text="Visit to a looked-after child").inner_text()
    kind.select_option(label=words.strip())
    page.get_by_label("Day", exact=True).fill(ago(site, 1))
    page.get_by_label("Where", exact=True).fill("Mrs Adair’s house")
    for name in (ISAAC, MARTHA):
        seen = page.get_by_role("group", name=re.compile(f"^{name},"))
        seen.get_by_label("Alone").press("Space")
    page.get_by_label("What you saw and heard").fill("Isaac: they argue less here.")
    with page.expect_navigation():
        page.get_by_role("button", name="Save the visit").click()
    page.goto(f"{isaac}care/")
    expect(page.locator("#now")).not_to_contain_text("First visit to the placement")


def health_and_school(page: Page, isaac: str, site: Site) -> None:
    """The first health assessment and education plan, told once for two."""
    page.goto(f"{isaac}care/health/")
    for form, day, more in (
        ("Health assessment", 45, "Assessed by"),
        ("Personal education plan", 48, "School"),
    ):
        page.locator("summary").filter(has_text=form).click()
        boxes = page.get_by_role("form", name=form)
        boxes.get_by_label(MARTHA).check()
        boxes.get_by_label("Day", exact=True).fill(ago(site, day))
        boxes.get_by_label(more).fill("Dr Osei" if more == "Assessed by" else "Westmere Primary")
        with page.expect_navigation():
            boxes.get_by_role("button").click()
    expect(page.get_by_role("main")).to_contain_text("by Dr Osei")
    expect(page.get_by_role("main")).to_contain_text("at Westmere Primary")


def missing(page: Page, isaac: str, site: Site) -> None:
    """A night away; the talk after it is due within 72 hours and held in time."""
    page.goto(f"{isaac}care/missing/")
    form = page.get_by_role("form", name="Record missing or away")
    form.get_by_label("Missing").check()
    form.get_by_label("Since: day").fill(ago(site, 3))
    form.get_by_label("Time", exact=True).fill("21:30")
    form.get_by_role("button", name="Record it").click()
    back = page.get_by_role("form", name="Came back")
    back.get_by_label("Day", exact=True).fill(ago(site, 2))
    back.get_by_label("Time", exact=True).fill("07:10")
    back.get_by_label("Where found").fill("At the bus station, by the police")
    back.get_by_role("button", name="Record the return").click()
    page.locator("summary").filter(has_text="Record the return interview").click()
    talk = page.get_by_role("form", name="Record the return interview")
    talk.get_by_label("Day", exact=True).fill(ago(site, 1))
    talk.get_by_label("Time", exact=True).fill("16:30")
    talk.get_by_label("Who talked with the child").fill("Hana Reyes, Missing People service")
    talk.get_by_label("Independent of the placement").check()
    talk.get_by_label("What the child says").fill("“I wanted to see Mum.”")
    talk.get_by_role("button", name="Keep the interview").click()
    expect(page.get_by_role("main")).to_contain_text("within 72 hours")


def home_again(page: Page, isaac: str, site: Site) -> None:
    """Isaac goes home: his time in care ends, that of the others goes on."""
    page.goto(f"{isaac}care/")
    page.get_by_role("link", name="Record that care has ended").click()
    page.get_by_label("On which day?").fill(ago(site, 0))
    page.get_by_label("Why").select_option(label="Returned home (parental responsibility), planned")
    page.get_by_role("button", name="Record the end of care").click()
    expect(page.get_by_text("The time in care has ended. It stays on the record.")).to_be_visible()
    expect(page.locator("#before")).to_contain_text("Returned home")


def episodes(page: Page, joel: str) -> None:
    """Five episodes were made of it for Joel, and nobody typed one."""
    page.goto(f"{joel}care/all/")
    new = page.locator("#episodes tbody tr td:nth-child(2)")
    expect(new).to_have_count(5)
    assert [words.split()[0][0] for words in new.all_inner_texts()] == ["P", "P", "P", "L", "S"]
