"""Short lists of what is looked for when practice is observed, a sample read or a report judged: data of a pack."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kith.practice.dated import check_days
from kith.practice.entries import Entry, in_force, read_toml
from kith.practice.mistakes import Mistakes

FILE = "checklists.toml"
OBSERVATION, DIP_SAMPLE, SUPERVISION, REPORT = "observation", "dip_sample", "supervision", "report"
CODES = (OBSERVATION, DIP_SAMPLE, SUPERVISION, REPORT)
MOST_ITEMS = 8


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is looked for."""

    code: str
    ask: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Checklist:
    """What is looked for on one occasion."""

    code: str
    title: str
    source: str
    items: tuple[Item, ...]
    since: date | None = None
    until: date | None = None


def of_day(lists: Sequence[Checklist], code: str, day: date) -> Checklist | None:
    """The list that holds on a day for an occasion; None where the pack has none."""
    return next((one for one in lists if one.code == code and in_force(one.since, one.until, day)), None)


def read_checklists(files: dict[str, list[tuple[str, Path]]], mistakes: Mistakes) -> tuple[Checklist, ...]:
    """The lists of ``checklists.toml``; none where there is no such file."""
    if FILE not in files:
        return ()
    file, path = files[FILE][-1]
    page = Entry(file, "", read_toml(path, file, mistakes), mistakes)
    found = tuple(_checklist(entry) for entry in page.tables("checklist"))
    page.finish()
    check_days(page, "checklist", found, lambda one: f"checklists {one.code}")
    return found


def _checklist(entry: Entry) -> Checklist:
    since, until = entry.span()
    code = entry.one_of("code", CODES)
    title, source = entry.text("title", needed=True), entry.text("source", needed=True)
    items = tuple(_item(one) for one in entry.tables("item"))
    entry.finish()
    if not 1 <= len(items) <= MOST_ITEMS:
        entry.wrong("item", f"There are {len(items)} things to look for.", f"Ask 1 to {MOST_ITEMS}.")
    codes = [one.code for one in items]
    for twice in sorted({one for one in codes if one and codes.count(one) > 1}):
        entry.wrong("item", f'"{twice}" stands here twice.')
    return Checklist(code, title, source, items, since, until)


def _item(entry: Entry) -> Item:
    item = Item(entry.text("code", needed=True), entry.text("ask", needed=True), entry.text("hint"))
    entry.finish()
    return item
