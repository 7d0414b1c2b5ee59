"""How callers speak of people: each kind of slip, part and guess, made from somebody of the invented population.

A pair is what was told and who it is (nobody, for strangers). Pure, and the same for each seed.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from kith.core.reading_words import LONG_MONTHS, short_day, whole_years
from kith.desk.bench.matching_people import MIDDLE, Invented, family_name, strangers

NICKNAMES = {
    "Oliver": "Ollie", "Thomas": "Tommy", "Joshua": "Josh", "Henry": "Harry", "Stephen": "Steve", "Zachary": "Zac",
    "Isabella": "Bella", "Charlotte": "Lottie", "Emily": "Em", "Olivia": "Liv", "Matilda": "Tilly", "Jacob": "Jake",
    "Penelope": "Penny", "Eliza": "Liz", "Florence": "Flo", "Amelia": "Millie", "Isaac": "Zac", "Paul": "Paulie",
    "Daniel": "Danny", "Emmanuel": "Manny", "Muhammad": "Mo", "Mohammed": "Mo", "Archie": "Archibald",
    "Alfie": "Alfred", "Freddie": "Fred", "Theo": "Theodore", "Evie": "Evelyn", "Millie": "Amelia", "Leo": "Leonard",
    "Kayleigh": "Kay", "Courtney": "Court", "Elsie": "Elizabeth", "Molly": "Mary", "Nancy": "Ann", "Rosie": "Rose",
    "Abigail": "Abbie", "Finley": "Fin", "Bradley": "Brad", "Brandon": "Bran", "Callum": "Cal", "Jermaine": "Jay",
    "Ibrahim": "Ibby", "Harpreet": "Harry", "Jasleen": "Jas", "Sophia": "Sophie", "Agnieszka": "Aga",
    "Katarzyna": "Kasia", "Małgorzata": "Gosia", "Jakub": "Kuba", "Tomáš": "Tomek", "Łukasz": "Lukas",
}  # fmt: skip
SPELLINGS = {
    "Muhammad": "Mohamed", "Mohammed": "Muhammed", "Ahmed": "Ahmad", "Hassan": "Hasan", "Yusuf": "Youssef",
    "Ibrahim": "Ebrahim", "Umar": "Omar", "Ayesha": "Aisha", "Aisha": "Aysha", "Fatima": "Fatemah", "Zainab": "Zaynab",
    "Maryam": "Mariam", "Khadija": "Khadeeja", "Bilal": "Belal", "Hamza": "Hamzah", "Ismail": "Esmail", "Noor": "Nur",
    "Szymon": "Simon", "Jakub": "Yakub", "Zofia": "Sofia", "Julia": "Yulia", "Maja": "Maya", "Filip": "Philip",
    "Łukasz": "Lukash", "Piotr": "Pyotr", "Paweł": "Pavel", "Katarzyna": "Katazhina", "Gurpreet": "Gurprit",
    "Simran": "Simrun", "Ștefan": "Stefan", "Tomáš": "Tomash", "Eliška": "Elishka", "Niamh": "Neve",
    "Saoirse": "Sersha", "Caoimhe": "Keeva", "Aoife": "Eefa", "Seán": "Shaun", "Conor": "Connor", "Róisín": "Rosheen",
    "Ciara": "Keira", "Sinéad": "Shinaid", "Eoghan": "Owen", "Oisín": "Osheen", "Cillian": "Killian",
    "Pádraig": "Patrick", "Darragh": "Dara", "Gráinne": "Grania",
}  # fmt: skip
BY_EAR = (
    ("ph", "f"), ("ck", "k"), ("ie", "y"), ("ee", "ea"), ("c", "k"), ("y", "i"), ("ou", "ow"), ("gh", ""), ("ll", "l"),
    ("oo", "u"), ("x", "ks"), ("th", "t"), ("z", "s"), ("ew", "u"), ("w", "wh"), ("er", "a"), ("tt", "t"), ("e", ""),
)  # fmt: skip
STRANGERS = ("stranger", "stranger told by age", "stranger with a name on record")
NUMBERS_OF = {
    "as recorded": 300, "a wrong letter": 350, "a letter missing or double": 350, "two letters changed places": 250,
    "spelt by ear, and the year": 300, "family name first": 150, "day and month changed places": 300,
    "a wrong digit in the date": 300, "two digits of the date changed places": 200, "a nickname": 200,
    "initials": 150, "month and year": 250, "year only": 200, "age": 250, "school year": 200,
    "a former surname": 200, "a surname not on record": 150, "half of a double name": 200,
    "written together or apart": 150, "apostrophes and accents": 200, "another spelling of a foreign name": 200,
    "other letters": 100, "twins of like names": 300, "same name and birthday": 200, "name and address": 200,
    "first name and address": 100, "first name and telephone": 100, "a middle name more": 150, "a number": 150,
    "a number with a slip": 100, "a line of a contact with its home": 200,
    "stranger": 500, "stranger told by age": 250, "stranger with a name on record": 300,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """What was told, and who it is: ``right`` is None for a stranger. ``born`` and ``home`` fill a contact's line."""

    kind: str
    text: str
    right: int | None
    born: str = ""
    home: str = ""
    sex: str = "U"

    @property
    def on_a_line(self) -> bool:
        """Whether it was written on a line of a contact instead of the search box."""
        return bool(self.born or self.home)


