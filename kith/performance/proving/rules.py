"""What must hold between a figure, the list behind it and its parts. Plain values only."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Pair = tuple[int, int]  # (rows, rows that count)
Holder = tuple[int | None, int | None]  # (team, worker)


@dataclass(frozen=True, slots=True)
class Wrong:
    """Something that does not hold: of which figure, what one side says and what the other."""

    code: str
    period: str
    place: str
    words: str

    def __str__(self) -> str:
        return " · ".join(word for word in (self.code, self.period, self.place) if word) + f": {self.words}"


def by_team(lengths: Mapping[Holder, Pair]) -> dict[int | None, Pair]:
    """The lengths of the lists of workers, added up for each team."""
    found: dict[int | None, Pair] = {}
    for (team, _), (rows, counts) in lengths.items():
        before = found.get(team, (0, 0))
        found[team] = (before[0] + rows, before[1] + counts)
    return found


def added(pairs: Iterable[Pair]) -> Pair:
    """The sum of pairs."""
    rows = counts = 0
    for one, other in pairs:
        rows += one
        counts += other
    return rows, counts


def of_list(figure: Pair, listed: Pair) -> str:
    """Why a figure is not its list, or nothing. Both are (rows, rows that count)."""
    if figure == listed:
        return ""
    return f"the figure says {_said(figure)}, its list has {_said(listed)}"


def within(figure: Pair) -> str:
    """Why a figure cannot be, or nothing: what counts lies within what it is counted among."""
    rows, counts = figure
    return "" if 0 <= counts <= rows else f"{counts:,} count among {rows:,}"


def of_parts(figure: Pair, parts: Pair, what: str) -> str:
    """Why the parts do not add up to the whole, or nothing. `what` names them: 'its months'."""
    if figure == parts:
        return ""
    return f"the figure says {_said(figure)}, {what} come to {_said(parts)}"


def of_amounts(figure: Pair, listed: Pair) -> str:
    """Why what a figure was divided from is not what its list amounts to, or nothing. Both are (above, below)."""
    if figure == listed:
        return ""
    return f"it was divided from {figure[0]:,} by {figure[1]:,}, its list amounts to {listed[0]:,} by {listed[1]:,}"


def of_rows(rows: int, different: int, *, each_once: bool) -> str:
    """Why a list may not be, or nothing: a state on a day counts everything once."""
    twice = rows - different
    return f"{twice:,} of its {rows:,} rows stand in the list twice" if each_once and twice else ""


def without_team(found: Mapping[int | None, Pair], known: Iterable[int]) -> str:
    """How many rows belong to no team that is known, so that the teams do not add up to everyone; or nothing."""
    teams = set(known)
    rows, counts = added(pair for team, pair in found.items() if team not in teams)
    return f"{rows:,} rows ({counts:,} of them count) belong to no team" if rows else ""


def of_frozen(then: tuple[object, ...], now: tuple[object, ...]) -> str:
    """Why a frozen figure is not what is counted as at its moment, or nothing. Both are (part, whole, value)."""
    if then == now:
        return ""
    return f"frozen as {_told(then)}, counted as at that moment it is {_told(now)}"


def _said(pair: Pair) -> str:
    return f"{pair[1]:,} of {pair[0]:,}"


def _told(values: tuple[object, ...]) -> str:
    part, whole, value = values
    return f"{part} of {whole} ({value})" if whole is not None else f"{part} ({value})"
