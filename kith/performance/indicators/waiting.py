"""Indicators that are known and cannot be counted yet, each with what it waits for."""

FORM = "an answer of a form that is a column of its own"

WAITING: dict[str, tuple[str, str]] = {
    "assessment_internal_review": (
        "Assessments with the review point held on time",
        "the day on which a review point was held",
    ),
    "factors": ("Assessments with each factor", FORM),
    "cases_without_target_end": (
        "Open work without a target end date",
        "a target end date of a case on record",
    ),
    "data_quality": ("Return errors outstanding", "statutory returns"),
    "availability": ("System availability", "measured service hours"),
    "package_spend": ("Committed against budget for care packages", "money"),
}
