"""Opening a step."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.conf import settings
from django.utils.module_loading import import_string

from kith.access import practice
from kith.access.doors import action
from kith.access.guarded import EVERY_ROW
from kith.access.may import May
from kith.access.models import Team, Worker
from kith.core import Refused, clock
from kith.database.working_day import working_calendar
from kith.people.models import Person
from kith.people.queries import shared_family
from kith.practice import Due, Form, Practice, StepKind, due, review_due
from kith.work.models import FormVersion, Involvement, Step, StepChild
from kith.work.opening import rules
from kith.work.plans.actions import plan_for_step
from kith.work.steps.queries import already_open


@action(May.START_STEP)
def open_step(
    by: Worker,
    *,
    kind: str,
    people: Sequence[int],
    team: Team,
    worker: Worker | None,
    started_on: date,
    clock_from_on: date | None,
    came_from: Step | None = None,
    involvements: Mapping[int, int] = {},
    wanted: tuple[date, str] | None = None,
) -> Step:
    """Open one step about ``people`` (ids) as the practice of the day it starts on describes it.

    ``clock_from_on``: the event its limit runs from, None for its own start; ``involvements``: by person, else the open
    ones; ``wanted``: the day somebody outside wants it, and why. What work of another app said already goes in
    (``KITH_CARRIED``). Raises ``Refused`` when the practice has no such step,
    the day lies ahead, a child is not known, or it is open already.
    """
    held = practice.on(started_on, team.pk)
    found, names = _kind(held, kind), _lock(by, people)
    _check(found, names, started_on)
    step = Step.objects.create(
        kind=kind,
        pack=held.code,
        title=found.title,
        form=_form_version(held, found),
        family_id=(came_from.family_id if came_from else None) or shared_family(names, started_on),
        team=team,
        worker=worker,
        came_from=came_from,
        started_on=started_on,
        recorded_at=clock.now(),
        opened_by=by,
        **_clock_columns(found, started_on, clock_from_on, wanted),
    )
    _put_in(by, step, found, names, involvements)
    return step


def _check(kind: StepKind, names: Mapping[int, str], started_on: date) -> None:
    """Raises ``Refused`` when no such step may be opened for these children on that day."""
    is_open, today = already_open(kind.code, names), clock.today()
    if obstacle := rules.obstacle_to_opening(
        kind, names=names, already_open=is_open, started_on=started_on, today=today
    ):
        raise Refused(obstacle)


def _put_in(
    by: Worker, step: Step, kind: StepKind, names: Mapping[int, str], involvements: Mapping[int, int]
) -> None:
    """Each child belongs to the work through its own involvement; work that makes a plan brings it, and what
    other work said goes in."""
    held_by = {**_open_involvements(list(names)), **involvements}
    StepChild.objects.bulk_create(
        StepChild(step=step, person_id=person, involvement_id=held_by.get(person)) for person in names
    )
    if kind.plan:
        plan_for_step(by, step, kind=kind.plan, people=list(names))
    if carry := import_string(settings.KITH_CARRIED).get(kind.code):
        import_string(carry)(by, step=step, people=list(names))


def _kind(held: Practice, code: str) -> StepKind:
    if code not in held.steps:
        raise Refused(f"{held.title} has no step called {code.replace('_', ' ')}.")
    return held.steps[code]


def _lock(by: Worker, people: Sequence[int]) -> dict[int, str]:
    """First names of the children by id, in the order given; nobody opens the same for them meanwhile."""
    rows = Person.objects.seen_by(by).filter(pk__in=people).select_for_update(no_key=True).order_by("pk")
    found = {row.pk: row.known_as or row.given_name or row.family_name for row in rows}
    if len(found) != len(set(people)):
        raise Refused("One of these children is not known.")
    return {person: found[person] for person in dict.fromkeys(people)}


def _form_version(held: Practice, kind: StepKind) -> FormVersion:
    """The form as it is asked today, stored once for all steps that are asked with it."""
    form = held.form_of(kind.code) or Form(code="", title=kind.title, sections=(), questions=())
    return FormVersion.objects.get_or_create(hash=form.hash, defaults={"content": form.content})[0]


def _clock_columns(
    kind: StepKind, started_on: date, clock_from_on: date | None, wanted: tuple[date, str] | None
) -> dict[str, object]:
    calendar = working_calendar()
    starts = rules.clock_starts(kind, started_on=started_on, clock_from_on=clock_from_on)
    found: Due | None = due(kind, starts, calendar, started_on)
    review = review_due(kind, calendar, started_on)
    due_on, due_reason = wanted or ((found.on, found.reason[:200]) if found else (None, ""))
    return {
        "clock_from_on": found.clock_started_on if found else clock_from_on or started_on,
        "due_on": due_on,
        "due_reason": due_reason,
        "limit_days": found.working_days if found and not wanted else None,
        "review_point_on": review.on if review else None,
    }


def _open_involvements(people: Sequence[int]) -> dict[int, int]:
    rows = Involvement.objects.unguarded(EVERY_ROW).filter(person__in=people, ended_on__isnull=True)
    return dict(rows.values_list("person_id", "pk"))
