"""Measures as data: what may be said, what is told when it is wrong, and that no SQL comes in by a pack."""

from io import StringIO

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from kith.performance.compiler import recipe
from kith.performance.definition import Mean, StockRate
from kith.performance.indicators import INDICATORS, TOPICS
from kith.performance.measures import catalogue, proving, reading
from kith.performance.measures.conditions import NotACondition, condition, expression
from kith.performance.measures.reading import Known
from kith.practice import BrokenPacks

COLUMNS = {
    "source": "text",
    "received_on": "date",
    "decided_on": "date",
    "days": "int",
    "became_referral": "boolean",
    "decided_at": "timestamptz",
}
HOLDS = [
    ("became_referral", "became_referral"),
    ("not became_referral", "(not became_referral)"),
    ("source = '6'", "(source = '6')"),
    ("SOURCE = '6' AND NOT became_referral", "((source = '6') and (not became_referral))"),
    ("days > 3 or days is null", "((days > 3) or (days is null))"),
    ("(days > 3 or days is null) and source in ('1A', '1B')",
     "((((days > 3) or (days is null))) and (source in ('1A', '1B')))"),
    ("source not in ('6')", "(source not in ('6'))"),
    ("decided_on - received_on <= 28", "((decided_on - received_on) <= 28)"),
    ("decided_on > received_on + interval '28 days'", "(decided_on > (received_on + interval '28 days'))"),
    ("received_on >= date '2026-04-01'", "(received_on >= date '2026-04-01')"),
    ("days between 1 and 5", "(days between 1 and 5)"),
    ("became_referral is not true", "(became_referral is not true)"),
    ("coalesce(days, 0) = 0", "(coalesce(days, 0) = 0)"),
    ("decided_at < date '2026-01-01'", "(decided_at < date '2026-01-01')"),
    ("lower(source) <> 'a, b'", "(lower(source) <> 'a, b')"),
]  # fmt: skip
WRONG = [
    ("colour = 'red'", "no column “colour”. Known: source"),
    ("days", "a number, and must be something that holds"),
    ("days = 'three'", "A number is compared with a text"),
    ("received_on > 3", "A day is compared with a number"),
    ("source = '6' and days", "Beside “and” stands a number"),
    ("days >", "found the end"),
    ("(days > 3", "Expected “)”"),
    ("days > 3)", "“)” is not understood here"),
    ("source = \"6\"", "“\"” has no place"),
    ("source = '6'; drop table people_person", "“;” has no place"),
    ("exists (select 1 from people_person)", "no function “exists”"),
    ("days in (select id from people_person)", "no column “select”"),
    ("pg_sleep(10) is null", "no function “pg_sleep”. Known: abs"),
    ("set_config('kith.worker', '0', true) = ''", "no function “set_config”"),
    ("source = '6' -- 1", "Expected a column"),
    ("source = '6' /* x */", "“/” has no place"),
    ("source = $$6$$", "“$” has no place"),
    ("source::text = '6'", "“:” has no place"),
    ("source = '50%s'", "a text has letters"),
    ("source = 'a:b'", "a text has letters"),
    ("source = '\\'", "a text has letters"),
    ("source || '6' = '6'", "“|” has no place"),
    ("decided_on > date '31.12.2026'", "is no day"),
    ("decided_on > received_on + interval '1 fortnight'", "is no span"),
    ("days is 3", "After “is” stands"),
    ("source is true", "After “is” stands"),
    ("not in (1)", "no function “in”"),
    ("public.people_person.id = 1", "“.” has no place"),
    ("case when days > 1 then true end", "no column “case”"),
    ("(" * 20 + "days > 1" + ")" * 20, "at most 12 deep"),
    ("not " * 20 + "became_referral", "at most 12 deep"),
    ("days > 1 or " * 200 + "days > 1", "at most 1,000 letters"),
    ("", "Expected a column"),
]  # fmt: skip


@pytest.mark.parametrize(("said", "written"), HOLDS)
def test_a_condition_is_written_out_anew(said, written) -> None:
    assert condition(said, COLUMNS) == written


@pytest.mark.parametrize(("said", "told"), WRONG)
def test_what_is_no_condition_is_told_and_never_written(said, told) -> None:
    with pytest.raises(NotACondition) as wrong:
        condition(said, COLUMNS)

    assert told in str(wrong.value)


def test_a_length_is_a_number() -> None:
    assert expression("decided_on - received_on", COLUMNS).kind == "number"


