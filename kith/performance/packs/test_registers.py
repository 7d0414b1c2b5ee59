import pytest
from django.db import connection

from kith.core import examples
from kith.performance import compiler
from kith.performance.indicators import INDICATORS
from kith.performance.packs.registers import ANNEX_A, MINE


@pytest.mark.django_db
@pytest.mark.parametrize("register", MINE, ids=lambda one: one.code)
def test_a_list_holds_what_its_examples_say(register):
    rows = examples.parse(register.indicator.example)
    statement = compiler.proof(register.indicator, rows)

    with connection.cursor() as cursor:
        cursor.execute(statement.sql, statement.parameters)
        found = {line: counted for line, _, counted in cursor.fetchall()}

    assert [found[row.line] for row in rows] == [row.mark == "+" for row in rows]


@pytest.mark.parametrize("register", MINE, ids=lambda one: one.code)
def test_a_list_tells_columns_that_its_relation_has(register):
    assert {name for name, _, _ in register.columns} <= set(register.indicator.fact.columns)
    assert register.code not in INDICATORS


def test_the_lists_of_an_inspection_are_numbered_as_they_are_asked_for():
    assert [one.number for one in ANNEX_A] == list(range(1, 11))
