"""What early help adds to a chronology: offered, begun, lead professional, reviews, its end."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import QuerySet

from kith.access import practice
from kith.access.models import Worker
from kith.core.chronology import CLOSED, KEY, OPENED, Event, Source
from kith.database.prepared import prepared
from kith.database.together import Rows, from_rows
from kith.earlyhelp.models import DECISIONS, AroundChild, HelpReview, Lead
from kith.ui.jinja import url_if_any

People = Sequence[int]
AROUND, REVIEWED, LED = "team_around", "help_review", "help_lead"
LONGEST = 240


@prepared
def _inside(viewer: Worker, people: People) -> QuerySet[Any, Any]:
    rows = AroundChild.objects.seen_by(viewer).filter(person__in=people).order_by("around_id", "person_id")
    return rows.values_list(
        "around_id", "person_id", "around__offered_on", "around__started_on", "around__ended_on",
        "around__outcome", "around__outcome_words", "around__source",
    )  # fmt: skip


@prepared
def _reviews(viewer: Worker, people: People) -> QuerySet[Any, Any]:
    around = AroundChild.objects.seen_by(viewer).filter(person__in=people).values("around_id")
    rows = HelpReview.objects.seen_by(viewer).filter(around__in=around).order_by("on", "pk")
    return rows.values_list("id", "around_id", "on", "words", "decision")


@prepared
def _leads(viewer: Worker, people: People) -> QuerySet[Any, Any]:
    around = AroundChild.objects.seen_by(viewer).filter(person__in=people).values("around_id")
    rows = Lead.objects.seen_by(viewer).filter(around__in=around).order_by("started_on", "pk")
    return rows.values_list("id", "around_id", "started_on", "helper__name", "helper__organisation")


@from_rows(_inside, _reviews, _leads)
def early_help(inside: Rows, reviews: Rows, leads: Rows) -> Iterator[Event]:
    """From the offer to the end, once for all the children whose team it is."""
    together: dict[int, set[int]] = defaultdict(set)
    for around, person, *_ in inside:
        together[around].add(person)
    ways = practice.current().lists["early_help_outcome"]
    done: set[int] = set()
    for around, _, offered_on, started_on, ended_on, outcome, words, source in inside:
        if around in done:
            continue
        done.add(around)
        facts: dict[str, Any] = {"people": frozenset(together[around]), "href": _address(around)}
        if source != "own":
            yield Event(offered_on, "Early help offered", (AROUND, around), "offered", **facts)
        if started_on:
            yield Event(started_on, "Early help began", (AROUND, around), OPENED, weight=KEY, **facts)
        if ended_on:
            told = f"{ways.label(outcome)}. {words}".strip()
            yield Event(
                ended_on,
                "Early help ended",
                (AROUND, around),
                CLOSED,
                words=told[:LONGEST],
                weight=KEY,
                **facts,
            )
    yield from _around(together, reviews, leads)


def _around(together: dict[int, set[int]], reviews: Rows, leads: Rows) -> Iterator[Event]:
    for number, of, on, words, decision in reviews:
        told = f"{DECISIONS[decision]}. {words}"
        cut = told if len(told) <= LONGEST else f"{told[:LONGEST].rsplit(' ', 1)[0]} …"
        facts: dict[str, Any] = {"people": frozenset(together[of]), "href": _address(of)}
        yield Event(on, "Early help reviewed", (REVIEWED, number), words=cut, **facts)
    for number, of, on, name, place in leads:
        facts = {"people": frozenset(together[of]), "href": _address(of)}
        yield Event(on, "Lead professional", (LED, number), words=f"{name}, {place}.", **facts)


def _address(around: int) -> str:
    return url_if_any("team_around", number=around) or ""


KINDS = frozenset({AROUND, REVIEWED, LED})
SOURCES = (Source("early_help", "Early help", early_help, KINDS, has_key_events=True, numbered=KINDS),)
