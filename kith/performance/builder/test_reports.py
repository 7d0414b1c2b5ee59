"""Reports on the screen: what they ask, who may open them, what is kept, and what a job counts."""

import io
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import connection
from django.test import Client
from pyarrow import parquet

from kith.access.guarded import EVERY_ROW
from kith.access.models import Look
from kith.core import Refused
from kith.performance.builder import actions, rules
from kith.performance.models import Report, ReportResult, ReportRun
from kith.performance.reporting import running
from tests import make

LIST = {"columns": ["record_number", "team", "received_on"], "do": "show"}
WRONG = [
    ({"columns": []}, "Tick a column"),
    ({"columns": ["team"], "column_1": "team", "how_1": "before", "value_1": "x"}, "“is before” does not fit Team"),
    ({"columns": ["team"], "column_1": "received_on", "how_1": "after", "value_1": "soon"}, "“soon” is not a day"),
    ({"columns": ["team"], "column_1": "received_on", "how_1": "between", "value_1": "2026-01-01"}, "Write a day"),
    ({"columns": ["team"], "column_1": "row_id", "how_1": "is", "value_1": "1e5"}, "“1e5” is not a number"),
    ({"columns": ["team"], "column_1": "became_referral", "how_1": "is", "value_1": "x"}, "does not fit"),
    ({"columns": ["team"], "column_1": "team", "how_1": "like", "value_1": "x"}, "Choose how Team is compared"),
    ({"columns": ["team"], "column_1": "password", "how_1": "is"}, "is not in this list"),
    ({"columns": ["team"], "group_1": "pg_sleep(9)"}, "is not in this list"),
    ({"columns": ["team"], "from": "received_on", "to": "decided_on"}, "told for groups"),
    ({"group_1": "team", "from": "received_on"}, "a day to which"),
]  # fmt: skip


def lists(given):
    return {name: value if isinstance(value, list) else [value] for name, value in given.items()}


@pytest.mark.parametrize(("given", "told"), WRONG)
def test_what_cannot_be_asked_is_told(given, told) -> None:
    with pytest.raises(Refused) as refused:
        rules.read("contacts", lists(given))

    assert told in refused.value.words


def test_a_value_never_becomes_a_word_of_the_select() -> None:
    given = {"columns": ["team"], "column_1": "team", "how_1": "is", "value_1": "'; drop table x; --"}

    sql, parameters = rules.select(rules.read("contacts", lists(given)))

    assert "drop" not in sql
    assert parameters == {"v0": "'; drop table x; --"}


@pytest.mark.parametrize(
    ("every", "today", "due"),
    [
        ("day", date(2026, 10, 14), date(2026, 10, 14)),
        ("week", date(2026, 10, 14), date(2026, 10, 12)),
        ("week", date(2026, 10, 12), date(2026, 10, 12)),
        ("month", date(2026, 10, 14), date(2026, 10, 1)),
        ("month", date(2026, 10, 1), date(2026, 10, 1)),
    ],
)
def test_a_report_is_due_on_the_newest_of_its_days(every, today, due) -> None:
    assert rules.due(every, today) == due


@pytest.fixture
def north():
    return make.team("North team")


@pytest.fixture
def analyst(north):
    return make.worker(role="analyst", team=north)


def client_of(worker) -> Client:
    client = Client()
    client.force_login(worker)
    return client


def child_of(contact):
    return contact.children.unguarded(EVERY_ROW).get().person


def saved(by, **more) -> Report:
    asks = rules.read("contacts", lists({"columns": ["record_number", "team"]})).kept()
    return actions.keep(by, None, title="Contacts of a team", asks=asks, query="", **more)


@pytest.mark.django_db
def test_a_list_shows_its_rows_and_the_trail_notes_whom(analyst, north) -> None:
    shown, hidden = make.contact(team=north), make.contact(team=north)
    make.restricted(child_of(hidden))

    answer = client_of(analyst).post("/performance/own-reports/new/contacts/", LIST)

    page = answer.content.decode()
    assert (answer.status_code, str(child_of(shown).pk) in page, str(child_of(hidden).pk) in page) == (
        200,
        True,
        False,
    )
    assert "1 row," in page
    assert list(Look.objects.filter(worker=analyst).values_list("person_id", "page")) == [
        (child_of(shown).pk, "report_new")
    ]
    assert ReportRun.objects.get().rows == 1


@pytest.mark.django_db
@pytest.mark.parametrize("given", [
    {"group_1": "team", "group_2": "received_on:month", "from": "received_on", "to": "decided_on", "sort": "average"},
    {"group_1": "became_referral", "sort": "rows", "descending": "yes"},
    {"columns": ["team", "source"], "sort": "source", "descending": "yes"},
    {"columns": ["team"], "column_1": "received_on", "how_1": "between", "value_1": "2020-01-01",
     "until_1": "2030-01-01",
     "column_2": "team", "how_2": "is_not", "value_2": "South", "column_3": "decided_on", "how_3": "empty",
     "column_4": "became_referral", "how_4": "holds_not"},
    {"columns": ["team"], "column_1": "row_id", "how_1": "more", "value_1": "0", "column_2": "level",
     "how_2": "empty"},
])  # fmt: skip
def test_groups_filters_and_orders_are_counted(analyst, north, given) -> None:
    make.contact(team=north)

    page = (
        client_of(analyst)
        .post("/performance/own-reports/new/contacts/", {**given, "do": "show"})
        .content.decode()
    )

    assert "1 row," in page


