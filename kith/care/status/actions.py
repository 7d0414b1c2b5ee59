"""Recording under which legal status a child is looked after, and what was wrong."""

from collections.abc import Sequence
from datetime import date, datetime

from kith.access import practice
from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.care.actions import keep_before
from kith.care.ending.effects import status_changed
from kith.care.models import CarePeriod, LegalStatus
from kith.care.period.holding import going_on
from kith.care.period.queries import Held
from kith.care.rules import Problem, obstacle_to_day
from kith.care.status import rules
from kith.care.visits.actions import reckon_anew
from kith.core import Refused, clock
from kith.work.models import Standing
from kith.work.timescales.actions import drop, meet, run_on, running_one, start


def begin(
    by: Worker,
    period: CarePeriod,
    standing: Standing,
    told: rules.Told,
    on: date,
    *,
    until: date | None = None,
) -> LegalStatus:
    """Write one legal status from a day on and start the clock of its law; part of another action that asked rules."""
    moment = datetime.combine(on, told.at, tzinfo=clock.LONDON) if told.at else None
    made = LegalStatus.objects.create(
        period=period, code=told.code, started_on=on, started_at=moment, ended_on=until, words=told.words.strip(),
        by=by, recorded_at=clock.now(), ended_recorded_at=clock.now() if until else None,
    )  # fmt: skip
    if until is None:
        _begin_clock(by, made, standing)
    return made


def _begin_clock(by: Worker, row: LegalStatus, standing: Standing) -> None:
    """The clock of its law runs, where it has one."""
    longest = rules.LONGEST.get(row.code)
    if longest and longest.clock:
        start(
            by, code=longest.clock, person=standing.person_id, from_on=row.started_on, from_at=row.started_at,
            standing=standing, event="its beginning",
        )  # fmt: skip


def _put_clocks_right(by: Worker, held: Held) -> None:
    """Of the clocks of law that of the last status runs, from its beginning; another was started in error."""
    now, standing = held.statuses[-1], held.standing
    for code, longest in rules.LONGEST.items():
        row = running_one(by, code=longest.clock, person=standing.person_id) if longest.clock else None
        if row and (code, row.from_on, row.from_at) != (now.code, now.started_on, now.started_at):
            drop(by, row, on=clock.today(), why="The legal status was put right.")
    if (law := rules.LONGEST.get(now.code)) and not run_on(
        by, code=law.clock, person=standing.person_id, from_on=now.started_on
    ):
        _begin_clock(by, now, standing)


def end(by: Worker, row: LegalStatus, standing: Standing, on: date) -> None:
    """Write that a legal status ended, and that the clock of its law was kept; part of another action."""
    row.ended_on, row.ended_recorded_at = on, clock.now()
    row.save(update_fields=["ended_on", "ended_recorded_at"])
    longest = rules.LONGEST.get(row.code)
    if longest and longest.clock:
        meet(by, code=longest.clock, person=standing.person_id, on=on)


@action(May.RECORD_CARE)
def change(
    by: Worker, periods: Sequence[CarePeriod], *, told: rules.Told, on: date | None
) -> list[LegalStatus]:
    """Let another legal status hold for these children from a day on, which may lie in the past between others.

    Raises ``Refused`` with everything that stands against it for any of them; then none changes.
    """
    held = [going_on(by, period) for period in periods]
    if not held:
        raise Refused("Choose at least one child.", "children")
    problems = rules.problems_with_words(told) + [one for each in held for one in _problems(each, told, on)]
    if problems:
        raise Refused.several(list(dict.fromkeys(problems)))
    assert on is not None
    return [_changed(by, one, told, on) for one in held]


def _problems(held: Held, told: rules.Told, on: date | None) -> list[Problem]:
    began = f"{held.child.called} began to be looked after"
    if wrong := obstacle_to_day(on, held.standing.started_on, clock.today(), since_words=began):
        return [("on", wrong)]
    assert on is not None
    before, placement = held.status_on(on), held.placement_on(on)
    assert before is not None
    assert placement is not None
    now = rules.Now(
        before.code, before.started_on, placement.kind, placement.started_on if placement.resumes_id else None
    )
    known = practice.current().lists["legal_status"].on(on)
    found = rules.problems_with(held.child, told.code, on, [one.code for one in known], now)
    after = next((one for one in held.statuses if one.started_on > on), None)
    if after and after.code == told.code:
        found.append(("on", "This legal status is on record from a later day. Correct that day instead."))
    return found


