"""Percentiles, verdicts and tables; the machine's own tables; what a page names."""

import os
from datetime import date

import pytest

from kith.desk.bench import machine, rules, visitor
from kith.desk.bench.rules import Line, Section

SECTIONS = [
    Section(
        "Cost", "In turns.", (Line("child record", 4.24, "×", 6.0, "a | b"), Line("search", 6.1, "×", 6.0))
    ),
    Section("Sizes", "Told.", (Line("people", 100_049.0, "people"), Line("memory", None, "MB", 250.0))),
]


@pytest.mark.parametrize(
    ("share", "found"), [(0.5, 50), (0.95, 95), (0.951, 96), (0.99, 99), (1.0, 100), (0.001, 1)]
)
def test_a_percentile_is_a_value_that_was_measured(share, found):
    assert rules.percentile(list(range(100, 0, -1)), share) == found


def test_one_value_is_every_percentile():
    assert rules.shares([7.0]) == rules.Shares(7.0, 7.0, 7.0, 7.0)


@pytest.mark.parametrize(("values", "share"), [([], 0.5), ([1.0], 0), ([1.0], 1.1)])
def test_there_is_no_percentile_of_nothing_and_no_odd_share(values, share):
    with pytest.raises(ValueError):
        rules.percentile(values, share)


@pytest.mark.parametrize(
    ("measured", "most", "verdict"),
    [
        (6.0, 6.0, "met"),
        (6.01, 6.0, "missed"),
        (0.0, 0.0, "met"),
        (9.0, None, "–"),
        (None, 6.0, "not measured"),
    ],
)
def test_exactly_the_target_meets_it(measured, most, verdict):
    assert Line("a page", measured, "×", most).verdict == verdict


def test_a_page_that_asks_more_for_more_rows_misses_however_few_it_asks():
    steady, growing = rules.questions_line("board", 20, 23, 25), rules.questions_line("board", 5, 9, 25)

    assert (steady.verdict, steady.measured) == ("met", 23)
    assert (growing.verdict, growing.what) == ("missed", "board: grows with its rows")
    assert rules.questions_line("board", 25, 26, 25).verdict == "missed"


def test_a_yardstick_of_nothing_gives_no_ratio():
    assert rules.ratio(3.0, 0.0) is None
    assert rules.ratio(3.0, 1.5) == 2.0


def test_the_page_says_first_what_is_missed_and_writes_no_broken_rows():
    words = rules.page(
        SECTIONS, on=date(2026, 10, 14), machine={"Memory": "8 GB"}, sizes={"people": "100,049"}
    )

    assert "1 of 3 targets are missed: search." in words
    assert "| child record | at most 6 × | 4.2 × | met | a \\| b |" in words
    assert "| search | at most 6 × | 6.1 × | **missed** |  |" in words
    assert "| memory | at most 250 MB | – | not measured |  |" in words
    assert words.index("## Machine") < words.index("## Cost") < words.index("100,049 people")


def test_the_page_says_when_all_is_well():
    words = rules.page([], on=date(2026, 10, 14), machine={}, sizes={})

    assert "All 0 targets are met." in words


def test_the_table_for_the_terminal_has_every_line_once():
    table = rules.plain_table(SECTIONS)

    assert [table.count(name) for name in ("child record", "search", "people     ", "memory")] == [1, 1, 1, 1]
    assert rules.plain_table([]) == "\n"


def test_this_process_has_a_parent_memory_and_used_time():
    own = os.getpid()

    assert own in machine.descendants(os.getppid())
    assert machine.resident(own) > 1
    assert machine.seconds([own]) > 0
    assert machine.seconds([2**22 + 1]) == 0  # gone


def test_the_machine_is_told_without_its_name():
    told = " ".join(machine.described().values())

    assert "cores" in told and "GB" in told
    assert os.uname().nodename not in told


def test_files_and_fonts_of_a_page_are_found_once():
    page = '<link href="/static/kith.1.css"><script src="/static/kith.2.js"></script><link href="/static/kith.1.css">'

    assert visitor.files_of(page) == ["/static/kith.1.css", "/static/kith.2.js"]
    assert visitor.fonts_of("src:url(inter.3.woff2) format('woff2'), url('inter.3.woff2')") == [
        "inter.3.woff2"
    ]
