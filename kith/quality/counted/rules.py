"""What a round of audits found, counted: standards that were graded below good, and themes, by team."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Case:
    """A case that all its readers have read: the team that held it, whether each standard that was graded is good, the
    themes that were found and all that its form asked for.
    """

    team: int
    team_name: str
    standards: Mapping[str, bool]
    themes: frozenset[str]
    themes_asked: frozenset[str]


@dataclass(frozen=True, slots=True)
class OfTeam:
    """How many cases of a team something was found in, of how many."""

    team: int
    name: str
    part: int
    whole: int


@dataclass(frozen=True, slots=True)
class Counted:
    """Something that audits found: in how many cases, of how many, and of which teams. ``key`` is kind and code."""

    key: str
    title: str
    part: int
    whole: int
    teams: tuple[OfTeam, ...] = ()

    @property
    def words(self) -> str:
        """'5 of 8'."""
        return f"{self.part:,} of {self.whole:,}"


def asked(form: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What the form of a round lets audits find: key and title of each standard, then of each theme."""
    standards = [(f"standard:{one['code']}", f"Below good: {one['title']}") for one in form["standards"]]
    return standards + [(f"theme:{one['code']}", one["title"]) for one in form["themes"]]


def counted(key: str, title: str, cases: Sequence[Case], team: int = 0) -> Counted:
    """One thing, counted in these cases, or in those of one team. A case that has no grade of it, or whose form did not
    ask for it, is in neither number.
    """
    told = [(case, holds) for case in cases if (holds := _holds(case, key)) is not None]
    mine = [(case, holds) for case, holds in told if team in (0, case.team)]
    names = {case.team: case.team_name for case, _ in mine if case.team}
    teams = [
        OfTeam(number, name, *_part([holds for case, holds in mine if case.team == number]))
        for number, name in sorted(names.items(), key=lambda one: (one[1], one[0]))
    ]
    return Counted(key, title, *_part([holds for _, holds in mine]), tuple(one for one in teams if one.part))


def found(things: Sequence[tuple[str, str]], cases: Sequence[Case]) -> list[Counted]:
    """Everything that was found in any case, what is found in the largest share of cases first."""
    told = [counted(key, title, cases) for key, title in things]
    return sorted((one for one in told if one.part), key=lambda one: (-one.part / one.whole, one.title))


def _part(holds: Sequence[bool]) -> tuple[int, int]:
    return sum(holds), len(holds)


def _holds(case: Case, key: str) -> bool | None:
    """Whether it was found in a case; None where the case says nothing of it."""
    kind, _, code = key.partition(":")
    if kind == "theme":
        return code in case.themes if code in case.themes_asked else None
    return not case.standards[code] if code in case.standards else None
