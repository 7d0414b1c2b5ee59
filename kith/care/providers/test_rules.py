"""What the list of providers says against a placement, on both sides of every border."""

from dataclasses import replace
from datetime import date

import pytest

from kith.care.providers.reading import Line
from kith.care.providers.rules import Chosen, Lists, against, year_words

TODAY = date(2026, 10, 14)
OURS, THEIRS = "E06000999", "E06000998"
UNTIL = date(2026, 6, 30)
HOME = Line("SC123456", ("K2",), ("PR4",), "WM6 1AB", THEIRS)
THERE = Chosen("K2", "PR4", "SC123456", "WM6 1AB", THEIRS, date(2026, 3, 4))


def said(chosen=THERE, *lines, years=(2026,), own=(OURS,)):
    lines = lines or (HOME,)
    listed = {
        (year, line.urn): [one for one in lines if one.urn == line.urn] for year in years for line in lines
    }
    return " ".join(against(chosen, Lists(years, listed, own), TODAY))


def test_nothing_is_said_where_all_fits_or_no_list_was_read_in():
    assert said() == ""
    assert said(replace(THERE, kind="U6", urn="1234567"), years=()) == ""


def test_1008_a_number_is_on_the_list_and_seven_x_stand_for_a_place_outside_england():
    assert said(replace(THERE, urn="SC123457")) == (
        "Ofsted’s list of 2025-26 has no provider SC123457 (rule 1008). Check the number."
    )
    assert said(replace(THERE, urn="XXXXXXX")) == said(replace(THERE, urn="")) == ""


def test_219_the_number_stands_for_that_kind_of_placement():
    assert "rule 219" in said(replace(THERE, kind="K1"))
    assert said(replace(THERE, kind="K1"), replace(HOME, kinds=("K2", "K1"))) == ""
    assert said(replace(THERE, kind="K1"), replace(HOME, kinds=())) == ""


@pytest.mark.parametrize("kind", ["K1", "K2", "K3", "R3", "S1"])
def test_221_homes_have_the_postcode_of_the_list(kind):
    there, line = replace(THERE, kind=kind), replace(HOME, kinds=())

    assert "rule 221" in said(replace(there, postcode="WM6 1AD"), line)
    assert said(replace(there, postcode="wm61ab"), line) == said(replace(there, postcode=""), line) == ""
    assert said(there, replace(line, postcode="")) == ""


def test_221_not_of_foster_carers_and_of_h5_in_2023_24_only():
    line = replace(HOME, kinds=())
    h5 = replace(THERE, kind="H5", postcode="WM6 1AD")

    assert said(replace(THERE, kind="U6", postcode="WM6 1AD"), line) == ""
    assert ("rule 221" in said(h5, line, years=(2024,)), said(h5, line, years=(2025,))) == (True, "")


def test_224_the_number_stands_for_that_kind_of_provider():
    assert "rule 224" in said(replace(THERE, provider="PR5"))
    assert said(replace(THERE, provider="PR5"), replace(HOME, providers=("PR4", "PR5"))) == ""
    assert said(replace(THERE, provider="PR5"), replace(HOME, providers=())) == ""


def test_227_a_placement_begins_before_the_registration_ends():
    line = replace(HOME, registered_until=UNTIL)

    assert "rule 227" in said(replace(THERE, started_on=UNTIL), line)
    assert "rule 227" not in said(replace(THERE, started_on=date(2026, 6, 29)), line)


def test_228_a_placement_does_not_outlast_the_registration():
    line = replace(HOME, registered_until=UNTIL)

    assert "rule 228" in said(replace(THERE, ended_on=date(2026, 7, 1)), line)
    assert said(replace(THERE, ended_on=UNTIL), line) == ""
    assert "rule 228" in said(THERE, line)
    assert "rule 228" in said(THERE, replace(HOME, registered_until=date(2026, 10, 13)))
    assert said(THERE, replace(HOME, registered_until=TODAY)) == ""


def test_a_placement_before_the_registration_is_told_too():
    line = replace(HOME, registered_from=date(2026, 3, 5))

    assert said(THERE, line) == "Ofsted registered SC123456 only from 5 Mar 2026 on."
    assert said(replace(THERE, started_on=date(2026, 3, 5)), line) == ""


@pytest.mark.parametrize(
    ("provider", "council", "is_told"),
    [
        ("PR1", THEIRS, True),
        ("PR1", OURS, False),
        ("PR1", "", False),
        ("PR2", OURS, True),
        ("PR2", OURS.lower(), True),
        ("PR2", THEIRS, False),
        ("PR4", OURS, False),
    ],
)
def test_229_our_own_lie_in_our_area_and_those_of_another_council_do_not(provider, council, is_told):
    there, line = (
        replace(THERE, kind="U6", provider=provider),
        replace(HOME, kinds=(), providers=(), council=council),
    )

    assert ("rule 229" in said(there, line)) is is_told
    assert said(there, line, own=()) == ""  # nobody knows how lists name us


@pytest.mark.parametrize(
    ("kind", "provider", "council", "is_told"),
    [
        ("K2", "PR1", THEIRS, True),
        ("K2", "PR1", OURS, False),
        ("K2", "PR1", "", False),
        ("K2", "PR2", THEIRS, False),
        ("U6", "PR1", THEIRS, False),
        ("A6", "PR1", THEIRS, False),
        ("R1", "PR1", THEIRS, True),
    ],
)
def test_1015_our_own_homes_lie_in_our_own_area(kind, provider, council, is_told):
    there = replace(THERE, kind=kind, provider=provider, council=council, urn="")

    assert ("rule 1015" in said(there, years=())) is is_told
    assert said(there, years=(), own=()) == ""


def test_of_a_number_on_several_lines_the_one_that_fits_best_holds():
    assert said(THERE, replace(HOME, kinds=("U6",), registered_until=date(2020, 1, 1)), HOME) == ""


@pytest.mark.parametrize(
    ("ended_on", "years", "year"),
    [
        (None, (), None),
        (None, (2025, 2026), 2026),
        (date(2025, 4, 1), (2025, 2026), 2026),
        (date(2025, 3, 31), (2025, 2026), 2025),
        (date(2024, 3, 31), (2025, 2026), None),
    ],
)
def test_the_newest_list_of_a_year_in_which_the_child_lived_there_holds(ended_on, years, year):
    assert Lists(years).year_for(ended_on) == year


def test_a_year_is_told_as_the_return_tells_it():
    assert [year_words(year) for year in (2026, 2000, 2100)] == ["2025-26", "1999-00", "2099-00"]
