"""How long a practice keeps what nobody needs any more: dated rules, each with its source."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kith.practice.dated import check_days
from kith.practice.entries import Entry, in_force, read_toml
from kith.practice.mistakes import Mistakes

FILE = "retention.toml"
WHAT = {
    "refused_file": "a file that was sent with the public form when the form was refused or broke off",
    "abandoned_file": "a file that came with a contact which was cancelled",
}


@dataclass(frozen=True, slots=True)
class Keeping:
    """One rule: what is kept for how many days after it came to nothing, in which years, and who says so."""

    what: str
    days: int
    source: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Retention:
    """The rules of a pack."""

    rules: tuple[Keeping, ...] = ()

    def of(self, what: str, day: date) -> Keeping | None:
        """The rule that holds on a day; None where there is none: then it is kept."""
        return next(
            (one for one in self.rules if one.what == what and in_force(one.since, one.until, day)), None
        )


def read_retention(files: dict[str, list[tuple[str, Path]]], mistakes: Mistakes) -> Retention:
    """The rules of ``retention.toml``; none where there is no such file."""
    if FILE not in files:
        return Retention()
    file, path = files[FILE][-1]
    page = Entry(file, "", read_toml(path, file, mistakes), mistakes)
    rules = tuple(_rule(entry) for entry in page.tables("keep"))
    page.finish()
    check_days(page, "keep", rules, lambda one: f"rules for {one.what}")
    return Retention(rules)


def _rule(entry: Entry) -> Keeping:
    since, until = entry.span()
    if not entry.has("days"):
        entry.wrong("days", "This is missing.", "Write a whole number of days.")
    rule = Keeping(
        entry.one_of("what", list(WHAT)),
        entry.whole("days", least=1) or 1,
        entry.text("source", needed=True),
        since,
        until,
    )
    entry.finish()
    return rule
