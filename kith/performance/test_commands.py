import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from kith.performance.indicators import INDICATORS
from kith.performance.models import Publication
from tests import make

pytestmark = pytest.mark.django_db
KEYS = {"code", "title", "on", "period", "part", "whole", "value", "unit", "good", "rows"}


def said(*words: str) -> str:
    out = StringIO()
    call_command("figures", *words, stdout=out)
    return out.getvalue()


def refused(capsys, *words: str) -> str:
    err = StringIO()
    with pytest.raises(SystemExit) as left:
        call_command("figures", *words, stdout=StringIO(), stderr=err)
    assert left.value.code == 2
    return err.getvalue()


@pytest.fixture
def three_siblings():
    """One assessment about three children, completed on its due day; one more, a working day late."""
    north, south = make.team("North team"), make.team("South team")
    family = make.family(children=3)
    ends = {"completed_on": date(2026, 8, 4), "completed_at": make.moment(date(2026, 8, 4), 16)}
    about = {"started_on": date(2026, 6, 1), "due_on": date(2026, 8, 4), "state": "completed"}
    make.step("single_assessment", family.children, team=north, **about, **ends)
    late = {"completed_on": date(2026, 8, 5), "completed_at": make.moment(date(2026, 8, 5), 16)}
    make.step("single_assessment", [make.child()], team=south, **about, **late)
    return family.children


def test_a_figure_is_printed_with_the_record_numbers_behind_it(three_siblings) -> None:
    told = json.loads(said("read", "single_45wd", "--period", "ytd", "--json"))

    assert set(told) == KEYS
    assert (told["part"], told["whole"], told["value"], told["unit"], told["good"]) == (
        3,
        4,
        75.0,
        "%",
        "high",
    )
    assert sorted(told["rows"]) == sorted(child.pk for child in three_siblings)
    assert told["on"] == "2026-10-14"


@pytest.mark.parametrize("by", ["team", "area", "month"])
def test_a_split_is_a_list_of_the_same(three_siblings, by) -> None:
    told = json.loads(said("read", "single_45wd", "--period", "ytd", "--by", by, "--json"))

    assert all(set(one) == KEYS for one in told)
    assert (sum(one["part"] for one in told), sum(one["whole"] for one in told)) == (3, 4)
    assert all(len(one["rows"]) == one["part"] for one in told)


def test_a_split_by_team_names_the_team(three_siblings) -> None:
    titles = [
        one["title"]
        for one in json.loads(said("read", "single_45wd", "--period", "ytd", "--by", "team", "--json"))
    ]

    assert any(title.endswith("· North team") for title in titles)


def test_on_a_day_before_the_completion_nothing_is_completed(three_siblings) -> None:
    told = json.loads(said("read", "single_45wd", "--on", "2026-08-03", "--period", "ytd", "--json"))

    assert (told["part"], told["whole"], told["value"], told["rows"]) == (0, 0, None, [])


def test_as_at_a_past_day_only_what_was_recorded_counts(three_siblings) -> None:
    told = json.loads(said("read", "single_45wd", "--period", "ytd", "--as-at", "2026-08-04", "--json"))

    assert (told["part"], told["whole"]) == (3, 3)


def test_without_json_it_is_a_plain_table(three_siblings) -> None:
    table = said("read", "single_45wd", "--period", "ytd")

    assert "75.0%" in table
    assert "3 of 4" in table
    assert "no cases" in said("read", "NI059")


@pytest.mark.parametrize("code", [entry.name for entry in INDICATORS])
def test_every_figure_can_be_read(code) -> None:
    assert set(json.loads(said("read", code, "--json"))) == KEYS


def test_the_list_names_every_indicator() -> None:
    listed = said("list")

    assert all(entry.name in listed for entry in INDICATORS)
    assert len(json.loads(said("list", "--json"))) == len(INDICATORS)


def test_the_list_says_which_of_the_measures_asked_for_each_carries() -> None:
    described = {one["code"]: one for one in json.loads(said("list", "--json"))}

    assert described["supervision_in_time"]["carries"] == "supervision"
    assert described["NI067"]["carries"] == "NI067"
    assert described["NI067_due"]["carries"] == ""
    assert described["NI059"]["polarity"] == "high"
    assert described["contacts"]["polarity"] == "neutral"
    assert "Supervisions held within the interval (carries supervision)" in said("list")
    assert "Reviews of child protection plans on time (our own)" in said("list")


def test_what_cannot_be_counted_yet_is_listed_with_what_it_waits_for() -> None:
    missing = json.loads(said("list", "--missing", "--json"))

    assert {
        "code": "data_quality",
        "title": "Return errors outstanding",
        "waits_for": "statutory returns",
    } in missing
    assert "Return errors outstanding: waits for statutory returns" in said("list", "--missing")


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (("read", "NI999"), "There is no indicator 'NI999'."),
        (("read", "NI059", "--on", "14.10.2026"), "is not a day. Write --on as 2026-10-14."),
        (("read", "NI059", "--on", "2026-02-30"), "is not a day."),
        (("read", "NI059", "--on", "0001-01-01"), "Figures are kept for 1990 to 2060"),
        (("read", "NI059", "--as-at", "soon"), "Write --as-at as 2026-10-14."),
        (
            ("read", "NI059", "--period", "week"),
            "There is no period “week”. Known: month, quarter, ytd, rolling12.",
        ),
        (("read", "NI059", "--by", "colour"), "split by team, area, month, not by “colour”"),
        (("publish", "NI059", "--worker", "nobody.known"), "There is no worker with that username."),
    ],
)
def test_what_cannot_be_read_is_told_in_words_with_code_2(capsys, words, answer) -> None:
    assert answer in refused(capsys, *words)


def test_a_figure_is_published_by_a_worker_who_may(three_siblings) -> None:
    analyst = make.worker("Yusuf Demir", role="analyst")

    words = said("publish", "single_45wd", "--period", "ytd", "--worker", analyst.username)

    assert "with 3 rows behind it" in words
    assert Publication.objects.get().by == analyst


def test_a_publication_cannot_be_changed_or_deleted_by_the_web_role(three_siblings) -> None:
    from django.db import ProgrammingError, connection, transaction

    said("publish", "single_45wd", "--period", "ytd", "--worker", make.worker(role="analyst").username)
    for sql in ("update performance_publication set part = 9", "delete from performance_publication"):
        with (
            pytest.raises(ProgrammingError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(sql)
