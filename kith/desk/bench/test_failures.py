"""The lines about failures come from the last run, and are absent without one."""

from kith.desk.bench import failures, rules

KEPT = """
measured_on = 2026-11-21
failures = 1000
editors = 10
strange = 0
most_of_an_editor = 0.00
most_of_a_dying_browser = 2.10

[injected]
network = 900
tab = 100
"""


def test_the_last_run_stands_in_the_table(tmp_path) -> None:
    place = tmp_path / "measured.toml"
    place.write_text(KEPT, encoding="utf-8")

    told = failures.section(place)

    assert told
    assert [line.verdict for line in told.lines] == [rules.MET, rules.MISSED, rules.MET]
    assert "1,000 failures thrown at 10 editors" in told.how
    assert "line gone for a moment 900, browser killed 100" in told.how


def test_without_a_run_there_are_no_lines(tmp_path) -> None:
    assert failures.section(tmp_path / "measured.toml") is None
