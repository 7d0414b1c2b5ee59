"""How long children stand so, in words, and which of them a list is about."""

from datetime import date

from kith.core import reading_words
from kith.core.period import add_months

# (what the address says, words, months): "longer than two years" is asked of plans in every quarter's report
LENGTHS = (("3m", "Over 3 months", 3), ("1y", "Over a year", 12), ("2y", "Over two years", 24))


def before(length: str, today: date) -> date | None:
    """What began before this day has lasted longer than ``length``; None where that is not asked."""
    months = next((months for code, _, months in LENGTHS if code == length), None)
    return add_months(today, -months) if months else None


def how_long(started_on: date, today: date) -> str:
    """'12 days', '5 months', '2 years 3 months': whole months that have passed, days before the first."""
    months = (today.year - started_on.year) * 12 + today.month - started_on.month
    months -= add_months(started_on, months) > today
    if months < 1:
        return reading_words.count((today - started_on).days, "day")
    years, rest = divmod(months, 12)
    told = [reading_words.count(*one) for one in ((years, "year"), (rest, "month")) if one[0]]
    return " ".join(told)
