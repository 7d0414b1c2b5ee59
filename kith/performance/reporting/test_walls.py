"""Attacks on the box for written queries: each wall is tried as if the other were not there."""

import time
from contextlib import suppress

import pytest
from django.db import connection

from kith.core import Refused
from kith.database import session
from kith.performance.reporting import running, sieve
from kith.performance.reporting.views import VIEWS
from tests import make

ATTACKS = [
    "select set_config('kith.worker', '0', true)",
    "select set_config('role', 'kith_app', true)",
    "select pg_catalog.set_config('kith.worker', '0', true)",
    "select query_to_xml('select set_config(''kith.worker'', ''0'', true)', true, true, '')",
    "select query_to_xml('set kith.worker = ''0''', true, true, '')",
    "select query_to_xml('reset role', true, true, '')",
    "select * from ts_stat('select to_tsvector(set_config(''kith.worker'', ''0'', true))')",
    "select count(*) from public.people_person",
    "select count(*) from people_person",
    "select username, password from public.access_worker",
    "select session_data from django_session",
    "select public.kith_hidden_people('1')",
    "select kith_hidden_people('1')",
    "select public.kith_keep_hidden('1')",
    "select pg_read_file('/etc/passwd')",
    "select pg_ls_dir('.')",
    "select * from pg_authid",
    "select lo_import('/etc/passwd')",
    "select nextval('people_person_id_seq')",
    "insert into reporting.contacts (row_id) values (1)",
    "with gone as (delete from reporting.contacts returning row_id) select row_id from gone",
    "select row_id into temp kept from contacts",
    "select row_id from contacts for update",
    "select 1; commit; select 1",
    "select 1; set role kith_app",
    "set kith.worker = '0'",
    "reset role",
    "do $$ begin perform set_config('kith.worker', '0', true); end $$",
    "copy (select 1) to program 'id'",
    "create function f() returns int language sql as 'select 1'",
    "alter role kith_reader bypassrls",
    "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'kith_owner'",
    "update pg_settings set setting = '0' where name = 'kith.worker'",
    "declare other cursor for select 1",
]
DODGES = [
    "select row_id from contacts -- where",
    "select row_id /* */ from contacts",
    "select row_id from contacts;",
    'select "pg_sleep"(1) from contacts',
    "select (record_number).pg_sleep from contacts",
    "select contacts.set_config from contacts",
    "select c.row_to_json from contacts c",
    "select (team).upper from contacts",
    "select 'pg_authid'::regclass from contacts",
    "select regclass 'pg_authid' from contacts",
    "select cast('pg_authid' as regclass) from contacts",
    "select E'\\x27' from contacts",
    "select U&'\\0027' from contacts",
    "select $$a$$ from contacts",
    "select team || worker from contacts",
    "with recursive n as (select 1) select 1 from contacts",
    "select generate_series(1, 10) from contacts",
    "select repeat('a', 1000000000) from contacts",
    "select string_agg(team, ',') from contacts",
    "select count(*) from contacts, pg_stat_activity",
    "select count(*) from contacts, information_schema.tables",
    "select current_user from contacts",
    "select current_setting('kith.worker') from contacts",
    "select 1",
    "values (1)",
    "table contacts",
    "explain select 1 from contacts",
    "",
    "select row_id from contacts where team = 'a' 'b'",
    "select '" + "a" * 9000 + "' from contacts",
]
READS = [
    "select team, count(*) from contacts group by team order by 2 desc",
    'SELECT c.team AS "Team (all)", avg(c.decision_working_days) FROM reporting.contacts c GROUP BY 1',
    "with late as (select row_id, team from assessments where completed_on > due_on) select count(*) from late",
    "select date_trunc('month', received_on)::date as month_of, count(*) filter (where became_referral) "
    "from contacts where received_on >= date '2026-01-01' group by 1",
    "select percentile_cont(0.5) within group (order by completed_on - started_on) from assessments",
    "select team, row_number() over (partition by team order by received_on) from contacts limit 5",
    "select count(*) from contacts c join referrals r on r.record_number = c.record_number "
    "and r.received_on between c.received_on and c.received_on + interval '7 days'",
    "select extract(year from received_on), round(avg(decision_working_days)::numeric, 1) from contacts group by 1",
    "select case when team is null then 'nobody' else team end, record_number as child from contacts",
]


@pytest.mark.parametrize("query", [*ATTACKS, *DODGES])
def test_the_first_wall_refuses_it_alone_or_leaves_no_word_unlooked_at(query) -> None:
    with suppress(Refused):
        assert sieve.strange(sieve.judged(query)), query


@pytest.mark.django_db
@pytest.mark.parametrize("query", [*ATTACKS, *DODGES])
def test_what_is_written_so_is_refused_in_plain_words(query, as_worker) -> None:
    as_worker(make.worker(role="analyst"))

    with pytest.raises(Refused) as refused:
        running.written(query)

    assert "Traceback" not in str(refused.value)
    assert refused.value.problems[0][1].endswith((".", "view."))


