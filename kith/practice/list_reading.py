"""Reads code lists, targets, comparators and populations."""

from decimal import Decimal
from itertools import combinations
from pathlib import Path
from typing import Any

from kith.practice.dated import check_days
from kith.practice.entries import Entry, read_toml
from kith.practice.lists import Code, CodeList
from kith.practice.mistakes import Mistakes
from kith.practice.targets import (
    KINDS,
    RANGE,
    CaseloadLimit,
    Comparator,
    Population,
    ReportLimit,
    Scorecard,
    Target,
)


def read_lists(folder: Path, mistakes: Mistakes) -> dict[str, CodeList]:
    """Every list of packs/lists by its file's name."""
    return {path.stem: _code_list(path, mistakes) for path in sorted((folder / "lists").glob("*.toml"))}


def _code_list(path: Path, mistakes: Mistakes) -> CodeList:
    file = f"lists/{path.name}"
    entry = Entry(file, "", read_toml(path, file, mistakes), mistakes)
    codes = tuple(_code(item) for item in entry.tables("code"))
    listed = CodeList(path.stem, entry.text("title", needed=True), entry.text("source", needed=True), codes)
    entry.finish()
    if not codes:
        mistakes.add(file, "code", "The list is empty.", "Add [[code]].")
    _check_codes(listed, file, mistakes)
    return listed


def _code(entry: Entry) -> Code:
    since, until = entry.span()
    code = Code(
        entry.text("code", needed=True), entry.text("label", needed=True), since, until,
        entry.text("group"), entry.text("note"),
    )  # fmt: skip
    entry.finish()
    return code


def _check_codes(listed: CodeList, file: str, mistakes: Mistakes) -> None:
    for one, other in combinations(listed.codes, 2):
        if one.code == other.code and not _apart(one, other):
            mistakes.add(
                file,
                f"code {one.code}",
                "This code is there twice for the same days.",
                "Give each its since or until.",
            )


def _apart(one: Code, other: Code) -> bool:
    first, second = sorted((one, other), key=lambda code: (code.since is not None, code.since))
    return bool(first.until and second.since and first.until < second.since)


def read_targets(entry: Entry) -> dict[str, Any]:
    """What one file says, by the name it has in a practice: targets and comparators, the day before which what fell due
    is backlog (or None), scorecards, and the limits of a caseload and of reports for a conference.
    """
    found: dict[str, Any] = {
        "targets": tuple(_target(item) for item in entry.tables("target")),
        "comparators": tuple(_comparator(item) for item in entry.tables("comparator")),
        "backlog_cut_off": entry.day("backlog_cut_off"),
        "scorecards": tuple(_scorecard(item) for item in entry.tables("scorecard")),
        "caseload_limits": tuple(_caseload_limit(item) for item in entry.tables("caseload_limit")),
        "report_limits": tuple(_report_limit(item) for item in entry.tables("report_limit")),
    }
    check_days(entry, "target", found["targets"], _called)
    check_days(entry, "caseload_limit", found["caseload_limits"], lambda _: "limits of a caseload")
    check_days(entry, "report_limit", found["report_limits"], lambda _: "limits of reports for a conference")
    entry.finish()
    return found


def _report_limit(entry: Entry) -> ReportLimit:
    since, until = entry.span()
    days = {}
    for kind in ("initial", "review"):
        days[kind] = entry.whole(kind, least=0) or 0
        if not entry.has(kind):
            entry.wrong(kind, "This is missing.", "Write a whole number of working days.")
    found = ReportLimit(**days, source=entry.text("source", needed=True), since=since, until=until)
    entry.finish()
    return found


def _caseload_limit(entry: Entry) -> CaseloadLimit:
    since, until = entry.span()
    children = entry.whole("children", least=1)
    newly = entry.whole("newly_qualified", least=1)
    if children is None and not entry.has("children"):
        entry.wrong("children", "This is missing.", "Write a whole number.")
    if children and newly and newly > children:
        entry.wrong("newly_qualified", f"{newly} is more than the {children} of everybody else.")
    found = CaseloadLimit(
        children or 1, newly or children or 1, entry.text("source", needed=True), since, until
    )
    entry.finish()
    return found


def _scorecard(entry: Entry) -> Scorecard:
    found = Scorecard(
        entry.text("code", needed=True), entry.text("title", needed=True), entry.texts("indicators")
    )
    if not found.indicators:
        entry.wrong("indicators", "A scorecard shows nothing.", "Name the indicators, in their order.")
    elif len(set(found.indicators)) < len(found.indicators):
        entry.wrong("indicators", "An indicator is named twice.", "Name each once.")
    entry.finish()
    return found


def _value(entry: Entry, key: str) -> Decimal:
    return Decimal(str(entry.number(key, needed=True) or 0))


def _target(entry: Entry) -> Target:
    since, until = entry.span()
    kind = entry.one_of("kind", KINDS)
    value, high = _edges(entry, kind)
    target = Target(
        indicator=entry.text("indicator", needed=True),
        value=value,
        kind=kind,
        source=entry.text("source", needed=True),
        tolerance=Decimal(str(entry.number("tolerance") or 0)),
        since=since,
        until=until,
        deadline=entry.day("deadline"),
        team=entry.text("team"),
        place=entry.text("place"),
        high=high,
    )
    if target.tolerance < 0:
        entry.wrong("tolerance", f"Expected a number from 0 up, found {target.tolerance}.")
    if target.deadline and since and target.deadline < since:
        entry.wrong("deadline", f"It is {target.deadline}, before the target holds from {since}.")
    entry.finish()
    return target


def _edges(entry: Entry, kind: str) -> tuple[Decimal, Decimal | None]:
    """The value of a floor or a ceiling; the two ends of a range."""
    if kind != RANGE:
        return _value(entry, "value"), None
    low, high = _value(entry, "low"), _value(entry, "high")
    if entry.has("high") and high < low:
        entry.wrong(
            "high", f"Found {high}, which is less than low, {low}.", "Write the smaller number as low."
        )
    return low, high


def _called(target: Target) -> str:
    """What a target is for, so that no two hold on one day."""
    whose = target.team or target.place
    return f"targets of {target.indicator}{f' for {whose}' if whose else ''}"


def _comparator(entry: Entry) -> Comparator:
    since, until = entry.span()
    comparator = Comparator(
        indicator=entry.text("indicator", needed=True),
        who=entry.text("who", needed=True),
        value=_value(entry, "value"),
        year=entry.text("year", needed=True),
        source=entry.text("source", needed=True),
        since=since,
        until=until,
        place=entry.text("place"),
    )
    entry.finish()
    return comparator


def read_population(entry: Entry) -> Population:
    """One number of children, with its year and source."""
    for key in ("year", "value"):
        if not entry.has(key):
            entry.wrong(key, "This is missing.", "Write a whole number.")
    population = Population(
        entry.text("area", needed=True),
        entry.whole("year", least=1990) or 0,
        entry.whole("value", least=1) or 0,
        entry.text("source", needed=True),
    )
    entry.finish()
    return population
