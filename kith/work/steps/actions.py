"""What can be done with an open step: send, sign off, send back, cancel, take a child out, explain."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db.models import F
from django.db.models.functions import Greatest
from django.utils.module_loading import import_string

from kith.access import practice
from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.database.working_day import working_calendar
from kith.practice import StepKind
from kith.work.answers.actions import save_answer
from kith.work.answers.held import form_of
from kith.work.answers.rules import Answers, counted, stops
from kith.work.answers.rules import outcomes as proposed_outcomes
from kith.work.cover.queries import with_covers
from kith.work.known.actions import keep_as_they_stand
from kith.work.models import CountedAnswer, SignOff, SignOffRemark, Step, StepChild
from kith.work.notices.actions import tell
from kith.work.opening.actions import open_step
from kith.work.opening.queries import referred_on
from kith.work.opening.rules import next_clock
from kith.work.plans.queries import lacking_for_step
from kith.work.sampling.actions import draw
from kith.work.steps import queries, rules

__all__ = [
    "cancel",
    "explain_lateness",
    "hand_in",
    "hold_review_point",
    "open_step",
    "return_step",
    "save_answer",
    "sign_off",
    "submit",
    "take_child_out",
]


@action(May.SUBMIT_STEP)
def submit(by: Worker, step: Step, *, asked: Worker | None) -> Step:
    """Send a step for sign-off, or finish it where the practice asks for no decision.

    ``asked`` is the manager asked by name; None asks whoever has the role. Raises ``Refused`` with
    everything that is missing, or when it would be late without a reason and nobody decides after this, and
    for a manager who may not know of one of its children.
    """
    step = _lock(by, step, "submit")
    kind = queries.kind_of(step)
    if asked and not Step.objects.seen_by(asked).filter(pk=step.pk).exists():
        raise Refused(f"{asked.name} cannot be asked to sign this off. Choose somebody else.", field="asked")
    _check_complete(by, step, kind)
    now = clock.now()
    step.submitted_at = now
    decided: dict[str, Any] = (
        {} if kind.sign_off.needed else {"decided_at": now, "decided_by": by, "decision": "told"}
    )
    if kind.sign_off.needed:
        step.state = "submitted"
        step.save(update_fields=["state", "submitted_at"])
    if kind.sign_off.how != "none":
        _ask(by, step, kind, asked, now, decided)
    if not kind.sign_off.needed:
        _complete(by, step, kind, {})
    if kind.sign_off.sample:
        draw(by, step, kind=kind)
    return step


@action(May.SUBMIT_STEP)
def hand_in(by: Worker, step: Step) -> Step:
    """Send on for sign-off what came in from outside as it came: nobody here can answer what it leaves out.

    Whoever has the role decides. Raises ``Refused`` for a kind of step that nobody decides.
    """
    step = _lock(by, step, "submit")
    kind = queries.kind_of(step)
    if not kind.sign_off.needed:
        raise Refused(f"{step.title}: nobody decides this, so it cannot be handed in.")
    step.state, step.submitted_at = "submitted", clock.now()
    step.save(update_fields=["state", "submitted_at"])
    role = kind.sign_off.by
    SignOff.objects.create(step=step, submitted_at=step.submitted_at, submitted_by=by, asked_role=role)
    return step


def _check_complete(by: Worker, step: Step, kind: StepKind) -> None:
    form, answers = form_of(step), queries.answers_of(by, step)
    names = queries.names_inside(by, step)
    problems: list[tuple[str | None, str]] = [(gap.field, gap.words) for gap in stops(form, answers, names)]
    if not kind.sign_off.needed and rules.needs_late_reason(
        kind, step.due_on, queries.counts_as_done_on(by, step), step.late_reason, working_calendar()
    ):
        problems.append(("late_reason", "Say why it is finished after the day it was due."))
    if kind.plan:
        problems += [(None, words) for words in lacking_for_step(by, step.pk)]
    if problems:
        raise Refused.several(problems)


def _ask(
    by: Worker, step: Step, kind: StepKind, asked: Worker | None, now: datetime, decided: Mapping[str, Any]
) -> None:
    role = kind.sign_off.by
    SignOff.objects.create(
        step=step, submitted_at=now, submitted_by=by, asked=asked, asked_role=role, **decided
    )
    today = clock.london(now).date()
    told = with_covers([asked] if asked else queries.deciders(step.team, role, today), today)
    words = (
        f"{step.title}: {by.name} asks you to sign it off."
        if not decided
        else f"{step.title}: finished by {by.name}."
    )
    for worker in told:
        tell(by, worker, "asked" if not decided else "told", words, step=step)


@action(May.SIGN_OFF)
def return_step(by: Worker, step: Step, *, words: str) -> Step:
    """Send a step back with points to answer. Raises ``Refused`` without words, or for who may not decide."""
    step = _lock(by, step, "return")
    if problem := rules.problem_with_reason(words[: rules.LONGEST_REASON], "Say what is to be answered"):
        raise Refused(problem, field="words")
    waiting = _decide(by, step, "returned", words)
    step.state = "returned"
    step.save(update_fields=["state"])
    tell(
        by,
        step.worker or waiting.submitted_by,
        "returned",
        f"{step.title}: {by.name} sent it back with points to answer.",
        step=step,
    )
    return step


@action(May.SIGN_OFF)
def sign_off(by: Worker, step: Step, *, words: str = "", outcomes: Mapping[int, str] = {}) -> Step:
    """Sign a step off: it is completed today and what follows is set going.

    ``outcomes`` maps children to a decision that differs from what was proposed for them. Raises
    ``Refused`` for the writer, for somebody outside the line, for an outcome that does not exist, and
    when it is late and nobody has said why.
    """
    step = _lock(by, step, "sign_off")
    kind = queries.kind_of(step)
    done_on = queries.counts_as_done_on(by, step)
    if rules.needs_late_reason(kind, step.due_on, done_on, step.late_reason, working_calendar()):
        raise Refused("It is finished after the day it was due. Say why.", field="late_reason")
    waiting = _decide(by, step, "signed_off", words)
    _complete(by, step, kind, outcomes)
    for worker in {step.worker, waiting.submitted_by} - {None}:
        tell(by, worker, "signed_off", f"{step.title}: signed off by {by.name}.", step=step)
    return step


def _decide(by: Worker, step: Step, decision: str, words: str) -> SignOff:
    waiting = (
        SignOff.objects.seen_by(by).select_related("submitted_by").get(step=step, decided_at__isnull=True)
    )
    asked: dict[str, Any] = {
        "role": waiting.asked_role or queries.kind_of(step).sign_off.by,
        "writers": [pk for pk in (waiting.submitted_by_id, step.worker_id) if pk],
        "line": queries.line_of(step.team_id),
        "places": queries.places_of(by),
    }
    if obstacle := rules.obstacle_to_deciding(by=by.pk, **asked):
        raise Refused(obstacle)
    waiting.decided_at, waiting.decided_by = max(clock.now(), waiting.submitted_at), by
    waiting.decision, waiting.words = decision, words
    waiting.save(update_fields=["decided_at", "decided_by", "decision", "words"])
    _note_cover(by, waiting, rules.place_to_decide(**asked))
    return waiting


def _note_cover(by: Worker, decided: SignOff, place: rules.Place | None) -> None:
    """Keep with a decision for whom it was made, where somebody covered."""
    if place and place.lent_by:
        SignOffRemark.objects.create(
            step_id=decided.step_id,
            sign_off=decided,
            kind="covered",
            by=by,
            at=clock.now(),
            to_id=place.lent_by,
        )


def _complete(by: Worker, step: Step, kind: StepKind, different: Mapping[int, str]) -> None:
    """Complete the step today, keep each child's outcome, and set going what follows."""
    children = _children(by, step)
    answers = queries.answers_of(by, step)
    proposed = proposed_outcomes(answers, [child.person_id for child in children])
    decided = {
        **proposed,
        **{child.person_id: different[child.person_id] for child in children if child.person_id in different},
    }
    if unknown := rules.unknown_outcomes(kind.next, decided):
        raise Refused(f"There is no outcome “{unknown[0]}” here.", field="outcome")
    for child in children:
        child.outcome = decided.get(child.person_id, "")
    StepChild.objects.seen_by(by).bulk_update(children, ["outcome"])
    step.state, step.completed_at = "completed", clock.now()
    step.completed_on = max(clock.today(), step.started_on)  # a clock may have been put back
    step.outcome = rules.common_outcome(decided)
    step.save(update_fields=["state", "completed_on", "completed_at", "submitted_at", "outcome"])
    keep_as_they_stand(by, step, queries.names_inside(by, step))
    _keep_counted(step, answers, children)
    for follow in rules.what_follows(kind, decided):
        _set_going(by, step, follow)


