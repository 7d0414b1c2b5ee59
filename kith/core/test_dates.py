# ruff: noqa: E501 -- rows of an example table stay on one line
"""Birth dates as told: read as people mean them, refused in words, never a fault."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.core import Refused, dates, examples
from kith.core.reading_words import whole_months, whole_years

TODAY = date(2026, 10, 14)
DAYS = st.dates(date(2000, 1, 1), date(2050, 12, 31))

READ = examples.parse("""
    told                   | earliest   | latest     | precision   | words
    21/4/17                | 2017-04-21 | 2017-04-21 | day         | born 21 Apr 2017, aged 9
    21.4.2017              | 2017-04-21 | 2017-04-21 | day         | born 21 Apr 2017, aged 9
    21 4 2017              | 2017-04-21 | 2017-04-21 | day         | born 21 Apr 2017, aged 9
    21042017               | 2017-04-21 | 2017-04-21 | day         | born 21 Apr 2017, aged 9
    2017-04-21             | 2017-04-21 | 2017-04-21 | day         | born 21 Apr 2017, aged 9
    21 Apr 2017            | 2017-04-21 | 2017-04-21 | day         | born 21 Apr 2017, aged 9
    21st of April 2017     | 2017-04-21 | 2017-04-21 | day         | born 21 Apr 2017, aged 9
    April 21, 2017         | 2017-04-21 | 2017-04-21 | day         | born 21 Apr 2017, aged 9
    Friday 21 April 2017   | 2017-04-21 | 2017-04-21 | day         | born 21 Apr 2017, aged 9
    born 21-Apr-2017       | 2017-04-21 | 2017-04-21 | day         | born 21 Apr 2017, aged 9
    DOB: 21/4/17           | 2017-04-21 | 2017-04-21 | day         | born 21 Apr 2017, aged 9
    29/2/2024              | 2024-02-29 | 2024-02-29 | day         | born 29 Feb 2024, aged 2
    14/10/26               | 2026-10-14 | 2026-10-14 | day         | born 14 Oct 2026, aged 0 days
    30/6/26                | 2026-06-30 | 2026-06-30 | day         | born 30 Jun 2026, aged 3 months
    21/4/58                | 1958-04-21 | 1958-04-21 | day         | born 21 Apr 1958, aged 68
    about 21 Apr 2017      | 2017-03-21 | 2017-05-21 | month       | born in about 21 Apr 2017, aged 9
    april 2017             | 2017-04-01 | 2017-04-30 | month       | born in April 2017, aged 9
    Sept 2017              | 2017-09-01 | 2017-09-30 | month       | born in September 2017, aged 9
    2017 april             | 2017-04-01 | 2017-04-30 | month       | born in April 2017, aged 9
    apr 17                 | 2017-04-01 | 2017-04-30 | month       | born in April 2017, aged 9
    4/2017                 | 2017-04-01 | 2017-04-30 | month       | born in April 2017, aged 9
    2017/4                 | 2017-04-01 | 2017-04-30 | month       | born in April 2017, aged 9
    4/17                   | 2017-04-01 | 2017-04-30 | month       | born in April 2017, aged 9
    oct 2026               | 2026-10-01 | 2026-10-14 | month       | born in October 2026, aged under 1
    summer 2017            | 2017-06-01 | 2017-08-31 | month       | born in summer 2017, aged 9
    early 2017             | 2017-01-01 | 2017-04-30 | month       | born in early 2017, aged 9
    2017                   | 2017-01-01 | 2017-12-31 | year        | born in 2017, aged 8 or 9
    2016-2017              | 2016-01-01 | 2017-12-31 | year        | born in 2016 or 2017, aged 8 to 10
    about 2017             | 2016-01-01 | 2018-12-31 | year        | born in about 2017, aged 7 to 10
    9                      | 2016-10-15 | 2017-10-14 | age         | aged 9: born between 15 Oct 2016 and 14 Oct 2017
    aged 9                 | 2016-10-15 | 2017-10-14 | age         | aged 9: born between 15 Oct 2016 and 14 Oct 2017
    9 years old            | 2016-10-15 | 2017-10-14 | age         | aged 9: born between 15 Oct 2016 and 14 Oct 2017
    9yo                    | 2016-10-15 | 2017-10-14 | age         | aged 9: born between 15 Oct 2016 and 14 Oct 2017
    she is 9               | 2016-10-15 | 2017-10-14 | age         | aged 9: born between 15 Oct 2016 and 14 Oct 2017
    about 9                | 2015-10-15 | 2018-10-14 | age         | aged about 9: born between 15 Oct 2015 and 14 Oct 2018
    9½                     | 2017-01-14 | 2017-07-14 | age         | aged 9½: born between 14 Jan 2017 and 14 Jul 2017
    0                      | 2025-10-15 | 2026-10-14 | age         | aged 0: born between 15 Oct 2025 and 14 Oct 2026
    9 months               | 2025-12-15 | 2026-01-14 | age         | aged 9 months: born between 15 Dec 2025 and 14 Jan 2026
    14m                    | 2025-07-15 | 2025-08-14 | age         | aged 14 months: born between 15 Jul 2025 and 14 Aug 2025
    1 month                | 2026-08-15 | 2026-09-14 | age         | aged 1 month: born between 15 Aug 2026 and 14 Sep 2026
    2 years 3 months       | 2024-06-15 | 2024-07-14 | age         | aged 2 years 3 months: born between 15 Jun 2024 and 14 Jul 2024
    6 weeks                | 2026-08-27 | 2026-09-02 | age         | aged 6 weeks: born between 27 Aug 2026 and 2 Sep 2026
    3 days                 | 2026-10-11 | 2026-10-11 | age         | aged 3 days: born 11 Oct 2026
    newborn                | 2026-09-16 | 2026-10-14 | age         | newborn: born between 16 Sep 2026 and 14 Oct 2026
    a baby                 | 2025-10-14 | 2026-10-14 | age         | baby: born between 14 Oct 2025 and 14 Oct 2026
    teenager               | 2006-10-15 | 2013-10-14 | age         | in their teens: born between 15 Oct 2006 and 14 Oct 2013
    nursery                | 2022-09-01 | 2023-08-31 | school year | in nursery: born between 1 Sep 2022 and 31 Aug 2023
    Reception              | 2021-09-01 | 2022-08-31 | school year | in reception: born between 1 Sep 2021 and 31 Aug 2022
    year 4                 | 2017-09-01 | 2018-08-31 | school year | in year 4: born between 1 Sep 2017 and 31 Aug 2018
    in yr 11               | 2010-09-01 | 2011-08-31 | school year | in year 11: born between 1 Sep 2010 and 31 Aug 2011
    unknown                |            |            | unknown     | date of birth not known
    Don’t know             |            |            | unknown     | date of birth not known
    ?                      |            |            | unknown     | date of birth not known
