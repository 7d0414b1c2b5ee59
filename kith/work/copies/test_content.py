"""What the family reads: only what was written for it, nothing of whom a reader may not know, nothing cut."""

from datetime import date

import pytest

from kith.people.outputs.rules import Reader
from kith.practice.forms import Form, Option, Question, Section, ShowIf
from kith.work.answers import boxes
from kith.work.copies import content
from kith.work.copies.content import Hearing, Said
from kith.work.plans.copies import printing, sheet

TODAY = date(2026, 10, 14)
TIA, KOFI = 1, 2
NAMES = {TIA: "Tia", KOFI: "Kofi"}
OUTCOMES = (Option("help", "Help with a plan"), Option("close", "We stop"))
FORM = Form(
    "look",
    "Look",
    (Section("all", "All"),),
    (
        Question("seen", "all", "Seen?", "yes_no_unknown"),
        Question("own", "all", "What did they say?", "words", per_child=True, family="In their own words"),
        Question("home", "all", "Home?", "words", differs=True, family="What home is like"),
        Question(
            "why_not", "all", "Why not?", "words", show_if=ShowIf("seen", "no"), family="Why we did not meet"
        ),
        Question("ours", "all", "What do we think?", "words"),
        Question("risk", "all", "Risk?", "risk", family="What we are worried about"),
        Question(
            "outcome",
            "all",
            "What next?",
            "choice",
            options=OUTCOMES,
            differs=True,
            family="What happens next",
        ),
    ),
)
ANSWERS = {
    ("own", TIA): "Gran does eggy bread.\n- I like it.",
    ("own", KOFI): "I want Tia to stay.",
    ("home", None): "It is warm.\nThe beds are new.",
    ("home", KOFI): "He sleeps at Gran’s.",
    ("ours", None): "For workers only.",
    ("risk:1:what", None): "A row that is not told.",
    ("risk:danger", None): "We are worried that if Mum is ill nobody gets up.",
    ("outcome", None): "help",
}


def told(answers=ANSWERS, decided=None, form=FORM):
    kept = {key: (value, 1) for key, value in answers.items()}
    return content.said(boxes.lay_out(form, kept, NAMES, TODAY), decided or {})


def made(said, reader=None, **more):
    known = {
        "council": "Westmere",
        "title": "Assessment",
        "children": {TIA: ("Tia", "Tia, 9"), KOFI: ("Kofi", "Kofi, 6")},
        "lead": ["Written by Amina Rahman."],
        "said": said,
        "left": [],
        "call": [("01632 960 100", True)],
        "unhappy": ["Tell Amina."],
        "foot": "Assessment, 14 October 2026",
        "reader": reader or Reader(0, "somebody"),
    }
    return content.content(content.Told(**(known | more)))


def parts_of(page):
    return {one["title"]: one["lines"] for one in (*page["left"], *page["right"])}


def test_only_what_is_marked_for_the_family_is_on_it_word_for_word():
    page = made(told())

    assert parts_of(page) == {
        "What home is like": ["It is warm.", "The beds are new.", "Kofi: He sleeps at Gran’s."],
        "What we are worried about": ["We are worried that if Mum is ill nobody gets up."],
        "What happens next": ["Help with a plan"],
        "Not happy, or we got it wrong?": ["Tell Amina."],
    }
    assert page["children"] == [
        {"who": "Tia, 9, in their own words:", "words": "Gran does eggy bread. I like it."},
        {"who": "Kofi, 6, in their own words:", "words": "I want Tia to stay."},
    ]
    assert "workers only" not in str(page) and "row that is not told" not in str(page)


def test_an_answer_that_another_put_away_is_not_on_it():
    away = ANSWERS | {("seen", None): "yes", ("why_not", None): "Nobody was in."}

    assert "Why we did not meet" not in parts_of(made(told(away)))
    assert "Why we did not meet" in parts_of(made(told(away | {("seen", None): "no"})))


def test_what_was_decided_stands_in_place_of_what_was_proposed():
    differ = {TIA: ("Tia", "Help with a plan"), KOFI: ("Kofi", "We stop")}
    same = {TIA: ("Tia", "We stop"), KOFI: ("Kofi", "We stop")}

    assert parts_of(made(told(decided=differ)))["What happens next"] == [
        "Tia: Help with a plan",
        "Kofi: We stop",
    ]
    assert parts_of(made(told(decided=same)))["What happens next"] == ["We stop"]


