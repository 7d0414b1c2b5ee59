"""Reading a list: both sides of every border, and a plain word for every mistake."""

import tracemalloc
from datetime import date, datetime
from pathlib import Path

import pytest

from kith.core import clock
from kith.frontdoor.batch import layout, rules

NOW = datetime(2026, 10, 14, 10, 30, tzinfo=clock.LONDON)
GOOD = {
    "reference": "WP/26/1001",
    "received": "14/10/2026 09:15",
    "incident": "Domestic abuse",
    "words": "Shouting heard, police called.",
    "child1_first": "Kieran",
    "child1_surname": "Docherty",
    "child1_born": "21/04/2017",
    "child1_sex": "M",
    "adult1_name": "Jade Docherty",
}


def quoted(cell):
    return '"' + cell.replace('"', '""') + '"'


def listing(*rows, heads=None):
    names = heads or layout.headings()
    lines = [",".join(names)]
    lines += [",".join(quoted(row.get(name, "")) for name in names) for row in rows]
    return "\r\n".join(lines).encode()


def read(raw, style="dmy"):
    return rules.read(raw, style=style, now=NOW)


def told(raw, style="dmy"):
    return [one.told for one in read(raw, style).problems]


def test_a_row_is_read_with_its_children_and_adults():
    row = read(listing(GOOD)).rows[0]

    assert (row.line, row.reference) == (2, "WP/26/1001")
    assert row.received_at == datetime(2026, 10, 14, 9, 15, tzinfo=clock.LONDON)
    assert row.children == (rules.ChildTold("Kieran Docherty", date(2017, 4, 21), "M"),)
    assert row.adults == (rules.AdultTold("Jade Docherty", None),)
    assert rules.words_told(row).startswith("Domestic abuse (reference WP/26/1001).")
    assert rules.words_told(row).endswith("Adults named: Jade Docherty.")


def test_the_empty_example_is_the_layout_and_has_no_rows():
    assert told(layout.empty_example().encode()) == ["Line 2: There is no row under the headings."]


def test_columns_may_come_in_any_order_and_a_mark_at_the_start_is_passed_over():
    raw = listing(GOOD, heads=list(reversed(layout.headings())))

    assert read(b"\xef\xbb\xbf" + raw).rows == read(raw).rows
    assert read(raw).rows[0].reference == "WP/26/1001"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"reference": ""}, "Line 2, column reference: This is empty and must be filled."),
        ({"child1_surname": ""}, "Line 2, column child1_surname: The surname is missing."),
        ({"child1_first": ""}, "Line 2, column child1_first: The first name is missing."),
        (
            dict.fromkeys(("child1_first", "child1_surname", "child1_born", "child1_sex"), ""),
            "Line 2, column child1_surname: No child is named.",
        ),
        ({"child2_first": "Finn"}, "Line 2, column child2_surname: The surname is missing."),
        ({"child1_sex": "X"}, "Line 2, column child1_sex: “X” is none of F, M or empty."),
        (
            {"child1_born": "2017-04-21"},
            "Line 2, column child1_born: “2017-04-21” is no day written day/month/year",
        ),
        ({"child1_born": "31/02/2017"}, "Line 2, column child1_born: “31/02/2017” is no day"),
        ({"child1_born": "15/10/2026"}, "Line 2, column child1_born: 15/10/2026 is still to come."),
        ({"child1_born": "14/10/2008"}, "Line 2, column child1_born: Born 18 years ago or more."),
        ({"received": "14/10/2026 25:00"}, "Line 2, column received: “25:00” is no time of day"),
        ({"received": "14/10/2026 11:00"}, "Line 2, column received: 14/10/2026 11:00 is still to come."),
        ({"happened": "01/01/0126"}, "Line 2, column happened: 01/01/0126 is too long ago."),
        ({"postcode": "nowhere"}, "Line 2, column postcode: This is no postcode"),
        ({"email": "desk at police"}, "Line 2, column email: “desk at police” is no e-mail address."),
        ({"incident": "x" * 81}, "Line 2, column incident: At most 80 letters; there are 81."),
        ({"adult2_born": "01/02/1980"}, "Line 2, column adult2_name: There is a date of birth and no name."),
    ],
)
def test_a_mistake_is_told_with_its_line_and_column(change, words):
    found = told(listing(GOOD | change))

    assert len(found) == 1
    assert found[0].startswith(words)


def test_a_child_who_turns_eighteen_tomorrow_is_a_child():
    assert read(listing(GOOD | {"child1_born": "15/10/2008"})).rows


def test_one_style_of_days_is_read_and_the_other_is_a_mistake():
    swapped = GOOD | {"received": "2026-10-14T09:15:00", "child1_born": "2017-04-21"}

    assert read(listing(swapped), "ymd").rows[0].fingerprint("P") == read(listing(GOOD)).rows[0].fingerprint(
        "P"
    )
    assert len(told(listing(GOOD, swapped | {"reference": "2"}))) == 2


def test_a_mistake_keeps_every_row_out():
    found = read(listing(GOOD, GOOD | {"reference": "2", "child1_surname": ""}))

    assert (list(found.rows), len(found.problems)) == ([], 1)


def test_a_reference_that_comes_twice_names_both_lines():
    found = told(listing(GOOD, GOOD | {"reference": "other"}, GOOD | {"reference": "wp/26/1001"}))

    assert found == ["Line 4, column reference: “wp/26/1001” stands on line 2 already."]


