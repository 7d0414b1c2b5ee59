import os
import threading

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from kith.database.backend.base import GIVES_WAY
from kith.database.session import as_system, identity, late_will_do, seen_by
from kith.database.turns import FIGURES, counting, wait_for_turn


def held() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from pg_locks where locktype = 'advisory' and classid = %s "
            "and database = (select oid from pg_database where datname = current_database())",
            [FIGURES],
        )
        return int(cursor.fetchone()[0])


@pytest.mark.django_db
def test_one_transaction_takes_one_turn_however_much_it_counts() -> None:
    with as_system("a test counts"):
        wait_for_turn()
        wait_for_turn()

        assert held() == 1


@pytest.mark.django_db(transaction=True)
def test_the_next_waits_and_in_the_end_goes_ahead() -> None:
    with connection.cursor() as cursor:
        cursor.execute("set lock_timeout = '300ms'")
    has_turn, may_end = threading.Event(), threading.Event()

    def count_for_long() -> None:
        with transaction.atomic():
            wait_for_turn()
            has_turn.set()
            may_end.wait(20)
        connection.close()

    other = threading.Thread(target=count_for_long)
    other.start()
    assert has_turn.wait(20)
    try:
        with as_system("a test counts"):
            wait_for_turn()

            assert held() == 1, "the other's turn; ours was given up"
            with connection.cursor() as cursor:
                cursor.execute("select 1")
                assert cursor.fetchone() == (1,)
    finally:
        may_end.set()
        other.join()


def backend(cursor) -> tuple[int, str]:
    cursor.execute("select pg_backend_pid(), current_setting('kith.worker', true)")
    return cursor.fetchone()


@pytest.mark.django_db(transaction=True)
def test_a_page_that_only_looks_counts_in_the_copy_as_its_viewer(replica) -> None:
    with seen_by("7 all", reads_only=True), connection.cursor() as ours, counting() as cursor:
        (here, _), (there, viewer) = backend(ours), backend(cursor)

    assert there != here
    assert viewer == "7 all"


@pytest.mark.django_db(transaction=True)
def test_a_part_of_such_a_page_counts_there_too_with_its_own_eyes(replica) -> None:
    with seen_by("7", reads_only=True), as_system("a test counts for everyone"), counting() as cursor:
        assert backend(cursor)[1] == "0"


@pytest.mark.django_db(transaction=True)
def test_who_changes_the_record_counts_in_the_record(replica) -> None:
    with seen_by("7"), connection.cursor() as ours, counting() as cursor:
        assert backend(cursor) == backend(ours)


@pytest.mark.django_db(transaction=True)
def test_a_copy_that_is_away_is_told_to_the_log_and_missed_by_nobody(replica, caplog) -> None:
    replica.pop("EMBEDDED", None)
    replica |= {"HOST": "127.0.0.1", "PORT": "1", "OPTIONS": {}}

    with seen_by("7", reads_only=True), connection.cursor() as ours, counting() as cursor:
        assert backend(cursor) == backend(ours)

    assert "replica.away" in caplog.messages


@pytest.mark.django_db
def test_without_a_copy_all_counting_is_in_the_record() -> None:
    with seen_by("7", reads_only=True), connection.cursor() as ours, counting() as cursor:
        assert backend(cursor) == backend(ours)


@pytest.mark.django_db(transaction=True)
def test_a_part_of_a_command_that_only_looks_counts_in_the_copy_and_the_rest_does_not(replica) -> None:
    with seen_by("7"), connection.cursor() as ours:
        here = backend(ours)
        with late_will_do(), counting() as cursor:
            there = backend(cursor)
        with counting() as cursor:
            again = backend(cursor)

    assert (there[0] == here[0], there[1]) == (False, "7")
    assert again == here


@pytest.mark.django_db
def test_a_part_with_other_eyes_takes_no_second_turn_and_gives_the_eyes_back() -> None:
    with seen_by("7"):
        wait_for_turn()
        with as_system("a test counts for everyone"), CaptureQueriesContext(connection) as asked:
            wait_for_turn()

        assert len(asked) == 0
        assert identity() == "7"


@pytest.mark.django_db(transaction=True)
def test_the_way_of_the_embedded_record_store_gives_way_to_all_others(replica) -> None:
    replica["GIVES_WAY"] = True
    with seen_by("7", reads_only=True), connection.cursor() as ours, counting() as cursor:
        (here, _), (there, _) = backend(ours), backend(cursor)
        priorities = [os.getpriority(os.PRIO_PROCESS, process) for process in (here, there)]

    assert priorities[1] == max(priorities[0], GIVES_WAY)
    assert priorities[0] < GIVES_WAY
