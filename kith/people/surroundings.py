"""What stands beside a name in a list: home, families, and how a person stands with the service."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.utils.module_loading import import_string

from kith.access.models import Worker, holding
from kith.database.prepared import prepared
from kith.people.keeping.queries import kept_from
from kith.people.keeping.rules import address_words
from kith.people.models import FamilyMember, Person, Residence


@dataclass(frozen=True, slots=True)
class Standing:
    """How a person stands with the service, in words: 'Open since 2 Sep 2026', 'Owen Tait, North'."""

    words: str = ""
    small: str = ""
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Home, families and standing of one person."""

    address: str = ""
    postcode: str = ""
    since: date | None = None
    families: tuple[tuple[int, str], ...] = ()
    standing: Standing = field(default_factory=Standing)


@prepared
def _around(viewer: Worker, ids: Sequence[int], on: date) -> QuerySet[Any, Any]:
    mine = {"person": OuterRef("pk")}
    home = Residence.objects.seen_by(viewer).filter(holding(on), **mine)
    family = (
        FamilyMember.objects.seen_by(viewer).filter(holding(on), **mine).order_by("family__name", "family_id")
    )
    return (
        Person.objects.seen_by(viewer)
        .filter(pk__in=ids)
        .values(
            "id",
            home=ArraySubquery(
                home.values(
                    json=JSONObject(lines="address__lines", postcode="address__postcode", since="started_on")
                )[:1]
            ),
            kept=kept_from(viewer, on, OuterRef("pk")),
            families=ArraySubquery(family.values(json=JSONObject(id="family_id", name="family__name"))),
        )
    )


def surroundings(viewer: Worker, ids: Sequence[int], on: date) -> dict[int, Surroundings]:
    """Person id -> what stands beside the name, for people the viewer may know of. At most two queries."""
    standings, rows = standing(viewer, ids, on), _around(viewer, ids, on)
    return {row["id"]: _surroundings(row, standings.get(row["id"], Standing())) for row in rows}


def standing(viewer: Worker, ids: Sequence[int], on: date) -> dict[int, Standing]:
    """Person id -> how they stand with the service, asked of the callable that KITH_STANDING names.

    It takes (viewer, ids, on) and gives (words, small words, whether open) by person id.
    """
    path = getattr(settings, "KITH_STANDING", "")
    if not path or not ids:
        return {}
    asked: Callable[[Worker, Sequence[int], date], dict[int, tuple[str, str, bool]]] = import_string(path)
    return {person: Standing(*told) for person, told in asked(viewer, ids, on).items()}


def _surroundings(row: Mapping[str, Any], told: Standing) -> Surroundings:
    home = row["home"][0] if row["home"] else {}
    return Surroundings(
        address=address_words([home.get("lines", "") or home.get("postcode", "")], row["kept"]),
        postcode=home.get("postcode", "") if home.get("lines") else "",
        since=date.fromisoformat(home["since"]) if home else None,
        families=tuple((family["id"], family["name"]) for family in row["families"]),
        standing=told,
    )
