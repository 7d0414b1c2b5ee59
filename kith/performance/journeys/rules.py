"""What the page of journeys says: blocks and bands out of counts, and a sentence for each chart. Plain values only."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from kith.core.reading_words import count as counted
from kith.core.rounding import ratio
from kith.performance.journeys.stages import ENDINGS, FOURTH, NO_MORE, SECOND, THIRD, UNBEGUN
from kith.ui.charts.flow import Band, Block
from kith.ui.charts.funnel import Point, standing
from kith.ui.charts.spans import Span
from kith.ui.charts.waterfall import Move

ALL = "contacts"
STANDINGS = {
    "inside": "inside the limits",
    "low": "below the 95% limit",
    "high": "above the 95% limit",
    "very low": "below the 99.8% limit",
    "very high": "above the 99.8% limit",
}
Way = tuple[
    str, str, str, bool
]  # second, third and fourth stage, and whether a strategy discussion came later


def share(part: int, whole: int) -> str:
    """'44%', 'under 1%', '' of nothing: a whole percentage, half up."""
    found = ratio(part, whole)
    if found is None:
        return ""
    if 0 < found < 1:
        return "under 1%"
    return f"{found.quantize(Decimal(1), rounding=ROUND_HALF_UP)}%"


@dataclass(frozen=True, slots=True)
class Part:
    """One place of a stage, or one band: the keys that lead to it, its words, and how many of how many."""

    at: tuple[tuple[str, str], ...]
    words: str
    number: int
    among: int

    @property
    def share(self) -> str:
        """The percentage of the step before."""
        return share(self.number, self.among)


@dataclass(frozen=True, slots=True)
class Journey:
    """All contacts of a period on their way: places by stage, and bands between places."""

    whole: int
    stages: tuple[tuple[Part, ...], ...]
    bands: tuple[tuple[str, str, Part], ...]
    went_back: int

    def number(self, **at: str) -> int:
        """How many are at one place."""
        wanted = tuple(at.items())
        return sum(part.number for stage in self.stages for part in stage if part.at == wanted)


def journey(ways: Iterable[tuple[Way, int]], titles: Mapping[str, str]) -> Journey:
    """The stages out of how many went each way; `titles` are the first steps as the practice calls them."""
    rows = [(way, number) for way, number in ways if number]
    whole = sum(number for _, number in rows)
    orders = (SECOND, {**titles, **THIRD}, FOURTH)

    def tallied(place: int) -> dict[str, int]:
        found: dict[str, int] = {}
        for way, number in rows:
            found[str(way[place])] = found.get(str(way[place]), 0) + number
        return {key: found[key] for key in _ordered(orders[place], found)}

    second, third, fourth = (tallied(place) for place in range(3))
    referred = second.get("referral", 0)
    began = sum(number for key, number in third.items() if key not in THIRD)
    stages: list[tuple[Part, ...]] = [(Part((), "Contacts", whole, 0),)]
    for name, found, among, words in (
        ("second", second, whole, orders[0]),
        ("third", third, referred, orders[1]),
        ("fourth", fourth, began, orders[2]),
    ):
        stages.append(
            tuple(Part(((name, key),), words.get(key, key), number, among) for key, number in found.items())
        )
    return Journey(
        whole,
        tuple(stage for stage in stages if stage),
        tuple(_bands(rows, stages, third)),
        sum(number for way, number in rows if way[3]),
    )


def _ordered(order: Mapping[str, str], found: Iterable[str]) -> list[str]:
    """Keys in their order, then those nobody knows; what reached no place of the stage is none."""
    known = [key for key in order if key in found]
    return known + sorted(key for key in found if key and key not in order)


def _bands(
    rows: Sequence[tuple[Way, int]], stages: Sequence[Sequence[Part]], third: Mapping[str, int]
) -> list[tuple[str, str, Part]]:
    """Bands as (from, to, part): each with how many of those it comes from go that way."""
    bands = [(ALL, f"second.{part.at[0][1]}", part) for part in stages[1]]
    bands += [("second.referral", f"third.{part.at[0][1]}", part) for part in stages[2]]
    words = {part.at[0][1]: part.words for stage in stages[2:] for part in stage}
    for start in (key for key in third if key not in THIRD):
        for part in stages[3]:
            end = part.at[0][1]
            number = sum(n for way, n in rows if way[1] == start and way[2] == end)
            at = (("third", start), ("fourth", end))
            name = f"{words[start]} to {part.words[0].lower()}{part.words[1:]}"
            bands.append((f"third.{start}", f"fourth.{end}", Part(at, name, number, third[start])))
    return [band for band in bands if band[2].number]


def key_of(part: Part) -> str:
    """How a place is called within the drawing."""
    return ".".join(part.at[0]) if part.at else ALL


def blocks(found: Journey, address: Mapping[tuple[tuple[str, str], ...], str]) -> list[list[Block]]:
    """The places as the chart takes them; `address` opens the children of each."""
    return [
        [
            Block(
                key_of(part),
                part.words,
                part.number,
                part.share,
                bool(part.at) and part.at[0][1] in ENDINGS,
                address.get(part.at, ""),
            )
            for part in stage
        ]
        for stage in found.stages
    ]


def bands(found: Journey, address: Mapping[tuple[tuple[str, str], ...], str]) -> list[Band]:
    """The bands as the chart takes them."""
    return [
        Band(
            start,
            end,
            part.number,
            f"{part.words}: {part.number:,}, {part.share}",
            part.share,
            address.get(part.at, ""),
        )
        for start, end, part in found.bands
    ]


def journey_sentence(found: Journey, beside: str = "") -> str:
    """What the flow says, from the same numbers; `beside` is how many become a referral elsewhere."""
    referred, waiting = found.number(second="referral"), found.number(second="waiting")
    if not found.whole:
        return "No contacts were received."
    said = [f"{_in_hundred(referred, found.whole)} contacts became a referral{beside and '; '}{beside}."]
    if referred:
        said.append(
            f"{_in_hundred(found.number(third=NO_MORE), referred)} referrals ended with no more action."
        )
    if found.went_back:
        children = counted(found.went_back, "child", "children")
        said.append(f"{children} had a strategy discussion after another first step.")
    moving = waiting + found.number(third=UNBEGUN) + found.number(fourth="assessing")
    if moving:
        said.append(f"{moving:,} are still on their way, so the last columns will change.")
    return " ".join(said)


def elsewhere(who: str, value: Decimal, year: str) -> str:
    """'neighbours: 38 in 100 (2024-25)', as the sentence of the flow puts others beside us."""
    return f"{who}: {value.normalize():f} in 100{f' ({year})' if year else ''}"


def _in_hundred(part: int, whole: int) -> str:
    """'44 in 100', or the numbers themselves where there are few."""
    if whole < 100:
        return f"{part} of {whole}"
    return f"{share(part, whole).removesuffix('%').replace('under 1', 'Fewer than 1')} in 100"


def steps_sentence(rows: Sequence[Span]) -> str:
    """Where limits are missed most, and what the slowest tenth of sign-off adds."""
    limited = [row for row in rows if row.is_drawn and row.limit is not None]
    missed = [row for row in limited if row.over]
    if not limited:
        return "No step has both a limit and cases enough to say whether it is met."
    if not missed:
        return "No limit was missed."
    worst = max(missed, key=lambda row: Decimal(row.over) / row.cases)
    also = [row for row in rows if row.is_drawn and row.limit is None and row.high > 1]
    said = (
        f"The limit is missed most from {worst.words[0].lower()}{worst.words[1:]}: "
        if " to " in worst.words
        else f"The limit is missed most in: {worst.words[0].lower()}{worst.words[1:]}, "
    ) + f"{worst.over:,} of {worst.cases:,} ({share(worst.over, worst.cases)})."
    if also:
        slow = max(also, key=lambda row: row.high)
        said += (
            f" {slow.words}: one in ten takes {slow.high:g} working days or more; the practice sets no limit."
        )
    return said


def backlog_sentence(start: int, moves: Sequence[Move], end: int) -> str:
    """In how many weeks more left than joined, and what that made of the number."""
    if not start and not any(move.joined for move in moves):
        return "Nobody was in this backlog in these weeks."
    shrank = sum(move.left > move.joined for move in moves)
    grew = sum(move.joined > move.left for move in moves)
    weeks = f"of {counted(len(moves), 'week')}"
    if shrank >= grew:
        said = f"More left than joined in {shrank} {weeks}"
    else:
        said = f"More joined than left in {grew} {weeks}"
    if start == end:
        return f"{said}; the number is what it was, {end:,}."
    return f"{said}; {abs(end - start):,} {'fewer' if end < start else 'more'} than at the start."


@dataclass(frozen=True, slots=True)
class Verdict:
    """A team and where it lies to the limits: the outermost on the wrong side first."""

    point: Point
    standing: str
    distance: float

    @property
    def words(self) -> str:
        """Where it lies, in words."""
        return STANDINGS[self.standing]


def verdicts(points: Sequence[Point], good: str) -> list[Verdict]:
    """Every team with its standing, those furthest on the wrong side first."""
    average = sum(point.part for point in points) / sum(point.whole for point in points)
    spread = average * (1 - average)
    sign = 1 if good == "high" else -1
    found = [
        Verdict(
            point,
            standing(point.part, point.whole, average),
            sign * (point.share - average) / (spread / point.whole) ** 0.5 if spread else 0.0,
        )
        for point in points
    ]
    return sorted(found, key=lambda one: (one.distance, one.point.words))


def funnel_sentence(found: Sequence[Verdict], good: str) -> str:
    """Which teams really differ, from the same limits that are drawn."""
    if len(found) < 2:
        return "One team alone cannot be compared." if found else "No team has a case."
    said = []
    for words, standings in (
        ("beyond the outer limits: look into it", ("very low", "very high")),
        ("beyond the inner limits: it may be chance, watch it", ("low", "high")),
    ):
        names = [
            f"{one.point.words} ({_side(one.standing, good)})" for one in found if one.standing in standings
        ]
        if names:
            said.append(f"{_listed(names)} {'lies' if len(names) == 1 else 'lie'} {words}.")
    inside = sum(one.standing == "inside" for one in found)
    if inside == len(found):
        return "No team really differs: all lie inside the limits of chance."
    return " ".join(
        [*said, f"The other {inside} differ no more than chance would make them." if inside else ""]
    ).strip()


def _side(where: str, good: str) -> str:
    low = where.endswith("low")
    return "worse" if low == (good == "high") else "better"


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