@pytest.mark.django_db
@pytest.mark.parametrize("query", ATTACKS)
def test_the_second_wall_stands_alone(query, as_worker) -> None:
    worker = make.worker(role="analyst")
    as_worker(worker)
    make.restricted(
        make.contact(team=make.team())
        .children.unguarded("a rule needs every row, and shows none")
        .get()
        .person
    )

    with pytest.raises(Refused):
        running.run(query)

    assert session.identity() == worker.sight
    with connection.cursor() as cursor:
        cursor.execute("select current_user, current_setting('transaction_read_only')")
        assert cursor.fetchone() == ("kith_app", "off")


@pytest.mark.django_db
@pytest.mark.parametrize("query", READS)
def test_what_an_analyst_asks_every_day_is_answered(query, as_worker) -> None:
    as_worker(make.worker(role="analyst"))

    assert running.written(query).columns


@pytest.fixture
def two_contacts():
    team = make.team("North team")
    return [make.contact(team=team), make.contact(team=team)]


def child_of(contact):
    return contact.children.unguarded("a rule needs every row, and shows none").get().person


@pytest.mark.django_db
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_can_be_read_and_has_the_columns_it_promises(view, as_worker) -> None:
    as_worker(make.worker(role="analyst"))

    answer = running.written(f"select * from {view}")

    assert [column.name for column in answer.columns] == list(VIEWS[view].columns)


@pytest.mark.django_db
def test_a_restricted_child_is_in_no_row_no_count_and_no_error(two_contacts, as_worker) -> None:
    shown, hidden = (child_of(contact) for contact in two_contacts)
    make.restricted(hidden)
    as_worker(make.worker(role="analyst"))

    for view in ("contacts", "children"):
        assert running.written(f"select record_number from {view}").people == [shown.pk]
        assert running.written(f"select count(*) from {view}").rows == ((1,),)
    told = running.written(f"select 1 / (record_number - {hidden.pk}) from contacts")
    assert len(told.rows) == 1
    with pytest.raises(Refused, match="divided by nothing") as refused:
        running.written(f"select 1 / (record_number - {shown.pk}) from contacts")
    assert str(shown.pk) not in str(refused.value)


@pytest.mark.django_db
def test_who_may_see_the_restricted_child_sees_it_in_reports_too(two_contacts, as_worker) -> None:
    make.restricted(child_of(two_contacts[0]))
    as_worker(make.worker(role="head_of_service"))

    assert running.written("select count(*) from contacts").rows == ((2,),)


@pytest.mark.django_db
def test_nobody_sees_nothing(two_contacts, as_worker) -> None:
    as_worker(None)

    assert running.written("select count(*) from contacts").rows == ((0,),)


@pytest.mark.django_db
def test_a_value_of_a_row_is_never_part_of_what_is_said_to_be_wrong(two_contacts, as_worker) -> None:
    as_worker(make.worker(role="analyst"))

    with pytest.raises(Refused) as refused:
        running.written("select team::int from contacts")

    assert "North" not in str(refused.value)


TEN_MILLION = "select 1 from pg_catalog.generate_series(1, 10000000) n"


@pytest.mark.django_db
def test_ten_million_rows_are_cut_on_the_page_and_refused_as_a_file(as_worker, settings) -> None:
    as_worker(make.worker(role="analyst"))

    page = running.run(TEN_MILLION, size=50)

    assert (len(page.rows), page.count, page.has_more) == (50, 100_000, True)
    with pytest.raises(Refused, match="more than 100,000 rows: narrow it"):
        running.run(TEN_MILLION)


@pytest.mark.django_db
def test_a_query_that_sleeps_is_stopped_and_the_request_goes_on(as_worker, settings) -> None:
    settings.KITH_REPORT_SECONDS = 1
    worker = make.worker(role="analyst")
    as_worker(worker)
    started = time.monotonic()

    with pytest.raises(Refused, match="longer than 1 seconds"):
        running.run("select pg_sleep(60)")

    assert time.monotonic() - started < 20
    assert session.identity() == worker.sight


@pytest.mark.django_db
def test_a_page_further_on_has_its_own_rows_and_the_same_count(as_worker) -> None:
    as_worker(make.worker(role="analyst"))

    answer = running.run("select n from pg_catalog.generate_series(1, 120) n", page=3, size=50)

    assert (answer.rows[0], len(answer.rows), answer.count) == ((101,), 20, 120)


@pytest.mark.django_db
def test_record_numbers_are_known_whatever_a_query_calls_them(two_contacts, as_worker) -> None:
    as_worker(make.worker(role="analyst"))

    answer = running.written(
        "with few as (select record_number as x from contacts) "
        "select team, x as y from (select team, x from few, contacts) z"
    )

    assert set(answer.people) == {child_of(contact).pk for contact in two_contacts}


@pytest.mark.django_db
def test_nothing_is_run_where_the_record_store_does_not_keep_readers_apart(as_worker, as_owner) -> None:
    with connection.cursor() as cursor:
        cursor.execute("grant usage on schema public to public")

    assert not running.is_open()
    with pytest.raises(Refused, match="Reports are closed here"):
        running.run("select 1")
