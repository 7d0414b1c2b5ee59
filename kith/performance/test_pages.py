import csv
import io
import re
from datetime import date, timedelta

import pytest
from django.test import Client

from kith.access.guarded import EVERY_ROW
from kith.access.models import Look
from kith.core import calendar, clock
from kith.performance import queries, rules
from kith.performance.indicators import INDICATORS
from kith.performance.models import Publication, WatchedMeasure
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def north():
    return make.team("North team", parent=make.team("North", code="north", kind="area"))


def signed_in(role: str, team) -> tuple[Client, object]:
    worker, client = make.worker(role=role, team=team), Client()
    client.force_login(worker)
    return client, worker


@pytest.fixture
def head(north) -> Client:
    return signed_in("head_of_service", north)[0]


def done(team, children=1, late: int = 0, **facts):
    """An assessment of one family, in time or so many working days late."""
    made = make.step(
        "single_assessment",
        [make.child() for _ in range(children)],
        team=team,
        state="in_progress",
        started_on=date(2026, 6, 1),
    )
    ended = calendar.england().add(made.due_on, late)
    made.state, made.completed_on, made.completed_at = "completed", ended, make.moment(ended, 16)
    for name, value in facts.items():
        setattr(made, name, value)
    made.save()
    return made


def test_the_dashboard_shows_every_field_of_a_scorecard(head, north) -> None:
    done(north, children=3)
    done(north, late=2)

    page = head.get("/performance/").content.decode()

    words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))
    fields = (
        "75.0%",
        "3 of 4",
        "Well off target",
        "Target 90%",
        "In month",
        "Neighbours",
        "England 85.7% 2024",
    )
    for said in (*fields, "It is best to be high", "the same days of last month"):
        assert said in words, said
    assert "Assessments finished in 45 working days: 13 months" in page


def test_the_figure_moves_at_once_when_an_assessment_is_completed(head, north) -> None:
    done(north)
    before = head.get("/performance/single_45wd/").content.decode()

    done(north, late=1)

    assert "100.0%" in before
    assert "50.0%" in head.get("/performance/single_45wd/").content.decode()


ONE_OF_EACH = ("contacts", "single_45wd", "referral_rate", "single_out_of_timescale", "authorisation_time")
USUAL = [(entry.name, "") for entry in INDICATORS]
CHOSEN = [
    (code, query)
    for code in ONE_OF_EACH
    for query in ("?period=month&compare=england", "?area=north&on=2026-09-30")
]


@pytest.mark.parametrize(("code", "query"), [*USUAL, *CHOSEN])
def test_every_measure_has_a_page_with_and_without_cases(head, north, code, query) -> None:
    done(north, children=2, late=3)
    make.referral(team=north, received_on=date(2026, 9, 1))

    answer = head.get(f"/performance/{code}/{query}")

    assert answer.status_code == 200
    assert INDICATORS[code].short in answer.content.decode().replace("&#39;", "'")


def test_a_middle_value_shows_how_its_days_lie(head, north) -> None:
    step = make.step("strategy_discussion", state="completed", team=north)
    sent = make.moment(date(2026, 10, 5))
    make.sign_off(step, decision="returned", submitted_at=make.moment(date(2026, 10, 1)))
    make.sign_off(
        step, decision="signed_off", submitted_at=sent, decided_at=make.moment(date(2026, 10, 7), 15)
    )

    page = head.get("/performance/authorisation_time/").content.decode()

    assert "How the days lie" in page
    assert "2 working days" in page
    assert "1 time, 1 of 1 pieces of work" in page


def test_a_measure_without_cases_says_so(head) -> None:
    page = head.get("/performance/NI059/").content.decode()

    assert "no cases" in page
    assert "0.0%" not in page


def test_a_table_serves_for_cards(head, north) -> None:
    done(north)

    page = head.get("/performance/?as=table&open=all").content.decode()

    assert "Measures with all their fields" in page
    assert "100.0%" in page


def test_chips_count_and_narrow(head, north) -> None:
    done(north, late=9)

    page = head.get("/performance/?show=off").content.decode()

    assert "Off target" in page
    assert "Assessments finished in 45 working days" in page
    assert "Contacts received</a>" not in page


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("?area=nowhere", "There is no such area or team."),
        ("?period=week", "There is no such period."),
        ("?on=yesterday", "Write the day as 2026-09-30."),
        ("?on=2030-01-01", "Choose today or a day in the past."),
        ("?topic=%3Cscript%3E", "There is no such topic."),
    ],
)
def test_an_impossible_choice_is_told_and_the_figures_stay(head, query, words) -> None:
    for address in ("/performance/", "/performance/NI059/"):
        answer = head.get(address + query)

        assert answer.status_code == 422
        assert words in answer.content.decode()
        assert "<script>" not in answer.content.decode()


