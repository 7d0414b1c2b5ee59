"""Which worries go along, with their source and day. No record store."""

import pytest

from kith.earlyhelp.risks import rows, sentence, together

TIA, KOFI = 1, 2
SEEN = "visit-31- | 2026-09-29 | Seen at school"
MARK = "\n[Early help assessment, 3 Jun]"


def carried(boxes, inside=(TIA, KOFI), all_inside=True, sure=("seen", "told")):
    return rows(
        boxes, inside=inside, all_inside=all_inside, sure=sure, title="Early help assessment", on="3 Jun"
    )


def row(number=1, what="Alone from six to eight.", **cells):
    return {f"risk:{number}:{name}": value for name, value in {"what": what, **cells}.items()}


def test_every_cell_of_a_row_goes_along_and_what_happened_is_marked():
    told = row(whom=["1"], sure="told", more="Nights", less="Gran", evidence=[SEEN])

    assert carried(told) == told | {"risk:1:what": f"Alone from six to eight.{MARK}"}


def test_rows_are_numbered_anew_and_blank_ones_left_out():
    told = row(2, "No coat.") | row(5, "No food.") | row(3, "  ", sure="seen")

    assert list(carried(told)) == ["risk:1:what", "risk:2:what"]
    assert carried(told)["risk:2:what"].startswith("No food.")


@pytest.mark.parametrize(
    ("whom", "inside", "here"),
    [
        (["1", "2"], (TIA,), ["1"]),
        (["2"], (TIA,), None),
        (["others"], (TIA,), ["others"]),
        (["2", "others"], (TIA,), ["others"]),
        ([], (TIA,), []),
    ],
)
def test_what_was_said_of_another_child_alone_stays_behind(whom, inside, here):
    found = carried(row(whom=whom), inside=inside, all_inside=False)

    assert bool(found) == (here is not None)
    assert found.get("risk:1:whom", []) == (here or [])


def test_evidence_that_may_be_of_another_child_stays_behind():
    assert "risk:1:evidence" not in carried(row(evidence=[SEEN]), inside=(TIA,), all_inside=False)


def test_an_answer_that_the_new_form_does_not_offer_is_left_out():
    assert "risk:1:sure" not in carried(row(sure="heard"))


@pytest.mark.parametrize(
    ("boxes", "told"),
    [
        ({"risk:danger": "He could fall."}, {"risk:danger": f"He could fall.{MARK}"}),
        ({"risk:none": "We looked at home."}, {"risk:none": f"We looked at home.{MARK}"}),
        ({"risk:danger": " ", "risk:1:what": "No coat."}, {}),
    ],
)
def test_the_sentence_under_the_rows_goes_along(boxes, told):
    assert sentence(boxes, "Early help assessment", "3 Jun") == told


def test_older_worries_do_not_come_back_where_nothing_was_found_later():
    assert together(row(), {"risk:none": "Nothing."}) == {"risk:none": "Nothing."}
    assert together(row(), {"risk:danger": "Falls."}) == row() | {"risk:danger": "Falls."}
