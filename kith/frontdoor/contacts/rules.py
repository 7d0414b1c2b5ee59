"""What may be written on a contact besides its form: the caller, the home, one line a child, one an adult."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from kith.core import clock, sent_back
from kith.documents.post import rules as post

LONGEST = {
    "caller_name": 120,
    "caller_organisation": 160,
    "caller_phone": 30,
    "caller_email": 120,
    "home_told": 200,
    "postcode_told": 10,
    "source": 4,
    "method": 20,
    "name_told": 160,
    "born_told": 60,
    "sex_told": 1,
    "recommended": 40,
    "adult_name": 160,
    "adult_kin": 40,
    "adult_born": 60,
    "adult_phone": 30,
}
OF_A_CHILD = ("name_told", "born_told", "sex_told", "recommended")
OF_AN_ADULT = {
    "adult_name": "name_told", "adult_kin": "kin_told", "adult_born": "born_told", "adult_phone": "phone_told",
}  # fmt: skip
# what an adult can be told to be to all the children; whoever is it to one of them alone is related in the family
KIN = (
    "mother", "father", "parent", "step-parent", "grandparent", "aunt or uncle", "carer", "foster carer",
    "special guardian",
)  # fmt: skip
LISTS = {"source": "referral_source", "method": "contact_method", "recommended": "contact_outcome"}
SEXES = (("U", "Not known"), ("F", "Girl"), ("M", "Boy"))
WORDS = {
    "caller_name": "the caller’s name",
    "caller_organisation": "where the caller is from",
    "caller_phone": "the telephone number",
    "caller_email": "the e-mail address",
    "home_told": "the address",
    "postcode_told": "the postcode",
    "name_told": "the child’s name",
    "born_told": "the birth date or age",
    "adult_name": "the adult’s name",
    "adult_born": "the birth date or age",
    "adult_phone": "the telephone number",
}
MOST_CHILDREN, MOST_ADULTS = 40, 8
FEWEST_LINES = 3
DIGITS_OF_A_LINE = 2


@dataclass(frozen=True, slots=True)
class Told:
    """A fact as somebody typed it, and the version of it that they saw."""

    value: str
    base_version: int = 0


def fact_and_line(name: str) -> tuple[str, int | None] | None:
    """``source`` gives ("source", None), ``name_told.3`` gives ("name_told", 3); None for what is no fact."""
    fact, _, place = name.partition(".")
    if fact not in LONGEST:
        return None
    if fact not in OF_A_CHILD and fact not in OF_AN_ADULT:
        return None if place else (fact, None)
    if not (place.isascii() and place.isdecimal()) or len(place) > DIGITS_OF_A_LINE:
        return None
    most = MOST_ADULTS if fact in OF_AN_ADULT else MOST_CHILDREN
    return (fact, int(place)) if 1 <= int(place) <= most else None


def column(fact: str) -> str:
    """Where a fact is kept on its row."""
    return OF_AN_ADULT.get(fact, fact)


def problem(fact: str, value: str, offered: Collection[str]) -> str | None:
    """Why a fact cannot be kept, or None. ``offered`` are the codes to choose from, where there are some."""
    if "\x00" in value:
        return f"There is a sign in {WORDS.get(fact, 'this')} that cannot be kept. Type it again."
    if fact == "sex_told":
        return None if value in dict(SEXES) else "Choose a sex from the list, or leave it as not known."
    if fact in LISTS or fact == "adult_kin":
        return None if not value or value in offered else "Choose one of the answers offered."
    if len(value) > LONGEST[fact]:
        return f"Write {WORDS[fact]} in at most {LONGEST[fact]} letters; there are {len(value)}."
    return post.address_problem(value) if fact == "caller_email" and value else None


def facts_in(posted: Mapping[str, str]) -> dict[str, Told]:
    """The facts among the fields of a posted form, each with the version its page was shown with."""
    seen = sent_back.versions(posted.get("_seen", ""))
    return {
        name: Told(" ".join(value.split()), seen.get(name, 0))
        for name, value in posted.items()
        if fact_and_line(name)
    }


def is_blank_line(values: Mapping[str, str]) -> bool:
    """Whether nothing was told on a line: a sex alone names no child."""
    return not (values.get("name_told", "").strip() or values.get("born_told", "").strip())


def enough_to_look(values: Mapping[str, str], home: str, lines: int) -> bool:
    """Whether it is worth looking for a child: a name and something beside it, or a whole date without a name.

    Two words are a name and something; so are a birth date or age, a sex, the home, or another child.
    """
    name = values.get("name_told", "").split()
    beside = [
        values.get("born_told", "").strip(), home.strip(), values.get("sex_told", "U") != "U", lines > 1, name[1:]
    ]  # fmt: skip
    return bool(name) and any(beside)


def shown_lines(taken: Iterable[int]) -> list[int]:
    """The positions to show: those in use and, after them, blank ones, at least three in all."""
    used = sorted(taken)
    last = max(used, default=0)
    blank = max(FEWEST_LINES - len(used), 0 if last >= MOST_CHILDREN else int(bool(used)))
    return used + [last + more for more in range(1, blank + 1) if last + more <= MOST_CHILDREN]


def shown_adults(taken: Iterable[int]) -> list[int]:
    """The positions of adults to show: those in use and one blank one."""
    used = sorted(taken)
    last = max(used, default=0)
    return used + ([last + 1] if last < MOST_ADULTS else [])


def received(on: date | None, at: time | None, now: datetime) -> datetime:
    """When a contact came in: now, or the day and time that were typed, in London.

    A time alone is of today; a day alone keeps the present time of day.
    """
    if on is None and at is None:
        return now
    here = clock.london(now)
    return datetime.combine(on or here.date(), at or here.time(), tzinfo=clock.LONDON)
