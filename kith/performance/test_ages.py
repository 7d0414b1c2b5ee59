"""Ages in figures turn on the day on which everything else in Kith says so, also of who was born on 29 February."""

from datetime import date, timedelta

import pytest
from django.db import connection

from kith.core.period import birthday
from kith.performance.facts import ground

BORN = [date(2004, 2, 27) + timedelta(days=number) for number in range(4)] + [
    date(2003, 2, 28),
    date(2003, 3, 1),
    date(2000, 2, 29),
    date(2006, 12, 31),
]


@pytest.mark.django_db
def test_a_birthday_in_sql_is_a_birthday():
    sql = f"select born, age, {ground.birthday('born', 'age')} from unnest(%s::date[]) born, generate_series(3, 21) age"

    with connection.cursor() as cursor:
        cursor.execute(sql, [BORN])
        found = {(born, age): on for born, age, on in cursor.fetchall()}

    assert found == {(born, age): birthday(born, age) for born in BORN for age in range(3, 22)}
    assert found[date(2004, 2, 29), 19] == date(2023, 3, 1)
    assert found[date(2004, 2, 29), 20] == date(2024, 2, 29)
