"""Who might take a family, and how full everybody is."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(slots=True)
class Load:
    """A worker of the team with the weight of the children held."""

    worker_id: int
    name: str
    job_title: str
    guideline: Decimal
    children: int = 0
    weight: Decimal = Decimal(0)
    late: int = 0
    families: set[int] = field(default_factory=set)

    @property
    def room(self) -> Decimal:
        """How much weight is left under the guideline; negative when over it."""
        return self.guideline - self.weight

    @property
    def choice(self) -> tuple[str, str]:
        """Value and words for a list to choose from."""
        return str(self.worker_id), f"{self.name} ({self.weight:f} of {self.guideline:f})"

    @property
    def is_over(self) -> bool:
        """Whether the guideline is exceeded."""
        return self.room < 0


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A worker for a family, with the reason in words."""

    worker_id: int
    reason: str


def suggest(
    families: Sequence[tuple[int, Decimal, frozenset[int]]], loads: Sequence[Load]
) -> dict[int, Suggestion]:
    """Family id -> whom to ask first, each suggestion counted before the next is made.

    ``families`` are (id, weight, workers who held the family before). Who knows the family and has room comes
    first, then who has most room in proportion. Nobody is suggested when the team has no workers.
    """
    room = {load.worker_id: load.room for load in loads}
    share = {load.worker_id: load.guideline or Decimal(1) for load in loads}
    found: dict[int, Suggestion] = {}
    for family, weight, knew in families:
        if not room:
            break
        known = [worker for worker in room if worker in knew and room[worker] >= weight]
        chosen = max(known or room, key=lambda worker: (room[worker] / share[worker], -worker))
        left = room[chosen]
        reason = "worked with them before" if known else _room_words(left)
        found[family] = Suggestion(chosen, reason)
        room[chosen] -= weight
    return found


def _room_words(room: Decimal) -> str:
    if room <= 0:
        return "everybody is full; least over"
    return f"room for {room.normalize():f}"