def test_an_unknown_measure_is_not_found(head) -> None:
    assert head.get("/performance/unheard_of/").status_code == 404
    assert head.get("/performance/unheard_of/csv/").status_code == 404


def test_names_are_for_those_who_may_see_them_and_leave_a_trail(head, north) -> None:
    child = done(north, late=2, late_reason="partner").children.unguarded(EVERY_ROW).get().person
    analyst, _ = signed_in("analyst", north)

    page = head.get("/performance/single_45wd/").content.decode()
    counts = analyst.get("/performance/single_45wd/").content.decode()

    assert child.name in page
    assert "Waiting for another agency" in page
    assert [look.person_id for look in Look.objects.all()] == [child.pk]
    assert child.name not in counts
    assert str(child.pk) not in counts
    assert "Names are for those who need them." in counts
    assert analyst.get("/performance/single_45wd/csv/?what=children").status_code == 404


def test_somebody_without_the_permission_sees_no_figures(north) -> None:
    client, _ = signed_in("social_worker", north)

    assert client.get("/performance/").status_code == 403
    assert client.get("/performance/NI059/").status_code == 403


def test_a_restricted_child_is_not_counted_for_those_who_may_not_know(north) -> None:
    step = done(north, late=2)
    child = step.children.unguarded(EVERY_ROW).get().person
    make.restricted(child)
    manager, _ = signed_in("team_manager", north)
    head, _ = signed_in("head_of_service", north)

    hidden = manager.get("/performance/single_45wd/").content.decode()

    assert child.name not in hidden
    assert "0 of 1" not in hidden
    assert "0 of 1" in head.get("/performance/single_45wd/").content.decode()


def test_the_list_is_paged_and_a_wild_page_number_does_no_harm(head, north) -> None:
    for _ in range(9):
        done(north, children=3, late=1)

    first = head.get("/performance/single_45wd/").content.decode()
    second = head.get("/performance/single_45wd/?page=2").content.decode()
    wild = head.get("/performance/single_45wd/?page=99999999999999999999")

    assert "27 not in time" in first
    assert first.count("data-row-link") - second.count("data-row-link") == 23
    assert wild.status_code == 200


def sheet(answer) -> list[list[str]]:
    return list(csv.reader(io.StringIO(answer.content.decode().removeprefix("\ufeff"))))


def test_a_file_holds_what_is_shown(head, north) -> None:
    done(north, children=3)
    done(north, late=1)

    months = sheet(head.get("/performance/single_45wd/csv/"))
    teams = sheet(head.get("/performance/single_45wd/csv/?what=teams"))
    children = sheet(head.get("/performance/single_45wd/csv/?what=children"))

    assert months[0] == ["Month", "Counted", "Among", "Value (%)", "Target", "By what fell due (%)"]
    assert ["Aug 2026", "3", "4", "75.0", "90.0", "75.0"] in months
    assert teams[1] == ["North team", "3", "4", "75.0"]
    assert len(children) == 5
    assert children[1][-1] == "no"


def test_a_name_that_looks_like_a_formula_is_only_words_in_a_file(head, north) -> None:
    child = make.child('=HYPERLINK("http://evil")', "+Pell")
    step = done(north)
    row = step.children.unguarded(EVERY_ROW).get()
    row.person = child
    row.save()

    children = sheet(head.get("/performance/single_45wd/csv/?what=children"))

    assert children[1][1] == '\'=HYPERLINK("http://evil") +Pell'


def test_publishing_freezes_and_later_recording_shows_beside_it(head, north) -> None:
    """Pitfall 19: a published figure keeps its part, its whole, its children and its definition."""
    done(north, children=2)

    answer = head.post(
        "/performance/single_45wd/publish/?period=ytd", {"_key": "0b5c9f5e-3a51-4b36-a2f8-2f1f6a5c1f11"}
    )
    done(north, late=1)
    page = head.get("/performance/single_45wd/").content.decode()

    frozen = Publication.objects.get()
    assert answer.status_code == 302
    assert (frozen.part, frozen.whole, len(frozen.rows), len(frozen.among)) == (2, 2, 2, 2)
    assert frozen.definition == INDICATORS["single_45wd"].hash
    assert "2 of 3" in page[page.index('id="published"') :]


