from datetime import date
from decimal import Decimal

import pytest

from kith.core import Refused, examples
from kith.desk.workforce import reading
from kith.desk.workforce.reading import Cells

HEADS = ",".join(reading.COLUMNS["training"])


@pytest.mark.parametrize("kind", reading.KINDS)
def test_the_example_on_the_page_can_be_read(kind):
    text = f"{','.join(reading.COLUMNS[kind])}\n{','.join(reading.EXAMPLES[kind])}\n"
    (row,) = reading.lines(text, kind)
    read = {"posts": reading.post_of, "holders": reading.holder_of, "training": reading.training_of}[kind]

    assert row.line == 2
    assert read(Cells(row.cells), "HR").source == "HR"


FILES = examples.parse("""
    file                                              | told
    worker,course,due                                 | The first line lacks done
    worker,course,due,done,colour                     | colour, which is not known here
    worker,course,due,done,                           | an empty heading, which is not known
    worker,course,due,done,done                       | A heading stands twice
    worker,course,due,done                            | has headings and no line
    worker,course,due,done/a,b,c                      | Line 2 has more or fewer cells
    worker,course,due,done/a,b,c,d,e/a,b              | Line 2 has more or fewer cells than the first line, and so
    worker,course,due,done/"a,b,c                     | cannot be read as a list
""")


@pytest.mark.parametrize("said", [pytest.param(one.values, id=f"{one.line}") for one in FILES])
def test_a_file_of_another_layout_is_told(said):
    with pytest.raises(Refused) as refused:
        reading.lines(said["file"].replace("/", "\n"), "training")

    assert said["told"] in refused.value.words


def test_headings_may_stand_in_any_order_and_empty_lines_are_left_out():
    rows = reading.lines("done,DUE, course ,worker\n,,,\n,1/12/2026,system,amina\n", "training")

    assert [(row.line, row.cells["worker"]) for row in rows] == [(3, "amina")]


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        ("worker".encode("utf-16"), "UTF-8"),
        (b"worker\xff", "UTF-8"),
        (b"worker\x00", "UTF-8"),
        (b"a" * (reading.MOST_BYTES + 1), "larger than 1 megabyte"),
    ],
)
def test_what_is_no_text_is_told(raw, told):
    with pytest.raises(Refused, match=told):
        reading.decoded(raw)


def test_too_many_lines_are_told():
    with pytest.raises(Refused, match="At most 2,000 lines"):
        reading.lines(HEADS + "\na,b,c,d" * (reading.MOST_LINES + 1), "training")


def test_everything_wrong_in_a_line_is_told_at_once():
    cells = Cells({"full_time": "2", "from": "31/6/2026", "established": "maybe", "until": "soon"})

    with pytest.raises(Refused) as refused:
        reading.post_of(cells, "HR")

    assert [field for field, _ in refused.value.problems] == ["full_time", "from", "established", "until"]


def test_a_post_of_a_line():
    cells = Cells(
        {
            "post": " P 1 ",
            "title": "Social  worker",
            "full_time": "60%",
            "established": "No",
            "from": "1/4/2025",
        }
    )

    found = reading.post_of(cells, "HR")

    assert (found.number, found.title, found.full_time) == ("P 1", "Social worker", Decimal("0.60"))
    assert (found.is_established, found.started_on, found.last_day) == (False, date(2025, 4, 1), None)


def test_of_many_mistakes_the_first_are_shown():
    told = reading.shortened([(None, str(number)) for number in range(35)])

    assert len(told) == 31
    assert told[-1] == (None, "And 5 other mistakes.")
    assert len(reading.shortened([(None, "one")] * 30)) == 30
