"""The charts of journeys as rows for a spreadsheet: headings, and one row for each place, step, week or team."""

from collections.abc import Callable, Mapping
from typing import Any

from kith.performance.choices import Choices
from kith.performance.journeys import view
from kith.performance.journeys.asked import Pick
from kith.performance.tree import Tree

Sheet = tuple[list[str], list[list[Any]]]


def _flow(chosen: Choices, picked: Pick, known: Tree) -> Sheet:
    heads = ["Place", "Children", "Among", "Share"]
    parts = view.flow(chosen, picked)["flow_rows"]
    return heads, [[part.words, part.number, part.among or None, part.share] for part in parts]


def _steps(chosen: Choices, picked: Pick, known: Tree) -> Sheet:
    tenths = ["One in ten within", "Half within", "Nine in ten within"]
    rows = []
    for step, row in zip(*view.step_spans(chosen, picked), strict=True):
        lengths = [row.low, row.middle, row.high] if row.cases else [None] * len(tenths)
        rows.append([row.words, row.cases, *lengths, step.limit, None if step.limit is None else row.over])
    return ["Step", "Cases", *tenths, "Limit", "Over the limit"], rows


def _backlog(chosen: Choices, picked: Pick, known: Tree) -> Sheet:
    found, _ = view.waterfall(chosen, picked)
    began, left = found.backlog.began, found.backlog.left
    joined = [f"Joined: {words}" for words in began.values()]
    gone = [f"Left: {words}" for words in left.values()]
    rows = [
        [one.week.last_day, *(one.joined[why] for why in began), *(one.left[why] for why in left), level]
        for one, level in zip(found.moved, found.levels, strict=True)
    ]
    return ["Week to", *joined, *gone, "At the end"], rows


def _teams(chosen: Choices, picked: Pick, known: Tree) -> Sheet:
    found = view.teams(chosen, picked, known, may_see=False)
    heads = ["Team", "Counted", "Among", "Where it lies"]
    return heads, [[one.point.words, one.point.part, one.point.whole, one.words] for one in found.verdicts]


PARTS: Mapping[str, Callable[[Choices, Pick, Tree], Sheet]] = {
    "flow": _flow,
    "steps": _steps,
    "backlog": _backlog,
    "teams": _teams,
}
