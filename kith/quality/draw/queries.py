"""What a draw is made from: who audits, which children may be drawn, and who may not audit whom."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet

from kith.access.guarded import EVERY_ROW
from kith.access.models import Membership, Worker, holding, with_memberships
from kith.core.period import add_months
from kith.database.session import as_system
from kith.people.models import Conflict, Restriction, RestrictionReader
from kith.practice.audits import AuditGuide
from kith.quality.draw.rules import stop_words
from kith.quality.models import AuditDraw, AuditRound, CaseAudit
from kith.work.models import (
    Allocation,
    CaseExtra,
    Involvement,
    ManagementDecisionChild,
    Standing,
    StepChild,
)

ASSESSMENTS = ("initial_assessment", "core_assessment", "single_assessment")
LASTING = ("protection", "looked_after", "in_need")
YEARS = 2
FEW = 100
Conflicts = dict[int, dict[int, str]]


def auditors(roles: Collection[str], on: date) -> list[Worker]:
    """Everybody who works in one of these roles on a day, by name. One query."""
    rows = Membership.objects.filter(holding(on), role__in=roles, worker__is_active=True)
    ids = rows.values("worker")
    return list(Worker.objects.filter(pk__in=ids).order_by("name", "pk"))


def population(on: date, guide: AuditGuide) -> list[tuple[int, str]]:
    """Every child open on a day or closed within the time that is looked at, with the group, by id. Three queries.

    A sealed record is nobody's to audit. Needs the eyes of the system: what is drawn from does not hang on who draws.
    """
    back = add_months(on, -guide.looks_back)
    cases = Involvement.objects.unguarded(EVERY_ROW).filter(started_on__lte=on)
    cases = cases.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=back))
    told = dict(cases.order_by("started_on").values_list("person_id", "ended_on"))
    standings = Standing.objects.unguarded(EVERY_ROW).filter(holding(on), kind__in=LASTING)
    held = set(standings.values_list("person_id", "kind"))
    steps = StepChild.objects.unguarded(EVERY_ROW).filter(
        released_at__isnull=True,
        step__kind__in=ASSESSMENTS,
        step__completed_on__gt=back,
        step__completed_on__lte=on,
    )
    assessed = set(steps.values_list("person_id", flat=True))
    sealed = Restriction.objects.filter(ended_at__isnull=True, sealed=True)
    gone = set(sealed.values_list("person_id", flat=True))
    return sorted(
        (person, _stratum(person, ended, on, held, assessed))
        for person, ended in told.items()
        if person not in gone
    )


def _stratum(
    person: int, ended: date | None, on: date, held: set[tuple[int, str]], assessed: set[int]
) -> str:
    """The first group that holds; plans and care before the rest."""
    for kind in LASTING:
        if (person, kind) in held:
            return kind
    if ended is not None and ended <= on:
        return "closed"
    return "assessed" if person in assessed else "open"


def drawn_since(day: date) -> set[int]:
    """Children with an audit since a day that was not stopped, and those whose audit is still to be done."""
    rows = CaseAudit.objects.unguarded(EVERY_ROW).exclude(state="stopped")
    rows = rows.filter(Q(recorded_at__date__gt=day) | Q(state__in=["to_do", "started"]))
    return set(rows.values_list("person_id", flat=True))


def cohort(code: str, on: date) -> set[int]:
    """The children of a theme on a day, by its definition.

    ``plan_over_two_years``: on a protection plan that began at least two years before. ``second_plan``: on a protection
    plan that is not the first on record.
    """
    rows = Standing.objects.unguarded(EVERY_ROW).filter(holding(on), kind="protection")
    if code == "plan_over_two_years":
        rows = rows.filter(started_on__lte=add_months(on, -12 * YEARS))
        return set(rows.values_list("person_id", flat=True))
    several = Standing.objects.unguarded(EVERY_ROW).filter(kind="protection", started_on__lte=on)
    counted = several.values("person_id").annotate(number=Count("pk")).filter(number__gte=2)
    return set(rows.filter(person__in=counted.values("person_id")).values_list("person_id", flat=True))


def conflicts(who: Iterable[Worker], people: Collection[int], looks_from: date) -> Conflicts:
    """For each auditor, the children who may not be theirs, with the gravest reason. Ten queries, however many."""
    ids = {worker.pk: worker for worker in with_memberships(who)}
    wanted = frozenset(people)
    found: Conflicts = {pk: {} for pk in ids}
    for reason, pairs in (
        ("decided", _decided(ids, people, looks_from)),
        ("team", _teams(ids, people, looks_from)),
        ("held", _held(ids, people, looks_from)),
        ("closed_to", _closed_to(ids, people)),
        ("related", _related(ids, people)),
    ):
        for worker, person in pairs:
            if person in wanted:
                found[worker][person] = reason
    return found


def _of(rows: QuerySet[Any, Any], people: Collection[int], column: str = "person") -> QuerySet[Any, Any]:
    """Rows about these children, or about any where they are many: who asked leaves out the others.

    To write thousands of numbers into a question, and to look each of them up, takes far longer than to read what few
    auditors did in the time that is looked at.
    """
    return rows.filter(**{f"{column}__in": people}) if len(people) <= FEW else rows


def barred(who: Iterable[Worker], people: Collection[int], looks_from: date) -> Conflicts:
    """The conflicts, and the children whom an auditor audits already: who is given nobody of these. 11 queries."""
    held, wanted = list(who), frozenset(people)
    found = conflicts(held, people, looks_from)
    rows = CaseAudit.objects.unguarded(EVERY_ROW).filter(auditor__in=held, state__in=["to_do", "started"])
    for worker, person in _of(rows, people).values_list("auditor_id", "person_id"):
        if person in wanted:
            found[worker].setdefault(person, "auditing")
    return found


def conflict_of(audit: CaseAudit) -> str:
    """Why an audit is not for its auditor any more, in words; '' where there is nothing in the way."""
    with as_system("an auditor may have come to know the child"):
        told = conflicts([audit.auditor], [audit.person_id], audit.looks_from)
    why = told[audit.auditor_id].get(audit.person_id)
    return stop_words(audit.auditor.name, why) if why else ""


def _related(ids: Collection[int], people: Collection[int]) -> list[tuple[int, int]]:
    rows = Conflict.objects.filter(worker__in=ids, ended_at__isnull=True)
    return list(_of(rows, people).values_list("worker_id", "person_id"))


def _closed_to(ids: dict[int, Worker], people: Collection[int]) -> list[tuple[int, int]]:
    walls = _of(Restriction.objects.filter(ended_at__isnull=True), people)
    restricted = dict(walls.values_list("pk", "person_id"))
    if not restricted:
        return []
    rows = RestrictionReader.objects.filter(restriction__in=restricted)
    may = {(worker, restricted[wall]) for worker, wall in rows.values_list("worker_id", "restriction_id")}
    return [
        (pk, person)
        for pk, worker in ids.items()
        if " all" not in worker.sight
        for person in restricted.values()
        if (pk, person) not in may
    ]


def _while(looks_from: date) -> Q:
    """Rows with a first day and an end that hold on some day from the first that is looked at."""
    return Q(ended_on__isnull=True) | Q(ended_on__gt=looks_from)


def _held(ids: Collection[int], people: Collection[int], looks_from: date) -> list[tuple[int, int]]:
    rows = Allocation.objects.unguarded(EVERY_ROW).filter(_while(looks_from), worker__in=ids)
    extra = CaseExtra.objects.unguarded(EVERY_ROW).filter(_while(looks_from), worker__in=ids)
    columns = ("worker_id", "involvement__person_id")
    return [
        pair
        for found in (rows, extra)
        for pair in _of(found, people, "involvement__person").values_list(*columns).distinct()
    ]


def _teams(ids: Collection[int], people: Collection[int], looks_from: date) -> list[tuple[int, int]]:
    """Who worked in a team that held a child, both in the time that is looked at."""
    members = Membership.objects.filter(_while(looks_from), worker__in=ids)
    of_team: dict[int, set[int]] = {}
    for worker, team in members.values_list("worker_id", "team_id"):
        of_team.setdefault(team, set()).add(worker)
    rows = Allocation.objects.unguarded(EVERY_ROW).filter(_while(looks_from), team__in=of_team)
    held = _of(rows, people, "involvement__person").values_list("team_id", "involvement__person_id")
    return [(worker, person) for team, person in held.distinct() for worker in of_team[team]]


def _decided(ids: Collection[int], people: Collection[int], looks_from: date) -> list[tuple[int, int]]:
    """Who signed off work about a child, wrote it, or decided about the child."""
    after = looks_from - timedelta(days=1)
    signed = StepChild.objects.unguarded(EVERY_ROW).filter(
        step__sign_offs__decided_by__in=ids, step__sign_offs__decided_on__gt=after
    )
    wrote = StepChild.objects.unguarded(EVERY_ROW).filter(step__worker__in=ids)
    wrote = wrote.filter(Q(step__completed_on__isnull=True) | Q(step__completed_on__gt=after))
    decided = ManagementDecisionChild.objects.unguarded(EVERY_ROW).filter(
        decision__decided_by__in=ids, decision__decided_on__gt=after
    )
    return [
        *_of(signed, people).values_list("step__sign_offs__decided_by_id", "person_id").distinct(),
        *_of(wrote, people).values_list("step__worker_id", "person_id").distinct(),
        *_of(decided, people).values_list("decision__decided_by_id", "person_id").distinct(),
    ]


def holders(people: Collection[int], on: date) -> dict[int, tuple[int | None, int | None]]:
    """Who holds each child on a day, or held it last: team and worker. One query."""
    rows = Allocation.objects.unguarded(EVERY_ROW).filter(involvement__person__in=people, started_on__lte=on)
    columns = ("involvement__person_id", "team_id", "worker_id")
    return {
        person: (team, worker)
        for person, team, worker in rows.order_by("started_on", "pk").values_list(*columns)
    }


@dataclass(frozen=True, slots=True)
class RoundRow:
    """One round with how it stands."""

    row: AuditRound
    number: int
    finished: int
    stopped: int
    late: int


def rounds(viewer: Worker, today: date) -> list[RoundRow]:
    """Every round, the newest first, with how many audits it has. Two queries."""
    rows = CaseAudit.objects.seen_by(viewer).filter(draw__isnull=False)
    counted: Any = rows.values("draw__round").annotate(
        number=Count("pk", filter=~Q(state="stopped")),
        finished=Count("pk", filter=Q(state="finished")),
        stopped=Count("pk", filter=Q(state="stopped")),
        late=Count("pk", filter=Q(state__in=["to_do", "started"], due_on__lt=today)),
    )
    told = {one["draw__round"]: one for one in counted.order_by()}
    none = dict.fromkeys(("number", "finished", "stopped", "late"), 0)
    found = AuditRound.objects.order_by("-month", "-pk")
    columns = ("number", "finished", "stopped", "late")
    return [RoundRow(one, *(told.get(one.pk, none)[name] for name in columns)) for one in found]


def of_round(viewer: Worker, row: AuditRound) -> list[CaseAudit]:
    """The audits of a round that the viewer may know of, second readings among them, by auditor. One query."""
    found = CaseAudit.objects.seen_by(viewer).filter(draw__round=row)
    found = found.select_related("person", "auditor", "team", "second_of", "draw", "checks")
    return list(found.order_by("auditor__name", "pk"))


def draws(row: AuditRound) -> list[AuditDraw]:
    """How the audits of a round were drawn, in turn. One query."""
    return list(row.draws.select_related("by").order_by("number"))
