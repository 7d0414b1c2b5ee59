"""What the looked-after return will say of a time in care as it is on record, so that it is put right in time."""

from datetime import date

from kith.care.models import Placement
from kith.care.period import rules as periods
from kith.care.period.queries import Held
from kith.care.placement import rules as placements
from kith.care.status import rules as statuses


def of_period(held: Held, today: date) -> list[str]:
    """Everything that is wrong, in words with the number of the rule; nothing where all is well."""
    return [*_start(held, today), *_statuses(held, today), *_placements(held, today), *_age(held, today)]


def _start(held: Held, today: date) -> list[str]:
    period = held.period
    if period.is_unaccompanied:
        words = periods.young_and_alone(held.child, period.unaccompanied_until, today)
        return [words] if words else []
    return [] if period.home_postcode else ["The postcode of home before care is missing (rule 392b)."]


def _statuses(held: Held, today: date) -> list[str]:
    """Statuses of the same code stand apart by another, so that each is a sequence of its own (361 to 364)."""
    return [
        words
        for one in held.statuses
        for words in statuses.warnings(one.code, [(one.started_on, one.ended_on)], today)
    ]


def _placements(held: Held, today: date) -> list[str]:
    lived = [_lived(held, one) for one in held.placements]
    return [words for one in lived for words in placements.warnings(one, lived, today)]


def _lived(held: Held, row: Placement) -> placements.Lived:
    period = held.period
    return placements.Lived(
        row.kind, row.started_on, row.ended_on, row.urn, row.postcode, row.miles, period.home_postcode,
        period.is_unaccompanied,
    )  # fmt: skip


def _age(held: Held, today: date) -> list[str]:
    if held.standing.ended_on is not None:
        return []
    words = statuses.past_eighteen(held.child, held.statuses[-1].code, held.placements[-1].kind, today)
    return [words] if words else []
