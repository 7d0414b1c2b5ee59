"""The council's threshold guide: levels of need, the lines that describe them, a vulnerability checklist.

The guide is data of the pack and never decides anything: a worker and a manager do. Every version has its days;
`ThresholdGuide` is the whole file, `Guide` is what holds on one day and what is kept with a contact.
"""

import hashlib
import json
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from kith.practice.entries import in_force

TIMELESS: dict[str, Any] = {"since": None, "until": None}  # inside a version an entry's days say nothing


@dataclass(frozen=True, slots=True)
class GuideLevel:
    """One level of need: its name, what it is in words, and what usually follows."""

    code: str
    title: str
    words: str
    follows: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class GuideLine:
    """One line of the guide as the guide says it; `suggests` are the words by which it is offered."""

    code: str
    level: str
    theme: str
    words: str
    suggests: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """One thing that makes a child more vulnerable, at whatever level."""

    code: str
    theme: str
    words: str
    suggests: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class GuideVersion:
    """A version of the guide with the days it holds and where it comes from."""

    number: str
    source: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Guide:
    """The guide as it holds on a day. `asks_level`: a contact is not sent or decided without a level."""

    title: str
    version: str
    source: str
    asks_level: bool
    levels: tuple[GuideLevel, ...]
    lines: tuple[GuideLine, ...]
    items: tuple[ChecklistItem, ...] = ()

    def level(self, code: str) -> GuideLevel | None:
        """The level of this code, None when there is none."""
        return next((level for level in self.levels if level.code == code), None)

    def level_words(self, code: str) -> str:
        """'4 Significant harm'; the code itself where the guide has no such level."""
        found = self.level(code)
        return f"{found.code} {found.title}" if found else code

    def line(self, code: str) -> GuideLine | None:
        """The line of this code, None when there is none."""
        return next((line for line in self.lines if line.code == code), None)

    def item(self, code: str) -> ChecklistItem | None:
        """The item of the checklist with this code, None when there is none."""
        return next((item for item in self.items if item.code == code), None)

    def content(self) -> dict[str, Any]:
        """Everything that was shown, ready to be kept: the past stays as it was."""
        return {
            "title": self.title,
            "version": self.version,
            "source": self.source,
            "asks_level": self.asks_level,
            "levels": [[one.code, one.title, one.words, one.follows] for one in self.levels],
            "lines": [[one.code, one.level, one.theme, one.words, list(one.suggests)] for one in self.lines],
            "items": [[one.code, one.theme, one.words, list(one.suggests)] for one in self.items],
        }

    @property
    def hash(self) -> str:
        """Names this very wording."""
        return hashlib.sha256(json.dumps(self.content(), sort_keys=True).encode()).hexdigest()

    @classmethod
    def from_content(cls, kept: dict[str, Any]) -> "Guide":
        """The guide out of what `content` gave."""
        return cls(
            title=kept["title"],
            version=kept["version"],
            source=kept["source"],
            asks_level=kept["asks_level"],
            levels=tuple(GuideLevel(*one) for one in kept["levels"]),
            lines=tuple(
                GuideLine(code, level, theme, words, tuple(said))
                for code, level, theme, words, said in kept["lines"]
            ),
            items=tuple(
                ChecklistItem(code, theme, words, tuple(said)) for code, theme, words, said in kept["items"]
            ),
        )


@dataclass(frozen=True, slots=True)
class ThresholdGuide:
    """The guide with all its versions, as the pack has it."""

    title: str
    asks_level: bool
    versions: tuple[GuideVersion, ...]
    levels: tuple[GuideLevel, ...]
    lines: tuple[GuideLine, ...]
    items: tuple[ChecklistItem, ...] = ()
    _by_version: dict[str, Guide] = field(default_factory=dict, compare=False, repr=False)

    def on(self, day: date) -> Guide | None:
        """The guide as it holds on a day; None on a day without a version."""
        version = next((one for one in self.versions if in_force(one.since, one.until, day)), None)
        if version is None:
            return None
        if version.number not in self._by_version:
            self._by_version[version.number] = self._as_of(version, day)
        return self._by_version[version.number]

    def of(self, version: GuideVersion) -> Guide | None:
        """The guide of one version, whatever day it is."""
        return self.on(version.since or version.until or date.max)

    def _as_of(self, version: GuideVersion, day: date) -> Guide:
        """Entries begin and end with versions, so that any day of a version gives the same guide."""
        return Guide(
            title=self.title,
            version=version.number,
            source=version.source,
            asks_level=self.asks_level,
            levels=tuple(
                replace(one, **TIMELESS) for one in self.levels if in_force(one.since, one.until, day)
            ),
            lines=tuple(
                replace(one, **TIMELESS) for one in self.lines if in_force(one.since, one.until, day)
            ),
            items=tuple(
                replace(one, **TIMELESS) for one in self.items if in_force(one.since, one.until, day)
            ),
        )
