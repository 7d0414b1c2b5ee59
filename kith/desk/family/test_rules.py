"""How a family reads side by side."""

from datetime import date, timedelta

import pytest

from kith.desk.family.rules import NOTHING, Fact, Row, expected, people_words, seen, shared

TODAY = date(2026, 10, 14)
ONE, OTHER = Fact("27 Alder Walk"), Fact("12 Comfort Road")


@pytest.mark.parametrize(
    ("facts", "spans"),
    [
        ((ONE, ONE, ONE), [("27 Alder Walk", 3)]),
        ((ONE, ONE, OTHER), [("27 Alder Walk", 2), ("12 Comfort Road", 1)]),
        ((ONE, OTHER, ONE), [("27 Alder Walk", 1), ("12 Comfort Road", 1), ("27 Alder Walk", 1)]),
        ((ONE, None, None), [("27 Alder Walk", 1), (NOTHING, 1), (NOTHING, 1)]),
        ((Fact("27 Alder Walk", "since May"), ONE), [("27 Alder Walk", 1), ("27 Alder Walk", 1)]),
        ((), []),
    ],
)
def test_neighbours_with_the_same_fact_share_a_cell(facts, spans) -> None:
    row = Row("Lives", facts)

    assert [(fact.words, span) for fact, span in row.cells] == spans
    assert sum(span for _, span in row.cells) == len(facts)


def test_a_row_differs_when_one_is_another_or_unknown() -> None:
    assert not Row("Lives", (ONE, ONE)).differs
    assert Row("Lives", (ONE, None)).differs
    assert not Row("Lives", (None, None)).says_something


def test_what_is_said_of_everybody_is_shared_and_of_one_alone_is_not() -> None:
    said = {1: ["Visit in pairs", "Asthma"], 2: ["Visit in pairs"], 3: []}

    assert shared(said, [1, 2]) == ["Visit in pairs"]
    assert shared(said, [1, 2, 3]) == []
    assert shared(said, [1]) == []


@pytest.mark.parametrize(
    ("days", "mark", "small"), [(28, "", "home"), (29, "soon", "not seen for 29 days"), (0, "", "home")]
)
def test_a_child_not_seen_for_more_than_four_weeks_is_marked(days, mark, small) -> None:
    fact = seen(TODAY - timedelta(days=days), "seen", "home", TODAY - timedelta(days=200), TODAY)

    assert fact is not None
    assert (fact.mark, fact.small) == (mark, small)


@pytest.mark.parametrize(("open_for", "mark"), [(5, ""), (6, "soon")])
def test_a_child_not_seen_at_all(open_for, mark) -> None:
    since = TODAY - timedelta(days=open_for)

    fact = seen(None, "", "", since, TODAY)

    assert fact == Fact("Not seen yet", f"open for {open_for} days", mark)
    assert seen(None, "", "", None, TODAY) is None


def test_who_is_not_open_is_not_marked_for_having_been_seen_long_ago() -> None:
    fact = seen(date(2024, 1, 5), "alone", "school", None, TODAY)

    assert fact == Fact("Fri 5 Jan 2024, alone", "school")


def test_people_in_words() -> None:
    assert people_words(3, expected([date(2027, 2, 12)]), 1) == "3 children, a baby due in February, 1 adult"
    assert people_words(1, expected([None, None]), 0) == "1 child, 2 babies on the way"
    assert expected([None]) == "a baby on the way"
    assert expected([]) == ""