@pytest.mark.django_db
def test_a_form_that_is_wrong_comes_back_with_its_words(analyst) -> None:
    given = {**LIST, "column_1": "received_on", "how_1": "after", "value_1": "soon"}

    answer = client_of(analyst).post("/performance/own-reports/new/contacts/", given)

    assert answer.status_code == 422
    assert "“soon” is not a day" in answer.content.decode()
    assert 'value="soon"' in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("form", ["csv", "xlsx", "parquet"])
def test_a_report_is_taken_away_as_a_file(analyst, north, form) -> None:
    contact = make.contact(team=north)

    answer = client_of(analyst).post("/performance/own-reports/new/contacts/", {**LIST, "do": form})

    assert answer["Content-Disposition"].endswith(f'.{form}"')
    if form == "parquet":
        assert (
            parquet.read_table(io.BytesIO(answer.content)).to_pylist()[0]["record_number"]
            == child_of(contact).pk
        )
    assert ReportRun.objects.get().way == form
    assert Look.objects.filter(worker=analyst).count() == 1


@pytest.mark.django_db
def test_a_file_of_too_many_rows_is_refused(analyst, north, settings) -> None:
    settings.KITH_REPORT_ROWS = 1
    make.contact(team=north)
    make.contact(team=north)

    answer = client_of(analyst).post("/performance/own-reports/new/contacts/", {**LIST, "do": "csv"})

    assert (answer.status_code, "more than 1 rows: narrow it" in answer.content.decode()) == (422, True)


@pytest.mark.django_db
def test_a_saved_report_is_opened_changed_and_put_away(analyst, north) -> None:
    make.contact(team=north)
    client = client_of(analyst)

    made = client.post(
        "/performance/own-reports/new/contacts/", {**LIST, "do": "save", "title": "Ours", "every": "week"}
    )
    report = Report.objects.get()

    assert made.headers["Location"] == f"/performance/own-reports/{report.pk}/"
    assert "1 row," in client.get(made.headers["Location"]).content.decode()
    assert client.get(f"/performance/own-reports/{report.pk}/file/csv/").status_code == 200
    assert 'value="Ours"' in client.get(f"/performance/own-reports/{report.pk}/change/").content.decode()
    client.post(
        f"/performance/own-reports/{report.pk}/change/", {**LIST, "do": "save", "title": "Ours, again"}
    )
    assert "Ours, again" in client.get("/performance/own-reports/").content.decode()
    client.post(f"/performance/own-reports/{report.pk}/change/", {"do": "put_away"})
    assert client.get(f"/performance/own-reports/{report.pk}/").status_code == 404


@pytest.mark.django_db
def test_a_report_without_a_name_is_not_saved(analyst) -> None:
    answer = client_of(analyst).post("/performance/own-reports/new/contacts/", {**LIST, "do": "save"})

    assert (answer.status_code, Report.objects.count()) == (422, 0)


@pytest.mark.django_db
def test_a_report_is_opened_by_those_it_is_shared_with(analyst, north) -> None:
    other = make.worker(role="analyst", team=make.team("South team"))
    colleague = make.worker(role="analyst", team=north)
    own, everybody = saved(analyst), saved(analyst, shared="analysts")
    team = saved(analyst, shared="team", team=north.code)

    def opened(worker):
        client = client_of(worker)
        return [
            client.get(f"/performance/own-reports/{one.pk}/").status_code for one in (own, everybody, team)
        ]

    assert opened(analyst) == [200, 200, 200]
    assert opened(colleague) == [404, 200, 200]
    assert opened(other) == [404, 200, 404]
    assert client_of(other).get(f"/performance/own-reports/{everybody.pk}/change/").status_code == 404


@pytest.mark.django_db
def test_a_report_shared_by_who_sees_more_shows_each_reader_their_own(north, analyst) -> None:
    head = make.worker(role="head_of_service", team=north)
    make.restricted(child_of(make.contact(team=north)))
    report = saved(head, shared="analysts")

    pages = [
        client_of(one).get(f"/performance/own-reports/{report.pk}/").content.decode()
        for one in (head, analyst)
    ]

    assert ["1 row," in page for page in pages] == [True, False]


