"""Bulk triage, the threshold guide, the family map and a merge, worked and walked through with the keyboard alone."""

import re
from itertools import pairwise
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.journeys.effort.driver import Keyboard
from tests.journeys.test_effort import begin, child, waiting

FOCUS = Path(__file__).with_name("focus.js").read_text()
# where the cursor is once the browser has scrolled to it and painted, which is what a person sees
NEXT_FRAME = "new Promise((told) => requestAnimationFrame(() => requestAnimationFrame(() => told(cursor()))))"
TOLD = "Dad pushed mum, and the children hid in the bathroom."
TWICE = "Corvinia Twicewright"


def test_the_front_door_and_the_record_are_worked_by_keyboard_alone(today_site, person_at) -> None:
    duty = Keyboard(person_at(today_site, "ewan.price"))
    manager = Keyboard(person_at(today_site, "sanjay.pillai"))
    names = ("Thessaly Underbough", "Peregrin Overbeck")

    for name in names:
        take_with_the_guide(duty, name)
    decide_together(manager, names)
    read_the_family_map(Keyboard(person_at(today_site, "amina.rahman")))
    merge_two_records(Keyboard(person_at(today_site, "colin.burge")))


def take_with_the_guide(at: Keyboard, name: str) -> None:
    """A contact whose words suggest lines of the guide; one is ticked."""
    page = at.page
    at.begins()
    at.open(page.get_by_role("link", name="New contact"), key="c")
    begin(at, "Priya Anand", "St Brigid's")
    child(at, 1, name, "9")
    at.finish(page.get_by_role("button", name="Look for these children and go on"))
    at.write(page.get_by_label("What has happened, and what is the caller worried about?"), TOLD, go="Alt+t")
    at.choose(page.get_by_role("group", name="Are the children safe right now?").get_by_label("Yes"))
    line = page.locator("#threshold-offers input[type=checkbox]").first
    at.sees(line)
    at.tab_to(line)
    at.press("Space")
    expect(line).to_be_checked()
    at.choose(page.get_by_role("group", name="Do the parents know about this call?").get_by_label("Yes"))
    at.choose(page.get_by_label("Information or advice given"), go="Alt+w")
    at.next_field(page.get_by_label("Why", exact=True), "Nobody was hurt.")
    walk(page)
    at.tab_to(page.get_by_label("What advice was given?"))
    at.type("To ring again.")
    at.finish(page.get_by_role("button", name=re.compile("^Send")))
    at.sees(waiting(page, name))
    assert at.ends().mouse_events == 0


def decide_together(at: Keyboard, names: tuple[str, ...]) -> None:
    """Two contacts are ticked in the queue and decided with one reason."""
    page = at.page
    page.reload()
    at.begins()
    for name in names:
        at.row_here(waiting(page, name).get_by_role("link").first)
        at.press("x")
        expect(waiting(page, name).get_by_role("checkbox")).to_be_checked()
    at.open(page.get_by_role("button", name=re.compile("^Decide together")))
    walk(page)
    at.write(page.get_by_label("What happens", exact=True), "no f")
    at.next_field(page.get_by_label("Reason", exact=True), "Advice was enough for both.")
    at.open(page.get_by_role("button", name=re.compile(r"Decide 2 contacts")))
    at.sees(page.get_by_text(re.compile("2 contacts")))
    assert at.ends().mouse_events == 0


def read_the_family_map(at: Keyboard) -> None:
    """Every person of the map is reached, and leads to the record."""
    page = at.page
    page.goto("/person/204418/family/")
    at.begins()
    at.open(page.get_by_role("link", name=re.compile("map", re.IGNORECASE)).first)
    walk(page)
    people = page.locator("main svg a")
    expect(people.first).to_be_visible()
    at.open(people.first)
    expect(page).to_have_url(re.compile(r"/person/\d+/"))
    assert at.ends().mouse_events == 0


def merge_two_records(at: Keyboard) -> None:
    """Somebody is put on record twice, and made one."""
    page, records = at.page, []
    for _ in range(2):
        at.begins()
        at.write(page.locator("#find"), TWICE, go="/")
        at.leads_on(lambda: at.press("Enter"))
        at.open(page.get_by_role("link", name="Add a person"))
        nobody = page.get_by_label("None of these is the person")
        if nobody.count():
            at.tab_to(nobody)
            at.press("Space")
        at.open(page.get_by_role("button", name="Add this person"))
        at.sees(page.get_by_role("heading", name=TWICE))
        records.append(page.url.rstrip("/").rsplit("/", 1)[1])
        assert at.ends().mouse_events == 0
    page.goto(page.url.rstrip("/") + "/merge/")
    at.begins()
    at.write(page.get_by_label("Person", exact=True), records[0])
    at.sees(page.get_by_role("option", name=re.compile(TWICE)))
    at.press("ArrowDown")
    at.press("Enter")
    at.open(page.get_by_role("button", name="Look at both"))
    walk(page)
    at.write(page.get_by_label("How do you know that they are one person?"), "Put on record twice today.")
    sure = page.get_by_label(re.compile("I have looked at what speaks against it"))
    if sure.count():
        at.tab_to(sure)
        at.press("Space")
    at.open(page.get_by_role("button", name="Merge these records"))
    at.sees(page.get_by_role("status"))
    expect(page.get_by_role("status").first).to_contain_text("is part of this record now")
    assert at.ends().mouse_events == 0


def walk(page: Page) -> None:
    """Tab through the whole page: every control is reached, in reading order, seen, under no bar, and one gets out."""
    page.wait_for_load_state("networkidle")
    page.evaluate(FOCUS)
    controls = page.evaluate("window.scrollTo(0, 0); document.activeElement.blur(); controlsOfPage()")
    page.locator("body").press("Home")
    visited: list[int] = []
    wrong: list[str] = []
    for _ in range(len(controls) * 2 + 20):
        page.keyboard.press("Tab")
        here = page.evaluate("cursor()")
        if here["place"] in visited and len(set(visited)) >= len(controls) - 1:
            break
        if here["place"] < 0:
            continue
        if not here["free"] and not page.evaluate(NEXT_FRAME)["free"]:
            wrong.append(f"hidden: {here['words']}")
        if not here["seen"]:
            wrong.append(f"cursor not seen: {here['words']}")
        visited.append(here["place"])
    missed = [words for place, words in enumerate(controls) if place not in visited]
    starts = visited.index(min(visited))
    ordered = visited[starts : starts + len(controls)]
    wrong += [f"before its time: {controls[now]}" for before, now in pairwise(ordered) if now < before]
    assert not missed, f"not reached by Tab: {missed}"
    assert not wrong, wrong
