"""The words of the banner on a record."""

from datetime import date

from kith.core import reading_words


def born_words(born_on: date | None, precision: str, told: str) -> str:
    """'born 3 February 2017', 'due 12 February 2027', 'born about 2017', or 'birth date not known'."""
    if born_on is None or precision == "unknown":
        return "birth date not known"
    day = reading_words.long_day(born_on).split(" ", 1)[1]
    if precision == "exact":
        return f"born {day}"
    if precision == "expected":
        return f"due {day}"
    if precision == "month":
        return f"born in {day.split(' ', 1)[1]}"
    return f"born about {born_on.year} (told: “{told}”)" if told else f"born about {born_on.year}"


def seen_words(last: date | None, how: str, today: date) -> str:
    """'29 Sep, alone', with how long ago when it is more than four weeks."""
    if last is None:
        return "not yet"
    words = reading_words.day_seen_from(last, today) + (", alone" if how == "alone" else "")
    days = (today - last).days
    return f"{words} ({days} days ago)" if days > 28 else words


def review_words(review_on: date | None, today: date) -> str:
    """When an alert is looked at again, to stand behind its words; nothing when no day is set."""
    if review_on is None:
        return ""
    return f" – review {'overdue since ' if review_on < today else ''}{reading_words.short_day(review_on)}"
