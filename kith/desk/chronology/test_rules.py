"""A chronology as somebody may take it away."""

from datetime import date

from kith.core.chronology import KEY, Event
from kith.desk.chronology.rules import Asked, read, rows_to_download
from kith.people.outputs.rules import Reader, handed

SEEN = Event(
    date(2026, 9, 1), "Seen – 27 Alder Walk", ("visit", 1), words="Gran lives at 3 Mill Lane.", href="/visit/1/",
    said=(("The first calm morning.", "Amina"),),
)  # fmt: skip
WARNED = Event(date(2026, 9, 2), "Warning", ("warning", 2), words="Lee has a knife", weight=KEY)
LEE = Reader(7, "Lee", ("27 Alder Walk", "WM4 2QT"))


def test_no_address_no_warning_and_no_meaning_goes_along() -> None:
    events, left_out = handed([SEEN, WARNED], LEE)

    assert [(one.title, one.words, one.href, one.said) for one in events] == [
        ("Seen – [address not told]", "Gran lives at 3 Mill Lane.", "", ())
    ]
    assert left_out == 1


def test_who_is_told_nothing_gets_nothing() -> None:
    assert handed([SEEN, WARNED], Reader(7, "Lee", not_told=("about Tia",))) == ([], 0)


def test_an_address_keeps_whom_it_is_made_for() -> None:
    asked, _ = read("all", "", (), "", "", (), "204418")

    assert asked == Asked(together=True, reader=204418)
    assert asked.address() == "?with=all&for=204418"
    assert asked.address(reader=0) == "?with=all"
    assert read("", "", (), "", "", (), "9" * 40)[0].reader == 0
    assert read("", "", (), "", "", (), "²")[0].reader == 0


def test_days_are_read_as_people_write_them() -> None:
    asked, wrong = read("", "", (), "2026-09-01", "14/10/2026", ())

    assert (asked.first, asked.last, wrong) == (date(2026, 9, 1), date(2026, 10, 14), [])
    for text in ("14 15 2026", "tomorrow", "2026"):
        assert read("", "", (), text, "", ())[1][0][0] == "from"


def test_a_source_is_told_by_a_number_that_the_record_knows() -> None:
    moved = Event(date(2026, 9, 2), "Moved home", ("move", 4_200_736))

    rows = rows_to_download([moved, SEEN], {}, {"visit"})

    assert [row[-1] for row in rows] == ["visit 1", "move"]
