"""Placements: which is possible for whom, what belongs to each kind, and what the return will say of one.

Codes as in the looked-after return; the numbers are those of its rules. What the return calls an error is refused where
no truth is refused with it; else it is a warning.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from kith.care.placement import distance
from kith.care.rules import Child, Problem, only
from kith.core.period import add_months
from kith.core.reading_words import count

TEMPORARY = ("T0", "T1", "T2", "T3", "T4")
ADOPTION = ("A3", "A4", "A5", "A6")
WITH_CURRENT_CARER = ("A3", "A5")
FOSTER = ("U1", "U2", "U3", "U4", "U5", "U6")
FRIENDS = ("U1", "U2", "U3")
PARENTS = "P1"
HOMES = ("K1", "K2")
NO_PROVIDER = (*TEMPORARY, "Z1", "Z11", "Z12", "Z13", "Z14")
NO_URN = ("P1", "P2", "P3", "R1", "R2", "R5", *NO_PROVIDER)
URN = re.compile(r"SC[0-9]{6}|[0-9]{7}|X{7}")
NOT_IN_ENGLAND = "XXXXXXX"
# from which age a kind of placement is possible, and by which rule; for some it changed
YOUNGEST = (
    ("K3", 16, "371", date.min),
    ("H5", 14, "371", date.min),
    ("H5", 16, "371", date(2023, 4, 1)),
    ("P2", 15, "370", date.min),
    ("P2", 16, "370", date(2023, 4, 1)),
    ("R5", 10, "372", date.min),
    ("P3", 14, "374", date.min),
    ("S1", 4, "373", date.min),
)
LONGEST = {"T1": (42, "375"), "T3": (21, "376"), "T4": (7, "379")}  # days
# which provider may have no such placement (527 to 531)
NOT_OF = {
    "PR1": ("P1", "R2", "R5"),
    "PR2": ("P1", "R2", "R5"),
    "PR3": ("P1", *ADOPTION, *HOMES, *FOSTER),
    "PR4": ("P1",),
    "PR5": ("P1",),
}
CARERS_SINCE_2015 = date(2015, 4, 1)
CUSTODY, SAME_CARERS = "CUSTOD", "PLACE"
LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Told:
    """A placement as it was typed: codes, who cares, Ofsted's number, the address; how the child is visited there."""

    kind: str
    provider: str = ""
    carer: str = ""
    carer_stays: bool = False
    urn: str = ""
    lines: str = ""
    postcode: str = ""
    visits: str = ""
    is_lasting: bool = False
    words: str = ""

    def tidied(self) -> "Told":
        """Without spaces that nobody meant; of a temporary placement and of parents only what belongs to one."""
        clean = replace(
            self,
            carer=" ".join(self.carer.replace("\x00", "").split()),
            urn="".join(self.urn.upper().split()),
            lines=" ".join(self.lines.replace("\x00", "").split()),
            words=self.words.replace("\x00", "").strip(),
        )
        if self.kind in TEMPORARY:
            return replace(clean, provider="", urn="", visits="", is_lasting=False, carer_stays=False)
        return replace(clean, provider="PR0") if self.kind == PARENTS else clean


@dataclass(frozen=True, slots=True)
class Known:
    """The codes of the lists on the day the placement begins."""

    kinds: Collection[str]
    providers: Collection[str]
    reasons: Collection[str]


@dataclass(frozen=True, slots=True)
class Before:
    """The placement that ends when this one begins, and why it ends."""

    kind: str = ""
    started_on: date | None = None
    why: str = ""


def problems_with(
    child: Child, told: Told, on: date, known: Known, status: str, before: Before
) -> list[Problem]:
    """Everything that stands against a placement of a child from a day on, under a legal status."""
    return [
        *only([
            ("kind", _kind(told, on, known)),
            ("kind", _too_young(child, told.kind, on)),
            ("kind", _against_status(child, told.kind, status)),
            ("provider", _provider(told, known)),
            ("urn", _urn(told)),
            ("carer", _carer(told)),
            ("words", None if len(told.words) <= 400 else "Say it in at most 400 letters."),
            ("visits", _visits(told, status)),
        ]),
        *_in_the_chain(child, told, on, before, known),
    ]  # fmt: skip


def _kind(told: Told, on: date, known: Known) -> str | None:
    if told.kind in known.kinds:
        return None
    if told.kind:  # 146, 217t
        return "This kind of placement is not used on that day. Choose another."
    return "Choose the kind of placement."


def _too_young(child: Child, kind: str, on: date) -> str | None:
    least = [years for code, years, _, since in YOUNGEST if code == kind and since <= on]  # 370 to 374
    if least and child.is_under(least[-1], on):
        return f"{child.called} is {child.age(on)}. This kind of placement is possible from {least[-1]} on."
    return None


def _against_status(child: Child, kind: str, status: str) -> str | None:
    if kind == PARENTS and status == "V2":  # 378
        return (
            f"{child.called} is accommodated under section 20. A child who goes back to a parent is not looked after "
            "any more: end the time in care."
        )
    if kind in ("A5", "A6") and status != "E1":  # 408
        return "Placed for adoption under a placement order: record the placement order first."
    return None


def _provider(told: Told, known: Known) -> str | None:
    if told.kind in NO_PROVIDER:  # 213
        return (
            "Nobody provides a placement of this kind. Leave the provider empty." if told.provider else None
        )
    if told.provider not in known.providers:  # 178, 526
        return "Choose who provides the placement."
    if told.kind in NOT_OF.get(told.provider, ()):  # 527 to 531
        return "This provider has no placements of this kind. Check both."
    if told.provider == "PR0" and told.kind != PARENTS:  # 550
        return "Only a placement with parents is provided by parents."
    return None


