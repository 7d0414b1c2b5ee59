"""What there is to talk about with a worker, made from what stands in the record at the moment it is opened."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Max

from kith.access import practice
from kith.access.models import Worker
from kith.core import clock, reading_words
from kith.core.calendar import WorkingCalendar
from kith.people.models import Person
from kith.practice.limits import standing
from kith.work.drift.rules import LOCAL, OLD_DAYS, end_of
from kith.work.models import (
    OPEN_STATES,
    Allocation,
    AnswerVersion,
    ManagementDecision,
    ManagementDecisionChild,
    NoteChild,
    SampledWork,
    Step,
    StepChild,
    Supervision,
)
from kith.work.models.sampling import VERDICTS
from kith.work.steps.queries import first_name
from kith.work.steps.viewing import called
from kith.work.visits.due import next_visits

DRIFTS_AFTER = timedelta(days=OLD_DAYS)  # nobody has written in open work for so long
READ_LATELY = timedelta(days=90)
NEVER_TALKED = date.min
RANK = {"late": 0, "drift": 1, "soon": 2, "": 3}


@dataclass(frozen=True, slots=True)
class Point:
    """One thing to talk about: how urgent (late, drift, soon, or nothing), in words, and the step it is in."""

    mark: str
    what: str
    words: str
    step: int | None = None


@dataclass(slots=True)
class FamilyPoints:
    """A family of the worker's, with everything there is to talk about."""

    key: int
    family_id: int | None
    name: str
    children: list[Person]
    points: list[Point] = field(default_factory=list)
    talked_on: date | None = None
    said: str = ""
    agreed: list[ManagementDecision] = field(default_factory=list)

    @property
    def ids(self) -> list[int]:
        """Record numbers of the children."""
        return [child.pk for child in self.children]

    @property
    def mark(self) -> str:
        """The most urgent of its marks."""
        return min((point.mark for point in self.points), key=RANK.__getitem__, default="")

    def facts(self, today: date) -> str:
        """What is known of the family today, to begin the facts of a decision with."""
        lines = [f"{point.what}: {point.words}" for point in self.points]
        return (
            "\n".join([f"As the record stands on {reading_words.day(today, year=True)}:", *lines])
            if lines
            else ""
        )


@dataclass(frozen=True, slots=True)
class Agenda:
    """The whole of it: families first talked about longest ago among the most urgent, and other work of the worker."""

    families: list[FamilyPoints]
    others: list[tuple[str, Point]]
    agreed: list[ManagementDecision]

    @property
    def people(self) -> list[int]:
        """Record numbers of everybody whose record it shows."""
        return [child for family in self.families for child in family.ids]

    def counted(self, mark: str) -> int:
        """How many points have a mark."""
        return sum(point.mark == mark for family in self.families for point in family.points)

    def family(self, key: int) -> FamilyPoints | None:
        """The family a form names by any of its children."""
        return next((one for one in self.families if key in one.ids), None)


def agenda(viewer: Worker, supervision: Supervision, today: date, calendar: WorkingCalendar) -> Agenda:
    """What the viewer may know of it. Fifteen queries for any number of children."""
    families = held_families(viewer, supervision.worker)
    by_child = {child: family for family in families for child in family.ids}
    others = _add_steps(viewer, supervision.worker, by_child, today, calendar)
    others += _add_read(viewer, supervision.worker, by_child, today)
    _add_visits(viewer, by_child, today)
    agreed = agreed_before(viewer, supervision)
    _add_agreed(viewer, agreed, by_child)
    _add_talks(viewer, by_child)
    for family in families:
        family.points.sort(key=lambda point: RANK[point.mark])
    families.sort(key=lambda one: (RANK[one.mark], one.talked_on or NEVER_TALKED, one.name))
    return Agenda(families, others, agreed)


def held_families(viewer: Worker, worker: Worker) -> list[FamilyPoints]:
    """The families whose children the worker holds, as the viewer may know of them. Two queries."""
    rows = Allocation.objects.seen_by(viewer).filter(
        worker=worker, ended_on__isnull=True, involvement__ended_on__isnull=True
    )
    held = list(
        rows.values_list("involvement__person_id", "involvement__family_id", "involvement__family__name")
    )
    people = Person.objects.seen_by(viewer).filter(pk__in=[person for person, *_ in held])
    known = {person.pk: person for person in people}
    found: dict[int, FamilyPoints] = {}
    for person, family, name in held:
        if person in known:
            row = found.setdefault(
                family or -person, FamilyPoints(person, family, name or known[person].family_name, [])
            )
            row.children.append(known[person])
            row.key = min(row.key, person)
    for row in found.values():
        row.children.sort(key=lambda child: (child.born_on or date.max, child.pk))
    return list(found.values())


def _add_steps(
    viewer: Worker, worker: Worker, by_child: dict[int, FamilyPoints], today: date, calendar: WorkingCalendar
) -> list[tuple[str, Point]]:
    """Open work of the worker beside the families it is about; what is about nobody held is given back."""
    steps = list(
        Step.objects.seen_by(viewer).filter(worker=worker, state__in=OPEN_STATES).order_by("due_on", "pk")
    )
    inside: dict[int, list[int]] = defaultdict(list)
    names: dict[int, list[str]] = defaultdict(list)
    rows = StepChild.objects.seen_by(viewer).filter(step__in=steps, released_at__isnull=True)
    for row in rows.select_related("person").order_by("person__born_on"):
        inside[row.step_id].append(row.person_id)
        names[row.step_id].append(called(row.person, today))
    written = AnswerVersion.objects.seen_by(viewer).filter(step__in=steps)
    last = dict(written.values_list("step_id").annotate(Max("saved_at")).order_by())
    others = []
    for step in steps:
        point = _of_step(step, last.get(step.pk), today, calendar)
        families = {id(by_child[one]): by_child[one] for one in inside[step.pk] if one in by_child}
        for family in families.values():
            family.points.append(point)
        if not families:
            others.append((", ".join(names[step.pk]), point))
    return others