def _keep_counted(step: Step, answers: Answers, children: Sequence[StepChild]) -> None:
    """What the form counts becomes rows, child by child: figures read no answers."""
    form = form_of(step)
    CountedAnswer.objects.bulk_create(
        CountedAnswer(
            step=step, person_id=child.person_id, question=one.question, code=one.code, is_none=one.is_none
        )
        for child in children
        for one in counted(form, answers, child.person_id)
    )


def _set_going(by: Worker, step: Step, follow: rules.Follow) -> None:
    on = clock.today()
    if follow.effect:
        effect = import_string(import_string(settings.KITH_EFFECTS)[follow.effect])
        effect(by, step=step, people=list(follow.people), outcome=follow.outcome, on=on)
        return
    held = practice.on(on, step.team_id)
    kind = held.steps.get(follow.step)
    if kind is None:
        raise Refused(f"{held.title} has no step called {follow.step.replace('_', ' ')}.")
    waiting = [
        person for person in follow.people if person not in queries.already_open(kind.code, follow.people)
    ]
    team, worker = queries.holder_of(waiting) or (step.team, step.worker)
    clock_from_on = next_clock(queries.chain_of(step, on), kind, referred_on=referred_on(kind, waiting))
    for group in rules.groups(kind, waiting):
        opened = open_step(
            by,
            kind=kind.code,
            people=group,
            team=team,
            worker=worker,
            started_on=on,
            clock_from_on=clock_from_on,
            came_from=step,
        )
        tell(by, worker, "opened", f"{opened.title} has started and is yours.", step=opened)


