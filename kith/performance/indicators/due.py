"""How indicators of what was due by a day are made: one pattern for reviews, visits, core groups and health."""

from collections.abc import Sequence

from kith.performance.definition import Flow
from kith.performance.facts import clocks

NEVER_DUE = "coalesce(dropped_on > due_on, true)"
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
        whole=NEVER_DUE,
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
