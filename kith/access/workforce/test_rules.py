from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.access.workforce import rules
from kith.access.workforce.rules import Span
from kith.core import examples

TODAY = date(2026, 10, 14)
HOURS = examples.parse("""
    typed  | part
    1      | 1.00
    0.6    | 0.60
    60%    | 0.60
    60 %   | 0.60
    100%   | 1.00
    0.01   | 0.01
    0      |
    -0.5   |
    1.01   |
    37     |
    0.005  |
    0,6    |
    nan    |
    full   |
""")


@pytest.mark.parametrize("said", [pytest.param(one.values, id=one.values["typed"]) for one in HOURS])
def test_a_part_of_full_hours_is_read_or_not_guessed(said):
    found = rules.read_hours(said["typed"])

    assert ("" if found is None else str(found)) == said["part"]


DAYS = examples.parse("""
    first      | last       | told
    2026-10-14 |            |
    2026-10-14 | 2026-10-14 |
    2026-10-14 | 2026-10-13 | lies before the first
    1989-12-31 |            | before 1990
    1990-01-01 |            |
    2028-10-14 |            |
    2028-10-16 |            | more than two years ahead
    2026-10-14 | 2029-01-01 | last day lies more than two years ahead
""")


@pytest.mark.parametrize("said", [pytest.param(one.values, id=f"{one.line}") for one in DAYS])
def test_days_that_cannot_be_are_told(said):
    last = date.fromisoformat(said["last"]) if said["last"] else None

    found = rules.obstacle_to_days(date.fromisoformat(said["first"]), last, TODAY)

    assert (said["told"] in found) if said["told"] else found is None


def span(hours: str, first: str, ended: str = "") -> Span:
    return Span(Decimal(hours), date.fromisoformat(first), date.fromisoformat(ended) if ended else None)


POST = span("1", "2025-04-01", "2026-04-01")
FITS = examples.parse("""
    hours | first      | ended      | other      | told
    1     | 2025-04-01 | 2026-04-01 |            |
    1     | 2025-03-31 | 2026-04-01 |            | The post begins on
    1     | 2025-04-01 | 2026-04-02 |            | The last day of the post is
    1     | 2025-04-01 |            |            | The last day of the post is
    0.5   | 2025-10-01 | 2026-04-01 | 2025-10-01 | would be 1.5 of a post of 1
    0.5   | 2025-10-02 | 2026-04-01 | 2025-10-01 | would be 1.5 of a post of 1
    0.5   | 2025-06-01 | 2025-10-01 | 2025-10-01 |
""")


@pytest.mark.parametrize("said", [pytest.param(one.values, id=f"{one.line}") for one in FITS])
def test_somebody_has_to_fit_into_the_post(said):
    others = [span("1", said["other"], "2026-04-01")] if said["other"] else []

    found = rules.obstacle_to_holding(POST, span(said["hours"], said["first"], said["ended"]), others)

    assert (found or "").startswith(said["told"]) or said["told"] in (found or "")
    assert (found is None) == (said["told"] == "")


def test_who_leaves_and_who_comes_on_one_day_do_not_meet():
    spans = [span("1", "2025-04-01", "2025-10-01"), span("1", "2025-10-01")]

    assert rules.most_at_once(spans) == (Decimal(1), date(2025, 4, 1))


day = st.dates(date(2025, 1, 1), date(2025, 3, 1))
part = st.integers(1, 100).map(lambda n: Decimal(n) / 100)


@given(st.lists(st.tuples(part, day, day).map(lambda t: Span(t[0], min(t[1:]), max(t[1:]))), max_size=8))
def test_the_most_hours_at_once_are_those_of_some_day_counted_by_hand(spans):
    most, on = rules.most_at_once(spans)
    days = [date.fromordinal(n) for n in range(date(2025, 1, 1).toordinal(), date(2025, 3, 2).toordinal())]
    held = {d: sum((s.full_time for s in spans if s.started_on <= d < s.ended_on), Decimal(0)) for d in days}

    assert most == max(held.values())
    assert on is None or held[on] == most


REASONS = examples.parse("""
    kind      | came    | left     | over | field
    permanent | outside |          | no   |
    permanent | outside | resigned | yes  |
    boss      | outside |          | no   | kind
    permanent | nowhere |          | no   | start_reason
    permanent | outside |          | yes  | end_reason
    permanent | outside | bored    | yes  | end_reason
    permanent | outside | resigned | no   | last_day
""")


@pytest.mark.parametrize("said", [pytest.param(one.values, id=f"{one.line}") for one in REASONS])
def test_how_somebody_came_and_went_is_from_the_lists(said):
    found = rules.obstacle_to_reasons(
        said["kind"],
        said["came"],
        said["left"],
        starts={"outside"},
        ends={"resigned"},
        is_over=said["over"] == "yes",
    )

    assert (found[0] if found else "") == said["field"]


@pytest.mark.parametrize(
    ("number", "title", "source", "field"),
    [
        ("P1", "Social worker", "HR", None),
        ("", "Social worker", "HR", "number"),
        ("P" * 21, "Social worker", "HR", "number"),
        ("P\n1", "Social worker", "HR", "number"),
        ("P1", "", "HR", "title"),
        ("P1", "S" * 81, "HR", "title"),
        ("P1", "Social worker", "", "source"),
    ],
)
def test_words_that_cannot_be_kept_are_told_at_their_field(number, title, source, field):
    found = rules.obstacle_to_words(number, title, source)

    assert (found[0] if found else None) == field


@pytest.mark.parametrize(
    ("late", "soon", "words"),
    [
        (0, 0, ""),
        (1, 0, "1 course is late."),
        (2, 1, "2 courses are late, 1 is due by 11 Nov 2026."),
        (0, 3, "3 are due by 11 Nov 2026."),
    ],
)
def test_what_is_said_of_training(late, soon, words):
    assert rules.late_words(late, soon, date(2026, 11, 11)) == words