""")

EXPECTED = examples.parse("""
    told              | earliest   | latest     | precision | words
    due 3 Feb 2027    | 2027-02-03 | 2027-02-03 | day       | due 3 Feb 2027
    due 3/2/27        | 2027-02-03 | 2027-02-03 | day       | due 3 Feb 2027
    EDD: 3/2/27       | 2027-02-03 | 2027-02-03 | day       | due 3 Feb 2027
    due 12 feb        | 2027-02-12 | 2027-02-12 | day       | due 12 Feb 2027
    due 20 nov        | 2026-11-20 | 2026-11-20 | day       | due 20 Nov 2026
    due Feb 2027      | 2027-02-01 | 2027-02-28 | month     | due in February 2027
    expected in March | 2027-03-01 | 2027-03-31 | month     | due in March 2027
    baby due feb 2027 | 2027-02-01 | 2027-02-28 | month     | due in February 2027
    due spring 2027   | 2027-03-01 | 2027-05-31 | month     | due spring 2027
    due in 6 weeks    | 2026-11-22 | 2026-11-28 | age       | due about 25 Nov 2026
    due in 2 months   | 2026-11-29 | 2026-12-29 | age       | due about 14 Dec 2026
    17 weeks pregnant | 2027-03-18 | 2027-03-24 | age       | due about 24 Mar 2027
    due 1 Oct 2026    | 2026-10-01 | 2026-10-01 | day       | due 1 Oct 2026
    unborn            | 2026-10-14 | 2027-07-21 | unknown   | not yet born, due date not known
""")

REFUSED = examples.parse("""
    told              | words
    31/2/2017         | February 2017 has 28 days, not 31.
    29/2/2023         | February 2023 has 28 days, not 29.
    32/1/2017         | January 2017 has 31 days, not 32.
    0/1/2017          | January 2017 has 31 days, not 0.
    4/21/17           | There is no month 21. Write the day first
    15 Oct 2026       | still to come
    21/12/26          | still to come
    2031              | still to come
    1850              | not a year
    1/1/1890          | more than 120 years ago
    130               | 130 is too old
    150 years         | too old
    2000 months       | cannot be read
    year 15           | no school year 15
    21/4              | Which year?
    11/2              | Which year?
    21 April          | Which year?
    2017/18           | Which year?
    99/99/9999        | not a year
    9 9 9             | not a year
    next Tuesday      | cannot be read
    Robert'); drop    | cannot be read
    21/4/2017/3       | cannot be read
    due 2031          | more than ten months ahead
    due 1/1/2029      | more than ten months ahead
    due 3/2/2026      | has passed
    due whenever      | cannot be read as a due date
    due 31/2/27       | February 2027 has 28 days
    50 weeks pregnant | 42 weeks
