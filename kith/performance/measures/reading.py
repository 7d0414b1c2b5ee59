"""Reads `measures.toml` of the local packs: every entry becomes an indicator, or a mistake with its place."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kith.core import examples
from kith.performance.definition import Fact, Flow, Indicator, Mean, Median, Rate, Stock, StockRate
from kith.performance.facts import FACTS
from kith.performance.measures.conditions import NotACondition, condition, expression
from kith.practice.entries import Entry, read_toml
from kith.practice.mistakes import BrokenPacks, Mistakes

FILE = "measures.toml"
KINDS = ("flow", "rate", "stock", "stock_rate", "median", "mean")
GOOD = ("high", "low", "neither")
CODE = re.compile(r"[a-z][a-z0-9_]{2,38}")
_FACTS: Mapping[str, Fact] = {fact.name: fact for fact in FACTS}


@dataclass(frozen=True, slots=True)
class Known:
    """What measures may name and may not take: codes there are already, topics, and roles (empty: not checked)."""

    codes: Collection[str]
    topics: Collection[str]
    roles: Collection[str] = ()


def of_packs(folder: Path, known: Known) -> list[Indicator]:
    """Every measure of every pack in force, each once. Raises BrokenPacks with every mistake."""
    mistakes = Mistakes()
    top = read_toml(folder / "authority.toml", "authority.toml", mistakes)
    held = top.get("pack", []) if isinstance(top.get("pack"), list) else []
    packs = dict.fromkeys(str(one.get("code", "")) for one in held if isinstance(one, dict))
    found: list[Indicator] = []
    for pack in packs:
        if (path := folder / pack / FILE).is_file():
            file = f"{pack}/{FILE}"
            taken = Known([*known.codes, *(one.code for one in found)], known.topics, known.roles)
            found += _measures(Entry(file, "", read_toml(path, file, mistakes), mistakes), taken)
    mistakes.raise_if_any()
    return found


def of_file(path: Path, known: Known) -> list[Indicator]:
    """The measures of one file, before it is put into a pack. Raises BrokenPacks with every mistake."""
    mistakes = Mistakes()
    found = _measures(Entry(path.name, "", read_toml(path, path.name, mistakes), mistakes), known)
    mistakes.raise_if_any()
    if not found:
        raise BrokenPacks([_nothing(path.name)])
    return found


def _nothing(file: str) -> Any:
    mistakes = Mistakes()
    mistakes.add(file, "", "There is no measure in it.", "Begin one with [[measure]].")
    return mistakes.found[0]


def _measures(top: Entry, known: Known) -> list[Indicator]:
    taken, found = set(known.codes), []
    for entry in top.tables("measure"):
        measure = _measure(entry, known, taken)
        if measure is not None:
            found.append(measure)
            taken.add(measure.code)
    top.finish()
    return found


def _measure(entry: Entry, known: Known, taken: set[str]) -> Indicator | None:
    before = len(entry.mistakes.found)
    code, kind = entry.text("code", needed=True), entry.one_of("kind", KINDS)
    if code and not CODE.fullmatch(code):
        entry.wrong("code", f'Found "{code}".', "Write 3 to 39 small letters, digits and _, a letter first.")
    if code in taken:
        entry.wrong("code", f'There is a measure "{code}" already.', "Choose another code.")
    told = {
        key: entry.text(key, needed=True) for key in ("title", "short", "words", "counting", "unit", "source")
    }
    topic, owner = entry.one_of("topic", known.topics), entry.text("owner", needed=True)
    if owner and known.roles and owner not in known.roles:
        entry.mistakes.unknown(entry.file, entry.place("owner"), "role", owner, known.roles)
    good, example, beside = (
        entry.one_of("polarity", GOOD),
        entry.text("example", needed=True),
        entry.text("beside"),
    )
    fact = _fact(entry)
    shaped = _shape(entry, kind, fact) if fact and kind else {}
    entry.finish()
    _check_example(entry, example, fact, shaped)
    if len(entry.mistakes.found) > before or fact is None:
        return None
    rows = fact.where(shaped.pop("where"))
    make: Callable[..., Indicator] = _CLASSES[kind]
    return make(
        code=code,
        topic=topic,
        owner=owner,
        good=good,
        example=example,
        beside=beside,
        rows=rows,
        **told,
        **shaped,
    )


_CLASSES: Mapping[str, Callable[..., Indicator]] = {
    "flow": Flow, "rate": Rate, "stock": Stock, "stock_rate": StockRate, "median": Median, "mean": Mean,
}  # fmt: skip


def _fact(entry: Entry) -> Fact | None:
    name = entry.text("fact", needed=True)
    if name and name not in _FACTS:
        entry.mistakes.unknown(entry.file, entry.place("fact"), "fact relation", name, _FACTS)
    return _FACTS.get(name)


def _shape(entry: Entry, kind: str, fact: Fact) -> dict[str, Any]:
    """What the kind of measure asks for, as the arguments of its class; `where` is the condition on rows."""
    shaped: dict[str, Any] = {"where": _condition(entry, "where", fact) or "true"}
    if kind in ("stock", "stock_rate"):
        shaped["since"] = _day(entry, "since", fact, entry.text("since", needed=True))
        shaped["until"] = tuple(_day(entry, "until", fact, name) for name in entry.texts("until"))
        if not entry.texts("until"):
            entry.wrong("until", "This is missing.", 'Write the columns that end it: until = ["ended_on"].')
        shaped["part"] = _condition(entry, "part", fact)
        return shaped
    shaped["when"] = _day(entry, "when", fact, entry.text("when", needed=True))
    shaped["whole"] = _condition(entry, "whole", fact) or "true"
    if kind in ("median", "mean"):
        shaped["measure"] = _length(entry, fact)
    elif kind == "flow":
        shaped["part"] = _condition(entry, "part", fact)
    return shaped


def _condition(entry: Entry, key: str, fact: Fact) -> str:
    words = entry.text(key)
    if not words:
        return ""
    try:
        return condition(words, fact.columns)
    except NotACondition as wrong:
        entry.wrong(key, str(wrong))
        return ""


def _length(entry: Entry, fact: Fact) -> str:
    words = entry.text("measure", needed=True)
    try:
        found = expression(words, fact.columns) if words else None
    except NotACondition as wrong:
        entry.wrong("measure", str(wrong))
        return ""
    if found is not None and found.kind != "number":
        entry.wrong(
            "measure", f"Found a {found.kind}.", "Write a number of days: a column, or one day less another."
        )
    return found.sql if found else ""


def _day(entry: Entry, key: str, fact: Fact, name: str) -> str:
    days = [column for column, kind in fact.columns.items() if kind == "date"]
    if name and name not in days:
        entry.wrong(key, f'There is no day "{name}" in {fact.name}.', f"Known: {', '.join(days)}.")
    return name


def _check_example(entry: Entry, example: str, fact: Fact | None, shaped: Mapping[str, Any]) -> None:
    """The table can be read, names columns of the relation, and shows what counts and what does not."""
    if not example or fact is None:
        return
    try:
        rows = examples.parse(example)
    except examples.ExampleMistake as wrong:
        entry.wrong("example", str(wrong))
        return
    for name in rows[0].values:
        if name not in (*fact.columns, "day"):
            entry.wrong("example", f'There is no column "{name}".', f"Known: day, {', '.join(fact.columns)}.")
    marks = {row.mark for row in rows}
    needed = {"+": "counts", "-": "is only among what is counted"} if shaped.get("part") else {"+": "counts"}
    if shaped.get("where", "true") != "true" or "since" in shaped:
        needed[""] = "is outside (no mark)"
    for mark, words in needed.items():
        if mark not in marks:
            entry.wrong("example", f"No row of the table {words}.", "Show both sides of every border.")
