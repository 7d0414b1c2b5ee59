"""The person banner: key facts on every page of a record."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.http import HttpRequest

from kith.access.may import May
from kith.core import clock
from kith.core.reading_words import isolated, listing, short_day
from kith.desk import rules
from kith.desk.furniture import address
from kith.desk.queries import ChildName
from kith.desk.record import queries
from kith.desk.record.rules import born_words, early_words, seen_words, standing_facts, weeks_unborn
from kith.people.models import Person
from kith.people.rules import sex_words
from kith.ui.jinja import url_if_any
from kith.work.models import STANDINGS

TABS = (
    ("person", "Overview"),
    ("person_chronology", "Chronology"),
    ("person_steps", "Assessments and plans"),
    ("person_visits", "Visits and notes"),
    ("person_family", "Family and network"),
    ("person_details", "Record details"),
)
# tabs of one subject: shown to whoever opens the record of a child who stands or stood so with the service
SUBJECT_TABS: dict[str, tuple[str, str]] = {
    "early_help": ("person_early_help", "Early help"),
    "enquiry": ("person_protection", "Protection"),
    "protection": ("person_protection", "Protection"),
    "in_need": ("person_in_need", "Child in need"),
    "looked_after": ("person_care", "Care"),
    "court": ("person_court", "Court"),
    "care_leaver": ("person_leaving_care", "Leaving care"),
    "private_fostering": ("person_private_fostering", "Private fostering"),
}


def banner(request: HttpRequest, person_id: int, current: str = "") -> dict[str, Any]:
    """The banner of a person as a plain dict (see the component), or an empty one for whom the viewer may not know.

    ``current`` is the page name of the tab one stands in. ``children`` (brothers and sisters) and
    ``involvements`` go with it for the page's own use. One query.
    """
    viewer, today = request.user, clock.today()
    known = queries.known_of(viewer, person_id, today)
    if known is None:
        return {}
    person, beside = known.person, known.beside
    return {
        "children": known.children,
        "involvements": known.involvements,
        "name": person.name,
        "called": person.known_as or person.given_name or person.family_name,
        "age": _age(person, today),
        "sex": sex_words(person.sex, person.born_on, today),
        "born": _born(person, today),
        "record_number": person.pk,
        "photo": _photo(person_id, beside.photo),
        "facts": _facts(known, today),
        "alerts": [(words, "red" if kind == "safety" else "amber") for kind, words in beside.alerts],
        "siblings": _siblings(known.children, person_id),
        "family": _family(known.involvements),
        "tabs": _tabs(person_id, current, {one.kind for one in beside.stands}),
        "who_looked": address("who_looked", person_id) if viewer.may(May.SEE_WHO_LOOKED) else None,
    }


def _age(person: Person, today: date) -> str:
    if person.died_on:
        return f"died {short_day(person.died_on)}"
    if person.is_unborn and person.born_on and person.born_by in (None, person.born_on):
        return ", ".join(filter(None, ["unborn", weeks_unborn(person.born_on, today)]))
    words = rules.age_words(person.born_on, person.born_precision, today)
    return f"age {words}" if words and words != "unborn" else words


def _born(person: Person, today: date) -> str:
    words = born_words(person.born_on, person.born_precision, person.born_text)
    early = early_words(person.born_on, person.due_on, today) if person.born_on else ""
    return ", ".join(filter(None, [words, early]))


def _photo(person_id: int, photo: int | None) -> str:
    return (url_if_any("person_photo", number=person_id, photo=photo) or "") if photo else ""


def _facts(known: queries.Known, today: date) -> list[tuple[str, ...]]:
    beside = known.beside
    opened = [row for row in known.involvements if row["ended_on"] is None]
    facts: list[tuple[str, ...]] = []
    if opened:
        held = opened[0]
        facts.append(
            ("Open", f"since {short_day(held['started_on'])} (day {(today - held['started_on']).days})")
        )
        facts.append(_held_by(held, today))
    else:
        facts.append(("Open", "no"))
    facts += standing_facts(beside.stands, STANDINGS, today)
    facts.append(("Lives", known.where or "address not known"))
    facts += [("Lives also", home) for home in beside.homes]
    facts += [("Needs", listing(list(beside.needs)))] if beside.needs else []
    if opened or beside.seen:
        last, how = beside.seen or (None, "")
        facts.append(("Last seen", seen_words(last, how, today)))
    return facts


def _held_by(held: dict[str, Any], today: date) -> tuple[str, ...]:
    if held["now__worker__name"] and not held["works_here"]:
        return ("Social worker", held["now__worker__name"], "late", "does not work here any more")
    if held["now__worker__name"]:
        return ("Social worker", f"{held['now__worker__name']}, {held['now__team__name']}")
    since = held["now__started_on"] or held["started_on"]
    return (
        "Social worker",
        held["now__team__name"] or "",
        "late",
        f"unallocated for {(today - since).days} days",
    )


def _siblings(children: list[ChildName], person_id: int) -> list[tuple[str, str, bool]]:
    if len(children) < 2:
        return []
    return [
        (
            ", ".join(filter(None, [isolated(child.first or child.family_name), child.age])),
            address("person", child.person_id),
            child.person_id == person_id,
        )
        for child in children
    ]


def _family(involvements: list[dict[str, Any]]) -> str | None:
    """Where the family of the newest involvement is shown whole."""
    known = next((row["family_id"] for row in involvements if row["family_id"]), None)
    return address("family", known) if known else None


def _tabs(person_id: int, current: str, stood: Collection[str]) -> list[tuple[str, str, bool]]:
    """The last tab stays last: before it stand those of the ways in which the child stands or stood with us."""
    subjects = dict.fromkeys(tab for kind, tab in SUBJECT_TABS.items() if kind in stood)
    shown = (*TABS[:-1], *subjects, TABS[-1])
    tabs = [(words, address(page, person_id), page == current) for page, words in shown]
    return [tab for tab in tabs if tab[1]]
