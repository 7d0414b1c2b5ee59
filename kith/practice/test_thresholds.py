# ruff: noqa: E501 -- what is told is quoted whole
"""The threshold guide: versions with their days, kept as it was, and broken guides told in words."""

from datetime import date
from pathlib import Path

import pytest

from kith.core.calendar import england
from kith.practice import Guide, load
from kith.practice.entries import Entry
from kith.practice.mistakes import Mistakes
from kith.practice.stories import stories_of
from kith.practice.test_small_packs import lay_out, mistakes, write
from kith.practice.threshold_reading import read_thresholds
from kith.practice.threshold_words import matches

PACKS = load(Path(__file__).parents[2] / "packs")
LOCAL = [PACKS.practices[held.pack] for held in PACKS.in_force]
GUIDE = """
title = "A guide"

[[version]]
number = "1"
until = 2026-03-31
source = "Board 2020"

[[version]]
number = "2"
since = 2026-04-01
source = "Board 2026"

[[level]]
code = "1"
title = "Low"
words = "Little"
follows = "Advice"

[[level]]
code = "4"
title = "High"
words = "Much"
follows = "Referral"

[[line]]
code = "hurt"
level = "4"
theme = "Harm"
words = "Child hurt"
until = 2026-03-31
suggests = ["hit"]

[[line]]
code = "hurt"
level = "4"
theme = "Harm"
words = "Child hurt by anyone"
since = 2026-04-01
suggests = ["hit", "slapped"]

[[line]]
code = "advice"
level = "1"
theme = "Asking"
words = "Asks for advice"

[[item]]
code = "young"
theme = "Age"
words = "Under five"
suggests = ["baby"]
"""


@pytest.fixture
def packs(tmp_path):
    return lay_out(tmp_path)


def guide(packs, text=GUIDE):
    write(packs, "local/thresholds.toml", text)
    return load(packs).practice("local").thresholds


def test_a_changed_line_is_another_from_the_day_of_its_version(packs):
    held = guide(packs)

    before, after = held.on(date(2026, 3, 31)), held.on(date(2026, 4, 1))
    assert (before.version, before.line("hurt").words) == ("1", "Child hurt")
    assert (after.version, after.line("hurt").words) == ("2", "Child hurt by anyone")
    assert before.hash != after.hash
    assert held.on(date(1990, 1, 1)) is before


def test_a_guide_survives_being_kept(packs):
    held = guide(packs).on(date(2026, 10, 14))

    kept = Guide.from_content(held.content())

    assert kept == held
    assert kept.hash == held.hash
    assert kept.level_words("4") == "4 High"
    assert kept.level_words("9") == "9"
    assert (kept.line("none"), kept.item("none"), kept.level("none")) == (None, None, None)


def test_a_pack_may_have_no_guide(packs):
    assert load(packs).practice("local").thresholds is None


def test_a_guide_that_begins_later_holds_on_no_earlier_day(packs):
    text = GUIDE.replace("until = 2026-03-31\nsource", "since = 2020-01-01\nuntil = 2026-03-31\nsource")

    assert guide(packs, text).on(date(2019, 12, 31)) is None


FILE = "local/thresholds.toml"
BROKEN = [
    ('title = "A guide"', "", f"{FILE}, title: This is missing."),
    ('title = "A guide"', 'title = "A guide"\nasks_level = "yes"', f"{FILE}, asks_level: Expected true or false"),
    ('level = "4"\ntheme = "Harm"\nwords = "Child hurt"', 'level = "5"\ntheme = "Harm"\nwords = "Child hurt"',
     f'{FILE}, line hurt.level: There is no level "5". Known: 1, 4.'),
    ('words = "Asks for advice"', 'wrods = "Asks for advice"', f"{FILE}, line advice.words: This is missing."),
    ('words = "Asks for advice"', 'words = "Asks"\nscore = 3', f'{FILE}, line advice.score: There is no entry "score".'),
    ('suggests = ["hit", "slapped"]', 'suggests = ["hit|slap"]', f'{FILE}, line hurt.suggests: "hit|slap" can never be found.'),
    ('suggests = ["hit", "slapped"]', 'suggests = "hit"', f"{FILE}, line hurt.suggests: Expected a list of words"),
    ('suggests = ["baby"]', 'suggests = ["not"]', f'{FILE}, item young.suggests: "not" can never be found. It is nothing but a no.'),
    ('code = "young"', 'code = "Young child"', f'{FILE}, item Young child.code: Found "Young child". Small letters'),
    ('code = "advice"', 'code = "hurt"', f"{FILE}, line hurt: This code is there twice for the same days."),
    ('since = 2026-04-01\nsuggests', 'since = 2026-05-01\nsuggests', f"{FILE}, line hurt.since: No version begins on 2026-05-01. Known: 2026-04-01."),
    ("until = 2026-03-31\nsuggests", "until = 2026-02-28\nsuggests", f"{FILE}, line hurt.until: No version ends on 2026-02-28. Known: 2026-03-31."),
    ('number = "2"', 'number = "1"', f"{FILE}, version 1: This number is there twice."),
    ('since = 2026-04-01\nsource', 'since = 2026-03-01\nsource', f"{FILE}, version 2: Version 1 still holds on 2026-03-01."),
    ('since = 2026-04-01\nsource', 'since = 2026-04-03\nsource', f"{FILE}, version 2: No version holds from 2026-04-01 until 2026-04-03."),
    ('follows = "Referral"', 'follows = "Referral"\nuntil = 2026-03-31', f'{FILE}, line hurt.level: Level "4" does not hold in version 2.'),
    ('follows = "Advice"', 'follows = "Advice"\nsince = 2026-04-01', f'{FILE}, line advice.level: Level "1" does not hold in version 1.'),
    ('source = "Board 2020"', "", f"{FILE}, version[1].source: This is missing."),
    ('follows = "Advice"', "", f"{FILE}, level 1.follows: This is missing."),
    ('title = "A guide"', 'title = "A guide', f"{FILE}: This cannot be read:"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "told"), BROKEN, ids=[told[:70] for *_, told in BROKEN])
