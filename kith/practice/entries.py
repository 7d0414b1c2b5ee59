"""Reading one table of a pack file: typed values out, mistakes noted with their place, nothing guessed."""

import tomllib
from collections.abc import Collection, Mapping
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from kith.practice.mistakes import Mistakes
from kith.practice.nesting import problem_with_depth


def read_toml(path: Path, name: str, mistakes: Mistakes) -> dict[str, Any]:
    """The tables of a file; an unreadable one is noted with its line and gives nothing."""
    try:
        problem, found = _parsed(path.read_text(encoding="utf-8"))
        if problem:
            mistakes.add(name, "", problem)
        own: dict[str, Any] = _own(found)
        return own
    except FileNotFoundError:
        mistakes.add(name, "", "The file is missing.")
    except UnicodeDecodeError:
        mistakes.add(name, "", "The file is not plain text in UTF-8.", "Save it again as UTF-8.")
    except tomllib.TOMLDecodeError as fault:
        mistakes.add(
            name, "", f"This cannot be read: {fault}.", "Look for a missing quote, bracket or comma."
        )
    except (RecursionError, ValueError):
        mistakes.add(
            name,
            "",
            "This cannot be read: lists stand too deep in lists, or a number is far too long.",
            "Look for many brackets in a row, and for a number of thousands of digits.",
        )
    return {}


@lru_cache(maxsize=600)
def _parsed(text: str) -> tuple[str | None, dict[str, Any]]:
    """What is wrong with a text as a whole, or what it says.

    A draft is judged at each change, and of its files all but one say what they said before.
    """
    problem = problem_with_depth(text)
    return problem, {} if problem else tomllib.loads(text)


def _own(value: Any) -> Any:
    """A copy of its own for each reader."""
    if isinstance(value, dict):
        return {key: _own(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_own(item) for item in value]
    return value


class Entry:
    """A table with the place it stands at. Every value read is crossed off; `finish` tells what is left."""

    def __init__(
        self, file: str, name: str, values: object, mistakes: Mistakes, files: Mapping[str, str] | None = None
    ) -> None:
        self.file, self.name, self.mistakes = file, name, mistakes
        self._files = files or {}
        self.values: Mapping[str, Any] = values if isinstance(values, Mapping) else {}
        if not isinstance(values, Mapping):
            mistakes.add(file, name, f"Expected a table, found {values!r}.")
        self._read: set[str] = set()

    def file_of(self, key: str) -> str:
        """The file a key was written in: a local pack may have replaced some of them."""
        return self._files.get(key, self.file)

    def has(self, key: str) -> bool:
        """Whether the key is there."""
        return key in self.values

    def place(self, key: str) -> str:
        """How a key of this table is called in a message."""
        return f"{self.name}.{key}" if self.name else key

    def wrong(self, key: str, found: str, known: str = "") -> None:
        """Note a mistake about one key."""
        self.mistakes.add(self.file_of(key), self.place(key) if key else self.name, found, known)

    def raw(self, key: str) -> Any:
        """The value as written, None when absent."""
        self._read.add(key)
        return self.values.get(key)

    def text(self, key: str, *, needed: bool = False) -> str:
        """Words; "" when absent."""
        value = self.raw(key)
        if value is None or (isinstance(value, str) and not value.strip()):
            if needed:
                self.wrong(key, "This is missing.", "Write it in quotes.")
            return ""
        if not isinstance(value, str):
            self.wrong(key, f"Expected words in quotes, found {value!r}.")
            return ""
        return value.strip()

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of words; empty when absent."""
        value = self.raw(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.wrong(key, f"Expected a list of words, found {value!r}.", 'Write it as ["one", "two"].')
            return ()
        for item in {item for item in value if value.count(item) > 1}:
            self.wrong(key, f'"{item}" is listed twice.')
        return tuple(value)

    def one_of(self, key: str, choices: Collection[str], default: str = "") -> str:
        """One of some words; the default when absent, a mistake when absent without one."""
        value = self.text(key, needed=not default)
        if value and value not in choices:
            self.wrong(key, f'Found "{value}".', f"Known: {', '.join(choices)}.")
            return default
        return value or default

    def yes(self, key: str, default: bool = False) -> bool:
        """true or false."""
        value = self.raw(key)
        if value is None:
            return default
        if not isinstance(value, bool):
            self.wrong(key, f"Expected true or false, found {value!r}.")
            return default
        return value

    def whole(self, key: str, *, least: int = 0) -> int | None:
        """A whole number, None when absent."""
        value = self.raw(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or value < least:
            self.wrong(key, f"Expected a whole number from {least} up, found {value!r}.")
            return None
        return value

    def number(self, key: str, *, needed: bool = False) -> float | int | None:
        """A number, None when absent."""
        value = self.raw(key)
        if value is None:
            if needed:
                self.wrong(key, "This is missing.", "Write a number.")
            return None
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.wrong(key, f"Expected a number, found {value!r}.")
            return None
        return value

    def day(self, key: str, *, needed: bool = False) -> date | None:
        """A day written as 2010-04-01 without quotes, None when absent."""
        value = self.raw(key)
        if value is None:
            if needed:
                self.wrong(key, "This is missing.", "Write a day such as 2010-04-01.")
            return None
        if isinstance(value, datetime) or not isinstance(value, date):
            self.wrong(key, f"Expected a day, found {value!r}.", "Write it as 2010-04-01, without quotes.")
            return None
        return value

    def span(self) -> tuple[date | None, date | None]:
        """`since` (first day) and `until` (last day); an end before its start is noted and left out."""
        since, until = self.day("since"), self.day("until")
        if since and until and until < since:
            self.wrong("until", f"It ends on {until}, before it starts on {since}.")
            return since, None
        return since, until

    def table(self, key: str) -> "Entry | None":
        """A table inside, None when absent."""
        value = self.raw(key)
        return None if value is None else Entry(self.file_of(key), self.place(key), value, self.mistakes)

    def tables(self, key: str) -> list["Entry"]:
        """A list of tables inside; a single table counts as a list of one."""
        value = self.raw(key)
        if value is None:
            return []
        items = value if isinstance(value, list) else [value]
        many = len(items) > 1
        names = [
            f"{self.place(key)}[{number}]" if many else self.place(key) for number in range(1, len(items) + 1)
        ]
        return [
            Entry(self.file_of(key), name, item, self.mistakes)
            for name, item in zip(names, items, strict=True)
        ]

    def finish(self) -> None:
        """Note every key that nobody asked for: a slip of the pen must not be a silent change of practice."""
        for key in self.values:
            if key not in self._read:
                self.mistakes.unknown(self.file_of(key), self.place(key), "entry", key, self._read)


def in_force(since: date | None, until: date | None, on: date) -> bool:
    """Whether something holds on a day; `since` and `until` are its first and last day."""
    return (since is None or since <= on) and (until is None or on <= until)
