from datetime import date

import pytest
from django.db import IntegrityError
from django.test import Client

from kith.core import calendar, period
from kith.performance.models import NamedChange
from kith.performance.telling import queries, rules
from kith.performance.tree import tree
from tests import make

ADDRESS = "/performance/single_45wd/change/"
KEYS = (f"0b5c9f5e-3a51-4b36-b2f8-{number:012d}" for number in range(1, 10**6))
TWELVE = [70.0] * 12


@pytest.mark.parametrize(
    ("values", "named", "at", "why"),
    [
        (TWELVE, [], None, "Choose a month"),
        (TWELVE, [], 1, "There have to be two whole months"),
        (TWELVE, [], 2, None),
        (TWELVE, [], 10, None),
        (TWELVE, [], 11, "There have to be two whole months"),
        (TWELVE, [6], 6, "A change is named for this month already."),
        (TWELVE, [6], 7, "There have to be two whole months"),
        (TWELVE, [6], 8, None),
        (TWELVE, [6], 5, "There have to be two whole months"),
        (TWELVE, [6], 4, None),
        ([None, 70.0, 71, 70, 71], [], 2, "There have to be two whole months"),
        ([None, 70.0, 71, 70, 71], [], 3, None),
        (TWELVE, [0], 2, None),
    ],
)
def test_where_a_change_can_be_named(values, named, at, why) -> None:
    found = rules.obstacle_to_naming(values, named, at)

    assert found is None if why is None else (found or "").startswith(why)
    assert (at in rules.places_to_name(values, named)) == (why is None)


@pytest.fixture
def north():
    return make.team("North team", parent=make.team("North", code="north", kind="area"))


@pytest.fixture
def manager(north) -> Client:
    client = Client()
    client.force_login(make.worker("Colin Burge", role="head_of_service", team=north))
    return client


def finished(team, year: int, month: int, *late: int) -> None:
    """Assessments finished in a month, each so many working days late."""
    for days in late:
        child, ended = make.child(), date(year, month, 12)
        made = make.step("single_assessment", [child], team=team, started_on=date(2025, 9, 1))
        made.due_on = calendar.england().add(ended, -days)
        made.state, made.completed_on, made.completed_at = "completed", ended, make.moment(ended, 16)
        made.save()


@pytest.fixture
def year(north) -> None:
    """Half of the assessments late from November to May, none from June to September; October is not over."""
    for month in period.months_back(date(2026, 5, 1), 7):
        finished(north, month.starts.year, month.starts.month, 0, 5)
    for month in range(6, 11):
        finished(north, 2026, month, 0)


def name(client: Client, month: str, words: str, query: str = ""):
    return client.post(ADDRESS + query, {"_key": next(KEYS), "from_month": month, "change_words": words})


@pytest.mark.django_db
def test_a_named_change_parts_the_trend_and_is_told_in_the_sentence(manager, year) -> None:
    before = manager.get("/performance/single_45wd/").content.decode()

    answer = name(manager, "2026-06", "weekly  tracking meetings start")

    page = manager.get("/performance/single_45wd/").content.decode()
    assert answer.status_code == 302
    assert NamedChange.objects.get().words == "weekly tracking meetings start"
    assert "Since June 2026" not in before
    assert (
        "Since June 2026 (“weekly tracking meetings start”) the monthly figure has settled at a higher level"
        in page
    )
    assert "Jun 26: weekly tracking meetings start" in page
    assert "k-chart__dot--open" in page
    assert "Oct 2026 (1 of 1), month not over" in page
    assert page.count("k-chart__mean") == before.count("k-chart__mean") + 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("month", "words", "told"),
    [
        ("", "x", "Choose a month from the list."),
        ("2019-01", "x", "Choose a month from the list."),
        ("2025-12", "x", "There have to be two whole months with a figure before and after it"),
        ("2026-09", "x", "There have to be two whole months with a figure before and after it"),
        ("2026-06", " ", "Write what changed."),
        ("2026-06", "w" * 61, "Say it in at most 60 letters"),
    ],
)
def test_a_change_that_cannot_be_named_comes_back_with_what_was_typed(
    manager, year, month, words, told
) -> None:
    answer = name(manager, month, words)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert told in page
    assert f'value="{words}"' in page
    assert not NamedChange.objects.exists()


@pytest.mark.django_db
def test_a_month_has_one_change_and_another_once_that_is_taken_back(manager, year) -> None:
    name(manager, "2026-06", "one")
    twice = name(manager, "2026-06", "two")
    number = NamedChange.objects.get().pk

    elsewhere = manager.post(f"/performance/NI059/change/{number}/take-back/", {"_key": next(KEYS)})
    back = manager.post(f"/performance/single_45wd/change/{number}/take-back/", {"_key": next(KEYS)})
    again = manager.post(f"/performance/single_45wd/change/{number}/take-back/", {"_key": next(KEYS)})
    anew = name(manager, "2026-06", "two")

    assert (twice.status_code, elsewhere.status_code, back.status_code, again.status_code) == (
        422,
        404,
        302,
        422,
    )
    assert "A change is named for this month already." in twice.content.decode()
    assert anew.status_code == 302
    assert [one.words for one in NamedChange.objects.filter(taken_back_at=None)] == ["two"]


@pytest.mark.django_db
def test_the_database_keeps_one_change_a_month_and_place(manager, north) -> None:
    worker = make.worker()
    facts = {
        "code": "NI059",
        "words": "x",
        "from_on": date(2026, 3, 1),
        "named_at": make.moment(date(2026, 4, 1)),
        "by": worker,
    }
    NamedChange.objects.create(**facts)
    NamedChange.objects.create(**facts, team=north)

    with pytest.raises(IntegrityError, match="named_change_once_a_month"):
        NamedChange.objects.create(**facts)


@pytest.mark.django_db
def test_a_team_is_read_apart_by_its_own_changes_its_area_s_and_everyone_s(north) -> None:
    worker, south = make.worker(), make.team("South team")
    for team, words in ((None, "everyone"), (north.parent, "area"), (north, "own"), (south, "other")):
        NamedChange.objects.create(
            code="NI059", team=team, words=words, from_on=date(2026, 3, 1),
            named_at=make.moment(date(2026, 4, 1)), by=worker,
        )  # fmt: skip
    known = tree()
    months = period.months_back(date(2026, 6, 1), 6)

    here = queries.changes(known.named(north.code), known)["NI059"]
    everywhere = queries.changes(known.named(""), known, "NI059")["NI059"]

    assert [one.words for one in here] == ["everyone", "area", "own"]
    assert [one.words for one in everywhere] == ["everyone"]
    assert queries.changes(known.named(""), known, "NI060")["NI060"] == []
    assert queries.steps(here, months) == [(2, "everyone; area; own")]
    assert queries.steps(here, months[3:]) == []


@pytest.mark.django_db
def test_who_may_not_explain_figures_names_nothing(year, north) -> None:
    client = Client()
    client.force_login(make.worker(role="conference_chair", team=north))

    assert name(client, "2026-06", "x").status_code == 403
    assert "Name a change" not in client.get("/performance/single_45wd/").content.decode()
