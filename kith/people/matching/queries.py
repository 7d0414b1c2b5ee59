"""Who on record may be meant: candidates judged by rules, best first."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject

from kith.access.models import Worker
from kith.database.prepared import prepared
from kith.people import rules as people_rules
from kith.people.matching import rules, typed
from kith.people.matching.at_school import schooling, with_school
from kith.people.matching.births import Span
from kith.people.matching.candidates import candidates
from kith.people.matching.likeness import Name
from kith.people.matching.rules import Asked, Known, Match, Schooling
from kith.people.models import (
    Identifier,
    OtherName,
    Person,
    Phone,
    Residence,
)
from kith.people.surroundings import Standing, surroundings

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
    ids = candidates(viewer, asked)
    sought = {"phones": bool(asked.phone), "homes": bool(asked.postcode), "numbers": bool(asked.numbers)}
    asked_for = [list(asked.schools)] if asked.schools else []
    return {row["id"]: row for row in _known(viewer, ids, *asked_for, schools=bool(asked_for), **sought)}


def _judged(asked: Asked, rows: dict[int, dict[str, Any]], limit: int) -> list[Match]:
    return rules.ranked(asked, [_as_known(row) for row in rows.values()], limit)


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
