"""What is on record of each child of a step: name, home, school, doctor, ethnicity, language and needs."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject

from kith.access import practice
from kith.access.models import Worker
from kith.core import clock
from kith.core.reading_words import short_day
from kith.database.prepared import prepared
from kith.people.keeping.queries import kept_from
from kith.people.keeping.rules import address_words
from kith.people.models import Person, Residence, Tie, Trait
from kith.people.rules import full_name
from kith.people.surroundings import holding
from kith.work.known.rules import Fact
from kith.work.models import Step

NOT_ON_RECORD = "not on record"
TITLES = {
    "name": "Name",
    "home": "Home",
    "school": "School or nursery",
    "gp": "GP surgery",
    "ethnicity": "Ethnicity",
    "language": "Language",
    "needs": "Needs",
}
TIES, LISTS = ("school", "gp"), ("ethnicity", "language", "needs")
Row = Mapping[str, Any]


@prepared
def _known(viewer: Worker, people: Sequence[int], on: date) -> QuerySet[Any, Any]:
    mine = {"person": OuterRef("pk")}
    home = Residence.objects.seen_by(viewer).filter(holding(on), **mine)
    place = {name: f"address__{name}" for name in ("lines", "postcode")}
    ties = Tie.objects.seen_by(viewer).filter(ended_on__isnull=True, agency__kind__in=TIES, **mine)
    tied = {"kind": "agency__kind", "place": "agency__name", "who": "professional__name", "role": "role"}
    traits = Trait.objects.seen_by(viewer).filter(ended_on__isnull=True, kind__in=LISTS, **mine)
    recorded = {"since": "started_on", "at": "recorded_at", "by": "by__name"}
    return (
        Person.objects.seen_by(viewer)
        .filter(pk__in=people)
        .values(
            "id", "given_name", "family_name", "known_as", "ethnicity", "language", "recorded_at",
            home=ArraySubquery(home.values(json=JSONObject(since="started_on", **place))[:1]),
            kept=kept_from(viewer, on, OuterRef("pk")),
            tied=ArraySubquery(ties.order_by("pk").values(json=JSONObject(**tied, **recorded))),
            said=ArraySubquery(
                traits.order_by("pk").values(json=JSONObject(kind="kind", code="code", words="words", **recorded))
            ),
        )
    )  # fmt: skip


def of_the_children(
    viewer: Worker, step: Step, names: Mapping[int, str], wanted: Sequence[str]
) -> list[Fact]:
    """The wanted facts of each child of a step, child by child. One question."""
    rows = {row["id"]: row for row in _known(viewer, list(names), clock.today())}
    return [_fact(name, rows[person]) for person in names if person in rows for name in wanted]


def _fact(name: str, row: Row) -> Fact:
    words, source, held = _TOLD[name](row, name)
    facts = {"name": name, "person": row["id"], "asks": True, "changes": True, "held": tuple(held)}
    return Fact(TITLES[name], words or NOT_ON_RECORD, source, is_known=bool(words), **facts)


def _name(row: Row, name: str) -> tuple[str, str, list[str]]:
    parts = [row["given_name"], row["family_name"], row["known_as"]]
    return full_name(*parts), f"on record since {short_day(clock.london(row['recorded_at']).date())}", parts


def _home(row: Row, name: str) -> tuple[str, str, list[str]]:
    if not row["home"]:
        return "", "", ["", ""]
    home = row["home"][0]
    parts = [home["lines"], home["postcode"]]
    return address_words(parts, row["kept"]), f"lives there since {_day(home['since'])}", parts


def _tie(row: Row, name: str) -> tuple[str, str, list[str]]:
    found = [one for one in row["tied"] if one["kind"] == name]
    words = "; ".join(", ".join(filter(None, (one["place"], one["who"]))) for one in found)
    return words, _source(found), [found[0]["place"], found[0]["role"]] if found else ["", ""]


def _listed(row: Row, name: str) -> tuple[str, str, list[str]]:
    found = [one for one in row["said"] if one["kind"] == name]
    codes = [one["code"] for one in found] or ([row[name]] if row.get(name) else [])
    label = practice.current().lists[name].label
    extra = {one["code"]: one["words"] for one in found}
    words = ", ".join(label(code) + (f" ({extra[code]})" if extra.get(code) else "") for code in codes)
    return words, _source(found) or ("on record" if codes else ""), codes


_TOLD = {"name": _name, "home": _home} | dict.fromkeys(TIES, _tie) | dict.fromkeys(LISTS, _listed)


def _source(found: Sequence[Row]) -> str:
    """Who recorded it and when: the latest of several."""
    if not found:
        return ""
    latest = found[-1]
    return f"{latest['by']}, {_day(latest['at'][:10])}"


def _day(text: str) -> str:
    return short_day(date.fromisoformat(text))
