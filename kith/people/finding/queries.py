"""Who on record may be meant: candidates from indexes only, then judged by rules, best first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from itertools import pairwise
from operator import add, or_
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, IntegerField, Max, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import JSONObject

from kith.access.models import Worker
from kith.core import names
from kith.database.prepared import prepared
from kith.people import rules as people_rules
from kith.people.finding import rules, typed
from kith.people.finding.likeness import MOST_WORDS, Name
from kith.people.finding.rules import Asked, Known, Match, Span
from kith.people.models import Identifier, NameKey, OtherName, Person, Phone, Residence
from kith.people.surroundings import Standing, surroundings

JUDGED = 200  # how many candidates of the index are looked at closely
FIRST_LETTERS = 4
AFTER_ALL = "\U0010ffff"
ONE_YEAR = timedelta(days=366)
A_MONTH = timedelta(days=31)
OTHER_NAME_WORDS = {"former": "was called", "alias": "also called", "spelling": "also spelt"}


@dataclass(frozen=True, slots=True)
class Hit:
    """One person who may be meant, as a list shows them: with the band and the reasons in words."""

    person_id: int
    name: str
    known_as: str
    sex: str
    age: str
    born: str
    is_adult: bool
    band: str
    reasons: tuple[str, ...]
    fits: frozenset[str]
    address: str
    postcode: str
    families: tuple[tuple[int, str], ...]
    standing: Standing

    @property
    def who(self) -> str:
        """'boy, 9', as far as it is known."""
        return ", ".join(part for part in (self.sex, self.age) if part)

    @property
    def why(self) -> str:
        """The reasons in one line."""
        return "; ".join(self.reasons)


def search(viewer: Worker, text: str, today: date, *, limit: int = 20) -> list[Hit]:
    """Who may be meant by a text typed into the search box. At most four queries."""
    return look_for(viewer, typed.read(text, today), today, limit=limit)


def candidates_for(
    viewer: Worker, name_told: str, born_told: str, sex: str, today: date, *, limit: int = 6
) -> list[Hit]:
    """Who on record may be the child a caller speaks of. A birth date that cannot be read is left out."""
    words = names.words(name_told[: typed.LONGEST])
    span, _ = typed.born(born_told, today)
    return look_for(viewer, Asked(words=tuple(words[:MOST_WORDS]), born=span, sex=sex), today, limit=limit)


def look_for(viewer: Worker, asked: Asked, today: date, *, limit: int = 20) -> list[Hit]:
    """The best fits of what was asked among the people the viewer may know of. At most four queries."""
    if asked.empty:
        return []
    ids = _candidates(viewer, asked)
    sought = {"phones": bool(asked.phone), "homes": bool(asked.postcode), "numbers": bool(asked.numbers)}
    rows = {row["id"]: row for row in _known(viewer, ids, **sought)}
    matches = rules.ranked(asked, [_as_known(row, asked) for row in rows.values()])[:limit]
    around = surroundings(viewer, [match.id for match in matches], today)
    return [_hit(match, rows[match.id], around[match.id], today) for match in matches]


def _candidates(viewer: Worker, asked: Asked) -> list[int]:
    """Ids worth a closer look, from every index that something was typed for. One query."""
    parts = [_by_name(viewer, asked)] if asked.words else []
    parts += [_with_points(found, 50) for found in _by_sign(viewer, asked)]
    if asked.born and (not asked.words or asked.born.last - asked.born.first <= A_MONTH):
        parts.append(_with_points(_by_birth(viewer, asked.born), 2))
    union = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
    found = sorted(union, key=lambda row: (-row[1], row[0]))
    return list(dict.fromkeys(number for number, _ in found))[: JUDGED + 50]


def _with_points(people: QuerySet[Any, int], points: int) -> QuerySet[Any, Any]:
    return people.annotate(points=Value(points, output_field=IntegerField())).values_list(*_columns(people))[
        :JUDGED
    ]


def _columns(people: QuerySet[Any, Any]) -> tuple[str, str]:
    return ("id" if people.model is Person else "person_id", "points")


def _by_name(viewer: Worker, asked: Asked) -> QuerySet[Any, Any]:
    """People with words like those typed: for each typed word the best of its likenesses counts."""
    last = len(asked.words) - 1
    wanted = [
        _likenesses(word, joined, unfinished=asked.unfinished and place == last)
        for place, (word, joined) in enumerate(_with_neighbours(asked.words))
    ]
    among = reduce(or_, [condition for likenesses in wanted for condition, _ in likenesses])
    points: Any = reduce(add, [_best_of(likenesses) for likenesses in wanted])
    if asked.born:
        points = points + Max(_born_points(asked.born))
    found = NameKey.objects.seen_by(viewer).filter(among).values("person_id").annotate(points=points)
    return found.order_by("-points", "person_id").values_list("person_id", "points")[:JUDGED]


def _best_of(likenesses: Sequence[tuple[Q, int]]) -> Max:
    return Max(Case(*[When(condition, then=worth) for condition, worth in likenesses], default=0))


def _born_points(born: Span) -> Case:
    inside = Q(person__born_on__lte=born.last, person__born_on__gte=born.first)
    around = Q(person__born_on__lte=born.last + ONE_YEAR, person__born_on__gte=born.first - ONE_YEAR)
    return Case(When(inside, then=3), When(around, then=2), When(person__born_on=None, then=1), default=0)


def _with_neighbours(words: Sequence[str]) -> list[tuple[str, str]]:
    """Each word with the word made by joining it and the next: o brien, obrien."""
    pairs = [*(one + other for one, other in pairwise(words)), ""]
    return list(zip(words, pairs, strict=True))


def _likenesses(word: str, joined: str, *, unfinished: bool) -> list[tuple[Q, int]]:
    """How a typed word may stand in the index, best first, with points.

    Spelt so (4); another form, the same sound or so begun (3); a rough likeness (1), which is the same first
    letters, or for a short word the same soundex code.
    """
    spelt = {f"p:{word}", f"p:{joined}"} if joined else {f"p:{word}"}
    forms = {f"p:{form}" for form in names.also_known_as(word)}
    codes = {*names.sound_codes(word), *(names.sound_codes(joined) if joined else ())}
    rough = {code for code in codes if code.startswith("s:")}
    found = [(Q(key__in=sorted(spelt)), 4), (Q(key__in=sorted(forms | codes - rough)), 3)]
    if unfinished:
        found.append((_begun(word), 3))
    return [
        *found,
        (_begun(word[:FIRST_LETTERS]) if len(word) > FIRST_LETTERS else Q(key__in=sorted(rough)), 1),
    ]


def _begun(start: str) -> Q:
    return Q(key__gte=f"p:{start}", key__lt=f"p:{start}{AFTER_ALL}")


def _by_sign(viewer: Worker, asked: Asked) -> list[QuerySet[Any, Any]]:
    """People by a number, a telephone or an address."""
    found: list[QuerySet[Any, Any]] = []
    for kind, number in asked.numbers:
        if kind == "record":
            found.append(Person.objects.seen_by(viewer).filter(pk=int(number)))
        else:
            found.append(Identifier.objects.seen_by(viewer).filter(kind=kind, value=number))
    if asked.phone:
        found.append(Phone.objects.seen_by(viewer).filter(digits__in=_ways_to_dial(asked.phone)))
    if asked.postcode:
        until = asked.postcode + AFTER_ALL
        lived = Residence.objects.seen_by(viewer)
        found.append(lived.filter(address__postcode_key__gte=asked.postcode, address__postcode_key__lt=until))
    return found


def _ways_to_dial(phone: str) -> list[str]:
    return [phone, f"44{phone.removeprefix('0')}", f"44{phone}"]


def _by_birth(viewer: Worker, born: Span) -> QuerySet[Any, Any]:
    near = {"born_on__gte": born.first - ONE_YEAR, "born_on__lte": born.last}
    return Person.objects.seen_by(viewer).filter(
        Q(born_by__gte=born.first) | Q(born_by=None, born_on__gte=born.first), **near
    )


@prepared
def _known(
    viewer: Worker, ids: Sequence[int], *, phones: bool, homes: bool, numbers: bool
) -> QuerySet[Any, Any]:
    """What is on record of the candidates, as far as it was asked for. One query."""
    here = {"person": OuterRef("pk")}
    called = OtherName.objects.seen_by(viewer).filter(**here).order_by("pk")
    extra = {
        "called": ArraySubquery(
            called.values(json=JSONObject(given="given_name", family="family_name", kind="kind"))
        )
    }
    if phones:
        extra["held_phones"] = ArraySubquery(Phone.objects.seen_by(viewer).filter(**here).values("digits"))
    if homes:
        lived = Residence.objects.seen_by(viewer).filter(**here)
        extra["held_postcodes"] = ArraySubquery(lived.values("address__postcode_key"))
    if numbers:
        held = Identifier.objects.seen_by(viewer).filter(**here)
        extra["held_numbers"] = ArraySubquery(held.values(json=JSONObject(kind="kind", value="value")))
    return Person.objects.seen_by(viewer).filter(pk__in=ids).values(*people_rules.SPOKEN_OF, **extra)


def _as_known(row: dict[str, Any], asked: Asked) -> Known:
    others = [Name(one["given"], one["family"], how=OTHER_NAME_WORDS[one["kind"]]) for one in row["called"]]
    born_on, born_by = row["born_on"], row["born_by"] or row["born_on"]
    return Known(
        id=row["id"],
        names=(Name(row["given_name"], row["family_name"], row["known_as"]), *others),
        born=Span(born_on, born_by, row["born_precision"]) if born_on else None,
        sex=row["sex"],
        postcodes=row.get("held_postcodes", ()),
        phones=[typed.plain_phone(phone) for phone in row.get("held_phones", ())],
        numbers=[(one["kind"], one["value"]) for one in row.get("held_numbers", ())],
    )


def _hit(match: Match, row: dict[str, Any], around: Any, today: date) -> Hit:
    return Hit(
        person_id=match.id,
        name=people_rules.full_name(row["given_name"] or row["known_as"], row["family_name"]),
        known_as=row["known_as"] if row["given_name"] and row["known_as"] != row["given_name"] else "",
        sex=people_rules.sex_words(row["sex"], row["born_on"], today),
        age=people_rules.age_words(row["born_on"], row["born_precision"], today, row["died_on"]),
        born=people_rules.born_words(row["born_on"], row["born_by"], row["born_precision"]),
        is_adult=people_rules.is_adult(row["born_on"], today),
        band=match.band,
        reasons=match.grounds,
        fits=match.fits,
        address=around.address,
        postcode=around.postcode,
        families=around.families,
        standing=around.standing,
    )
