"""How often things happen, and how long they take, in an invented authority: pure draws from a seeded source.

Sources, unless another is named: DfE children in need statistics 2025 (dataset previews C1, C2, C4), referral
sources 2020, ADCS Safeguarding Pressures phase 9 for contacts. What none of them says is marked *assumed*.
Real services finish just before a limit; the bands keep that spike, an even spread would hide it.
"""

from bisect import bisect
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

from kith.core.calendar import WorkingCalendar

Choice = TypeVar("Choice")
SLOWNESS = (-0.3, -0.15, 0.0, 0.0, 0.15, 0.3)  # of a team, assumed: see paced()
STRAIN = 0.4  # a hard half-year in the second area, long enough ago to be seen in a trend, and over
STRAINED = (430, 270)  # days before today
MONDAY_PEAK = (1.27, 1.08, 1.04, 1.0, 0.95, 0.17, 0.14)  # by weekday, assumed; police work all week
BANK_HOLIDAY = 0.16
SCHOOL_HOLIDAYS = (((7, 23), (9, 2)), ((12, 21), (12, 31)), ((1, 1), (1, 3)), ((4, 3), (4, 16)))  # assumed


class Own:
    """Gives every part a source of chance of its own for each case: the same for the same seed."""

    def __init__(self, rng: Random) -> None:
        beside = Random()  # noqa: S311 - no secret
        beside.setstate(rng.getstate())
        self.salt = beside.getrandbits(64)

    def of(self, part: str, family: int, on: date) -> Random:
        """What a part draws from for the case of a family that began on a day."""
        return Random(f"{self.salt} {part} {family} {on}")  # noqa: S311 - no secret


class Weighted(Generic[Choice]):
    """A choice among things of different weight."""

    def __init__(self, weights: Mapping[Choice, float]) -> None:
        self.things: Sequence[Choice] = list(weights)
        self.heights = list(accumulate(weights.values()))

    def draw(self, rng: Random) -> Choice:
        """One of them."""
        return self.things[bisect(self.heights, rng.random() * self.heights[-1])]


class Bands:
    """A whole number from bands (first, last, weight), even inside each."""

    def __init__(self, *bands: tuple[int, int, float]) -> None:
        self.bands = Weighted({(first, last): weight for first, last, weight in bands})

    def draw(self, rng: Random) -> int:
        """One number."""
        first, last = self.bands.draw(rng)
        return rng.randint(first, last)


# --- the front door ------------------------------------------------------------------------------

CONTACTS_PER_REFERRAL = 4.7
REFERRAL_NFA = 0.065
RE_REFERRED_AFTER_CLOSING = 0.31  # of cases closed in time for it; gives 22.6% of referrals, found by trying
BACK_AFTER_YEARS = 0.10  # assumed
RECOMMENDED = Weighted(
    {"referral_assessment": 0.5, "referral_strategy": 0.1, "advice": 0.25, "early_help": 0.15}
)
OTHER_CONTACT = Weighted({"advice": 0.30, "no_further_action": 0.23, "early_help": 0.14})
SOURCES = Weighted(
    {
        "6": 28.7, "2A": 18.2, "3A": 3.6, "3B": 3.4, "3C": 1.4, "3D": 1.2, "3E": 3.6, "3F": 1.8, "5A": 4.8,
        "5B": 4.2, "5C": 2.6, "5D": 2.5, "1A": 3.6, "1B": 1.7, "1C": 1.4, "1D": 1.4, "8": 4.9,
        "7": 3.9, "9": 2.1, "2B": 2.1, "10": 1.4, "4": 1.4,
    }
)  # fmt: skip
SOURCES_WITHOUT_SCHOOLS = Weighted(
    {
        "6": 40.0,
        "3A": 4.0,
        "3B": 5.0,
        "3E": 6.0,
        "3F": 3.0,
        "5A": 8.0,
        "5B": 6.0,
        "1A": 6.0,
        "1B": 4.0,
        "8": 7.0,
        "7": 5.0,
        "9": 3.0,
    }
)
EARLY_HELP_SOURCE_SINCE = date(2022, 4, 1)
METHODS = {"6": "police_notice", "2": "form", "3": "form", "1": "phone", "9": "phone"}
DECISION_DAYS = Bands((0, 0, 76), (1, 1, 18), (2, 2, 4), (3, 5, 2))  # assumed
NEEDS = Weighted(
    {
        "N1": 0.55,
        "N2": 0.09,
        "N3": 0.03,
        "N4": 0.1,
        "N5": 0.15,
        "N6": 0.03,
        "N7": 0.01,
        "N8": 0.03,
        "N9": 0.01,
    }
)


