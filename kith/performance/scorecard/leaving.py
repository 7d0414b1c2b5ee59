"""A scorecard as it leaves the service: rows for a spreadsheet and sheets of A4, with small numbers hidden."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kith.access import practice
from kith.core import clock
from kith.core.reading_words import short_day
from kith.performance.choices import Choices
from kith.performance.dashboard.queries import value_words
from kith.performance.figure import Figure
from kith.performance.scorecard.queries import Line
from kith.performance.small_numbers import MARK, NOTE
from kith.practice import Comparator, Scorecard
from kith.ui.charts import drawing
from kith.work.paper import pdf_of

TEMPLATE = Path(__file__).with_name("scorecard.typ")
HEADS = (
    "Code", "Measure", "Status", "Since last period", "Target", "Latest", "Counted", "Among", "Period", "In month",
    "Counted in month", "Among in month", "Month", "It is best to be", "Responsible officer", "Definition",
    "Commentary", "England", "Year", "Neighbours", "Year",
)  # fmt: skip


def table(lines: Sequence[Line]) -> tuple[list[str], list[list[Any]]]:
    """Headings and one row for each measure; the months of the line come last, each under its name."""
    labels = list(dict.fromkeys(month.period.label for line in lines for month in line.card.months))
    return [*HEADS, *labels], [_row(line, labels) for line in lines]


def _row(line: Line, labels: Sequence[str]) -> list[Any]:
    card, gone = line.card, line.hidden
    months = {
        month.period.label: MARK if lost else month.value
        for month, lost in zip(card.months, gone.months, strict=True)
    }
    return [
        line.indicator.code, line.indicator.title, card.standing.words, MARK if gone.latest else line.since,
        card.target_words, *_counts(card.latest, gone.latest), card.latest.period.label,
        *_counts(card.in_month, gone.in_month), card.in_month.period.label, line.indicator.good, card.held.owner,
        line.indicator.words, line.comment.words if line.comment else "",
        *_other(card.held.england), *_other(card.held.neighbours),
        *(months.get(label) for label in labels),
    ]  # fmt: skip


def _counts(figure: Figure, is_hidden: bool) -> list[Any]:
    if is_hidden:
        return [MARK, MARK, "" if figure.whole is None else MARK]
    return [figure.value, figure.part, figure.whole]


def _other(one: Comparator | None) -> list[Any]:
    return ["", ""] if one is None else [one.value, one.year]


def sheets(of: Scorecard, chosen: Choices, lines: Sequence[Line]) -> bytes:
    """The scorecard as a PDF."""
    council = practice.authority().title
    return pdf_of(
        TEMPLATE,
        {
            "title": of.title,
            "council": council if not chosen.place.id else f"{council}: {chosen.place.name}",
            "day": f"As it stood on {short_day(chosen.on, year=True)}",
            "measures": [_measure(line) for line in lines],
            "note": NOTE,
            "foot": f"Made on {short_day(clock.today(), year=True)} from the records as they stood then",
        },
    )


def _measure(line: Line) -> dict[str, Any]:
    card, gone = line.card, line.hidden
    target = card.held.target
    against = [("England", card.held.england), ("Statistical neighbours", card.held.neighbours)]
    facts = [
        ("Current status", card.standing.words),
        ("Since last period", "hidden" if gone.latest else f"{line.since}: {line.moved.words}"),
        ("Target", card.target_words),
        ("Latest performance", f"{_said(card.latest, gone.latest)}, {card.latest.period.label}"),
        ("In month", f"{_said(card.in_month, gone.in_month)}, {card.in_month.period.label}"),
        ("Responsible officer", card.held.owner),
        ("Which way is good", line.indicator.best),
        *((who, _beside(one, line)) for who, one in against),
    ]
    return {
        "title": f"{line.indicator.title}",
        "facts": [[words, said] for words, said in facts],
        "definition": f"{line.indicator.words} {line.indicator.counting}",
        "target_source": target.source if target else "",
        "chart": _chart(line),
        "words": [["Commentary", line.comment.words]] if line.comment else [],
    }


def _said(figure: Figure, is_hidden: bool) -> str:
    return MARK if is_hidden else f"{figure.words} ({figure.counts})"


def _beside(one: Comparator | None, line: Line) -> str:
    return "–" if one is None else f"{value_words(one.value, line.indicator)} in {one.year} ({one.source})"


def _chart(line: Line) -> dict[str, Any] | None:
    """The thirteen months as places on the sheet; None where nothing may be drawn."""
    card, gone = line.card, line.hidden
    values = [None if lost else value for value, lost in zip(card.values, gone.months, strict=True)]
    drawn = drawing.sparkline(values, card.target_line, 480, 110)
    if drawn is None:
        return None
    first, last = card.months[0].period.label, card.months[-1].period.label
    aim = f"; dashed: target {card.target_words}" if card.target_line is not None else ""
    return {"svg": _svg(drawn), "words": f"{line.indicator.short}, {first} to {last}{aim}"}


def _svg(drawn: dict[str, Any]) -> str:
    """The line as the typesetter takes it: the same places as on the screen, with the colours in it."""
    width, height, aim = drawn["width"], drawn["height"], ""
    if drawn["target"] is not None:
        aim = f'<path d="M2 {drawn["target"]}H{width - 2}" fill="none" stroke="#801650" stroke-dasharray="5 4"/>'
    across, up = drawn["last"]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
        f'{aim}<path d="{drawn["path"]}" fill="none" stroke="#12436d" stroke-width="2"/>'
        f'<circle cx="{across}" cy="{up}" r="3.5" fill="#12436d"/></svg>'
    )
