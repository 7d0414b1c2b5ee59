"""The family in words for its pages: the line under its name, what one may start, and the map with its table."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from kith.access.may import May
from kith.access.models import Worker
from kith.core import reading_words
from kith.core.reading_words import listing, short_day
from kith.desk.family import rules
from kith.desk.family.map.kin import NETWORK, Home, Someone, Tie
from kith.desk.family.map.layout import Map, draw
from kith.desk.family.placed import IN_CARE, place_words
from kith.desk.family.queries import Member
from kith.desk.family.side import Gathered
from kith.people.rules import OTHER_WAY_ROUND
from kith.ui.jinja import url_if_any


def lead(family: Gathered) -> str:
    """'27 Alder Walk, WM4 2QT · 3 children, a baby due in February, 1 adult at home · Amina Rahman, North'."""
    away = {child.id for child in family.children if family.placed_on(child.id, family.today)}
    homes = [family.home_on(child.id, family.today) for child in family.children if child.id not in away]
    words = {home["address_id"]: place_words(home) for home in homes if home}
    living = [one for one in family.adults if (home := family.home_on(one.id, family.today))
              and home["address_id"] in words and one.row["died_on"] is None]  # fmt: skip
    born = [child for child in family.children if not child.is_unborn]
    babies = rules.expected(child.row["born_on"] for child in family.children if child.is_unborn)
    holders = {
        (row["now__worker__name"] or "no worker yet", row["now__team__name"] or "")
        for row in family.involvements
        if not row["ended_on"]
    }
    people = rules.people_words(len(born) - len(away), babies, len(living)) + (" at home" if living else "")
    care = rules.in_care_words(len(away))
    where = next(iter(words.values())) if len(words) == 1 else f"{len(words)} homes" if words else ""
    return " · ".join(
        filter(None, [where, people, care, *(", ".join(filter(None, one)) for one in sorted(holders))])
    )


def actions(viewer: Worker, children: Sequence[Member], family: int) -> list[tuple[str, str]]:
    """What the viewer may start for the whole family at once: (words, address), the main one first."""
    if not children:
        return []
    about = f"?person={children[0].id}"
    found = [
        ("Record a visit for all", url_if_any("visit_new"), May.RECORD_VISIT, about),
        ("New contact", url_if_any("contact_new"), May.TAKE_CONTACT, f"?family={family}"),
        ("Assessment together", url_if_any("step_new"), May.START_STEP, about),
    ]
    return [(words, f"{place}{more}") for words, place, may, more in found if place and viewer.may(may)]


def drawn(
    members: Sequence[Member], ties: Iterable[tuple[Any, ...]], homes: Iterable[dict[str, Any]], today: date
) -> Map:
    """The map of everybody who is or was in the family."""
    lived: dict[Any, tuple[str, list[int]]] = {}
    gone = {one.id for one in members if one.row["died_on"]}
    for home in homes:
        holds = home["started_on"] <= today and (home["ended_on"] is None or home["ended_on"] > today)
        if holds and home["person_id"] not in gone:
            lived.setdefault(home["address_id"], (place_words(home), []))[1].append(home["person_id"])
    return draw(
        [_someone(one, today) for one in members],
        [Tie(person, kind, other, ended_on is not None) for person, kind, other, _, ended_on in ties],
        [Home(words, tuple(people)) for words, people in lived.values()],
    )


def _someone(one: Member, today: date) -> Someone:
    row, cell = one.row, one.cell
    age = cell.age.removeprefix("about ")
    years = age if age.isdigit() else ""
    if row["died_on"]:
        small = f"died {short_day(row['died_on'])}"
    elif one.is_unborn:
        small = cell.born
    elif years:
        small = f"born {row['born_on'].year}" if row["born_on"] else ""
    else:
        small = age if row["born_on"] else "age not known"
    return Someone(
        one.id, cell.first or cell.family_name, cell.family_name if cell.first else "", row["sex"], years, small,
        row["born_on"] if row["born_precision"] in ("exact", "expected") else None,
        is_child=one.is_child, is_unborn=one.is_unborn, has_died=row["died_on"] is not None,
    )  # fmt: skip


def words(shown: Map) -> dict[int, str]:
    """Person -> what a listener hears after the name: what they are to whom, and where they live."""
    home = {one: home.words for _, home in shown.homes for one in home.people}
    said = {row["id"]: row["is_with"] for row in table(shown)}
    return {
        place.who.id: ". ".join(filter(None, [
            said[place.who.id],
            _lives(home[place.who.id]) if place.who.id in home else "",
        ]))
        for place in shown.people
    }  # fmt: skip


def _lives(home: str) -> str:
    return home if home.startswith(IN_CARE) else f"Lives at {home}"


def table(shown: Map) -> list[dict[str, Any]]:
    """The same facts as rows: who, what they are to whom, where they live; from the top line down."""
    letter = {one: (letter, home.words) for letter, home in shown.homes for one in home.people}
    named = {place.who.id: place.who.name for place in shown.people}
    kinds: dict[int, dict[str, list[str]]] = {}
    for tie in shown.kin.ties:
        over = "formerly " if tie.is_over and not tie.kind.startswith("former") else ""
        kinds.setdefault(tie.person, {}).setdefault(over + tie.kind, []).append(named[tie.other])
        back = OTHER_WAY_ROUND.get(tie.kind, "")
        if back == tie.kind or tie.kind in NETWORK:
            kinds.setdefault(tie.other, {}).setdefault(over + tie.kind, []).append(named[tie.person])
        elif back:
            kinds.setdefault(tie.other, {}).setdefault(over + back, []).append(named[tie.person])
    return [
        {
            "id": place.who.id,
            "name": place.who.name,
            "line": place.line,
            "small": ", ".join(filter(None, [place.who.age, place.who.small])),
            "is_with": "; ".join(
                f"{kind} of {listing(list(dict.fromkeys(whom)))}"
                for kind, whom in kinds.get(place.who.id, {}).items()
            ),
            "letter": letter.get(place.who.id, ("", ""))[0],
            "home": letter.get(place.who.id, ("", ""))[1],
        }
        for place in shown.people
    ]


def message(shown: Map) -> str:
    """'10 people in 3 generations; 3 homes. The same facts are in the table under the map.'"""
    lines = len({place.line for place in shown.people})
    parts = [
        f"{reading_words.count(len(shown.people), 'person', 'people')} in {reading_words.count(lines, 'generation')}"
    ]
    if shown.homes:
        parts.append(reading_words.count(len(shown.homes), "home"))
    return f"{'; '.join(parts)}. The same facts are in the table with the map."
