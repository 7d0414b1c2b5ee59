"""What waits for a worker's decision, and what a decision on one step should know."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Aggregate, Count, DurationField, ExpressionWrapper, F, Max, Q, QuerySet

from kith.access.models import Team, Worker
from kith.access.teams import below
from kith.core import clock
from kith.core.calendar import WorkingCalendar
from kith.database.prepared import prepared
from kith.database.together import together
from kith.practice.limits import standing
from kith.work.deciding import undoing
from kith.work.deciding.measure import HowLong
from kith.work.deciding.urgency import Waits, in_order
from kith.work.models import AnswerVersion, SignOff, Step, StepChild, VisitChild
from kith.work.opening.rules import FRONT_DOOR
from kith.work.steps.queries import first_name, kind_of, places_of

SHOWN = 50
MEASURED_DAYS = 90


class Nth(Aggregate):
    """``percentile_cont``: the value below which this share of the values lies."""

    function = "percentile_cont"
    template = "%(function)s(%(share)s) within group (order by %(expressions)s)"


def in_line(worker: Worker, days: WorkingCalendar) -> list[tuple[Waits, SignOff]]:
    """Everything that waits for this worker, the most urgent first, with the facts of its place. Four queries."""
    today = clock.today()
    rows = _waiting_for(worker)
    unseen = _unseen(worker, rows)
    facts = {row.step_id: _facts(row, unseen.get(row.step_id, ()), today, days) for row in rows}
    by_step = {row.step_id: row for row in rows}
    return [(one, by_step[one.step]) for one in in_order(facts.values())]


def _waiting_for(worker: Worker) -> list[SignOff]:
    """The submissions this worker may decide on. Nobody decides on their own writing."""
    rows = SignOff.objects.seen_by(worker).filter(
        _mine(worker), decided_at__isnull=True, step__state="submitted"
    )
    others = rows.exclude(submitted_by=worker).exclude(step__worker=worker)
    return list(others.select_related("step", "step__team", "step__family", "submitted_by", "asked"))


def _facts(row: SignOff, unseen: Sequence[str], today: date, days: WorkingCalendar) -> Waits:
    step, kind = row.step, kind_of(row.step)
    late = days.between(step.due_on, today) if step.due_on and step.due_on < today else 0
    return Waits(
        step.pk,
        row.submitted_at,
        first=kind.comes_first,
        stands=standing(step.due_on, today, kind.warn_days, days),
        late_days=late,
        unseen=tuple(unseen) if kind.group != FRONT_DOOR else (),
        waited=days.between(clock.london(row.submitted_at).date(), today),
    )


def _mine(worker: Worker) -> Q:
    """Asked by name; of my role in my teams; below my teams; of my role wherever it reaches everywhere.

    A place that somebody away has lent brings all this too, but nothing that they wrote themselves.
    """
    places = [place for place in places_of(worker) if place.may_sign_off]
    parents = dict(Team.objects.values_list("pk", "parent_id"))
    mine = Q(asked=worker)
    for place in places:
        reached = Q(step__team__in=below(place.team, parents)) | Q(
            step__team=place.team, asked_role=place.role
        )
        if place.reach == "everywhere":
            reached |= Q(asked_role=place.role)
        if place.lent_by:
            reached &= ~Q(submitted_by=place.lent_by) & (
                ~Q(step__worker=place.lent_by) | Q(step__worker=None)
            )
        mine |= reached
    return mine


def _unseen(viewer: Worker, rows: Sequence[SignOff]) -> dict[int, list[str]]:
    """First names of the children of each step whom nobody has seen since its clock began. One query."""
    began = {row.step_id: row.step.clock_from_on for row in rows}
    inside, seen = together((_children_in, viewer, list(began)), (_last_seen, viewer, list(began)))
    last = dict(seen)
    found: dict[int, list[str]] = {}
    for child in inside:
        at = last.get(child.person_id)
        if at is None or clock.london(at).date() < began[child.step_id]:
            found.setdefault(child.step_id, []).append(first_name(child.person))
    return found


@prepared
def _children_in(viewer: Worker, steps: Sequence[int]) -> QuerySet[StepChild]:
    rows = StepChild.objects.seen_by(viewer).filter(step__in=steps, released_at__isnull=True)
    return rows.select_related("person").order_by("person__born_on", "person_id")


@prepared
def _last_seen(viewer: Worker, steps: Sequence[int]) -> QuerySet[Any, Any]:
    """When the children of these steps were seen last."""
    inside = StepChild.objects.seen_by(viewer).filter(step__in=steps, released_at__isnull=True)
    rows = VisitChild.objects.seen_by(viewer).filter(person__in=inside.values("person_id"))
    seen = rows.exclude(seen="not_seen").values("person_id").annotate(last=Max("visited_at"))
    return seen.values_list("person_id", "last")


def names_of(viewer: Worker, steps: list[int]) -> dict[int, list[str]]:
    """First names of the children in each of these steps. One query."""
    names: dict[int, list[str]] = {}
    for row in _children_in(viewer, steps):
        names.setdefault(row.step_id, []).append(first_name(row.person))
    return names


def measured(viewer: Worker, today: date) -> HowLong:
    """How long decisions took in the teams whose work the viewer decides on, in the last days. Two queries."""
    places = [place.team for place in places_of(viewer) if place.may_sign_off and not place.lent_by]
    parents = dict(Team.objects.values_list("pk", "parent_id"))
    teams = set(places).union(*(below(team, parents) for team in places))
    since = today - timedelta(days=MEASURED_DAYS)
    rows = SignOff.objects.seen_by(viewer).filter(
        step__team__in=teams, decided_on__gte=since, decision__in=undoing.DECIDED
    )
    took = ExpressionWrapper(F("decided_at") - F("submitted_at"), output_field=DurationField())
    found = rows.aggregate(
        decisions=Count("pk"),
        returns=Count("pk", filter=Q(decision="returned")),
        half=Nth(took, share=0.5, output_field=DurationField()),
        most=Nth(took, share=0.9, output_field=DurationField()),
    )
    return HowLong(MEASURED_DAYS, **found)


def just_decided(viewer: Worker, now: datetime) -> list[SignOff]:
    """What the viewer decided so lately that it may be taken back, newest first. One query."""
    rows = SignOff.objects.seen_by(viewer).filter(
        decided_by=viewer, decided_at__gt=now - undoing.WINDOW, decision__in=undoing.DECIDED
    )
    still = rows.exclude(step__kind="contact").filter(step__state__in=("completed", "returned"))
    return list(still.select_related("step").order_by("-decided_at"))


@prepared
def _seen_since(viewer: Worker, people: Sequence[int], since: date) -> QuerySet[Any, Any]:
    rows = VisitChild.objects.seen_by(viewer).filter(person__in=people, visited_at__date__gte=since)
    return rows.exclude(seen="not_seen").values_list("person_id", "seen")


@prepared
def _set_aside(viewer: Worker, step: int) -> QuerySet[Any, Any]:
    return AnswerVersion.objects.seen_by(viewer).filter(step=step, clashed=True).values_list("pk", flat=True)


def seen_and_set_aside(
    viewer: Worker, step: Step, names: Mapping[int, str]
) -> tuple[dict[str, tuple[int, int]], int]:
    """How often each child was seen, and seen alone, since the clock of the step began; and how many texts met somebody
    else's and were kept beside them. One query.
    """
    seen, aside = together(
        (_seen_since, viewer, list(names), step.clock_from_on), (_set_aside, viewer, step.pk)
    )
    counted = dict.fromkeys(names.values(), (0, 0))
    for person, how in seen:
        times, alone = counted[names[person]]
        counted[names[person]] = (times + 1, alone + (how == "alone"))
    return counted, len(aside)


def changed_since(viewer: Worker, step: Step, at: datetime | None) -> set[tuple[str, int | None]]:
    """Which answers changed after a moment, by question and child; nothing for no moment. One query."""
    if at is None:
        return set()
    rows = AnswerVersion.objects.seen_by(viewer).filter(step=step, saved_at__gt=at, clashed=False)
    return {
        (name.split(":", 1)[0], child) for name, child in rows.values_list("question", "child_id").distinct()
    }


def waiting(viewer: Worker, step: Step) -> SignOff | None:
    """The submission of a step that waits for a decision."""
    rows: QuerySet[Any] = SignOff.objects.seen_by(viewer).filter(step=step, decided_at__isnull=True)
    return rows.select_related("submitted_by", "asked").first()
