"""What somebody ticked and chose from the threshold guide: read, checked and laid over what a colleague ticked.

Nothing here ticks or chooses by itself: the guide offers, people decide.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from kith.core import sent_back
from kith.practice import Guide, GuideLine
from kith.practice.threshold_words import forms_of

STAGES = {"recommended": "With the recommendation", "decided": "With the decision"}
KINDS = {"line": "Line of the guide", "item": "Item of the checklist"}
LEVEL, LINE, ITEM, SEEN = "threshold_level", "threshold_line", "threshold_item", "threshold_seen"
WHY, LONGEST_WHY = "why", 2000
Problem = tuple[str | None, str]
Tick = tuple[str, str]  # kind and code


@dataclass(frozen=True, slots=True)
class Choice:
    """A level, or none, and what is ticked."""

    level: str = ""
    ticks: frozenset[Tick] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.level or self.ticks)

    def codes(self, kind: str) -> frozenset[str]:
        """The codes ticked of a kind."""
        return frozenset(code for one, code in self.ticks if one == kind)


@dataclass(frozen=True, slots=True)
class Own:
    """What a manager chose for one child who differs: a level with its lines, and why. Nothing: as for the others."""

    choice: Choice = Choice()
    why: str = ""

    @property
    def differs(self) -> bool:
        """Whether the child has a level of its own."""
        return bool(self.choice.level)


def posted(level: str, lines: Iterable[str], items: Iterable[str]) -> Choice:
    """The choice in the fields of a form."""
    ticks = {("line", code) for code in lines} | {("item", code) for code in items}
    return Choice(level.strip(), frozenset(ticks))


def written(choice: Choice) -> str:
    """A choice as a form carries it along, so that its answer can be told from a colleague's."""
    return json.dumps([choice.level, sorted(choice.ticks)])


def seen(text: str) -> Choice | None:
    """The choice a form was shown with; None for what cannot be read."""
    try:
        level, ticks = sent_back.read(text)
        return Choice(str(level), frozenset((str(kind), str(code)) for kind, code in ticks))
    except (ValueError, TypeError):
        return None


def merged(present: Choice, shown: Choice, wanted: Choice) -> Choice | None:
    """What holds after somebody who was shown one choice wants another, while a third may be present.

    Ticks set and taken away since are laid over those of a colleague. None where both chose another level.
    """
    changed, theirs = wanted.level != shown.level, present.level != shown.level
    if changed and theirs and wanted.level != present.level:
        return None
    ticks = (present.ticks | (wanted.ticks - shown.ticks)) - (shown.ticks - wanted.ticks)
    return Choice(wanted.level if changed else present.level, ticks)


def problems(choice: Choice, guide: Guide) -> list[tuple[str | None, str]]:
    """Why a choice cannot be kept: what the guide does not have."""
    found: list[tuple[str | None, str]] = []
    if choice.level and guide.level(choice.level) is None:
        found.append((LEVEL, "Choose a level from the list."))
    known = {"line": guide.line, "item": guide.item}
    if any(kind not in known or known[kind](code) is None for kind, code in choice.ticks):
        found.append((LINE, "Tick lines that are in the guide."))
    return found


def problems_of_own(place: int, own: Own, carried: frozenset[Tick], guide: Guide | None) -> list[Problem]:
    """Why what was chosen for the child on a line cannot be kept, with the box it is about.

    ``carried`` are the lines that were ticked there for a start: other lines want a level, a level wants a reason.
    """
    found: list[Problem] = []
    if len(own.why) > LONGEST_WHY:
        found.append(
            (f"{WHY}.{place}", f"Say it in at most {LONGEST_WHY:,} letters; there are {len(own.why):,}.")
        )
    if guide is None or (not own.differs and own.choice.ticks == carried):
        return found
    if not own.differs:
        words = "Choose the level for this child too, or leave its lines as for the others."
        return [*found, (f"{LEVEL}.{place}", words)]
    if not own.why:
        found.append((f"{WHY}.{place}", "Say why the level differs for this child."))
    return found + [(f"{field}.{place}", words) for field, words in problems(own.choice, guide)]


def is_meant(guide: Guide, line: GuideLine, searched: str) -> bool:
    """Whether each word looked for stands in the line, its theme, its level or the words that suggest it."""
    held = forms_of(" ".join([line.words, line.theme, guide.level_words(line.level), *line.suggests]))
    return all(any(known.startswith(word) for known in held) for word in forms_of(searched, plain=True))


def missing(level: str, guide: Guide | None) -> list[tuple[str | None, str]]:
    """What the pack asks for and nobody chose."""
    if guide is None or not guide.asks_level or level:
        return []
    return [(LEVEL, f"Choose a level of the {guide.title}.")]
