from datetime import date

import pytest

from kith.practice.mistakes import Mistakes
from kith.practice.supervision import check_supervision, interval_of, read_supervision

GOOD = """
[[interval]]
code          = "usual"
title         = "Supervision"
calendar_days = 28
roles         = ["social_worker"]
source        = "Local policy"
until         = 2026-03-31

[[interval]]
code          = "usual"
title         = "Supervision"
calendar_days = 35
source        = "Local policy"
since         = 2026-04-01

[[interval]]
code          = "first_year"
title         = "Supervision in the first year"
calendar_days = 14
first_year    = true
source        = "Standards for employers"
verified      = false
caution       = "Not read."
"""
BEFORE, AFTER = date(2026, 3, 31), date(2026, 4, 1)


def read(tmp_path, text):
    path, mistakes = tmp_path / "supervision.toml", Mistakes()
    path.write_text(text)
    found = read_supervision({"supervision.toml": [("p/supervision.toml", path)]}, mistakes)
    check_supervision(found, ["social_worker"], mistakes)
    return found, mistakes


def test_the_shortest_interval_that_holds_is_taken(tmp_path) -> None:
    found, mistakes = read(tmp_path, GOOD)

    mistakes.raise_if_any()
    assert interval_of(found, ["social_worker"], False, BEFORE).calendar_days == 28
    assert interval_of(found, ["social_worker"], False, AFTER).calendar_days == 35
    assert interval_of(found, ["analyst"], False, BEFORE) is None
    assert interval_of(found, ["analyst"], False, AFTER).calendar_days == 35
    assert interval_of(found, ["social_worker"], True, AFTER).after(AFTER) == date(2026, 4, 15)


def test_a_pack_without_the_file_asks_for_none() -> None:
    assert read_supervision({}, Mistakes()) == ()
    assert interval_of((), ["social_worker"], False, AFTER) is None


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("calendar_days = 28\n", ""), "calendar_days: This is missing"),
        (("calendar_days = 28", "calendar_days = 0"), "Expected a whole number from 1 up"),
        (('caution       = "Not read."\n', ""), "Say in a sentence what was not read"),
        (('roles         = ["social_worker"]', 'roles = ["social_wroker"]'), "Did you mean .social_worker"),
        (("since         = 2026-04-01", "since = 2026-03-31"), "Two intervals usual hold on one day"),
        (('source        = "Local policy"\nuntil', 'sauce = "us"\nuntil'), "sauce"),
        (("first_year    = true", 'first_year = "yes"'), "Expected true or false"),
    ],
)
def test_a_broken_interval_is_told(tmp_path, change, words) -> None:
    assert change[0] in GOOD
    _, mistakes = read(tmp_path, GOOD.replace(*change))

    with pytest.raises(Exception, match=words):
        mistakes.raise_if_any()
