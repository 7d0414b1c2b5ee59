"""Random lives on the real tables, beside the small authority of random rows: long plans and times in care, with moves,
reviews, visits and checks on both sides of every border, and care leavers.
"""

from datetime import date, timedelta
from random import Random
from typing import Any

from dateutil.relativedelta import relativedelta

from kith.access.models import Worker
from kith.care.models import (
    CareLeaver,
    CarePeriod,
    CareReview,
    HealthAssessment,
    HealthCheck,
    LeavingContact,
    LegalStatus,
    PersonalAdviser,
    Placement,
    TimeMissing,
)
from kith.core import calendar
from kith.people.models import Person
from kith.protection.models import (
    Conference,
    ConferenceChild,
    EarlierRegistration,
    PlanCategory,
    ProtectionPlan,
)
from kith.work.models import Allocation, Involvement, Standing, Visit, VisitChild
from tests import make
from tests.random_rows import clock

ENGLAND = calendar.england()
FIRST = date(2021, 6, 1)


class Lives:
    """Writes the lives of children who are held by one team from a day in 2021 on."""

    def __init__(self, random: Random, by: Worker, team: Any, on: date) -> None:
        self.random, self.by, self.team, self.on = random, by, team, on
        self.workers = [make.worker(team=team) for _ in range(4)]

    def day(self, first: date, last: date) -> date:
        return first + timedelta(days=self.random.randrange(max((last - first).days, 0) + 1))

    def case(self, child: Person) -> Involvement:
        """A case since 2021, held by one worker after another, each for a time, or by nobody."""
        case = Involvement.objects.create(person=child, started_on=FIRST, recorded_at=make.moment(FIRST))
        day = FIRST
        while day < self.on:
            until = day + timedelta(days=self.random.choice([60, 90, 200, 366]))
            over = {} if until > self.on else {"ended_on": until, "ended_recorded_at": make.moment(until)}
            worker = self.random.choice([*self.workers, None])
            Allocation.objects.create(
                involvement=case, team=self.team, worker=worker, started_on=day, **self.told(day), **over
            )
            day = until
        return case

    def referred(self, case: Involvement) -> None:
        """A referral of the case in the last year, mostly followed by an assessment of it."""
        on = self.day(self.on - timedelta(days=400), self.on)
        make.referral(case.person, on, involvement=case, team=self.team, recorded_at=make.moment(on))
        after = on + timedelta(days=self.random.choice([-1, 0, 3]))
        kind = self.random.choice(["single_assessment", "single_assessment", "strategy_discussion"])
        make.step(kind, [case.person], team=self.team, started_on=after, recorded_at=make.moment(after))

    def told(self, on: date) -> dict[str, Any]:
        return {"by": self.by, "recorded_at": make.moment(on)}

    def standing(self, case: Involvement, kind: str, start: date, end: date | None) -> Standing:
        over = _over(end, "R") if end else {}
        return Standing.objects.create(
            person=case.person, kind=kind, involvement=case, started_on=start, **self.told(start), **over
        )

    def reviews(self, standing: Standing, dues: list[tuple[str, Any]], end: date | None, held: Any) -> None:
        """One review after another, each about when it is due, with its clock; the last still to be held."""
        last, number = end or self.on, 0
        day = standing.started_on
        while True:
            code, due_after = dues[min(number, len(dues) - 1)]
            due = due_after(day)
            met = due + timedelta(days=self.random.choice([-40, -5, 0, 0, 0, 1, 3]))
            met = max(met, day + timedelta(days=1))
            while met.weekday() > 4:
                met += timedelta(days=1)
            if met >= last:
                clock(standing, code, (day, due), self.by, ended=end)
                return
            clock(standing, code, (day, due), self.by, met=met)
            held(met)
            day, number = met, number + 1


def write(random: Random, by: Worker, team: Any, on: date, number: int = 18) -> None:
    """So many children on a plan, in care and leaving care each."""
    lives = Lives(random, by, team, on)
    for _ in range(number):
        _on_a_plan(lives)
        _in_care(lives)
        _leaving(lives)


