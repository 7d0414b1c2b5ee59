"""Indicators that are known and cannot be counted yet, each with what it waits for."""

WAITING: dict[str, tuple[str, str]] = {
    "data_quality": ("Return errors outstanding", "statutory returns"),
    "availability": ("System availability", "measured service hours"),
    "package_spend": ("Committed against budget for care packages", "money"),
}
