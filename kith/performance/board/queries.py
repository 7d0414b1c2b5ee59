"""The board report: the chosen dashboard as a paper, live or as it was frozen."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet

from kith.access import practice
from kith.core import clock
from kith.core.reading_words import long_day
from kith.performance.board import rules
from kith.performance.choices import PERIODS, Choices
from kith.performance.dashboard.queries import Card
from kith.performance.definition import Indicator
from kith.performance.figure import EVERYWHERE, Place
from kith.performance.models import BoardReport
from kith.performance.packs import printing, queries
from kith.performance.packs.content import Pack, Part, Table
from kith.performance.tree import Tree

SMALL = (
    "Numbers from 1 to 5, and what would let them be worked out, are hidden: this paper may leave the service. "
    "Months are drawn where none of them is small."
)
HEADS = (
    "Measure", "Figure", "Counts", "Period", "Target", "Standing", "Real change", "Neighbours", "England",
    "Which way is good", "Owner",
)  # fmt: skip


def cards(chosen: Choices, tree: Tree) -> list[Card]:
    """The cards of the chosen dashboard that have cases, as known at the end of its day."""
    wanted = [one for one in queries.standing_alone() if chosen.topic in ("", one.topic)]
    return [one for one in queries.cards_of(wanted, chosen, tree, chosen.on) if one.has_cases]


def card_of(indicator: Indicator, chosen: Choices, tree: Tree) -> list[Card]:
    """The one card of a paper about one measure, with cases or without, as known at the end of its day."""
    return queries.cards_of([indicator], chosen, tree, chosen.on)


def pack(shown: Sequence[Card], chosen: Choices, about: str = "", seen: str = "") -> Pack:
    """The paper: each figure with its numerator, denominator, definition, owner, target, comparators and standing.

    `about` names its one measure, `seen` says that it does not count everyone.
    """
    place = "the whole service" if chosen.place.id == EVERYWHERE.id else chosen.place.name
    where = f"{about}, {place}" if about else place
    drawn = [one for one in shown if not any(map(one.leaving.is_hidden, one.months))]
    return Pack(
        kind="board-report",
        title=f"Board report: {where}",
        council=practice.authority().service,
        on=chosen.on,
        lead=(
            f"{PERIODS[chosen.period]}, as it stood on {long_day(chosen.on)}.",
            SMALL,
            *([seen] if seen else []),
        ),
        parts=(
            Part("Figures", (), tuple(_topics(shown))),
            Part("Thirteen months", (), (), queries.drawings(drawn)),
            Part("Definitions", (), (queries.definitions([one.indicator for one in shown]),)),
        ),
        foot=f"Board report as it stood on {long_day(chosen.on)}",
    )


def _topics(shown: Sequence[Card]) -> list[Table]:
    topics = dict.fromkeys(one.indicator.topic for one in shown)
    return [
        Table(topic, HEADS, [_row(one) for one in shown if one.indicator.topic == topic]) for topic in topics
    ]


def _row(one: Card) -> list[Any]:
    words, counts = rules.told(one.latest, is_hidden=one.leaving.is_hidden(one.latest))
    unit = one.indicator.unit
    return [
        one.indicator.short,
        words if unit == "%" or words == rules.HIDDEN else f"{words} {unit}",
        counts,
        one.latest.period.label,
        one.target_words,
        one.standing.words,
        one.real,
        queries.other(one.held.neighbours),
        queries.other(one.held.england),
        one.indicator.best,
        one.held.owner,
    ]


def frozen(place: Place) -> QuerySet[BoardReport]:
    """The frozen reports of a place, the newest first."""
    of_it = Q(team=place.id) if place.id else Q(team__isnull=True)
    rows = BoardReport.objects.filter(of_it).select_related("by", "signature__by")
    return rows.order_by("-read_on", "-pk")


def pack_of(report: BoardReport) -> Pack:
    """A frozen report, word for word, with who froze and who signed it."""
    held = report.content
    signature = report.signed
    signed = f"Signed off by {signature.by.name}." if signature else "Not signed off yet."
    by = f"Frozen by {report.by.name} on {long_day(clock.london(report.frozen_at).date())}. {signed}"
    return printing.kept(held, "board-report", report.read_on, (by,))
