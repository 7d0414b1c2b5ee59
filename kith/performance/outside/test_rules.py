"""What files of others say, and what of them is refused, line by line."""

from datetime import date
from decimal import Decimal
from io import StringIO

import pytest

from kith.performance.outside.rules import Compared, Crooked, comparators, populations, problem_with_year

UNITS = {"NI059": "%", "referral_rate": "per 10,000"}
HEAD = "indicator,who,kind,year,value,source\n"
PLACES = {"authority": ["westmere"], "area": ["north", "south"]}
PEOPLE = "kind,code,name,ages,year,people\n"


def compared(text, year="2010-11"):
    return comparators(StringIO(text), year=year, source="The Department", units=UNITS)


def counted(text):
    return populations(StringIO(text), year=2025, source="The statistics office", known=PLACES)


def test_a_file_gives_england_neighbours_and_named_councils():
    found = compared(
        f"{HEAD}NI059,,england,2010-11,79.6,\nNI059,Poole,authority,2010-11,91%,Its own report\n\n"
    )

    assert found == [
        Compared("NI059", "england", "England", "2010-11", Decimal("79.6"), "The Department"),
        Compared("NI059", "authority", "Poole", "2010-11", Decimal(91), "Its own report"),
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("indicator,who\n", "no column kind, year, value"),
        (HEAD, "no line"),
        (f"{HEAD}NI999,,england,2010-11,1,\n", "Line 2: no measure is called “NI999”"),
        (f"{HEAD}NI059,,wales,2010-11,1,\n", "Line 2: there is no kind “wales”"),
        (
            f"{HEAD}NI059,,england,2009-10,1,\n",
            "Line 2: this is of 2009-10; the file was said to be of 2010-11",
        ),
        (f"{HEAD}NI059,,england,,1,\n", "Line 2: this is of no year"),
        (f"{HEAD}NI059,,authority,2010-11,1,\n", "Line 2: the council has no name"),
        (f"{HEAD}NI059,,england,2010-11,many,\n", "Line 2: “many” is no number"),
        (f"{HEAD}NI059,,england,2010-11,NaN,\n", "Line 2: “NaN” is no figure"),
        (f'{HEAD}NI059,,england,2010-11,"12,5",\n', "Line 2: “12,5” is no number"),
        (f"{HEAD}NI059,,england,2010-11,1_0,\n", "Line 2: “1_0” is no number"),
        (f"{HEAD}NI059,,england,2010-11,0.12345,\n", "Line 2: “0.12345” has more than 4 figures"),
        (f"{HEAD}referral_rate,,england,2010-11,1,193,DfE\n", "Line 2: there are more cells than heads"),
        (f"{HEAD}NI059,{'P' * 200_000},authority,2010-11,1,\n", "From line 2 on the file is no table"),
        (f"{HEAD}NI059,,england,2010-11,-1,\n", "Line 2: “-1” is no figure"),
        (f"{HEAD}NI059,,england,2010-11,100.1,\n", "Line 2: 100.1 is more than 100%"),
        (
            f"{HEAD}NI059,,england,2010-11,1,\nNI059,,england,2010-11,2,\n",
            "Line 3: England has a figure .* line 2",
        ),
        (f"{HEAD}NI059,All,england,2010-11,1,\nNI059,,england,2010-11,2,\n", "Line 3: .* in line 2 already"),
        (f"{HEAD}NI059,Poole,authority,2010-11,1,\nNI059,POOLE,authority,2010-11,2,\n", "Line 3: POOLE has"),
        (f"{HEAD}NI059,England,authority,2010-11,1,\n", "Line 2: “England” is no council"),
        (f"{HEAD}NI059,{'P' * 81},authority,2010-11,1,\n", "Line 2: who is longer than 80"),
    ],
)
def test_a_wrong_line_is_told_in_words(text, words):
    with pytest.raises(Crooked, match=words):
        compared(text)


def test_every_wrong_line_is_told_at_once_and_a_long_list_is_cut():
    with pytest.raises(Crooked, match=r"Line 2: .* Line 21: .* And 5 other lines\."):
        compared(HEAD + "NI999,,england,2010-11,1,\n" * 25)


def test_a_rate_may_be_above_a_hundred():
    assert compared(f'{HEAD}referral_rate,,england,2010-11,"1,193.3",\n')[0].value == Decimal("1193.3")


@pytest.mark.parametrize(
    ("year", "today", "words"),
    [
        ("2010-11", date(2011, 3, 31), None),
        ("2010-11", date(2011, 3, 30), "not over"),
        ("2026-27", date(2026, 10, 14), "not over"),
        ("2010-12", date(2026, 1, 1), "is no year"),
        ("2010", date(2026, 1, 1), "is no year"),
        ("1999-00", date(2026, 1, 1), None),
        ("0999-00", date(2026, 1, 1), "too long ago"),
    ],
)
def test_a_year_must_be_one_and_over(year, today, words):
    found = problem_with_year(year, today)

    assert (found is None) if words is None else (words in found)


def test_a_file_of_children_gives_each_place_its_ages():
    found = counted(f'{PEOPLE}area,north,North,0-9,2025,"16,000"\narea,north,North,10 to 17,2025,14100\n')

    assert [(one.age_from, one.age_to, one.people) for one in found] == [(0, 9, 16000), (10, 17, 14100)]
    assert found[0].source == "The statistics office"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("kind,code\n", "no column name, ages, year, people"),
        (f"{PEOPLE}town,north,North,0-17,2025,1\n", "Line 2: there is no kind of place “town”"),
        (f"{PEOPLE}area,east,East,0-17,2025,1\n", "Line 2: we have no area “east”. Known: north, south"),
        (f"{PEOPLE}authority,kent,Kent,0-17,2025,1\n", "Line 2: we have no authority “kent”"),
        (f"{PEOPLE}ward,,Pier,0-17,2025,1\n", "Line 2: the place has no code"),
        (f"{PEOPLE}ward,E05,Pier,0-17,2024,1\n", "Line 2: this is of 2024; the file was said to be of 2025"),
        (f"{PEOPLE}ward,E05,Pier,0-17,2025,few\n", "Line 2: “few” is no number of children"),
        (f"{PEOPLE}ward,E05,Pier,0-17,2025,-4\n", "Line 2: “-4” is no number of children"),
        (f'{PEOPLE}ward,E05,Pier,0-17,2025,"1,40"\n', "Line 2: “1,40” is no number of children"),
        (f"{PEOPLE}ward,E05,Pier,0-17,2025,1,400\n", "Line 2: there are more cells than heads"),
        (f"{PEOPLE}ward,E05,Pier,young,2025,1\n", "Line 2: “young” are no ages"),
        (f"{PEOPLE}ward,E05,Pier,16-19,2025,1\n", "Line 2: ages 16-19: children are counted from 0 to 17"),
        (f"{PEOPLE}ward,E05,Pier,9-5,2025,1\n", "Line 2: ages 9-5"),
        (f"{PEOPLE}ward,E05,Pier,0-9,2025,1\nward,E05,Pier,9-17,2025,1\n", "ward E05 age 9 is counted twice"),
        (f"{PEOPLE}ward,E05,Pier,0-9,2025,1\n", "ward E05 age 10 is left out"),
    ],
)
def test_a_wrong_count_is_told_in_words(text, words):
    with pytest.raises(Crooked, match=words):
        counted(text)
