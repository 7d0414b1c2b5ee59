"""Courts in invented families: pre-proceedings, and the proceedings behind the care orders of children in care.

An order stands behind each legal status that a court gives; the status begins on the day the order does. How many
plans lead to pre-proceedings, and how long these last, is assumed: no table says.
"""

from dataclasses import dataclass
from datetime import date, time, timedelta
from random import Random

from kith.care.period.rules import ADOPTED
from kith.court.models import (
    CourtOrder,
    CourtParty,
    CourtPeriod,
    Hearing,
    PreProceedings,
    PreProceedingsMeeting,
    Proceedings,
)
from kith.desk.demo.clocks import Clock, keep
from kith.desk.demo.facts import Facts, moment
from kith.desk.demo.lives import Cared, Life, Span
from kith.work.models import Standing

BEFORE_COURT = 0.16  # of families on a plan that no court heard of
FIRST_TRIED = 0.6  # of applications, those with pre-proceedings before them where the time was there
ORDERS = {"C1": "interim_care", "C2": "care", "E1": "placement"}
COURT = "Family court at Westmere"
CASE_MANAGEMENT_SINCE = date(2014, 4, 22)
ENDED, MET = "Pre-proceedings ended.", "The court is done with it."


def live(rng: Random, facts: Facts, life: Life) -> None:
    """Proceedings where children in care have orders; pre-proceedings for some families on a plan."""
    heard = [one for one in life.cared if any(code in ORDERS for code, _ in one.told.laws)]
    if heard:
        _in_court(rng, facts, life, heard)
    elif any(span.kind == "protection" for span in life.spans) and rng.random() < BEFORE_COURT:
        _before_court(rng, facts, life)


@dataclass(frozen=True, slots=True)
class Tried:
    """Pre-proceedings: from the decision until another, with the meetings held."""

    decided: date
    meetings: tuple[date, ...]
    outcome: str = ""
    outcome_on: date | None = None


def _before_court(rng: Random, facts: Facts, life: Life) -> None:
    """Work before a court that ended without one, or goes on."""
    spans = [span for span in life.spans if span.kind == "protection"]
    decided = facts.calendar.next_working(spans[0].started_on + timedelta(days=rng.randint(35, 120)))
    over = facts.calendar.next_working(decided + timedelta(days=rng.randint(75, 125)))
    is_over = over <= life.last_on
    if decided > life.last_on - timedelta(days=10) or (
        not is_over and (life.goes_on_in_the_story or not life.is_open)
    ):
        return
    children = [
        span.person for span in spans
        if life.is_free(span.person, ("court",), decided) and (span.ended_on is None or span.ended_on > decided)
    ]  # fmt: skip
    tried = Tried(decided, _meetings(rng, facts, decided, min(over, life.last_on)), "B", over) if is_over else Tried(
        decided, _meetings(rng, facts, decided, life.last_on)
    )  # fmt: skip
    if not children:
        return
    number = _pre_proceedings(facts, life, tried)
    for person in children:
        standing = _standing(facts, life, person, decided, tried.outcome_on, "stepped_down")
        _period(facts, person, standing, tried, number)
        _pre_clock(facts, life, person, standing, tried, number)


def _meetings(rng: Random, facts: Facts, decided: date, last: date) -> tuple[date, ...]:
    first = facts.calendar.add(decided, rng.randint(10, 20))
    days = (first, facts.calendar.add(first, rng.randint(25, 35)))
    return tuple(day for day in days if day <= last)


def _pre_proceedings(facts: Facts, life: Life, tried: Tried) -> int:
    by, letter = life.spell.held.manager, facts.calendar.add(tried.decided, 4)
    is_sent = letter <= min(life.last_on, tried.outcome_on or life.last_on)
    held = tried.meetings[0] if tried.meetings else None
    number = facts.rows.add(
        PreProceedings, decided_on=tried.decided, letter_on=letter if is_sent else None,
        meeting_offered=True if is_sent else None, meeting_held=True if is_sent and held else None,
        meeting_on=held if is_sent else None, by_id=by, recorded_at=moment(tried.decided, 15),
    )  # fmt: skip
    for day in tried.meetings:
        facts.rows.add(
            PreProceedingsMeeting,
            pre_proceedings_id=number,
            held_on=day,
            by_id=by,
            recorded_at=moment(day, 16),
        )
    return number


