"""How a time on a child protection plan goes: how long, in which category, reviewed and carried out when, ended how.

Draws only, no rows. Shares are those of England: lengths of plans that ended in 2024-25 and categories of 2020 (DfE
children in need, tables D1 and D7); what no table says is marked *assumed*.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

from kith.core.calendar import WorkingCalendar
from kith.core.period import add_months
from kith.desk.demo.chances import Bands
from kith.desk.demo.quotas import SPREAD, Quota

TO_CONFERENCE, ON_PLAN = 0.313, 0.858  # of enquiries; of conferences
PLANS = {True: TO_CONFERENCE * ON_PLAN, False: 1 - TO_CONFERENCE * ON_PLAN}
MADE_NO_PLAN = {
    True: TO_CONFERENCE * (1 - ON_PLAN) / PLANS[False],
    False: 1.0,
}  # conferences of other enquiries
MADE_NO_PLAN[False] -= MADE_NO_PLAN[True]
OPEN_ON_PLAN = 323 / 2614  # of open children of an average authority
LENGTHS = {"3m": 9920, "6m": 6880, "1y": 27110, "2y": 15680, "more": 2710}
CATEGORIES = {"NEG": 26010, "EMO": 18380, "PHY": 3820, "SAB": 1970, "MUL": 1330}
DAYS: Mapping[str, Bands] = {  # with the peak near nine months, when the second review is due
    "3m": Bands((48, 70, 0.3), (71, 88, 0.7)),
    "6m": Bands((94, 180, 1)),
    "1y": Bands((185, 240, 0.25), (241, 290, 0.5), (291, 362, 0.25)),
    "2y": Bands((368, 560, 0.65), (561, 726, 0.35)),
    "more": Bands((733, 1000, 1)),
}
SHORTEST = {"3m": 48, "6m": 94, "1y": 185, "2y": 368, "more": 733}
EARLIER_PLAN = 0.24  # of plans that begin, those of children who had one before
CHANGES_CATEGORY = 0.08  # at a review; assumed
LATE_REVIEW, LATE_GROUP = 0.09, 0.14  # assumed
STEPS_DOWN = 0.82  # of plans that end while the case goes on; assumed
SOONER, LATER = 6.0, 2.0  # plans too many for a case that goes on, and lacking for one that is over
IN_CARE = "looked_after"  # why a plan ends that is not needed any more beside a care plan
APART = 25  # days that a review lies before the one that ends the plan, at least


@dataclass(frozen=True, slots=True)
class Room:
    """How long a plan that begins on a day may go on: not after ``last_on``, and ``until_today`` or longer."""

    began: date
    last_on: date
    goes_on: bool

    @property
    def days(self) -> int:
        """The most days it may take; years where nothing ends it."""
        return 2000 if self.goes_on else (self.last_on - self.began).days

    @property
    def lengths(self) -> list[str]:
        """The lengths that fit in."""
        return [name for name, least in SHORTEST.items() if least + 3 <= self.days]


@dataclass(slots=True)
class OnPlan:
    """One time on a plan, of brothers and sisters. ``ended`` is None while it goes on; ``then`` is what followed."""

    began: date
    categories: list[tuple[date, str]]
    ended: date | None
    reason: str = ""
    then: str = ""
    reviews: list[date] = field(default_factory=list)
    groups: list[date] = field(default_factory=list)

    def category_on(self, day: date) -> str:
        """The category under which it held on a day."""
        return [code for since, code in self.categories if since <= day][-1]

    def until(self, day: date, reason: str) -> "OnPlan":
        """The same up to a day on which it ended for another reason than it was drawn with."""
        return replace(
            self, ended=day, reason=reason, then="", reviews=[on for on in self.reviews if on < day],
            groups=[on for on in self.groups if on < day],
            categories=[one for one in self.categories if one[0] < day],
        )  # fmt: skip

    def given_up_in_care(self, since: date, until: date | None, *, stays_longer: bool) -> "OnPlan":
        """The same for a child looked after from a day to a day: ended at its first review in care, or the second."""
        reviews = [on for on in self.reviews if since < on and (until is None or on <= until)]
        if self.began > since or not reviews:
            return self
        last = reviews[int(stays_longer and len(reviews) > 1)]
        found = self.until(last, IN_CARE)
        found.reviews.append(last)
        return found

    def go_with_the_family(self) -> None:
        """The council they moved to took the plan over at its conference: here it ended at no review."""
        self.reason, self.then = "transfer", "transfer"
        self.reviews = [day for day in self.reviews if day != self.ended]


@dataclass(slots=True)
class Shares:
    """What came so far, so that what comes next keeps the shares.

    ``open_children`` and ``on_plan_now`` count children whose case goes on, and those of them on a plan.
    """

    plans: Quota[bool] = field(default_factory=lambda: Quota(PLANS))
    conferences: Quota[bool] = field(default_factory=lambda: Quota(MADE_NO_PLAN))
    lengths: Quota[str] = field(default_factory=lambda: Quota(LENGTHS))
    categories: Quota[str] = field(default_factory=lambda: Quota(CATEGORIES))
    open_children: int = 0
    on_plan_now: int = 0

    def fitting(self, room: Room, children: int) -> list[str]:
        """The lengths that fit into a case and have not come too often."""
        fits = room.lengths
        return fits if room.goes_on else [name for name in fits if self.lengths.lacks(name, children) >= -0.5]

    def is_due(self, rng: Random, room: Room, children: int) -> bool:
        """Whether an enquiry about so many children leads to a plan: sooner where the case goes on, up to the share."""
        few_open = self.on_plan_now + children / 2 < OPEN_ON_PLAN * self.open_children
        lacking = -SOONER if room.goes_on and few_open else LATER - SPREAD * rng.random()
        is_due = bool(self.fitting(room, children)) and self.plans.lacks(True, children) > lacking
        self.plans.drawn[is_due] += children
        return is_due


def draw(rng: Random, calendar: WorkingCalendar, shares: Shares, room: Room, children: int) -> OnPlan:
    """A plan that begins with its conference. There must be a length that fits.

    One that came too often is better than one that does not fit: fewer children may be on the plan than it was due for.
    """
    length = shares.lengths.draw(rng, shares.fitting(room, children) or room.lengths, children)
    days = min(DAYS[length].draw(rng), max(SHORTEST[length], room.days - 2))
    over = _working_by(calendar, room.began + timedelta(days=days), room.last_on)
    ended = over if over <= room.last_on else None
    category = shares.categories.draw(rng, of=children)
    plan = OnPlan(room.began, [(room.began, category)], ended, "review" if ended else "")
    _meet(rng, calendar, plan, ended or room.last_on)
    if ended and rng.random() < STEPS_DOWN and (room.last_on - ended).days > 20:
        plan.then = "in_need"
    for day in plan.reviews:
        if day != ended and rng.random() < CHANGES_CATEGORY:
            other = next(code for code in ("EMO", "NEG") if code != plan.categories[-1][1])
            plan.categories.append((day, other))
    return plan


def _working_by(calendar: WorkingCalendar, day: date, last: date) -> date:
    """The working day on or after a day, but the one before where that lies beyond ``last`` and the day does not."""
    after = calendar.next_working(day)
    return calendar.add(after, -1) if after > last >= day else after


def _meet(rng: Random, calendar: WorkingCalendar, plan: OnPlan, last: date) -> None:
    """Reviews and core groups until the last day, most of them in time. A plan that ended, ended at a review."""
    due = add_months(plan.began, 3)
    while True:
        late = rng.random() < LATE_REVIEW
        held = calendar.add(calendar.next_working(due), rng.randint(2, 14) if late else -rng.randint(2, 11))
        if held > last or (plan.ended and (plan.ended - held).days < APART):
            break
        plan.reviews.append(held)
        due = add_months(held, 6)
    if plan.ended:
        plan.reviews.append(plan.ended)
    late = rng.random() < LATE_GROUP
    on = calendar.add(plan.began, rng.randint(11, 14) if late else rng.randint(6, 10))
    while on <= last:
        plan.groups.append(on)
        late = rng.random() < LATE_GROUP
        on = calendar.next_working(on + timedelta(days=rng.randint(45, 60) if late else rng.randint(24, 40)))
