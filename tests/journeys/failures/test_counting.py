"""What a failure cost: letters at the end, the seconds they took to type, and what is no loss but something else."""

import pytest

from tests.journeys.failures.counting import Counted, Loss, Typing, lines, shares


def typed(text: str) -> Typing:
    """A letter a second."""
    made = Typing()
    for moment, letter in enumerate(text):
        made.type(letter, float(moment))
    return made


@pytest.mark.parametrize(
    ("kept", "ended", "lost"),
    [
        ("calm", 9.0, (0, 0.0)),
        ("ca", 3.5, (2, 1.5)),
        ("", 3.0, (4, 3.0)),
        ("cold", 3.0, None),
        ("calmer", 3.0, None),
    ],
)
def test_letters_and_seconds_are_counted_from_the_first_that_is_missing(kept, ended, lost) -> None:
    assert typed("calm").lost(kept, ended) == lost


def test_a_living_editor_adds_up_and_a_dying_browser_counts_each_time() -> None:
    told = Counted()
    told.losses = [Loss(0, "tab", 9, 1.8), Loss(0, "tab", 9, 1.9), Loss(0, "worker", 2, 1.1)]
    assert told.holds()

    told.losses.append(Loss(0, "network", 2, 1.0))
    assert told.total_of_an_editor() == pytest.approx(2.1)
    assert not told.holds()


def test_a_browser_that_loses_more_or_a_strange_text_fails() -> None:
    assert not Counted(losses=[Loss(1, "tab", 40, 2.5)]).holds()
    assert not Counted(strange=["editor 1, worker: 3 letters kept of 2"]).holds()


def test_every_kind_has_its_share_spread_over_the_run() -> None:
    kinds = shares(100, (("network", 3), ("store", 1)))

    assert (len(kinds), kinds.count("store")) == (100, 25)
    assert "store" in kinds[:4]
    assert "store" in kinds[-4:]


def test_the_result_is_told_kind_by_kind() -> None:
    told = Counted(losses=[Loss(0, "tab", 7, 0.7)])
    told.injected["tab"] = 4

    assert (
        "the browser dies: nothing can be sent any more: 4 times, 7 letters lost, at most 0.7 s at once"
        in lines(told)
    )
