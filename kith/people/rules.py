"""What may stand on a person's record, and how a person is spoken of. Answers are reasons or None."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from kith.core import identifiers, names, reading_words

# the columns of a person that the words below are made from
NAME = ("given_name", "family_name", "known_as")  # what `full_name` takes
SPOKEN_OF = (
    "id", "given_name", "family_name", "known_as", "born_on", "born_by", "born_precision", "sex", "died_on",
)  # fmt: skip
SEX_WORDS = {"F": ("girl", "woman"), "M": ("boy", "man")}
SEXES = {"F": "female", "M": "male", "U": "not known"}
ADULT = 18
POSTCODE = re.compile(r"^([A-Z]{1,2}\d[A-Z\d]?)(\d[A-Z]{2})$")
NO_POSTCODE = "This is no postcode of the United Kingdom, such as WM4 2QT. Leave it empty if it is not known."
NUMBER_PROBLEMS = {"nhs": identifiers.nhs_number_problem, "upn": identifiers.upn_problem}
LONGEST_NAME = 120
LONGEST_LIFE = 120
LONGEST_PREGNANCY = timedelta(days=280)  # from its first day to the day expected; census rule 8606

# what `person` is to `other`, and what `other` then is to `person`
RELATIONSHIPS = {
    "mother": "child",
    "father": "child",
    "parent": "child",
    "adoptive parent": "adopted child",
    "step-parent": "stepchild",
    "special guardian": "cared-for child",
    "foster carer": "fostered child",
    "carer": "cared-for child",
    "grandparent": "grandchild",
    "aunt or uncle": "niece or nephew",
    "brother or sister": "brother or sister",
    "half-brother or half-sister": "half-brother or half-sister",
    "step-brother or step-sister": "step-brother or step-sister",
    "cousin": "cousin",
    "husband or wife": "husband or wife",
    "former husband or wife": "former husband or wife",
    "partner": "partner",
    "former partner": "former partner",
    "friend": "friend",
    "social network": "social network",
}
OTHER_WAY_ROUND = RELATIONSHIPS | {
    "child": "parent",
    "son": "parent",
    "daughter": "parent",
    "brother": "brother or sister",
    "sister": "brother or sister",
    "grandmother": "grandchild",
    "grandfather": "grandchild",
    "aunt": "niece or nephew",
    "uncle": "niece or nephew",
    "stepmother": "stepchild",
    "stepfather": "stepchild",
}
# what one end of a relationship says of parents, and of brothers and sisters
PARENTS = ("mother", "father", "parent")
SIBLINGS = (
    "brother", "sister", "brother or sister", "half-brother or half-sister", "step-brother or step-sister",
)  # fmt: skip


def sounds(*parts: str) -> list[str]:
    """The sound codes stored with a name, from its parts."""
    return list(names.sound_codes(" ".join(part for part in parts if part)))


def full_name(given_name: str, family_name: str, known_as: str = "") -> str:
    """The name to show: known-as or given name, and family name."""
    return " ".join(part for part in (known_as or given_name, family_name) if part)


def split_name(told: str) -> tuple[str, str]:
    """A name as told in its parts: the last word is the family name, one word alone is a first name."""
    parts = told.split()
    return (" ".join(parts[:-1]), parts[-1]) if len(parts) > 1 else (" ".join(parts), "")


def tidy_postcode(text: str) -> str | None:
    """A postcode as it is written, 'WM4 2QT'; nothing for nothing, None when it is none."""
    plain = re.sub(r"\s", "", text).upper()
    if not plain:
        return ""
    found = POSTCODE.match(plain)
    return f"{found[1]} {found[2]}" if found else None


def number_problem(kind: str, value: str) -> str | None:
    """Why this is not a number of that kind, in words."""
    plain = identifiers.tidy(value)
    if kind in NUMBER_PROBLEMS:
        return NUMBER_PROBLEMS[kind](value)
    if not plain or len(plain) > 40 or not plain.isalnum():
        return "Enter the number as the older system writes it: letters and digits, at most 40."
    return None


def phone_problem(number: str) -> str | None:
    """Why nobody can be rung at this number, in words."""
    digits = re.sub(r"\D", "", number)
    if not 6 <= len(digits) <= 15 or len(number) > 30 or re.search(r"[^\d\s()+./-]", number):
        return "Enter a telephone number with its area code, for example 01632 960 118."
    return None


def age_words(born_on: date | None, precision: str, on: date, died_on: date | None = None) -> str:
    """An age for a list: '9', '7 months', 'unborn', 'about 9', or nothing when it is not known."""
    if died_on is not None and died_on <= on:
        return "died"
    if precision == "expected":
        return "unborn"
    if born_on is None or precision == "unknown" or born_on > on:
        return ""
    words = reading_words.age(born_on, on)
    return f"about {words}" if precision in ("year", "age") else words


def sex_words(sex: str, born_on: date | None, on: date) -> str:
    """'girl', 'boy', 'woman', 'man', or nothing when it is not recorded."""
    words = SEX_WORDS.get(sex)
    if words is None:
        return ""
    return words[is_adult(born_on, on)]


def language_code(told: str, listed: Iterable[tuple[str, str]]) -> str:
    """The code of a language of the list, however it is written; another language as it was told."""
    words = " ".join(told.split())
    return next((code for code, label in listed if words.casefold() == label.casefold()), words)


def is_adult(born_on: date | None, on: date) -> bool:
    """Whether somebody is eighteen or more; who has no birth date on record is not taken for an adult."""
    return born_on is not None and born_on <= on and reading_words.whole_years(born_on, on) >= ADULT


def born_words(born_on: date | None, born_by: date | None, precision: str) -> str:
    """'21 Apr 2017', 'Apr 2017', '2017', 'about 2017', 'due 3 Feb 2027', or 'not known'."""
    if born_on is None:
        return "not yet born" if precision == "expected" else "not known"
    month = f"{reading_words.MONTHS[born_on.month - 1]} {born_on.year}"
    if precision == "expected":
        exact = born_by is None or born_by == born_on
        return f"due {reading_words.short_day(born_on) if exact else month}"
    last = born_by or born_on
    about = f"{born_on.year}" if last.year == born_on.year else f"{born_on.year}–{last.year}"
    return {"exact": reading_words.short_day(born_on), "month": month, "year": about}.get(
        precision, f"about {about}"
    )


def span_words(first: date, last: date) -> str:
    """A stretch of days one may be born in: 'on 21 Apr 2017', 'in 2017', 'between … and …'."""
    if first == last:
        return f"on {reading_words.short_day(first)}"
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return f"in {first.year}"
    return f"between {reading_words.short_day(first)} and {reading_words.short_day(last)}"


def obstacle_to_name(given_name: str, family_name: str, known_as: str = "") -> str | None:
    """Why somebody cannot be recorded under this name."""
    if not any(names.words(part) for part in (given_name, family_name, known_as)):
        return "Enter a name. If none is known, write what people call them, for example: unknown boy."
    if max(len(part) for part in (given_name, family_name, known_as)) > LONGEST_NAME:
        return f"A name has at most {LONGEST_NAME} letters."
    return None


def obstacle_to_birth(born_on: date | None, precision: str, died_on: date | None, today: date) -> str | None:
    """Why these cannot be the days of a life."""
    if born_on is not None and born_on > today and precision != "expected":
        return "A date of birth cannot be in the future. For a child not yet born write due and the date."
    if born_on is not None and precision == "expected" and born_on > today + LONGEST_PREGNANCY:
        return "The child is expected too far ahead. Check the date."
    if born_on is not None and reading_words.whole_years(born_on, today) > LONGEST_LIFE:
        return f"That is more than {LONGEST_LIFE} years ago. Check the year."
    return obstacle_to_death(born_on, precision, died_on, today) if died_on else None


def obstacle_to_death(born_on: date | None, precision: str, died_on: date, today: date) -> str | None:
    """Why somebody cannot have died on this day."""
    if died_on > today:
        return "A date of death cannot be in the future."
    if born_on is not None and precision != "expected" and died_on < born_on:
        return f"A person cannot die before birth: born {reading_words.short_day(born_on)}."
    return None


def obstacle_to_being_born(precision: str, born_on: date | None, today: date) -> str | None:
    """Why a child expected so far cannot be recorded as born on this day."""
    if precision != "expected":
        return "This person is already recorded as born."
    if born_on is None:
        return "Enter the date of birth."
    return obstacle_to_birth(born_on, "exact", None, today)


def obstacle_to_period(started_on: date | None, ended_on: date | None, today: date) -> str | None:
    """Why something cannot have held from one day to another."""
    if started_on is not None and ended_on is not None and ended_on < started_on:
        return f"It cannot end before it starts on {reading_words.short_day(started_on)}."
    if started_on is not None and started_on > today:
        return "A start cannot be in the future."
    if ended_on is not None and ended_on > today:
        return "An end cannot be in the future."
    return None


def obstacle_to_relating(person: int, other: int, kind: str) -> str | None:
    """Why one person cannot be this to the other."""
    if person == other:
        return "Nobody can be related to themselves. Choose somebody else."
    if kind not in OTHER_WAY_ROUND:
        return "Choose what they are to each other."
    return None


def obstacle_to_moving(
    since: date, lived_since: date | None, born_on: date | None, today: date
) -> str | None:
    """Why somebody who has lived somewhere since `lived_since` cannot have moved on the day `since`."""
    if since > today:
        return "A move cannot be in the future."
    if born_on is not None and since < born_on:
        return f"Nobody lives anywhere before birth: born {reading_words.short_day(born_on)}."
    if lived_since is not None and since <= lived_since:
        return (
            f"They are recorded at another address since {reading_words.short_day(lived_since)}. "
            "Enter a later day: nobody has two homes at a time here."
        )
    return None
