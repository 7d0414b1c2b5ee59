"""The threshold guide of every pack that has one: levels, lines, the words that suggest them, the checklist."""

from kith.desk.reference import marks
from kith.practice import Authority, Practice
from kith.practice.thresholds import GuideVersion

ABOUT = (
    "The threshold guides as they stand in `packs/*/thresholds.toml`. The guides that come with Kith are invented. "
    "Lines are offered when their words are typed; people decide."
)


def sheet(authority: Authority) -> str:
    """The page `thresholds.md`."""
    parts = [part for practice in authority.practices.values() for part in _pack(practice)]
    return marks.sheet("Threshold guides", ABOUT, parts)


def _pack(practice: Practice) -> list[str]:
    held = practice.thresholds
    if held is None:
        return []
    parts = [f"## {held.title} (`{practice.code}`)", _asks(held.asks_level)]
    for version in reversed(held.versions):
        parts += _version(practice, version)
    return parts


def _asks(asks: bool) -> str:
    return (
        "A level must be chosen before a contact is sent or decided."
        if asks
        else "A level may be chosen; nobody is stopped without one."
    )


def _version(practice: Practice, version: GuideVersion) -> list[str]:
    guide = practice.thresholds.of(version) if practice.thresholds else None
    if guide is None:
        return []
    days = " ".join(
        part
        for part in (
            f"from {version.since}" if version.since else "from the beginning",
            f"until {version.until}" if version.until else "",
        )
        if part
    )
    levels = [[level.code, level.title, level.words, level.follows] for level in guide.levels]
    lines = [
        [marks.code(line.code), line.level, line.theme, line.words, ", ".join(line.suggests)]
        for line in guide.lines
    ]
    items = [
        [marks.code(item.code), item.theme, item.words, ", ".join(item.suggests)] for item in guide.items
    ]
    return [
        f"### Version {version.number}, {days}",
        f"Source: {version.source}.",
        marks.table(["level", "title", "means", "what usually follows"], levels),
        marks.table(["line", "level", "theme", "words", "suggested by"], lines),
        *([marks.table(["checklist", "theme", "words", "suggested by"], items)] if items else []),
    ]
