"""A scorecard out of what was counted: every line with all its fields, in a handful of statements."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kith.access import practice
from kith.core import period as periods
from kith.core.period import Period
from kith.performance import rules
from kith.performance.choices import Choices
from kith.performance.dashboard.queries import Card, card, spans_of
from kith.performance.definition import Indicator
from kith.performance.figure import Figure, Place
from kith.performance.held import held
from kith.performance.indicators import INDICATORS
from kith.performance.leaving import Leaving
from kith.performance.models import FigureComment
from kith.performance.papers import reading
from kith.performance.papers.places import council_of, is_shown
from kith.performance.papers.published import Published, wrong_in
from kith.performance.queries import Readings, groups_of_all
from kith.performance.rules import Change
from kith.performance.scorecard.rules import Hidden, last_period, may_not_leave, since
from kith.performance.telling.queries import commentary
from kith.performance.tree import Tree
from kith.practice import Scorecard


@dataclass(frozen=True, slots=True)
class Line:
    """One measure of the scorecard: its card, how the latest figure lies to the period before, what was said."""

    card: Card
    moved: Change
    since: str
    comment: FigureComment | None
    before: Figure

    @property
    def indicator(self) -> Indicator:
        """What is measured."""
        return self.card.indicator

    @property
    def month_labels(self) -> list[str]:
        """The months as the line names them: every third, so that they do not touch."""
        return [month.period.label if i % 3 == 0 else "" for i, month in enumerate(self.card.months)]

    @property
    def hidden(self) -> Hidden:
        """What of it may not leave the service."""
        card = self.card
        return may_not_leave(card.latest, card.in_month, card.months, card.leaving.is_hidden)

    @property
    def since_is_hidden(self) -> bool:
        """Whether what it is held against, or it itself, may not leave: one would follow from the other."""
        return self.card.leaving.is_hidden(self.before) or self.hidden.latest


def sets(on: date) -> dict[str, Scorecard]:
    """The scorecards that the practice of a day knows, by code; the first is the usual one."""
    return {one.code: one for one in practice.on(on).scorecards}


def lines(of: Scorecard, chosen: Choices, tree: Tree) -> Sequence[Line]:
    """The measures of a scorecard in their order, for a place. Of another council only what its paper shows."""
    shown = [INDICATORS[code] for code in of.indicators if is_shown(code, chosen.place.code)]
    against = held(shown, chosen.on, chosen.place)
    spans = {one.code: spans_of(one, chosen, against[one.code].target) for one in shown}
    before = {one.code: last_period(one, chosen.period, chosen.on) for one in shown}
    wanted = [(one, period) for one in shown for period in (*spans[one.code].all, before[one.code])]
    readings = Readings(wanted, on=chosen.on, groups=groups_of_all(tree))
    leaving = Leaving(lambda: readings, tree)
    said = commentary(of.indicators, _told_of(chosen), chosen.place)
    found = []
    for one in shown:
        made = card(one, None, spans, (readings, leaving), against[one.code], chosen)
        then = readings.figure(one, before[one.code], chosen.place)
        than = f"on {then.period.label}" if one.is_state else then.period.label
        moved = rules.change(one, made.latest.exact, then.exact, than)
        found.append(Line(made, moved, since(one, moved), said.get(one.code), then))
    return found


def _told_of(chosen: Choices) -> Period:
    """The days that a comment must be about to stand here: the chosen period up to the day."""
    return rules.cut(periods.of_kind(chosen.period, chosen.on), chosen.on)


def printed(place: Place, tree: Tree) -> list[tuple[Published, reading.Line]]:
    """What a council's paper prints that cannot be right, beside what the records give; only what is on record."""
    council, known = council_of(place.code), {one.code for one in tree.places.values()}
    if not council:
        return []
    return [(one, reading.line(one)) for one in wrong_in(council) if one.places <= known]


def with_papers(tree: Tree) -> list[Place]:
    """Councils on record whose paper prints something that cannot be right."""
    return [one for one in tree.places.values() if council_of(one.code) == one.code and wrong_in(one.code)]
