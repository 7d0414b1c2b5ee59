from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kith.core import part_dates
from kith.core.refused import Refused

DAY = date(2026, 10, 14)


@pytest.mark.parametrize(
    ("text", "words", "earliest", "latest"),
    [
        ("21/4/17", "21 Apr 2017", date(2017, 4, 21), date(2017, 4, 21)),
        ("21 Apr 2017", "21 Apr 2017", date(2017, 4, 21), date(2017, 4, 21)),
        ("april 2017", "in April 2017", date(2017, 4, 1), date(2017, 4, 30)),
        ("Apr 17", "in April 2017", date(2017, 4, 1), date(2017, 4, 30)),
        ("2017", "in 2017", date(2017, 1, 1), date(2017, 12, 31)),
        ("early 2016", "in early 2016", date(2016, 1, 1), date(2016, 4, 30)),
        ("about 2015", "about 2015", date(2014, 1, 1), date(2016, 12, 31)),
        ("2015 to 2017", "from 2015 to 2017", date(2015, 1, 1), date(2017, 12, 31)),
        ("from June 2015 until 3/4/16", "from June 2015 to 3 Apr 2016", date(2015, 6, 1), date(2016, 4, 3)),
        ("about 9", "at about the age of 9 years", None, None),
        ("9", "at the age of 9 years", None, None),
        ("aged 3 months", "at the age of 3 months", None, None),
        ("reception", "in reception", None, None),
        ("Unknown", "not known", None, None),
        ("\u202e21/4/17\u200f", "21 Apr 2017", date(2017, 4, 21), date(2017, 4, 21)),
        ("feb 27", "in February 2027", date(2027, 2, 1), date(2027, 2, 28)),
        ("1/2/48", "1 Feb 1948", date(1948, 2, 1), date(1948, 2, 1)),
    ],
)
def test_a_part_of_a_date_is_read_and_what_was_typed_is_kept(text, words, earliest, latest):
    told = part_dates.read(text, DAY)

    assert (told.text, told.words, told.earliest, told.latest) == (text, words, earliest, latest)
    assert part_dates.problem(text) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("31/6/2026", "June 2026 has 30 days, not 31."),
        ("21/4", "Which year?"),
        ("apr", "cannot be read"),
        ("soon", "cannot be read"),
        ("", "cannot be read"),
        ("2017 to 2015", "ends before it begins"),
        ("1017", "with four digits"),
        ("9" * 61, "too long"),
        ("<script>", "cannot be read"),
    ],
)
def test_what_is_half_typed_or_cannot_be_is_told_in_words(text, words):
    assert words in part_dates.problem(text)


@given(some.text(max_size=70), some.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_any_text_is_read_or_refused_and_never_breaks(text, day):
    try:
        told = part_dates.read(text, day)
    except Refused:
        return
    assert told.text == text
    assert told.words
    assert (told.earliest is None) == (told.latest is None)
    assert told.earliest is None or told.earliest <= told.latest
