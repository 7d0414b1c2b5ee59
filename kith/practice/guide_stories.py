"""Stories about the threshold guide, written by practitioners: "these words are typed, these lines are offered".

[[offer]]
title = "A child hides while dad pushes mum"
day   = 2026-10-14                       # the guide of this day
told  = "Dad pushed mum. No marks seen."
lines = ["violence_seen", "injury_unexplained"]   # exactly the lines offered, in any order
with_a_no = ["injury_unexplained"]       # those of them that are said with a no
items = ["parent_violence"]              # optional: exactly the items of the checklist offered
"""

from dataclasses import dataclass
from datetime import date

from kith.core.calendar import WorkingCalendar
from kith.practice.entries import Entry
from kith.practice.practice import Practice
from kith.practice.threshold_words import matches


@dataclass(frozen=True)
class GuideStory:
    """One story: what is typed on a day and what the guide offers."""

    file: str
    practice: str
    title: str
    day: date
    words: str
    lines: frozenset[str]
    with_a_no: frozenset[str]
    items: frozenset[str] | None

    def told(self, practice: Practice, calendar: WorkingCalendar) -> list[str]:
        """What is offered otherwise than the story says; nothing when it holds."""
        guide = practice.thresholds.on(self.day) if practice.thresholds else None
        if guide is None:
            return [f"{self.file}, {self.title!r}: there is no threshold guide on {self.day}."]
        found = matches(self.words, guide.lines)
        said = [("line", self.lines, {match.line.code for match in found})]
        said.append(("line said with a no", self.with_a_no, {one.line.code for one in found if one.denied}))
        if self.items is not None:
            items = {match.line.code for match in matches(self.words, guide.items)}
            said.append(("item", self.items, items))
        return [
            f"{self.file}, {self.title!r}: {words}."
            for kind, wanted, offered in said
            for words in _differences(kind, wanted, offered)
        ]


def _differences(kind: str, wanted: frozenset[str], offered: set[str]) -> list[str]:
    missing = [f'the {kind} "{code}" is not offered' for code in sorted(wanted - offered)]
    return missing + [f'the {kind} "{code}" is offered too' for code in sorted(offered - wanted)]


def read_guide_story(entry: Entry, practice: Practice) -> GuideStory | None:
    """A story of one table; None when it says no day."""
    if isinstance(entry.values.get("title"), str):
        entry.name = entry.values["title"]
    day = entry.day("day", needed=True)
    story = GuideStory(
        file=entry.file,
        practice=practice.code,
        title=entry.text("title", needed=True),
        day=day or date.min,
        words=entry.text("told", needed=True),
        lines=frozenset(entry.texts("lines")),
        with_a_no=frozenset(entry.texts("with_a_no")),
        items=frozenset(entry.texts("items")) if entry.has("items") else None,
    )
    if not entry.has("lines"):
        entry.wrong("lines", "This is missing.", "Say which lines are offered; [] for none.")
    entry.finish()
    return story if day else None