def _over(on: date, reason: str) -> dict[str, Any]:
    return {"ended_on": on, "end_reason": reason, "ended_recorded_at": make.moment(on)}


def _months(count: int) -> Any:
    return lambda day: day + relativedelta(months=count)


def _on_a_plan(lives: Lives) -> None:
    """A plan of some years, perhaps another after it, reviewed and visited; some had one in an older record."""
    random, child = lives.random, make.child(age=random_age(lives, 2, 15))
    case = lives.case(child)
    lives.referred(case)
    start = _weekday(lives.day(FIRST + timedelta(days=5), date(2025, 6, 1)))
    if random.random() < 0.3:
        ended = start - relativedelta(months=random.choice([23, 24, 25]))
        EarlierRegistration.objects.create(
            person=child, started_on=date(2018, 1, 8), ended_on=ended, words="Old card", **lives.told(start)
        )
    while start < lives.on - timedelta(days=30):
        end = start + relativedelta(years=random.choice([1, 2, 2, 4]), days=random.choice([-1, 0, 1]))
        over = end if end <= lives.on else None
        standing = lives.standing(case, "protection", start, over)
        plan = ProtectionPlan.objects.create(standing=standing, first_category="NEG", category="NEG")
        PlanCategory.objects.create(plan=plan, category="NEG", since_on=start, **lives.told(start))
        dues = [("protection_first_review", _months(3)), ("protection_review", _months(6))]
        lives.reviews(standing, dues, over, lambda met: _review_conference(lives, case, met))
        _visits(lives, child, start, over or lives.on)
        start = _weekday(end + timedelta(days=random.choice([1, 200, 729, 730, 731])))


def random_age(lives: Lives, first: int, last: int) -> int:
    """An age in whole years."""
    return lives.random.randrange(first, last + 1)


def _weekday(day: date) -> date:
    return day if day.weekday() < 5 else day + timedelta(days=7 - day.weekday())


def _review_conference(lives: Lives, case: Involvement, on: date) -> None:
    conference = Conference.objects.create(
        kind="review", team=lives.team, planned_at=make.moment(on), place="Town hall", held_on=on,
        held_recorded_at=make.moment(on), **lives.told(on),
    )  # fmt: skip
    ConferenceChild.objects.create(
        conference=conference, person=case.person, involvement=case, kind="review", held_on=on, decision="plan",
        category="NEG", decided_by=lives.by, decided_at=make.moment(on),
    )  # fmt: skip


def _visits(lives: Lives, child: Person, start: date, last: date) -> None:
    day = start + timedelta(days=7)
    while day < last:
        at = make.moment(day, lives.random.choice([0, 9, 23]))
        visit = Visit.objects.create(kind="home", visited_at=at, by=lives.by, recorded_at=at)
        seen = lives.random.choice(["alone", "alone", "seen", "not_seen"])
        why = "Nobody in" if seen == "not_seen" else ""
        VisitChild.objects.create(visit=visit, person=child, visited_at=at, seen=seen, not_seen_reason=why)
        day += timedelta(days=lives.random.choice([9, 14, 15, 60]))


def _in_care(lives: Lives) -> None:
    """One or two times in care, with moves of every sort."""
    random, child = lives.random, make.child(age=random_age(lives, 4, 16))
    case, first = lives.case(child), random.choice([FIRST + timedelta(days=5), date(2025, 9, 1)])
    start = lives.day(first, first + timedelta(days=390))
    for _ in range(2):
        if start > lives.on - timedelta(days=30):
            return
        end = start + timedelta(days=random.choice([25, 150, 400, 900, 2000]))
        over = end if end <= lives.on else None
        standing = lives.standing(case, "looked_after", start, over)
        period = CarePeriod.objects.create(standing=standing, need="N1", before="Z1")
        gone = {"ended_on": over, "ended_recorded_at": make.moment(over)} if over else {}
        LegalStatus.objects.create(period=period, code="C2", started_on=start, **lives.told(start), **gone)
        _placements(lives, period, start, over)
        _happenings(lives, standing, period, start, over)
        if over is None:
            return
        start = end + timedelta(days=random.choice([5, 40, 300]))