@pytest.mark.django_db
def test_who_may_not_is_refused(north) -> None:
    social_worker = make.worker(role="social_worker", team=north)

    for address in (
        "/performance/own-reports/",
        "/performance/own-reports/new/contacts/",
        "/performance/own-reports/sql/",
    ):
        assert client_of(social_worker).get(address).status_code == 403
    with pytest.raises(PermissionDenied):
        saved(social_worker)
    head = client_of(make.worker(role="head_of_service", team=north))
    assert (
        head.get("/performance/own-reports/").status_code,
        head.get("/performance/own-reports/sql/").status_code,
    ) == (200, 403)
    assert head.get("/performance/own-reports/new/passwords/").status_code == 404


@pytest.mark.django_db
def test_a_written_query_is_answered_kept_and_noted(analyst, north) -> None:
    contact = make.contact(team=north)
    query = "select record_number as child from contacts"

    page = (
        client_of(analyst)
        .post("/performance/own-reports/sql/", {"query": query, "do": "show"})
        .content.decode()
    )

    assert str(child_of(contact).pk) in page
    assert Look.objects.get(worker=analyst).person_id == child_of(contact).pk
    assert ReportRun.objects.get().asked == query


@pytest.mark.django_db
def test_a_written_query_that_is_refused_comes_back_with_its_words(analyst) -> None:
    query = "select set_config('kith.worker', '0', true) from contacts"

    answer = client_of(analyst).post("/performance/own-reports/sql/", {"query": query, "do": "show"})

    assert answer.status_code == 422
    assert "has no place in a query here" in answer.content.decode()
    assert "set_config(&#39;kith.worker&#39;" in answer.content.decode()


@pytest.mark.django_db
def test_a_number_made_up_in_a_query_leaves_no_line_in_the_trail(analyst, north) -> None:
    make.contact(team=north)

    answer = client_of(analyst).post(
        "/performance/own-reports/sql/",
        {"query": "select 987654321 as record_number from contacts", "do": "show"},
    )

    assert (answer.status_code, Look.objects.count()) == (200, 0)


@pytest.mark.django_db
def test_a_job_counts_what_is_due_once_with_the_eyes_of_who_saved_it(analyst, north) -> None:
    shown, hidden = make.contact(team=north), make.contact(team=north)
    make.restricted(child_of(hidden))
    report = saved(analyst, every="day")
    saved(analyst)

    call_command("reports", "run-due", verbosity=0)
    call_command("reports", "run-due", verbosity=0)

    result = ReportResult.objects.get()
    assert (result.report, result.rows) == (report, [[child_of(shown).pk, "North team"]])


@pytest.mark.django_db
def test_a_child_restricted_since_is_in_no_result_that_waits(analyst, north) -> None:
    contact = make.contact(team=north)
    saved(analyst, every="day")
    call_command("reports", "run-due", verbosity=0)
    number, address = (
        child_of(contact).pk,
        f"/performance/own-reports/result/{ReportResult.objects.get().pk}/",
    )
    before = client_of(analyst).get(address).content.decode()

    make.restricted(child_of(contact))

    assert str(number) in before
    assert str(number) not in client_of(analyst).get(address).content.decode()
    other = make.worker(role="analyst", team=north)
    assert client_of(other).get(address).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("changed", [
    {"filters": [["team", "after", "2026-01-01", ""]]},
    {"filters": [["received_on", "after", "soon", ""]]},
    {"groups": ["received_on:week"]},
    {"groups": ["team"], "average": ["team", "received_on"]},
])  # fmt: skip
def test_a_saved_report_that_fits_its_view_no_more_says_so_and_stops_no_other(analyst, changed) -> None:
    asks = rules.read("contacts", lists({"columns": ["record_number"]})).kept() | changed
    old = actions.keep(analyst, None, title="Old", asks=asks, query="", every="day")
    saved(analyst, every="day")

    page = client_of(analyst).get(f"/performance/own-reports/{old.pk}/")
    call_command("reports", "run-due", verbosity=0)

    assert page.status_code == 422
    assert "does not fit contacts any more" in page.content.decode()
    assert list(ReportResult.objects.order_by("pk").values_list("report__title", "trouble")) == [
        ("Old", "What this report asks does not fit contacts any more. Change the report."),
        ("Contacts of a team", ""),
    ]


@pytest.mark.django_db(transaction=True)
def test_a_report_that_found_others_being_counted_is_counted_the_next_time(settings) -> None:
    settings.KITH_REPORT_WAIT = 0
    saved(make.worker(role="analyst", team=make.team("North team")), every="month")

    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("select pg_advisory_lock(%s, 0)", [running.RUNNING])
    call_command("reports", "run-due", verbosity=0)
    other.close()
    assert not ReportResult.objects.exists()

    call_command("reports", "run-due", verbosity=0)
    assert ReportResult.objects.get().trouble == ""


@pytest.mark.django_db
def test_who_has_left_gets_no_result(analyst) -> None:
    saved(analyst, every="day")
    analyst.is_active = False
    analyst.save()

    call_command("reports", "run-due", verbosity=0)

    assert ReportResult.objects.count() == 0
