"""Limits with their days: clipped to the days on which their practice held, and none that never held."""

import json
from datetime import date

import pytest

from kith.performance.facts import limits
from kith.practice.targets import CaseloadLimit, ReportLimit

APRIL, MARCH = date(2025, 4, 1), date(2025, 3, 31)


@pytest.mark.parametrize(
    ("own", "held", "told"),
    [
        ((None, None), (None, None), (None, None)),
        ((APRIL, None), (None, None), ("2025-04-01", None)),
        ((None, MARCH), (APRIL, None), None),  # over before the practice began
        ((APRIL, None), (None, MARCH), None),  # begins after it ended
        ((None, APRIL), (APRIL, None), ("2025-04-01", "2025-04-01")),  # one day
        ((date(2022, 4, 1), None), (None, MARCH), ("2022-04-01", "2025-03-31")),
        ((date(2022, 4, 1), None), (APRIL, None), ("2025-04-01", None)),
    ],
)
def test_a_limit_holds_where_both_it_and_its_practice_do(own, held, told):
    found = json.loads(limits.caseloads([((CaseloadLimit(20, 16, "Us", *own),), held)]))

    assert [(one["since"], one["until"]) for one in found] == ([told] if told else [])
    assert all((one["usual"], one["protected"]) == (20, 16) for one in found)


def test_limits_of_reports_say_both_kinds_of_conference():
    (one,) = json.loads(limits.reports([((ReportLimit(2, 5, "Us", APRIL),), (None, None))]))

    assert one == {"since": "2025-04-01", "until": None, "initial": 2, "review": 5}


def test_a_practice_without_limits_gives_none():
    assert limits.reports([((), (None, None))]) == limits.caseloads([]) == "[]"
