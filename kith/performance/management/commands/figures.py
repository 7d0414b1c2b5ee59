"""`manage.py figures list | read CODE | publish CODE | freeze --month MONTH | prove FILE | prove --all | recompute`:
figures at the terminal, counted for the system itself.
"""

import json
import sys
from argparse import ArgumentParser
from collections import Counter
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from kith.access.models import Worker
from kith.core import Refused, clock
from kith.core import period as periods
from kith.core.catalogue import NotInCatalogue
from kith.core.period import Period
from kith.database.session import as_system
from kith.performance import lists, queries, rules
from kith.performance.actions import publish
from kith.performance.definition import Indicator
from kith.performance.figure import EVERYWHERE, Figure
from kith.performance.freezing.actions import freeze, freeze_by_itself
from kith.performance.indicators import INDICATORS
from kith.performance.indicators.listed import LISTED
from kith.performance.indicators.waiting import WAITING
from kith.performance.lists import Behind
from kith.performance.measures import catalogue
from kith.performance.proving import everything as proving
from kith.performance.recomputed.queries import Compared, chosen, compare
from kith.practice import BrokenPacks

KEYS = ("code", "title", "on", "period", "part", "whole", "value", "unit", "good", "rows")
WRONG = 2
MOST_MONTHS = 120
MONTH_LENGTH = len("2026-09")


