"""Reads a pack's threshold guide, or says everything that is wrong with it."""

import re
from collections.abc import Callable, Collection, Sequence
from datetime import date, timedelta
from itertools import combinations, pairwise
from typing import Protocol, TypeVar

from kith.practice.entries import Entry, in_force
from kith.practice.mistakes import Mistakes
from kith.practice.threshold_words import phrase_problem
from kith.practice.thresholds import ChecklistItem, GuideLevel, GuideLine, GuideVersion, ThresholdGuide

CODE = re.compile(r"[a-z0-9][a-z0-9_]*")
LONGEST_LEVEL, LONGEST_CODE, LONGEST_VERSION = 20, 60, 20


class Dated(Protocol):
    """An entry of the guide."""

    @property
    def code(self) -> str:
        """Its code."""
        ...

    @property
    def since(self) -> date | None:
        """Its first day."""
        ...

    @property
    def until(self) -> date | None:
        """Its last day."""
        ...


AnyEntry = TypeVar("AnyEntry", bound=Dated)


def read_thresholds(entry: Entry) -> ThresholdGuide:
    """The guide of one file; mistakes are noted with their place and the rest is read on."""
    title, asks = entry.text("title", needed=True), entry.yes("asks_level")
    versions = tuple(_version(one) for one in entry.tables("version"))
    days = _Days(versions)
    levels = _entries(entry, "level", _level, days, LONGEST_LEVEL)
    known = {level.code for level in levels}
    lines = _entries(entry, "line", lambda one: _line(one, known), days, LONGEST_CODE)
    items = _entries(entry, "item", _item, days, LONGEST_CODE)
    entry.finish()
    _check_versions(versions, entry.file, entry.mistakes)
    for key, read in (("version", versions), ("level", levels), ("line", lines)):
        if not read:
            entry.mistakes.add(entry.file, key, f"There is no {key}.", f"Add [[{key}]].")
    for version in versions:
        _check_version(version, levels, lines, entry)
    return ThresholdGuide(title, asks, versions, levels, lines, items)


def _version(entry: Entry) -> GuideVersion:
    since, until = entry.span()
    version = GuideVersion(entry.text("number", needed=True), entry.text("source", needed=True), since, until)
    if len(version.number) > LONGEST_VERSION:
        entry.wrong("number", f"It has more than {LONGEST_VERSION} letters.")
    entry.finish()
    return version


def _entries(
    entry: Entry, key: str, read: Callable[[Entry], AnyEntry], days: "_Days", longest: int
) -> tuple[AnyEntry, ...]:
    """Every entry of a kind, each named by its code in messages; a code stands once for any day."""
    found = []
    for one in entry.tables(key):
        if isinstance(one.values.get("code"), str):
            one.name = f"{key} {one.values['code']}"
        made = read(one)
        _check_code(one, made.code, longest)
        days.check(one, made)
        one.finish()
        found.append(made)
    _check_once(found, key, entry)
    return tuple(found)


def _level(entry: Entry) -> GuideLevel:
    since, until = entry.span()
    return GuideLevel(
        entry.text("code", needed=True), entry.text("title", needed=True), entry.text("words", needed=True),
        entry.text("follows", needed=True), since, until,
    )  # fmt: skip


def _line(entry: Entry, levels: Collection[str]) -> GuideLine:
    since, until = entry.span()
    level = entry.text("level", needed=True)
    if level and level not in levels:
        entry.mistakes.unknown(entry.file, entry.place("level"), "level", level, levels)
    return GuideLine(
        entry.text("code", needed=True), level, entry.text("theme", needed=True),
        entry.text("words", needed=True), _phrases(entry), since, until,
    )  # fmt: skip


def _item(entry: Entry) -> ChecklistItem:
    since, until = entry.span()
    return ChecklistItem(
        entry.text("code", needed=True), entry.text("theme", needed=True), entry.text("words", needed=True),
        _phrases(entry), since, until,
    )  # fmt: skip


