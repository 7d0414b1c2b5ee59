"""Half a year of supervision in the story's teams: mostly in time, some late, some missed, the next planned."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from kith.desk.demo import story
from kith.desk.demo.cast import Told
from kith.desk.demo.facts import Facts, moment
from kith.practice.supervision import interval_of
from kith.work.models import (
    ManagementDecision,
    ManagementDecisionChild,
    PersonalNote,
    Supervision,
    SupervisionLine,
    SupervisionTalk,
)
from kith.work.supervision.rules import due_after

BACK = 180  # days since the first supervision told of
MISSED = ("worker_away", "urgent_work", "supervisor_away")
AMINA_DAYS_AGO, AMINA_NEXT = 13, 2  # working days
AMINA, LATE, HEAD = "amina.rahman", "joe.whitlock", "ngozi.bright"
TALK = (
    "We talked about Tia, Kofi and Elsie. Tia told Amina at school that nights are quieter since Dean is away. We do "
    "not know yet what Elsie does at nursery when she is collected late."
)
# what was decided, the facts, why, what else was possible, what is to be done, in how many working days, done
DECISIONS: tuple[tuple[str, str, str, str, str, int, bool], ...] = (
    (
        "The children are each seen alone every week until the assessment is sent.",
        "Tia was seen alone twice. Kofi and Elsie were only seen with their mother.",
        "We cannot say what life is like for Kofi while nobody has spoken to him alone.",
        "A visit every two weeks, as the practice has it; too seldom while Dean may come back.",
        "See Kofi alone at school",
        8,
        True,
    ),
    (
        "No strategy discussion now; it is called on the day Dean comes back to Alder Walk.",
        "Dean has been away for three weeks; nothing was heard since. The school keeps a diary.",
        "Nothing that was seen or said in these weeks points to harm now.",
        "A strategy discussion at once: the police have nothing new that could be shared in it.",
        "Ask the health visitor how Elsie is at nursery",
        15,
        False,
    ),
)
WELLBEING = (
    "A heavy month, and better now that two families were closed. Would like one afternoon a week to write."
)


def tell(facts: Facts, days: story.StoryDays, told: Told) -> None:
    """Lines, days and what Colin Burge and Amina Rahman agreed."""
    for number, cast in enumerate(story.WORKERS):
        manager = told.managers.get(cast.team)
        supervisor = told.workers[HEAD] if manager == told.workers[cast.username] else manager
        interval = interval_of(
            facts.practice_on(days.today).supervision, [cast.role], cast.first_year, days.today
        )
        if interval is None or supervisor is None:
            continue
        who = {"worker_id": told.workers[cast.username], "supervisor_id": supervisor}
        _of_worker(facts, days.today, number, who | {"team_id": told.teams[cast.team]}, interval, cast)
        if cast.username == AMINA:
            on = _last_of_amina(facts, days.today)
            last = _held(facts, who | {"team_id": told.teams[cast.team]}, on, interval)
            _agreed_with_amina(facts, on, last, told)


def _of_worker(
    facts: Facts, today: date, number: int, who: Mapping[str, int], interval: Any, cast: story.Cast
) -> None:
    began = facts.calendar.next_working(today - timedelta(days=BACK + number * 3))
    two = {name: who[name] for name in ("worker_id", "supervisor_id")}
    due, why = due_after(interval, began, "supervision began")
    facts.rows.add(
        SupervisionLine, **two, by_id=who["supervisor_id"], started_on=began, recorded_at=moment(began),
        first_due_on=due, due_reason=why,
    )  # fmt: skip
    day, turn, stop = began, 0, _stop(facts, today, cast.username)
    while True:
        # one in seven runs over its day, one in nine is missed and held a week later
        length = interval.calendar_days + (6 if (turn + number) % 7 == 3 else -3)
        planned = facts.calendar.next_working(day + timedelta(days=length))
        if (turn + number) % 9 == 4 and planned < today:
            _missed(facts, who, planned, MISSED[number % len(MISSED)])
            planned = facts.calendar.next_working(planned + timedelta(days=7))
        if planned >= stop:
            break
        _held(facts, who, planned, interval)
        day, turn = planned, turn + 1
    if cast.username == AMINA:
        planned = facts.calendar.add(today, AMINA_NEXT)
    if number % 4 != 1 and planned >= today:  # with one in four nothing is planned yet
        _planned(facts, who, planned)


def _stop(facts: Facts, today: date, username: str) -> date:
    """The day before which supervisions of a worker are told by the rule."""
    stops = {AMINA: _last_of_amina(facts, today) - timedelta(days=14), LATE: today - timedelta(days=33)}
    return stops.get(username, today)


def _last_of_amina(facts: Facts, today: date) -> date:
    return facts.calendar.add(today, -AMINA_DAYS_AGO)


def _row(facts: Facts, who: Mapping[str, int], planned: date, recorded: date, **more: Any) -> int:
    at = facts.recorded(moment(recorded, 16))
    return facts.rows.add(
        Supervision, **who, by_id=who["supervisor_id"], planned_on=planned, recorded_at=at, **more
    )


def _held(facts: Facts, who: Mapping[str, int], on: date, interval: Any) -> int:
    due, why = due_after(interval, on, "the last was held")
    return _row(
        facts, who, on, on - timedelta(days=14), held_on=on, held_recorded_at=moment(on, 16), next_due_on=due,
        due_reason=why,
    )  # fmt: skip


def _missed(facts: Facts, who: Mapping[str, int], on: date, reason: str) -> None:
    _row(facts, who, on, on - timedelta(days=14), missed_at=moment(on, 17), missed_reason=reason)


def _planned(facts: Facts, who: Mapping[str, int], on: date) -> None:
    _row(facts, who, on, facts.calendar.add(facts.today, -3))


def _agreed_with_amina(facts: Facts, on: date, held: int, told: Told) -> None:
    rows = facts.rows
    colin, amina = told.managers[story.NORTH], told.workers[AMINA]
    children = [told.people[child] for child in ("tia", "kofi", "elsie")]
    at = moment(on, 15)
    note = facts.note("supervision", at, colin, TALK, children)
    rows.add(SupervisionTalk, supervision_id=held, note_id=note)
    for decided, known, reason, other, to_do, in_days, is_done in DECISIONS:
        done_on = facts.calendar.add(on, 5)
        done = (
            {"done_on": done_on, "done_by_id": amina, "done_recorded_at": moment(done_on, 16)}
            if is_done
            else {}
        )
        made = rows.add(
            ManagementDecision, decided=decided, facts=known, reason=reason, alternatives=other, decided_on=on,
            decided_by_id=colin, by_id=colin, recorded_at=at, family_id=told.families["marlowe"],
            supervision_id=held, to_do=to_do, owner_id=amina, do_by=facts.calendar.add(on, in_days), **done,
        )  # fmt: skip
        for child in children:
            rows.add(ManagementDecisionChild, decision_id=made, person_id=child)
    rows.add(
        PersonalNote,
        supervision_id=held,
        worker_id=amina,
        kind="wellbeing",
        words=WELLBEING,
        by_id=amina,
        at=at,
    )
