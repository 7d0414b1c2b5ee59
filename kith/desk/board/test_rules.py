from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from kith.desk.board.rules import Load, suggest


def load(worker: int, weight: str, guideline: str = "24") -> Load:
    return Load(worker, f"worker {worker}", "social worker", Decimal(guideline), weight=Decimal(weight))


def test_who_knows_the_family_and_has_room_is_asked_first() -> None:
    found = suggest([(1, Decimal(2), frozenset({7}))], [load(7, "20"), load(8, "3")])

    assert found[1].worker_id == 7
    assert found[1].reason == "worked with them before"


def test_who_knows_the_family_but_is_full_is_not_asked() -> None:
    found = suggest([(1, Decimal(2), frozenset({7}))], [load(7, "23"), load(8, "3")])

    assert found[1].worker_id == 8


def test_each_suggestion_counts_before_the_next() -> None:
    families = [(number, Decimal(10), frozenset()) for number in range(2)]

    found = suggest(families, [load(7, "4"), load(8, "5")])

    assert {suggestion.worker_id for suggestion in found.values()} == {7, 8}


def test_a_team_without_workers_gets_no_suggestion() -> None:
    assert suggest([(1, Decimal(1), frozenset())], []) == {}


def test_everybody_full_is_said() -> None:
    found = suggest([(1, Decimal(1), frozenset())], [load(7, "30")])

    assert found[1].reason == "everybody is full; least over"


@given(st.lists(st.integers(0, 40), min_size=1, max_size=6), st.lists(st.integers(1, 9), max_size=12))
def test_every_family_gets_one_of_the_workers(weights: list[int], families: list[int]) -> None:
    loads = [load(number, str(weight)) for number, weight in enumerate(weights)]

    found = suggest([(n, Decimal(w), frozenset()) for n, w in enumerate(families)], loads)

    assert set(found) == set(range(len(families)))
    assert all(suggestion.worker_id in range(len(weights)) for suggestion in found.values())
