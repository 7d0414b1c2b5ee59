"""What speaks against two records being one person, told in words; a slip of the pen does not."""

from datetime import date

import pytest

from kith.core.identifiers import make_nhs_number, make_upn
from kith.people.matching.births import Span
from kith.people.merging import rules
from kith.people.merging.rules import Line, Marks

BORN = Span(date(2017, 4, 21), date(2017, 4, 21))
NHS, OTHER_NHS = make_nhs_number(1), make_nhs_number(2)
UPN, OTHER_UPN, FOR_NOW = make_upn(1), make_upn(2), make_upn(3, temporary=True)


def marks(numbers=(), born=BORN, died_on=None, sex="F") -> Marks:
    return Marks(tuple(numbers), born, died_on, sex)


def day(text: str, told: str = "exact") -> Span:
    return Span(date.fromisoformat(text), date.fromisoformat(text), told)


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        (marks([("nhs", NHS)]), marks([("nhs", OTHER_NHS)]), ["different NHS numbers"]),
        (marks([("upn", UPN)]), marks([("upn", OTHER_UPN)]), ["different pupil numbers"]),
        (marks([("nhs", NHS)]), marks([("nhs", NHS), ("nhs", OTHER_NHS)]), []),
        (marks([("nhs", NHS)]), marks([("upn", UPN), ("old", "7")]), []),
        (marks([("upn", UPN)]), marks([("upn", FOR_NOW)]), []),
        (marks(sex="F"), marks(sex="M"), ["as female, the other as male"]),
        (marks(sex="F"), marks(sex="U"), []),
        (marks(), marks(born=day("2015-02-01")), ["not born on the same day"]),
        (marks(), marks(born=day("2017-09-03")), ["not born on the same day"]),
        (marks(born=day("2017-04-11")), marks(born=day("2017-11-04")), []),
        (marks(), marks(born=Span(date(2017, 1, 1), date(2017, 12, 31), "year")), []),
        (marks(), marks(born=None), []),
        (marks(), marks(born=day("2017-04-30", "expected")), []),
        (marks(), marks(born=day("2019-04-30", "expected")), ["not born on the same day"]),
        (marks(born=None, died_on=date(2001, 1, 1)), marks(), ["died before the other was born"]),
    ],
)
def test_what_speaks_against_it_is_said_whichever_record_stays(one, other, said):
    for found in (rules.warnings(one, other), rules.warnings(other, one)):
        assert len(found) == len(said)
        assert all(words in told for words, told in zip(said, found, strict=True))


@pytest.mark.parametrize(
    ("stays", "goes", "changes"),
    [
        (("not_seen", "No reply", ""), ("alone", "", ""), {"seen": "alone", "not_seen_reason": ""}),
        (("seen", "", "At the table"), ("alone", "", ""), {"seen": "alone"}),
        (("alone", "", "Played"), ("not_seen", "Asleep", "Asleep"), {"words": "Played\n\nAsleep"}),
        (("seen", "", ""), ("seen", "", "Well"), {"words": "Well"}),
        (("seen", "", "Well"), ("seen", "", "Well"), {}),
    ],
)
def test_who_was_seen_by_either_telling_was_seen_and_no_words_are_lost(stays, goes, changes):
    asked = {"told": {}, "bedroom_seen": ""}
    told = [
        dict(zip(("seen", "not_seen_reason", "words"), one, strict=True)) | asked for one in (stays, goes)
    ]

    assert rules.better_visit(*told) == changes


@pytest.mark.parametrize(
    ("stays", "goes", "changes"),
    [
        (("", {}), ("yes", {}), {"bedroom_seen": "yes"}),
        (("no", {}), ("yes", {}), {"bedroom_seen": "yes"}),
        (("yes", {}), ("no", {}), {}),
        (("", {"wants": "Gran"}), ("", {"next": "Ring"}), {"told": {"wants": "Gran", "next": "Ring"}}),
        (("", {"wants": "Gran"}), ("", {"wants": "Mum"}), {"told": {"wants": "Gran\n\nMum"}}),
        (("", {"wants": "Gran"}), ("", {"wants": "Gran"}), {}),
    ],
)
def test_what_either_telling_of_a_visit_answers_is_kept(stays, goes, changes):
    seen = {"seen": "seen", "not_seen_reason": "", "words": ""}
    told = [seen | dict(zip(("bedroom_seen", "told"), one, strict=True)) for one in (stays, goes)]

    assert rules.better_visit(*told) == changes


def test_what_hangs_on_what_goes_goes_along_however_far():
    case, part, step, answer = ("case", 1), ("part", 1), ("step", 1), ("answer", 1)
    lines = [
        Line(answer, True, frozenset({step}), frozenset()),
        Line(part, True, frozenset({case, step}), frozenset({step})),
        Line(case, True, frozenset(), frozenset()),
        Line(("answer", 2), False, frozenset({step}), frozenset()),
        Line(("answer", 3), True, frozenset({("step", 2)}), frozenset()),
    ]

    assert rules.all_that_goes([case], lines) == {case, part, step, answer}
    assert rules.all_that_goes([], lines) == set()
