"""What may stand on a person's record and how a person is spoken of."""

from datetime import date

import pytest

from kith.core import examples
from kith.people import rules

TODAY = date(2026, 10, 14)


def day(text):
    return date.fromisoformat(text) if text else None


AGES = examples.parse("""
    born_on    | precision | age        | born
    2017-02-03 | exact     | 9          | 3 Feb 2017
    2026-10-14 | exact     | 0 days     | 14 Oct 2026
    2017-04-01 | month     | 9          | Apr 2017
    2017-01-01 | year      | about 9    | 2017
    2017-01-01 | age       | about 9    | about 2017
    2027-02-03 | expected  | unborn     | due 3 Feb 2027
               | expected  | unborn     | not yet born
               | unknown   |            | not known
""")


@pytest.mark.parametrize("row", AGES, ids=lambda row: f"{row.values['born_on']} {row.values['precision']}")
def test_age_and_birth_are_told_as_well_as_they_are_known(row):
    born_on, precision = day(row.values["born_on"]), row.values["precision"]

    assert rules.age_words(born_on, precision, TODAY) == row.values["age"]
    assert rules.born_words(born_on, born_on, precision) == row.values["born"]


def test_a_boy_becomes_a_man_on_his_eighteenth_birthday():
    assert rules.sex_words("M", date(2008, 10, 15), TODAY) == "boy"
    assert rules.sex_words("M", date(2008, 10, 14), TODAY) == "man"
    assert rules.sex_words("U", date(2008, 10, 14), TODAY) == ""


def test_a_language_of_the_list_is_kept_as_its_code_and_another_as_it_was_told():
    listed = [("eng", "English"), ("bsl", "British Sign Language")]

    assert rules.language_code(" british  sign language ", listed) == "bsl"
    assert rules.language_code("Twi ", listed) == "Twi"
    assert rules.language_code("", listed) == ""


BIRTHS = examples.parse("""
    born_on    | precision | died_on    | words
    2017-02-03 | exact     |            |
    2026-10-14 | exact     |            |
    2026-10-15 | exact     |            | cannot be in the future
    2026-10-15 | expected  |            |
    2027-07-21 | expected  |            |
    2027-07-22 | expected  |            | too far ahead
    1905-01-01 | exact     |            | more than 120 years ago
    2017-02-03 | exact     | 2017-02-03 |
    2017-02-03 | exact     | 2017-02-02 | cannot die before birth
    2017-02-03 | exact     | 2026-10-15 | death cannot be in the future
               | unknown   | 2017-02-02 |
""")


@pytest.mark.parametrize("row", BIRTHS, ids=lambda row: f"{row.values['born_on']} {row.values['died_on']}")
def test_a_life_has_possible_days(row):
    wanted = row.values

    words = rules.obstacle_to_birth(
        day(wanted["born_on"]), wanted["precision"], day(wanted["died_on"]), TODAY
    )

    assert (words or "") == "" if not wanted["words"] else wanted["words"] in words


@pytest.mark.parametrize("name", [("", "", ""), (" ", "-", "'"), ("x" * 121, "", "")])
def test_an_empty_or_endless_name_is_refused(name):
    assert rules.obstacle_to_name(*name)


@pytest.mark.parametrize(
    "name", [("Tia", ""), ("", "O'Brien-Smith"), ("محمد", "علي"), ("Ng", ""), ("李", "")]
)
def test_a_name_may_have_one_part_and_any_letters(name):
    assert rules.obstacle_to_name(*name) is None


MOVES = examples.parse("""
    since      | lived_since | words
    2026-10-14 | 2020-01-01  |
    2020-01-02 | 2020-01-01  |
    2020-01-01 | 2020-01-01  | another address since 1 Jan 2020
    2019-12-31 | 2020-01-01  | another address since 1 Jan 2020
    2026-10-15 | 2020-01-01  | cannot be in the future
    2017-02-02 |             | before birth
    2017-02-03 |             |
""")


@pytest.mark.parametrize("row", MOVES, ids=lambda row: row.values["since"])
def test_nobody_has_two_homes_or_one_before_birth(row):
    wanted = row.values

    words = rules.obstacle_to_moving(
        day(wanted["since"]), day(wanted["lived_since"]), date(2017, 2, 3), TODAY
    )

    assert (words or "") == "" if not wanted["words"] else wanted["words"] in words


def test_nobody_is_related_to_themselves_or_in_an_unknown_way():
    assert "themselves" in rules.obstacle_to_relating(5, 5, "mother")
    assert rules.obstacle_to_relating(5, 6, "enemy")
    assert rules.obstacle_to_relating(5, 6, "mother") is None


def test_a_period_ends_after_it_starts_and_not_tomorrow():
    assert "before it starts" in rules.obstacle_to_period(date(2020, 1, 2), date(2020, 1, 1), TODAY)
    assert rules.obstacle_to_period(date(2026, 10, 15), None, TODAY)
    assert rules.obstacle_to_period(date(2020, 1, 1), date(2026, 10, 15), TODAY)
    assert rules.obstacle_to_period(date(2020, 1, 1), date(2020, 1, 1), TODAY) is None


def test_only_a_child_expected_can_be_born():
    assert rules.obstacle_to_being_born("expected", date(2026, 10, 13), TODAY) is None
    assert "already" in rules.obstacle_to_being_born("exact", date(2026, 10, 13), TODAY)
    assert "future" in rules.obstacle_to_being_born("expected", date(2026, 10, 15), TODAY)
    assert rules.obstacle_to_being_born("expected", None, TODAY)
