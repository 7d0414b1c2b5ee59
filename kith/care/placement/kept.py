"""From whom the address of a placement is kept: asked where a placement is told, and kept in the same go."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from kith.access.models import Worker
from kith.care.rules import Problem
from kith.core.reading_words import isolated, listing
from kith.people.models import KeptAddress, Person, Relationship
from kith.people.rules import OTHER_WAY_ROUND

LONGEST = 400


@dataclass(frozen=True, slots=True)
class Kept:
    """Who must not learn where the children live, and why."""

    people: tuple[int, ...] = ()
    reason: str = ""


NOBODY = Kept()


def problems_with(kept: Kept) -> list[Problem]:
    """What is missing of it."""
    reason = kept.reason.strip()
    if len(reason) > LONGEST:
        return [("keep_reason", f"Say it in at most {LONGEST} letters.")]
    if kept.people and not reason:
        return [("keep_reason", "Say why they must not know where the child lives.")]
    if reason and not kept.people:
        return [("keep_from", "Tick who must not know the address, or leave the reason empty.")]
    return []


def relatives(viewer: Worker, children: Mapping[int, str], today: date) -> list[tuple[str, str]]:
    """Everybody related to these children (id -> first name) who is none of them, to tick: whose what they are, and
    from whom it is kept already. Two queries.
    """
    visible = Person.objects.seen_by(viewer).values("pk")
    rows = Relationship.objects.seen_by(viewer).filter(Q(person__in=children) | Q(other__in=children))
    rows = rows.filter(
        Q(ended_on__isnull=True) | Q(ended_on__gt=today), person__in=visible, other__in=visible
    )
    told: dict[int, dict[str, list[str]]] = {}
    names: dict[int, str] = {}
    for row in rows.select_related("person", "other").order_by("pk"):
        is_told_of_child = row.other_id in children
        them, child = (row.person, row.other_id) if is_told_of_child else (row.other, row.person_id)
        if them.pk in children or them.died_on is not None:
            continue
        kind = row.kind if is_told_of_child else OTHER_WAY_ROUND.get(row.kind, "relative")
        names[them.pk] = them.name
        told.setdefault(them.pk, {}).setdefault(kind, []).append(children[child])
    kept = _kept(viewer, children)
    return [
        (str(pk), f"{isolated(names[pk])}, {_what(kinds)}{_already(kept.get(pk, []), children)}")
        for pk, kinds in told.items()
    ]


def _what(kinds: Mapping[str, list[str]]) -> str:
    return listing([f"{kind} of {listing(list(dict.fromkeys(of)))}" for kind, of in kinds.items()])


def _already(held: list[int], children: Mapping[int, str]) -> str:
    if not held:
        return ""
    whose = "" if len(held) == len(children) else f" for {listing([children[one] for one in held])}"
    return f" (kept already{whose})"


def _kept(viewer: Worker, children: Mapping[int, str]) -> dict[int, list[int]]:
    """From whom -> the children whose address is kept from them now."""
    rows = KeptAddress.objects.seen_by(viewer).filter(person__in=children, ended_on__isnull=True)
    found: dict[int, list[int]] = {}
    for person, kept_from in rows.order_by("pk").values_list("person_id", "kept_from_id"):
        found.setdefault(kept_from, []).append(person)
    return found
