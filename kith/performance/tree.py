"""The tree of teams, areas and the service, as figures are split by it."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from kith.access.models import Team
from kith.core.refused import Refused
from kith.performance.figure import EVERYWHERE, Place
from kith.performance.papers.places import elsewhere


@dataclass(frozen=True)
class Tree:
    """Every team with its parent."""

    places: dict[int, Place]
    parents: dict[int, int | None]

    @cached_property
    def _under(self) -> dict[int, frozenset[int]]:
        below: dict[int, set[int]] = defaultdict(set)
        for team in self.places:
            for node in self.way_up(team):
                below[node].add(team)
        return {node: frozenset(teams) for node, teams in below.items()}

    def way_up(self, team: int) -> list[int]:
        """The team, what it is part of, and so on to the top."""
        way, node = [], team
        while node is not None and node not in way:
            way.append(node)
            node = self.parents.get(node)  # type: ignore[assignment]
        return way

    @cached_property
    def own(self) -> frozenset[int] | None:
        """Our own teams; None (every team) where no other council's published figures are kept."""
        others = {team for team in self.places if self.places[self.way_up(team)[-1]].code in elsewhere()}
        return frozenset(self.places) - others if others else None

    def under(self, place: Place) -> frozenset[int] | None:
        """The teams whose rows belong to a place; None where that is every team there is."""
        return self.own if place.id == EVERYWHERE.id else self._under.get(place.id, frozenset())

    def area_of(self, team: int) -> int:
        """The area a team's rows are shown under: the nearest one above it, else the team itself."""
        return next((node for node in self.way_up(team) if self.places[node].kind == "area"), team)

    def of_kind(self, kind: str) -> list[Place]:
        """All places of a kind ('team', 'area'), by name."""
        return sorted((place for place in self.places.values() if place.kind == kind), key=lambda p: p.name)

    def named(self, code: str) -> Place:
        """The place with this code; raises Refused when there is none, or none of that name any more."""
        if not code:
            return EVERYWHERE
        found = next((place for place in self.places.values() if place.code == code), None)
        if found is None:
            raise Refused(f"There is no team or area “{code}”.", field="area")
        return found

    def split(self, by: str, within: Place) -> dict[int, frozenset[int]]:
        """Nodes to show, each with the nodes whose own rows it stands for:
        together all of `within`, none twice.
        """
        allowed = self.under(within)
        groups: dict[int, set[int]] = defaultdict(set)
        for node in self.places:
            if allowed is None or node in allowed:
                groups[self.area_of(node) if by == "area" else node].add(node)
        return {node: frozenset(nodes) for node, nodes in groups.items()}


def tree() -> Tree:
    """The tree as it stands."""
    rows = Team.objects.values_list("id", "code", "name", "kind", "parent_id")
    return Tree(
        {pk: Place(pk, code, name, kind) for pk, code, name, kind, _ in rows},
        {pk: parent for pk, _, _, _, parent in rows},
    )