def test_a_cell_with_lines_of_its_own_does_not_shift_the_count():
    first = GOOD | {"words": "One.\nTwo.\nThree."}

    assert told(listing(first, GOOD | {"reference": "2", "child1_sex": "X"}))[0].startswith("Line 5, ")


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "The file is empty."),
        (b"name;born\r\n", "The columns are not separated by commas."),
        (b"name,born\r\nA,B\r\n", "The headings are not those of the layout. Missing: reference"),
        (b"PK\x03\x04", "This is no CSV file in UTF-8."),
        ("reference".encode("utf-16"), "This is no CSV file in UTF-8."),
        (b'reference,"words\r\n', "The file cannot be read as a list."),
        (b"a\x00b", "There is a sign here that cannot be kept."),
    ],
)
def test_what_is_no_list_is_told(raw, words):
    assert words in told(raw)[0]


def test_a_letter_of_another_encoding_is_told_with_its_line():
    raw = listing(GOOD, GOOD | {"reference": "2", "adult1_name": "Zoe"}).replace(
        b"Zoe", "Zoë".encode("latin-1")
    )

    assert told(raw)[0].startswith("Line 3: There is a letter here that cannot be read.")


def test_a_cell_too_many_is_told():
    assert told(listing(GOOD) + b",more")[0].startswith("Line 2: There are 36 cells here and 35 headings.")


def test_a_list_may_be_as_long_as_the_limit_and_no_longer():
    rows = [GOOD | {"reference": str(number)} for number in range(layout.MOST_ROWS + 1)]

    assert len(read(listing(*rows[:-1])).rows) == layout.MOST_ROWS
    assert f"more than {layout.MOST_ROWS} rows" in told(listing(*rows))[0]


def test_a_list_may_name_as_many_children_as_the_limit_and_no_more():
    five = {
        f"child{place}_{what}": words
        for place in range(1, 6)
        for what, words in (("first", "Tia"), ("surname", "Pell"))
    }
    full = [GOOD | five | {"reference": str(number)} for number in range(layout.MOST_CHILDREN // 5)]

    assert len(read(listing(*full)).rows) == len(full)
    assert (
        f"more than {layout.MOST_CHILDREN} children" in told(listing(*full, GOOD | {"reference": "more"}))[0]
    )


def test_fifty_thousand_rows_are_refused_at_once_in_words():
    tiny = b",".join([b""] * 34)
    many = (",".join(layout.headings()) + "\r\n").encode() + b"".join(
        b"%d,%s\r\n" % (n, tiny) for n in range(50_000)
    )

    assert "megabytes" in told(many)[0]
    tracemalloc.start()
    assert f"more than {layout.MOST_ROWS} rows" in told(many[: layout.MOST_BYTES - 100])[0]
    assert tracemalloc.get_traced_memory()[1] < 8 * layout.MOST_BYTES, (
        "the rest of the file is not taken apart"
    )
    tracemalloc.stop()


def test_a_fingerprint_is_of_what_is_said_and_who_says_it():
    row, other = read(listing(GOOD | {"reference": "1"}, GOOD | {"reference": "2"})).rows

    assert row.fingerprint("Westmere Police") == row.fingerprint(" westmere  police")
    assert row.fingerprint("Westmere Police") != row.fingerprint("Other Police")
    assert row.fingerprint("P") != other.fingerprint("P")
    assert row.reference_mark("P") != other.reference_mark("P")


@pytest.mark.parametrize(
    ("bands", "verdict"),
    [
        ([], "new"),
        (["very likely"], "known"),
        (["very likely", "possible"], "unsure"),
        (["possible"], "unsure"),
        (["very likely", "very likely"], "unsure"),
    ],
)
def test_only_one_very_likely_record_or_none_is_beyond_doubt(bands, verdict):
    assert rules.verdict(bands, "very likely") == verdict


@pytest.mark.parametrize(
    ("other", "apart"),
    [
        (("Isla Pell", date(2019, 1, 5)), True),
        (("Tia Pell", date(2019, 1, 5)), True),
        (("tia  pell", date(2017, 4, 21)), False),
        (("Tia Pell", None), False),
    ],
)
def test_one_child_named_twice_is_not_two(other, apart):
    first = rules.ChildTold("Tia Pell", date(2017, 4, 21), "F")
    second = rules.ChildTold(*other, "U")

    assert rules.are_told_apart([first, second]) is apart
    assert rules.are_told_apart([second, first]) is apart


def test_the_guide_tells_every_column_of_the_layout():
    guide = (Path(__file__).parents[3] / "docs" / "guides" / "read-in-a-list.md").read_text()
    told = [one for one in layout.headings() if f"`{one}`" in guide]
    ends = [*layout.OF_THE_NOTIFICATION, *layout.OF_A_CHILD, *layout.OF_AN_ADULT]

    assert all(f"| {one.about} | {one.longest} |" in guide for one in ends)
    assert len(told) == len(layout.OF_THE_NOTIFICATION) + 2 * (
        len(layout.OF_A_CHILD) + len(layout.OF_AN_ADULT)
    )
    assert f"at most {layout.MOST_ROWS} rows and {layout.MOST_BYTES // 1_000_000} megabytes" in guide
    assert f"at most {layout.MOST_CHILDREN} children" in guide
