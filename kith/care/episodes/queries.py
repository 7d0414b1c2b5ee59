"""The episodes of children as the record stands."""

from kith.care.episodes.rules import Episode, episodes
from kith.care.period.queries import Held, care_of


def episodes_of(held: Held) -> list[Episode]:
    """The episodes of one time in care, oldest first."""
    return episodes(*care_of(held))
