import pytest
from hypothesis import given
from hypothesis import strategies as some

from kith.improvement.carrying.rules import Along, Wait, along, goes_along, heading
from kith.improvement.deliverables.rules import leads_back

CARRIED = {1: 11, 2: 12, 3: 13}


@pytest.mark.parametrize(
    ("waits", "there", "found"),
    [
        ([], {}, []),
        ([Wait(1, outside="Money")], {}, [Along(11, outside="Money")]),
        ([Wait(1, outside="Money", is_met=True)], {}, []),
        ([Wait(1, 2, place="2 of A")], {}, [Along(11, needs=12, instead_of="2 of A")]),
        ([Wait(1, 9, place="9 of A")], {}, [Along(11, outside="9 of A")]),
        ([Wait(1, 9, is_closed=True, place="9 of A")], {}, []),
        ([Wait(1, 9, place="9" * 300)], {}, [Along(11, outside="9" * 200)]),
        ([Wait(1, 2, place="2 of A")], {12: {11}}, []),
        ([Wait(1, 2, place="2 of A")], {11: {12}}, []),
        ([Wait(1, 2, place="2 of A"), Wait(2, 3, place="3 of A")], {13: {11}},
         [Along(11, needs=12, instead_of="2 of A")]),
    ],
)  # fmt: skip
def test_what_actions_wait_for_goes_along(waits, there, found) -> None:
    assert along(waits, CARRIED, there) == found


PAIRS = some.lists(some.tuples(some.integers(1, 5), some.integers(1, 5)), max_size=15)


@given(PAIRS, PAIRS)
def test_what_goes_along_never_makes_a_ring(waiting, standing) -> None:
    carried = {number: 10 + number for number in range(1, 6)}
    known: dict[int, set[int]] = {}
    for one, other in standing:
        if not leads_back(known, 10 + other, 10 + one):
            known.setdefault(10 + one, set()).add(10 + other)

    found = along([Wait(one, other, place="x") for one, other in waiting if one != other], carried, known)

    for one in found:
        known.setdefault(one.waiting, set()).add(one.needs)
    assert not any(leads_back(known, needed, one) for one, them in known.items() for needed in them)


@pytest.mark.parametrize(
    ("project", "left_in", "goes"),
    [(1, [], True), (1, [2], True), (1, [1], False), (None, [], True), (None, [2], False)],
)
def test_a_risk_goes_along_when_nothing_unfinished_is_left_beside_it(project, left_in, goes) -> None:
    assert goes_along(project, left_in) == goes


@pytest.mark.parametrize(("went_to", "found"), [([], None), ([4], 4), ([4, 4], 4), ([4, 5], None)])
def test_it_goes_where_everything_of_its_project_went(went_to, found) -> None:
    assert heading(went_to) == found
