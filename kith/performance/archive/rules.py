"""An indicator as plain values and back, and how two definitions of one measure differ. Plain values only."""

from collections.abc import Mapping
from dataclasses import fields
from difflib import unified_diff
from typing import Any

from kith.performance.definition import (
    Bands,
    Fact,
    Flow,
    Indicator,
    Mean,
    Median,
    Rate,
    Rows,
    Stock,
    StockRate,
    Weighed,
)

KINDS: Mapping[str, type[Indicator]] = {
    kind.__name__: kind for kind in (Flow, Stock, StockRate, Weighed, Rate, Median, Mean)
}
PLAIN = ("code", "title", "words", "counting", "good", "unit", "source")
_SHARED = frozenset(one.name for one in fields(Indicator))

HEADINGS = {
    "title": "Title",
    "words": "What it is",
    "counting": "How it is counted",
    "best": "Which way is good",
    "unit": "Unit",
    "source": "Source",
    "kind": "Kind",
    "condition": "Which rows",
    "when": "The day that counts",
    "whole": "Counted among",
    "part": "What counts",
    "since": "From",
    "until": "Until",
    "part_since": "Counts from",
    "lapses": "Counts until",
    "measure": "The length",
    "above": "What is divided",
    "below": "What it is divided by",
}


def told(indicator: Indicator) -> dict[str, Any]:
    """An indicator as the columns of `Definition`, all of them values that JSON knows."""
    rest = {
        one.name: _flat(getattr(indicator, one.name))
        for one in fields(indicator)
        if one.name not in (*PLAIN, "rows")
    }
    return {
        **{name: getattr(indicator, name) for name in PLAIN},
        "kind": type(indicator).__name__,
        "fact": indicator.fact.name,
        "about": indicator.fact.about,
        "sql": indicator.fact.sql,
        "columns": dict(indicator.fact.columns),
        "condition": indicator.rows.condition,
        "terms": {name: value for name, value in rest.items() if name not in _SHARED},
        "said": {name: value for name, value in rest.items() if name in _SHARED},
    }


def rebuilt(told: Mapping[str, Any]) -> Indicator:
    """The indicator again. What its kind no longer knows is left out. Raises ValueError for a kind that is gone."""
    kind = KINDS.get(told["kind"])
    if kind is None:
        raise ValueError(f"There is no kind of measure “{told['kind']}” any more.")
    known = {one.name for one in fields(kind)}
    rest = {
        name: _whole(name, value) for name, value in (told["said"] | told["terms"]).items() if name in known
    }
    fact = Fact(told["fact"], told["about"], told["sql"], told["columns"])
    return kind(**{name: told[name] for name in PLAIN}, rows=Rows(fact, told["condition"]), **rest)


def _flat(value: Any) -> Any:
    if isinstance(value, Bands):
        return {one.name: _flat(getattr(value, one.name)) for one in fields(value)}
    return [_flat(one) for one in value] if isinstance(value, (tuple, list)) else value


def _whole(name: str, value: Any) -> Any:
    if name == "bands" and value is not None:
        return Bands(**{part: _whole(part, one) for part, one in value.items()})
    return tuple(_whole(name, one) for one in value) if isinstance(value, list) else value


def differences(before: Indicator, now: Indicator) -> list[tuple[str, str, str]]:
    """What an earlier definition said, where today's says something else: (heading, then, now)."""
    then, today = _words(before), _words(now)
    found = [
        (HEADINGS[name], then.get(name, "") or "–", today.get(name, "") or "–")
        for name in HEADINGS
        if then.get(name, "") != today.get(name, "")
    ]
    return found + _of_relations(before.fact, now.fact)


def _words(indicator: Indicator) -> dict[str, str]:
    said: dict[str, Any] = told(indicator)
    all_of_it = {**said, **said["terms"], "best": indicator.best}
    return {
        name: ", ".join(value) if isinstance(value, list) else " ".join(str(value).split())
        for name, value in all_of_it.items()
        if name in HEADINGS
    }


def _of_relations(before: Fact, now: Fact) -> list[tuple[str, str, str]]:
    """How the relation was read then and is now, where that differs: the lines that changed."""
    lines = [[line.strip() for line in fact.sql.splitlines() if line.strip()] for fact in (before, now)]
    if lines[0] == lines[1]:
        return []
    changed = [
        line
        for line in unified_diff(lines[0], lines[1], lineterm="", n=0)
        if line[:2] not in ("--", "++", "@@")
    ]
    then, today = (" ".join(line[1:] for line in changed if line[0] == sign) or "–" for sign in ("-", "+"))
    about = [] if before.about == now.about else [("Rows", before.about, now.about)]
    return [*about, ("How the rows are read", then, today)]