@action(May.CANCEL_STEP)
def cancel(by: Worker, step: Step, *, reason: str) -> Step:
    """Cancel a step: it stays on the record with the reason. Raises ``Refused`` without one."""
    step = _lock(by, step, "cancel")
    if problem := rules.problem_with_reason(reason, "Say why it is cancelled"):
        raise Refused(problem, field="reason")
    waiting = {
        "decided_at": Greatest(clock.now(), F("submitted_at")),
        "decided_by": by,
        "decision": "returned",
        "words": f"Cancelled: {reason}",
    }
    SignOff.objects.seen_by(by).filter(step=step, decided_at__isnull=True).update(**waiting)
    step.state, step.cancelled_at, step.cancel_reason = "cancelled", clock.now(), reason.strip()
    step.save(update_fields=["state", "cancelled_at", "cancel_reason"])
    tell(by, step.worker, "cancelled", f"{step.title}: cancelled by {by.name}.", step=step)
    return step


@action(May.WRITE_STEP)
def take_child_out(by: Worker, step: Step, *, person_id: int, reason: str) -> StepChild:
    """Take one child out of a step; the trace stays. Refuses the last child, and no reason."""
    step = _lock(by, step, "take_out")
    children = {child.person_id: child for child in _children(by, step)}
    if obstacle := rules.obstacle_to_taking_out(person_id, children):
        raise Refused(obstacle, field="person")
    if problem := rules.problem_with_reason(reason, "Say why this child is taken out"):
        raise Refused(problem, field="words")
    child = children[person_id]
    child.released_at, child.released_by, child.release_reason = clock.now(), by, reason.strip()
    child.save(update_fields=["released_at", "released_by", "release_reason"])
    return child


@action(May.EXPLAIN_LATENESS)
def explain_lateness(by: Worker, step: Step, *, reason: str, words: str) -> Step:
    """Say why a step is late: a code of the list ``late_reasons`` and words. Explained is not on time."""
    step = _lock(by, step, "explain")
    if not queries.late_reasons().get(reason):
        raise Refused("Choose why it is late.", field="reason")
    if len(words) > rules.LONGEST_REASON:
        raise Refused(f"Say it in at most {rules.LONGEST_REASON} letters.", field="words")
    step.late_reason, step.late_words = reason, words.strip()
    step.save(update_fields=["late_reason", "late_words"])
    return step


@action(May.WRITE_STEP)
def hold_review_point(by: Worker, step: Step, *, held_on: date | None) -> Step:
    """Say on which day the review point was held; said again it puts that right. Raises ``Refused`` for no such day."""
    step = _lock(by, step, "review_point")
    if obstacle := rules.obstacle_to_review_point(
        step.review_point_on,
        held_on,
        started_on=step.started_on,
        completed_on=step.completed_on,
        today=clock.today(),
    ):
        raise Refused(obstacle, field="held_on")
    step.review_point_held_on, step.review_point_recorded_at = held_on, clock.now()
    step.save(update_fields=["review_point_held_on", "review_point_recorded_at"])
    return step


def _lock(by: Worker, step: Step, move: str) -> Step:
    """The step as it stands now, kept from changing until this action ends, if it allows the move."""
    rows = Step.objects.seen_by(by).select_for_update(of=("self",)).select_related("form", "team", "worker")
    locked = rows.get(pk=step.pk)
    if obstacle := rules.obstacle_to(move, locked.state):
        raise Refused(obstacle)
    return locked


def _children(by: Worker, step: Step) -> list[StepChild]:
    return list(StepChild.objects.seen_by(by).filter(step=step, released_at__isnull=True).order_by("pk"))
