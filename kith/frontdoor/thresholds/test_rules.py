"""Choices from the guide: read from a form, laid over a colleague's, checked against the guide."""

import pytest

from kith.frontdoor.thresholds import rules
from kith.frontdoor.thresholds.rules import Choice
from kith.practice import ChecklistItem, Guide, GuideLevel, GuideLine

GUIDE = Guide(
    title="A guide",
    version="1",
    source="Ours",
    asks_level=False,
    levels=(GuideLevel("1", "Low", "Little", "Advice"), GuideLevel("4", "High", "Much", "Referral")),
    lines=(GuideLine("a", "4", "Harm", "A"), GuideLine("b", "1", "Harm", "B")),
    items=(ChecklistItem("a", "Age", "Under five"),),
)
ASKING = Guide("A guide", "1", "Ours", True, GUIDE.levels, GUIDE.lines)


def choice(level="", *lines):
    return rules.posted(level, lines, ())


@pytest.mark.parametrize(
    ("present", "shown", "wanted", "after"),
    [
        (choice(), choice(), choice("4", "a"), choice("4", "a")),
        (choice("4", "a"), choice("4", "a"), choice("", "b"), choice("", "b")),
        (choice("4", "b"), choice("4"), choice("4", "a"), choice("4", "a", "b")),  # theirs stays ticked
        (choice("4"), choice("4", "a"), choice("4", "a"), choice("4")),  # they took it away, I left it
        (choice("4", "a", "b"), choice("4", "a", "b"), choice("4", "b"), choice("4", "b")),
        (choice("1"), choice(), choice("", "a"), choice("1", "a")),  # I chose no level: theirs stays
        (choice("1"), choice(), choice("1"), choice("1")),  # both the same
        (choice("1"), choice(), choice("4"), None),  # each another
        (choice("1"), choice("4"), choice(""), None),
    ],
)
def test_two_people_tick_at_once(present, shown, wanted, after):
    assert rules.merged(present, shown, wanted) == after


def test_a_choice_comes_back_from_the_form_as_it_went():
    went = rules.posted("4", ["a", "b"], ["a"])

    assert rules.seen(rules.written(went)) == went
    assert went.codes("line") == {"a", "b"}
    assert went.codes("item") == {"a"}


@pytest.mark.parametrize(
    "text", ["", "x", "[]", "{}", "null", "[1]", '["4", 7]', '["4", [[1, 2, 3]]]', "[" * 40]
)
def test_what_no_form_of_ours_sent_was_not_seen(text):
    assert rules.seen(text) is None


@pytest.mark.parametrize(
    ("wanted", "fields"),
    [
        (choice(), []),
        (choice("4", "a", "b"), []),
        (rules.posted("", [], ["a"]), []),
        (choice("9"), ["threshold_level"]),
        (choice("4", "c"), ["threshold_line"]),
        (rules.posted("x", ["c"], ["b"]), ["threshold_level", "threshold_line"]),
        (Choice("", frozenset({("other", "a")})), ["threshold_line"]),
    ],
)
def test_only_what_is_in_the_guide_can_be_chosen(wanted, fields):
    assert [field for field, _ in rules.problems(wanted, GUIDE)] == fields


def test_a_level_is_missing_only_where_the_pack_asks_for_one():
    assert rules.missing("", GUIDE) == []
    assert rules.missing("", None) == []
    assert rules.missing("4", ASKING) == []
    assert rules.missing("", ASKING) == [("threshold_level", "Choose a level of the A guide.")]


def test_nothing_chosen_is_nothing():
    assert not Choice()
    assert Choice("1")
    assert choice("", "a")


CARRIED = frozenset({("line", "a")})


@pytest.mark.parametrize(
    ("own", "fields"),
    [
        (
            rules.Own(),
            ["threshold_level.2"],
        ),  # the line that was ticked there is taken away, and no level said
        (rules.Own(choice("", "a")), []),
        (rules.Own(choice("", "a"), "The eldest was not there."), []),
        (rules.Own(choice("1", "b")), ["why.2"]),
        (rules.Own(choice("1", "b"), "Not there."), []),
        (rules.Own(choice("9", "c"), "Not there."), ["threshold_level.2", "threshold_line.2"]),
        (rules.Own(choice("", "a"), "x" * 2001), ["why.2"]),
    ],
)
def test_a_child_who_differs_has_a_level_and_a_reason(own, fields):
    assert [field for field, _ in rules.problems_of_own(2, own, CARRIED, GUIDE)] == fields


def test_without_a_guide_only_the_reason_is_kept():
    assert rules.problems_of_own(2, rules.Own(Choice(), "Other."), frozenset(), None) == []


@pytest.mark.parametrize(
    ("searched", "codes"), [("harm", "ab"), ("little harm", ""), ("high", "a"), ("zebra", ""), ("", "ab")]
)
def test_every_word_looked_for_stands_in_the_line_its_theme_or_its_level(searched, codes):
    assert [line.code for line in GUIDE.lines if rules.is_meant(GUIDE, line, searched)] == list(codes)