""")


@pytest.mark.parametrize("row", READ, ids=lambda row: row.values["told"])
def test_a_birth_date_is_read_as_people_tell_it(row):
    wanted = row.values

    told = dates.read(wanted["told"], TODAY)

    assert (str(told.earliest or ""), str(told.latest or "")) == (wanted["earliest"], wanted["latest"])
    assert (told.precision, told.words) == (wanted["precision"], wanted["words"])
    assert told.text == wanted["told"]
    assert not told.expected


@pytest.mark.parametrize("row", EXPECTED, ids=lambda row: row.values["told"])
def test_a_child_not_yet_born_is_expected(row):
    wanted = row.values

    told = dates.read(wanted["told"], TODAY)

    assert (str(told.earliest), str(told.latest)) == (wanted["earliest"], wanted["latest"])
    assert (told.precision, told.words, told.expected) == (wanted["precision"], wanted["words"], True)
    assert told.exact is None


@pytest.mark.parametrize("row", REFUSED, ids=lambda row: row.values["told"])
def test_what_cannot_be_a_birth_date_is_refused_in_words(row):
    with pytest.raises(Refused) as refused:
        dates.read(row.values["told"], TODAY)

    assert row.values["words"] in refused.value.words


@pytest.mark.parametrize("text", ["", "  ", ".", ","])
def test_nothing_typed_is_not_the_same_as_unknown(text):
    with pytest.raises(Refused, match="or write unknown"):
        dates.read(text, TODAY)


def test_a_sixty_page_paste_is_refused_at_once():
    with pytest.raises(Refused, match="too long"):
        dates.read("9" * 200_000, TODAY)


@given(st.text(max_size=70), DAYS)
def test_any_text_is_read_or_refused(text, today):
    try:
        told = dates.read(text, today)
    except Refused as refused:
        assert refused.words  # noqa: PT017 -- refusing is one of two right answers
        return
    assert told.text == text
    assert told.words


PIECES = st.sampled_from(
    ["21", "4", "17", "2017", "/", "-", " ", ".", "apr", "april", "years", "months", "due", "about", "year", "9", "½",
     "reception", "weeks", "unborn", "31", "feb", "0", "99", "born", "in", "summer", "29", "2024", "old", "pregnant"]
)  # fmt: skip


@given(st.lists(PIECES, min_size=1, max_size=6), DAYS)
def test_pieces_of_dates_are_read_into_days_in_order_or_refused(pieces, today):
    try:
        told = dates.read(" ".join(pieces), today)
    except Refused:
        return
    if told.earliest is not None:
        assert told.earliest <= told.latest
        assert told.expected or told.latest <= today


@given(
    DAYS,
    DAYS,
    st.sampled_from(
        [
            "{d.day}/{d.month}/{d.year}",
            "{d:%Y-%m-%d}",
            "{d.day} {d:%B} {d.year}",
            "{d:%d.%m.%Y}",
            "{d:%b} {d.day} {d.year}",
        ]
    ),
)
def test_every_day_is_read_back_however_it_is_written(one, other, pattern):
    born, today = min(one, other), max(one, other)

    assert dates.read(pattern.format(d=born), today).exact == born


def fits(told, born_on):
    return told.earliest <= born_on <= told.latest


@given(DAYS, st.integers(0, 100))
def test_an_age_means_just_those_who_are_that_old(today, years):
    told = dates.read(str(years), today)

    assert whole_years(told.earliest, today) == whole_years(told.latest, today) == years
    assert whole_years(told.earliest - timedelta(days=1), today) == years + 1
    assert years == 0 or fits(told, told.latest)


@given(DAYS, st.integers(0, 100), st.integers(0, 40_000))
def test_an_age_fits_a_birth_date_just_when_it_is_the_age(today, years, days_ago):
    born = today - timedelta(days=days_ago)

    assert fits(dates.read(f"{years}", today), born) == (whole_years(born, today) == years)


@given(DAYS, st.integers(0, 60), st.integers(0, 2000))
def test_an_age_in_months_fits_just_those_of_that_age(today, months, days_ago):
    born = today - timedelta(days=days_ago)

    assert fits(dates.read(f"{months} months", today), born) == (whole_months(born, today) == months)


@given(DAYS, st.integers(0, 13))
def test_children_of_a_class_turn_their_age_within_one_school_year(today, number):
    told = dates.read(f"year {number}" if number else "reception", today)
    began = date(today.year if today.month >= 9 else today.year - 1, 9, 1)

    assert whole_years(told.earliest, began) == 5 + number
    assert whole_years(told.earliest + timedelta(days=1), began) == 4 + number
    assert told.earliest.year == began.year - 5 - number


def test_unknown_fits_anybody():
    told = dates.read("unknown", TODAY)

    assert (told.earliest, told.latest) == (None, None)
