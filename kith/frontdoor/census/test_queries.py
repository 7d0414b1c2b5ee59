"""What the census will call wrong, read from the record: the right case, the right child's own answers."""

from datetime import date

import pytest

from kith.core import clock
from kith.frontdoor.census import queries, rules
from kith.people.models import Trait
from kith.work.models import Standing
from tests import make

pytestmark = pytest.mark.django_db
FEBRUARY, AUGUST, SEPTEMBER = date(2026, 2, 2), date(2026, 8, 3), date(2026, 9, 30)


@pytest.fixture
def amina(north):
    return make.worker("Amina Rahman", team=north)


@pytest.fixture
def kieran(dochertys):
    return dochertys.children[0]


def numbers(found):
    return [words.partition("(rule ")[2].partition(")")[0] for words in found]


def wrong(viewer, child):
    return numbers(queries.wrong_with(viewer, child.pk, clock.today()))


def say(by, child, code, **facts):
    Trait.objects.create(person=child, kind="disability", code=code, recorded_at=clock.now(), by=by, **facts)


def test_a_case_without_need_and_disability_and_an_old_assessment_are_told_in_one_question(
    north, amina, kieran, django_assert_num_queries
):
    make.involvement(kieran, north, amina, started_on=FEBRUARY)
    make.step("single_assessment", [kieran], worker=amina, started_on=FEBRUARY)
    say(amina, kieran, "HEAR", ended_on=SEPTEMBER, ended_recorded_at=clock.now())
    assert wrong(amina, kieran) == ["8540", "8610", "8736"]

    with django_assert_num_queries(1):
        queries.wrong_with(amina, kieran.pk, clock.today())


def test_what_is_on_record_is_not_asked_for(north, amina, kieran):
    case = make.involvement(kieran, north, amina, started_on=AUGUST)
    make.referral(kieran, AUGUST, team=north, involvement=case, need="N1")
    say(amina, kieran, "NONE")

    assert wrong(amina, kieran) == []


def test_an_enquiry_wants_an_assessment_of_its_own_case_that_was_not_cancelled(north, amina, kieran):
    before = make.involvement(kieran, north, amina, started_on=FEBRUARY, ended_on=AUGUST, need="N1")
    case = make.involvement(kieran, north, amina, started_on=SEPTEMBER, need="N1")
    say(amina, kieran, "NONE")
    make.step(
        "single_assessment", [kieran], state="completed", started_on=FEBRUARY, involvements={kieran: before}
    )
    make.step("single_assessment", [kieran], state="cancelled", started_on=SEPTEMBER, worker=amina)
    Standing.objects.create(
        person=kieran,
        kind="enquiry",
        involvement=case,
        started_on=SEPTEMBER,
        recorded_at=clock.now(),
        by=amina,
    )
    assert wrong(amina, kieran) == ["2991Q"]

    make.step("single_assessment", [kieran], started_on=SEPTEMBER, worker=amina)
    assert wrong(amina, kieran) == []


def test_a_child_s_own_factors_go_before_those_of_all(north, amina, dochertys):
    kieran, aoife = dochertys.children[:2]
    cases = [
        make.involvement(
            one, north, amina, started_on=AUGUST, ended_on=SEPTEMBER, end_reason="RC7", need="N1"
        )
        for one in (kieran, aoife)
    ]
    done = make.step(
        "single_assessment", [kieran, aoife], state="completed", started_on=AUGUST, worker=amina,
        involvements=dict(zip((kieran, aoife), cases, strict=True)),
    )  # fmt: skip
    make.answer(done, "factor_codes", ["2B"])
    make.answer(done, "factor_codes", ["21"], child=aoife)
    for one in (kieran, aoife):
        say(amina, one, "NONE")

    assert [wrong(amina, one) for one in (kieran, aoife)] == [[], ["8873Q"]]
    assessed = queries.assessments_of(amina, [kieran.pk, aoife.pk])
    assert [rules.found_nothing(assessed[case.pk]) for case in cases] == [False, True]


def test_a_record_that_is_hidden_says_nothing(north, amina, kieran):
    make.involvement(kieran, north, amina, started_on=FEBRUARY)
    make.restricted(kieran)

    assert queries.wrong_with(amina, kieran.pk, clock.today()) == []
