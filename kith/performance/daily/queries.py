"""A worker's daily list as it was delivered: its lines with names by right, and what left the list since."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import OuterRef, Q, QuerySet, Subquery

from kith.access.models import Membership, Team, Worker, holding
from kith.access.teams import reached
from kith.core import Refused, clock
from kith.people.models import Person
from kith.performance.daily import rules
from kith.performance.daily.rules import Key
from kith.performance.daily.since import Became, became
from kith.performance.models import DailyLine, Delivery, LineRemark, Reading
from kith.performance.models.delivery import DAILY
from kith.work.models import Allocation, Involvement

PAGE = 50


@dataclass(frozen=True, slots=True)
class Line:
    """One line as the page shows it: the children who may be known, what came of it, what was said last."""

    row: DailyLine
    children: tuple[tuple[int, str], ...]
    became: Became
    remark: LineRemark | None = None
    is_new: bool = False

    @property
    def how_long(self) -> str:
        """How long it has waited or was late on the morning of the list."""
        return rules.how_long(self.row.kind, self.row.since_on, self.row.days)


@dataclass(frozen=True, slots=True)
class Page:
    """What one page of a list shows, and how much there is of each kind."""

    lines: tuple[Line, ...]
    counts: dict[str, int]
    hidden: int
    left: tuple[Line, ...]
    left_count: int
    shown: int
    teams: tuple[Team, ...] = field(default=())


def delivery_of(worker: Worker, on: date, known: Iterable[Delivery] = ()) -> Delivery | None:
    """The daily list that was delivered to a worker for a day, or nothing; `known` are lists that were read before."""
    if held := next((one for one in known if one.on == on), None):
        return held
    found = Delivery.objects.filter(worker=worker, kind=DAILY, on=on).select_related("daily", "team")
    return found.first()


def days_of(worker: Worker, number: int = 10) -> list[Delivery]:
    """The last lists that were delivered to a worker, the newest first, each with how often it was opened."""
    mine = Reading.objects.filter(delivery=OuterRef("pk"), by=worker)
    rows = Delivery.objects.filter(worker=worker, kind=DAILY).select_related("daily", "team")
    return list(rows.annotate(opened=Subquery(mine.values("first_at"))).order_by("-on")[:number])


def lines_of(delivery: Delivery) -> QuerySet[DailyLine]:
    """Every line of the list that belongs to the place it was delivered for."""
    of_place = Q(team__in=delivery.teams)
    if delivery.is_whole:
        of_place |= Q(team__isnull=True)
    return DailyLine.objects.filter(of_place, daily=delivery.daily_id)


def may_answer(worker: Worker, line: DailyLine) -> bool:
    """Whether a line was delivered to a worker, who may know of everybody it is about. Two queries."""
    found = Delivery.objects.filter(worker=worker, kind=DAILY, daily=line.daily_id).first()
    if found is None or not rules.is_in_place(line.team_id, found.teams, is_whole=found.is_whole):
        return False
    return set(line.people) == set(_known(worker, line.people))


def answers_still(worker: Worker, line: DailyLine, day: date) -> bool:
    """Whether a worker answers on a day for the team of a line: who went elsewhere reads old lists and acts no more."""
    places = reached(worker, day)
    if line.team_id is None:
        return any(place.kind == "service" for place in places)
    return line.team_id in {place.pk for place in places}


def _known(viewer: Worker, people: Iterable[int]) -> dict[int, str]:
    rows = Person.objects.seen_by(viewer).filter(pk__in=set(people))
    return {person.pk: person.name for person in rows}


def page_of(
    viewer: Worker, delivery: Delivery, before: Delivery | None, *, kind: str, team: int, number: int
) -> Page:
    """One page of a list: of one kind and team if that was asked."""
    rows = list(lines_of(delivery).select_related("team", "worker"))
    known = _known(viewer, {person for row in rows for person in row.people})
    seen = [row for row in rows if not known.keys().isdisjoint(row.people)]
    of_team = [row for row in seen if not team or row.team_id == team]
    wanted = _in_order(row for row in of_team if not kind or row.kind == kind)
    earlier = list(lines_of(before).select_related("team", "worker")) if before else []
    shown = wanted[(number - 1) * PAGE : number * PAGE]
    old = {key for row in earlier for key in keys_of(row)}
    gone = rules.left((key for key in old), (key for row in rows for key in keys_of(row)))
    left = [row for row in earlier if gone.issuperset(keys_of(row)) and (not team or row.team_id == team)]
    names = known | _known(viewer, {person for row in left for person in row.people})
    left = [row for row in left if not names.keys().isdisjoint(row.people)]
    told = [*shown, *left]
    since, said = became(viewer, told), last_remarks(told)

    def line(row: DailyLine) -> Line:
        children = tuple((person, names[person]) for person in row.people if person in names)
        is_new = bool(before) and old.isdisjoint(keys_of(row))
        return Line(row, children, since[row.pk], said.get(row.pk), is_new)

    counts = {one: sum(row.kind == one for row in of_team) for one in rules.KINDS}
    teams = {row.team_id: row.team for row in rows if row.team}
    return Page(
        tuple(map(line, shown)), counts, len(rows) - len(seen), tuple(map(line, left)), len(left), len(wanted),
        tuple(sorted(teams.values(), key=lambda one: one.name)),
    )  # fmt: skip


def _in_order(rows: Iterable[DailyLine]) -> list[DailyLine]:
    order = list(rules.KINDS)
    return sorted(rows, key=lambda row: (order.index(row.kind), row.since_on, row.pk))


def keys_of(row: DailyLine) -> list[Key]:
    """What a line is about, so that it is known again on another day."""
    return [(row.kind, row.of, subject) for subject in row.subjects]


def last_remarks(rows: Sequence[DailyLine]) -> dict[int, LineRemark]:
    """The last thing said about the matter of each of these lines, on whatever day's list. One query."""
    subjects = {subject for row in rows for subject in row.subjects}
    said = LineRemark.objects.filter(line__subjects__overlap=list(subjects)).select_related("by", "line")
    last = {key: one for one in said.order_by("at", "pk") for key in keys_of(one.line)} if subjects else {}
    found = {row.pk: [last[key] for key in keys_of(row) if key in last] for row in rows}
    return {pk: max(some, key=lambda one: (one.at, one.pk)) for pk, some in found.items() if some}


