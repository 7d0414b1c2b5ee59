"""Recording that children in care are missing or away, that they came back, and the talk afterwards."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.care.ages import birthday
from kith.care.missing import queries, rules
from kith.care.missing.rules import Care, Span
from kith.care.models import CarePeriod, TimeMissing
from kith.care.period.queries import child_of
from kith.care.together.queries import InCare
from kith.core import Refused, clock
from kith.work.models import Standing
from kith.work.timescales.actions import drop, meet, running_one, start

CODE = "return_interview"
GONE = "This time missing is not on record any more. Open the page again."
BIRTHDAY = "Still missing on the 18th birthday"


@action(May.RECORD_CARE)
def record(
    by: Worker, children: Sequence[InCare], *, kind: str, started_at: datetime, ended_at: datetime | None = None,
    where_found: str = "",
) -> list[TimeMissing]:  # fmt: skip
    """Record children missing (``M``) or away (``A``) from a moment; with ``ended_at`` it is over already.

    Raises ``Refused`` with what stands against it for any of them; then nothing is recorded of any.
    """
    for child in children:
        list(Standing.objects.seen_by(by).select_for_update().filter(pk=child.period.pk).values_list("pk"))
    span, now = Span(started_at, ended_at), clock.now()
    wrong = [problem for child in children for problem in _problems(child, kind, span, now)]
    if len(where_found) > rules.LONGEST_WORDS:
        wrong.append(("where_found", f"Say it in at most {rules.LONGEST_WORDS} letters."))
    _refuse(wrong)
    return [_recorded(by, child, kind, span, where_found) for child in children]


def _problems(child: InCare, kind: str, span: Span, now: datetime) -> list[rules.Problem]:
    day = rules.london_day(span.started_at)
    is_in_care = child.started_on <= day and (child.ended_on is None or day <= child.ended_on)
    care = queries.care_of(child) if is_in_care else None
    others, name = queries.spans_of(child.period.pk), child.called
    if span.ended_at is None and child.ended_on is not None and care is not None:
        return [("back_on", f"{name}’s time in care has ended: say when {name} came back (577).")]
    if span.ended_at is None:
        return rules.problems_of_start(kind, span.started_at, now, care, others, name)
    return rules.problems_of_span(kind, span, now, care, others, name)


def _recorded(by: Worker, child: InCare, kind: str, span: Span, where_found: str) -> TimeMissing:
    now = clock.now()
    made = TimeMissing.objects.create(
        period=child.period, kind=kind, started_at=span.started_at, ended_at=span.ended_at, by=by, recorded_at=now,
        ended_recorded_at=now if span.ended_at else None, where_found=where_found if span.ended_at else "",
    )  # fmt: skip
    if span.ended_at:
        _begin_clock(by, made, span.ended_at)
    return made


@action(May.RECORD_CARE)
def come_back(
    by: Worker, missing: Sequence[TimeMissing], *, ended_at: datetime, where_found: str = ""
) -> list[TimeMissing]:
    """Say when children came back, or were found; the talk is due 72 hours after it. Raises ``Refused``."""
    wrong: list[rules.Problem] = []
    now, rows = clock.now(), [_locked(by, one) for one in missing]
    for row in rows:
        standing, name = row.period.standing, _called(row)
        if row.ended_at is not None:
            wrong.append((None, f"{name} is recorded as back already."))
        span, care = Span(row.started_at), Care(standing.started_on, standing.ended_on)
        wrong += rules.problems_of_end(span, ended_at, now, care, name)
    if len(where_found) > rules.LONGEST_WORDS:
        wrong.append(("where_found", f"Say it in at most {rules.LONGEST_WORDS} letters."))
    _refuse(wrong)
    for row in rows:
        row.ended_at, row.ended_recorded_at, row.where_found = ended_at, now, where_found
        row.save(update_fields=["ended_at", "ended_recorded_at", "where_found"])
        _begin_clock(by, row, ended_at)
    return rows


@action(May.RECORD_CARE)
def answer(by: Worker, missing: TimeMissing, *, answer: str, words: str) -> TimeMissing:
    """Keep what came of offering a return interview. One that was declined is not asked for any more; one that nobody
    offered still is.
    """
    row, wrong = _locked(by, missing), rules.problems_of_answer(answer, words)
    if row.ended_at is None:
        wrong.append((None, f"{_called(row)} is still missing: say first when {_called(row)} came back."))
    if row.talked_at is not None:
        wrong.append(("answer", "The interview was held: it was accepted."))
    _refuse(wrong)
    row.answer, row.answer_words, row.answer_recorded_at = answer, words, clock.now()
    row.save(update_fields=["answer", "answer_words", "answer_recorded_at"])
    running = running_one(by, code=CODE, person=_person(row), about=str(row.pk))
    if answer == "declined" and running:
        drop(by, running, on=clock.today(), why=f"Declined: {words}")
    return row


@action(May.RECORD_CARE)
def talk(
    by: Worker, missing: TimeMissing, *, held_at: datetime, interviewer: str, is_independent: bool, words: str
) -> TimeMissing:
    """Keep that somebody independent talked with the child after the return. Raises ``Refused``."""
    row = _locked(by, missing)
    wrong = rules.problems_of_talk(row.ended_at, held_at, clock.now(), interviewer, is_independent)
    if row.talked_at is not None:
        wrong.append((None, "The interview is on record already."))
    _refuse(wrong)
    row.talked_at, row.talked_with, row.talk_words = held_at, interviewer, words
    row.answer, row.answer_recorded_at = "accepted", row.answer_recorded_at or clock.now()
    row.save(update_fields=["talked_at", "talked_with", "talk_words", "answer", "answer_recorded_at"])
    meet(by, code=CODE, person=_person(row), on=rules.london_day(held_at), about=str(row.pk), at=held_at)
    return row


def end_with_care(by: Worker, period: CarePeriod, *, on: date, reason: str) -> None:
    """What the end of care does to a time missing: on the 18th birthday it ends with it, else it stands against it.

    Part of the action that ends care. Raises ``Refused`` (577, 580).
    """
    row = queries.open_of(period.pk)
    if row is None:
        return
    born_on = child_of(period.standing.person).born_on
    is_eighteenth_birthday = born_on is not None and birthday(born_on, 18) == on
    if why := rules.ends_with_care(is_eighteenth_birthday, reason, _called(row)):
        raise Refused(why)
    first = datetime.combine(on, datetime.min.time(), tzinfo=clock.LONDON)
    row.ended_at = max(first, row.started_at + timedelta(minutes=1))
    row.ended_recorded_at, row.where_found = clock.now(), BIRTHDAY
    row.save(update_fields=["ended_at", "ended_recorded_at", "where_found"])


def _begin_clock(by: Worker, row: TimeMissing, ended_at: datetime) -> None:
    start(
        by, code=CODE, person=_person(row), from_on=rules.london_day(ended_at), event="the return",
        standing=None, about=str(row.pk), from_at=ended_at,
    )  # fmt: skip


def _locked(by: Worker, missing: TimeMissing) -> TimeMissing:
    row = queries.one(by, missing.pk)
    if row is None:
        raise Refused(GONE)
    return row


def _person(row: TimeMissing) -> int:
    return row.period.standing.person_id


def _called(row: TimeMissing) -> str:
    person = row.period.standing.person
    return person.known_as or person.given_name or person.family_name


def _refuse(problems: Sequence[rules.Problem]) -> None:
    if problems:
        raise Refused.several(list(dict.fromkeys(problems)))
