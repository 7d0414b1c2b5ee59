"""Under which law, where and why: what comes next for children in care, so that the published shares hold.

Legal statuses of 2020, foster placements of 2024 (DfE children looked after), the rest as the domain papers assume it.
A kind of placement is drawn only where the child's age and the law of the day allow it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING

from kith.care.ages import birthday
from kith.desk.demo.quotas import SPREAD, Quota

if TYPE_CHECKING:  # they plan by these shares
    from kith.desk.demo.facts import Facts
    from kith.desk.demo.planning import Spell

LAWS = {"C2": 0.57, "C1": 0.2, "V2": 0.17, "E1": 0.06}
PATHS = {"V2": ("V2",), "C1": ("V2", "C1"), "C2": ("C1", "C2"), "E1": ("C1", "C2", "E1")}
KINDS = {
    "U4": 0.27, "U6": 0.27, "U3": 0.07, "U5": 0.06, "K2": 0.12, "16": 0.08, "P1": 0.07, "A6": 0.02, "R1": 0.02,
    "R3": 0.02,
}  # fmt: skip
K3_SINCE, P2_UNTIL = (
    date(2023, 10, 28),
    date(2021, 4, 1),
)  # a placement that began later might outlast the code
ENDS = {
    "E4A": 0.42,
    "E4B": 0.08,
    "E13": 0.08,
    "E8": 0.14,
    "guardian": 0.15,
    "E41": 0.06,
    "E5": 0.04,
    "E16": 0.03,
}
GUARDIANS_SINCE = date(2019, 4, 1)
OPEN_IN_CARE = 547 / 2614  # of open children of an average authority
ADOPTED = (
    2980 / 83630 * 1000 / 365
)  # of times in care that end: adopted in a year, of those in care, for so long each
OPPOSED = 0.45  # of adoption orders, those where the court dispensed with consent; assumed
OLD_ENOUGH = 300  # days up to the 17th birthday in which no care order is made any more
LITTLE = 6 * 365  # days of age up to which an adoption is planned


@dataclass(frozen=True, slots=True)
class ToAdoption:
    """The way of one little child from care into another family: its laws, the day it moved there, and of the order."""

    laws: tuple[tuple[str, date], ...]
    placed_on: date
    ordered_on: date
    reason: str


@dataclass(slots=True)
class CareShares:
    """What came so far: laws of children still in care and of those who left, kinds of placement, ends and more."""

    laws: dict[bool, Quota[str]] = field(default_factory=lambda: {True: Quota(LAWS), False: Quota(LAWS)})
    kinds: Quota[str] = field(default_factory=lambda: Quota(KINDS))
    ends: Quota[str] = field(default_factory=lambda: Quota(ENDS))
    adoptions: Quota[bool] = field(default_factory=lambda: Quota({True: ADOPTED, False: 1 - ADOPTED}))
    missing: Quota[bool] = field(default_factory=lambda: Quota({True: 0.11, False: 0.89}))
    open_children: int = 0
    in_care_now: int = 0

    def are_too_few(self, children: int) -> bool:
        """Whether so many more children of open cases belong in care, for the share to hold."""
        return self.in_care_now + children / 2 < OPEN_IN_CARE * self.open_children


def to_adoption(
    rng: Random, facts: "Facts", spell: "Spell", began: date, born: Sequence[date]
) -> ToAdoption | None:  # fmt: skip
    """The way from care to an adoption by now, where one is due by the share: of little ones, all of a family."""
    shares, last = facts.kept(CareShares), min(spell.no_later, facts.calendar.add(facts.today, -1))
    care = began + timedelta(days=rng.randint(150, 185))  # most courts are done within 26 weeks
    placement = care + timedelta(days=rng.randint(3, 40))
    placed = placement + timedelta(days=rng.randint(40, 130))
    ordered = facts.calendar.next_working(
        placed + timedelta(days=rng.randint(84, 230))
    )  # not before ten weeks there
    may_be = ordered <= last and all(one <= began and (ordered - one).days < LITTLE for one in born)
    is_due = may_be and shares.adoptions.lacks(True, len(born)) > 0
    if is_due or spell.ended_on <= last:
        shares.adoptions.drawn[is_due] += len(born)
    reason = "E12" if rng.random() < OPPOSED else "E11"
    return (
        ToAdoption((("C1", began), ("C2", care), ("E1", placement)), placed, ordered, reason)
        if is_due
        else None
    )


def laws(
    rng: Random, shares: CareShares, began: date, until: date, children: Sequence[date], *, goes_on: bool
) -> list[tuple[str, date]]:  # fmt: skip
    """The legal statuses of brothers and sisters born on these days; not all of them need come to the last."""
    quota = shares.laws[goes_on]
    little = any((until - born).days < LITTLE for born in children)
    among = [code for code in LAWS if code != "E1" or (little and (until - began).days > 60)]
    last = max(among, key=lambda code: quota.lacks(code, len(children)) + rng.random() * SPREAD)
    path, found, on = PATHS[last], list[tuple[str, date]](), began
    for place, code in enumerate(path):
        if on < until:
            found.append((code, on))
        left = len(path) - place
        on += timedelta(days=min(rng.randint(25, 220), max(4, (until - on).days // left)))
    for born in children:
        quota.drawn[own_laws(found, born, until)[-1][0]] += 1
    return found


def own_laws(told: Sequence[tuple[str, date]], born: date, until: date) -> list[tuple[str, date]]:
    """Of the family's statuses those of one child: no order for who is nearly 17, no adoption but of the little."""
    too_late = birthday(born, 17) - timedelta(days=OLD_ENOUGH)
    found: list[tuple[str, date]] = []
    for code, on in told:
        if on >= until and found:
            break
        fits = code if on < too_late or code == "V2" else "V2"
        if fits == "E1" and (on - born).days >= LITTLE:
            continue
        if not found or fits not in (found[-1][0], "V2"):
            found.append((fits, on))
    return found