def line_of(viewer: Worker, number: int) -> tuple[DailyLine, Line] | None:
    """A line that was delivered to a worker, as the page of it shows it; nothing where it is not theirs to know."""
    row = DailyLine.objects.filter(pk=number).select_related("team", "worker", "daily").first()
    if row is None or not may_answer(viewer, row):
        return None
    names = _known(viewer, row.people)
    told = tuple((person, names[person]) for person in row.people)
    return row, Line(row, told, became(viewer, [row])[row.pk])


def history_of(row: DailyLine) -> list[LineRemark]:
    """Everything said about this matter on whatever day's list, the newest first. One query."""
    same = Q(line__kind=row.kind, line__of=row.of, line__subjects__overlap=row.subjects)
    return list(LineRemark.objects.filter(same).select_related("by", "line__daily").order_by("-at", "-pk"))


def mornings_of(row: DailyLine) -> int:
    """On how many mornings up to this one the matter stood on the list. One query."""
    same = DailyLine.objects.filter(kind=row.kind, of=row.of, subjects__overlap=row.subjects)
    return same.filter(daily__on__lte=row.daily.on).values("daily").distinct().count()


def workers(row: DailyLine) -> list[tuple[str, str]]:
    """Whom the children of a line could be given to: the active members of its team today. One query."""
    if row.team_id is None:
        return []
    held = Membership.objects.filter(holding(clock.today()), team=row.team_id, worker__is_active=True)
    found = dict(held.exclude(worker=row.worker_id).values_list("worker_id", "worker__name"))
    return sorted(((str(pk), name) for pk, name in found.items()), key=lambda pair: pair[1])


def pairs(viewer: Worker, row: DailyLine, worker: int) -> list[tuple[Involvement, Worker]]:
    """The open cases of the children of a line, each with the worker chosen. Raises ``Refused`` for nobody, or none."""
    if str(worker) not in dict(workers(row)):
        raise Refused("Choose a worker of the team.", field="worker")
    held = Allocation.objects.seen_by(viewer).filter(ended_on__isnull=True, team=row.team_id)
    cases = Involvement.objects.seen_by(viewer).filter(person__in=row.people, ended_on__isnull=True)
    found = list(cases.filter(pk__in=held.values("involvement")).order_by("pk"))
    if not found:
        raise Refused("This team holds none of these children any more. Nothing was changed.")
    chosen = Worker.objects.get(pk=worker)
    return [(case, chosen) for case in found]


def ordered(rows: Sequence[Line]) -> dict[str, list[Line]]:
    """Lines under the headings of their kinds."""
    return {kind: found for kind in rules.KINDS if (found := [one for one in rows if one.row.kind == kind])}
