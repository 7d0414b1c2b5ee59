from datetime import date
from decimal import Decimal

import pytest

from kith.practice.caseload import check_weights, weights_on
from kith.practice.lists import Code, CodeList
from kith.practice.mistakes import Mistakes

DAY = date(2026, 10, 14)
BASE = Code("involvement", "Open", group="work", note="0.5")


def listed(*codes: Code) -> CodeList:
    return CodeList("caseload_weight", "Weights", "Us", (BASE, *codes))


def test_the_weights_of_a_day_are_those_that_hold_then():
    before = Code("assessment", "Being assessed", until=date(2026, 9, 30), group="work", note="1")
    after = Code("assessment", "Being assessed", since=date(2026, 10, 1), group="work", note="1.5")
    year = Code("newly_qualified", "First year", group="share", note="0.6")

    held = weights_on(listed(before, after, year), DAY)

    assert held.work == {"involvement": Decimal("0.5"), "assessment": Decimal("1.5")}
    assert held.share == {"newly_qualified": Decimal("0.6")}
    assert weights_on(listed(before, after), date(2026, 9, 30)).work["assessment"] == 1
    assert weights_on(None, DAY).work == {}


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (Code("court", "In court", group="extra", note="heavy"), '"heavy" is no such number.'),
        (Code("court", "In court", group="extra", note="-1"), '"-1" is no such number.'),
        (Code("court", "In court", group="extra", note="NaN"), '"NaN" is no such number.'),
        (Code("court", "In court", group="extra"), '"" is no such number.'),
        (Code("half", "Half time", group="share", note="1.5"), "a share above 0, at most 1"),
        (Code("half", "Half time", group="share", note="0"), "a share above 0, at most 1"),
        (Code("court", "In court", group="extras", note="1"), 'Did you mean "extra"?'),
    ],
)
def test_a_weight_that_cannot_be_is_told_with_its_place(code, words):
    mistakes = Mistakes()

    check_weights({"caseload_weight": listed(code)}, mistakes)

    (found,) = mistakes.found
    assert str(found).startswith(f"lists/caseload_weight.toml, code {code.code}")
    assert words in str(found)


def test_the_plain_weight_of_an_open_case_must_be_there():
    mistakes = Mistakes()

    check_weights({"caseload_weight": CodeList("caseload_weight", "Weights", "Us", ())}, mistakes)
    check_weights({}, mistakes)

    assert [one.entry for one in mistakes.found] == ["code involvement"]