def test_a_copy_about_one_child_has_nothing_that_is_only_the_others():
    kept, left = content.heard(told(), Hearing({TIA}))
    page = made(kept, children={TIA: ("Tia", "Tia, 9")})

    assert page["title"] == "Assessment: Tia" and left == []
    assert [one["who"] for one in page["children"]] == ["Tia, 9, in their own words:"]
    assert parts_of(page)["What home is like"] == ["It is warm.", "The beds are new."]
    assert "Kofi" not in str(page)
    alone = made(content.heard(told(), Hearing({KOFI}))[0], children={KOFI: ("Kofi", "Kofi, 6")})
    assert parts_of(alone)["What home is like"][-1] == "He sleeps at Gran’s."


def test_words_that_name_a_child_the_reader_may_not_know_are_left_out_and_told():
    kept, left = content.heard(told(), Hearing({KOFI}, ("Tia",)))

    assert left == ["In their own words"]
    assert "Tia" not in str([one.words for one in kept])
    assert "What home is like" in [one.title for one in kept]


def test_nothing_written_for_all_is_told_to_who_is_told_nothing_of_one_of_them():
    kept, left = content.heard(told(), Hearing({KOFI}, ("Tia",), own_only=True))

    assert [one.words for one in kept] == ["He sleeps at Gran’s."]
    assert "What we are worried about" in left and "What home is like" in left


def test_a_name_is_found_as_a_word_of_any_case():
    one = Said("home", "Home", ("TIA sleeps.",), (), False)

    assert content.heard([one], Hearing({KOFI}, ("Tia",))) == ([], ["Home"])
    assert content.heard([one], Hearing({KOFI}, ("Ti", "", "A+")))[1] == []


def test_what_is_left_out_by_choice_is_named_on_the_page():
    page = made(told()[1:], left=["In their own words", "Why"])

    assert parts_of(page)["What is not on this page"] == ["“In their own words” and “Why”. Ask us for it."]


def test_an_address_that_is_kept_from_the_reader_is_nowhere_on_it():
    said = told(
        ANSWERS | {("home", None): "They live at 27 Alder  Walk.", ("own", TIA): "27 alder walk is home"}
    )

    page = made(said, Reader(7, "Lee", ("27 Alder Walk",)))

    assert "alder" not in str(page).lower()


@pytest.mark.parametrize(
    "signs", ["#panic() $x$ <b> `code` \\ // *not bold*", "## Head\n- one\n- two\n**bold**", "“quoted”"]
)
def test_it_is_one_tagged_side_whatever_people_write(signs):
    page = made(told({key: signs for key in ANSWERS if key[0] in ("own", "home")}))

    printed = printing.printed(page)

    assert printed.fits and b"/StructTreeRoot" in printed.pdf


def test_what_is_too_long_is_whole_and_says_where():
    page = made(told(ANSWERS | {("home", None): "They were hungry and tired. " * 160}))

    assert not printing.printed(page).fits
    assert sheet.longest(page)[0][0] == "What home is like"
    assert "tired" in parts_of(page)["What home is like"][0]


def test_about_four_hundred_words_fit_on_one_side():
    words = "They were often very hungry and tired in school. "  # nine words
    said = [Said(str(n), f"Heading {n}", (words * 11,), (), False) for n in range(4)]

    assert printing.printed(made(said)).fits


def test_six_children_stand_in_rows_of_three():
    many = {n: (f"Child{n}", f"Child{n}, {n}") for n in range(1, 7)}
    own = tuple((n, f"Child{n}", ("I like Gran and her eggy bread best.",)) for n in many)

    assert printing.printed(made([Said("own", "In their own words", (), own, True)], children=many)).fits


def test_columns_are_as_even_as_whole_parts_allow():
    said = [Said(str(n), f"H{n}", ("word " * words,), (), False) for n, words in enumerate((100, 20, 20, 60))]
    page = made(said, unhappy=[])

    assert [one["title"] for one in page["left"]] == ["H0"]
    assert [one["title"] for one in page["right"]] == ["H1", "H2", "H3"]


def test_our_own_lines_are_not_counted_as_the_words_of_the_work():
    page = made([Said("a", "A", ("One two three.",), (), False)])

    assert [title for title, _ in sheet.written(page)] == ["A"]
    assert content.length([Said("a", "A", ("One two three.",), ((1, "Tia", ("Four.",)),), False)]).words == 4
