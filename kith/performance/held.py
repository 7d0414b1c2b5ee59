"""What a figure is held against: targets, comparators and the owner, as the practice of the day says."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kith.access import practice
from kith.access.models import Membership, holding
from kith.performance.definition import Indicator
from kith.performance.figure import Figure, Place
from kith.performance.models import TeamTarget
from kith.performance.outside.queries import comparators as read_in
from kith.performance.papers.places import council_of
from kith.performance.rules import Standing, standing
from kith.practice import Comparator, Practice, Target

ONE_DAY = timedelta(days=1)
NEIGHBOURS = ("neighbours", "statistical_neighbours")


@dataclass(frozen=True, slots=True)
class Held:
    """Target, comparators by who, and owner of one indicator on a day."""

    target: Target | None
    comparators: tuple[Comparator, ...]
    owner: str

    def comparator(self, *who: str) -> Comparator | None:
        """The newest figure of England, or of the neighbours."""
        found = [
            one for one in self.comparators if one.who in who
        ]  # of one year, what was read in comes first
        return max(found, key=lambda one: one.year, default=None)

    @property
    def england(self) -> Comparator | None:
        """England's figure."""
        return self.comparator("england")

    @property
    def neighbours(self) -> Comparator | None:
        """The statistical neighbours' figure."""
        return self.comparator(*NEIGHBOURS)

    @property
    def councils(self) -> list[Comparator]:
        """Other councils by name, each with its newest figure."""
        named = {one.who for one in self.comparators} - {"england", *NEIGHBOURS}
        return [one for who in sorted(named) if (one := self.comparator(who))]

    @property
    def sources(self) -> list[str]:
        """Who says what others reached, and of which year, each once."""
        shown = [one for one in (self.england, self.neighbours, *self.councils) if one]
        return list(dict.fromkeys(f"{one.year}: {one.source}" for one in shown))


Own = Mapping[str, Sequence[Target]]  # the targets that a team has set itself, by measure


def held(indicators: Iterable[Indicator], on: date, place: Place, own: Own | None = None) -> dict[str, Held]:
    """What each indicator is held against, for a place: its own targets before the authority's.

    Another council's place is held against that council's targets alone. `own` is what `own_targets` gave.
    """
    known = list(indicators)
    owners, set_here = owners_on(on), own_targets(place) if own is None else own
    others = read_in([one.code for one in known], on)
    return {
        one.code: Held(
            target_on(one, on, place, set_here),
            (*others.get(one.code, ()), *_comparators(practice.on(on), one, on, place)),
            owners.get(one.owner, ""),
        )
        for one in known
    }


def own_targets(place: Place) -> dict[str, list[Target]]:
    """The targets that a team or an area has set itself, by measure, oldest first. One query; none for everyone."""
    found: dict[str, list[Target]] = {}
    if place.id and place.kind != "service":
        for row in TeamTarget.objects.filter(team_id=place.id).order_by("started_on"):
            found.setdefault(row.code, []).append(as_target(row, place))
    return found


def as_target(row: TeamTarget, place: Place) -> Target:
    """A target that a team has set itself, as every other target is spoken of."""
    return Target(
        indicator=row.code,
        value=row.value,
        kind=row.kind,
        source=f"set by {place.name}: {row.why}",
        tolerance=row.tolerance,
        since=row.started_on,
        until=row.ended_on - ONE_DAY if row.ended_on else None,
        deadline=row.deadline_on,
        team=place.code,
        high=row.high,
    )


def target_on(indicator: Indicator, on: date, place: Place, own: Own) -> Target | None:
    """The target of a place on a day."""
    if set_here := next((one for one in own.get(indicator.code, ()) if one.holds_on(on)), None):
        return set_here
    if council := council_of(place.code):
        return practice.on(on).target(indicator.code, on, place=council)
    return practice.on(on).target(indicator.code, on, team=place.code)


def targets_over(indicator: Indicator, days: Iterable[date], place: Place, own: Own) -> list[Target | None]:
    """The target of each of these days, so that a chart can step where it changed."""
    return [target_on(indicator, day, place, own) for day in days]


def _comparators(rules: Practice, indicator: Indicator, on: date, place: Place) -> tuple[Comparator, ...]:
    return tuple(one for one in rules.comparators_of(indicator.code, on) if one.place in ("", place.code))


def owners_on(on: date) -> dict[str, str]:
    """Who answers for a role: the worker's name where one holds it, otherwise what the role is called."""
    known = practice.on(on).roles
    names: dict[str, list[str]] = {}
    rows = Membership.objects.filter(holding(on), worker__is_active=True)
    for role, name in rows.values_list("role", "worker__name").distinct():
        names.setdefault(role, []).append(name)
    return {
        code: names[code][0] if len(names.get(code, ())) == 1 else role.title for code, role in known.items()
    }


def standing_of(figure: Figure, target: Target | None) -> Standing:
    """How a figure stands to its target, unrounded."""
    verdict = target.verdict(figure.exact) if target else ""
    return standing(verdict, has_target=target is not None, has_cases=figure.exact is not None)