def kind(rng: Random, shares: CareShares, on: date, born: date, law: str) -> str:
    """The kind of a placement that begins on a day, one that the child's age and legal status allow."""
    among = [code for code in KINDS if code not in ("16", "P1", "A6", "R3")]
    if on >= birthday(born, 16) and (on >= K3_SINCE or on < P2_UNTIL):
        among.append("16")
    if law == "C2":
        among.append("P1")
    if (on - born).days < 500:
        among = [code for code in among if code not in ("K2", "R1")] + ["R3"]
    drawn = shares.kinds.draw(rng, among)
    return drawn if drawn != "16" else "K3" if on >= K3_SINCE else "P2"


def is_to_be_adopted(
    shares: CareShares, told: Sequence[tuple[str, date]], born: date, until: date
) -> date | None:
    """From when on a little child with a placement order lives with those who adopt it; nothing for most."""
    order = next((on for code, on in told if code == "E1"), None)
    if order is None or (order - born).days >= LITTLE or shares.kinds.lacks("A6") < 0:
        return None
    placed = order + timedelta(days=25)
    if placed >= until - timedelta(days=3):
        return None
    shares.kinds.drawn["A6"] += 1
    return placed


def ends(rng: Random, shares: CareShares, on: date, born: date, law: str, placement: str) -> str:
    """Why care ended on a day before the 18th birthday."""
    among = [code for code in ENDS if code != "E5" or on >= birthday(born, 16)]
    if law == "E1":
        among = ["guardian"]
    drawn = shares.ends.draw(rng, among)
    if drawn != "guardian":
        return drawn
    former = placement.startswith("U")
    if on < GUARDIANS_SINCE:
        return "E43" if former else "E44"
    return ("E45" if former else "E47") if rng.random() < 0.85 else ("E46" if former else "E48")