def test_a_mistake_in_the_guide_is_told_with_its_place(packs, before, after, told):
    assert before in GUIDE
    write(packs, FILE, GUIDE.replace(before, after, 1))

    assert any(line.startswith(told) for line in mistakes(packs)), mistakes(packs)


def test_a_version_without_levels_or_lines_is_told(packs):
    ended = GUIDE.replace('theme = "Asking"', 'theme = "Asking"\nuntil = 2026-03-31')
    ended = ended.replace("since = 2026-04-01\nsuggests", "until = 2026-03-31\nsuggests").replace(
        '"hurt"', '"hit"', 1
    )
    for level in ("Advice", "Referral"):
        ended = ended.replace(f'follows = "{level}"', f'follows = "{level}"\nuntil = 2026-03-31')
    write(packs, FILE, ended)

    assert [line.split(": ")[0:2] for line in mistakes(packs)] == [
        [f"{FILE}, version 2", "No level holds in it. Let a level go on, or add one."],
        [f"{FILE}, version 2", "No line holds in it. Let a line go on, or add one."],
    ]


def test_an_empty_guide_is_told():
    noted = Mistakes()

    read_thresholds(Entry(FILE, "", {"title": "A guide"}, noted))

    assert [mistake.entry for mistake in noted.found] == ["version", "level", "line"]


@pytest.mark.parametrize("practice", LOCAL, ids=lambda practice: practice.code)
def test_the_local_guides_are_marked_as_invented_and_each_line_finds_its_own_words(practice):
    for version in practice.thresholds.versions:
        held = practice.thresholds.on(version.since or version.until or date(2026, 10, 14))

        assert held.version == version.number
        assert "Invented" in version.source
        assert [level.code for level in held.levels] == ["1", "2", "3", "4"]
        for line in (*held.lines, *held.items):
            for phrase in line.suggests:
                text = phrase.replace("...", "the")
                assert line.code in [match.line.code for match in matches(text, [line])], phrase


def test_the_story_of_the_mock_up_offers_its_lines():
    told = (
        "Kieran told his teacher that dad got really mad and pushed mum, and that he and Aoife hid in the bathroom. "
        "Finn has been quiet and clingy since Monday. No marks seen. Mum seemed upset."
    )

    found = matches(told, PACKS.practice("westmere").thresholds.on(date(2026, 10, 14)).lines)

    assert [(match.line.level, match.quoted, match.denied) for match in found] == [
        ("4", "“pushed mum”, “hid in”", False),
        ("2", "“seemed upset”", False),
        ("3", "“quiet and clingy”", False),
        ("4", "“No marks seen”", True),
    ]


OFFER = """
[[offer]]
title = "A slap"
day   = 2026-10-14
told  = "She was slapped. No baby there."
lines = ["hurt"]
items = ["young"]
"""


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("", "", []),
        ('lines = ["hurt"]', "lines = []", ['the line "hurt" is offered too.']),
        ('lines = ["hurt"]', 'lines = ["hurt", "advice"]', ['the line "advice" is not offered.']),
        ('items = ["young"]', "items = []", ['the item "young" is offered too.']),
        ('items = ["young"]', 'with_a_no = ["hurt"]', ['the line said with a no "hurt" is not offered.']),
        ("2026-10-14", "2026-03-31", ['the line "hurt" is not offered.']),
    ],
)
def test_a_story_about_the_guide_is_told(packs, before, after, told):
    write(packs, FILE, GUIDE)
    write(packs, "local/examples/offers.toml", OFFER.replace(before, after))
    authority, crooked = load(packs), Mistakes()

    (story,) = [
        one for one in stories_of(authority, crooked) if one.practice == "local" and one.title == "A slap"
    ]

    assert crooked.found == []
    assert [words.split(": ", 1)[1] for words in story.told(authority.practice("local"), england())] == told


def test_a_story_without_its_lines_or_guide_is_told(packs):
    write(packs, "local/examples/offers.toml", OFFER.replace('lines = ["hurt"]', ""))
    authority, crooked = load(packs), Mistakes()

    stories = [one for one in stories_of(authority, crooked) if one.title == "A slap"]

    assert "local/examples/offers.toml, A slap.lines: This is missing." in str(crooked.found[0])
    assert (
        "there is no threshold guide on 2026-10-14"
        in stories[0].told(authority.practice("local"), england())[0]
    )
