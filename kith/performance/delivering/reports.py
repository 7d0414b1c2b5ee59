"""What a weekly, monthly or quarterly report tells of a place: plain numbers with the mark of each definition."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from kith.access.models import Team
from kith.core import clock
from kith.core import period as periods
from kith.core.period import Period
from kith.performance import rules as figures
from kith.performance.daily.queries import keys_of
from kith.performance.daily.rules import KINDS, Key, is_in_place
from kith.performance.dashboard.queries import real_change, target_words
from kith.performance.definition import Indicator, Rate, Stock
from kith.performance.delivering import rules
from kith.performance.delivering.queries import Receiver
from kith.performance.figure import Place
from kith.performance.held import Held, held, standing_of
from kith.performance.indicators import INDICATORS
from kith.performance.models import DailyLine, DailyList, NamedChange, Publication
from kith.performance.papers.places import is_shown
from kith.performance.queries import Readings, groups_of
from kith.performance.telling import queries as telling
from kith.performance.tree import tree

Told = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Spans:
    """The periods one measure is read for: the report's, the one before, and thirteen months."""

    this: Period
    before: Period
    months: tuple[Period, ...]


def told_of(kind: str, on: date, places: Sequence[Receiver]) -> dict[int, Told]:
    """For each place (by its team) what the report of a day tells. Needs the system's eyes."""
    known, last = tree(), rules.reported(kind, on).last_day
    measures = [entry.thing for entry in INDICATORS if not entry.thing.beside]
    spans = {one.code: _spans(one, kind, on) for one in measures}
    at = {to.team.pk: known.places[to.team.pk] for to in places}
    wanted = [(one, p) for one in measures for p in _all(spans[one.code])]
    readings = Readings(wanted, on=last, as_at=on - rules.ONE_DAY, groups=groups_of(list(at.values()), known))
    backlogs = _lists(rules.reported(kind, on))
    found: dict[int, Told] = {}
    for to in places:
        place = at[to.team.pk]
        against = held(measures, last, place)
        shown = [one for one in measures if is_shown(one.code, place.code)]
        named = telling.changes(place, known)
        lines = [
            _measure(one, spans[one.code], readings, against[one.code], place, named[one.code])
            for one in shown
        ]
        found[to.team.pk] = {
            "measures": [line for line in lines if line],
            "backlog": _backlog(backlogs, to),
            "published": _published(rules.reported(kind, on), on, to.team),
        }
    return found


def _spans(indicator: Indicator, kind: str, on: date) -> Spans:
    this = rules.reported(kind, on)
    before = rules.reported(kind, this.starts)
    months = tuple(figures.month_series(indicator, this.last_day))
    return Spans(_for(indicator, this), _for(indicator, before), months)


def _for(indicator: Indicator, period: Period) -> Period:
    """The period an indicator is read for in a report: a state on its last day, a rate for the year up to it."""
    if isinstance(indicator, Stock):
        return periods.day(period.last_day)
    return periods.rolling12(period.last_day) if isinstance(indicator, Rate) else period


def _all(spans: Spans) -> tuple[Period, ...]:
    return (spans.this, spans.before, *spans.months)


def _measure(
    one: Indicator,
    spans: Spans,
    readings: Readings,
    against: Held,
    place: Place,
    named: Sequence[NamedChange] = (),
) -> Told | None:
    """One measure as plain values, or nothing where it had no case in its time and the time before."""
    this, before = (
        readings.figure(one, spans.this, place),
        readings.figure(one, spans.before, place),
    )
    if not any(figure.part or (figure.whole and not one.per) for figure in (this, before)):
        return None
    standing = standing_of(this, against.target)
    return {
        "code": one.code, "short": one.short, "unit": one.unit, "topic": one.topic, "definition": one.hash,
        "words": this.words, "counts": this.counts, "part": this.part, "whole": this.whole,
        "value": None if this.exact is None else str(this.exact),
        "target": target_words(against.target, one), "verdict": standing.verdict, "mark": standing.mark,
        "standing": standing.words, "before": before.words,
        "change": figures.change(one, this.exact, before.exact, "the time before").words,
        "real": real_change(
            one, [readings.figure(one, month, place) for month in spans.months], telling.steps(named, spans.months)
        ),
    }  # fmt: skip


Lines = Sequence[tuple[date, Sequence[DailyLine]]]


def _lists(period: Period) -> Lines:
    """The list before the period and those of its days, each with its lines."""
    before = DailyList.objects.filter(on__lt=period.starts).order_by("-on").first()
    within = DailyList.objects.filter(on__gte=period.starts, on__lt=period.ends).order_by("on")
    chosen = [*([before] if before else []), *within]
    lines: Mapping[int, list[DailyLine]] = {one.pk: [] for one in chosen}
    for line in DailyLine.objects.filter(daily__in=chosen):
        lines[line.daily_id].append(line)
    return [(one.on, lines[one.pk]) for one in chosen]


def _backlog(lists: Lines, to: Receiver) -> list[Told]:
    """Of each kind of line: how many matters there were, joined, left, and are left over at the end."""
    mornings = [_keys(lines, to) for _, lines in lists]
    if len(mornings) < 2:
        return []
    return [{"kind": kind, "words": words, **_flow(kind, mornings)} for kind, words in KINDS.items()]


def _keys(lines: Collection[DailyLine], to: Receiver) -> set[Key]:
    own = [line for line in lines if is_in_place(line.team_id, to.teams, is_whole=to.is_whole)]
    return {key for line in own for key in keys_of(line)}


def _flow(kind: str, mornings: Sequence[set[Key]]) -> dict[str, int]:
    of_kind = [{key for key in keys if key[0] == kind} for keys in mornings]
    first, last = of_kind[0], of_kind[-1]
    ever = set().union(*of_kind)
    return {"start": len(first), "joined": len(ever - first), "left": len(ever - last), "end": len(last)}


def _published(period: Period, on: date, team: Team) -> list[Told]:
    """Which figures of the place, or of everybody, were frozen since the period began."""
    since, until = (datetime.combine(day, time(), tzinfo=clock.LONDON) for day in (period.starts, on))
    rows = Publication.objects.filter(published_at__gte=since, published_at__lt=until)
    places = [None, team.pk] if team.kind == "service" else [team.pk]
    return [
        {"code": one.code, "title": one.title, "period": one.period_label, "part": one.part, "whole": one.whole,
         "value": None if one.value is None else str(one.value), "unit": one.unit, "definition": one.definition}
        for one in rows.order_by("code", "-published_at")
        if one.team_id in places
    ]  # fmt: skip
