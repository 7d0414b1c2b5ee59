import re
from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection

from kith.core import examples
from kith.performance import compiler, counting, rules
from kith.performance.compiler import Asked, as_known
from kith.performance.definition import SETTINGS, Flow, Median, Stock, recipe
from kith.performance.facts import FACTS
from kith.performance.facts.casework import referrals
from kith.performance.figure import end_of
from kith.performance.indicators import INDICATORS
from kith.performance.indicators.listed import LISTED
from kith.performance.indicators.waiting import WAITING

ASKED_FOR = [
    "contacts",
    "contact_to_referral",
    "contact_decision_1wd",
    "referrals",
    "referral_rate",
    "re_referral_12m",
    "referral_nfa",
    "NI059",
    "NI060",
    "single_45wd",
    "ia_out_of_timescale",
    "ca_out_of_timescale",
    "single_out_of_timescale",
    "underlying_timeliness",
    "assessment_volume",
    "authorisation_time",
    "awaiting_authorisation",
    "supervision_in_time",
    "supervision_late",
    "unallocated",
    "unallocated_28",
    "allocation_time",
    "cin_open",
]
ALL = [entry.thing for entry in INDICATORS]


def shown(indicator):
    return indicator.code


def test_what_waits_is_not_there_yet():
    assert [code for code in WAITING if code in INDICATORS] == []


def test_every_measure_asked_for_is_carried_by_one_indicator_or_waits():
    carried = [one.carries or one.code for one in ALL if (one.carries or one.code) in LISTED]

    assert len(LISTED) == 109
    assert sorted([*carried, *WAITING]) == sorted(LISTED)


@pytest.mark.parametrize("code", ASKED_FOR)
def test_every_indicator_asked_for_is_there(code):
    assert code in INDICATORS


@pytest.mark.django_db
@pytest.mark.parametrize("as_listed", [False, True], ids=["counted", "listed"])
@pytest.mark.parametrize("indicator", ALL, ids=shown)
def test_an_indicator_counts_what_its_examples_say(indicator, as_listed):
    rows = examples.parse(indicator.example)
    statement = compiler.proof(indicator, rows, as_listed=as_listed)

    with connection.cursor() as cursor:
        cursor.execute(statement.sql, statement.parameters)
        found = {line: (among, counted) for line, among, counted in cursor.fetchall()}

    for row in rows:
        expected = {"+": (True, True), "-": (True, False), "": (False, False)}[row.mark]
        assert found[row.line] == expected, f"line {row.line}: {row.values}"


def test_a_list_asks_once_for_a_column_that_takes_a_question():
    seen = INDICATORS["children_seen"]
    span = (date(2026, 4, 1), date(2026, 10, 1))

    beside, conditions = compiler.worked_out_once(
        seen.fact, "seen <> 'Not seen' or seen is null", "f.seen > ''"
    )

    assert beside == " cross join lateral (select f.seen as once_seen offset 0) once"
    assert conditions == ["once_seen <> 'Not seen' or once_seen is null", "f.seen > ''"]
    assert compiler.worked_out_once(seen.fact, "kind = 'a' or kind = 'b'", "seen <> 'Not seen'")[0] == ""
    assert beside in compiler.listed(seen, span, Asked()).sql
    assert compiler.proof(seen, examples.parse(seen.example), as_listed=True).sql.count("once_seen") == 4


@pytest.mark.parametrize("indicator", ALL, ids=shown)
def test_the_examples_show_both_sides_of_every_border(indicator):
    marks = {row.mark for row in examples.parse(indicator.example)}

    assert "+" in marks
    if indicator.is_share:
        assert "-" in marks
    if isinstance(indicator, Stock) or "where" in indicator.rows.condition:
        assert "" in marks


@pytest.mark.django_db
def test_a_wrong_condition_fails_its_examples():
    broken = INDICATORS["NI059"]
    late = replace(broken, part="completed_on < due_on")
    statement = compiler.proof(late, examples.parse(late.example))

    with connection.cursor() as cursor:
        cursor.execute(statement.sql, statement.parameters)
        first = cursor.fetchone()

    assert first[1:] == (True, False)


@pytest.mark.django_db
@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.name)
@pytest.mark.parametrize("day", [None, "2026-01-01"])
def test_a_relation_gives_the_columns_it_promises(fact, day):
    sql = compiler.with_settings(as_known(fact.sql, end_of(date(2026, 1, 1)) if day else None))
    told = {"as_at": "2026-01-01", "earliest": "2026-01-01"} | dict.fromkeys(
        f"set_{name}" for name in SETTINGS
    )

    with connection.cursor() as cursor:
        cursor.execute(f"select * from ({sql}) f limit 0", told)
        assert {column.name for column in cursor.description} == set(fact.columns)
        cursor.execute(
            f"select {', '.join(f'pg_typeof({name})::text' for name in fact.columns)} "
            f"from (values (1)) one(n) "
            f"left join ({sql}) f on true limit 1",
            told,
        )
        kinds = dict(zip(fact.columns, cursor.fetchone(), strict=True))

    whole = {
        "integer": "int",
        "character varying": "text",
        "smallint": "int",
        "timestamp with time zone": "timestamptz",
    }
    assert {name: whole.get(kind, kind) for name, kind in kinds.items()} == dict(fact.columns)


