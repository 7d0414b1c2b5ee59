from datetime import date

import pytest

from kith.practice.forms import Form, Question, Section
from kith.practice.mistakes import Mistakes
from kith.practice.standards import check_standards, read_standards

GOOD = """
title = "Standards for core assessments"

[[standard]]
section = "day"
words   = "Each child is seen."
source  = "Ours"
since   = 2009-09-01
until   = 2012-03-31

[[standard]]
section = "day"
words   = "Each child is seen alone."
source  = "Ours, after the review"
since   = 2012-04-01

[[example]]
section = "day"
words   = "“Ines dresses Bo.”"
source  = "One of ours"
since   = 2009-09-01
"""


def read(tmp_path, text=GOOD, name="core"):
    path, mistakes = tmp_path / f"{name}.toml", Mistakes()
    path.write_text(text)
    return read_standards(
        {f"standards/{name}.toml": [(f"p/standards/{name}.toml", path)]}, mistakes
    ), mistakes


def told(held, day):
    return [one.words for one in held["core"].on(day).sections["day"].standards]


def test_the_standard_of_the_day_holds_on_both_of_its_last_days(tmp_path):
    held, mistakes = read(tmp_path)

    mistakes.raise_if_any()
    assert told(held, date(2012, 3, 31)) == ["Each child is seen."]
    assert told(held, date(2012, 4, 1)) == ["Each child is seen alone."]
    assert held["core"].on(date(2009, 8, 31)) is None
    assert held["core"].on(date(2012, 4, 1)).since == date(2012, 4, 1)
    assert [one.words for one in held["core"].on(date(2012, 4, 1)).sections["day"].examples] == [
        "“Ines dresses Bo.”"
    ]


def test_other_words_are_another_edition_and_the_same_words_are_not(tmp_path):
    held, _ = read(tmp_path)
    changed, _ = read(tmp_path, GOOD.replace("“Ines dresses Bo.”", "“Ines sings.”"))
    first, second = date(2010, 1, 1), date(2013, 1, 1)

    assert held["core"].on(first).edition == held["core"].on(date(2011, 1, 1)).edition
    assert held["core"].on(first).edition != held["core"].on(second).edition
    assert held["core"].on(second).edition != changed["core"].on(second).edition


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('title = "Standards for core assessments"', "", "title: This is missing"),
        ("since   = 2012-04-01", "", "since: This is missing. Write the first day"),
        ('source  = "Ours"', "", "source: This is missing"),
        ('words   = "Each child is seen."', 'words = ""', "words: This is missing"),
        ("Each child is seen alone.", "x" * 1201, "There are 1,201 letters. Say it in 1,200 letters"),
        ("until   = 2012-03-31", "until = 2009-08-01", "It ends on 2009-08-01, before it starts"),
        ('[[example]]\nsection = "day"', '[[example]]\nsection = "home"', "has a standard and no example"),
        ('source  = "One of ours"', 'source = "One of ours"\nfrom = "Kay"', 'no entry "from"'),
    ],
)
def test_a_broken_file_is_told(tmp_path, old, new, words):
    _, mistakes = read(tmp_path, GOOD.replace(old, new))

    assert any(words in str(one) for one in mistakes.found), [str(one) for one in mistakes.found]


def test_a_file_without_a_standard_is_told(tmp_path):
    _, mistakes = read(tmp_path, 'title = "Standards"')

    assert [str(one) for one in mistakes.found] == [
        "p/standards/core.toml, standard: There is no standard. Add [[standard]] with section, words, source and since."
    ]


FORM = Form(
    "core", "Core assessment", (Section("day", "The day"),), (Question("a", "day", "What?", "words"),)
)


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("core", GOOD, None),
        ("cores", GOOD, 'There is no form "cores". Did you mean "core"?'),
        ("core", GOOD.replace('section = "day"', 'section = "dya"'), 'There is no section "dya"'),
    ],
)
def test_it_is_for_a_form_and_for_its_sections(tmp_path, name, text, words):
    held, _ = read(tmp_path, text, name)
    mistakes = Mistakes()

    check_standards(held, {"core": FORM}, mistakes)

    assert words in str(mistakes.found[0]) if words else not mistakes.found
