import pytest

from kith.performance.indicators import INDICATORS
from kith.performance.measure.columns import columns, tells_reasons


def shown(code: str) -> list[str]:
    return [name for name, _ in columns(INDICATORS[code])]


def test_a_measure_of_its_own_in_a_relation_of_many_shows_that_alone():
    assert shown("factors") == ["title", "factors", "completed_on"]
    assert shown("assessment_internal_review") == [
        "title",
        "review_point_on",
        "review_held_on",
        "completed_on",
    ]


def test_other_measures_of_assessments_show_nothing_of_it():
    assert {"factors", "review_point_on", "review_held_on"}.isdisjoint(shown("single_45wd"))
    assert {"due_on", "working_days_late", "late_reason"} <= set(shown("single_45wd"))


@pytest.mark.parametrize(
    ("code", "tells"),
    [("single_45wd", True), ("assessment_internal_review", False), ("factors", False), ("cin_open", False)],
)
def test_reasons_stand_where_the_rows_are_late_for_them(code: str, tells: bool):
    assert tells_reasons(INDICATORS[code]) is tells