class Command(BaseCommand):
    """Reads, lists and publishes figures."""

    help = "Read the figures: list, read, publish or freeze them, prove measures of a file, work figures out twice."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`list`, `read`, `publish`, `freeze`, `prove` and `recompute`."""
        verbs = parser.add_subparsers(dest="verb", required=True)
        listing = verbs.add_parser("list", help="every indicator with its code and definition")
        listing.add_argument("--json", action="store_true", help="as a list for machines")
        listing.add_argument(
            "--missing", action="store_true", help="those that cannot be counted yet, and why"
        )
        read = verbs.add_parser("read", help="one figure, or one for each team, area or month")
        _what(read)
        read.add_argument("--by", metavar="team|area|month", help="split the figure")
        read.add_argument("--as-at", metavar="DATE", help="as it was known at the end of this past day")
        read.add_argument("--json", action="store_true", help="with the record numbers behind the figure")
        publishing = verbs.add_parser("publish", help="freeze a figure with the rows behind it")
        _what(publishing)
        publishing.add_argument("--worker", required=True, metavar="USERNAME", help="who publishes")
        _proof(verbs.add_parser("prove", help="check the measures of a file, or every figure there is"))
        freezing = verbs.add_parser("freeze", help="freeze all figures of a month with their lists")
        freezing.add_argument(
            "--month", required=True, metavar="MONTH", help="a month that is over, as 2026-09"
        )
        freezing.add_argument("--worker", metavar="USERNAME", help="who publishes; by default Kith itself")
        freezing.add_argument("--json", action="store_true", help="what was frozen, for machines")
        again = verbs.add_parser(
            "recompute", help="hold figures against plain SQL, for every month of a year"
        )
        again.add_argument("codes", nargs="*", metavar="CODE", help="only these; all when left out")
        again.add_argument("--on", metavar="DATE", help="the last day of the twelve months; by default today")
        again.add_argument("--json", action="store_true", help="every figure both ways, for machines")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, or say in plain words what is wrong and leave with code 2."""
        try:
            getattr(self, f"_{options['verb']}")(options)
        except (Refused, NotInCatalogue, BrokenPacks) as wrong:
            self.stderr.write(str(wrong.args[0]))
            sys.exit(WRONG)

    def _prove(self, options: dict[str, Any]) -> None:
        """Measures of a file that is in a pack already may have the codes they have there."""
        if options["all"] == bool(options["file"]):
            raise Refused("Name a file of measures, or write --all for every figure there is.", field="file")
        if options["all"]:
            self._prove_all(options)
            return
        file = Path(options["file"])
        if not file.is_file():
            raise Refused(f"There is no file {file}.", field="file")
        with as_system("the examples of a measure are run"):
            wrong = 0
            for measure, failures in catalogue.proven(file):
                wrong += len(failures)
                words = (
                    "\n  ".join(failures)
                    or f"Every example holds. Last 12 months or today: {self._now(measure)}."
                )
                self.stdout.write(f"{measure.code}: {measure.title}\n  {words}")
        if wrong:
            raise Refused(f"{wrong} of the examples fail. Mend the definition or the table.")

    def _prove_all(self, options: dict[str, Any]) -> None:
        """Each thing that does not hold as it is found, then how many there were; leaves with code 1 when any."""
        on, months, counts = _day(options["on"], "on"), options["months"], Counter[str]()
        if not 1 <= months <= MOST_MONTHS:
            raise Refused(f"--months is a number from 1 to {MOST_MONTHS}.", field="months")
        known = [INDICATORS[code] for code in options["code"]] or None
        with as_system("every figure is proved at the terminal"):
            for day, found in proving.everything(on, months, known):
                counts["figures"] += found.figures
                counts["wrong"] += len(found.wrong)
                counts[day] += found.figures
                for one in found.wrong:
                    self.stdout.write(str(one))
        told = ", ".join(f"{counts[day]:,} {day}" for day in counts if day not in ("figures", "wrong"))
        self.stdout.write(
            f"{counts['figures']:,} figures of {len(known or INDICATORS)} indicators looked at: {told}. "
            + (f"{counts['wrong']:,} things do not hold." if counts["wrong"] else "All of it holds.")
        )
        if counts["wrong"]:
            sys.exit(1)

    def _list(self, options: dict[str, Any]) -> None:
        if options["missing"]:
            self._list_missing(options)
            return
        known = [entry.thing for entry in INDICATORS]
        if options["json"]:
            self.stdout.write(
                json.dumps([_described(indicator) for indicator in known], ensure_ascii=False, indent=1)
            )
            return
        width = max(len(indicator.code) for indicator in known)
        for indicator in known:
            self.stdout.write(f"{indicator.code:<{width}}  {indicator.title}{_in_brackets(indicator)}")

    def _list_missing(self, options: dict[str, Any]) -> None:
        if options["json"]:
            rows = [
                {"code": code, "title": title, "waits_for": why} for code, (title, why) in WAITING.items()
            ]
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1))
            return
        width = max(len(code) for code in WAITING)
        for code, (title, why) in WAITING.items():
            self.stdout.write(f"{code:<{width}}  {title}: waits for {why}")

    def _now(self, measure: Indicator) -> str:
        kind = "day" if measure.is_state else "rolling12"
        on = clock.today()
        figure = queries.read(measure, rules.period_for(measure, kind, on), on=on)
        return f"{figure.words} ({figure.counts})"

    def _read(self, options: dict[str, Any]) -> None:
        indicator, on, as_at = INDICATORS[options["code"]], _day(options["on"], "on"), _past(options["as_at"])
        with as_system("figures are read at the terminal"):
            figures = _figures(indicator, on, as_at, options)
            if options["json"]:
                found = [told(figure) for figure in figures]
                self.stdout.write(
                    json.dumps(found if options["by"] else found[0], ensure_ascii=False, indent=1)
                )
            else:
                self._table(figures)

    def _table(self, figures: list[Figure]) -> None:
        first = figures[0].indicator if figures else None
        if first is None:
            self.stdout.write("There is no team or area to split by.")
            return
        self.stdout.write(f"{first.title} ({first.unit}; {first.best.lower()})")
        for figure in figures:
            label = " · ".join(word for word in (figure.period.label, _place(figure)) if word)
            self.stdout.write(f"  {label:<44} {figure.words:>12}   {figure.counts}")

    def _publish(self, options: dict[str, Any]) -> None:
        indicator, on = INDICATORS[options["code"]], _day(options["on"], "on")
        worker = _worker(options["worker"])
        kind = options["period"] or rules.usual_period(indicator)
        with as_system("figures are published at the terminal"):
            made = publish(worker, indicator, period=rules.period_for(indicator, kind, on), on=on)
            self.stdout.write(
                f"Published: {made.title}, {made.period_label}, with {len(made.rows)} rows behind it."
            )

    def _freeze(self, options: dict[str, Any]) -> None:
        month, name = _month(options["month"]), options["worker"]
        with as_system("a month of figures is frozen at the terminal"):
            done = freeze(_worker(name), month) if name else freeze_by_itself(month)
        if options["json"]:
            names = ("figures", "already", "rows", "definitions")
            told = {"month": options["month"], **{name: getattr(done, name) for name in names}}
            self.stdout.write(json.dumps(told, indent=1))
            return
        self.stdout.write(
            f"Frozen: {done.figures:,} figures of {month.label} with {done.rows:,} rows behind them. "
            f"Frozen before: {done.already:,}. New definitions kept: {done.definitions:,}."
        )

    def _recompute(self, options: dict[str, Any]) -> None:
        with as_system("figures are worked out once more at the terminal"):
            found = list(compare(chosen(options["codes"]), _day(options["on"], "on")))
        wrong = [one for one in found if not one.agrees]
        if options["json"]:
            self.stdout.write(json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=1))
        else:
            for one in wrong:
                self.stdout.write(_both_ways(one))
            self.stdout.write(
                f"{len(found) - len(wrong):,} of {len(found):,} figures agree, "
                f"of {len({one.code for one in found})} indicators."
            )
        if wrong:
            sys.exit(1)


