"""What an order of a court means for a time in care: whether it may end it, and which reasons of the list ``rec`` fit.

Which order takes the place of care is general knowledge of the Children Act 1989, section 91, and the Adoption and
Children Act 2002, section 46; neither was read. Codes of orders are those of the lists ``court_order`` and
``order_end``.
"""

from collections.abc import Collection

CODE = "care_to_end"  # the clock that runs from an order until the end of care is recorded
GIVEN_BY_COURT = ("C1", "C2", "D1", "E1")  # legal statuses that hold by an order
ADOPTED = ("E11", "E12")
# orders that take the place of care whatever its legal status, and why it ends then
IN_PLACE: dict[str, tuple[str, ...]] = {
    "adoption": ADOPTED,
    "special_guardianship": ("E45", "E46", "E47", "E48", "E43", "E44"),
    "child_arrangements": ("E41",),
    "residence": ("E41",),
}
# orders that take away an order under which a child is in care: then care ends, or another legal status follows
INSTEAD = ("supervision", "discharge")
# how an order under which a child is in care may be over, and why care ends then where that is told with it
OVER: dict[str, tuple[str, ...]] = {
    "discharged": (),
    "ran_out": (),
    "grown_up": (),
    "adopted": ADOPTED,
    "died": ("E2",),
}


def may_end(kind: str, status: str) -> bool:
    """Whether an order of this kind may end the care of a child who is in it under this legal status."""
    return kind in IN_PLACE or (kind in INSTEAD and status in GIVEN_BY_COURT)


def is_over(code: str, end_reason: str, status: str) -> bool:
    """Whether care goes on under the legal status ``code`` of an order that is over, and none follows it."""
    return code == status and end_reason in OVER


def may_go_on(about: str) -> bool:
    """Whether care may go on under another legal status; what takes its place ends it."""
    return about not in IN_PLACE


def reasons(about: str, known: Collection[str]) -> list[str]:
    """Which of the reasons that are known on the day fit what the court said; none where it says nothing of that."""
    fitting = IN_PLACE.get(about) or OVER.get(about, ())
    return [one for one in fitting if one in known]