def _standing(
    facts: Facts, life: Life, person: int, since: date, ended: date | None, reason: str
) -> int:  # fmt: skip
    life.spans.append(Span(person, "court", since, ended))
    return facts.rows.add(
        Standing, person_id=person, kind="court", involvement_id=life.cases[person], started_on=since, ended_on=ended,
        end_reason=reason if ended else "", by_id=life.spell.held.manager, recorded_at=moment(since, 15),
        ended_recorded_at=moment(ended, 16) if ended else None,
    )  # fmt: skip


def _period(
    facts: Facts, person: int, standing: int, tried: Tried | None, number: int | None, proceedings: int | None = None
) -> None:  # fmt: skip
    decided = tried.outcome_on if tried else None
    facts.rows.add(
        CourtPeriod, standing_id=standing, person_id=person, pre_proceedings_id=number if tried else None,
        outcome=tried.outcome if tried else "", outcome_on=decided,
        outcome_recorded_at=moment(decided, 16) if decided else None, proceedings_id=proceedings,
    )  # fmt: skip


def _pre_clock(facts: Facts, life: Life, person: int, standing: int, tried: Tried, number: int) -> None:
    clock = Clock(
        person, "pre_proceedings", tried.decided, "the decision", life.spell.held.manager, standing, tried.outcome_on,
        None, ENDED, str(number),
    )  # fmt: skip
    keep(facts, clock)


def _in_court(rng: Random, facts: Facts, life: Life, heard: list[Cared]) -> None:
    """One application about brothers and sisters, from some days before the first order to the last one."""
    add = facts.calendar.add
    first = min(on for one in heard for code, on in one.told.laws if code in ORDERS)
    finals = [on for one in heard for code, on in one.told.laws if code in ("C2", "E1")]
    applied = max(life.spell.received_on, add(first, -rng.randint(2, 6)))
    over = _over(facts, life, heard, finals)
    tried = _tried_before(rng, facts, life, applied)
    issued = min(add(applied, 1), first)
    since = tried.decided if tried else applied
    children = [one for one in heard if life.is_free(one.child.id, ("court",), since, over)]
    if not children:
        return
    number = _pre_proceedings(facts, life, tried) if tried else None
    made = _application(facts, life, applied, issued, over, bool(finals))
    hearings = _hearings(rng, facts, life, made, issued, over)
    for one in children:
        person = one.child.id
        standing = _standing(facts, life, person, since, over, "order_made" if finals else "no_order")
        _period(facts, person, standing, tried, number, made)
        if tried and number:
            _pre_clock(facts, life, person, standing, tried, number)
        if over or not life.goes_on_in_the_story:
            by, met = life.spell.held.manager, over
            keep(
                facts,
                Clock(person, "proceedings", issued, "the issue", by, standing, met, None, MET, str(made)),
            )
    for one in heard:
        _orders(facts, life, one, made, hearings)
        _adopted(facts, life, one)


def _over(facts: Facts, life: Life, heard: list[Cared], finals: list[date]) -> date | None:
    """The day the court was done with it: of the last final order, or when care ended without one."""
    ends = [one.told.ended for one in heard]
    if finals and len(finals) >= len(heard):
        return max(finals)
    if None in ends:
        return None
    return max(day for day in (*finals, *ends) if day)


def _tried_before(rng: Random, facts: Facts, life: Life, applied: date) -> Tried | None:
    """Pre-proceedings before an application, where the case is long enough."""
    decided = facts.calendar.next_working(applied - timedelta(days=rng.randint(80, 140)))
    if rng.random() >= FIRST_TRIED or decided <= life.spell.received_on or decided < date(2008, 4, 1):
        return None
    on = facts.calendar.add(applied, -2)
    return Tried(decided, _meetings(rng, facts, decided, on), "A", on)


