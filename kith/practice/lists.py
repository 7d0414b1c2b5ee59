"""Code lists: the answers that law and returns know, each with the days it may be used on."""

from dataclasses import dataclass
from datetime import date

from kith.practice.entries import in_force


@dataclass(frozen=True, slots=True)
class Code:
    """One value of a list; `group` gathers values under a heading, `open` says that free words go with it."""

    code: str
    label: str
    since: date | None = None
    until: date | None = None
    group: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class CodeList:
    """A list with its source. Old records keep old codes: `label` knows every value there ever was."""

    code: str
    title: str
    source: str
    codes: tuple[Code, ...]

    def on(self, day: date) -> tuple[Code, ...]:
        """The values that may be used on a day."""
        return tuple(code for code in self.codes if in_force(code.since, code.until, day))

    def has(self, code: str, day: date | None = None) -> bool:
        """Whether the value exists (on a day, when one is given)."""
        return any(item.code == code for item in (self.codes if day is None else self.on(day)))

    def label(self, code: str, day: date | None = None) -> str:
        """The words of a value (as of a day, where they changed); the code itself when never listed."""
        known = [item for item in self.codes if item.code == code]
        then = [item for item in known if day is not None and in_force(item.since, item.until, day)]
        return (then or known[-1:] or [Code(code, code)])[0].label

    def choices(self, day: date) -> list[tuple[str, str]]:
        """(code, label) pairs for a day, ready for a form field."""
        return [(code.code, code.label) for code in self.on(day)]
