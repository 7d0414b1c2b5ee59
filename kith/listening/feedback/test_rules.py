"""Answers: what is missing, what is too long, how they are scored, and when an address ends."""

from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest

from kith.documents.post.rules import NO_ANSWER, NOT_WANTED
from kith.listening.feedback import rules
from kith.practice.listening import MailLimit
from kith.practice.questionnaires import Asked, Questionnaire, as_stored, from_stored

FOUR = (("1", "Never"), ("2", "Sometimes"), ("3", "Mostly"), ("4", "Always"))
FIVE = tuple((str(n), f"step {n}") for n in range(1, 6))
HELPED = (("yes", "Yes"), ("partly", "A bit"), ("no", "No"))
DAY = date(2026, 10, 14)


def of(*questions):
    return Questionnaire("child", "Title", "child", "Intro", "Thanks", questions)


SMALL = of(
    Asked("helped", "Did it help?", "helped", choices=HELPED, required=True),
    Asked("listened", "Did we listen?", "scale", choices=FOUR, required=True),
    Asked("change", "What next?", "words"),
)
USABILITY = of(
    *(Asked(f"s{n}", f"Sentence {n}", "scale", choices=FIVE, turned=n % 2 == 1) for n in range(10))
)


@pytest.mark.parametrize(
    ("answers", "fields"),
    [
        ({"helped": "yes", "listened": "4"}, []),
        ({"helped": "yes", "listened": "4", "change": "x" * 2000}, []),
        ({"helped": "yes", "listened": "4", "change": "x" * 2001}, ["q.change"]),
        ({"helped": "yes", "listened": "4", "change": "x" * 100_000}, ["q.change"]),
        ({"helped": "yes"}, ["q.listened"]),
        ({}, ["q.helped", "q.listened"]),
        ({"change": "Ring back."}, ["q.helped", "q.listened"]),
        ({"helped": "perhaps", "listened": "4"}, ["q.helped"]),
        ({"helped": "yes", "listened": "5"}, ["q.listened"]),
        ({"helped": "yes", "listened": "0"}, ["q.listened"]),
        ({"helped": "Yes", "listened": "1"}, ["q.helped"]),
    ],
)
def test_what_is_wrong_is_told_question_by_question(answers, fields):
    assert [field for field, _ in rules.problems(SMALL, answers)] == fields


def test_where_nothing_must_be_answered_something_is():
    asked = of(Asked("change", "What next?", "words"))

    assert rules.problems(asked, {}) == [(None, "Nothing is answered yet.")]
    assert rules.problems(asked, {"change": "More time."}) == []


def test_too_long_words_say_how_long_they_are():
    ((_, words),) = rules.problems(of(Asked("change", "What next?", "words")), {"change": "x" * 100_000})

    assert words == "Write at most 2,000 letters here; there are 100,000."


@pytest.mark.parametrize(
    ("given", "score"),
    [("1", "0.0"), ("2", "33.3"), ("3", "66.7"), ("4", "100.0"), ("", None), ("9", None)],
)
def test_a_scale_goes_from_nought_to_a_hundred(given, score):
    assert rules.score(SMALL, {"listened": given}) == (Decimal(score) if score else None)


@pytest.mark.parametrize(
    ("odd", "even", "score"),
    [  # J. Brooke 1986: (odd - 1) + (5 - even), summed over ten, times 2.5
        ("5", "1", "100.0"),
        ("1", "5", "0.0"),
        ("3", "3", "50.0"),
        ("4", "2", "75.0"),
        ("5", "5", "50.0"),
        ("2", "3", "37.5"),
    ],
)
def test_ten_sentences_are_the_usability_scale(odd, even, score):
    answers = {f"s{n}": odd if n % 2 == 0 else even for n in range(10)}
    by_hand = 2.5 * sum(int(v) - 1 if n % 2 == 0 else 5 - int(v) for n, v in enumerate(answers.values()))

    assert rules.score(USABILITY, answers) == Decimal(score) == Decimal(by_hand)


def test_what_is_counted_is_taken_from_the_answers():
    kept = rules.answered(SMALL, {"helped": "partly", "listened": "1"})

    assert (kept.helped, kept.score) == ("partly", Decimal("0.0"))
    assert rules.answered(USABILITY, {"s0": "5"}).helped == ""


