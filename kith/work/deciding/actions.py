"""What a manager can do besides deciding: ask, take a decision back, correct or withdraw it; and a worker's answer."""

from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.work.deciding import made, remarks, undoing
from kith.work.models import CountedAnswer, SignOff, SignOffRemark, Step, StepChild
from kith.work.notices.actions import tell
from kith.work.steps import rules as step_rules

LONGEST = 4000
TAKEN_BACK = "The decision it came from was taken back."


@action(May.SIGN_OFF)
def note_look(by: Worker, step: Step, sign_off: SignOff) -> Step:
    """Keep that a manager has seen a submission: what is new next time is counted from here."""
    _remark(by, sign_off, remarks.LOOKED)
    return step


@action(May.SIGN_OFF)
def ask(by: Worker, step: Step, *, words: str) -> Step:
    """Put a question to whoever wrote it; the piece stays where it waits.

    Raises ``Refused`` without words, while another question is open, when nobody of those who wrote it works here
    any more, and for somebody who may not decide.
    """
    step = _lock(by, step)
    waiting = _waiting(by, step)
    if obstacle := made.obstacle_to_deciding(by, step, waiting):
        raise Refused(obstacle)
    if problem := _problem_with(words, "Write your question"):
        raise Refused(problem, field="words")
    if question := remarks.open_question(remarks.of_step(by, step.pk), waiting.pk):
        raise Refused(f"{question.by.name} has asked already: “{question.words}” Wait for the answer.")
    to = _who_answers(step, waiting)
    if to is None:
        raise Refused("Nobody who wrote this works here any more. Give it to somebody, then send it back.")
    _remark(by, waiting, remarks.ASKED, words, to=to)
    tell(by, to, "question", f"{step.title}: {by.name} asks you something before signing it off.", step=step)
    return step


@action(May.SUBMIT_STEP)
def answer(by: Worker, step: Step, *, words: str) -> Step:
    """Answer the open question about a piece of work that waits. Raises ``Refused`` when it waits no longer."""
    step = _lock(by, step)
    if step.state != "submitted":
        raise Refused(f"It no longer waits for a decision. {step_rules.STATE_WORDS[step.state]}")
    waiting = _waiting(by, step)
    question = remarks.open_question(remarks.of_step(by, step.pk), waiting.pk)
    if question is None:
        raise Refused("There is no open question about it: it was answered already.")
    if question.by_id == by.pk:
        raise Refused("You asked this yourself.")
    if problem := _problem_with(words, "Write your answer"):
        raise Refused(problem, field="words")
    _remark(by, waiting, remarks.ANSWERED, words, to=question.by)
    tell(by, question.by, "answer", f"{step.title}: {by.name} answered your question.", step=step)
    return step


@action(May.SIGN_OFF)
def undo(by: Worker, step: Step) -> Step:
    """Take one's own decision back within ten minutes, with everything it set going (decision 0022).

    The piece waits again as it was sent; the decision stays on the record as taken back. Work it opened is
    cancelled and says why. Raises ``Refused`` when anything it set going cannot be undone.
    """
    step = _lock(by, step)
    last = made.last_decided(by, step)
    opened = made.opened_by(step)
    decision = made.made_by(by, step, last, opened)
    undoable = import_string(settings.KITH_UNDOABLE)
    obstacle = undoing.obstacle(decision, by=by.pk, now=clock.now(), undoable=undoable)
    if obstacle or last is None:
        raise Refused(obstacle or undoing.NONE_MADE)
    for one in opened:
        one.state, one.cancelled_at, one.cancel_reason = "cancelled", clock.now(), TAKEN_BACK
        one.save(update_fields=["state", "cancelled_at", "cancel_reason"])
    _wait_again(by, step, last)
    for worker in {step.worker, last.submitted_by} - {None}:
        tell(
            by,
            worker,
            "undone",
            f"{step.title}: {by.name} took the decision back. It waits again.",
            step=step,
        )
    return step


def _wait_again(by: Worker, step: Step, last: SignOff) -> None:
    last.decision = remarks.UNDONE
    last.save(update_fields=["decision"])
    _remark(by, last, remarks.UNDONE)
    SignOff.objects.create(
        step=step,
        submitted_at=last.submitted_at,
        submitted_by=last.submitted_by,
        asked=last.asked,
        asked_role=last.asked_role,
    )
    StepChild.objects.seen_by(by).filter(step=step, released_at__isnull=True).update(outcome="")
    CountedAnswer.objects.seen_by(by).filter(step=step).delete()
    step.state, step.completed_on, step.completed_at, step.outcome = "submitted", None, None, ""
    step.save(update_fields=["state", "completed_on", "completed_at", "outcome"])


@action(May.SIGN_OFF)
def put_right(by: Worker, step: Step, *, kind: str, words: str) -> Step:
    """Correct or withdraw a decision that stands: the decision stays to be read, with what was wrong beside it.

    Nothing is undone by it: what followed is ended by whoever holds it. Raises ``Refused`` without words, for a
    decision withdrawn already, and for somebody who may not decide.
    """
    step = _lock(by, step)
    last = made.last_decided(by, step)
    if last is None or last.decision not in undoing.DECIDED:
        raise Refused("There is no decision that could be put right.")
    if obstacle := made.obstacle_to_deciding(by, step, last):
        raise Refused(obstacle)
    if kind not in (remarks.CORRECTED, remarks.WITHDRAWN):
        raise Refused("Choose: correct it, or withdraw it.", field="kind")
    if problem := _problem_with(words, "Say what was wrong with it"):
        raise Refused(problem, field="words")
    if any(
        one.kind == remarks.WITHDRAWN and one.sign_off_id == last.pk for one in remarks.of_step(by, step.pk)
    ):
        raise Refused("This decision was withdrawn already.")
    _remark(by, last, kind, words)
    for worker in {step.worker, last.submitted_by} - {None}:
        tell(by, worker, kind, f"{step.title}: {by.name} has {kind} the decision. Read why.", step=step)
    return step


def _who_answers(step: Step, waiting: SignOff) -> Worker | None:
    """Whoever sent it, or who holds it now, if they still work here."""
    found = (waiting.submitted_by, step.worker)
    return next((worker for worker in found if worker is not None and worker.is_active), None)


def _remark(by: Worker, sign_off: SignOff, kind: str, words: str = "", to: Worker | None = None) -> None:
    facts: dict[str, Any] = {"step_id": sign_off.step_id, "sign_off": sign_off, "kind": kind, "by": by}
    SignOffRemark.objects.create(at=clock.now(), words=words.strip(), to=to, **facts)


def _problem_with(words: str, asked: str) -> str | None:
    length = len(words.strip())
    if length < step_rules.SHORTEST_REASON:
        return f"{asked} in a few words."
    return f"{asked} in at most {LONGEST:,} letters; there are {length:,}." if length > LONGEST else None


def _lock(by: Worker, step: Step) -> Step:
    rows = Step.objects.seen_by(by).select_for_update(of=("self",)).select_related("form", "team", "worker")
    return rows.get(pk=step.pk)


def _waiting(by: Worker, step: Step) -> SignOff:
    rows = SignOff.objects.seen_by(by).filter(step=step, decided_at__isnull=True)
    found = rows.select_related("submitted_by", "asked").first()
    if found is None:
        raise Refused(f"It no longer waits for a decision. {step_rules.STATE_WORDS.get(step.state, '')}")
    return found