@pytest.mark.parametrize("indicator", ALL, ids=shown)
def test_an_indicator_is_described_and_names_only_what_its_relation_has(indicator):
    said = (
        indicator.title,
        indicator.short,
        indicator.words,
        indicator.counting,
        indicator.source,
        indicator.owner,
    )
    used = re.findall(
        r"(?<![:'\w.])[a-z_]{3,}(?![\w'(.])", re.sub(r"'[^']*'|::\w+", "", recipe(indicator).counted)
    )
    words = {
        "and",
        "not",
        "null",
        "true",
        "false",
        "interval",
        "coalesce",
        "asked",
        "day",
        "case",
        "when",
        "then",
        "end",
    }

    assert all(said)
    assert set(used) - words <= set(indicator.fact.columns)
    assert isinstance(indicator, (Flow, Stock, Median))


def test_a_definition_changes_its_mark_when_what_it_counts_changes():
    known = INDICATORS["NI059"]

    assert replace(known).hash == known.hash
    assert replace(known, part="completed_on < due_on").hash != known.hash
    assert replace(known, title="Another title").hash == known.hash


def test_the_words_of_a_relation_are_filled_in():
    sql = "select known(greatest(a, b), c) where recorded(known(r, s)) and standing(x)"

    assert as_known(sql, None) == "select (greatest(a, b)) where true and x is null"
    lasting = "case when a is null then '9999-12-31'::date else a end > %(earliest)s"
    assert as_known("lately(a, b)", None) == f"({lasting})"
    assert as_known("lately(a, b)", end_of(date(2026, 1, 1))) == f"({lasting} or b >= %(as_at)s)"
    assert "case when c < %(as_at)s then greatest(a, b) end" in as_known(sql, end_of(date(2026, 1, 1)))


def test_a_column_that_the_relation_lacks_is_told():
    wrong = replace(INDICATORS["referrals"], rows=referrals.all, example="colour\nred +")

    with pytest.raises(ValueError, match="referrals has no column colour"):
        compiler.proof(wrong, examples.parse(wrong.example))


def test_a_flow_asks_for_no_team_unless_told():
    group = counting.Flows((INDICATORS["NI059"],), (date(2026, 1, 1), date(2026, 2, 1)))

    assert "any(%(teams)s)" not in counting.statement([group], Asked()).sql
    assert "any(%(teams)s)" in counting.statement([group], Asked(teams=(3,))).sql


@pytest.mark.parametrize(
    ("lengths", "expected"),
    [([], None), ([4], 4), ([1, 2], 1.5), ([0, 0, 9], 0), ([0, 3, 3, 9], 3), ([1, 1, 2, 8], 1.5)],
)
def test_the_middle_of_a_tally_is_the_middle_of_its_lengths(lengths, expected):
    assert rules.middle(Counter(lengths)) == (len(lengths), expected)


@pytest.mark.parametrize(
    ("lengths", "expected"), [([], None), ([4], 4), ([1, 2], "1.5"), ([0, 0, 9], 3), ([-1, 1], 0)]
)
def test_the_average_of_a_tally_is_the_average_of_its_lengths(lengths, expected):
    assert rules.average(Counter(lengths)) == (len(lengths), None if expected is None else Decimal(expected))


def test_what_is_a_number_a_share_a_rate():
    kinds = {
        code: (INDICATORS[code].is_number, INDICATORS[code].is_share, INDICATORS[code].per > 0)
        for code in (
            "referrals",
            "NI059",
            "referral_rate",
            "cpp_open",
            "cpp_over_2y",
            "cpp_rate",
            "allocation_time",
        )
    }

    assert kinds == {
        "referrals": (True, False, False),
        "NI059": (False, True, False),
        "referral_rate": (False, False, True),
        "cpp_open": (True, False, False),
        "cpp_over_2y": (False, True, False),
        "cpp_rate": (False, False, True),
        "allocation_time": (False, False, False),
    }


def test_pitfall_3_timeliness_counts_what_was_completed_and_its_twin_what_fell_due():
    """So that clearing a backlog lowers the first and not the second; both are kept."""
    national = [INDICATORS[code] for code in ("NI059", "NI060", "single_45wd")]

    assert {one.when for one in national} == {"completed_on"}
    assert INDICATORS["underlying_timeliness"].when == "due_on"
