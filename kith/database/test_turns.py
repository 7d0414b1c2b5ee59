import os
import threading
import time
from pathlib import Path

import pytest
from django.db import DatabaseError, OperationalError, connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from kith.database.backend.base import GIVES_WAY
from kith.database.session import as_system, identity, late_will_do, seen_by
from kith.database.turns import COUNTING, FIGURES, answers, counting, wait_for_turn


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


def shared_among_sessions() -> bool:
    """Whether this system shares processors out among sessions first."""
    told = Path("/proc/sys/kernel/sched_autogroup_enabled")
    return told.exists() and told.read_text().strip() == "1"


@pytest.mark.skipif(not shared_among_sessions(), reason="processors are not shared among sessions here")
@pytest.mark.django_db(transaction=True)
def test_it_gives_way_to_other_sessions_too(replica) -> None:
    replica["GIVES_WAY"] = True
    for _ in range(20):  # a neighbour may have given such an order a moment ago
        with seen_by("7", reads_only=True), connection.cursor() as ours, counting() as cursor:
            (here, _), (there, _) = backend(ours), backend(cursor)
            files = [Path(f"/proc/{process}/autogroup") for process in (here, there)]
            told, is_ours = [one.read_text().split()[-1] for one in files], os.access(files[1], os.W_OK)
        if told[1] != "0":
            break
        connections[COUNTING].close()
        time.sleep(0.1)

    assert told == ["0", str(GIVES_WAY) if is_ours else "0"]


WHO = "select pg_backend_pid(), current_setting('kith.worker'), %(number)s from pg_sleep(0.2)"


def several(number: int) -> list[tuple[str, dict[str, int]]]:
    return [(WHO, {"number": place}) for place in range(number)]


@pytest.mark.django_db(transaction=True)
def test_several_questions_are_asked_two_at_a_time_with_the_same_eyes(replica) -> None:
    with seen_by("7", reads_only=True), connection.cursor() as ours:
        found = answers(several(4))
        here, _ = backend(ours)

    processes = {rows[0][0] for rows in found}
    assert (len(processes), here in processes) == (2, False)
    assert [rows[0][1:] for rows in found] == [("7", 0), ("7", 1), ("7", 2), ("7", 3)]


@pytest.mark.django_db
def test_several_questions_without_a_copy_are_asked_in_the_record() -> None:
    with seen_by("7", reads_only=True), connection.cursor() as ours:
        here, _ = backend(ours)

        assert [rows[0] for rows in answers(several(2))] == [(here, "7", 0), (here, "7", 1)]


@pytest.mark.parametrize("wrong", [0, 1])
@pytest.mark.django_db(transaction=True)
def test_what_one_of_several_questions_raises_is_raised(replica, wrong: int) -> None:
    questions = several(4)
    questions[wrong] = ("select 1 / (%(number)s - %(number)s)", {"number": 1})
    with pytest.raises(DatabaseError, match="division by zero"), seen_by("7", reads_only=True):
        answers(questions)


@pytest.mark.django_db(transaction=True)
def test_where_no_second_connection_is_left_the_first_asks_all(replica, monkeypatch, caplog) -> None:
    first = threading.current_thread()
    connect = type(connections[COUNTING]).ensure_connection

    def only_one(of) -> None:
        if threading.current_thread() is not first:
            raise OperationalError("no connection is left")
        connect(of)

    monkeypatch.setattr(type(connections[COUNTING]), "ensure_connection", only_one)
    with seen_by("7", reads_only=True):
        found = answers(several(3))

    assert len({rows[0][0] for rows in found}) == 1
    assert "figures.alone" in caplog.messages