def _worker(username: str) -> Worker:
    found = Worker.objects.filter(username__iexact=username).first()
    if found is None:
        raise Refused("There is no worker with that username.", field="worker")
    return found


def _month(text: str) -> Period:
    try:
        return periods.month(_day(f"{text}-01" if len(text) == MONTH_LENGTH else text + "?", "month"))
    except Refused:
        raise Refused(f"“{text}” is no month. Write --month as 2026-09.", field="month") from None


def _both_ways(one: Compared) -> str:
    where = " · ".join(word for word in (one.code, one.label, one.place) if word)
    ours, plain = (" of ".join(f"{count:,}" for count in counts) for counts in (one.ours, one.plain))
    return f"{where}: we say {ours}, plain SQL says {plain}"


def _proof(parser: ArgumentParser) -> None:
    parser.add_argument("file", nargs="?", help="a measures.toml, of a pack or before it is put into one")
    parser.add_argument(
        "--all",
        action="store_true",
        help="every figure: its list, its parts, its past, and what was frozen of it",
    )
    parser.add_argument("--code", nargs="+", default=[], metavar="CODE", help="with --all: only these")
    parser.add_argument("--on", metavar="DATE", help="with --all: the day asked; by default today")
    parser.add_argument("--months", type=int, default=proving.MONTHS, help="with --all: how many months back")


def _what(parser: ArgumentParser) -> None:
    parser.add_argument("code", help="the indicator's code, for example NI059")
    parser.add_argument("--on", metavar="DATE", help="the day asked, as 2026-10-14; by default today")
    parser.add_argument(
        "--period", metavar="|".join(rules.READABLE), help="by default a month; for a rate 12 months"
    )


def _day(text: str | None, name: str) -> date:
    if text is None:
        return clock.today()
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise Refused(f"“{text}” is not a day. Write --{name} as 2026-10-14.", field=name) from None
    if not 1990 <= day.year <= 2060:
        raise Refused(f"Figures are kept for 1990 to 2060; {day} lies outside.", field=name)
    return day


def _past(text: str | None) -> date | None:
    return None if text is None else _day(text, "as-at")


def _figures(indicator: Indicator, on: date, as_at: date | None, options: dict[str, Any]) -> list[Figure]:
    period = rules.period_for(indicator, options["period"] or rules.usual_period(indicator), on)
    if options["by"]:
        return queries.read_split(indicator, period, options["by"], on=on, as_at=as_at)
    return [queries.read(indicator, period, on=on, as_at=as_at)]


def told(figure: Figure) -> dict[str, Any]:
    """A figure for machines, with the record numbers of the rows that count: as many as `part`."""
    behind = Behind(figure.indicator, figure.period, figure.on, figure.place, figure.as_at, figure.nodes)
    title = " · ".join(word for word in (figure.indicator.title, _place(figure)) if word)
    value = None if figure.value is None else float(figure.value)
    said = (
        figure.code,
        title,
        figure.period.last_day.isoformat(),
        figure.period.label,
        figure.part,
        figure.whole,
    )
    numbers = lists.record_numbers(behind)
    return dict(zip(KEYS, (*said, value, figure.indicator.unit, figure.indicator.good, numbers), strict=True))


def _place(figure: Figure) -> str:
    return "" if figure.place.id == EVERYWHERE.id else figure.place.name


def _carried(indicator: Indicator) -> str:
    """Which of the measures that were asked for it is; empty for one of our own."""
    return indicator.carries or (indicator.code if indicator.code in LISTED else "")


def _in_brackets(indicator: Indicator) -> str:
    carried = _carried(indicator)
    if carried == indicator.code:
        return ""
    return f" (carries {carried})" if carried else " (our own)"


def _described(indicator: Indicator) -> dict[str, str]:
    names = ("code", "title", "words", "counting", "topic", "good", "unit", "source", "owner", "hash")
    told = {name: getattr(indicator, name) for name in names}
    polarity = "neutral" if indicator.good == "neither" else indicator.good
    kind = type(indicator).__name__.lower()
    return {"kind": kind, "polarity": polarity, "carries": _carried(indicator), **told}
