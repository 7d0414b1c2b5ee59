"""The one page: one side, twelve points, every word of the plan on it, readable at eleven, tagged."""

import re
from datetime import date

import pytest

from kith.people.outputs.rules import Reader
from kith.work.plans.copies import printing, sheet

TODAY = date(2026, 10, 14)
PLAN = {
    "worries": "Before summer the children often got themselves up. They came to school hungry and tired.",
    "danger": "We worry this could happen again when the baby comes.",
    "going_well": "Gran is there every school morning.\nMum has seen the midwife every time.",
    "if_well": "We see less of you.",
    "if_harder": "Ring Amina early. We meet sooner.",
    "started_on": date(2026, 10, 6),
    "review_on": date(2026, 11, 17),
    "review_words": "2pm, Northgate Primary",
}


def made(reader=None, **changed):
    facts = {
        "council": "Westmere Children’s Services",
        "kind": "Child in need plan",
        "kind_words": "a promise about the help the children get.",
        "plan": PLAN | changed.pop("plan", {}),
        "children": [("Tia", "Tia, 9", "“I want #help.”"), ("Kofi", "Kofi, 6", "")],
        "goals": ["A grown-up gets the children up."],
        "tasks": [
            ("Book the *dentist*", "Mum", date(2026, 10, 23), ""),
            ("See the children", "Amina", None, "Every week"),
        ],
        "agreed": [("Mum", True), ("Dad", False)],
        "call": [("Amina Rahman works with you", False), ("01632 960 100", True)],
        "unhappy": ["Tell Amina or her manager."],
        "today": TODAY,
        "reader": reader,
    }
    return sheet.content(sheet.Told(**(facts | changed)))


def test_the_page_is_one_tagged_a4_side_that_needs_nothing_else():
    told = printing.printed(made())

    assert (told.pages, told.lines_over, told.fits) == (1, 0, True)
    assert re.search(rb"/MediaBox ?\[0 0 595\.\d+ 841\.\d+\]", told.pdf)
    assert b"/MarkInfo" in told.pdf and b"/StructTreeRoot" in told.pdf
    assert re.search(rb"/Lang ?\(en-GB\)", told.pdf)
    assert b"/ToUnicode" in told.pdf, "text that cannot be copied"


def test_letters_are_twelve_points_and_sixteen_for_who_needs_large_print():
    large = Reader(1, "Jade", needs=(("large_print", "Large print"),))

    assert made()["points"] == 12
    assert made(large)["points"] == 16
    smaller = re.findall(r"size: size \* ([\d.]+)", printing.TEMPLATE.read_text())
    assert smaller and all(float(one) >= 1 for one in smaller)


def test_signs_in_what_people_write_are_words_and_no_markup():
    told = made(goals=["#panic() $x$ <b> `code` \\ // not a comment *not bold*"])

    assert printing.printed(told).pages == 1


@pytest.mark.parametrize("words", ["王 wants a friend", "محمد", "Well done 👍\tMei", "\u2067Sami\u2069"])
def test_letters_that_the_typeface_has_not_stop_no_paper(words):
    told = made(goals=[words], children=[(words, f"{words}, 9", words)], plan={"worries": words})

    assert printing.printed(told).pages == 1


def test_what_is_too_long_says_by_how_much_and_where_and_is_whole():
    long = made(plan={"worries": "They were hungry and tired again. " * 100})
    told = printing.printed(long)

    assert not told.fits and told.pages >= 2 and told.lines_over > 5
    assert sheet.longest(long)[0] == ("What we are worried about", 610)


@pytest.mark.parametrize("extra", [0, 12, 40])
def test_the_lines_told_are_enough(extra):
    long = made(plan={"if_well": "One more line.\n" * (30 + extra)})
    told = printing.printed(long)
    if told.fits:
        return
    shorter = made(plan={"if_well": "One more line.\n" * max(30 + extra - told.lines_over, 1)})

    assert printing.printed(shorter).fits


def test_it_is_read_at_eleven_and_hard_parts_are_named():
    hard = "Following a multi-agency discussion regarding parental capacity, professionals identified significant "
    hard += "concerns in relation to emotional availability, inconsistent engagement and unaddressed developmental "
    hard += "needs, necessitating coordinated intervention alongside continuous safeguarding supervision."

    assert sheet.age(made()) <= 11
    assert sheet.too_hard(made()) == []
    [(title, age)] = sheet.too_hard(made(plan={"worries": hard, "danger": ""}))
    assert title == "What we are worried about" and age > 15


def test_our_own_words_are_found_as_whole_words():
    plain = [("engage", "work with us"), ("LAC", "in our care"), ("monitor", "check")]

    told = made(goals=["Engage with us. A lack of sleep; the engagement ring."])

    assert sheet.our_words(told, plain) == [("engage", "work with us")]


def test_only_who_agreed_made_it_and_a_day_that_is_past_is_not_told():
    told = made(plan={"review_on": date(2026, 10, 1)})

    assert told["lead"] == ["Made with Mum. It began on 6 October 2026."]
    assert told["again"] == ""
    assert made()["again"] == "Tuesday 17 November, 2pm, Northgate Primary"
    assert made(agreed=[])["lead"] == ["It began on 6 October 2026."]


def test_no_codes_and_no_record_numbers_are_on_it():
    text = str(made())

    assert "in_need" not in text and "204418" not in text


def test_secrets_are_left_out_wherever_they_stand():
    lee = Reader(1, "Lee", ("27 Alder Walk",))

    told = made(lee, goals=["Stay at 27 alder  walk"], children=[("Tia", "Tia, 9", "27 Alder Walk is home")])

    assert "alder" not in str(told).lower()
