"""What is past its day in a team, work and visits in one list: why, from the record, and what comes next."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.utils.module_loading import import_string

from kith.access import practice
from kith.access.may import May
from kith.access.models import Team, Worker
from kith.core import clock, reading_words
from kith.database.prepared import prepared
from kith.database.together import together
from kith.database.working_day import working_calendar
from kith.desk import complaints
from kith.desk.board.queries import out_of_timescale
from kith.desk.queries import ChildName, StepRow, child_name, person_columns
from kith.desk.rules import children_words
from kith.ui.jinja import reverse_page
from kith.work.models import STEP_STATES, Allocation, PlannedVisitChild, Timescale, VisitChild
from kith.work.timescales.queries import COLUMNS as CLOCK_COLUMNS
from kith.work.timescales.queries import from_json, shown
from kith.work.visits.clocks import NextVisit
from kith.work.visits.due import next_visits

PERSON = "involvement__person__"
LATE = "late"
COMPLAINT = "Answer to a complaint"
LOOKED_BACK = timedelta(days=60)
SHOWN = 20
ALL = "all"
STANDS = {
    "submitted": "Waits for the decision",
    "returned": "Sent back, to be finished",
    "not_started": "Not begun",
}


@dataclass(frozen=True, slots=True)
class LateRow:
    """One piece of work, one family's visit or one answer to a complaint that is late."""

    title: str
    state: str
    family: str
    children: tuple[ChildName, ...]
    href: str
    due_on: date
    words: str
    rule: str
    worker: str
    why: str
    why_words: str
    next_step: str
    is_step: bool = True

    @property
    def who(self) -> str:
        """The children with their ages."""
        return children_words((child.first or child.family_name, child.age) for child in self.children)


@dataclass(frozen=True, slots=True)
class LateList:
    """What is late in a team: all rows, those to show now, and how many of each kind there are."""

    rows: tuple[LateRow, ...]
    shown: tuple[LateRow, ...]
    kinds: tuple[tuple[str, int], ...]
    chosen: str = ""

    @property
    def children(self) -> int:
        """How many children these rows are about."""
        return len({child.person_id for row in self.rows for child in row.children})


def late_list(rows: Sequence[LateRow], chosen: str = "") -> LateList:
    """The rows of one kind, all of them (``ALL``), or at first the latest twenty."""
    kinds = tuple(Counter(row.title for row in rows).most_common())
    if not chosen:
        return LateList(tuple(rows), tuple(rows[:SHOWN]), kinds)
    shown = rows if chosen == ALL else [row for row in rows if row.title == chosen]
    return LateList(tuple(rows), tuple(shown), kinds, chosen)


@dataclass(frozen=True, slots=True)
class Tried:
    """What was meant for a child: the next visit that is planned, and why the last one did not count."""

    ahead: datetime | None = None
    why: str = ""


def next_step(tried: Iterable[Tried], state: str = "") -> str:
    """What comes next by the record: the first visit that is planned, or where the work stands."""
    ahead = min((one.ahead for one in tried if one.ahead), default=None)
    if ahead is None:
        return STANDS.get(state, "")
    at = clock.london(ahead)
    return f"Visit {reading_words.day(at.date())}, {at:%H:%M}"


def tried_of(
    seen: Iterable[tuple[int, str, str, datetime]], planned: Iterable[tuple[int, datetime]], today: date
) -> dict[int, Tried]:
    """For each child: what came of the visits made, the earliest first, and of those planned and not made."""
    why: dict[int, str] = {}
    for person, how, reason, at in seen:
        on = clock.london(at).date()
        why[person] = (
            f"Not seen on {reading_words.short_day(on, year=False)}: {reason}" if how == "not_seen" else ""
        )
    ahead: dict[int, datetime] = {}
    for person, at in sorted(planned, key=lambda pair: pair[1]):
        on = clock.london(at).date()
        if on >= today:
            ahead.setdefault(person, at)
        elif not why.get(person):
            why[person] = f"Planned for {reading_words.short_day(on, year=False)}; nothing is recorded"
    return {person: Tried(ahead.get(person), why.get(person, "")) for person in {*why, *ahead}}


@prepared
def _held(viewer: Worker, team: int, today: date) -> QuerySet[Any, Any]:
    late = Timescale.objects.seen_by(viewer).filter(
        person=OuterRef("involvement__person"), met_on=None, dropped_on=None, due_on__lt=today
    )
    rows = Allocation.objects.seen_by(viewer).filter(
        team=team, ended_on__isnull=True, involvement__ended_on__isnull=True
    )
    return rows.order_by("involvement__family__name", f"{PERSON}born_on", "pk").values_list(
        "involvement__family_id", "involvement__family__name", "worker__name",
        ArraySubquery(late.order_by("due_on", "pk").values(json=JSONObject(**{one: one for one in CLOCK_COLUMNS}))),
        *person_columns(PERSON),
    )  # fmt: skip


@prepared
def _visited(viewer: Worker, people: Sequence[int], since: datetime) -> QuerySet[Any, Any]:
    rows = VisitChild.objects.seen_by(viewer).filter(person__in=people, visited_at__gte=since)
    return rows.order_by("visited_at", "pk").values_list("person_id", "seen", "not_seen_reason", "visited_at")


