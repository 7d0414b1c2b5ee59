"""Panels of a care page about the time in care itself: how it stands, what is due, what is wrong, what was before."""

from kith.access import practice
from kith.care.models import Placement
from kith.care.mother.queries import mother_of
from kith.care.mother.rules import Mother
from kith.care.mother.rules import warning as missing_of_mother
from kith.care.panels import Panel, Shown
from kith.care.period import findings
from kith.care.period.queries import Held
from kith.care.permanence.queries import findings_of as findings_of_permanence
from kith.care.providers.queries import against
from kith.care.review.rules import CLOCKS as REVIEWS
from kith.care.status.rules import LONGEST
from kith.care.visits.rules import CODES as VISITS
from kith.people.keeping.rules import address_words
from kith.work.timescales.queries import running

OURS = (*REVIEWS, *VISITS, *(one.clock for one in LONGEST.values() if one.clock))


def now(shown: Shown) -> Panel | None:
    """How the child is looked after: since when, under which law, where, who reviews, and what is due."""
    if not shown.is_now or shown.held is None:
        return None
    held, lists = shown.held, practice.current().lists
    place, status = held.placements[-1], held.statuses[-1]
    mother = mother_of(shown.viewer, held.person, shown.today)
    due = running(shown.viewer, [shown.number], shown.today).get(shown.number, [])
    values = {
        "held": held,
        "days": (shown.today - held.standing.started_on).days,
        "need": lists["category_of_need"].label(held.period.need),
        "law": lists["legal_status"].label(status.code, status.started_on),
        "status": status,
        "place": place,
        "kind": lists["placement_type"].label(place.kind, place.started_on),
        "address": _address(shown, place),
        "due": [one for one in due if one.code in OURS],
        "mother": mother,
        "wrong": _wrong(shown, held, mother),
    }
    return Panel("now", "Looked after", "care/period/now.html", values, f"day {values['days']}")


def _wrong(shown: Shown, held: Held, mother: Mother) -> list[str]:
    """What is to be put right for the return, of the time in care, of the providers and of her as a mother."""
    found = [
        *findings.of_period(held, shown.today),
        *findings_of_permanence(shown.viewer, held),
        *against(held.placements, shown.today),
        missing_of_mother(shown.called, mother),
    ]
    return [words for words in found if words]


def _address(shown: Shown, place: Placement) -> str:
    """The address in one line, marked where it is kept from somebody."""
    if place.address is None:
        return ""
    kept: list[str] = getattr(shown.periods[0], "kept_now", [])
    return address_words([place.address.lines, place.address.postcode], kept)


def before(shown: Shown) -> Panel | None:
    """Times in care that are over."""
    over = [one for one in shown.periods if one.standing.ended_on is not None]
    if not over:
        return None
    lists = practice.current().lists
    told = [(one, lists["rec"].label(one.standing.end_reason, one.standing.ended_on)) for one in over]
    return Panel("before", "Times in care before", "care/period/before.html", {"over": told}, beside=True)