def paced(rng: Random, days: int, limit: int, slowness: float) -> int:
    """The days a piece of work takes in a team that is slow (above 0) or quick (below 0)."""
    if slowness > 0 and limit - 8 <= days <= limit and rng.random() < slowness:
        return limit + rng.randint(1, 15)
    if slowness < 0 and days > limit and rng.random() < -slowness * 1.6:
        return limit - rng.randint(0, 3)
    return days


# --- the work ------------------------------------------------------------------------------------

# Children and family assessments 2025, working days: 85.7% within 45, a fifth of all on days 41 to 45.
SINGLE_DAYS = Bands(
    (1, 1, 11680), (2, 10, 75590), (11, 20, 112180), (21, 30, 102260), (31, 40, 131380), (41, 45, 122730),
    (46, 50, 37640), (51, 60, 27860), (61, 95, 27500),
)  # fmt: skip
# The papers' councils: 40-67% of initial assessments within 10 days in Torbay, 47-78% in North Yorkshire;
# 30-42% and 57-87% of core assessments within 35. England 79.6% and 75.1%. The bands inside are assumed.
INITIAL_DAYS = Bands(
    (1, 3, 8),
    (4, 6, 12),
    (7, 7, 13),
    (8, 9, 13),
    (10, 10, 21),
    (11, 12, 8),
    (13, 18, 10),
    (19, 30, 9),
    (31, 60, 6),
)
CORE_DAYS = Bands(
    (5, 15, 5),
    (16, 25, 11),
    (26, 31, 14),
    (32, 34, 16),
    (35, 35, 15),
    (36, 40, 11),
    (41, 50, 13),
    (51, 70, 10),
    (71, 120, 5),
)
STRATEGY = 0.364
STRATEGY_FIRST = 0.4  # of strategy discussions, those decided at the contact; assumed
NOT_IN_NEED = 0.308
EARLY_HELP_AFTER = 0.06
CORE_AFTER_INITIAL = 0.42  # about 450 core to 1,100 initial assessments in Torbay
SIGN_OFF_DAYS = Bands((0, 0, 46), (1, 1, 25), (2, 2, 12), (3, 5, 11), (6, 12, 6))  # assumed
SENT_BACK = 0.1
CANCELLED = 0.02
SAYS_WHY_LATE = 0.7
NO_WORKER_DAYS = Bands(
    (0, 0, 30), (1, 1, 33), (2, 2, 14), (3, 5, 13), (6, 10, 5), (11, 25, 3.5), (26, 60, 1.5)
)  # assumed
NEED_DAYS = Bands(
    (15, 60, 16), (61, 120, 25), (121, 240, 30), (241, 400, 18), (401, 800, 8), (801, 1500, 3)
)  # assumed
VISIT_GAP = Bands((10, 14, 15), (15, 19, 25), (20, 20, 35), (21, 30, 25))
LAG_DAYS = Bands((0, 0, 18), (1, 1, 25), (2, 2, 22), (3, 5, 22), (6, 14, 10), (15, 40, 3))  # median 2
FACTORS = Weighted(
    {
        "3B": 26, "4B": 24, "4A": 17, "17A": 15, "16A": 12, "3A": 11, "1B": 11, "2B": 11, "18C": 8, "14A": 7,
        "15A": 6, "6A": 6, "5A": 6, "7A": 4, "10A": 4, "19C": 4, "24A": 3, "11A": 2, "13A": 2, "20": 8,
    }
)  # fmt: skip
MOST_FACTORS = 4
NO_FACTOR, FOUND_NONE = "21", {"close": 0.4, "early_help": 0.2}  # of assessments with this outcome, assumed


