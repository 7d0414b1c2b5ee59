"""Finds for each published figure what the records say: through the indicators, from the rows that stand there now."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from kith.access import practice
from kith.core import period as periods
from kith.core.period import Period
from kith.core.rounding import one_decimal, ratio
from kith.performance import queries
from kith.performance.figure import Figure
from kith.performance.indicators import INDICATORS
from kith.performance.papers.arithmetic import worked_out
from kith.performance.papers.published import Published, papers
from kith.performance.papers.rules import AGREES, CONTRADICTS, NOT_YET, Finding, all_of, same, verdict_words
from kith.performance.tree import tree


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table."""

    id: str
    paper: str
    place: str
    published: str
    computed: str | None
    verdict: str


def line(of: Published) -> Line:
    """What was found for one published figure; its places must be loaded. What is not built has nothing computed."""
    paper = papers()[of.paper].title
    if of.missing:
        sums = f"; {worked_out(of.asks).words}" if "do" in of.asks else ""
        note = f"; {of.because}" if of.because else ""
        return Line(of.id, paper, of.place_name, of.printed, None, f"{NOT_YET}: {of.missing}{sums}{note}")
    found = WAYS[of.how](of)
    return Line(of.id, paper, of.place_name, of.printed, found.words, verdict_words(found, of.because))


def _figure(asked: Mapping[str, Any], at: str) -> Figure:
    """Read an indicator for a place: `period` is a kind ending on `on`, or from `since`; `as_at` a past day."""
    on = asked["on"]
    if "since" in asked:
        span = Period(asked["since"], on + periods.ONE_DAY, "ytd", f"{asked['since']} to {on}")
    else:
        span = periods.of_kind(asked["period"], on)
    place = tree().named(asked.get("at", at))
    return queries.read(INDICATORS[asked["code"]], span, on=on, place=place, as_at=asked.get("as_at"))


def words(figure: Figure) -> str:
    """'57.7% (511 of 886)', '131 children', '1,193.3 per 10,000 (3,031 for 25,400 children)'."""
    if figure.indicator.per:
        return f"{figure.words} {figure.indicator.unit} ({figure.counts})"
    return f"{figure.words} {figure.counts}" if figure.whole is None else f"{figure.words} ({figure.counts})"


def _compared(asked: Mapping[str, Any], figure: Figure) -> Finding:
    """One reading beside the part, whole and value that are printed for it, and the target when one is named."""
    found = [_pair(asked, figure)] if "part" in asked or "whole" in asked else []
    if "value" in asked:
        printed, exact = (
            Decimal(str(asked["value"])),
            figure.exact if figure.exact is not None else Decimal(-1),
        )
        why = f"{figure.counts} is {figure.words}, not {_printed(asked['value'], figure)}"
        found.append(Finding("", same(printed, exact, asked.get("nearest", 0)), why))
    if "target" in asked:
        found.append(_against_target(asked, figure))
    whole = all_of(found or [Finding("")], joined=", ")
    said = ", ".join([words(figure), *(one.words for one in found if one.words)])
    return Finding(said, whole.verdict, whole.why)


def _printed(value: Any, figure: Figure) -> str:
    return f"{value:,}%" if figure.indicator.unit == "%" else f"{value:,}"


def _pair(asked: Mapping[str, Any], figure: Figure) -> Finding:
    nearest = asked.get("nearest", 0)
    both = [(asked[name], getattr(figure, name) or 0) for name in ("part", "whole") if name in asked]
    verdicts = [Finding("", same(printed, found, nearest)) for printed, found in both]
    printed = " of ".join(f"{number:,}" for number, _ in both)
    return Finding("", all_of(verdicts).verdict, f"the records hold {figure.counts}, not {printed}")


def _against_target(asked: Mapping[str, Any], figure: Figure) -> Finding:
    """How the reading stands to the target of its place: 'on' or 'below', and by how many points when printed."""
    on, code = asked["on"], figure.place.code
    target = practice.on(on).target(figure.code, on, place=code)
    if target is None or figure.exact is None:
        return Finding("", CONTRADICTS, f"no target of {figure.code} is known for {figure.place.name}")
    apart, side = (
        one_decimal(abs(figure.exact - target.value)),
        "above" if figure.exact > target.value else "below",
    )
    points, sign = (" points", "%") if figure.indicator.unit == "%" else ("", "")
    said = f"{apart.normalize():f}{points} {side} the target of {target.value.normalize():f}{sign}"
    kept = target.verdict(figure.exact) == asked["target"]
    kept = kept and ("points" not in asked or same(asked["points"], apart) == AGREES)
    return Finding(said, AGREES if kept else CONTRADICTS, said)


