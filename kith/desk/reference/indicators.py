"""Every indicator: what it counts, which way is good, where it comes from, and the examples that prove it."""

from collections.abc import Iterable
from textwrap import dedent

from kith.desk.reference import marks
from kith.performance.definition import Fact, Flow, Indicator, Mean, Median, Stock, Weighed

ABOUT = (
    "An indicator names the rows that count and the rows they are counted among. In its example table "
    "`+` counts, `-` is only among what is counted, no mark is outside; tests run every line. "
    "How figures are made: [How figures are made](../explanation/figures.md)."
)


def sheet(indicators: Iterable[Indicator], facts: Iterable[Fact]) -> str:
    """The page `indicators.md`."""
    known = list(indicators)
    rows = [[f"[{one.code}](#{one.code.lower()})", one.title, kind(one), one.topic] for one in known]
    every = marks.table(["code", "title", "kind", "topic"], rows)
    return marks.sheet(
        "Indicators", ABOUT, [every, *map(_indicator, known), "## Fact relations", *map(_fact, facts)]
    )


def kind(indicator: Indicator) -> str:
    """What sort of figure it is, in words."""
    if indicator.per:
        when = "at the end of a day" if indicator.is_state else "over twelve months"
        return f"rate per {indicator.per:,} children {when}"
    if isinstance(indicator, Flow):
        return "share of events in a period" if indicator.is_share else "number of events in a period"
    if isinstance(indicator, Weighed):
        return "sum for a sum at the end of a day"
    if indicator.is_state:
        return "share of a state at the end of a day" if indicator.is_share else "state at the end of a day"
    return "average of a duration or score" if isinstance(indicator, Mean) else "middle value of a duration"


def _indicator(one: Indicator) -> str:
    rows = [
        ["Title", one.title],
        ["Kind", kind(one)],
        ["Definition", one.words],
        ["How borders are drawn", one.counting],
        ["Polarity", one.best],
        ["Unit", one.unit],
        ["Source", one.source],
        ["Answers for it", marks.code(one.owner)],
        ["Shown beside", marks.code(one.beside)],
        *_conditions(one),
        ["Definition number", marks.code(one.hash)],
    ]
    return "\n\n".join(
        [
            f"## {one.code}",
            marks.table(["", ""], [row for row in rows if row[1]]),
            f"```\n{_example(one)}\n```",
        ]
    )


def _conditions(one: Indicator) -> list[list[str]]:
    found = [["Counted in", marks.code(one.fact.name)], ["Rows", marks.code(one.rows.condition)]]
    if isinstance(one, Stock):
        found += [["From", marks.code(one.since)], ["Until the first of", marks.codes(one.until)]]
        found += [["Counts", marks.code(one.part)], ["Counts from", marks.code(one.part_since)]]
        if isinstance(one, Weighed):
            found += [["Divides the sum of", marks.code(one.above)], ["By the sum of", marks.code(one.below)]]
        return [*found, ["No longer from the first of", marks.codes(one.lapses)]]
    if isinstance(one, Flow):
        among = "" if one.whole == "true" else one.whole
        return [
            *found,
            ["Period by", marks.code(one.when)],
            ["Among", marks.code(among)],
            ["Counts", marks.code(one.part)],
        ]
    if isinstance(one, Median):
        return [*found, ["Period by", marks.code(one.when)], ["Measures", marks.code(one.measure)]]
    return found


def _example(one: Indicator) -> str:
    return "\n".join(line.rstrip() for line in dedent(one.example).strip().splitlines())


def _fact(fact: Fact) -> str:
    rows = [[marks.code(name), sort] for name, sort in fact.columns.items()]
    return f"### {fact.name}\n\n{fact.about.capitalize()}.\n\n{marks.table(['column', 'kind'], rows)}"
