"""What is known already of the rows of a list: which were read in before, and which children are on record."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kith.access.models import Worker
from kith.frontdoor.batch import rules
from kith.frontdoor.models import Batch, BatchRow, ContactChild
from kith.frontdoor.recognising import queries as recognising
from kith.people import queries as people
from kith.people.matching.rules import VERY_LIKELY

LATEST = 10


@dataclass(frozen=True, slots=True)
class Child:
    """A child of a row with who that is: on record (``person``), new, or for somebody to say."""

    told: rules.ChildTold
    verdict: rules.Verdict
    hits: Sequence[people.Hit] = ()

    @property
    def person(self) -> int | None:
        """The record number where the child is known beyond doubt."""
        return self.hits[0].person_id if self.verdict == "known" else None


@dataclass(frozen=True, slots=True)
class Arrival:
    """One row as it would be taken in."""

    row: rules.Row
    children: Sequence[Child]
    is_there: bool = False

    @property
    def may_name_one_twice(self) -> bool:
        """Whether two new children of it may be the same."""
        return not rules.are_told_apart([child.told for child in self.children if child.verdict == "new"])

    @property
    def is_sure(self) -> bool:
        """Whether every child of it is known or new beyond doubt, and no two are the same."""
        if self.may_name_one_twice:
            return False
        known = [child.person for child in self.children if child.person]
        return len(known) == len(set(known)) and all(child.verdict != "unsure" for child in self.children)


def arrivals(viewer: Worker, rows: Sequence[rules.Row], organisation: str, today: date) -> list[Arrival]:
    """Each row with its children looked for. One query, and one search for each child of a row that is new."""
    there = already_there(rows, organisation)
    return [
        Arrival(row, (), is_there=True) if row.line in there else arrival(viewer, row, today) for row in rows
    ]


def arrival(viewer: Worker, row: rules.Row, today: date) -> Arrival:
    """A row with each of its children looked for."""
    return Arrival(row, [child(viewer, told, today) for told in row.children])


def already_there(rows: Sequence[rules.Row], organisation: str) -> set[int]:
    """The lines whose very contents were read in before. One query."""
    marks = {row.fingerprint(organisation): row.line for row in rows}
    held = BatchRow.objects.filter(fingerprint__in=marks).values_list("fingerprint", flat=True)
    return {marks[mark] for mark in held}


def references_used(rows: Sequence[rules.Row], organisation: str) -> list[rules.Problem]:
    """Rows whose reference was read in before with other words: nobody can tell which holds. One query."""
    there = already_there(rows, organisation)
    marks = {row.reference_mark(organisation): row for row in rows if row.line not in there}
    held = BatchRow.objects.filter(reference_mark__in=marks).values_list("reference_mark", flat=True)
    words = "came in before with other words. Give what is new a reference of its own."
    return [
        rules.Problem(marks[mark].line, "reference", f"“{marks[mark].reference}” {words}")
        for mark in sorted(held, key=lambda mark: marks[mark].line)
    ]


def child(viewer: Worker, told: rules.ChildTold, today: date) -> Child:
    """Who a child of a row is. One search."""
    line = ContactChild(position=1, name_told=told.name, born_told=born_words(told.born), sex_told=told.sex)
    found = recognising.candidates(viewer, line, (), recognising.Aside({}, {}), today)
    likely = [hit for hit in found if hit.band in recognising.LIKELY]
    return Child(told, rules.verdict([hit.band for hit in likely], VERY_LIKELY), likely)


def born_words(born: date | None) -> str:
    """A birth date as it stands on a contact's line."""
    return f"{born:%-d/%-m/%Y}" if born else ""


def latest() -> list[Batch]:
    """The lists read in last, newest first. One query."""
    return list(Batch.objects.select_related("by").order_by("-at", "-pk")[:LATEST])
