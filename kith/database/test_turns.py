import threading

import pytest
from django.db import connection, transaction

from kith.database.session import as_system
from kith.database.turns import FIGURES, wait_for_turn


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
