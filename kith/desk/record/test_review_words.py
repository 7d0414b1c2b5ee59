"""When an alert is looked at again stands behind its words."""

from datetime import date

import pytest

from kith.desk.record.rules import review_words

TODAY = date(2026, 10, 14)


@pytest.mark.parametrize(
    ("review_on", "words"),
    [
        (None, ""),
        (date(2026, 10, 14), " – review 14 Oct 2026"),
        (date(2026, 11, 3), " – review 3 Nov 2026"),
        (date(2026, 10, 13), " – review overdue since 13 Oct 2026"),
    ],
)
def test_a_review_is_told_with_its_day_and_as_overdue_from_the_day_after(review_on, words) -> None:
    assert review_words(review_on, TODAY) == words
