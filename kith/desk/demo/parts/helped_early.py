"""Early help in the invented authority: after a contact that offered it, and after the work of a social worker.

One contact in seven ends with the offer (ADCS); how many take it up, for how long, and how it ends is assumed.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

from kith.desk.demo import family_plans, story
from kith.desk.demo.chances import Bands, Weighted
from kith.desk.demo.clocks import Clock, keep
from kith.desk.demo.facts import Facts, moment
from kith.desk.demo.family_plans import Agreed
from kith.desk.demo.households import Child, Household, Households
from kith.desk.demo.lives import Life
from kith.desk.demo.staffing import Staffing
from kith.earlyhelp.models import AroundChild, Consent, EarlyHelp, Helper, HelpReview, Lead, TeamAround
from kith.work.models import Standing

TAKEN_UP, STEPPED_DOWN = 0.62, 0.12  # of offers; of cases that ended with the need met
LASTS = Bands((40, 120, 0.35), (121, 240, 0.4), (241, 420, 0.25))
ENDS = Weighted({"met": 0.68, "withdrawn": 0.14, "moved": 0.05, "other": 0.13})
LEADS = (
    ("Bryony Cale", "school", "Quarry Bank Primary"),
    ("Dele Amadi", "health_visitor", "Westmere Health"),
    ("Tess Orrin", "voluntary", "Harbour Family Centre"),
    ("Idris Pugh", "school", "Castle Hill High"),
)
REVIEW = "early_help_review"
ASK_US = (
    "1A",
    "2A",
    "2B",
    "3A",
    "3B",
    "5B",
    "5D",
)  # who leads early help or belongs to it, and asks for more


@dataclass(slots=True)
class Helped:
    """When each child had early help, so that none has it twice at once.

    ``waiting`` are the offers after a case, by family, of which it is not known yet whether they come back before.
    """

    days: dict[int, list[tuple[date, date]]] = field(default_factory=dict)
    waiting: dict[int, tuple[Random, Staffing, "Offer"]] = field(default_factory=dict)

    def free(self, children: Sequence[Child], since: date, until: date) -> list[Child]:
        """The children who had none between two days."""
        return [
            child
            for child in children
            if child.born_on <= since < child.eighteenth
            and all(until < first or last < since for first, last in self.days.get(child.id, []))
        ]


@dataclass(frozen=True, slots=True)
class Offer:
    """Early help as it was offered to a family. ``stops``: a social worker took over, by a contact ``asked_by`` it."""

    family: int
    children: Sequence[Child]
    source: str
    on: date
    came_from: int | None
    stops: date | None = None
    asked_by: int | None = None

    def until(self, on: date, contact: int, source: str) -> "Offer":
        """The same where a case began on a day: it was asked for where such a one told us."""
        return replace(self, stops=on, asked_by=contact if source in ASK_US else None)


def heard(
    rng: Random, facts: Facts, staff: Staffing, house: Household, children: Sequence[Child], step: int, on: date
) -> None:  # fmt: skip
    """A contact ended with the offer of early help."""
    _no_more(facts, house.family)
    after = [time for time in house.worked if time.started_on > on]
    offer = Offer(house.family, children, "contact", on, step)
    if after:
        first = min(after, key=lambda time: time.started_on)
        offer = offer.until(first.started_on, first.contact, first.source)
    _offer(rng, facts, staff, offer)


def live(rng: Random, facts: Facts, life: Life) -> None:
    """After a case of which the assessment said so, and after some others that ended well."""
    spell = life.spell
    if before := facts.kept(Helped).waiting.pop(life.house.family, None):
        own, staff, offer = before
        _offer(own, facts, staff, offer.until(spell.received_on, spell.contact, spell.source))
    if life.is_open or not life.made:
        return
    goes_on = spell.end_reason == "RC9" or (spell.end_reason == "RC7" and rng.random() < STEPPED_DOWN)
    if goes_on:
        children = [child for child in life.children if child.id in life.cases]
        on = min(life.last_on, facts.calendar.add(facts.today, -2))
        offer = Offer(life.house.family, children, "step_down", on, life.made[-1][1])
        facts.kept(Helped).waiting[life.house.family] = (rng, life.staff, offer)


def beside(rng: Random, facts: Facts, staff: Staffing, households: Households, number: int) -> None:
    """Nobody of those who wait for early help after a case comes back before it begins."""
    for family in [*facts.kept(Helped).waiting]:
        _no_more(facts, family)


def _no_more(facts: Facts, family: int) -> None:
    """What was offered to a family after its case, where no other case followed."""
    if waiting := facts.kept(Helped).waiting.pop(family, None):
        rng, staff, offer = waiting
        _offer(rng, facts, staff, offer)


def _offer(rng: Random, facts: Facts, staff: Staffing, offer: Offer) -> None:
    if not staff.early_help:
        return  # the story has the only ones who do it
    by, team = staff.early_help[offer.family % len(staff.early_help)], staff.told.teams[story.EARLY_HELP]
    began = facts.calendar.add(offer.on, rng.randint(2, 12))
    last = facts.calendar.add(facts.today, -1)
    over = min(began + timedelta(days=LASTS.draw(rng)), offer.stops or date.max)
    is_taken = rng.random() < TAKEN_UP and began <= min(last, over - timedelta(days=7))
    children = facts.kept(Helped).free(offer.children, offer.on, over)
    if not children or (not is_taken and began > last):
        return
    ended = over if over <= last else None
    outcome = "stepped_up" if over == offer.stops else ENDS.draw(rng)
    asked_by = offer.asked_by if is_taken and ended == offer.stops else None
    told = Agreed(
        "early_help", offer.family, team, None, by, [child.id for child in children], began, ended, ended or last
    )  # fmt: skip
    plan = family_plans.write(facts, told) if is_taken else None
    around = facts.rows.add(
        TeamAround, plan_id=plan, family_id=offer.family, team_id=team, source=offer.source,
        came_from_id=offer.came_from, words="Help at home before it gets harder.", offered_on=offer.on,
        started_on=began if is_taken else None, started_recorded_at=moment(began, 15) if is_taken else None,
        ended_on=(ended if is_taken else began), opened_by_id=by, recorded_at=moment(offer.on, 16),
        outcome=(outcome if ended else "") if is_taken else "declined",
        ended_recorded_at=moment(ended, 16) if is_taken and ended else None if is_taken else moment(began, 16),
        stepped_to_id=asked_by,
    )  # fmt: skip
    for child in children:
        facts.rows.add(AroundChild, around_id=around, person_id=child.id)
        facts.kept(Helped).days.setdefault(child.id, []).append((offer.on, over))
    if is_taken:
        last_word = "step_up" if asked_by else "close"
        _carry_out(rng, facts, around, children, (began, ended, outcome, by), last_word)


def _carry_out(
    rng: Random, facts: Facts, around: int, children: Sequence[Child], told: tuple[date, date | None, str, int],
    last_word: str,
) -> None:  # fmt: skip
    """Consent, team and lead, the reviews, and the standing of each child."""
    began, ended, _, by = told
    at, lead = moment(began, 15), rng.choice(LEADS)
    facts.rows.add(
        Consent, around_id=around, who="The mother", relation="mother", how="signed", given_on=began, by_id=by,
        shares="School, health visitor and we may talk about it.", recorded_at=at,
    )  # fmt: skip
    helper = facts.rows.add(
        Helper, around_id=around, name=lead[0], agency=lead[1], organisation=lead[2], does="Sees the family each week.",
        started_on=began, ended_on=ended, by_id=by, recorded_at=at,
        ended_recorded_at=moment(ended, 16) if ended else None,
    )  # fmt: skip
    facts.rows.add(
        Lead, around_id=around, helper_id=helper, started_on=began, ended_on=ended, by_id=by, recorded_at=at
    )
    reviews = _reviews(rng, facts, began, ended)
    for place, on in enumerate(reviews):
        is_last = on == ended
        facts.rows.add(
            HelpReview, around_id=around, on=on, present="Mum, school and the lead professional",
            words="On time most days. Bedtimes are calmer.", decision=last_word if is_last else "go_on", by_id=by,
            next_on=reviews[place + 1] if place + 1 < len(reviews) else None, recorded_at=moment(on, 17),
        )  # fmt: skip
    for child in children:
        _stand(facts, around, child.id, told, lead[2], reviews)


def _stand(
    facts: Facts, around: int, person: int, told: tuple[date, date | None, str, int], organisation: str,
    reviews: Sequence[date],
) -> None:  # fmt: skip
    """The standing of one child, with the clock of each review."""
    began, ended, outcome, by = told
    standing = facts.rows.add(
        Standing, person_id=person, kind="early_help", started_on=began, ended_on=ended, by_id=by,
        recorded_at=moment(began, 15), end_reason=outcome if ended else "",
        ended_recorded_at=moment(ended, 16) if ended else None,
    )  # fmt: skip
    facts.rows.add(EarlyHelp, standing_id=standing, around_id=around, organisation=organisation)
    for place, since in enumerate((began, *reviews)):
        if since != ended:
            met = reviews[place] if place < len(reviews) else None
            event = "the last review" if place else "the start"
            keep(facts, Clock(person, REVIEW, since, event, by, standing, met, ended, "Early help ended."))


def _reviews(rng: Random, facts: Facts, began: date, ended: date | None) -> list[date]:
    found: list[date] = []
    last = ended or facts.calendar.add(facts.today, -1)
    on = facts.calendar.next_working(began + timedelta(days=rng.randint(32, 50)))
    while on < last - timedelta(days=10 if ended else 0):
        found.append(on)
        on = facts.calendar.next_working(on + timedelta(days=rng.randint(32, 55)))
    return [*found, ended] if ended else found
