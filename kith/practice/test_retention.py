from datetime import date

import pytest

from kith.practice.mistakes import Mistakes
from kith.practice.retention import Keeping, read_retention

GOOD = """
[[keep]]
what   = "refused_file"
days   = 7
until  = 2018-05-24
source = "Data Protection Act 1998"

[[keep]]
what   = "refused_file"
days   = 2
since  = 2018-05-25
source = "UK GDPR"
"""


def read(tmp_path, text):
    path, mistakes = tmp_path / "retention.toml", Mistakes()
    path.write_text(text)
    return read_retention({"retention.toml": [("p/retention.toml", path)]}, mistakes), mistakes


def test_the_rule_of_the_day_holds_on_both_of_its_last_days(tmp_path) -> None:
    held, mistakes = read(tmp_path, GOOD)

    mistakes.raise_if_any()
    assert held.of("refused_file", date(2018, 5, 24)) == Keeping(
        "refused_file", 7, "Data Protection Act 1998", None, date(2018, 5, 24)
    )
    assert held.of("refused_file", date(2018, 5, 25)).days == 2
    assert held.of("abandoned_file", date(2026, 1, 1)) is None


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("days   = 2", "days = 0"), "Expected a whole number from 1 up"),
        (("days   = 2\n", ""), "This is missing."),
        (('source = "UK GDPR"', ""), "This is missing."),
        (('what   = "refused_file"\ndays   = 2', 'what = "file"\ndays = 2'), "Known: refused_file"),
        (("since  = 2018-05-25", "since = 2018-05-24"), "Two rules for refused_file hold on one day."),
        (("since  = 2018-05-25", "from = 2018-05-25"), "from"),
    ],
)
def test_a_broken_rule_is_told(tmp_path, change, words) -> None:
    _, mistakes = read(tmp_path, GOOD.replace(*change))

    with pytest.raises(Exception, match=words):
        mistakes.raise_if_any()