def test_words_are_tidied_and_only_questions_are_kept():
    posted = {"q.change": "  one\r\n\r\n two\x00  ", "q.helped": "yes", "q.other": "x", "change": "y"}

    assert rules.told(SMALL, posted) == {"helped": "yes", "change": "one\ntwo"}


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (DAY, None),
        (date(2026, 10, 1), None),
        (date(2026, 9, 30), "That is before they were asked."),
        (date(2026, 10, 15), "That day has not come yet."),
        (None, "Write the day as 21/4/2026."),
    ],
)
def test_a_paper_is_filled_in_between_asking_and_today(day, words):
    assert rules.problem_with_day(day, date(2026, 10, 1), DAY) == words


@pytest.mark.parametrize(
    ("codes", "has_child", "is_known", "field"),
    [
        (("child",), True, True, None),
        (("parent",), True, True, "questionnaire"),
        (("child",), False, False, "child"),
        (("child",), True, False, "child"),
    ],
)
def test_who_is_asked_is_of_the_point_and_about_a_known_child(codes, has_child, is_known, field):
    wrong = rules.problem_with_asking(SMALL, codes, has_child, is_known)

    assert [one for one, _ in wrong] == ([field] if field else [])


def test_an_address_ends_and_tries_have_a_limit():
    assert rules.ends(DAY, 60) == date(2026, 12, 13)
    assert not rules.too_many(29)
    assert rules.too_many(30)


def test_the_mark_of_an_address_is_not_the_address():
    assert len(rules.digest("a" * 43)) == 64
    assert rules.digest("a" * 43) != rules.digest("b" * 43)
    assert rules.TOKEN.fullmatch("a" * 43)
    assert not rules.TOKEN.fullmatch("a" * 42)


def test_a_questionnaire_comes_back_as_it_was_stored():
    import json

    assert from_stored(json.loads(json.dumps(as_stored(SMALL)))) == SMALL


def test_a_token_for_a_mail_is_the_same_again_and_another_for_each_mail_row_and_secret():
    one, other = UUID(int=1), UUID(int=2)
    first = rules.token_for_mail("secret", one, 7)

    assert first == rules.token_for_mail("secret", one, 7)
    assert rules.TOKEN.fullmatch(first)
    different = {
        rules.token_for_mail("secret", other, 7),
        rules.token_for_mail("secret", one, 8),
        rules.token_for_mail("other", one, 7),
    }
    assert len(different | {first}) == 4


@pytest.mark.parametrize(("places", "may"), [((), False), (("until",), False), (("until", "link"), True)])
def test_a_letter_without_a_link_asks_nobody(places, may):
    assert (rules.problem_with_letter(places) is None) is may


@pytest.mark.parametrize(
    ("state", "trouble", "told"),
    [
        ("waiting", "", ("none", "Waits to be mailed.")),
        ("waiting", NO_ANSWER, ("none", f"Waits to be mailed. {NO_ANSWER}")),
        ("sent", "", ("done", "Mailed 14 Oct")),
        ("given_up", NO_ANSWER, ("late", f"Not mailed: {NO_ANSWER}")),
        ("given_up", NOT_WANTED, ("none", f"Not mailed: {NOT_WANTED}")),
    ],
)
def test_how_a_mail_stands_is_told_with_a_mark(state, trouble, told):
    assert rules.how_mailed(state, trouble, "14 Oct") == told


def test_what_became_of_asking_is_told_without_the_day_of_an_answer():
    assert rules.how_it_ended(True, "14 Oct") == "Answered"
    assert rules.how_it_ended(False, "14 Oct") == "No answer until 14 Oct"


LIMIT = MailLimit(3, 20, "The law")


@pytest.mark.parametrize(
    ("so_far", "field", "told"),
    [
        ((0, 0, None), None, ""),
        ((2, 19, None), None, ""),
        ((3, 0, None), None, "No more than 3 letters may go out for one asking."),
        ((0, 20, None), None, "No more than 20 letters may go out from one worker on one day."),
        ((0, 0, date(2026, 12, 13)), "email", "takes an answer until Sun 13 Dec 2026"),
        ((3, 20, date(2026, 12, 13)), "email", "A link went to this address already"),
    ],
)
def test_a_letter_too_many_is_told_with_another_way(so_far, field, told):
    found = rules.problem_with_mailing(rules.Mailed(*so_far), LIMIT)

    if not told:
        assert found == []
        return
    ((where, words),) = found
    assert (where, told in words, "hand" in words) == (field, True, True)
