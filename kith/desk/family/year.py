"""The family's year: contacts, work with its clocks, visits, gaps and moves, each in its lane."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from kith.access import practice
from kith.core import clock
from kith.core.chronology import unseen
from kith.core.reading_words import short_day
from kith.desk.family.placed import place_words
from kith.desk.family.queries import Member
from kith.desk.family.side import Gathered
from kith.people.keeping.rules import address_words
from kith.ui.charts.lanes import Bar, Dot, Lane

BACK, AHEAD = timedelta(days=245), timedelta(days=135)
SEEN = {"alone": "seen alone", "seen": "seen", "not_seen": "tried, not seen"}
POLICE = "6"


def window(today: date) -> tuple[date, date]:
    """From the first of a month eight months ago to four months ahead."""
    return (today - BACK).replace(day=1), today + AHEAD


def year(
    family: Gathered, visits: Sequence[tuple[Any, ...]], contacts: Sequence[tuple[Any, ...]]
) -> list[Lane]:
    """The lanes that have anything in them."""
    starts, ends = window(family.today)
    made = [
        Lane("Contacts", dots=tuple(_contacts(contacts))),
        Lane("Open to us", bars=tuple(_open(family))),
        Lane("Work", bars=tuple(_work(family))),
        *(_child(family, child, visits, starts) for child in family.children),
        *(Lane(_called(adult), bars=tuple(_moves(family, adult, starts))) for adult in family.adults),
    ]
    return [lane for lane in made if lane.dots or any(bar.starts < ends for bar in lane.bars)]


def twin(lanes: Sequence[Lane]) -> list[tuple[str, date, date | None, str]]:
    """The same as lines of a table: whose lane, from, until (None: it goes on), what. The latest first."""
    found = [
        (lane.title, bar.starts, None if bar.lasts else bar.ends, bar.words)
        for lane in lanes
        for bar in lane.bars
    ]
    found += [(lane.title, dot.on, dot.on, dot.words) for lane in lanes for dot in lane.dots]
    return sorted(found, key=lambda line: (line[1], line[0]), reverse=True)


def _called(one: Member) -> str:
    return one.cell.name_and_age if one.is_child else one.cell.first or one.cell.family_name


def _contacts(contacts: Sequence[tuple[Any, ...]]) -> Iterator[Dot]:
    sources = practice.current().lists
    for _, on, source, who in dict.fromkeys(
        (number, on, source, who) for number, _, on, source, who in contacts
    ):
        label = sources["referral_source"].label(source) if "referral_source" in sources else source
        yield Dot(on, f"Contact: {who or label}", "alarm" if source == POLICE else "square")


def _open(family: Gathered) -> Iterator[Bar]:
    for starts, ends in dict.fromkeys((row["started_on"], row["ended_on"]) for row in family.involvements):
        words = "Open" if ends else f"Open since {short_day(starts)}"
        yield Bar(starts, ends or family.today, words, "main", lasts=ends is None)


def _work(family: Gathered) -> Iterator[Bar]:
    told: dict[int, Bar] = {}
    for step, _, title, _, started, due, completed, *_ in family.steps:
        last = completed or max(due or family.today, family.today)
        words = title if completed or not due else f"{title}, due {short_day(due, year=False)}"
        late = completed is None and due is not None and due < family.today
        kind = "late" if late else "plain" if completed else "open"
        told[step] = Bar(started, last, words, kind, lasts=completed is None)
    yield from told.values()


def _child(family: Gathered, child: Member, visits: Sequence[tuple[Any, ...]], starts: date) -> Lane:
    mine = [(clock.london(at).date(), how, place) for person, at, how, place in visits if person == child.id]
    dots = [
        Dot(
            on,
            f"{SEEN[how]}{', ' + place if place else ''}".capitalize(),
            "hollow" if how == "not_seen" else "plain",
        )
        for on, how, place in mine
        if on >= starts
    ]
    bars = list(_moves(family, child, starts))
    opened = family.opened(child.id)
    if opened and not child.is_unborn:
        seen_on = [on for on, how, _ in mine if how != "not_seen"]
        bars += [
            Bar(gap.since, gap.until, f"Not seen for {gap.days} days", "gap", lasts=gap.lasts)
            for gap in unseen(seen_on, (opened["started_on"], None), family.today)
        ]
    if child.is_unborn and child.row["born_on"]:
        dots.append(Dot(child.row["born_on"], "Expected", "hollow"))
    return Lane(_called(child), tuple(bars), tuple(dots))


def _address(home: dict[str, Any]) -> str:
    return address_words([home["address__lines"] or home["address__postcode"]], home["kept_from"])


def _moves(family: Gathered, one: Member, starts: date) -> Iterator[Bar]:
    """Homes of the year; one that did not change says nothing of a child, and of a grown-up only where it is."""
    homes = [home for home in family.homes if home["person_id"] == one.id]
    homes = [home for home in homes if home["ended_on"] is None or home["ended_on"] > starts]
    changed = len(homes) > 1 or any(home["started_on"] >= starts for home in homes)
    if one.is_child and not changed:
        return
    at_home = {
        home["address_id"] for child in family.children if (home := family.home_on(child.id, family.today))
    }
    for home in homes:
        words = place_words(home) if "placed" in home else _address(home)
        kind = "plain" if home["address_id"] in at_home else "open"
        until = home["ended_on"]
        yield Bar(home["started_on"], until or family.today, words, kind, lasts=until is None)
