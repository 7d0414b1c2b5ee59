"""Who on record may be meant: candidates from indexes only, then judged by rules, best first."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from itertools import pairwise, zip_longest
from operator import add, or_
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, IntegerField, Max, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import JSONObject

from kith.access.may import May
from kith.access.models import Worker
from kith.core import names
from kith.database.prepared import prepared
from kith.people import rules as people_rules
from kith.people.matching import rules, typed
from kith.people.matching.at_school import schooling, with_school
from kith.people.matching.likeness import Name
from kith.people.matching.rules import Asked, Known, Match, Schooling, Span
from kith.people.models import (
    Identifier,
    NameKey,
    OtherName,
    Person,
    Phone,
    Residence,
    Tie,
)
from kith.people.surroundings import Standing, surroundings

JUDGED = 80  # how many candidates of the index are looked at closely
FIRST_LETTERS = 4
NOBODY = "-"  # no key begins like that
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
    known: Known

    @property
    def who(self) -> str:
        """'boy, 9', as far as it is known."""
        return ", ".join(part for part in (self.sex, self.age) if part)

    @property
    def why(self) -> str:
        """The reasons in one line."""
        return "; ".join(self.reasons)


def search(viewer: Worker, text: str, today: date, *, limit: int = 20) -> list[Hit]:
    """Who may be meant by a text typed into the search box. At most five queries."""
    return look_for(viewer, typed.read(text, today), today, limit=limit)


def candidates_for(
    viewer: Worker, name_told: str, born_told: str, sex: str, today: date, *, limit: int = 6
) -> list[Hit]:
    """Who on record may be the child a caller speaks of. A birth date that cannot be read is left out."""
    return look_for(viewer, typed.line(name_told, born_told, sex, today), today, limit=limit)


def look_for(viewer: Worker, asked: Asked, today: date, *, limit: int = 20) -> list[Hit]:
    """The best fits of what was asked among the people the viewer may know of.

    At most five queries, and one more when a school is named.
    """
    asked = with_school(asked)
    rows = _worth_a_look(viewer, asked)
    return _hits(viewer, _judged(asked, rows, limit), rows, today)


def _hits(viewer: Worker, best: Sequence[Match], rows: dict[int, dict[str, Any]], today: date) -> list[Hit]:
    around = surroundings(viewer, [match.id for match in best], today) if best else {}
    return [_hit(match, rows[match.id], around[match.id], today) for match in best]


def alike_to(viewer: Worker, person: int, today: date, *, apart: Collection[int] = ()) -> list[Hit]:
    """Who on record may be the same person once more; not those told apart from them. At most seven queries."""
    mine = _known(viewer, [person], phones=False, homes=False, numbers=False, schools=False)
    if not mine:
        return []
    one = _as_known(mine[0])
    rows = _worth_a_look(viewer, rules.asked_of(one))
    others = [_as_known(row) for number, row in rows.items() if number not in apart]
    return _hits(viewer, rules.alike(one, others), rows, today)


def matches(viewer: Worker, asked: Asked, *, limit: int = 25) -> list[Match]:
    """The best fits of what was asked, without what stands beside their names. Three queries."""
    asked = with_school(asked)
    return _judged(asked, _worth_a_look(viewer, asked), limit)


def _worth_a_look(viewer: Worker, asked: Asked) -> dict[int, dict[str, Any]]:
    if asked.empty:
        return {}
    ids = _candidates(viewer, asked)
    sought = {"phones": bool(asked.phone), "homes": bool(asked.postcode), "numbers": bool(asked.numbers)}
    asked_for = [list(asked.schools)] if asked.schools else []
    return {row["id"]: row for row in _known(viewer, ids, *asked_for, schools=bool(asked_for), **sought)}


def _judged(asked: Asked, rows: dict[int, dict[str, Any]], limit: int) -> list[Match]:
    return rules.ranked(asked, [_as_known(row) for row in rows.values()], limit)


def _candidates(viewer: Worker, asked: Asked) -> list[int]:
    """Ids worth a closer look, from every index that something was typed for. One query."""
    last, close = len(asked.words) - 1, viewer.may(May.SEE_OLD_NAMES)
    words = [
        value
        for place, (word, joined) in enumerate(_with_neighbours(asked.words))
        for value in _likenesses(word, joined, unfinished=asked.unfinished and place == last, close=close)
    ]
    born = asked.born
    days = [born.last, born.first, born.first - ONE_YEAR] if born else []
    if born and asked.words:
        days.append(born.last + ONE_YEAR)
    signs = _signs(asked)
    rows = _found(
        viewer,
        *words,
        *([list(asked.schools)] if asked.schools and asked.words else ()),
        *days,
        *(value for _, values in signs for value in values),
        words=tuple("long" if len(word) > FIRST_LETTERS else "short" for word in asked.words),
        unfinished=asked.unfinished,
        school=bool(asked.schools and asked.words),
        born=bool(born and asked.words),
        signs=tuple(kind for kind, _ in signs),
        by_birth=bool(born and (not asked.words or born.last - born.first <= A_MONTH)),
    )
    found = sorted(rows, key=lambda row: (-row[1], row[0]))
    return list(dict.fromkeys(number for number, _ in found))[: JUDGED + 40]


@prepared
def _found(
    viewer: Worker,
    *values: Any,
    words: tuple[str, ...],
    unfinished: bool,
    school: bool,
    born: bool,
    signs: tuple[str, ...],
    by_birth: bool,
) -> QuerySet[Any, Any]:
    """(id, points) of people by words like those typed, by numbers, telephone and address, and by birth."""
    given = iter(values)
    likenesses = [
        _worth(given, long=size == "long", begun=unfinished and place == len(words) - 1)
        for place, size in enumerate(words)
    ]
    at_school = next(given) if school else None
    days = [next(given) for _ in range(4 if born else 3)] if born or by_birth else []
    parts = [_by_name(viewer, likenesses, days if born else [], at_school)] if words else []
    parts += [_with_points(_by_sign(viewer, kind, given), 50) for kind in signs]
    if by_birth:
        parts.append(_with_points(_by_birth(viewer, *days[:3]), 2))
    return parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]


def _with_points(people: QuerySet[Any, int], points: int) -> QuerySet[Any, Any]:
    return people.annotate(points=Value(points, output_field=IntegerField())).values_list(*_columns(people))[
        :JUDGED
    ]


def _columns(people: QuerySet[Any, Any]) -> tuple[str, str]:
    return ("id" if people.model is Person else "person_id", "points")


def _by_name(
    viewer: Worker, wanted: Sequence[Sequence[tuple[Q, int]]], days: Sequence[Any], schools: Any
) -> QuerySet[Any, Any]:
    """People with words like those typed: for each typed word the best of its likenesses counts."""
    among = reduce(or_, [condition for worth in wanted for condition, _ in worth])
    points: Any = reduce(add, [_best_of(worth) for worth in wanted])
    if days:
        points = points + Max(_born_points(viewer, *days))
    if schools is not None:
        pupils = Tie.objects.seen_by(viewer).filter(agency__in=schools).values("person_id")
        points = points + Max(Case(When(person_id__in=pupils, then=3), default=0))
    found = NameKey.objects.seen_by(viewer).filter(among).values("person_id").annotate(points=points)
    return found.order_by("-points", "person_id").values_list("person_id", "points")[:JUDGED]


def _best_of(likenesses: Sequence[tuple[Q, int]]) -> Max:
    return Max(Case(*[When(condition, then=worth) for condition, worth in likenesses], default=0))


def _born_points(viewer: Worker, last: Any, first: Any, year_before: Any, year_after: Any) -> Case:
    """Born then (3), a year before or after (2), nobody knows when (1).

    Asked by sets of people taken from the index of birth dates: joined to everybody it costs many times as much.
    """
    people = Person.objects.seen_by(viewer)
    inside = people.filter(born_on__lte=last, born_on__gte=first).values("pk")
    around = people.filter(born_on__lte=year_after, born_on__gte=year_before).values("pk")
    unknown = people.filter(born_on=None).values("pk")
    return Case(
        When(person_id__in=inside, then=3),
        When(person_id__in=around, then=2),
        When(person_id__in=unknown, then=1),
        default=0,
    )


def _with_neighbours(words: Sequence[str]) -> list[tuple[str, str]]:
    """Each word with the word made by joining it and the next: o brien, obrien."""
    return list(zip_longest(words, map("".join, pairwise(words)), fillvalue=""))


def _likenesses(word: str, joined: str, *, unfinished: bool, close: bool = False) -> list[Any]:
    """The values that a typed word is looked for by, in the order that ``_worth`` takes them."""
    spelt = sorted({f"p:{word}", f"p:{joined}"} if joined else {f"p:{word}"})
    codes = {*names.sound_codes(word), *(names.sound_codes(joined) if joined else ())}
    rough = {code for code in codes if code.startswith("s:")}
    alike = {f"p:{form}" for form in names.also_known_as(word)} | (codes - rough)
    if close:  # names that few may know stand in the index with a letter before
        spelt, alike = [*spelt, *(f"c{key}" for key in spelt)], alike | {f"c{key}" for key in alike}
    return [
        spelt,
        sorted(alike) or [NOBODY],
        *(_stretch(word) if unfinished else ()),
        *(_stretch(word[:FIRST_LETTERS]) if len(word) > FIRST_LETTERS else (sorted(rough) or [NOBODY],)),
    ]


def _worth(given: Iterator[Any], *, long: bool, begun: bool) -> list[tuple[Q, int]]:
    """How a typed word may stand in the index, best first, with points.

    Spelt so (4); another form, the same sound or so begun (3); a rough likeness (1), which is the same first
    letters, or for a short word the same soundex code.
    """
    found = [(Q(key__in=next(given)), 4), (Q(key__in=next(given)), 3)]
    if begun:
        found.append((Q(key__gte=next(given), key__lt=next(given)), 3))
    rough = Q(key__gte=next(given), key__lt=next(given)) if long else Q(key__in=next(given))
    return [*found, (rough, 1)]


def _stretch(start: str) -> tuple[str, str]:
    """From where to where words that begin so lie."""
    return f"p:{start}", f"p:{start}{AFTER_ALL}"


def _signs(asked: Asked) -> list[tuple[str, list[Any]]]:
    """The numbers, the telephone and the address asked for, each with the values it is looked for by."""
    found: list[tuple[str, list[Any]]] = [
        ("record", [int(number)]) if kind == "record" else ("number", [kind, number])
        for kind, number in asked.numbers
    ]
    found += [
        ("number", [kind, number]) for kind, number in asked.numbers if kind == "record"
    ]  # one merged since
    found += [("phone", [_ways_to_dial(asked.phone)])] if asked.phone else []
    if asked.schools and not asked.words:
        there, born = list(asked.schools), asked.born
        found.append(("class", [there, born.first, born.last]) if born else ("school", [there]))
    return found + ([("postcode", [asked.postcode, asked.postcode + AFTER_ALL])] if asked.postcode else [])


def _by_sign(viewer: Worker, kind: str, given: Iterator[Any]) -> QuerySet[Any, Any]:
    """People by a number, a telephone or an address."""
    if kind == "record":
        return Person.objects.seen_by(viewer).filter(pk=next(given))
    if kind == "number":
        return Identifier.objects.seen_by(viewer).filter(kind=next(given), value=next(given))
    if kind == "phone":
        return Phone.objects.seen_by(viewer).filter(digits__in=next(given))
    if kind == "school":
        return Tie.objects.seen_by(viewer).filter(agency__in=next(given))
    if kind == "class":
        pupils = Tie.objects.seen_by(viewer).filter(agency__in=next(given))
        return pupils.filter(person__born_on__gte=next(given), person__born_on__lte=next(given))
    lived = Residence.objects.seen_by(viewer)
    return lived.filter(address__postcode_key__gte=next(given), address__postcode_key__lt=next(given))


def _ways_to_dial(phone: str) -> list[str]:
    return [phone, f"44{phone.removeprefix('0')}", f"44{phone}"]


def _by_birth(viewer: Worker, last: Any, first: Any, year_before: Any) -> QuerySet[Any, Any]:
    near = {"born_on__gte": year_before, "born_on__lte": last}
    until = Q(born_by__gte=first) | Q(born_by=None, born_on__gte=first)
    return Person.objects.seen_by(viewer).filter(until, **near)


def _known(viewer: Worker, ids: Sequence[int], *given: Any, **sought: bool) -> list[dict[str, Any]]:
    """What is on record of the candidates, as far as it was asked for. Two queries."""
    called: dict[int, list[tuple[str, str, str]]] = {}
    for person, *name in _called(viewer, ids):
        called.setdefault(person, []).append(tuple(name))
    return [row | {"called": called.get(row["id"], ())} for row in _facts(viewer, ids, *given, **sought)]


@prepared
def _called(viewer: Worker, ids: Sequence[int]) -> QuerySet[Any, Any]:
    """The other names of the candidates: read together, for asked one by one the plan may be a bad one."""
    rows = OtherName.objects.seen_by(viewer).filter(person__in=ids).order_by("pk")
    return rows.values_list("person_id", "given_name", "family_name", "kind")


@prepared
def _facts(
    viewer: Worker,
    ids: Sequence[int],
    *given: Any,
    phones: bool,
    homes: bool,
    numbers: bool,
    schools: bool,
) -> QuerySet[Any, Any]:
    """What is on record of the candidates, as far as it was asked for; their other names are asked for apart."""
    here = {"person": OuterRef("pk")}
    extra: dict[str, ArraySubquery] = {}
    if phones:
        extra["held_phones"] = ArraySubquery(Phone.objects.seen_by(viewer).filter(**here).values("digits"))
    if homes:
        lived = Residence.objects.seen_by(viewer).filter(**here)
        extra["held_postcodes"] = ArraySubquery(lived.values("address__postcode_key"))
    if numbers:
        held = Identifier.objects.seen_by(viewer).filter(**here)
        extra["held_numbers"] = ArraySubquery(held.values(json=JSONObject(kind="kind", value="value")))
    if schools:
        extra |= schooling(viewer, *given)
    return Person.objects.seen_by(viewer).filter(pk__in=ids).values(*people_rules.SPOKEN_OF, **extra)


def _as_known(row: dict[str, Any]) -> Known:
    others = [Name(given, family, how=OTHER_NAME_WORDS[kind]) for given, family, kind in row["called"]]
    born_on, born_by = row["born_on"], row["born_by"] or row["born_on"]
    return Known(
        id=row["id"],
        names=(Name(row["given_name"], row["family_name"], row["known_as"]), *others),
        born=Span(born_on, born_by, row["born_precision"]) if born_on else None,
        sex=row["sex"],
        postcodes=row.get("held_postcodes", ()),
        phones=[typed.plain_phone(phone) for phone in row.get("held_phones", ())],
        numbers=[(one["kind"], one["value"]) for one in row.get("held_numbers", ())],
        schools=[
            Schooling(one["school"], one["name"], over=one["ended"] is not None, own=own)
            for column, own in (("held_schools", True), ("kin_schools", False))
            for one in row.get(column, ())
        ],
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
        known=_as_known(row),
    )