def pairs(rng: Random, people: Sequence[Invented], today: date, share: float = 1.0) -> list[Told]:
    """The labelled set, in the order of the kinds; ``share`` of it where less is enough."""
    children = [one for one in people if one.is_child and one.born_on < today]
    adults = {one.home: one for one in reversed(people) if not one.is_child}
    found: list[Told] = []
    for kind, number in NUMBERS_OF.items():
        wanted = max(round(number * share), 1)
        if kind in STRANGERS:
            found += _of_strangers(kind, rng, children, today, wanted)
        else:
            found += _of_kind(kind, rng, children, adults, today, wanted)
    return found


def _of_kind(
    kind: str,
    rng: Random,
    children: Sequence[Invented],
    adults: dict[int, Invented],
    today: date,
    number: int,
) -> Iterator[Told]:
    """Pairs of one kind; people are drawn until so many could be told of in this way, each at most a few times."""
    tell = WAYS[kind]
    able = [one for one in children if FIT.get(kind, _ordinary)(one)]
    for _ in range(number * 20):
        if number == 0 or not able:
            return
        one = rng.choice(able)
        told = tell(one, rng, today, adults)
        if told is not None:
            number -= 1
            yield told


def _of_strangers(
    kind: str, rng: Random, children: Sequence[Invented], today: date, number: int
) -> Iterator[Told]:
    for one in strangers(rng, today, number):
        if kind == "stranger":
            yield Told(kind, f"{one.name} {_day(one.born_on, rng)}", None)
        elif kind == "stranger told by age":
            yield Told(kind, f"{one.name} {_age(one.born_on, today)}", None)
        else:
            alike = rng.choice(children)
            born = (
                one.born_on if abs((one.born_on - alike.born_on).days) > 14 else one.born_on - timedelta(400)
            )
            yield Told(kind, f"{alike.told_as or alike.name} {_day(born, rng)}", None)


# --- who can be told of in this way --------------------------------------------------------------------


def _ordinary(one: Invented) -> bool:
    return not one.oddity


FIT: dict[str, Callable[[Invented], bool]] = {
    "a former surname": lambda one: bool(one.former),
    "half of a double name": lambda one: "-" in one.family and not one.oddity,
    "written together or apart": lambda one: "-" in one.name or " " in one.family or " " in one.given,
    "apostrophes and accents": lambda one: (
        not one.oddity and one.family.startswith(("O'", "O’", "Mc", "Mac "))
    ),
    "a nickname": lambda one: not one.oddity and one.given in NICKNAMES,
    "another spelling of a foreign name": lambda one: not one.oddity and one.given in SPELLINGS,
    "other letters": lambda one: one.oddity == "other letters",
    "twins of like names": lambda one: one.oddity == "twin",
    "same name and birthday": lambda one: one.oddity == "namesake",
    "two digits of the date changed places": lambda one: not one.oddity and len({*str(one.born_on.day)}) == 2,
    "school year": lambda one: not one.oddity and one.born_on.year in range(2011, 2022),
}


# --- the days -----------------------------------------------------------------------------------------------


def _day(born: date, rng: Random) -> str:
    """A day as people write it."""
    ways = (
        f"{born.day}/{born.month}/{born.year}", f"{born.day}/{born.month}/{born.year % 100:02d}",
        f"{born.day:02d}.{born.month:02d}.{born.year}", short_day(born), born.isoformat(),
    )  # fmt: skip
    return rng.choice(ways)


def _age(born: date, today: date) -> str:
    years = whole_years(born, today)
    months = (today.year - born.year) * 12 + today.month - born.month - (today.day < born.day)
    return (
        f"aged {years}"
        if years >= 2
        else f"{months} months"
        if months
        else f"{(today - born).days // 7} weeks"
    )


def _class(born: date, today: date) -> str:
    """The school year somebody of this age is in."""
    began = today.year if today.month >= 9 else today.year - 1
    number = began - 5 - (born.year if born.month >= 9 else born.year - 1)
    return "reception" if number == 0 else f"year {number}" if 1 <= number <= 13 else ""


