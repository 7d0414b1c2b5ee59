"""People of the invented authority who come another way than by a referral about a family.

Unaccompanied children (one in twenty in care), young people who left care before these years, children on another
council's plan who moved here or stay here, children whom other councils placed here, children fostered privately. How
many there are of all but the first is *assumed*. A small authority has none but those of the story.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from kith.care.ages import birthday
from kith.care.models import PrivateFostering, PrivateFosteringVisit
from kith.care.private_fostering.rules import FIRST, visit_clock
from kith.desk.demo import leavers, on_plan, plan_rows
from kith.desk.demo.chances import Weighted
from kith.desk.demo.clocks import Clock, keep
from kith.desk.demo.facts import Facts, Held, moment
from kith.desk.demo.households import Child, Household, Households
from kith.desk.demo.lives import Cared, Life
from kith.desk.demo.parts import care, cared_for
from kith.desk.demo.parts.moved_away import COUNCILS
from kith.desk.demo.plan_rows import Decided
from kith.desk.demo.staffing import Staffing
from kith.frontdoor.models import CouncilTransfer, CouncilTransferChild, StayHere
from kith.protection.models import TemporaryPlan
from kith.work.models import Standing

FEWEST = 150  # open children from which on there is any of this
UNACCOMPANIED, TRANSFERRED = 0.05 * 547 / 2614, 0.01  # for each open child; these are open themselves
LEFT_BEFORE, STAYS, TEMPORARY, PRIVATE = 0.1, 0.07, 0.01, 0.008
KINDS = Weighted({"foster": 0.5, "home": 0.2, "kin": 0.15, "own": 0.1, "school": 0.05})
RELATIONS = Weighted({"friend": 0.4, "host_family": 0.35, "cousin": 0.15, "parents_partner": 0.1})


@dataclass(frozen=True, slots=True)
class Beside:
    """What is needed to make them."""

    rng: Random
    facts: Facts
    staff: Staffing
    households: Households

    def house(self, on: date, size: int = 1) -> Household:
        """A family of its own."""
        return self.households.make(moment(on, 8), size)

    def held(self) -> tuple[Held, int]:
        """A team that is not the story's, and a worker there."""
        place = self.rng.choice(self.staff.areas[self.rng.choice((1, 2))])
        return Held(place.team, self.rng.choice(place.workers), place.manager), self.rng.choice(place.workers)


def open_children(number: int) -> int:
    """How many of so many open children come this way."""
    return 0 if number < FEWEST else round(UNACCOMPANIED * number) + round(TRANSFERRED * number)


def beside(rng: Random, facts: Facts, staff: Staffing, households: Households, number: int) -> None:
    """All of them, for an authority with so many open children."""
    if number < FEWEST:
        return
    ways: tuple[tuple[float, Callable[[Beside], None]], ...] = (
        (UNACCOMPANIED, _alone), (TRANSFERRED, _moved_here), (LEFT_BEFORE, _left_care), (STAYS, _placed_here),
        (TEMPORARY, _stays_on_a_plan), (PRIVATE, _fostered_privately),
    )  # fmt: skip
    made = Beside(rng, facts, staff, households)
    for share, make in ways:
        for _ in range(round(share * number)):
            make(made)


def _case(made: Beside, children: list[Child], family: int | None, on: date, need: str) -> Life:
    """Their case, open since a day, with a worker since the next."""
    from kith.desk.demo.planning import Spell  # it asks the parts itself

    held, _ = made.held()
    facts, decided = made.facts, moment(on, 12)
    cases: dict[int, int] = {}
    for child in children:
        case = cases[child.id] = facts.involvement(child.id, family, on, decided, need=need)
        spells = [(on, held.team, None), (facts.calendar.add(on, 1), held.team, held.worker)]
        facts.allocations(case, spells, held.manager)
        facts.referral(
            child.id, case, None, on, team_id=held.team, source="7", need=need, recorded_at=decided
        )
    house = Household(family or 0, 1, children)
    spell = Spell(on, decided, held, made.staff.areas[1][0], on, date.max, "", need)
    return Life(house, children, cases, spell, made.staff, made.staff.yesterday, True)


def _back(made: Beside, fewest: int, most: int) -> date:
    return made.facts.calendar.next_working(made.facts.today - timedelta(days=made.rng.randint(fewest, most)))


def _alone(made: Beside) -> None:
    """An unaccompanied child of 15 to 17, looked after since some days after coming."""
    rng, facts = made.rng, made.facts
    on = _back(made, 40, 600)
    age = rng.randint(15 * 365 + 30, 17 * 365 - 20)
    child = made.households.alone(moment(on, 8), facts.today - timedelta(days=age + rng.randint(0, 300)))
    life = _case(made, [child], None, on, "N8")
    kind = rng.choice(
        ("U6", "U6", "K3" if on >= date(2023, 10, 28) and on >= birthday(child.born_on, 16) else "U6")
    )
    home = care.Home(kind, on, "Ms Okoro" if kind == "U6" else "Number 9", rng.choice(care.PLACES))
    by = life.spell.held.worker or life.spell.held.manager
    told = care.Story(
        child.id, life.cases[child.id], by, "N8", on, [("V2", on)], [home], officer=life.staff.chair(child.id),
        is_unaccompanied=True,
    )  # fmt: skip
    standing = care.write(facts, care.lived(facts, rng, told, child))
    cared = Cared(child, standing, told)
    cared_for.all_of(rng, cared_for.inside(facts, cared, life))
    leavers.write(
        rng,
        facts,
        leavers.Leaver(child.id, child.born_on, (on, None), by, life.spell.held.team, life.last_on),
    )


