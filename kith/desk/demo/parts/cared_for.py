"""What belongs to invented children in care: health, school, times missing, where they are to grow up.

Shares up to date of 2015 (immunisations 88%, dental 86, health assessments 90), times missing of one child in nine, six
of ten return interviews within 72 hours; what else is said how often is *assumed*.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from kith.care.ages import birthday
from kith.care.models import (
    AdoptionDecision,
    AdoptionMatch,
    EducationPlan,
    GuardianshipOrder,
    HealthAssessment,
    HealthCheck,
    Offence,
    PermanencePlan,
    StrengthsScore,
    SubstanceProblem,
    TimeMissing,
)
from kith.core.period import add_months
from kith.desk.demo.care_shares import CareShares
from kith.desk.demo.clocks import Clock, keep
from kith.desk.demo.facts import Facts, moment
from kith.desk.demo.lives import Cared, Life

DENTAL, IMMUNISED, HEALTH_LATE, TALKED_IN_TIME = 0.86, 0.88, 0.1, 0.63
TROUBLE, OFFENCE = 0.04, 0.03
SCHOOLS = ("Quarry Bank Academy", "Castle Hill High", "Northgate Primary", "Harbour Infants", "St Bede’s")
OVER = "Time in care ended."
FOSTERED, RESIDENTIAL = "long_term_fostering", "long_term_residential"


@dataclass(frozen=True, slots=True)
class Inside:
    """One time in care and what is needed to write about it."""

    facts: Facts
    cared: Cared
    ended: date | None
    last: date
    is_told_elsewhere: bool

    def of(self, on: date) -> dict[str, object]:
        """The columns of everything that happened on a day."""
        by = self.cared.told.by
        return {
            "period_id": self.cared.standing, "by_id": by, "recorded_at": self.facts.recorded(moment(on, 16), 2)
        }  # fmt: skip

    def clock(self, code: str, since: date, event: str, met: date | None = None, about: str = "") -> None:
        """A clock; none that still runs where the story tells what waits."""
        if met or self.ended or not self.is_told_elsewhere:
            person, by = self.cared.child.id, self.cared.told.by
            keep(
                self.facts,
                Clock(person, code, since, event, by, self.cared.standing, met, self.ended, OVER, about),
            )


def live(rng: Random, facts: Facts, life: Life) -> None:
    """Each child who is or was looked after in this case."""
    for cared in life.cared:
        all_of(rng, inside(facts, cared, life))


def inside(facts: Facts, cared: Cared, life: Life) -> Inside:
    """The time in care of one child, up to its end or yesterday."""
    ended = cared.told.ended
    return Inside(facts, cared, ended, ended or life.last_on, life.goes_on_in_the_story)


def all_of(rng: Random, one: Inside) -> None:
    """Everything that belongs to one time in care."""
    _health(rng, one)
    _strengths(rng, one)
    _school(rng, one)
    _permanence(rng, one)
    _missing(rng, one)
    _seldom(rng, one)


def _health(rng: Random, one: Inside) -> None:
    began, born = one.cared.told.began, one.cared.child.born_on
    on = one.facts.calendar.add(
        began, rng.randint(21, 35) if rng.random() < HEALTH_LATE else rng.randint(9, 20)
    )
    code, since, event, is_first = "health_plan_first", began, "the start of care", True
    while on <= one.last:
        one.facts.rows.add(
            HealthAssessment, held_on=on, is_first=is_first, assessor="Dr Ama Boateng", **one.of(on)
        )
        one.facts.rows.add(
            HealthCheck,
            held_on=on,
            kind="immunisations",
            is_up_to_date=rng.random() < IMMUNISED,
            **one.of(on),
        )
        one.clock(code, since, event, on)
        small = on < birthday(born, 5)
        code, since, event, is_first = (
            "health_assessment_under_five" if small else "health_assessment", on, "the last assessment", False
        )  # fmt: skip
        due = add_months(on, 6 if small else 12)
        late = rng.random() < HEALTH_LATE
        on = one.facts.calendar.next_working(
            due + timedelta(days=rng.randint(3, 40) if late else -rng.randint(3, 25))
        )
    one.clock(code, since, event)
    if rng.random() < DENTAL:
        _dental(rng, one, max(began, birthday(born, 2)))


def _dental(rng: Random, one: Inside, since: date) -> None:
    on, last = since + timedelta(days=rng.randint(30, 200)), None
    while on <= one.last:
        one.facts.rows.add(HealthCheck, held_on=on, kind="dental", is_up_to_date=True, **one.of(on))
        if last:
            one.clock("dental_check", last, "the last check", on)
        last, on = on, on + timedelta(days=rng.randint(170, 380))
    if last:
        one.clock("dental_check", last, "the last check")


def _strengths(rng: Random, one: Inside) -> None:
    """Once a year, from 4 to 16."""
    born, last = one.cared.child.born_on, None
    on = max(one.cared.told.began, birthday(born, 4)) + timedelta(days=rng.randint(60, 150))
    while on <= one.last and on < birthday(born, 17):
        given = rng.random() < 0.82
        one.facts.rows.add(
            StrengthsScore, held_on=on, score=min(40, max(0, round(rng.gauss(14, 6)))) if given else None,
            reason="" if given else "SDQ2", **one.of(on),
        )  # fmt: skip
        last, on = on, on + timedelta(days=rng.randint(330, 380))
    if last and add_months(last, 12) < birthday(born, 17):
        one.clock("strengths_score", last, "the last questionnaire")


def _school(rng: Random, one: Inside) -> None:
    """A plan from nursery to the 18th birthday: begun in ten working days, looked at each term."""
    born = one.cared.child.born_on
    since, until = (
        max(one.cared.told.began, birthday(born, 3)),
        min(one.last, birthday(born, 18) - timedelta(days=1)),
    )
    if since >= until:
        return
    on = one.facts.calendar.add(since, rng.randint(11, 20) if rng.random() < 0.2 else rng.randint(3, 10))
    code, event, school, is_first = "education_plan_first", "the start of care", rng.choice(SCHOOLS), True
    while on <= until:
        one.facts.rows.add(EducationPlan, held_on=on, is_first=is_first, school=school, **one.of(on))
        one.clock(code, since, event, on)
        code, event, since, is_first = "education_plan", "the last plan", on, False
        on = one.facts.calendar.next_working(on + timedelta(days=rng.randint(85, 130)))
    if until == one.last:
        one.clock(code, since, event)


def _permanence(rng: Random, one: Inside) -> None:
    """A plan within four months; for little children under a placement order adoption, with a match where placed."""
    told, law = one.cared.told, one.cared.told.laws[-1][0]
    on = one.facts.calendar.next_working(told.began + timedelta(days=rng.randint(60, 118)))
    is_planned = on < one.last
    one.clock("permanence_plan", told.began, "the start of care", on if is_planned else None)
    if is_planned:
        last_home = told.homes[-1].kind
        homely = RESIDENTIAL if last_home.startswith("K2") else FOSTERED
        kind = {"V2": "return_to_family", "E1": "adoption"}.get(law, homely)
        one.facts.rows.add(
            PermanencePlan, kind=kind, started_on=on, ended_on=one.ended, **one.of(on),
            ended_recorded_at=one.facts.recorded(moment(one.ended, 16)) if one.ended else None,
        )  # fmt: skip
    if law == "E1":
        _adoption(rng, one)
    if told.ended and told.reason in ("E43", "E44", "E45", "E46", "E47", "E48"):
        one.facts.rows.add(
            GuardianshipOrder, ordered_on=told.ended, is_former_carer=told.reason in ("E43", "E45", "E46"),
            is_kin=told.reason in ("E43", "E44", "E45", "E47"), guardians="Those who cared for the child",
            **one.of(told.ended),
        )  # fmt: skip


def _adoption(rng: Random, one: Inside) -> None:
    order = one.cared.told.laws[-1][1]
    decided = max(one.cared.told.began, order - timedelta(days=rng.randint(20, 60)))
    number = one.facts.rows.add(AdoptionDecision, decided_on=decided, **one.of(decided))
    placed = next((home.on for home in one.cared.told.homes if home.kind == "A6"), None)
    if placed:
        matched = max(order, placed - timedelta(days=rng.randint(8, 20)))
        said = one.of(matched)
        del said["period_id"]
        one.facts.rows.add(
            AdoptionMatch, decision_id=number, matched_on=matched, by_foster_carer=False, adopters=2,
            adopters_sex="MF", adopters_legal="L11", **said,
        )  # fmt: skip


def _missing(rng: Random, one: Inside) -> None:
    """Times missing or away of one child in nine, mostly of the older; the talk after each."""
    old = birthday(one.cared.child.born_on, 11) < one.last
    shares = one.facts.kept(CareShares)
    if not shares.missing.draw(rng, (True, False) if old else (False,)):
        return
    for on in _nights(rng, max(one.cared.told.began, birthday(one.cared.child.born_on, 11)), one.last):
        started = moment(on, rng.randint(16, 22), rng.randint(0, 59))
        back = started + timedelta(hours=rng.choice((3, 5, 9, 14, 20, 36)))
        if back.date() >= one.last:
            break
        answer = rng.choices(("accepted", "declined", "not_offered"), (75, 17, 8))[0]
        in_time = rng.random() < TALKED_IN_TIME / 0.75
        talked = back + timedelta(hours=rng.randint(20, 70) if in_time else rng.randint(80, 140))
        if talked.date() >= one.last:
            answer = "declined"
        _away(one, rng.choices("MA", (80, 20))[0], (started, back, talked), answer)


def _nights(rng: Random, since: date, until: date) -> Iterator[date]:
    on = since + timedelta(days=rng.randint(10, 120))
    for _ in range(rng.randint(1, 7)):
        if on >= until - timedelta(days=8):
            return
        yield on
        on += timedelta(days=rng.randint(9, 70))


def _away(one: Inside, kind: str, times: tuple, answer: str) -> None:  # type: ignore[type-arg]
    started, back, talked = times
    held = answer == "accepted"
    said = one.of(started.date())
    number = one.facts.rows.add(
        TimeMissing, kind=kind, started_at=started, ended_at=back, where_found="With friends.", answer=answer,
        answer_words="" if held else "Said no at the door.", ended_recorded_at=one.facts.recorded(back),
        answer_recorded_at=one.facts.recorded(talked if held else back), talked_at=talked if held else None,
        talked_with="Dee Marsh, Here to Hear" if held else "",
        talk_words="“I wanted to see my cousin.”" if held else "",
        **said,
    )  # fmt: skip
    on, by = back.date(), one.cared.told.by
    keep(
        one.facts,
        Clock(
            one.cared.child.id, "return_interview", on, "the return", by, None, talked.date() if held else None,
            None if held else on, "Declined: said no at the door.", str(number),
            at=back, met_at=talked if held else None,
        ),
    )  # fmt: skip


def _seldom(rng: Random, one: Inside) -> None:
    """A substance problem, a conviction: of the older only."""
    since = max(one.cared.told.began, birthday(one.cared.child.born_on, 12))
    on = since + timedelta(days=rng.randint(20, 300))
    trouble, offence = rng.random() < TROUBLE, rng.random() < OFFENCE
    if on > one.last:
        return
    if trouble:
        helped = rng.random() < 0.6
        one.facts.rows.add(
            SubstanceProblem,
            held_on=on,
            help_received=helped,
            help_offered=None if helped else True,
            **one.of(on),
        )
    if offence:
        one.facts.rows.add(Offence, held_on=on, **one.of(on))