def _slipped_day(born: date, rng: Random) -> date | None:
    """One digit of the day, month or year another."""
    digits = list(f"{born.day:02d}{born.month:02d}{born.year % 100:02d}")
    place = rng.randrange(6)
    digits[place] = rng.choice([one for one in "0123456789" if one != digits[place]])
    return _from_digits("".join(digits))


def _turned_day(born: date, rng: Random) -> date | None:
    """Two digits of the day, or the last two of the year, the other way round."""
    digits = f"{born.day:02d}{born.month:02d}{born.year % 100:02d}"
    place = rng.choice((0, 0, 4))
    turned = digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]
    return _from_digits(turned) if turned != digits else None


def _from_digits(six: str) -> date | None:
    try:
        return date(2000 + int(six[4:]), int(six[2:4]), int(six[:2]))
    except ValueError:
        return None


# --- the names ----------------------------------------------------------------------------------------------


def _letter_wrong(word: str, rng: Random) -> str:
    place = rng.randrange(1, len(word)) if len(word) > 1 else 0
    return word[:place] + rng.choice("abcdefghijklmnoprstuvwy") + word[place + 1 :]


def _letter_missing(word: str, rng: Random) -> str:
    place = rng.randrange(1, len(word)) if len(word) > 1 else 0
    return word[:place] + (word[place] * 2 if rng.random() < 0.4 else "") + word[place + 1 :]


def _letters_turned(word: str, rng: Random) -> str:
    place = rng.randrange(0, len(word) - 1) if len(word) > 1 else 0
    return word[:place] + word[place : place + 2][::-1] + word[place + 2 :]


def _heard(word: str, rng: Random) -> str:
    rules = [(one, other) for one, other in BY_EAR if one in word[1:].lower()]
    one, other = rng.choice(rules or [("", "")])
    return word[0] + word[1:].replace(one, other, 1) if one else word


def _in_one_name(one: Invented, rng: Random, change: Callable[[str, Random], str]) -> str:
    """A change in one word of at least four letters, more often of the family name."""
    words = one.name.split()
    long = [place for place, word in enumerate(words) if len(word) >= 4] or [len(words) - 1]
    place = rng.choice([*long, long[-1]])
    return " ".join([*words[:place], change(words[place], rng), *words[place + 1 :]])


def _plain(text: str, rng: Random) -> str:
    """A name with an apostrophe or Mac as people type it who do not look."""
    without = text.replace("’", "'")
    return rng.choice((without.replace("'", ""), without.replace("'", " "), without.replace("'", "’"),
                       without.lower(), without.replace("Mac ", "Mac"), without.replace("Mc", "Mac"),
                       without.replace("Mc", "Mc ")))  # fmt: skip


# --- the ways ------------------------------------------------------------------------------------------------

Adults = dict[int, Invented]
Way = Callable[[Invented, Random, date, Adults], Told | None]


def _way(kind: str, words: Callable[[Invented, Random, date], str | None]) -> Way:
    """A way that only depends on the person."""

    def tell(one: Invented, rng: Random, today: date, adults: Adults) -> Told | None:
        text = words(one, rng, today)
        return Told(kind, text, one.id) if text else None

    return tell


def _named(change: Callable[[str, Random], str]) -> Callable[[Invented, Random, date], str]:
    return lambda one, rng, today: f"{_in_one_name(one, rng, change)} {_day(one.born_on, rng)}"


def _dated(change: Callable[[date, Random], date | None]) -> Callable[[Invented, Random, date], str | None]:
    def words(one: Invented, rng: Random, today: date) -> str | None:
        told = change(one.born_on, rng)
        fits = told and told != one.born_on and date(2008, 1, 1) <= told <= today
        return f"{one.name} {_day(told, rng)}" if told and fits else None

    return words


def _month_and_day_turned(born: date, rng: Random) -> date | None:
    return date(born.year, born.day, born.month) if born.day <= 12 and born.day != born.month else None


def _initials(one: Invented, rng: Random, today: date) -> str:
    parts = [part[0] for part in one.given.split()]
    return f"{rng.choice(('. ', ' ')).join(parts)} {one.family} {_day(one.born_on, rng)}"


def _classed(one: Invented, rng: Random, today: date) -> str | None:
    known = _class(one.born_on, today)
    return f"{one.name} {known}" if known else None


def _half(one: Invented, rng: Random, today: date) -> str:
    return f"{one.given} {rng.choice(one.family.split('-'))} {_day(one.born_on, rng)}"


def _other_surname(one: Invented, rng: Random, today: date) -> str:
    return f"{one.given} {family_name(rng, 0)} {one.born_on.day}/{one.born_on.month}/{one.born_on.year} {one.postcode}"