def _phrases(entry: Entry) -> tuple[str, ...]:
    phrases = entry.texts("suggests")
    for phrase in phrases:
        if problem := phrase_problem(phrase):
            entry.wrong("suggests", f'"{phrase}" can never be found.', problem)
    return phrases


def _check_code(entry: Entry, code: str, longest: int) -> None:
    if code and (CODE.fullmatch(code) is None or len(code) > longest):
        entry.wrong(
            "code",
            f'Found "{code}".',
            f"Small letters, digits and _, at most {longest}: it is kept and counted.",
        )


def _check_once(found: Sequence[Dated], key: str, entry: Entry) -> None:
    for one, other in combinations(found, 2):
        if one.code and one.code == other.code and not _apart(one, other):
            entry.mistakes.add(
                entry.file,
                f"{key} {one.code}",
                "This code is there twice for the same days.",
                "Give the old one until and the new one since.",
            )


def _apart(one: Dated, other: Dated) -> bool:
    first, second = sorted((one, other), key=lambda each: each.since or date.min)
    return bool(first.until and second.since and first.until < second.since)


def _check_versions(versions: Sequence[GuideVersion], file: str, mistakes: Mistakes) -> None:
    """One version follows the other without a gap, and each has its own number."""
    for one, other in combinations(versions, 2):
        if one.number == other.number:
            mistakes.add(file, f"version {one.number}", "This number is there twice.", "Count on.")
    ordered = sorted(versions, key=lambda each: each.since or date.min)
    for earlier, later in pairwise(ordered):
        starts = later.since or date.min
        if (earlier.until or date.max) >= starts:
            mistakes.add(
                file,
                f"version {later.number}",
                f"Version {earlier.number} still holds on {later.since}.",
                "Give it an until before that day.",
            )
        elif earlier.until and earlier.until + timedelta(days=1) < starts:
            mistakes.add(
                file,
                f"version {later.number}",
                f"No version holds from {earlier.until + timedelta(days=1)} until {later.since}.",
                "Let one follow the other.",
            )


def _check_version(
    version: GuideVersion, levels: Sequence[GuideLevel], lines: Sequence[GuideLine], entry: Entry
) -> None:
    """A version has levels and lines, and each of its lines a level that holds in it too."""
    here, has = _holding(levels, version), _holding(lines, version)
    for key, read, held in (("level", levels, here), ("line", lines, has)):
        if read and not held:
            told = f"No {key} holds in it.", f"Let a {key} go on, or add one."
            entry.mistakes.add(entry.file, f"version {version.number}", *told)
    standing, known = {level.code for level in here}, {level.code for level in levels}
    for line in has:
        if line.level in known - standing:
            entry.mistakes.add(
                entry.file,
                f"line {line.code}.level",
                f'Level "{line.level}" does not hold in version {version.number}.',
                "End the line with its level, or give it another from then on.",
            )


def _holding(entries: Sequence[AnyEntry], version: GuideVersion) -> list[AnyEntry]:
    """The entries of a version; they begin and end with versions, so that any of its days will do."""
    day = version.since or version.until or date.max
    return [one for one in entries if in_force(one.since, one.until, day)]


class _Days:
    """The days on which versions begin and end: what changes on another day changes unseen."""

    def __init__(self, versions: Sequence[GuideVersion]) -> None:
        self.first = {one.since for one in versions if one.since}
        self.last = {one.until for one in versions if one.until}

    def check(self, entry: Entry, made: Dated) -> None:
        """Note an entry that begins or ends when no version does."""
        if made.since and made.since not in self.first:
            entry.wrong("since", f"No version begins on {made.since}.", _days(self.first))
        if made.until and made.until not in self.last:
            entry.wrong("until", f"No version ends on {made.until}.", _days(self.last))


def _days(known: Collection[date]) -> str:
    return f"Known: {', '.join(str(day) for day in sorted(known))}." if known else "Add a [[version]]."