def factors(rng: Random, outcome: str) -> list[str]:
    """What an assessment with this outcome found: some factors, or none."""
    if rng.random() < FOUND_NONE.get(outcome, 0.02):
        return [NO_FACTOR]
    return sorted({FACTORS.draw(rng) for _ in range(rng.randint(1, MOST_FACTORS))})


LATE_REASONS = Weighted(
    {
        "child_or_family": 30,
        "partner": 24,
        "caseload": 16,
        "worker_away": 10,
        "sign_off": 8,
        "interpreter": 4,
        "new_concern": 8,
    }
)
CLOSED_OTHERWISE = Weighted({"RC7": 0.662, "RC5": 0.033, "RC1": 0.008, "RC4": 0.007, "RC3": 0.004})
CANCEL_WORDS = (
    "Opened by mistake",
    "Opened for the wrong child",
    "No longer needed",
    "The same work is recorded elsewhere",
)

# --- who ------------------------------------------------------------------------------------------

FAMILY_SIZE = Weighted({1: 0.475, 2: 0.29, 3: 0.14, 4: 0.065, 5: 0.02, 6: 0.01})  # mean 1.9, assumed
ALL_OF_THEM = 0.82
UNBORN = 0.02
AGES = Weighted({(0, 0): 0.05, (1, 4): 0.21, (5, 9): 0.26, (10, 15): 0.35, (16, 17): 0.11})  # assumed
SEXES = Weighted({"F": 0.451, "M": 0.549})
FATHER_KNOWN, FATHER_AT_HOME = 0.68, 0.42
NHS_KNOWN, UPN_KNOWN, PHONE_KNOWN = 0.7, 0.6, 0.6


def is_school_holiday(on: date) -> bool:
    """Whether schools are closed, roughly."""
    return any(first <= (on.month, on.day) <= last for first, last in SCHOOL_HOLIDAYS)


def source(rng: Random, on: date) -> str:
    """Where a contact of this day comes from. Schools are silent in their holidays."""
    drawn = SOURCES.draw(rng)
    if drawn[0] == "2" and is_school_holiday(on) and rng.random() < 0.88:
        return SOURCES_WITHOUT_SCHOOLS.draw(rng)
    return "5B" if drawn == "5D" and on < EARLY_HELP_SOURCE_SINCE else drawn


def age_in_days(rng: Random) -> int:
    """The age of a child at its first contact, in days; negative before birth."""
    if rng.random() < UNBORN:
        return -rng.randint(10, 150)
    first, last = AGES.draw(rng)
    return rng.randint(first * 365 + first // 4, (last + 1) * 365 + last // 4 - 1)


class Arrivals:
    """Days on which work comes in, each as likely as its weekday and its holidays make it."""

    def __init__(self, first: date, last: date, calendar: WorkingCalendar) -> None:
        self.first = first
        days: Iterable[date] = (first + timedelta(days=i) for i in range((last - first).days + 1))
        self.heights = list(accumulate(self._weight(day, calendar) for day in days))

    @staticmethod
    def _weight(day: date, calendar: WorkingCalendar) -> float:
        return BANK_HOLIDAY if day in calendar.closures else MONDAY_PEAK[day.weekday()]

    def draw(self, rng: Random) -> date:
        """One day."""
        return self.first + timedelta(days=bisect(self.heights, rng.random() * self.heights[-1]))