MEASURE = """
[[measure]]
code = "quick"
title = "Contacts decided quickly"
short = "Quick"
words = "What it is."
counting = "How."
topic = "Front door"
kind = "flow"
fact = "contacts"
where = "source = '6'"
when = "decided_on"
part = "decision_working_days <= 1"
polarity = "high"
unit = "%"
source = "Us"
owner = "duty_manager"
example = '''
source | decided_on | decision_working_days
6      | 2026-03-02 | 1   +
6      | 2026-03-02 | 2   -
1A     | 2026-03-02 | 1
'''
"""
KNOWN = Known([], TOPICS, ["duty_manager"])
MISTAKES = [
    ('code = "quick"', 'code = "Quick one"', 'm.toml, measure.code: Found "Quick one".'),
    ('kind = "flow"', 'kind = "flo"', 'm.toml, measure.kind: Found "flo". Known: flow, rate'),
    ('fact = "contacts"', 'fact = "contact"', 'There is no fact relation "contact". Did you mean "contacts"?'),
    ('when = "decided_on"', 'when = "source"', 'measure.when: There is no day "source" in contacts. Known:'),
    ('when = "decided_on"', "", "measure.when: This is missing."),
    ('topic = "Front door"', 'topic = "Doors"', 'measure.topic: Found "Doors". Known: Front door'),
    ('owner = "duty_manager"', 'owner = "boss"', 'There is no role "boss".'),
    ('polarity = "high"', 'polarity = "up"', 'measure.polarity: Found "up". Known: high, low, neither.'),
    ("decision_working_days <= 1", "decision_days <= 1", "measure.part: There is no column “decision_days”"),
    ("source = '6'", "source = 6", "measure.where: A text is compared with a number"),
    ("source | decided_on |", "colour | decided_on |", 'measure.example: There is no column "colour".'),
    ("| 2   -", "| 2   +", "No row of the table is only among what is counted. Show both sides"),
    ("| 1   +", "| 1 | 2 +", "measure.example: Line 2: 4 cells under 3 columns"),
    ('unit = "%"', 'unit = "%"\ncolour = "red"', 'There is no entry "colour".'),
]  # fmt: skip


def read(tmp_path, text: str):
    (tmp_path / "m.toml").write_text(text)
    return reading.of_file(tmp_path / "m.toml", KNOWN)


@pytest.mark.parametrize(("before", "after", "told"), MISTAKES)
def test_a_mistake_is_told_with_file_entry_found_and_known(tmp_path, before, after, told) -> None:
    assert before in MEASURE

    with pytest.raises(BrokenPacks) as broken:
        read(tmp_path, MEASURE.replace(before, after, 1))

    assert told in str(broken.value)


def test_two_measures_of_one_code_are_told(tmp_path) -> None:
    with pytest.raises(BrokenPacks, match='There is a measure "quick" already'):
        read(tmp_path, MEASURE + MEASURE)


def test_a_file_without_a_measure_is_told(tmp_path) -> None:
    with pytest.raises(BrokenPacks, match="There is no measure in it"):
        read(tmp_path, "")


def test_states_and_averages_can_be_declared(tmp_path) -> None:
    stock = (
        MEASURE.replace('"flow"', '"stock_rate"')
        .replace('fact = "contacts"', 'fact = "holdings"')
        .replace("where = \"source = '6'\"", 'where = "worker_id is null"')
        .replace('when = "decided_on"', 'since = "started_on"\nuntil = ["ended_on"]')
        .replace('part = "decision_working_days <= 1"', "")
    )
    table = "day | worker_id | started_on\n2026-01-02 | | 2026-01-02 +\n2026-01-02 | 1 | 2026-01-02\n"
    mean = MEASURE.replace('"flow"', '"mean"').replace(
        'part = "decision_working_days <= 1"', 'measure = "decision_working_days"'
    )

    (state,) = read(tmp_path, stock[: stock.index("example")] + f"example = '''\n{table}'''\n")
    (average,) = read(tmp_path, mean)

    assert isinstance(state, StockRate) and "ended_on > asked.day" in recipe(state).counted
    assert isinstance(average, Mean) and average.measure == "decision_working_days"


@pytest.mark.django_db
def test_a_definition_that_fails_its_example_says_which_row(tmp_path) -> None:
    (right,) = read(tmp_path, MEASURE)
    (wrong,) = read(tmp_path, MEASURE.replace("days <= 1", "days < 1"))

    assert proving.failures(right) == []
    assert proving.failures(wrong) == [
        "quick, line 2 of the example (source = 6, decided_on = 2026-03-02, decision_working_days = 1): the table says "
        "it counts, by the definition it is only among what is counted."
    ]


@pytest.mark.django_db
def test_a_value_that_fits_no_column_is_told_and_the_transaction_goes_on(tmp_path) -> None:
    (measure,) = read(tmp_path, MEASURE.replace("| 2   -", "| two   -"))

    assert "does not fit the kind of its column" in proving.failures(measure)[0]
    with connection.cursor() as cursor:
        cursor.execute("select 1")


def test_the_measure_of_westmere_stands_beside_the_others() -> None:
    assert INDICATORS["police_without_referral"].short == "Police contacts without referral"


@pytest.mark.django_db
def test_the_command_proves_a_file(tmp_path) -> None:
    said = StringIO()

    call_command("figures", "prove", str(settings.KITH_PACKS / "westmere" / "measures.toml"), stdout=said)

    assert "Every example holds." in said.getvalue()


@pytest.mark.django_db
def test_the_command_says_what_fails_and_ends_with_two(tmp_path) -> None:
    (tmp_path / "m.toml").write_text(MEASURE.replace("days <= 1", "days < 1"))
    said, wrong = StringIO(), StringIO()

    with pytest.raises(SystemExit) as ended:
        call_command("figures", "prove", str(tmp_path / "m.toml"), stdout=said, stderr=wrong)

    assert ended.value.code == 2
    assert "line 2 of the example" in said.getvalue()
    assert "1 of the examples fail" in wrong.getvalue()


def test_a_broken_pack_is_told_at_the_start(tmp_path) -> None:
    (tmp_path / "here").mkdir()
    (tmp_path / "authority.toml").write_text('[[pack]]\ncode = "here"\n')
    (tmp_path / "here" / "measures.toml").write_text(MEASURE.replace('"flow"', '"flo"'))

    assert catalogue.enter(tmp_path) == []

    (error,) = catalogue.measures_are_whole(None)
    assert "here/measures.toml, measure.kind" in error.msg
    catalogue._broken.clear()
