"""What begins with every start of care and ends with its end, beside reviews, visits and the chain itself."""

from datetime import date

from django.utils.module_loading import import_string

from kith.access.models import Worker
from kith.care.models import CarePeriod

AT_START: tuple[str, ...] = ("permanence_plan",)
# by name, since these features stand on this one: ``(by, period)`` and ``(by, period, on=, reason=)``
WITH_START: tuple[str, ...] = ("kith.care.health.actions.begin_clocks",)
WITH_END: tuple[str, ...] = (
    "kith.care.ending.effects.end_with_care",
    "kith.care.missing.actions.end_with_care",
    "kith.care.permanence.actions.end_with_care",
    "kith.care.liberty.actions.end_with_care",
)


def begin(by: Worker, period: CarePeriod) -> None:
    """Everything else that begins with a time in care; part of that action."""
    for name in WITH_START:
        import_string(name)(by, period)


def end(by: Worker, period: CarePeriod, on: date, reason: str) -> None:
    """Everything else that ends with a time in care; part of that action. Raises ``Refused``."""
    for name in WITH_END:
        import_string(name)(by, period, on=on, reason=reason)
