"""Indicators of improvement plans: how many of their actions are done."""

from kith.performance.definition import Stock
from kith.performance.facts import improvement

actions_rag = Stock(
    code="actions_rag",
    title="Improvement actions by rating",
    short="Improvement actions done",
    words="Of the actions in improvement plans at the end of the day, those rated green or proved.",
    counting="Each action as it was rated that day, in every plan that no later plan follows. One that a later plan "
    "carries on counts there. Red, amber and not rated are not done.",
    topic="Improvement plans",
    good="high",
    unit="%",
    source="North Yorkshire, Children’s Trust Board, 20 September 2010, 3.4",
    owner="head_of_service",
    rows=improvement.plan_actions.all,
    since="started_on",
    until=("ended_on",),
    part="rating in ('green', 'proved')",
    sides=("Green or proved", "Red, amber or not rated"),
    example="""
    rating | started_on | ended_on   | day
    green  | 2010-09-20 |            | 2010-09-20   +
    proved | 2010-09-20 |            | 2010-09-20   +
    amber  | 2010-09-20 |            | 2010-09-20   -
    red    | 2010-09-20 |            | 2010-09-20   -
           | 2010-09-20 |            | 2010-09-20   -   # nobody rated it yet
    green  | 2010-09-21 |            | 2010-09-20       # not rated so before the day after
    amber  | 2010-05-01 | 2010-09-20 | 2010-09-19   -
    amber  | 2010-05-01 | 2010-09-20 | 2010-09-20       # rated otherwise, carried on or followed that day
    """,
)

INDICATORS = (actions_rag,)
