from kith.performance.proving import rules
from kith.performance.proving.rules import Wrong


def test_workers_add_up_to_their_team_and_to_nobody_elses():
    lengths = {(1, 7): (3, 1), (1, None): (2, 2), (2, 7): (5, 0), (None, None): (1, 1)}

    assert rules.by_team(lengths) == {1: (5, 3), 2: (5, 0), None: (1, 1)}
    assert rules.added(rules.by_team(lengths).values()) == (11, 4)


def test_a_figure_is_its_list_and_what_differs_is_said_with_both_numbers():
    assert rules.of_list((11, 4), (11, 4)) == ""
    assert rules.of_list((11, 4), (11, 5)) == "the figure says 4 of 11, its list has 5 of 11"
    assert rules.of_list((1100, 4), (11, 4)) == "the figure says 4 of 1,100, its list has 4 of 11"


def test_what_counts_lies_within_what_it_is_counted_among():
    assert [rules.within(pair) for pair in ((0, 0), (4, 4), (4, 0))] == ["", "", ""]
    assert rules.within((4, 5)) == "5 count among 4"
    assert rules.within((4, -1)) == "-1 count among 4"


def test_parts_come_to_the_whole():
    assert rules.of_parts((9, 3), (9, 3), "its months") == ""
    assert rules.of_parts((9, 3), (8, 3), "its months") == "the figure says 3 of 9, its months come to 3 of 8"


def test_a_state_counts_everything_once_and_events_may_happen_twice():
    assert rules.of_rows(5, 5, each_once=True) == rules.of_rows(5, 4, each_once=False) == ""
    assert rules.of_rows(5, 3, each_once=True) == "2 of its 5 rows stand in the list twice"


def test_rows_without_a_team_or_of_a_team_that_is_gone_are_told():
    assert rules.without_team({1: (5, 3)}, [1, 2]) == ""
    assert rules.without_team({1: (5, 3), None: (2, 1), 9: (1, 0)}, [1, 2]) == (
        "3 rows (1 of them count) belong to no team"
    )


def test_what_was_frozen_is_told_beside_what_is_counted():
    assert rules.of_frozen((3, 4, 75), (3, 4, 75)) == ""
    assert rules.of_frozen((3, 4, 75), (2, 4, 50)) == (
        "frozen as 3 of 4 (75), counted as at that moment it is 2 of 4 (50)"
    )
    assert rules.of_frozen((3, None, 3), (2, None, 2)) == (
        "frozen as 3 (3), counted as at that moment it is 2 (2)"
    )


def test_a_line_names_the_figure_and_leaves_out_what_is_empty():
    assert str(Wrong("NI059", "Sep 2026", "North", "no")) == "NI059 · Sep 2026 · North: no"
    assert str(Wrong("NI059", "", "North", "no")) == "NI059 · North: no"


def test_what_a_figure_was_divided_from_is_what_its_list_amounts_to():
    assert rules.of_amounts((150, 1200), (150, 1200)) == ""
    assert rules.of_amounts((150, 1200), (100, 1200)) == (
        "it was divided from 150 by 1,200, its list amounts to 100 by 1,200"
    )