def test_a_figure_of_a_day_is_published_once(head, north) -> None:
    done(north)
    head.post("/performance/single_45wd/publish/", {"_key": "0b5c9f5e-3a51-4b36-a2f8-2f1f6a5c1f12"})

    again = head.post("/performance/single_45wd/publish/", {"_key": "0b5c9f5e-3a51-4b36-a2f8-2f1f6a5c1f13"})

    assert again.status_code == 422
    assert "has been published already" in again.content.decode()
    assert Publication.objects.count() == 1


@pytest.mark.parametrize("asked", ["area=nowhere", "on=2026-02-30", "on=2027-01-01", "period=decade"])
def test_an_impossible_choice_publishes_nothing_in_its_place(head, north, asked) -> None:
    done(north)

    answer = head.post(
        f"/performance/single_45wd/publish/?{asked}", {"_key": "0b5c9f5e-3a51-4b36-a2f8-2f1f6a5c1f16"}
    )

    assert answer.status_code == 422
    assert not Publication.objects.exists()


def test_only_those_who_may_publish(north) -> None:
    client, _ = signed_in("team_manager", north)

    assert (
        client.post(
            "/performance/NI059/publish/", {"_key": "0b5c9f5e-3a51-4b36-a2f8-2f1f6a5c1f14"}
        ).status_code
        == 403
    )
    assert not Publication.objects.exists()


def test_a_published_figure_counts_restricted_children_and_names_none(north) -> None:
    make.restricted(done(north).children.unguarded(EVERY_ROW).get().person)
    client, _ = signed_in("analyst", north)

    client.post("/performance/single_45wd/publish/", {"_key": "0b5c9f5e-3a51-4b36-a2f8-2f1f6a5c1f15"})

    assert Publication.objects.get().part == 1


def test_the_page_costs_few_statements_whatever_is_behind_it(
    head, north, django_assert_max_num_queries
) -> None:
    for _ in range(3):
        done(north, children=3, late=1)
    with django_assert_max_num_queries(25):
        head.get("/performance/single_45wd/")
    with django_assert_max_num_queries(25):
        head.get("/performance/")


def test_the_month_before_is_compared_over_the_same_days() -> None:
    _, before, words = rules.earlier(INDICATORS["NI059"], date(2026, 10, 14), "month")

    assert (before.starts, before.last_day, words) == (
        date(2026, 9, 1),
        date(2026, 9, 14),
        "the same days of last month",
    )
    assert rules.earlier(INDICATORS["NI059"], date(2026, 3, 30), "month")[1].last_day == date(2026, 2, 28)
    assert rules.earlier(INDICATORS["NI059"], date(2026, 9, 30), "month")[1].last_day == date(2026, 8, 31)


@pytest.mark.parametrize(
    ("on", "before"),
    [
        (date(2029, 2, 28), date(2028, 2, 29)),  # a whole February beside a whole one
        (date(2028, 2, 29), date(2027, 2, 28)),
        (date(2029, 2, 27), date(2028, 2, 27)),
        (date(2026, 10, 14), date(2025, 10, 14)),
    ],
)
def test_a_month_is_held_against_as_many_days_of_the_year_before(on, before):
    assert rules.earlier(INDICATORS["NI059"], on, "year")[1].last_day == before


def test_today_is_the_day_of_the_tests() -> None:
    assert clock.today() - timedelta(days=13) == date(2026, 10, 1)
    assert queries.SPLITS == ("team", "area", "month")


def test_a_watch_list_is_ones_own_and_shows_even_what_has_no_cases(north, head):
    manager, _ = signed_in("team_manager", north)
    page = head.get("/performance/?show=mine").content.decode()
    assert "Nothing is on your watch list yet." in page

    for _ in range(2):
        head.post("/performance/NI062/watch/?period=month", {"watch": "on"})

    assert [one.code for one in WatchedMeasure.objects.all()] == ["NI062"]
    assert 'id="NI062"' in head.get("/performance/?show=mine").content.decode()
    assert 'id="NI062"' not in manager.get("/performance/?show=mine").content.decode()
    assert "Take off my watch list" in head.get("/performance/NI062/").content.decode()

    answer = head.post("/performance/NI062/watch/?period=month", {"watch": "off"})

    assert answer["Location"] == "/performance/NI062/?period=month"
    assert not WatchedMeasure.objects.exists()
    assert head.post("/performance/no_such/watch/").status_code == 404
