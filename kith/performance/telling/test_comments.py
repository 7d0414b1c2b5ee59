from datetime import date

import pytest
from django.test import Client

from kith.core import period as periods
from kith.performance.figure import EVERYWHERE, Place
from kith.performance.models import FigureComment
from kith.performance.telling import queries, rules
from tests import make

pytestmark = pytest.mark.django_db
ADDRESS = "/performance/single_45wd/comment/"
KEYS = (f"0b5c9f5e-3a51-4b36-a2f8-{number:012d}" for number in range(1, 10**6))


@pytest.fixture
def north():
    return make.team("North team", parent=make.team("North", code="north", kind="area"))


@pytest.fixture
def manager(north) -> Client:
    client = Client()
    client.force_login(make.worker("Colin Burge", role="team_manager", team=north))
    return client


def say(client: Client, words: str, query: str = ""):
    return client.post(ADDRESS + query, {"_key": next(KEYS), "words": words})


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("", "Write what there is to say."),
        ("a", None),
        ("a" * 10, None),
        ("a" * 11, "Say it in at most 10 letters: these are 11 letters."),
    ],
)
def test_words_about_a_figure_are_some_and_not_too_many(words, why) -> None:
    assert rules.obstacle_to_saying(words, 10, "what there is to say") == why


def test_a_comment_is_kept_with_the_figure_its_place_and_its_period(manager, north) -> None:
    answer = say(manager, " Two workers were  away\nin May. ", f"?area={north.code}&period=quarter")

    kept = FigureComment.objects.get()
    assert answer.status_code == 302
    assert (kept.code, kept.team, kept.by.name) == ("single_45wd", north, "Colin Burge")
    assert kept.words == "Two workers were away in May."
    assert (kept.period_kind, kept.starts_on, kept.ends_on) == (
        "quarter",
        date(2026, 10, 1),
        date(2026, 10, 15),
    )
    here = manager.get(f"/performance/single_45wd/?area={north.code}").content.decode()
    assert "Two workers were away in May." in here
    assert "about Quarter 3 of 2026-27" in here
    assert "Two workers were away" not in manager.get("/performance/single_45wd/").content.decode()


def test_no_words_and_too_many_come_back_with_what_was_typed(manager) -> None:
    empty, long = say(manager, "  "), say(manager, "b" * 1001)

    assert (empty.status_code, long.status_code) == (422, 422)
    assert "Write what there is to say." in empty.content.decode()
    assert "Say it in at most 1,000 letters" in long.content.decode()
    assert "b" * 1001 in long.content.decode()
    assert not FigureComment.objects.exists()


def test_a_comment_for_a_place_that_is_not_there_is_not_kept(manager) -> None:
    answer = say(manager, "Said of nobody", "?area=nowhere")

    assert answer.status_code == 422
    assert "There is no such area or team." in answer.content.decode()
    assert "Said of nobody" in answer.content.decode()
    assert not FigureComment.objects.exists()


def test_a_comment_on_no_measure_is_not_found(manager) -> None:
    found = manager.post("/performance/unheard_of/comment/", {"_key": next(KEYS), "words": "x"})

    assert found.status_code == 404


def test_who_may_not_explain_figures_neither_writes_nor_takes_back(manager, north) -> None:
    say(manager, "Said by the manager")
    chair = Client()
    chair.force_login(make.worker(role="conference_chair", team=north))

    page = chair.get("/performance/single_45wd/").content.decode()

    assert "Said by the manager" in page
    assert "Add a comment" not in page
    assert say(chair, "x").status_code == 403
    assert take_back(chair).status_code == 403


def take_back(client: Client, code: str = "single_45wd"):
    number = FigureComment.objects.get().pk
    return client.post(f"/performance/{code}/comment/{number}/take-back/", {"_key": next(KEYS)})


def test_a_comment_is_taken_back_once_and_stays_in_the_record_store(manager) -> None:
    say(manager, "Not so")

    first, second = take_back(manager), take_back(manager)

    assert first.status_code == 302
    assert "Not so" not in manager.get("/performance/single_45wd/").content.decode()
    assert FigureComment.objects.get().taken_back_by.name == "Colin Burge"
    assert second.status_code == 422
    assert "This has been taken back already." in second.content.decode()
    assert take_back(manager, "NI059").status_code == 404


def test_what_somebody_else_wrote_is_taken_back_by_who_publishes_figures_alone(manager, north) -> None:
    say(manager, "Two workers were away")
    other, analyst = Client(), Client()
    other.force_login(make.worker("Martin Sole", role="team_manager", team=north))
    analyst.force_login(make.worker(role="analyst", team=north))

    refused = take_back(other)

    assert refused.status_code == 422
    assert "Who wrote this takes it back" in refused.content.decode()
    assert [">Take back" in who.get("/performance/single_45wd/").content.decode()
            for who in (manager, other, analyst)] == [True, False, True]  # fmt: skip
    assert take_back(analyst).status_code == 302


def test_the_commentary_of_a_period_is_the_last_word_about_days_in_it(manager, north) -> None:
    say(manager, "First", "?period=month")
    say(manager, "Last", "?period=month")
    say(manager, "Of another place", f"?period=month&area={north.code}")
    say(manager, "Of September", "?period=month&on=2026-09-30")

    october = queries.commentary(["single_45wd", "NI059"], periods.month(date(2026, 10, 14)))
    year = queries.commentary(["single_45wd"], periods.year_to_date(date(2026, 10, 14)))
    may = queries.commentary(["single_45wd"], periods.month(date(2026, 5, 14)), EVERYWHERE)
    team = queries.commentary(
        ["single_45wd"], periods.month(date(2026, 10, 14)), Place(north.pk, north.code, north.name, "team")
    )

    assert {code: said.words for code, said in october.items()} == {"single_45wd": "Last"}
    assert year["single_45wd"].words == "Of September"
    assert may == {}
    assert team["single_45wd"].words == "Of another place"
