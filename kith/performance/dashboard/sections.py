"""What stands where on the dashboard: the watch list, what is off target, what really changed, the rest by topic.

Only what is open is sent. A topic that is closed says how many measures it has and how they stand.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from kith.core.reading_words import count
from kith.performance.choices import EVERY_GROUP, Choices
from kith.performance.dashboard.queries import Card
from kith.performance.rules import OFF_TARGET

FIRST = 9  # cards of one kind that stand first; the others are one press away
FEW = 12  # so many found by a filter are shown at once, whatever their topic


def belongs(card: Card, show: str, mine: Collection[str]) -> bool:
    """Whether a card is among those shown; what somebody watches is shown without a case too."""
    if show == "mine":
        return card.indicator.code in mine
    if show == "quiet" or not card.has_cases:
        return show == "quiet" and not card.has_cases
    if show == "off":
        return card.standing.verdict in OFF_TARGET
    if show == "on":
        return card.standing.verdict == "on"
    if show == "none":
        return card.held.target is None
    return show == "all" or really_changed(card)


def really_changed(card: Card) -> bool:
    """Whether the months show more than chance."""
    return card.real.startswith("real change")


@dataclass(frozen=True, slots=True)
class First:
    """What stands before everything else, each measure in one place only; `many` says how many there are of each kind,
    those on the watch list among them.
    """

    watched: tuple[Card, ...]
    off: tuple[Card, ...]
    changed: tuple[Card, ...]
    many: Mapping[str, int]

    def elsewhere(self, kind: str) -> int:
        """How many of a kind do not stand in its own place: they are on the watch list, or there was no room."""
        return self.many[kind] - len({"off": self.off, "real": self.changed, "mine": self.watched}[kind])


def first(found: Sequence[Card], mine: Collection[str]) -> First:
    """The watch list, what is off target with the worst before, and what else really changed, for the worse before."""
    watched = [one for one in found if belongs(one, "mine", mine)]
    rest = [one for one in found if one.indicator.code not in mine]
    off = sorted((one for one in rest if belongs(one, "off", ())), key=_urgency)
    changed = [one for one in rest if belongs(one, "real", ()) and not belongs(one, "off", ())]
    return First(
        tuple(watched[:FIRST]),
        tuple(off[:FIRST]),
        tuple(sorted(changed, key=_urgency)[:FIRST]),
        {kind: sum(belongs(one, kind, mine) for one in found) for kind in ("off", "real", "mine")},
    )


def _urgency(card: Card) -> tuple[bool, bool]:
    """Well off target before close to it; what really got worse before what did not."""
    return card.standing.verdict != "below", not card.real.endswith("worse")


@dataclass(frozen=True, slots=True)
class Group:
    """The measures of one topic that were asked for."""

    topic: str
    cards: tuple[Card, ...]
    is_open: bool

    @property
    def words(self) -> str:
        """'14 measures'."""
        return count(len(self.cards), "measure")

    @property
    def standings(self) -> list[tuple[str, str]]:
        """Marks with their words: how many are well off target, close to it, and really changed."""
        below = sum(one.standing.verdict == "below" for one in self.cards)
        near = sum(one.standing.verdict == "near" for one in self.cards)
        changed = sum(really_changed(one) for one in self.cards)
        told = [
            ("late", below, "well off target"),
            ("soon", near, "close to target"),
            ("", changed, "really changed"),
        ]
        return [(mark, f"{number} {words}") for mark, number, words in told if number]


def groups(shown: Sequence[Card], chosen: Choices) -> list[Group]:
    """The cards by topic, in their order. All are open where a filter found few; otherwise the one that was opened."""
    by_topic: dict[str, list[Card]] = {}
    for card in shown:
        by_topic.setdefault(card.indicator.topic, []).append(card)
    at_once = len(by_topic) == 1 or (chosen.is_narrowed and len(shown) <= FEW)
    return [
        Group(topic, tuple(some), at_once or chosen.open in (topic, EVERY_GROUP))
        for topic, some in by_topic.items()
    ]
