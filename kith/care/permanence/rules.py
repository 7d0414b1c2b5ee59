"""What stands against a permanence plan, the steps of an adoption and special guardianship, by the looked-after return.

The days of an adoption: decision (DATE_PLACED, DATE_INT) <= match (DATE_MATCH) <= start of the adoption
placement < order.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kith.care.ages import birthday
from kith.core.reading_words import short_day

Problem = tuple[str | None, str]
ADOPTION_PLACEMENTS = ("A3", "A4", "A5", "A6")
BY_CURRENT_CARER = ("A3", "A5")
WITH_ORDER = ("A5", "A6")
PLACEMENT_ORDER = "E1"
FOSTER = ("U1", "U2", "U3", "U4", "U5", "U6")
UNOPPOSED, OPPOSED = "E11", "E12"
LONGEST_WORDS = 400
KIN_TOLD_SINCE = date(2019, 4, 1)  # E45 to E48 took the place of E43 and E44
# what a reason says of special guardians: whether they fostered the child, whether they are relatives or friends
GUARDIANSHIP: Mapping[str, tuple[bool, bool]] = {
    "E45": (True, True),
    "E46": (True, False),
    "E47": (False, True),
    "E48": (False, False),
}
# Which adopters' legal statuses fit which adopters: looked-after return 511, 514, 517 to 520, 524.
FITTING: Mapping[str, tuple[str, ...]] = {
    "L0": ("M1", "F1"),
    "L11": ("MF",),
    "L12": ("MM", "FF"),
    "L2": ("MM", "FF", "MF"),
    "L3": ("MF",),
    "L4": ("MM", "FF"),
}
FIT_RULE = {"L0": 514, "L11": 520, "L12": 524, "L2": 519, "L3": 517, "L4": 518}


@dataclass(frozen=True, slots=True)
class Decision:
    """That a child should be placed for adoption, and until when that held."""

    decided_on: date
    ceased_on: date | None = None


def problems_of_decision(
    decided_on: date, today: date, born_on: date | None, care_from: date, others: Sequence[Decision]
) -> list[Problem]:
    """What stands against a decision that a child should be placed for adoption: 184, 334, 579, 583, 1003."""
    if decided_on > today:
        return [("on", "That day is still to come.")]
    if born_on is not None and decided_on < born_on:
        return [("on", f"That is before birth: born {short_day(born_on)} (184).")]
    if decided_on < care_from:
        return [("on", f"That is before care began, on {short_day(care_from)} (334, 1003).")]
    for one in others:
        since = short_day(one.decided_on)
        if one.ceased_on is None:
            return [("on", f"It was decided already, on {since}. Record first why that ended (579).")]
        if decided_on <= one.ceased_on:
            return [
                ("on", f"An earlier decision, of {since}, held until {short_day(one.ceased_on)} (579, 561).")
            ]
    return []


def decided_after_order(decided: Collection[date], ordered: Collection[date]) -> str | None:
    """What is wrong where the first placement order was made before anybody decided (554): the agency decides, then
    asks the court. A decision that follows the reversal of an earlier one may come after an order.
    """
    if not decided or not ordered or min(decided) <= min(ordered):
        return None
    return (
        f"The placement order is of {short_day(min(ordered))}, before the decision that the child should be placed for "
        "adoption (rule 554). One of the two days is wrong."
    )


def problems_of_reversal(
    ceased_on: date, reason: str, today: date, decided_on: date, *,
    reasons: Collection[str], has_placement_order: bool, is_placed: bool,
) -> list[Problem]:  # fmt: skip
    """What stands against a decision being reversed: 117, 119, 120, 522, 553."""
    found: list[Problem] = []
    if ceased_on > today:
        found.append(("on", "That day is still to come."))
    elif ceased_on < decided_on:
        found.append(("on", f"That is before the decision of {short_day(decided_on)} (522)."))
    if reason not in reasons:
        found.append(("reason", "Choose why (119, 120)."))
    if has_placement_order:
        found.append((None, "The placement order (E1) still holds: change the legal status first (553)."))
    if is_placed:
        found.append((None, "The child is placed for adoption: end that placement first."))
    return found


def problems_of_match(
    matched_on: date, today: date, decided_on: date, *, adopters: int | None, sex: str, legal: str,
    placed_on: date | None = None,
) -> list[Problem]:  # fmt: skip
    """What stands against a match with adopters: 175 to 177, 331, 333, 511 to 524."""
    found: list[Problem] = []
    if matched_on > today:
        found.append(("on", "That day is still to come."))
    elif matched_on < decided_on:
        found.append(("on", f"The match follows the decision of {short_day(decided_on)} (333)."))
    elif placed_on is not None and matched_on > placed_on:
        found.append(
            ("on", f"The child was placed for adoption on {short_day(placed_on)}: the match is before (331).")
        )
    if legal not in FITTING:
        found.append(("legal", "Choose how the adopters stand by law (177)."))
    elif sex not in FITTING[legal]:
        found.append(("legal", f"That does not fit who the adopters are ({FIT_RULE[legal]})."))
    couple = len(sex) == 2 and sex[-1] != "1"
    if adopters not in (1, 2):
        found.append(("adopters", "One or two people adopt (175)."))
    elif sex and (adopters == 2) is not couple:
        found.append(("adopters", "That does not fit who the adopters are (511)."))
    return found


def obstacle_to_placing(
    kind: str, on: date, status: str, decision: Decision | None, matched_on: date | None, is_foster_carer: bool | None,
    before: str = "",
) -> str | None:  # fmt: skip
    """Why a child may not be placed for adoption (A3 to A6) on a day: 331, 335, 336, 408, 521, 551, 552.

    ``before`` is the kind of the placement before.
    """
    if kind not in ADOPTION_PLACEMENTS:
        return None
    if decision is None or (decision.ceased_on is not None and decision.ceased_on <= on):
        return "Nobody decided that the child should be placed for adoption: record the decision first (551)."
    if on < decision.decided_on:
        return f"The decision is of {short_day(decision.decided_on)}: the placement follows it (521, 552)."
    if matched_on is None:
        return "The child is not matched with adopters: record the match first (331)."
    if on < matched_on:
        return f"The match is of {short_day(matched_on)}: the placement does not begin before it (331)."
    if kind in WITH_ORDER and status != PLACEMENT_ORDER:
        return "Without consent a placement order (E1) is needed: change the legal status first (408)."
    if is_foster_carer is not None and (kind in BY_CURRENT_CARER) is not is_foster_carer:
        return (
            "That does not fit the match: it says whether the adopters are the child’s foster carers (335)."
        )
    if kind in BY_CURRENT_CARER and before and before not in (*ADOPTION_PLACEMENTS, *FOSTER):
        return "A foster carer adopts where the child lives already: the placement before is with them (336)."
    return None


def problems_of_order(
    on: date, today: date, born_on: date | None, *, placement: str, placed_on: date | None,
    decision: Decision | None, matched_on: date | None,
) -> list[Problem]:  # fmt: skip
    """What stands against an adoption order on a day: 386, 390, 558, 582, 601 and the order of the days."""
    found: list[Problem] = []
    if on > today:
        found.append(("on", "That day is still to come."))
    if born_on is not None and on >= birthday(born_on, 18):
        found.append(("on", "Nobody is adopted from care at 18 or over (386)."))
    if decision is None or decision.ceased_on is not None:
        found.append(
            (None, "The decision that the child should be placed for adoption is missing (558, 601).")
        )
    if matched_on is None:
        found.append((None, "The match with adopters is missing (601)."))
    elif on <= matched_on:
        found.append(("on", f"The order follows the match of {short_day(matched_on)} (582)."))
    if placement not in ADOPTION_PLACEMENTS or placed_on is None:
        found.append((None, "The child is not placed for adoption (390)."))
    elif on <= placed_on:
        found.append(("on", f"The order follows the start of the placement, {short_day(placed_on)}."))
    return found


def guardianship_reason(on: date, *, is_former_carer: bool, is_kin: bool) -> str:
    """Why care ends by special guardianship, as a code: E45 to E48; E43 and E44 before these, which say less."""
    if on < KIN_TOLD_SINCE:
        return "E43" if is_former_carer else "E44"
    told = (is_former_carer, is_kin)
    return next(code for code, means in GUARDIANSHIP.items() if means == told)


def problems_of_guardianship(
    on: date,
    today: date,
    born_on: date | None,
    placement: str,
    is_former_carer: bool | None,
    is_kin: bool | None,
) -> list[Problem]:
    """What stands against a special guardianship order: 407 (not after 18), 516 (a former carer: from foster care)."""
    found: list[Problem] = []
    if is_former_carer is None:
        found.append(("former_carer", "Say whether the child lived with them in care."))
    if is_kin is None:
        found.append(("kin", "Say whether they are a relative or friend."))
    if on > today:
        found.append(("on", "That day is still to come."))
    if born_on is not None and on > birthday(born_on, 18):
        found.append(("on", "A special guardianship order is not made after the 18th birthday (407)."))
    if is_former_carer and placement not in FOSTER:
        found.append(("former_carer", "The child does not live with foster carers (516)."))
    return found


def problems_of_plan(
    kind: str, on: date, today: date, care_from: date, since: date | None, listed: Collection[str]
) -> list[Problem]:
    """What stands against a permanence plan from a day; ``since`` is when the one it replaces began."""
    found: list[Problem] = []
    if kind not in listed:
        found.append(("kind", "Choose the plan."))
    if on > today:
        found.append(("on", "That day is still to come."))
    elif on < care_from:
        found.append(("on", f"That is before care began, on {short_day(care_from)}."))
    elif since is not None and on <= since:
        found.append(("on", f"The plan that holds began on {short_day(since)}: another begins after that."))
    return found
