"""Setting and ending targets of a team, and what is done to meet them."""

from datetime import date, timedelta

from django.db import IntegrityError, transaction

from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Team, Worker
from kith.access.teams import reached
from kith.core import Refused, clock
from kith.performance.definition import Indicator
from kith.performance.models import TeamAction, TeamTarget
from kith.performance.models.team_targets import LONGEST
from kith.performance.targets import queries, setting

ONE_DAY = timedelta(days=1)
NOT_YOURS = "You set targets for the teams you work in, and those under them."
OVER = "This has been done or carried over already."
NOBODY = "Choose who does it, from the list."


@action(May.SET_TEAM_TARGETS)
def set_target(by: Worker, team: Team, indicator: Indicator, *, wanted: setting.Wanted) -> TeamTarget:
    """Set a target of a team's own, which stands before the authority's. Raises Refused with everything wrong with it.

    So for another team than one's own, for a range upside down, days that cannot be, words missing, and where a target
    of the same measure holds on one of its days.
    """
    _own(by, team)
    problems = setting.problems_with(wanted, indicator.unit, clock.today(), LONGEST)
    others = queries.days_of(team, indicator.code)
    if why := setting.problem_with_days(wanted.started_on, wanted.last_on, others):
        problems.append(("started_on", why))
    if wanted.value is None:
        problems.append(("value", "Write a number."))
    if problems or wanted.value is None:
        raise Refused.several(problems)
    try:
        with transaction.atomic():
            return TeamTarget.objects.create(
                team=team, code=indicator.code, kind=wanted.kind, value=wanted.value, high=wanted.high,
                tolerance=wanted.tolerance, started_on=wanted.started_on,
                ended_on=wanted.last_on + ONE_DAY if wanted.last_on else None,
                deadline_on=wanted.deadline_on, why=wanted.why, set_at=clock.now(), by=by,
            )  # fmt: skip
    except IntegrityError:
        raise Refused(
            "Somebody has just set a target of this measure for these days.", "started_on"
        ) from None


@action(May.SET_TEAM_TARGETS)
def end_target(by: Worker, target: TeamTarget, *, last_on: date) -> TeamTarget:
    """End a target with a day that is its last. Raises Refused for one before its first day or after its own end."""
    _own(by, target.team)
    target = TeamTarget.objects.select_for_update().get(pk=target.pk)
    if last_on < target.started_on:
        raise Refused("It would end before it begins.", "last_on")
    if target.ended_on is not None and last_on + ONE_DAY >= target.ended_on:
        raise Refused("It ends by that day already.", "last_on")
    target.ended_on = last_on + ONE_DAY
    target.save(update_fields=["ended_on"])
    return target


@action(May.SET_TEAM_TARGETS)
def add_action(by: Worker, target: TeamTarget, *, what: str, who: Worker | None, due_on: date) -> TeamAction:
    """Add what somebody does towards a target by a day. Raises Refused for no words, nobody, too early a day."""
    _own(by, target.team)
    problems = setting.problems_with_words(what, "what", "what will be done", LONGEST)
    if who is None:
        problems.append(("who", NOBODY))
    if due_on < target.started_on:
        problems.append(("due_on", "That day is before the target begins."))
    if problems or who is None:
        raise Refused.several(problems)
    return TeamAction.objects.create(
        target=target, what=what, who=who, due_on=due_on, added_at=clock.now(), by=by
    )


@action(May.SET_TEAM_TARGETS)
def tick_done(by: Worker, done: TeamAction, *, done_on: date, outcome: str) -> TeamAction:
    """Say that an action is done, on which day and what came of it. Refused for one that is over, or a day ahead."""
    _own(by, done.target.team)
    done = _still_open(done)
    if done_on > clock.today():
        raise Refused("That day is still to come.", "done_on")
    if len(outcome) > LONGEST:
        raise Refused(f"Say it in at most {LONGEST} letters: these are {len(outcome):,}.", "outcome")
    done.done_on, done.outcome = done_on, outcome
    done.save(update_fields=["done_on", "outcome"])
    return done


@action(May.SET_TEAM_TARGETS)
def carry_over(by: Worker, left: TeamAction, *, due_on: date) -> TeamAction:
    """Carry an action that was not done over to a later day: the old one stays as it was. Raises Refused as above."""
    _own(by, left.target.team)
    left = _still_open(left)
    if due_on <= left.due_on:
        raise Refused("Choose a later day than it had.", "carry_to")
    return TeamAction.objects.create(
        target=left.target, what=left.what, who=left.who, due_on=due_on, carried_from=left,
        added_at=clock.now(), by=by,
    )  # fmt: skip


def _own(by: Worker, team: Team) -> None:
    if team.pk not in {one.pk for one in reached(by, clock.today())}:
        raise Refused(NOT_YOURS)


def _still_open(one: TeamAction) -> TeamAction:
    """The action as it stands, held until this is over: of two who say what came of it the second is refused."""
    held = TeamAction.objects.select_for_update().get(pk=one.pk)
    if held.done_on is not None or TeamAction.objects.filter(carried_from=one).exists():
        raise Refused(OVER)
    return held
