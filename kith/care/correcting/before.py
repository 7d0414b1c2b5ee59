"""What stood on record before an entry of a time in care was put right, in words."""

from datetime import date

from kith.care.models import CareCorrection
from kith.core.reading_words import short_day
from kith.practice.lists import CodeList

# what is told of each part: the column, and the code list where it holds a code
TOLD = {
    "period": (
        ("need", "category_of_need"),
        ("home_postcode", ""),
        ("before", "previous_permanence"),
        ("before_council", ""),
        ("before_when", ""),
    ),
    "status": (("code", "legal_status"), ("words", "")),
    "placement": (("kind", "placement_type"), ("carer", ""), ("postcode", ""), ("urn", "")),
    "review": (("held_on", ""), ("participation", "review_participation")),
}


def words_before(row: CareCorrection, lists: dict[str, CodeList]) -> str:
    """Everything that is told of the entry as it was, and from which day it held."""
    told = [(name, of, row.before.get(name)) for name, of in TOLD[row.part]]
    words = [str(lists[of].label(value) if of else value) for _, of, value in told if value]
    if row.part == "period" and row.before.get("is_unaccompanied"):
        words.append("an unaccompanied child")
    since = row.before.get("started_on")
    return ", ".join(words) + (f", from {short_day(date.fromisoformat(since))}" if since else "")
