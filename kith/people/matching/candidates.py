"""Who is worth a closer look: ids of people, from indexes only, by everything that something was typed for."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import reduce
from itertools import pairwise, zip_longest
from operator import add, or_
from typing import Any

from django.db.models import Case, IntegerField, Max, Q, QuerySet, Value, When

from kith.access.may import May
from kith.access.models import Worker
from kith.core import names
from kith.database.prepared import prepared
from kith.people.matching.rules import Asked
from kith.people.models import Identifier, NameKey, Person, Phone, Residence, Tie

JUDGED = 80  # how many candidates of the index are looked at closely
FIRST_LETTERS = 4
NOBODY = "-"  # no key begins like that
AFTER_ALL = "\U0010ffff"
ONE_YEAR = timedelta(days=366)
A_MONTH = timedelta(days=31)


def candidates(viewer: Worker, asked: Asked) -> list[int]:
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
