"""The database hides a contact about a restricted child by itself, however its tables are read."""

import pytest
from django.db import connection

from kith.database.session import NOBODY, SYSTEM, seen_by
from tests import make

pytestmark = pytest.mark.django_db
OF_A_CONTACT = {
    "work_step": "id",
    "work_signoff": "step_id",
    "frontdoor_contact": "step_id",
    "frontdoor_contactchild": "contact_id",
    "frontdoor_threshold": "contact_id",
}


def steps_in(table: str, column: str, sight: str) -> set[int]:
    with seen_by(sight), connection.cursor() as cursor:
        cursor.execute(f"select {column} from {table} where {column} is not null")
        return {row[0] for row in cursor.fetchall()}


@pytest.fixture
def two():
    """A contact about a child whom few may see, and one about any child."""
    hidden, plain = make.contact(team=make.team()), make.contact(team=make.team())
    make.restricted(hidden.children.unguarded("a rule needs every row, and shows none").get().person)
    return hidden.step_id, plain.step_id


@pytest.mark.parametrize("table", ["work_step", "frontdoor_contact", "frontdoor_contactchild"])
def test_a_worker_without_the_right_reads_the_other_contact_alone(table, two) -> None:
    hidden, plain = two

    found = steps_in(table, OF_A_CONTACT[table], make.worker(role="social_worker").sight)

    assert plain in found
    assert hidden not in found
    assert {hidden, plain} <= steps_in(table, OF_A_CONTACT[table], SYSTEM)


@pytest.mark.parametrize("table", OF_A_CONTACT)
def test_nobody_reads_nothing(table, two) -> None:
    assert steps_in(table, OF_A_CONTACT[table], NOBODY) == set()


@pytest.mark.parametrize("table", OF_A_CONTACT)
def test_hidden_steps_are_looked_up_where_many_rows_are_counted(table) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select qual from pg_policies where tablename = %s and policyname = 'visible'", [table]
        )
        (condition,) = cursor.fetchone()

    assert "unnest(( SELECT COALESCE(kith_hidden_steps" in condition
    assert "ARRAY[NULL" in condition
