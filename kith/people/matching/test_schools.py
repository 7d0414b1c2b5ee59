"""A school that is named raises those who go there, says so, and is never enough by itself."""

# ruff: noqa: E501 - tables are read across

from datetime import date

import pytest

from kith.core import clock, examples, names
from kith.people.matching import queries, rules, schools, typed
from kith.people.matching.births import Span
from kith.people.matching.likeness import Name
from kith.people.matching.rules import POSSIBLE, VERY_LIKELY, WEAK, Asked, Known, Schooling
from kith.people.models import Agency, Tie
from tests import make

TODAY = date(2026, 10, 14)
SCHOOLS = {
    1: "Parkside Primary School",
    2: "Parkside Nursery",
    3: "St Mary's Catholic Primary School",
    4: "Our Lady of Lourdes RC Primary",
    5: "St Paul’s C of E Academy",
    6: "Park Primary",
}
NAMED = examples.parse("""
    typed                              | school | rest
    kieran parkside primary            | 1      | kieran
    Parkside Nursery Kieran            | 2      | kieran
    kim parkside school                | 1      | kim
    Tia, St Marys C of E primary       | 3      | tia
    Our Lady of Lourdes primary Jo     | 4      | jo
    st pauls academy                   | 5      |
    jo park primary school             | 6      | jo
    kieran parkside                    |        |
    junior high                        |        |
    primary school                     |        |
    kieran docherty                    |        |
""")


@pytest.mark.parametrize("row", NAMED, ids=lambda row: row.values["typed"])
def test_a_school_is_found_among_the_words(row):
    found = schools.named(names.words(row.values["typed"]), SCHOOLS)

    assert (
        (str(found.ids[0]), " ".join(found.rest)) == (row.values["school"], row.values["rest"])
        if found
        else (row.values["school"] == "")
    )


def test_two_schools_of_one_name_are_both_meant_when_the_kind_says_neither():
    found = schools.named(["parkside", "school"], {1: "Parkside Infants", 2: "Parkside Juniors"})

    assert found.ids == (1, 2)


def known(*there: Schooling, born: date | None = None) -> Known:
    return Known(1, (Name("Kieran", "Docherty"),), Span(born, born) if born else None, schools=there)


PARKSIDE = Schooling(1, "Parkside Primary School")
BORN = date(2017, 4, 21)
JUDGED = [
    ("kieran docherty", known(PARKSIDE), POSSIBLE, "goes to Parkside Primary School"),
    ("kieran docherty", known(Schooling(1, "Parkside Primary School", over=True)), POSSIBLE, "went to Parkside Primary School"),
    ("kieran docherty", known(Schooling(1, "Parkside Primary School", own=False)), POSSIBLE, "a brother or sister goes to Parkside Primary School"),
    ("kieran osei", known(PARKSIDE), POSSIBLE, "goes to Parkside Primary School"),
    ("zeb", known(PARKSIDE), None, ""),
    ("", known(PARKSIDE), WEAK, "goes to Parkside Primary School"),
    ("year 4", known(PARKSIDE, born=BORN), WEAK, "goes to Parkside Primary School"),
    ("year 5", known(PARKSIDE, born=BORN), POSSIBLE, "goes to Parkside Primary School"),
    ("kieran docherty year 5", known(PARKSIDE, born=BORN), VERY_LIKELY, "goes to Parkside Primary School"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "who", "band", "ground"), JUDGED)
def test_a_school_is_a_ground_and_never_enough_alone(text, who, band, ground):
    read = typed.read(text, TODAY)
    asked = Asked(words=read.words, spelt=read.spelt, born=read.born, schools=(1,))

    found = rules.match(asked, who)

    assert (found.band if found else None) == band
    assert not found or found.grounds[-1] == ground


def test_of_two_who_fit_alike_the_one_who_goes_there_stands_first():
    twice = [
        Known(number, (Name("Kieran", "Docherty"),), schools=there)
        for number, there in ((1, ()), (2, (PARKSIDE,)))
    ]

    found = rules.ranked(Asked(words=("kieran", "docherty"), schools=(1,)), twice)

    assert [one.id for one in found] == [2, 1]


@pytest.mark.django_db
def test_those_who_go_there_and_brothers_and_sisters_of_pupils_are_raised():
    viewer = make.worker("Ewan Price", role="duty_worker")
    school = Agency.objects.create(kind="school", name="Parkside Primary", recorded_at=clock.now())
    other, pupil, brother = (make.child("Tia", family) for family in ("Bell", "Marlowe", "Marlo"))
    tied = {
        "agency": school,
        "role": "pupil",
        "started_on": date(2024, 9, 1),
        "recorded_at": clock.now(),
        "by": viewer,
    }
    Tie.objects.create(person=pupil, **tied)
    sister = make.child("Ann", "Marlo")
    Tie.objects.create(person=sister, **tied)
    make.relationship(
        make.relationship(make.adult("Jo", "Marlo"), "mother", brother).person, "mother", sister
    )
    hidden = make.restricted(make.child("Tia", "Osei"))
    Tie.objects.create(person=hidden, **tied)

    by_text = queries.search(viewer, "tia parkside primary", clock.today())
    asked = typed.line("Tia", "", "U", clock.today(), organisation="Parkside Primary School, office")
    on_a_line = queries.look_for(viewer, asked, clock.today())
    class_of = queries.search(viewer, "parkside primary", clock.today())

    assert (
        [hit.person_id for hit in by_text]
        == [hit.person_id for hit in on_a_line]
        == [pupil.pk, brother.pk, other.pk]
    )
    assert "goes to Parkside Primary" in by_text[0].why
    assert "a brother or sister goes to Parkside Primary" in by_text[1].why
    assert {hit.person_id for hit in class_of} == {pupil.pk, sister.pk}