def _changed(by: Worker, held: Held, told: rules.Told, on: date) -> LegalStatus:
    before = held.status_on(on)
    assert before is not None
    until = before.ended_on
    end(by, before, held.standing, on)
    made = begin(by, held.period, held.standing, told, on, until=until)
    reckon_anew(by, held.period)
    status_changed(by, held.period, on)
    _followed(by, held, made)
    return made


def _followed(by: Worker, held: Held, row: LegalStatus) -> None:
    """An order whose legal status could not follow at once is followed now."""
    waiting = running_one(by, code=rules.TO_FOLLOW, person=held.standing.person_id, about=row.code)
    if waiting is not None:
        on = max(row.started_on, waiting.from_on)
        meet(by, code=rules.TO_FOLLOW, person=waiting.person_id, about=row.code, on=on)


@action(May.RECORD_CARE)
def correct(by: Worker, status: LegalStatus, *, told: rules.Told, on: date | None, why: str) -> LegalStatus:
    """Put right what was wrong with a legal status, or the day it began; what stood there is kept with the reason."""
    held = going_on(by, status.period)
    row = next((one for one in held.statuses if one.pk == status.pk), None)
    if row is None:
        raise Refused("This legal status is not there any more.")
    place = held.statuses.index(row)
    if problems := rules.problems_with_words(told) + _wrong_correction(held, row, place, told, on, why):
        raise Refused.several(problems)
    assert on is not None
    keep_before(by, held.period, "status", row, why)
    before = held.statuses[place - 1] if place else None
    if before and on < row.started_on:  # at no time do the two overlap
        _shift(before, on)
    is_later = on > row.started_on
    row.code, row.started_on, row.words = told.code, on, told.words.strip()
    row.started_at = datetime.combine(on, told.at, tzinfo=clock.LONDON) if told.at else None
    row.save(update_fields=["code", "started_on", "words", "started_at"])
    _followed(by, held, row)
    if before and is_later:
        _shift(before, on)
    _put_clocks_right(by, held)
    reckon_anew(by, held.period)
    return row


def _shift(before: LegalStatus, on: date) -> None:
    """The legal status before ends on the day the corrected one begins."""
    before.ended_on = on
    before.save(update_fields=["ended_on"])


def _wrong_correction(
    held: Held, row: LegalStatus, place: int, told: rules.Told, on: date | None, why: str
) -> list[Problem]:
    before = held.statuses[place - 1] if place else None
    after = held.statuses[place + 1] if place + 1 < len(held.statuses) else None
    began = f"{held.child.called} began to be looked after"
    if wrong := obstacle_to_day(on, held.standing.started_on, clock.today(), since_words=began):
        return [("on", wrong)]
    assert on is not None
    found: list[Problem] = []
    if before is None and on != held.standing.started_on:
        found.append(("on", "The first legal status begins with the time in care."))
    if (before and on <= before.started_on) or (row.ended_on and on >= row.ended_on):
        found.append(("on", "That day lies outside what the legal statuses before and after leave."))
    if told.code in {one.code for one in (before, after) if one}:
        found.append(("status", "The legal status beside it is the same. Take this one back instead."))
    placement = held.placement_on(on)
    known = practice.current().lists["legal_status"].on(on)
    now = rules.Now(placement=placement.kind if placement else "")
    found += rules.problems_with(held.child, told.code, on, [one.code for one in known], now)
    if not 0 < len(why.strip()) <= rules.LONGEST_WORDS:
        found.append(("why", f"Say what was wrong, in at most {rules.LONGEST_WORDS} letters."))
    return found


@action(May.RECORD_CARE)
def take_back(by: Worker, status: LegalStatus, *, why: str) -> LegalStatus:
    """Take back the last legal status, which never was: the one before goes on. What stood there is kept."""
    held = going_on(by, status.period)
    if len(held.statuses) < 2 or held.statuses[-1].pk != status.pk:
        raise Refused("Only the last of several legal statuses can be taken back. Correct this one instead.")
    if not 0 < len(why.strip()) <= rules.LONGEST_WORDS:
        raise Refused(f"Say why it never was, in at most {rules.LONGEST_WORDS} letters.", "why")
    before, last = held.statuses[-2:]
    keep_before(by, held.period, "status", last, why)
    last.delete()
    before.ended_on = before.ended_recorded_at = None
    before.save(update_fields=["ended_on", "ended_recorded_at"])
    held.statuses.pop()
    _put_clocks_right(by, held)
    reckon_anew(by, held.period)
    return before