def _application(
    facts: Facts, life: Life, applied: date, issued: date, over: date | None, has_orders: bool
) -> int:  # fmt: skip
    by = life.spell.held.manager
    made = facts.rows.add(
        Proceedings, kind="care_order", court=COURT, case_number=f"WM{applied:%y}C{life.house.family % 100000:05d}",
        applied_on=applied, issued_on=issued, ended_on=over,
        end_reason=("order_made" if has_orders else "no_order") if over else "", by_id=by,
        recorded_at=moment(applied, 15), ended_recorded_at=moment(over, 16) if over else None,
    )  # fmt: skip
    for name, part in (("The mother", "mother"), ("Hilary Stott", "guardian")):
        facts.rows.add(
            CourtParty, proceedings_id=made, name=name, part=part, started_on=applied, ended_on=over, by_id=by,
            recorded_at=moment(applied, 15),
        )  # fmt: skip
    return made


def _hearings(
    rng: Random, facts: Facts, life: Life, made: int, issued: date, over: date | None
) -> dict[date, int]:  # fmt: skip
    """The hearings behind them by day; one ahead where it goes on and the story does not tell what waits."""
    early = "case_management" if issued >= CASE_MANAGEMENT_SINCE else "directions"
    days = [(facts.calendar.add(issued, rng.randint(10, 18)), early)]
    days.append((facts.calendar.add(issued, rng.randint(70, 90)), "issues_resolution"))
    last = over or life.last_on
    held = {day: kind for day, kind in days if day < last}
    if over:
        held[over] = "final"
    by = life.spell.held.manager
    found = {
        day: facts.rows.add(
            Hearing, proceedings_id=made, kind=kind, on=day, at=time(10, 0), was_held=True,
            words="The parents and the guardian were heard.", by_id=by, recorded_at=moment(issued, 16),
            told_recorded_at=moment(day, 17),
        )
        for day, kind in held.items()
    }  # fmt: skip
    if not over and not life.goes_on_in_the_story:
        ahead = facts.calendar.add(facts.today, rng.randint(5, 40))
        at = moment(issued, 16)
        facts.rows.add(
            Hearing, proceedings_id=made, kind="final", on=ahead, at=time(10, 0), by_id=by, recorded_at=at
        )
    return found


def _why_over(one: Cared) -> str:
    """Why the last orders ended with the time in care."""
    if one.told.ended == one.child.eighteenth:
        return "grown_up"
    return "adopted" if one.told.reason in ADOPTED else "discharged"


def _adopted(facts: Facts, life: Life, one: Cared) -> None:
    """The order by which care ended; those who adopt asked for it, in a case of their own."""
    on, by = one.told.ended, life.spell.held.manager
    if on and one.told.reason in ADOPTED:
        facts.rows.add(
            CourtOrder, person_id=one.child.id, kind="adoption", court=COURT, made_on=on, started_on=on, by_id=by,
            recorded_at=facts.recorded(moment(on, 15)),
        )  # fmt: skip


def _orders(facts: Facts, life: Life, one: Cared, made: int, hearings: dict[date, int]) -> None:
    """The order behind each legal status: replaced by the next, discharged or outgrown with the end of care."""
    told, by = one.told, life.spell.held.manager
    held = [(ORDERS[code], on) for code, on in told.laws if code in ORDERS]
    for place, (kind, on) in enumerate(held):
        following = next((day for after, day in held[place + 1 :] if kind == "interim_care"), None)
        over, reason = (following, "replaced") if following else (told.ended, _why_over(one))
        facts.rows.add(
            CourtOrder, person_id=one.child.id, proceedings_id=made, hearing_id=hearings.get(on), kind=kind,
            court=COURT, made_on=on, started_on=on, ended_on=over, end_reason=reason if over else "", by_id=by,
            recorded_at=moment(on, 16), ended_recorded_at=moment(over, 16) if over else None,
        )  # fmt: skip
