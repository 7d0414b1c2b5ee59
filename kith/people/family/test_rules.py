"""Who can be what to whom."""

from datetime import date

import pytest

from kith.people.family.rules import Being, Kinship, Tie, kept, obstacles, pairs, seen_from

GRAN = Being(1, "Pauline", "F", date(1968, 1, 17))
MUM = Being(2, "Jade", "F", date(1995, 6, 21))
DAD = Being(3, "Daniel", "M", date(1992, 8, 2))
TIA = Being(4, "Tia", "F", date(2017, 2, 3))
KOFI = Being(5, "Kofi", "M", date(2019, 11, 19))
GIRL = Being(6, "Rosa", "F")
ALL = {one.id: one for one in (GRAN, MUM, DAD, TIA, KOFI, GIRL)}
MOTHER = [Tie(2, "mother", 4), Tie(2, "mother", 5)]


def words(*ties: Tie) -> str:
    changed = {frozenset((tie.person, tie.other)) for tie in ties}
    return " ".join(told for _, told in obstacles(ALL, ties, changed))


@pytest.mark.parametrize(
    ("ties", "told"),
    [
        ([Tie(4, "mother", 2)], "Tia is not older than Jade and cannot be the mother."),
        ([Tie(4, "mother", 5)], "Tia was 2 when Kofi was born."),
        (
            [Tie(2, "mother", 4), Tie(1, "mother", 4)],
            "Tia cannot have two mothers by birth: Jade and Pauline.",
        ),
        ([Tie(6, "mother", 2), Tie(2, "mother", 6)], "Nobody is their own parent."),
        (
            [Tie(6, "mother", 2), Tie(2, "mother", 4), Tie(4, "parent", 6)],
            "Rosa would descend from themselves.",
        ),
        ([Tie(4, "grandparent", 1)], "Tia is younger than Pauline."),
        ([Tie(1, "mother", 2), Tie(1, "brother or sister", 2)], "one descends from the other"),
    ],
)
def test_what_cannot_be_is_refused_in_words(ties, told) -> None:
    assert told in words(*ties)


def test_a_mother_who_died_before_the_birth_is_refused_and_a_father_has_nine_months() -> None:
    late = date(2019, 6, 1)
    people = ALL | {
        2: Being(2, "Jade", "F", MUM.born_on, late),
        3: Being(3, "Daniel", "M", DAD.born_on, late),
    }

    both = [Tie(2, "mother", 5), Tie(3, "father", 5)]

    assert obstacles(people, both, [frozenset((2, 5)), frozenset((3, 5))]) == [
        (frozenset((2, 5)), "Jade died before Kofi was born.")
    ]


def test_what_was_wrong_before_does_not_stop_another_change() -> None:
    wrong = Tie(4, "mother", 2)

    assert obstacles(ALL, [wrong, Tie(3, "father", 5)], [frozenset((3, 5))]) == []


def test_what_can_be_is_not_refused() -> None:
    assert words(*MOTHER, Tie(1, "mother", 2), Tie(3, "father", 5), Tie(1, "grandparent", 4)) == ""
    assert words(Tie(6, "mother", 4), Tie(6, "partner", 3)) == ""


@pytest.mark.parametrize(
    ("more", "pair", "likely"),
    [
        ([], (4, 5), "brother or sister"),
        ([Tie(3, "father", 5)], (4, 5), "brother or sister"),
        ([Tie(3, "father", 5), Tie(6, "father", 4)], (4, 5), "half-brother or half-sister"),
        ([Tie(1, "mother", 2)], (1, 4), "grandparent"),
        ([Tie(1, "mother", 2), Tie(1, "mother", 6)], (6, 4), "aunt or uncle"),
        ([Tie(1, "mother", 2), Tie(1, "mother", 6), Tie(6, "mother", 3)], (3, 4), "cousin"),
        ([Tie(2, "partner", 3)], (3, 4), "step-parent"),
        ([Tie(2, "partner", 3), Tie(3, "father", 6)], (4, 6), "step-brother or step-sister"),
        ([], (3, 4), ""),
    ],
)
def test_what_follows_is_offered(more, pair, likely) -> None:
    assert Kinship([*MOTHER, *more]).likely(*pair) == likely


def test_each_pair_stands_once_the_elder_first() -> None:
    found = [(one.id, two.id) for one, two in pairs([KOFI, GIRL, TIA, MUM])]

    assert found == [(2, 4), (2, 5), (2, 6), (4, 5), (4, 6), (5, 6)]


@pytest.mark.parametrize(
    ("kind", "tie"),
    [
        ("mother", Tie(2, "mother", 6)),
        ("child", Tie(6, "mother", 2)),
        ("grandchild", Tie(6, "grandparent", 2)),
        ("partner", Tie(2, "partner", 6)),
    ],
)
def test_a_tie_is_kept_from_the_end_that_has_a_word_for_it_and_read_from_both(kind, tie) -> None:
    assert kept(MUM, kind, GIRL) == tie
    assert seen_from(2, tie) == kind