def _of_step(step: Step, written_at: Any, today: date, calendar: WorkingCalendar) -> Point:
    kind = practice.current().steps.get(step.kind)
    mark = standing(step.due_on, today, kind.warn_days if kind else 2, calendar)
    words = reading_words.time_left(step.due_on, today, calendar) if step.due_on else "no limit"
    if step.state == "returned":
        return Point(mark if mark == "late" else "soon", f"{step.title} sent back", words, step.pk)
    if step.state == "submitted":
        return Point("late" if mark == "late" else "", f"{step.title} waits for sign-off", words, step.pk)
    since = clock.london(written_at).date() if written_at else step.started_on
    end = (
        end_of(
            kind,
            due_on=step.due_on,
            due_reason=step.due_reason,
            started_on=step.started_on,
            calendar=calendar,
        )
        if kind
        else None
    )
    if end and end.source == LOCAL and end.on and end.on < today:
        return Point("drift", step.title, f"past what the practice aims at, {end.reason}", step.pk)
    if mark != "late" and today - since > DRIFTS_AFTER:
        still = "last written in" if written_at else "opened and never begun"
        return Point(
            "drift", step.title, f"{still} on {reading_words.day(since, year=True)}; {words}", step.pk
        )
    return Point(mark if mark in RANK else "", step.title, words, step.pk)


def _add_read(
    viewer: Worker, worker: Worker, by_child: dict[int, FamilyPoints], today: date
) -> list[tuple[str, Point]]:
    """Work drawn by chance and read lately, with what its reader found. Two queries."""
    since = clock.now() - READ_LATELY
    rows = SampledWork.objects.seen_by(viewer).filter(step__worker=worker, read_at__gte=since)
    read = {row.step_id: row for row in rows.select_related("step")}
    inside = StepChild.objects.seen_by(viewer).filter(step__in=read, released_at__isnull=True)
    families: dict[int, list[FamilyPoints]] = defaultdict(list)
    for step, person in inside.values_list("step_id", "person_id"):
        if person in by_child and by_child[person] not in families[step]:
            families[step].append(by_child[person])
    others = []
    for number, row in read.items():
        mark = "soon" if row.verdict == "concerns" else ""
        point = Point(mark, f"{row.step.title} read by chance", VERDICTS[row.verdict], number)
        for family in families[number]:
            family.points.append(point)
        if not families[number]:
            others.append(("", point))
    return others


def _add_visits(viewer: Worker, by_child: dict[int, FamilyPoints], today: date) -> None:
    due = next_visits(viewer, list(by_child), today)
    for family in _once(by_child.values()):
        for words, names in _same(family, due).items():
            mark, title, told = words
            family.points.append(Point(mark, f"{title}: {reading_words.listing(names)}", told))


def _same(family: FamilyPoints, due: dict[int, Any]) -> dict[tuple[str, str, str], list[str]]:
    found: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for child in family.children:
        if child.pk in due and due[child.pk].mark:
            one = due[child.pk]
            found[(one.mark, one.title, one.told)].append(first_name(child))
    return found


def agreed_before(viewer: Worker, supervision: Supervision) -> list[ManagementDecision]:
    """What was agreed last time and in this one, and what of earlier ones is not done. Two queries."""
    rows = ManagementDecision.objects.seen_by(viewer).filter(supervision__worker=supervision.worker)
    days = Supervision.objects.filter(worker=supervision.worker, held_on__isnull=False).exclude(
        pk=supervision.pk
    )
    last = days.order_by("-held_on").values_list("pk", flat=True).first()
    wanted = [one for one in (last, supervision.pk) if one]
    open_or_last = rows.filter(supervision__in=wanted) | rows.filter(
        owner__isnull=False, done_on__isnull=True
    )
    found = open_or_last.select_related("owner", "decided_by").order_by("-decided_on", "-pk")
    return list(found)


def _add_agreed(
    viewer: Worker, agreed: Sequence[ManagementDecision], by_child: dict[int, FamilyPoints]
) -> None:
    rows = ManagementDecisionChild.objects.seen_by(viewer).filter(decision__in=agreed)
    inside: dict[int, list[int]] = defaultdict(list)
    for decision, person in rows.values_list("decision_id", "person_id"):
        inside[decision].append(person)
    for made in agreed:
        for family in _once(by_child[one] for one in inside[made.pk] if one in by_child):
            family.agreed.append(made)


def _add_talks(viewer: Worker, by_child: dict[int, FamilyPoints]) -> None:
    """When each family was last talked about, and what was said. One query, one row for each child."""
    rows = NoteChild.objects.seen_by(viewer).filter(person__in=by_child, note__talk__isnull=False)
    latest = rows.order_by("person_id", "-note__happened_at").distinct("person_id")
    told = latest.values_list(
        "note__happened_at", "person_id", "note__talk__supervision__held_on", "note__words"
    )
    for _, person, on, words in sorted(told):
        by_child[person].talked_on, by_child[person].said = on, words


def _once(families: Iterable[FamilyPoints]) -> list[FamilyPoints]:
    return list({id(one): one for one in families}.values())