def _read(of: Published) -> Finding:
    return all_of(_compared(asked, _figure(asked, of.at)) for asked in of.asks["reads"])


def _difference(of: Published) -> Finding:
    """The later year to date less the earlier one, beside the pair or percentage printed for the month."""
    later, earlier = (_figure(asked, of.at) for asked in of.asks["reads"])
    part, whole = later.part - earlier.part, (later.whole or 0) - (earlier.whole or 0)
    exact = ratio(part, whole) or Decimal(0)
    said = f"{part} of {whole}"
    found, asks = f"{said} ({one_decimal(exact)}%)", of.asks
    if "value" in asks:
        verdict = same(Decimal(str(asks["value"])), exact)
        return Finding(
            found, verdict, f"the years to date leave {said}, {one_decimal(exact)}%, not {asks['value']}%"
        )
    verdict = AGREES if (part, whole) == (asks["part"], asks["whole"]) else CONTRADICTS
    return Finding(found, verdict, f"the years to date leave {said}, not {asks['part']} of {asks['whole']}")


def _change(of: Published) -> Finding:
    """Two readings, and by how many per cent the later is more or less."""
    both = [(asked, _figure(asked, of.at)) for asked in of.asks["reads"]]
    before, after = (figure.part for _, figure in both)
    moved = one_decimal(Decimal(after - before) * 100 / before) if before else None
    found = all_of(_compared(asked, figure) for asked, figure in both)
    told = "" if moved is None else f" ({'−' if moved < 0 else '+'}{abs(moved)}%)"
    return Finding(f"from {before:,} to {after:,}{told}", found.verdict, found.why)


def _months(of: Published) -> Finding:
    """Months one by one and counted together; the mean of their percentages is told beside it."""
    asks = of.asks
    months = [
        (one, _figure({"code": asks["code"], "period": "month", "on": one["on"]}, of.at))
        for one in asks["months"]
    ]
    each = all_of(_compared(one, figure) for one, figure in months)
    whole = _figure({"code": asks["code"], "since": asks["since"], "on": asks["on"]}, of.at)
    together = _compared({"value": asks["value"]}, whole)
    mean = sum((figure.exact or Decimal(0) for _, figure in months), Decimal(0)) / len(months)
    found = all_of([Finding("", each.verdict, each.why), Finding("", together.verdict, together.why)])
    said = f"{together.words} counted together; the mean of the months is {one_decimal(mean)}%"
    return Finding(said, found.verdict, found.why)


def _together(of: Published) -> Finding:
    """Several places added up before dividing, and the mean of their rates; beside the comparator that we show."""
    asks, on = of.asks, of.asks["on"]
    figures = [
        _figure({"code": asks["code"], "period": "year", "on": on, "at": place}, "")
        for place in asks["places"]
    ]
    pooled = ratio(
        sum(one.part for one in figures), sum(one.whole or 0 for one in figures), 10_000
    ) or Decimal(0)
    mean = sum((one.exact or Decimal(0) for one in figures), Decimal(0)) / len(figures)
    shown = _comparators(asks["code"], on).get("neighbours")
    said = f"{one_decimal(pooled)} per 10,000 counted together; the mean of the rates is {one_decimal(mean)}"
    verdict = AGREES if shown is not None and same(shown, pooled) == AGREES else CONTRADICTS
    return Finding(said, verdict, f"the comparator shown is {shown}")


def _comparators(code: str, on: date) -> dict[str, Decimal]:
    return {one.who: one.value for one in practice.on(on).comparators_of(code, on)}


def _beside(of: Published) -> Finding:
    """The comparators that the practice of the day shows beside our figures."""
    asks, known = of.asks, _comparators(of.asks["code"], of.asks["on"])
    printed = {who: Decimal(str(asks[who])) for who in ("england", "neighbours")}
    names = {"england": "England", "neighbours": "statistical neighbours"}
    sign = "%" if INDICATORS[asks["code"]].unit == "%" else ""
    said = ", ".join(f"{names[who]} {known.get(who, 'none')}{sign}" for who in printed)
    verdict = AGREES if all(known.get(who) == value for who, value in printed.items()) else CONTRADICTS
    return Finding(f"{said} (as shown on the dashboard)", verdict, f"the dashboard shows {said}")


def _worked_out(of: Published) -> Finding:
    return worked_out(of.asks)


WAYS: Mapping[str, Callable[[Published], Finding]] = {
    "read": _read,
    "difference": _difference,
    "change": _change,
    "months": _months,
    "together": _together,
    "comparators": _beside,
    "arithmetic": _worked_out,
}
