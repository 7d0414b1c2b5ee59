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
from kith.ui.charts import printed
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
        line.indicator.code, line.indicator.title, card.standing.words, MARK if line.since_is_hidden else line.since,
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


def sheets(of: Scorecard, chosen: Choices, lines: Sequence[Line], seen: str = "") -> bytes:
    """The scorecard as a PDF; `seen` says that not everyone is counted."""
    council = practice.authority().title
    return pdf_of(
        TEMPLATE,
        {
            "title": of.title,
            "council": council if not chosen.place.id else f"{council}: {chosen.place.name}",
            "day": f"As it stood on {short_day(chosen.on, year=True)}",
            "measures": [_measure(line) for line in lines],
            "note": f"{NOTE} {seen}".strip(),
            "foot": f"Made on {short_day(clock.today(), year=True)} from the records as they stood then",
        },
    )


def _measure(line: Line) -> dict[str, Any]:
    card, gone = line.card, line.hidden
    target = card.held.target
    against = [("England", card.held.england), ("Neighbours", card.held.neighbours)]
    facts = [
        ("Status", card.standing.words),
        ("Since last period", "hidden" if line.since_is_hidden else f"{line.since}: {line.moved.words}"),
        ("Target", f"{card.target_words} ({target.source})" if target else card.target_words),
        ("Latest", f"{_said(card.latest, gone.latest)}, {card.latest.period.label}"),
        ("In month", f"{_said(card.in_month, gone.in_month)}, {card.in_month.period.label}"),
        ("Responsible", card.held.owner),
        ("Best", line.indicator.best),
        *((who, _beside(one, line)) for who, one in against),
    ]
    return {
        "title": f"{line.indicator.title}",
        "facts": [[words, said] for words, said in facts],
        "definition": f"{line.indicator.words} {line.indicator.counting}",
        "chart": _chart(line),
        "words": [["Commentary", line.comment.words]] if line.comment else [],
    }


def _said(figure: Figure, is_hidden: bool) -> str:
    return MARK if is_hidden else f"{figure.words} ({figure.counts})"


def _beside(one: Comparator | None, line: Line) -> str:
    return "–" if one is None else f"{value_words(one.value, line.indicator)} in {one.year} ({one.source})"


def _chart(line: Line) -> dict[str, Any] | None:
    """The thirteen months as the screen draws them, without those that may not leave; None where none is left."""
    card, gone = line.card, line.hidden
    share = line.indicator.unit == "%"
    svg = printed.chart(
        "trend",
        [None if lost else value for value, lost in zip(card.values, gone.months, strict=True)],
        line.month_labels,
        line.indicator.short,
        "months",
        target=card.target_line,
        target_words=f"Target {card.target_words}",
        unit="%" if share else "",
        good=line.indicator.good,
        share=share,
    )
    first, last = card.months[0].period.label, card.months[-1].period.label
    return {"svg": svg, "words": f"{line.indicator.short}, {first} to {last}"} if svg else None
