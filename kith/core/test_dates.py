"""Birth dates as told."""

from datetime import date

import pytest

from kith.core import Refused, dates, examples

TODAY = date(2026, 10, 14)

READ = examples.parse("""
    told              | first      | last       | precision | words
    21/4/17           | 2017-04-21 | 2017-04-21 | exact     | 21 Apr 2017
    21.4.2017         | 2017-04-21 | 2017-04-21 | exact     | 21 Apr 2017
    21 4 2017         | 2017-04-21 | 2017-04-21 | exact     | 21 Apr 2017
    2017-04-21        | 2017-04-21 | 2017-04-21 | exact     | 21 Apr 2017
    21 Apr 2017       | 2017-04-21 | 2017-04-21 | exact     | 21 Apr 2017
    21st of April 2017 | 2017-04-21 | 2017-04-21 | exact    | 21 Apr 2017
    April 21, 2017    | 2017-04-21 | 2017-04-21 | exact     | 21 Apr 2017
    born 21-Apr-2017  | 2017-04-21 | 2017-04-21 | exact     | 21 Apr 2017
    29/2/2024         | 2024-02-29 | 2024-02-29 | exact     | 29 Feb 2024
    14/10/26          | 2026-10-14 | 2026-10-14 | exact     | 14 Oct 2026
    15/10/26          | 1926-10-15 | 1926-10-15 | exact     | 15 Oct 1926
    april 2017        | 2017-04-01 | 2017-04-30 | month     | April 2017
    4/2017            | 2017-04-01 | 2017-04-30 | month     | April 2017
    2017              | 2017-01-01 | 2017-12-31 | year      | 2017
    about 2017        | 2016-01-01 | 2018-12-31 | year      | 2016 to 2018
    9                 | 2016-10-15 | 2017-10-14 | age       | between 15 Oct 2016 and 14 Oct 2017
    aged 9            | 2016-10-15 | 2017-10-14 | age       | between 15 Oct 2016 and 14 Oct 2017
    9 years old       | 2016-10-15 | 2017-10-14 | age       | between 15 Oct 2016 and 14 Oct 2017
    0                 | 2025-10-15 | 2026-10-14 | age       | between 15 Oct 2025 and 14 Oct 2026
    14 months         | 2025-07-15 | 2025-08-14 | age       | between 15 Jul 2025 and 14 Aug 2025
    6 weeks           | 2026-08-27 | 2026-09-02 | age       | within 7 days of 27 Aug 2026
    reception         | 2021-09-01 | 2022-08-31 | age       | between 1 Sep 2021 and 31 Aug 2022
    year 4            | 2017-09-01 | 2018-08-31 | age       | between 1 Sep 2017 and 31 Aug 2018
    due 3 Feb 2027    | 2027-02-03 | 2027-02-03 | expected  | expected 3 Feb 2027
    expected in March | 2027-03-01 | 2027-03-31 | expected  | expected March 2027
    due 3/2/27        | 2027-02-03 | 2027-02-03 | expected  | expected 3 Feb 2027
    unborn            |            |            | expected  | expected
    not known         |            |            | unknown   | not known
""")


@pytest.mark.parametrize("row", READ, ids=lambda row: row.values["told"])
def test_a_birth_date_is_read_as_people_tell_it(row):
    wanted = row.values

    told = dates.read(wanted["told"], TODAY)

    assert (str(told.first or ""), str(told.last or "")) == (wanted["first"], wanted["last"])
    assert (told.precision, told.in_words(), told.text) == (
        wanted["precision"],
        wanted["words"],
        wanted["told"],
    )


REFUSED = examples.parse("""
    told            | words
    31/2/2017       | There is no 31 February 2017.
    29/2/2023       | There is no 29 February 2023.
    4/21/2017       | There is no month 21
    15 Oct 2026     | in the future
    2031            | in the future
    1/1/1850        | more than 120 years ago
    130             | no age in years
    year 15         | no school year 15
    next Tuesday    | Write a date of birth as
    due 2031        | when the child is expected
    due 3/2/2026    | has passed
    due 9           | when the child is expected
    9999            | Write a date of birth as
""")


@pytest.mark.parametrize("row", REFUSED, ids=lambda row: row.values["told"])
def test_what_cannot_be_a_birth_date_is_refused_in_words(row):
    with pytest.raises(Refused) as refused:
        dates.read(row.values["told"], TODAY)

    assert row.values["words"] in refused.value.words
