"""How indicators of what was due by a day are made: one pattern for reviews, visits, core groups and health."""

from collections.abc import Sequence

from kith.performance.definition import Flow
from kith.performance.facts import clocks, visits

REALLY_DUE = "coalesce(dropped_on > due_on, true)"
COUNTING = (
    "By the last day in time, one for each child. What was no longer asked for by that day was never due. The day that "
    "starts a clock is day 0. "
)


def in_time(
    *, code: str, title: str, short: str, what: str, codes: Sequence[str], topic: str, source: str, counting: str = ""
) -> Flow:  # fmt: skip
    """The share of what fell due in a period that happened by its last day, for the clocks of these codes.

    ``what`` names it as it stands after "Of the": "core groups that fell due in the period".
    """
    first = codes[0]
    return Flow(
        code=code,
        title=title,
        short=short,
        words=f"Of the {what} that fell due in the period, those held by the day they were due.",
        counting=COUNTING + counting,
        topic=topic,
        good="high",
        unit="%",
        source=source,
        owner="head_of_service",
        rows=clocks.clocks.where(f"code in ({', '.join(repr(one) for one in codes)})"),
        when="due_on",
        whole=REALLY_DUE,
        part="was_in_time",
        example=f"""
        code    | due_on     | met_on     | was_in_time | dropped_on
        {first} | 2026-09-21 | 2026-09-21 | true        |            +
        {first} | 2026-09-21 | 2026-09-22 | false       |            -
        {first} | 2026-09-21 |            |             |            -   # not held yet
        {first} | 2026-09-21 |            |             | 2026-09-21     # no longer asked for
        {first} | 2026-09-21 |            |             | 2026-09-22 -   # late already by then
        other   | 2026-09-21 | 2026-09-21 | true        |
        """,
    )


def visits_in_time(*, code: str, title: str, short: str, kind: str, plan: str, seen: str, topic: str) -> Flow:
    """The share of the visits to children on a plan of this kind of standing that were made by their last day."""
    return Flow(
        code=code,
        title=title,
        short=short,
        words=f"Of the visits to children on a {plan} that fell due in the period, those made by the day due.",
        counting="By the last day in time, one for each child: as many working days after the plan began or the child "
        f"was {seen} last as the practice of the day says. What would have been due after the plan ended never was.",
        topic=topic,
        good="high",
        unit="%",
        source="Local custom; no law that was read names how often",
        owner="head_of_service",
        rows=visits.visits_due.where(f"kind = '{kind}'"),
        when="due_on",
        whole="due_on <= :asked_on::date",
        part="visited_on <= due_on",
        example=f"""
        kind   | since_on   | due_on     | visited_on | asked_on
        {kind} | 2026-09-07 | 2026-09-21 | 2026-09-21 | 2026-10-14   +
        {kind} | 2026-09-07 | 2026-09-21 | 2026-09-22 | 2026-10-14   -
        {kind} | 2026-09-07 | 2026-09-21 |            | 2026-10-14   -   # not visited since
        {kind} | 2026-09-07 | 2026-09-21 | 2026-09-10 | 2026-09-20       # not due yet
        other  | 2026-09-07 | 2026-09-21 | 2026-09-21 | 2026-10-14
        """,
    )