@prepared
def _planned(viewer: Worker, people: Sequence[int], since: datetime) -> QuerySet[Any, Any]:
    rows = PlannedVisitChild.objects.seen_by(viewer).filter(
        person__in=people, planned__visit__isnull=True, planned__cancelled_at__isnull=True,
        planned__planned_at__gte=since,
    )  # fmt: skip
    return rows.values_list("person_id", "planned__planned_at")


def late_rows(viewer: Worker, team: Team, today: date) -> list[LateRow]:
    """Late work and answers to complaints (at most 25 of each), late visits and late clocks of a team, the latest
    first. Up to five queries.
    """
    steps = out_of_timescale(viewer, team, today)
    held = [
        Held(family, name, worker, clocks, child_name(*child, today=today))
        for family, name, worker, clocks, *child in _held(viewer, team.pk, today)
    ]
    visits = _late_visits(viewer, held, today)
    people = {child.person_id for row in steps for child in row.children}
    people |= {child.person_id for _, children, _ in visits for child in children}
    since = datetime.combine(today - LOOKED_BACK, time(), tzinfo=clock.LONDON)
    ids = sorted(people)
    asked: list[tuple[Any, ...]] = [(_visited, viewer, ids, since), (_planned, viewer, ids, since)]
    if viewer.may(May.KEEP_COMPLAINTS):
        asked.append((complaints.late_in, viewer, team.pk, today))
    visited, planned, *unanswered = together(*asked)
    tried = tried_of(visited, planned, today)
    reasons = practice.current().lists["lateness_reason"]
    rows = [_of_step(row, tried, reasons) for row in steps]
    rows += [_of_visit(*visit, tried) for visit in visits]
    rows += _late_clocks(held, today)
    rows += [_of_complaint(one) for some in unanswered for one in complaints.waiting(some, today)]
    return sorted(rows, key=lambda row: row.due_on)


@dataclass(frozen=True, slots=True)
class Held:
    """One child that a team holds: its family, who holds it, and its clocks that are late."""

    family: int | None
    family_name: str | None
    worker: str | None
    clocks: list[dict[str, Any]]
    child: ChildName

    @property
    def together(self) -> tuple[int, str]:
        """What brothers and sisters with one worker have in common."""
        return (self.family or -self.child.person_id, self.worker or "")

    @property
    def called(self) -> str:
        """The family's name in words."""
        return f"{self.family_name or self.child.family_name} family"


def _late_visits(
    viewer: Worker, held: Sequence[Held], today: date
) -> list[tuple[Held, list[ChildName], NextVisit]]:
    """The children whose visit is late, and the visit due first; family by family and worker."""
    due = next_visits(viewer, [one.child.person_id for one in held], today)
    found: dict[tuple[int, str], tuple[Held, list[ChildName], NextVisit]] = {}
    for one in held:
        visit = due.get(one.child.person_id)
        if visit is None or visit.mark != LATE:
            continue
        who, children, first = found.get(one.together, (one, [], visit))
        found[one.together] = (who, [*children, one.child], min(first, visit, key=lambda each: each.on))
    return list(found.values())


def _late_clocks(held: Sequence[Held], today: date) -> list[LateRow]:
    """What law or practice asked for by a day that is past: brothers and sisters with one day are one row."""
    found: dict[tuple[Any, ...], tuple[Held, list[ChildName], dict[str, Any]]] = {}
    for one in held:
        for row in one.clocks:
            key = (*one.together, row["code"], row["due_on"])
            found.setdefault(key, (one, [], row))[1].append(one.child)
    calendar, now = working_calendar(), clock.now()
    pages: dict[str, str] = import_string(settings.KITH_TIMESCALE_PAGES)
    rows = []
    for one, children, row in found.values():
        told = shown(from_json(row), calendar, now, today, pages)
        href = told.address or reverse_page("person", number=told.person_id)
        rows.append(
            LateRow(
                told.title, "By law and practice", one.called, tuple(children), href, told.due_on, told.words,
                told.rule, one.worker or "", row["moved_why"], "", "", is_step=False,
            )
        )  # fmt: skip
    return rows


def _of_step(row: StepRow, tried: dict[int, Tried], reasons: Any) -> LateRow:
    step, meant = row.step, [tried.get(child.person_id, Tried()) for child in row.children]
    given = step["late_reason"]
    return LateRow(
        step["title"], STEP_STATES[step["state"]], row.family, tuple(row.children),
        reverse_page("step", number=step["id"]), step["due_on"], row.clock.words, row.clock.rule,
        step["worker__name"] or "", reasons.label(given) if given else "", step["late_words"],
        next_step(meant, step["state"]),
    )  # fmt: skip


def _of_complaint(one: complaints.Waiting) -> LateRow:
    children = (one.child,) if one.child else ()
    return LateRow(
        COMPLAINT, one.stage, one.title, children, one.href, one.last_on, one.clock.words, one.clock.rule, one.owner,
        one.longer_why, "", "", is_step=False,
    )  # fmt: skip


def _of_visit(held: Held, children: list[ChildName], visit: NextVisit, tried: dict[int, Tried]) -> LateRow:
    meant = [tried.get(child.person_id, Tried()) for child in children]
    why = next((one.why for one in meant if one.why), "")
    href = reverse_page("person_visits", number=children[0].person_id)
    return LateRow(
        visit.title, "Visit", held.called, tuple(children), href, visit.on, visit.words, visit.rule,
        held.worker or "", why, "", next_step(meant), is_step=False,
    )  # fmt: skip
