"""What child protection adds to a chronology: discussions, enquiries and conferences, in one question."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import CharField, F, QuerySet, TextField, Value
from django.db.models.functions import Cast

from kith.access import practice
from kith.access.models import Worker
from kith.core.chronology import KEY, Event, Source
from kith.database.prepared import prepared
from kith.database.together import Rows, from_rows
from kith.protection.conference.rules import DECISION_WORDS
from kith.protection.models import ConferenceChild, Enquiry, StrategyChild
from kith.protection.models.conferences import KINDS
from kith.protection.models.enquiries import DECISIONS, ENQUIRY_OUTCOMES

People = Sequence[int]
LONGEST = 240
STRATEGY, ENQUIRY, CONFERENCE = "strategy", "enquiry_of_discussion", "conference"
TITLES = {STRATEGY: "Strategy discussion", ENQUIRY: "Section 47 enquiry decided"}
COLUMNS = ("tag", "number", "who", "day", "decided", "sort", "abuse", "told")


def _rows(
    rows: QuerySet[Any], tag: str, number: str, who: str, day: str, decided: str, **more: Any
) -> QuerySet[Any, Any]:
    """One kind of facts with the columns of all: what is not there is empty."""
    empty = Value("", output_field=CharField())
    columns = {
        "tag": Value(tag, output_field=CharField()), "number": F(number), "who": F(who), "day": F(day),
        "decided": F(decided), "sort": empty, "abuse": empty, "told": Value("", output_field=TextField()),
    }  # fmt: skip
    return rows.annotate(**{**columns, **more}).values_list(*COLUMNS)


@prepared
def _events(viewer: Worker, people: People) -> QuerySet[Any, Any]:
    discussed = StrategyChild.objects.seen_by(viewer).filter(person__in=people)
    decided = Enquiry.objects.seen_by(viewer).filter(standing__person__in=people, decided_on__isnull=False)
    held = ConferenceChild.objects.seen_by(viewer).filter(person__in=people, held_on__isnull=False)
    more = {"sort": F("kind"), "abuse": F("category"), "told": Cast("why", TextField())}
    first = _rows(discussed, STRATEGY, "discussion_id", "person_id", "held_on", "decision")
    return first.union(
        _rows(decided, ENQUIRY, "discussion_id", "standing__person_id", "decided_on", "outcome"),
        _rows(held, CONFERENCE, "conference_id", "person_id", "held_on", "decision", **more),
        all=True,
    )


@from_rows(_events)
def protection(rows: Rows) -> Iterator[Event]:
    """Discussions, what enquiries came to, and conferences, each with what was decided for the child."""
    categories = practice.current().lists["category_of_abuse"]
    words = {STRATEGY: DECISIONS, ENQUIRY: ENQUIRY_OUTCOMES}
    for tag, number, person, day, decided, kind, category, why in rows:
        if tag == CONFERENCE:
            made = DECISION_WORDS[kind].get(decided, "Nothing decided yet")
            named = f"{made}: {categories.label(category).lower()}." if category else f"{made}."
            told = f"{named} {why}".strip()
        else:
            told = f"{words[tag][decided]}."
        yield Event(
            day,
            TITLES.get(tag) or KINDS[kind],
            (tag, number),
            words=told if len(told) <= LONGEST else f"{told[:LONGEST].rsplit(' ', 1)[0]} …",
            weight=KEY,
            people=frozenset({person}),
        )


SOURCES = (
    Source(
        "protection",
        "Child protection",
        protection,
        frozenset({STRATEGY, ENQUIRY, CONFERENCE}),
        has_key_events=True,
        numbered=frozenset({CONFERENCE}),
    ),
)