def _together(one: Invented, rng: Random, today: date) -> str:
    name = one.name
    changed = rng.choice(
        (name.replace("-", " "), name.replace("-", ""), f"{one.given.replace(' ', '')} {one.family}")
    )
    return f"{changed} {_day(one.born_on, rng)}"


def _with_phone(one: Invented, rng: Random, today: date, adults: Adults) -> Told | None:
    parent = adults.get(one.home)
    if parent is None or not parent.phone:
        return None
    return Told("first name and telephone", f"{parent.given} {parent.phone}", parent.id)


def _on_a_line(one: Invented, rng: Random, today: date, adults: Adults) -> Told:
    """A first name, perhaps misspelt, an age, and where they live: all a neighbour knows."""
    first = one.given.split()[0]
    name = _letter_wrong(first, rng) if len(first) > 4 and rng.random() < 0.2 else first
    name = f"{name} {one.family}" if rng.random() < 0.6 else name
    return Told(
        "a line of a contact with its home", name, one.id, _age(one.born_on, today), one.postcode, one.sex
    )


def _numbered(one: Invented, rng: Random, today: date) -> str | None:
    nhs = f"{one.nhs[:3]} {one.nhs[3:6]} {one.nhs[6:]}"
    return rng.choice((nhs, one.nhs, f"NHS number {one.nhs}", one.upn, f"{one.given} {one.upn.lower()}"))


def _number_with_slip(one: Invented, rng: Random, today: date) -> str | None:
    place = rng.randrange(4, 9)
    digits = one.nhs[:place] + one.nhs[place : place + 2][::-1] + one.nhs[place + 2 :]
    return f"{one.name} {_day(one.born_on, rng)} {digits}" if digits != one.nhs else None


def _foreign(one: Invented, rng: Random, today: date) -> str:
    return f"{SPELLINGS[one.given]} {one.family} {_day(one.born_on, rng)}"


def _spelt(one: Invented, rng: Random, today: date) -> str:
    return f"{one.told_as} {_day(one.born_on, rng)}"


WAYS: dict[str, Way] = {
    kind: _way(kind, words)
    for kind, words in {
        "as recorded": lambda one, rng, today: f"{one.name} {_day(one.born_on, rng)}",
        "a wrong letter": _named(_letter_wrong),
        "a letter missing or double": _named(_letter_missing),
        "two letters changed places": _named(_letters_turned),
        "spelt by ear, and the year": lambda one, rng, today: (
            f"{_in_one_name(one, rng, _heard)} {one.born_on.year}"
        ),
        "family name first": lambda one, rng, today: (
            f"{one.family.upper()}, {one.given} {_day(one.born_on, rng)}"
        ),
        "day and month changed places": _dated(_month_and_day_turned),
        "a wrong digit in the date": _dated(_slipped_day),
        "two digits of the date changed places": _dated(_turned_day),
        "a nickname": lambda one, rng, today: f"{NICKNAMES[one.given]} {one.family} {_day(one.born_on, rng)}",
        "initials": _initials,
        "month and year": lambda one, rng, today: (
            f"{one.name} {LONG_MONTHS[one.born_on.month - 1]} {one.born_on.year}"
        ),
        "year only": lambda one, rng, today: f"{one.name} {one.born_on.year}",
        "age": lambda one, rng, today: f"{one.name} {_age(one.born_on, today)}",
        "school year": _classed,
        "a former surname": lambda one, rng, today: f"{one.given} {one.former} {_day(one.born_on, rng)}",
        "a surname not on record": _other_surname,
        "half of a double name": _half,
        "written together or apart": _together,
        "apostrophes and accents": lambda one, rng, today: (
            f"{_plain(one.name, rng)} {_day(one.born_on, rng)}"
        ),
        "another spelling of a foreign name": _foreign,
        "other letters": _spelt,
        "twins of like names": lambda one, rng, today: f"{one.name} {_day(one.born_on, rng)}",
        "same name and birthday": lambda one, rng, today: (
            f"{one.name} {_day(one.born_on, rng)} {one.postcode}"
        ),
        "name and address": lambda one, rng, today: f"{one.name} {one.postcode}",
        "first name and address": lambda one, rng, today: f"{one.given.split()[0]} {one.postcode}",
        "a middle name more": lambda one, rng, today: (
            f"{one.given} {rng.choice(MIDDLE)} {one.family} {_day(one.born_on, rng)}"
        ),
        "a number": _numbered,
        "a number with a slip": _number_with_slip,
    }.items()
} | {"first name and telephone": _with_phone, "a line of a contact with its home": _on_a_line}
