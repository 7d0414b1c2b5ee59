"""Care leavers as they are written down: who has which right from when, who advises, and when one was in touch."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from kith.care.ages import birthday
from kith.care.leaving.rules import InCare, birthday_of, next_birthday, owed, window
from kith.care.models import CareLeaver, LeavingCategory, LeavingContact, PersonalAdviser
from kith.desk.demo.chances import Weighted
from kith.desk.demo.clocks import Clock, keep
from kith.desk.demo.facts import Facts, moment
from kith.work.models import FamilyPlan, PlanChild, Standing

THIRTEEN_WEEKS = 91
IN_TOUCH = Weighted({"YES": 0.9, "NO": 0.06, "REFU": 0.02, "NREQ": 0.02})  # assumed
STUDY = Weighted(
    {"F2": 0.62, "F5": 0.08, "F4": 0.06, "P2": 0.04, "G5": 0.15, "G4": 0.05}
)  # under 18; assumed
DOES = Weighted(
    {"F1": 0.07, "F2": 0.2, "F5": 0.2, "P5": 0.05, "F4": 0.03, "G5": 0.25, "G4": 0.12, "G6": 0.08}
)
HOME = Weighted({"E1": 0.35, "D1": 0.4, "C1": 0.2, "B1": 0.05})  # under 18; assumed
LIVES = Weighted(
    {"U1": 0.36, "D1": 0.18, "Z1": 0.17, "E1": 0.09, "B1": 0.12, "T1": 0.03, "K1": 0.02, "S2": 0.03}
)
FAMILY_PLAN, GROWN_UP = "pathway", 18


@dataclass(frozen=True, slots=True)
class Leaver:
    """Somebody who has left or is leaving care, and who writes about them. ``until`` is the last day told."""

    person: int
    born_on: date
    care: tuple[date, date | None]
    by: int
    team: int
    until: date
    family: int | None = None
    has_adviser: bool = True
    is_told_elsewhere: bool = False

    @property
    def since(self) -> date | None:
        """The first day of a right: 16, and thirteen weeks of care from 14 on; nothing where care ended before."""
        began, ended = self.care
        enough = max(began, birthday(self.born_on, 14)) + timedelta(days=THIRTEEN_WEEKS)
        day = max(birthday(self.born_on, 16), enough)
        return day if day < min(ended or self.until, birthday(self.born_on, GROWN_UP)) else None


def write(rng: Random, facts: Facts, one: Leaver) -> bool:
    """Their rights, adviser, pathway plan and contacts; nothing for who has no right. Gives whether they have."""
    since = one.since
    if since is None or since > one.until:
        return False
    standing = facts.rows.add(
        Standing, person_id=one.person, kind="care_leaver", started_on=since, by_id=one.by,
        recorded_at=facts.recorded(moment(since, 11), 3),
    )  # fmt: skip
    facts.rows.add(CareLeaver, standing_id=standing)
    _categories(facts, one, standing, since)
    if one.has_adviser:
        facts.rows.add(
            PersonalAdviser, leaver_id=standing, worker_id=one.by, started_on=since, by_id=one.by,
            recorded_at=facts.recorded(moment(since, 11), 3),
        )  # fmt: skip
    _pathway(rng, facts, one, standing, since)
    _in_touch(rng, facts, one, standing, since)
    return True


def _categories(facts: Facts, one: Leaver, standing: int, since: date) -> None:
    """Eligible in care, relevant after it, former relevant from 18; each with what it follows from."""
    changes = {since, birthday(one.born_on, GROWN_UP), *([one.care[1]] if one.care[1] else [])}
    days = sorted(day for day in changes if since <= day <= one.until)
    found: list[tuple[date, str, str]] = []
    for day in days:
        right = owed(one.born_on, [InCare(*one.care)], day)
        if right.category and (not found or found[-1][1] != right.category):
            found.append((day, right.category, right.why))
    for place, (day, category, why) in enumerate(found):
        facts.rows.add(
            LeavingCategory, leaver_id=standing, category=category, why=why, started_on=day, by_id=one.by,
            ended_on=found[place + 1][0] if place + 1 < len(found) else None,
            recorded_at=facts.recorded(moment(day, 11), 3),
        )  # fmt: skip


def _pathway(rng: Random, facts: Facts, one: Leaver, standing: int, since: date) -> None:
    made_on = facts.calendar.next_working(
        since + timedelta(days=rng.randint(95, 130) if rng.random() < 0.15 else rng.randint(40, 88))
    )
    is_made = made_on <= one.until
    if is_made:
        plan = facts.rows.add(
            FamilyPlan, kind=FAMILY_PLAN, family_id=one.family, team_id=one.team,
            worker_id=one.by if one.has_adviser else None, started_on=made_on,
            opened_by_id=one.by, recorded_at=moment(made_on, 15),
        )  # fmt: skip
        facts.rows.add(PlanChild, plan_id=plan, person_id=one.person)
    if is_made or not one.is_told_elsewhere:
        met, event = made_on if is_made else None, "becoming a care leaver"
        keep(facts, Clock(one.person, "pathway_plan", since, event, one.by, standing, met))


def _in_touch(rng: Random, facts: Facts, one: Leaver, standing: int, since: date) -> None:
    """Around each birthday, and now and then between; the clock of the next birthday runs."""
    met: set[int] = set()
    on = since + timedelta(days=rng.randint(20, 60))
    while on <= one.until:
        age, small = birthday_of(one.born_on, on), on < birthday(one.born_on, GROWN_UP)
        told = IN_TOUCH.draw(rng)
        facts.rows.add(
            LeavingContact, leaver_id=standing, held_on=on, birthday=age, in_touch=told, by_id=one.by,
            activity=(STUDY if small else DOES).draw(rng) if told == "YES" else "0",
            accommodation=(HOME if small else LIVES).draw(rng) if told == "YES" else "0",
            recorded_at=facts.recorded(moment(on, 16), 2),
        )  # fmt: skip
        if age and age not in met:
            _clock(facts, one, standing, age, on)
            met.add(age)
        on += timedelta(days=rng.randint(45, 75))
    ahead = next_birthday(one.born_on, facts.today, met)
    if ahead and not one.is_told_elsewhere:
        _clock(facts, one, standing, ahead, None)


def _clock(facts: Facts, one: Leaver, standing: int, age: int, met: date | None) -> None:
    opens, closes = window(one.born_on, age)
    event = f"three months before turning {age}"
    keep(
        facts,
        Clock(
            one.person, "birthday_contact", opens, event, one.by, standing, met, about=str(age), due=closes
        ),
    )
