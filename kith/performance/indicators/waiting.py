"""Indicators that are known and cannot be counted yet, each with what it waits for."""

WAITING: dict[str, tuple[str, str]] = {
    "assessment_internal_review": (
        "Assessments with the review point held on time",
        "the day on which a review point was held",
    ),
    "data_quality": ("Return errors outstanding", "statutory returns"),
    "availability": ("System availability", "measured service hours"),
    "package_spend": ("Committed against budget for care packages", "money"),
}
