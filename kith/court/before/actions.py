"""Beginning pre-proceedings, and writing down their days as they come: told once for brothers and sisters."""

from collections.abc import Sequence
from datetime import date

from kith.access import practice
from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.court import lists, rules
from kith.court.children import chosen
from kith.court.models import CourtPeriod, PreProceedings, PreProceedingsMeeting
from kith.work.models import Step
from kith.work.standings import actions as standings
from kith.work.timescales import actions as timescales

CLOCK = "pre_proceedings"
STEPPED_DOWN = "stepped_down"


@action(May.RECORD_COURT)
def begin(by: Worker, *, people: Sequence[int], on: date | None, step: Step | None = None) -> PreProceedings:
    """Begin pre-proceedings for these children on the day the legal planning meeting decided it.

    Raises ``Refused`` for a day that cannot be, before there were pre-proceedings, and for a child who is in
    pre-proceedings or before a court already.
    """
    if problems := rules.not_ahead(on, clock.today(), "on", "Write the day of the legal planning meeting."):
        raise Refused.several(problems)
    assert on is not None
    lists.check_stage("pre_proceedings", on, "on")
    made = PreProceedings.objects.create(decided_on=on, step=step, by=by, recorded_at=clock.now())
    _join(by, made, people, on)
    return made


@action(May.RECORD_COURT)
def join(by: Worker, before: PreProceedings, *, people: Sequence[int], on: date | None) -> PreProceedings:
    """Let more children of the family be part of it, from a day on."""
    row = _locked(by, before)
    problems = rules.not_ahead(
        on, clock.today(), "join_on", "Write the day from which it is about this child too."
    )
    problems += rules.not_before(on, row.decided_on, "join_on", "the decision")
    if problems:
        raise Refused.several(problems)
    assert on is not None
    _join(by, row, people, on)
    return row


def _join(by: Worker, before: PreProceedings, people: Sequence[int], on: date) -> None:
    for person in chosen(by, people):
        standing = standings.begin(by, person=person, kind="court", on=on)
        CourtPeriod.objects.create(standing=standing, person_id=person, pre_proceedings=before)
        timescales.start(
            by,
            code=CLOCK,
            person=person,
            from_on=on,
            event="the decision",
            standing=standing,
            about=str(before.pk),
        )


@action(May.RECORD_COURT)
def send_letter(
    by: Worker, before: PreProceedings, *, on: date | None, offered: bool | None
) -> PreProceedings:
    """Write down that the letter before proceedings was sent, and whether it offers a family group decision meeting."""
    row = _locked(by, before)
    if problems := rules.letter_problems(_known(by, row), on=on, offered=offered, today=clock.today()):
        raise Refused.several(problems)
    if row.meeting_held is not None and not offered:
        raise Refused(
            "What came of the offered family meeting is recorded. It was offered, then.", field="offered"
        )
    row.letter_on, row.meeting_offered = on, offered
    row.save(update_fields=["letter_on", "meeting_offered"])
    return row


@action(May.RECORD_COURT)
def tell_family_meeting(
    by: Worker, before: PreProceedings, *, held: bool | None, on: date | None
) -> PreProceedings:
    """Write down whether the family met after the offer, and when."""
    row = _locked(by, before)
    if problems := rules.family_meeting_problems(_known(by, row), held=held, on=on, today=clock.today()):
        raise Refused.several(problems)
    row.meeting_held, row.meeting_on = held, on if held else None
    row.save(update_fields=["meeting_held", "meeting_on"])
    return row


@action(May.RECORD_COURT)
def hold_meeting(
    by: Worker, before: PreProceedings, *, on: date | None, step: Step | None = None
) -> PreProceedingsMeeting:
    """Write down a meeting that was held: the first, or one that reviews the work."""
    row = _locked(by, before)
    if problems := rules.held_problems(_known(by, row), on, clock.today()):
        raise Refused.several(problems)
    assert on is not None
    return PreProceedingsMeeting.objects.create(
        pre_proceedings=row, held_on=on, step=step, by=by, recorded_at=clock.now()
    )


@action(May.RECORD_COURT)
def decide(
    by: Worker, before: PreProceedings, *, people: Sequence[int], outcome: str, on: date | None
) -> PreProceedings:
    """Decide for these children how pre-proceedings end: step down, or go to court.

    Stepping down ends the standing; going to court keeps it until the court is done. Until somebody has applied it may
    be decided otherwise. Raises ``Refused`` for a child for whom it is over, or who is before the court.
    """
    row, today = _locked(by, before), clock.today()
    held = practice.current().lists["pre_proceedings_outcome"]
    codes = [code for code, _ in held.choices(on or today)]
    problems = rules.outcome_problems(_known(by, row), code=outcome, on=on, known=codes, today=today)
    if problems:
        raise Refused.several(problems)
    assert on is not None
    names = chosen(by, people)
    rows = CourtPeriod.objects.seen_by(by).filter(pre_proceedings=row, person__in=names)
    rows = rows.filter(proceedings__isnull=True, standing__ended_on__isnull=True)
    going_on = list(rows.select_related("standing").select_for_update(of=("self",)))
    if len(going_on) != len(names):
        raise Refused("It is over already for one of these children.", field="children")
    for one in going_on:
        _decide(by, one, outcome, on)
    return row


def _decide(by: Worker, period: CourtPeriod, outcome: str, on: date) -> None:
    if on < period.standing.started_on:
        raise Refused("One of these children joined after that day.", field="outcome_on")
    period.outcome, period.outcome_on, period.outcome_recorded_at = outcome, on, clock.now()
    period.save(update_fields=["outcome", "outcome_on", "outcome_recorded_at"])
    about = str(period.pre_proceedings_id)
    timescales.meet(by, code=CLOCK, person=period.person_id, on=on, about=about)
    if lists.group("pre_proceedings_outcome", outcome) == rules.DOWN:
        standings.end(by, period.standing, on=on, reason=STEPPED_DOWN)


def _known(by: Worker, before: PreProceedings) -> rules.Before:
    """The days of pre-proceedings as they are recorded."""
    rows = PreProceedingsMeeting.objects.seen_by(by).filter(pre_proceedings=before).order_by("held_on")
    return rules.Before(
        decided_on=before.decided_on,
        letter_on=before.letter_on,
        offered=before.meeting_offered,
        held=before.meeting_held,
        meeting_on=before.meeting_on,
        meetings=tuple(rows.values_list("held_on", flat=True)),
    )


def _locked(by: Worker, before: PreProceedings) -> PreProceedings:
    return PreProceedings.objects.seen_by(by).select_for_update().get(pk=before.pk)
