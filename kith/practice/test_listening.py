"""Questionnaires, points and stages as data: what is read, and what is told of mistakes."""

from datetime import date

import pytest

from kith.practice.listening import UNTOLD, check_listening, read_listening
from kith.practice.mistakes import Mistakes

ASKED = """
title = "A"
who = "child"
intro = "B"
thanks = "C"
scale = ["Never", "Always"]
[[question]]
id = "helped"
ask = "Did it help?"
kind = "helped"
yes = "Yes"
partly = "A bit"
no = "No"
[[question]]
id = "listened"
ask = "Did we listen?"
kind = "scale"
"""
POINT = """
[[mail_limit]]
letters = 2
a_day = 9
source = "The law"
until = 2026-03-31
[[mail_limit]]
letters = 4
a_day = 8
source = "The law"
since = 2026-04-01
[[point]]
code = "closed"
title = "A case was closed"
after = "closing"
asks = ["child"]
days = 30
"""
STAGE = """
[[stage]]
code = "1"
title = "Local answer"
[[stage.limit]]
since = 2006-09-01
working_days = 10
source = "The law"
[[stage.longest]]
working_days = 20
source = "The law"
"""


def read(tmp_path, asked=ASKED, point=POINT, stage=STAGE, steps=("closure",)):
    files, mistakes = {}, Mistakes()
    for name, text in (("feedback/child.toml", asked), ("listening.toml", point), ("complaints.toml", stage)):
        path = tmp_path / name.replace("/", "-")
        if name.startswith("feedback/"):
            path = tmp_path / "child.toml"
        path.write_text(text, encoding="utf-8")
        files[name] = [(f"p/{name}", path)]
    held = read_listening(files, mistakes)
    check_listening(held, steps, mistakes)
    return held, [str(one) for one in mistakes.found]


def test_a_pack_is_read(tmp_path):
    held, mistakes = read(tmp_path)

    assert mistakes == []
    helped, listened = held.questionnaires["child"].questions
    assert helped.choices == (("yes", "Yes"), ("partly", "A bit"), ("no", "No"))
    assert listened.choices == (("1", "Never"), ("2", "Always"))
    assert (listened.required, held.answer_within) == (True, 60)
    assert held.point("closed").days == 30
    assert held.point("never") is None
    limits = [held.mail_limit_on(date(2026, *day)) for day in ((3, 31), (4, 1))]
    assert [(one.letters, one.a_day) for one in limits] == [(2, 9), (4, 8)]
    usual, longest = held.stage("1").lengths_on(date(2026, 1, 1))
    assert (usual.number, longest.number) == (10, 20)
    assert held.stage("1").lengths_on(date(2000, 1, 1))[0] is None
    assert held.stage_after("").code == "1"
    assert held.stage_after("1") is None


@pytest.mark.parametrize(
    ("part", "old", "new", "told"),
    [
        ("asked", 'who = "child"', 'who = "postman"', 'Found "postman"'),
        ("asked", 'title = "A"', "", "This is missing"),
        ("asked", 'kind = "scale"', 'kind = "smile"', 'Found "smile"'),
        ("asked", 'scale = ["Never", "Always"]', 'scale = ["Never"]', "A scale needs its words"),
        ("asked", 'id = "listened"', 'id = "helped"', 'Two questions are called "helped"'),
        ("asked", 'partly = "A bit"', "", "This is missing"),
        ("point", 'asks = ["child"]', 'asks = ["parent"]', 'There is no questionnaire "parent"'),
        ("point", 'asks = ["child"]', "", "This is missing"),
        ("point", "days = 30", "", "This is missing"),
        ("point", "days = 30", "days = 0", "Expected a whole number"),
        ("point", 'after = "closing"', 'after = "lunch"', 'Found "lunch"'),
        ("point", 'after = "closing"', 'after = "step"', "This is missing"),
        ("point", 'after = "closing"', 'after = "step"\nkinds = ["x"]', 'There is no step "x"'),
        ("point", "letters = 2", "", "This is missing"),
        ("point", "a_day = 9", "", "This is missing"),
        ("point", "a_day = 9", "a_day = 0", "Expected a whole number"),
        ("point", 'a_day = 9\nsource = "The law"', "a_day = 9", "source"),
        ("point", "a_day = 9", "a_day = 9\nverified = false", "caution"),
        ("point", "a_day = 9", "a_day = 9\na_week = 20", "a_week"),
        ("point", "since = 2026-04-01", "since = 2026-03-31", "Two limits of mail hold on one day."),
        ("stage", "working_days = 10", "", "This is missing"),
        ("stage", 'since = 2006-09-01\nworking_days = 10\nsource = "The law"', "working_days = 10", "source"),
        ("stage", "working_days = 20", "working_days = 20\nverified = false", "caution"),
        ("stage", 'code = "1"', 'code = "12345678901"', "This has 11 letters"),
        ("stage", 'title = "Local answer"', f'title = "{"x" * 61}"', "This has 61 letters"),
        (
            "stage",
            'working_days = 10\nsource = "The law"',
            f'working_days = 10\nsource = "{"x" * 121}"',
            "121 letters",
        ),
    ],
)
def test_a_mistake_is_told_with_its_place(part, old, new, told, tmp_path):
    text = {"asked": ASKED, "point": POINT, "stage": STAGE}[part]
    assert old in text

    _, mistakes = read(tmp_path, **{part: text.replace(old, new)})

    assert any(told in one for one in mistakes), mistakes


@pytest.mark.parametrize(
    ("part", "told"), [("point", "Two points have this code"), ("stage", "Two stages have this code")]
)
def test_no_code_stands_for_two_things(part, told, tmp_path):
    _, mistakes = read(tmp_path, **{part: {"point": POINT, "stage": STAGE}[part] * 2})

    assert told in " ".join(mistakes)


def test_there_is_always_a_limit_of_mail(tmp_path):
    held, mistakes = read(tmp_path, point=POINT[POINT.index("[[point]]") :])

    assert (mistakes, held.mail_limits) == ([], ())
    assert held.mail_limit_on(date(2026, 10, 14)) == UNTOLD