def _moved_here(made: Beside) -> None:
    """A child on another council's plan who moved here: a conference within fifteen working days of hearing of it."""
    rng, facts, shares = made.rng, made.facts, made.facts.kept(on_plan.Shares)
    told_on = _back(made, 40, 300)
    house = made.house(told_on)
    life = _case(made, house.children, house.family, told_on, "N1")
    met = facts.calendar.add(told_on, rng.randint(16, 19) if rng.random() < 0.15 else rng.randint(8, 15))
    council, held, child = rng.choice(COUNCILS), life.spell.held, house.children[0]
    plan = on_plan.draw(rng, facts.calendar, shares, on_plan.Room(met, life.last_on, goes_on=True), 1)
    keep(
        facts, Clock(child.id, "transfer_in_conference", told_on, "the day we were told", held.manager, met=met)
    )  # fmt: skip
    decided = [Decided(child, "plan", plan.category_on(met))]
    told = plan_rows.agreed(facts, life, plan, house.children)
    number = plan_rows.conference(rng, facts, life, "transfer_in", met, decided, told_on, told)
    plan_rows.write(rng, facts, life, plan, house.children, number, council, told)
    transfer = facts.rows.add(
        CouncilTransfer, way="in", council=council, team_id=held.team, told_on=told_on,
        whom="Their child protection team", words="The family has moved here. The child is on a plan there.",
        conference_on=met, moved_on=met, moved_recorded_at=moment(met, 17), by_id=held.manager,
        recorded_at=moment(told_on, 12),
    )  # fmt: skip
    facts.rows.add(
        CouncilTransferChild, transfer_id=transfer, person_id=child.id, involvement_id=life.cases[child.id],
        on_plan=True,
    )  # fmt: skip


def _left_care(made: Beside) -> None:
    """A young person of 18 to 24 who grew up in care here before these years."""
    rng, facts = made.rng, made.facts
    born_on = facts.today - timedelta(days=rng.randint(18 * 365 + 40, 25 * 365 - 60))
    grown_up = birthday(born_on, 18)
    began = grown_up - timedelta(days=rng.randint(400, 2500))
    young = made.households.alone(moment(began, 8), born_on)
    held, by = made.held()
    leavers.write(
        rng, facts, leavers.Leaver(young.id, born_on, (began, grown_up), by, held.team, made.staff.yesterday)
    )  # fmt: skip


def _told(made: Beside) -> tuple[date, str, int]:
    return _back(made, 20, 500), made.rng.choice(COUNCILS), made.staff.duty[-1]


def _placed_here(made: Beside) -> None:
    """A child of another council who lives here; some have left again."""
    on, council, by = _told(made)
    child = made.house(on).children[0]
    left = on + timedelta(days=made.rng.randint(60, 400))
    is_gone = left < made.facts.today
    made.facts.rows.add(
        StayHere, person_id=child.id, council=council, kind=KINDS.draw(made.rng), told_on=on, started_on=on,
        ended_on=left if is_gone else None, whom="Their looked-after team", by_id=by, recorded_at=moment(on, 11),
        ended_recorded_at=moment(left, 11) if is_gone else None,
    )  # fmt: skip


def _stays_on_a_plan(made: Beside) -> None:
    """A child on another council's plan who stays here for a time."""
    rng, rows = made.rng, made.facts.rows
    on, council, by = _told(made)
    child = made.house(on).children[0]
    left = on + timedelta(days=rng.randint(20, 120))
    is_gone = left < made.facts.today
    standing = rows.add(
        Standing, person_id=child.id, kind="temporary_protection", started_on=on, by_id=by, recorded_at=moment(on, 11),
        ended_on=left if is_gone else None, end_reason="left" if is_gone else "",
        ended_recorded_at=moment(left, 11) if is_gone else None,
    )  # fmt: skip
    category = on_plan.Shares().categories.draw(rng)
    rows.add(TemporaryPlan, standing_id=standing, council=council, category=category, told_on=on)


def _fostered_privately(made: Beside) -> None:
    """A child under 16 whom the parents placed with somebody: seen within seven working days, then every six weeks."""
    rng, facts = made.rng, made.facts
    on, _, _ = _told(made)
    child = made.households.alone(moment(on, 8), on - timedelta(days=rng.randint(6 * 365, 14 * 365)))
    held, by = made.held()
    over = min(birthday(child.born_on, 16), on + timedelta(days=rng.randint(90, 700)))
    ended = over if over < made.staff.yesterday else None
    standing = facts.rows.add(
        Standing, person_id=child.id, kind="private_fostering", started_on=on, ended_on=ended, by_id=held.manager,
        end_reason="HOME" if ended else "", recorded_at=moment(on, 11),
        ended_recorded_at=moment(ended, 11) if ended else None,
    )  # fmt: skip
    facts.rows.add(
        PrivateFostering, standing_id=standing, began_on=on - timedelta(days=rng.randint(0, 40)),
        carer="Mrs Ingrid Falk", relation=RELATIONS.draw(rng),
    )  # fmt: skip
    since, code, event = on, FIRST, "the notification"
    day = facts.calendar.add(on, rng.randint(2, 9))
    while day <= (ended or made.staff.yesterday):
        facts.rows.add(
            PrivateFosteringVisit, arrangement_id=standing, held_on=day, seen_alone=rng.random() < 0.9, by_id=by,
            words="Has a room of their own, and rings home every day.", recorded_at=moment(day, 17),
        )  # fmt: skip
        keep(facts, Clock(child.id, code, since, event, by, standing, day))
        since, code, event = day, visit_clock(on, day), "the last visit"
        day = facts.calendar.next_working(day + timedelta(days=rng.randint(30, 45)))
    keep(facts, Clock(child.id, code, since, event, by, standing, None, ended, "It ended."))