def _urn(told: Told) -> str | None:
    if not told.urn:
        return None
    if not URN.fullmatch(told.urn):
        return "Ofsted’s number is SC and six digits, or seven digits; XXXXXXX where the place is not in England."
    if told.kind in NO_URN and told.urn != NOT_IN_ENGLAND:  # 222
        return "Ofsted gives no number to placements of this kind. Leave it empty."
    return None


def _carer(told: Told) -> str | None:
    if len(told.carer) > LONGEST_NAME:
        return f"Shorten this to {LONGEST_NAME} letters."
    return (
        None if told.carer or told.kind in TEMPORARY else "Say with whom, or in which home, the child lives."
    )


def _visits(told: Told, status: str) -> str | None:
    if told.visits == "unassessed_parent" and told.kind != PARENTS:
        return "Regulation 19 is about a child who lives with a parent."
    if told.visits == "temporary_carer" and told.kind not in FRIENDS:
        return "Regulation 24 is about a relative or friend."
    return None


def _in_the_chain(child: Child, told: Told, on: date, before: Before, known: Known) -> list[Problem]:
    """What the placement before says: nothing at the start of a time in care."""
    if not before.kind:
        return only([
            ("kind", _starts_temporary(told)),
            ("carer_stays", "There is no placement before, so no carer stays." if told.carer_stays else None),
        ])  # fmt: skip
    return only([
        ("on", _same_day(before, on)),
        ("kind", _out_of_temporary(child, told, before)),
        ("kind", _adopted_by_carers(told, on, before)),
        ("end_reason", _why(child, told, on, before, known)),
    ])  # fmt: skip


def _starts_temporary(told: Told) -> str | None:
    if told.kind in TEMPORARY:  # 380
        return "No time in care begins with a temporary placement. Choose what it is for now."
    if told.kind in WITH_CURRENT_CARER:  # 336
        return "An adoption by the current carers comes after a foster placement with them."
    return None


def _same_day(before: Before, on: date) -> str | None:
    if before.started_on is not None and on <= before.started_on:  # 355, 501
        return "The placement that is there began on this day or later. None begins and ends on one day."
    return None


def _out_of_temporary(child: Child, told: Told, before: Before) -> str | None:
    if before.kind in TEMPORARY:  # 383
        return (
            f"{child.called} is away for a time and comes back to the same placement first. Record the return; "
            "if there is none, correct the kind of the placement that was to be temporary."
        )
    return None


def _adopted_by_carers(told: Told, on: date, before: Before) -> str | None:
    if told.kind not in WITH_CURRENT_CARER:
        return None
    if before.kind not in (*ADOPTION, *FOSTER):  # 336
        return "An adoption by the current carers comes after a foster placement with them."
    if on >= CARERS_SINCE_2015 and not told.carer_stays:  # 217
        return "An adoption by the current carers: say that the carers stay the same."
    return None


def _why(child: Child, told: Told, on: date, before: Before, known: Known) -> str | None:
    if told.kind in TEMPORARY:  # 226
        return "A placement that goes on has no reason for ending. Leave it empty." if before.why else None
    if before.why not in known.reasons:  # 225, 1009
        return "Choose why the placement before ended."
    if before.why == CUSTODY and child.is_under(10, on):  # 234
        return f"{child.called} is {child.age(on)}. Nobody under 10 goes into custody."
    if before.why == SAME_CARERS and not told.carer_stays:
        return "“Status of placement changes only” is for a child who stays with the same carers. Choose another."
    return None


@dataclass(frozen=True, slots=True)
class Lived:
    """A placement as it is on record, for what the return will say of it."""

    kind: str
    started_on: date
    ended_on: date | None = None
    urn: str = ""
    postcode: str = ""
    miles: Decimal | None = None
    home_postcode: str = ""
    is_unaccompanied: bool = False


def warnings(lived: Lived, all_of_them: Sequence[Lived], today: date) -> list[str]:
    """What the return will say of a placement unless it is put right, each with the number of the rule."""
    found = [_too_long(lived, today), _too_often(lived, all_of_them), _no_urn(lived)]
    if lived.kind not in TEMPORARY and not lived.is_unaccompanied:
        found += [_postcodes(lived), _too_far(lived)]
    return [words for words in found if words]


def _too_long(lived: Lived, today: date) -> str | None:
    if lived.kind not in LONGEST:
        return None
    most, rule = LONGEST[lived.kind]
    lasted = ((lived.ended_on or today) - lived.started_on).days
    return f"Lasts {count(lasted, 'day')}; {most} are the most (rule {rule})." if lasted > most else None


def _too_often(lived: Lived, all_of_them: Sequence[Lived]) -> str | None:
    """More than two carers' holidays in any twelve months."""
    if lived.kind != "T3":
        return None
    year_before = add_months(lived.started_on, -12)
    held = [
        one for one in all_of_them if one.kind == "T3" and year_before < one.started_on <= lived.started_on
    ]
    return "More than two holidays of carers in twelve months (rule 377)." if len(held) > 2 else None


def _no_urn(lived: Lived) -> str | None:
    return None if lived.urn or lived.kind in NO_URN else "Ofsted’s number is missing (rule 218)."


def _postcodes(lived: Lived) -> str | None:
    if not lived.postcode:
        return "The postcode of the placement is missing (rule 392b)."
    if lived.kind != PARENTS and distance.key(lived.postcode) == distance.key(lived.home_postcode):
        return "It has the postcode of the child’s own home (rule 392d)."
    return None


def _too_far(lived: Lived) -> str | None:
    if lived.miles is not None and lived.miles > distance.FARTHEST:
        return "It lies more than 350 miles from home (rule 454). Check both postcodes."
    return None