def _placements(lives: Lives, period: CarePeriod, start: date, end: date | None) -> None:
    """Placements one after another: with other carers, the same, for a time away and back, or for adoption."""
    random, day, before = lives.random, start, None
    last = end or lives.on
    while day < last:
        until = day + timedelta(days=random.choice([20, 60, 150, 700, 1800]))
        over = until if until < last else end
        facts: dict[str, Any] = {"kind": random.choice(["U6", "U6", "K2", "A3"]), "provider": "PR1"}
        if before is not None and before.kind == "T1":
            facts |= {"kind": "U6", "resumes": before.came_out_of}
        elif before is not None:
            turn = random.random()
            if turn < 0.2:
                facts = {"kind": "T1"}
            elif turn < 0.4:
                facts |= {"kind": before.kind, "carer_stays": True}
        gone = {"ended_on": over, "ended_recorded_at": make.moment(over)} if over else {}
        made = Placement.objects.create(period=period, started_on=day, **lives.told(day), **facts, **gone)
        made.came_out_of = before
        before, day = made, until


def _happenings(lives: Lives, standing: Standing, period: CarePeriod, start: date, end: date | None) -> None:
    random, last = lives.random, end or lives.on
    dues = [
        ("care_review_first", lambda day: ENGLAND.add(day, 20)),
        ("care_review_second", _months(3)),
        ("care_review_later", _months(6)),
    ]
    lives.reviews(standing, dues, end, lambda met: _reviewed(lives, period, met))
    health = ENGLAND.add(start, random.choice([15, 20, 20, 21, 30]))
    while health < last:
        HealthAssessment.objects.create(period=period, held_on=health, **lives.told(health))
        if random.random() < 0.6:
            HealthCheck.objects.create(period=period, kind="dental", held_on=health, **lives.told(health))
        health += relativedelta(months=random.choice([5, 6, 7, 12, 13]))
    for _ in range(3):
        met, code = lives.day(start, last), "care_visit_6_weeks"
        due = met + timedelta(days=random.choice([-3, 0, 4]))
        if due >= start:
            clock(standing, code, (start, due), lives.by, met=met)
            start += timedelta(days=1)
    gone = lives.day(start, last - timedelta(days=1))
    TimeMissing.objects.create(
        period=period, kind=random.choice("MMA"), started_at=make.moment(gone, 0), ended_at=make.moment(gone, 9),
        ended_recorded_at=make.moment(gone, 9), **lives.told(gone),
    )  # fmt: skip


def _reviewed(lives: Lives, period: CarePeriod, on: date) -> None:
    CareReview.objects.create(period=period, held_on=on, participation="PN1", **lives.told(on))


def _leaving(lives: Lives) -> None:
    """A care leaver of about twenty, asked about around some birthdays."""
    random = lives.random
    born = lives.day(date(2004, 10, 1), date(2008, 10, 1))
    child = make.child(born_on=born)
    standing = Standing.objects.create(
        person=child, kind="care_leaver", started_on=born + relativedelta(years=16), **lives.told(FIRST)
    )
    leaver = CareLeaver.objects.create(standing=standing)
    PersonalAdviser.objects.create(
        leaver=leaver, worker=lives.by, started_on=standing.started_on, **lives.told(FIRST)
    )
    for age in (18, 19, 20, 21):
        on = born + relativedelta(years=age) + timedelta(days=random.choice([-80, -1, 0, 20, 31]))
        if on > lives.on or random.random() < 0.2:
            continue
        touch = random.choice(["YES", "YES", "YES", "NO", "DIED"])
        activity, home = random.choice([("F2", "B1"), ("G4", "B2")]) if touch == "YES" else ("0", "0")
        LeavingContact.objects.create(
            leaver=leaver, held_on=on, birthday=age, in_touch=touch, activity=activity, accommodation=home,
            **lives.told(on),
        )  # fmt: skip
