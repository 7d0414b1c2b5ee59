from hypothesis import given
from hypothesis import strategies as some

from kith.practice.forms import Form, Option, Question, Section, ShowIf
from kith.work.answers import rules
from kith.work.answers.rules import Present

CHILDREN = {1: "Tia", 2: "Kofi", 3: "Elsie"}
FORM = Form(
    code="assessment",
    title="Assessment",
    sections=(
        Section("why", "Why now"),
        Section("day", "Each child’s day"),
        Section("next", "What happens next"),
    ),
    questions=(
        Question("why_now", "why", "Why now?", "words", required=True, differs=True),
        Question("police", "why", "Were the police called?", "yes_no_unknown"),
        Question(
            "police_words",
            "why",
            "What did they find?",
            "words",
            required=True,
            show_if=ShowIf("police", "yes"),
        ),
        Question("day", "day", "What is a day like?", "words", required=True, per_child=True),
        Question(
            "likely",
            "next",
            "How likely?",
            "rating_with_reason",
            required=True,
            options=(Option("low", "Low"),),
        ),
        Question(
            "outcome",
            "next",
            "What happens next?",
            "choice",
            required=True,
            options=(Option("close", "Close"),),
        ),
    ),
)


def asked(answers, children=CHILDREN):
    return [(gap.question, gap.child) for gap in rules.missing(FORM, answers, children)]


def test_everything_required_is_missing_at_first_once_for_each_child_where_each_answers():
    assert asked({}) == [
        ("why_now", None),
        ("day", 1),
        ("day", 2),
        ("day", 3),
        ("likely", None),
        ("outcome", None),
    ]


def test_what_is_missing_names_the_child_and_the_field():
    gap = rules.missing(FORM, {}, CHILDREN)[1]

    assert gap.words == "Tia: What is a day like?"
    assert gap.field == "day.1"


def test_a_question_that_depends_on_another_is_asked_only_then():
    assert ("police_words", None) not in asked({("police", None): "no"})
    assert ("police_words", None) in asked({("police", None): "yes"})


def test_a_question_that_stands_for_one_child_only_is_missing_until_that_child_has_it():
    answers = {("police", None): "no", ("police", 2): "yes"}

    assert ("police_words", None) in asked(answers)
    assert ("police_words", None) not in asked({**answers, ("police_words", 2): "A broken door."})


def test_a_shared_answer_is_enough_and_so_are_answers_for_every_child():
    assert ("why_now", None) not in asked({("why_now", None): "School rang."})
    assert ("why_now", None) in asked({("why_now", 1): "School rang."})
    assert ("why_now", None) not in asked({("why_now", child): "School rang." for child in CHILDREN})


def test_spaces_are_no_answer():
    assert ("why_now", None) in asked({("why_now", None): "  \n "})


def test_a_judgement_needs_its_reason():
    assert ("likely", None) in asked({("likely", None): "low"})
    assert ("likely", None) not in asked({("likely", None): "low", ("likely:why", None): "Gran is there."})


def test_a_childs_own_answer_stands_before_the_shared_one():
    answers = {("outcome", None): "close", ("outcome", 2): "core_assessment"}

    assert rules.outcomes(answers, [1, 2]) == {1: "close", 2: "core_assessment"}


def test_sections_say_how_far_they_are():
    answers = {("why_now", None): "School rang.", ("day", 1): "Up at seven."}

    assert rules.standing(FORM, answers, CHILDREN).states == {"why": "done", "day": "soon", "next": "none"}


def test_only_shared_questions_with_room_for_difference_offer_it_and_only_for_several_children():
    why, day, outcome = FORM.question("why_now"), FORM.question("day"), FORM.question("outcome")

    assert rules.may_differ(why, 3)
    assert rules.may_differ(outcome, 2)
    assert not rules.may_differ(day, 3)
    assert not rules.may_differ(why, 1)


def test_two_hundred_thousand_letters_are_kept_and_one_more_is_told_in_words():
    assert rules.too_long("x" * 200_000) is None
    assert "200,000" in rules.too_long("x" * 200_001)


def test_a_day_that_does_not_exist_is_told_before_finishing():
    seen = Form("f", "F", (Section("s", "S"),), (Question("seen_on", "s", "When seen?", "date"),))

    assert rules.unreadable_answers(seen, {("seen_on", None): "30/6/2026"}) == []
    assert rules.unreadable_answers(seen, {("seen_on", None): ""}) == []
    [gap] = rules.unreadable_answers(seen, {("seen_on", 2): "31/6/2026"})
    field, words = gap.field, gap.words
    assert field == "seen_on.2"
    assert words.startswith("When seen?: “31/6/2026” cannot be read")


