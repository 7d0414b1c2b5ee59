"""Which columns of the list behind a measure are worth showing, and their headings. No Django here."""

from collections.abc import Mapping

from kith.performance.definition import Indicator, Stock

COLUMNS = {
    "received_on": "Received",
    "decided_on": "Decided",
    "decision_working_days": "Working days",
    "previous_on": "Referred before",
    "title": "Work",
    "factors": "Factors",
    "children": "Children",
    "full_time": "Of full hours",
    "care_from_on": "In care since",
    "plan_from_on": "On a plan since",
    "placed_on": "Placed",
    "from_on": "Clock from",
    "clock_from_on": "Clock from",
    "began_on": "Counted from",
    "due_on": "Due",
    "review_point_on": "Review point",
    "review_held_on": "Review held",
    "held_on": "Held",
    "met_on": "Happened",
    "conference_on": "Conference",
    "ended_on": "Ended",
    "miles": "Miles",
    "score": "Score",
    "completed_on": "Completed",
    "submitted_on": "Sent",
    "working_days": "Working days",
    "working_days_late": "Working days late",
    "returns": "Sent back before",
    "involvement_on": "Open since",
    "unallocated_since": "Unallocated since",
    "referred_on": "Referred",
    "allocated_on": "Allocated",
    "late_reason": "Reason recorded",
}

# what a measure shows that is about something of its own in a relation of many
OWN: Mapping[str, tuple[str, ...]] = {
    "factors": ("title", "factors", "completed_on"),
    "assessment_internal_review": ("title", "review_point_on", "review_held_on", "completed_on"),
}
ONLY_THERE = ("factors", "review_point_on", "review_held_on")


def columns(indicator: Indicator) -> list[tuple[str, str]]:
    """The columns worth showing for a measure: (name, heading), in the order of `COLUMNS`."""
    used = OWN.get(indicator.code, indicator.fact.columns)
    return [
        (name, words) for name, words in COLUMNS.items() if name in used and not _needless(name, indicator)
    ]


def tells_reasons(indicator: Indicator) -> bool:
    """Whether its rows say why they are late, as the ones that are not in time."""
    return indicator.good != "neither" and any(name == "late_reason" for name, _ in columns(indicator))


def _needless(name: str, indicator: Indicator) -> bool:
    if indicator.code not in OWN and name in ONLY_THERE:
        return True
    if name == "unallocated_since":
        return "worker_id is null" not in indicator.rows.condition
    if name == "working_days_late" or name == "completed_on":
        return isinstance(indicator, Stock)
    if name in ("decided_on", "working_days", "returns") and indicator.fact.name == "sign_offs":
        return isinstance(indicator, Stock)
    if name == "ended_on":
        return indicator.is_state
    return name == "previous_on" and indicator.code != "re_referral_12m"
