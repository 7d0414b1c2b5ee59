"""The dashboard as data: every card a row, with its definition beside it."""

from collections.abc import Sequence
from typing import Any

from kith.core.workbook import Sheet
from kith.performance.choices import Choices
from kith.performance.dashboard.queries import Card, target_cell
from kith.performance.figure import Figure
from kith.performance.outward import noted

HEADS = (
    "Code", "Measure", "Topic", "Area", "As it stood on", "Period", "Value", "Unit", "Counted", "Among", "In month",
    "Target", "Standing", "Neighbours", "England", "Since", "Real change", "Which way is good", "Owner",
)  # fmt: skip
HEADS_TO_PUBLISH = ("Code", "Measure", "Period", "Counted", "Among", "Value", "Unit")
MONTH_HEADS = ("Code", "Measure", "Month", "Value", "Counted", "Among")
DEFINITION_HEADS = (
    "Code",
    "Measure",
    "What it is",
    "How it is counted",
    "Unit",
    "Source",
    "Mark of the definition",
)


def rows(cards: Sequence[Card], chosen: Choices) -> list[list[Any]]:
    """A row for each card, numbers as numbers."""
    return [
        [
            one.indicator.code, one.indicator.short, one.indicator.topic, chosen.place.name, chosen.on,
            one.latest.period.label, one.latest.value, one.indicator.unit, one.latest.part, one.latest.whole,
            one.in_month.value, target_cell(one.held.target, one.indicator), one.standing.words,
            one.held.neighbours.value if one.held.neighbours else None,
            one.held.england.value if one.held.england else None, one.change.words, one.real, one.indicator.best,
            one.held.owner,
        ]
        for one in cards
    ]  # fmt: skip


def rows_to_publish(cards: Sequence[Card]) -> list[list[Any]]:
    """A row for each card as others may have it, small numbers hidden, and what the mark means."""
    return noted(
        [
            [
                one.indicator.code, one.indicator.short, one.latest.period.label, *one.leaving.cells(one.latest),
                one.indicator.unit,
            ]
            for one in cards
        ]
    )  # fmt: skip


def sheets(cards: Sequence[Card], chosen: Choices) -> list[Sheet]:
    """The cards, their definitions, and their months."""
    told = f"{chosen.place.name}, as it stood on {chosen.on.isoformat()}"
    return [
        Sheet("Figures", HEADS, rows(cards, chosen), told),
        Sheet("Definitions", DEFINITION_HEADS, [_definition(one) for one in cards]),
        Sheet("Months", MONTH_HEADS, [_month(one, month) for one in cards for month in one.months], told),
    ]


def _definition(one: Card) -> list[Any]:
    it = one.indicator
    return [it.code, it.short, it.words, it.counting, it.unit, it.source, it.hash]


def _month(one: Card, month: Figure) -> list[Any]:
    return [one.indicator.code, one.indicator.short, month.period.label, month.value, month.part, month.whole]