def test_who_has_seen_the_present_words_may_replace_them():
    assert rules.merge(Present("a", 3), 3, "b") == rules.Merge(kept=True, version=4, changed=True)


def test_who_has_not_seen_them_is_set_aside():
    assert rules.merge(Present("a", 3), 2, "b") == rules.Merge(kept=False, version=3, changed=False)


def test_the_same_words_again_change_nothing():
    assert rules.merge(Present("a", 3), 0, "a") == rules.Merge(kept=True, version=3, changed=False)


def test_going_on_after_a_lost_answer_is_no_clash():
    assert rules.merge(Present("Mum said", 1), 0, "Mum said yes").kept


def test_clearing_an_answer_one_has_not_seen_is_a_clash():
    assert not rules.merge(Present("Mum said", 2), 1, "").kept


def test_sending_back_what_one_saw_is_no_writing():
    assert rules.is_untouched("a", "a")
    assert rules.is_untouched("", None)
    assert not rules.is_untouched("", "a")
    assert not rules.is_untouched("b", "a")


WRITES = some.lists(
    some.tuples(some.integers(0, 3), some.booleans(), some.text("ab ", max_size=4)), max_size=40
)


@given(WRITES)
def test_no_acknowledged_words_are_lost_whoever_writes_at_the_same_time(writes):
    """Four people each hold the version they last saw; a write may or may not be answered to them."""
    present, values, aside = Present(), {0: None}, []
    seen = dict.fromkeys(range(4), 0)
    for writer, answered, value in writes:
        before, base = present, seen[writer]
        merged = rules.merge(present, base, value)
        if not merged.kept and rules.is_untouched(value, values[base]):
            continue
        if not merged.kept:
            aside.append(value)
            assert present == before
        elif merged.changed:
            present = Present(value, merged.version)
            assert merged.version not in values
            values[merged.version] = value
            had_seen_it = base == before.version
            assert had_seen_it or rules.is_blank(before.value) or value.startswith(before.value)
        if answered:
            seen[writer] = merged.version
        found_again = {*aside, *(kept for kept in values.values() if kept is not None)}
        assert rules.is_blank(value) or value in found_again

    assert values[present.version] == present.value


def test_pitfall_13_an_answer_that_stands_alone_goes_with_no_other_8869():
    options = (Option("2B", "Alcohol"), Option("21", "No factors identified"))
    factors = Question("factors", "think", "Which?", "several", options=options, stands_alone="21")
    form = Form(code="f", title="F", sections=(Section("think", "Think"),), questions=(factors,))

    def stops(*ticked):
        return [gap.words for gap in rules.stops(form, {("factors", None): list(ticked)}, {1: "Tia"})]

    assert stops("21") == stops("2B") == stops() == []
    assert stops("2B", "21") == ["“No factors identified” stands alone. Untick it, or the others."]
    assert "stands_alone" in form.content()["questions"][0]
    assert "stands_alone" not in FORM.content()["questions"][0], "forms that do not use it stay the same"


def test_what_a_form_counts_is_told_for_each_child_by_its_own_answer_or_the_shared_one():
    options = (Option("2B", "Alcohol"), Option("3B", "Violence"), Option("21", "No factors identified"))
    factors = Question(
        "factors",
        "think",
        "Which?",
        "several",
        options=options,
        differs=True,
        stands_alone="21",
        counted=True,
    )
    plain = Question("why", "think", "Why?", "choice", options=options)
    form = Form(code="f", title="F", sections=(Section("think", "Think"),), questions=(factors, plain))
    answers = {("factors", None): ["2B", "3B", "3B", "99"], ("factors", 2): ["21"], ("why", None): "2B"}

    def told(answers, child):
        return [(one.code, one.is_none) for one in rules.counted(form, answers, child)]

    assert told(answers, 1) == [("2B", False), ("3B", False)]
    assert told(answers, 2) == [("21", True)]
    assert told({}, 1) == []
    assert "counted" not in FORM.content()["questions"][0], "forms that do not use it stay the same"


def test_a_question_that_did_not_stand_is_not_counted():
    options = (Option("a", "A"), Option("b", "B"))
    asked = Question("seen", "think", "Seen?", "choice", options=options)
    only_then = Question(
        "how", "think", "How?", "choice", options=options, show_if=ShowIf("seen", "a"), counted=True
    )
    form = Form(code="f", title="F", sections=(Section("think", "Think"),), questions=(asked, only_then))
    answers = {("seen", None): "b", ("how", None): "a"}

    assert rules.counted(form, answers, 1) == []
    assert [one.code for one in rules.counted(form, answers | {("seen", None): "a"}, 1)] == ["a"]
