"""Whom something can be made for, and what must not be in it."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.conf import settings
from django.db.models import Q
from django.utils.module_loading import import_string

from kith.access import practice
from kith.access.models import Worker
from kith.people import queries as people_queries
from kith.people.boundaries import queries as boundaries
from kith.people.boundaries.rules import TOLD, Line, end_words
from kith.people.models import Boundary, KeptAddress, OtherHome, Person, Relationship, Residence, Trait
from kith.people.outputs import rules
from kith.people.outputs.rules import Reader
from kith.people.queries import holding

ASK = "ask"  # stands in an address for: whom shall it be made for?


def readers(viewer: Worker, about: Mapping[int, str]) -> list[tuple[int, str]]:
    """Those it is about, given with their names, and who is related to them, with what they are. One query."""
    rows = Relationship.objects.seen_by(viewer).filter(other__in=list(about), ended_on__isnull=True)
    rows = rows.filter(person__in=Person.objects.seen_by(viewer).filter(died_on__isnull=True).values("pk"))
    kin = rows.annotate(whose=boundaries.name_at("person")).order_by("pk")
    named = [(person, name, "") for person, name in about.items()]
    return rules.choices([*named, *kin.values_list("person_id", "whose", "kind")])


def reader(viewer: Worker, number: int, about: Sequence[int], today: date) -> Reader | None:
    """Somebody for whom something about these people is made, whom the viewer may know of. Up to seven queries."""
    person = people_queries.person(viewer, number)
    if person is None:
        return None
    rows = Boundary.objects.seen_by(viewer).filter(other=number, person__in=about, kind__in=TOLD)
    told = [
        (
            Line(row.kind, row.person.name, row.words, row.started_on, row.until_on, row.ended_on),
            row.person.name,
        )
        for row in rows.select_related("person").order_by("pk")
    ]
    held = [(line, child) for line, child in told if line.holds(today)]
    return Reader(
        number,
        person.name,
        tuple(_secrets(viewer, number, today)),
        tuple(_not_told(line, child, today) for line, child in held if line.kind == "told_nothing"),
        tuple(
            f"About {child} they are told only: {line.words}"
            for line, child in held
            if line.kind == "told_part"
        ),
        tuple(needs(viewer, number)),
    )


def _not_told(line: Line, child: str, today: date) -> str:
    return f"about {child}{end_words(line.until_on, today)}: {line.words}"


def everybody(viewer: Worker, about: Sequence[int], today: date) -> Reader:
    """Whoever may hear or read it: no address stands in it that anybody of the family keeps from anybody. Up to five
    queries.

    What is told to nobody, or in part, about those it is about is said for the worker to weigh.
    """
    kin = Relationship.objects.seen_by(viewer).filter(other__in=about, ended_on__isnull=True)
    people = [*about, *kin.values_list("person", flat=True)]
    keeping = KeptAddress.objects.seen_by(viewer).filter(holding(today))
    keeping = keeping.filter(Q(person__in=people) | Q(kept_from__in=people))
    secrets = _addresses_of(viewer, list(keeping.values_list("person", flat=True)), today)
    rows = Boundary.objects.seen_by(viewer).filter(person__in=about, kind__in=TOLD)
    lines = [
        (Line(row.kind, row.person.name, row.words, row.started_on, row.until_on, row.ended_on), row.whose)
        for row in rows.annotate(whose=boundaries.name_at("other")).select_related("person").order_by("pk")
    ]
    told = [f"{whose} is told {_how_much(line)}" for line, whose in lines if line.holds(today)]
    return Reader(0, "somebody who may hear it", tuple(secrets), (), tuple(told))


def _how_much(line: Line) -> str:
    much = "nothing" if line.kind == "told_nothing" else "in part"
    return f"{much} about {line.name}: {line.words}"


def _secrets(viewer: Worker, reader: int, today: date) -> list[str]:
    """The addresses of all who keep theirs from the reader."""
    keeping = KeptAddress.objects.seen_by(viewer).filter(holding(today), kept_from=reader)
    return _addresses_of(viewer, list(keeping.values_list("person", flat=True)), today)


def _addresses_of(viewer: Worker, people: Sequence[int], today: date) -> list[str]:
    """The words by which the homes of these people could be learnt, also where apps above place them."""
    found: list[str] = []
    for rows in (Residence.objects.seen_by(viewer), OtherHome.objects.seen_by(viewer)):
        lived = rows.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=today), person__in=people)
        for lines, postcode in lived.values_list("address__lines", "address__postcode"):
            found += rules.secrets_of(lines, postcode)
    for path in import_string(settings.KITH_PLACED) if people else ():
        for lines, postcode in import_string(path)(viewer, people):
            found += rules.secrets_of(lines, postcode)
    return list(dict.fromkeys(found))


def needs(viewer: Worker, person: int) -> list[tuple[str, str]]:
    """How a person can be reached: codes and words. One query."""
    listed = practice.current().lists["needs"]
    rows = Trait.objects.seen_by(viewer).filter(person=person, kind="needs", ended_on__isnull=True)
    return [
        (code, f"{listed.label(code)} ({words})" if words else listed.label(code))
        for code, words in rows.order_by("pk").values_list("code", "words")
    ]
