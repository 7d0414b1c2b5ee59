"""Registering complaints and compliments, and answering a complaint stage by stage."""

from datetime import date

from kith.access.doors import action
from kith.access.guarded import EVERY_ROW
from kith.access.may import May
from kith.access.models import Team, Worker
from kith.core import Refused, clock
from kith.database.working_day import working_calendar
from kith.listening.complaints import queries, rules
from kith.listening.feedback.rules import tidy
from kith.listening.models import Complaint, ComplaintAnswer, ComplaintStep
from kith.people.models import Person
from kith.work.notices.actions import tell

NO_LIMIT = "The practice has no stage of a complaint for that day."


@action(May.KEEP_COMPLAINTS)
def register(
    by: Worker,
    child: Person | None,
    *,
    kind: str,
    who: str,
    team: Team | None,
    words: str,
    received_on: date | None,
    owner: Worker | None = None,
) -> Complaint:
    """Register what was said. A complaint begins its first stage on the day it was received, answered by ``owner``.

    Raises Refused with everything that is wrong.
    """
    told = tidy(words)
    wrong = rules.problems_of_new(kind, who, told, received_on, clock.today())
    wrong += [] if team else [("team", "Choose the team it is about.")]
    if wrong or team is None or received_on is None:
        raise Refused.several(wrong)
    made = Complaint.objects.create(
        kind=kind, person=child, team=team, who=who, words=told, received_on=received_on, by=by,
        recorded_at=clock.now(),
    )  # fmt: skip
    if kind == "complaint":
        _begin(by, made, "", received_on, owner)
    return made


@action(May.KEEP_COMPLAINTS)
def take_longer(by: Worker, about: Complaint, *, why: str) -> Complaint:
    """Say that the stage of a complaint takes longer, and why. Raises Refused where it cannot."""
    step = _last(about)
    due = queries.longer(step)
    told = tidy(why)
    longest = due.longest_on if due else None
    if wrong := rules.problem_with_lengthening(
        told, longest, step.longest_on is not None, _is_answered(step)
    ):
        raise Refused(wrong, field="why")
    step.longest_on, step.longer_why = longest, told
    step.save(update_fields=["longest_on", "longer_why"])
    return about


@action(May.KEEP_COMPLAINTS)
def answer(
    by: Worker, about: Complaint, *, outcome: str, words: str, learning: str, answered_on: date | None
) -> Complaint:
    """Say how the stage of a complaint was answered. Raises Refused without outcome, words, learning and day."""
    step = _last(about)
    if _is_answered(step):
        raise Refused("This stage is answered already. Nothing was kept twice.")
    told, learned = tidy(words), tidy(learning)
    wrong = rules.problems_of_answer(outcome, told, learned, answered_on, step.started_on, clock.today())
    if wrong or answered_on is None:
        raise Refused.several(wrong)
    ComplaintAnswer.objects.create(
        complaint=about, step=step, outcome=outcome, answered_on=answered_on, words=told, learning=learned,
        by=by, recorded_at=clock.now(),
    )  # fmt: skip
    return about


@action(May.KEEP_COMPLAINTS)
def go_on(by: Worker, about: Complaint, *, started_on: date | None, owner: Worker | None = None) -> Complaint:
    """Take a complaint to its next stage, where who complained is not content. Raises Refused where it cannot go."""
    held = queries.stages(by, about, clock.today())
    last = held[-1] if held else None
    outcome = last.answer.outcome if last and last.answer else ""
    following = queries.stage_after(last.row.stage) if last else None
    answered = [one.answer is not None for one in held]
    wrong = rules.problem_with_next(answered, outcome, following is not None, about.kind == "complaint")
    if wrong or last is None or last.answer is None:
        raise Refused(wrong or NO_LIMIT)
    not_before = last.answer.answered_on
    day = rules.problem_with_day(
        started_on, clock.today(), not_before=not_before, what="the answer to this stage"
    )
    if day or started_on is None:
        raise Refused(day or NO_LIMIT, field="started_on")
    _begin(by, about, last.row.stage, started_on, owner)
    return about


@action(May.KEEP_COMPLAINTS)
def give(by: Worker, about: Complaint, *, owner: Worker | None) -> Complaint:
    """Say who answers for the stage a complaint is at; they are told. Raises Refused for who cannot."""
    step = _last(about)
    if _is_answered(step):
        raise Refused("This stage is answered.")
    if owner is None:
        raise Refused("Choose who is to answer it.", field="owner")
    if step.owner_id != owner.pk:
        step.owner = _fit(about, owner)
        step.save(update_fields=["owner"])
        _tell(by, step)
    return about


def _begin(by: Worker, about: Complaint, after: str, on: date, owner: Worker | None) -> ComplaintStep:
    stage = queries.stage_after(after)
    due = rules.due(stage, on, working_calendar()) if stage else None
    if stage is None or due is None:
        raise Refused(NO_LIMIT, field="received_on")
    made = ComplaintStep.objects.create(
        complaint=about, stage=stage.code, title=stage.title, started_on=on, due_on=due.on,
        due_reason=due.reason, owner=_fit(about, owner) if owner else None, by=by, recorded_at=clock.now(),
    )  # fmt: skip
    _tell(by, made)
    return made


def _fit(about: Complaint, owner: Worker) -> Worker:
    """The worker who is to answer. Raises Refused for who may not open what it is about."""
    may_know = Complaint.objects.seen_by(owner).filter(pk=about.pk).exists()
    if wrong := rules.problem_with_owner(owner.may(May.KEEP_COMPLAINTS), may_know):
        raise Refused(wrong, field="owner")
    return owner


def _tell(by: Worker, step: ComplaintStep) -> None:
    words = f"Complaint {step.complaint_id} waits for your answer: stage {step.stage}, {step.title.lower()}."
    tell(by, step.owner, "complaint", words, leads_to=("complaint", step.complaint_id))


def _last(about: Complaint) -> ComplaintStep:
    """The stage at which a complaint is, locked."""
    rows = ComplaintStep.objects.unguarded(EVERY_ROW).select_for_update(of=("self",)).filter(complaint=about)
    found = rows.order_by("-started_on", "-pk").first()
    if found is None:
        raise Refused("A compliment has no stages.")
    return found


def _is_answered(step: ComplaintStep) -> bool:
    return ComplaintAnswer.objects.unguarded(EVERY_ROW).filter(step=step).exists()
