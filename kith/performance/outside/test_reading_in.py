"""Reading in what others count: whole or not at all, again without change, and beside our own figures."""

from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.test import Client

from kith.performance.figure import EVERYWHERE, Place
from kith.performance.held import held
from kith.performance.indicators import INDICATORS
from kith.performance.models import ComparatorFigure, PopulationCount
from kith.performance.outside.queries import populations
from kith.performance.queries import population
from tests import make

pytestmark = pytest.mark.django_db
HEAD = "indicator,who,kind,year,value\n"
FIGURES = (
    f"{HEAD}single_45wd,,england,2025-26,88.8\nsingle_45wd,,neighbours,2025-26,87.1\n"
    "single_45wd,Northport,authority,2025-26,93.1\nsingle_45wd,Eastfield,authority,2025-26,66.8\n"
)
PEOPLE = "kind,code,name,ages,year,people\n"
COUNTS = (
    f"{PEOPLE}authority,westmere,Westmere,0-17,2026,80000\narea,north,North,0-9,2026,20000\n"
    "area,north,North,10-17,2026,11000\nward,E05000001,Pier,0-17,2026,4000\n"
)


@pytest.fixture
def file(tmp_path):
    def written(text):
        found = tmp_path / "figures.csv"
        found.write_text(text)
        return found

    return written


def comparators_of(file, text, year="2025-26"):
    told = StringIO()
    call_command("read_comparators", file(text), year=year, source="The Department", stdout=told)
    return told.getvalue().strip()


def people_of(file, text, year=2026):
    told = StringIO()
    call_command("read_population", file(text), year=year, source="The statistics office", stdout=told)
    return told.getvalue().strip()


def test_reading_again_changes_nothing_and_a_corrected_figure_replaces_the_first(file):
    first = comparators_of(file, FIGURES)
    again = comparators_of(file, FIGURES)
    corrected = comparators_of(file, FIGURES.replace("88.8", "88.9"))

    assert first == "Figures of 2025-26: 4 new, 0 changed, 0 as they were."
    assert again == "Figures of 2025-26: 0 new, 0 changed, 4 as they were."
    assert corrected == "Figures of 2025-26: 0 new, 1 changed, 3 as they were."
    assert ComparatorFigure.objects.get(kind="england").value == Decimal("88.9")


@pytest.mark.parametrize(
    ("year", "text", "words"),
    [
        ("2024-25", FIGURES, "Line 2: this is of 2025-26; the file was said to be of 2024-25"),
        ("2026-27", FIGURES.replace("2025-26", "2026-27"), "The year 2026-27 is not over"),
        ("2025-26", FIGURES + "single_45wd,Poole,authority,2025-26,x\n", "Line 6: “x” is no number"),
    ],
)
def test_a_file_of_the_wrong_year_or_with_one_wrong_line_leaves_nothing(file, year, text, words):
    with pytest.raises(CommandError, match=words):
        comparators_of(file, text, year)

    assert not ComparatorFigure.objects.exists()


def test_what_was_read_in_stands_beside_what_the_practice_says_the_newer_first(file):
    comparators_of(file, FIGURES)
    comparators_of(file, f"{HEAD}single_45wd,,england,2023-24,70\n", "2023-24")
    measure = INDICATORS["single_45wd"]

    now = held([measure], date(2026, 10, 14), EVERYWHERE)["single_45wd"]
    then = held([measure], date(2026, 3, 31), EVERYWHERE)["single_45wd"]

    assert (now.england.value, now.england.year) == (Decimal("88.8"), "2025-26")
    assert [(one.who, one.value) for one in now.councils] == [
        ("Eastfield", Decimal("66.8")), ("Northport", Decimal("93.1")),
    ]  # fmt: skip
    assert (then.england.value, then.england.year) == (Decimal("85.7"), "2024-25")
    assert then.councils == []


def test_the_page_of_a_measure_names_the_councils(file):
    comparators_of(file, FIGURES)
    client = Client()
    client.force_login(make.worker(role="head_of_service", team=make.team()))
    make.step(
        "single_assessment", state="completed", started_on=date(2026, 9, 1), completed_on=date(2026, 10, 1)
    )

    page = client.get("/performance/single_45wd/").content.decode()

    for said in ("Northport, 2025-26", "Eastfield, 2025-26", "England, 2025-26", "2025-26: The Department"):
        assert said in page, said


def test_the_database_keeps_one_figure_of_a_council_and_year():
    one = {
        "code": "NI059",
        "year": "2010-11",
        "value": 1,
        "source": "x",
        "read_at": make.moment(date(2011, 9, 1)),
    }
    ComparatorFigure.objects.create(kind="england", who="England", **one)

    for wrong in ({"kind": "england", "who": "All of it"}, {"kind": "wales", "who": "Wales"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ComparatorFigure.objects.create(**wrong, **one)


def test_counts_of_children_give_rates_their_population(file):
    north = Place(1, "north", "North", "area")
    before = population(date(2026, 10, 14)), population(date(2026, 10, 14), north)

    told = people_of(file, COUNTS)

    assert told == "Children in the middle of 2026: 4 new, 0 changed, 0 as they were."
    assert before == (77000, 30100)
    assert (population(date(2026, 10, 14)), population(date(2026, 10, 14), north)) == (80000, 31000)
    assert population(date(2025, 10, 14)) == 77000  # of 2025 nothing newer is known
    known = populations()
    assert known.children("ward", "E05000001", date(2026, 10, 14)).people == 4000
    assert known.children("area", "north", date(2026, 10, 14), (10, 17)).people == 11000
    assert known.children("area", "north", date(2026, 10, 14), (10, 15)) is None
    assert known.children("ward", "E05000009", date(2026, 10, 14)) is None
    assert known.names("ward") == {"E05000001": "Pier"}


def test_reading_counts_again_changes_nothing_and_new_ages_replace_the_old(file):
    people_of(file, COUNTS)

    again = people_of(file, COUNTS)
    finer = people_of(
        file, COUNTS.replace("North,0-9,2026,20000", "North,0-4,2026,9000\narea,north,North,5-9,2026,11000")
    )

    assert again == "Children in the middle of 2026: 0 new, 0 changed, 4 as they were."
    assert finer == "Children in the middle of 2026: 1 new, 1 changed, 3 as they were."
    assert PopulationCount.objects.filter(code="north").count() == 3


@pytest.mark.parametrize(("year", "words"), [(2025, "this is of 2026"), (2027, "2027 is no year")])
def test_counts_of_a_wrong_year_leave_nothing(file, year, words):
    with pytest.raises(CommandError, match=words):
        people_of(file, COUNTS, year)

    assert not PopulationCount.objects.exists()
