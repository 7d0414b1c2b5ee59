"""Reading in where postcodes lie: whole or not at all."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from kith.care.models import Postcode
from kith.care.postcodes.rules import Crooked, Place, places

HEAD = "pcd,pcds,oseast1m,osnrth1m,oslaua\n"
GOOD = f"{HEAD}WM42QT,WM4 2QT,400000,300000,E06000099\nJE24WE,JE2 4WE,,,L99999999\nWM61AB,WM6 1AB,403000,304000,\n"


def test_a_file_gives_every_postcode_that_lies_somewhere():
    assert list(places(StringIO(GOOD))) == [
        Place("WM42QT", 400000, 300000, "E06000099"),
        Place("WM61AB", 403000, 304000, ""),
    ]


def test_ward_and_deprivation_are_kept_where_the_list_has_them():
    head = "pcds,oseast1m,osnrth1m,oslaua,osward,imd\n"
    rows = [
        ("WM1 1AA", "E06000099,E05000001,1", "E05000001", 1),
        ("WM1 1AB", "E06000099,E05000001,3284", "E05000001", 1),
        ("WM1 1AC", "E06000099,E05000002,3285", "E05000002", 2),
        ("WM1 1AD", "E06000099,E05000002,32844", "E05000002", 10),
        ("WM1 1AE", "E06000099,,0", "", None),
        ("CF10 1AA", "W06000015,W05000001,17", "W05000001", None),
    ]
    text = head + "".join(f"{postcode},1,2,{rest}\n" for postcode, rest, _, _ in rows)

    found = list(places(StringIO(text)))

    assert [(one.ward, one.decile) for one in found] == [(ward, decile) for _, _, ward, decile in rows]


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        ("imd_decile", "11", "Line 2: a decile of deprivation is a whole number from 1 to 10"),
        ("imd_decile", "poor", "Line 2: a decile"),
        ("imd", "32845", "Line 2: a rank of deprivation is a whole number from 1 to 32,844"),
        ("osward", "E05000001999", "Line 2: the code of the ward is longer"),
    ],
)
def test_a_crooked_ward_or_decile_is_told_with_its_line(column, value, words):
    with pytest.raises(Crooked, match=words):
        list(places(StringIO(f"pcds,oseast1m,osnrth1m,oslaua,{column}\nWM1 1AA,1,2,E06000099,{value}\n")))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("pcds,oseast1m\n", "no column osnrth1m, oslaua"),
        ("", "no column pcds"),
        (f"{HEAD}x,,1,2,E\n", "Line 2: this is no postcode"),
        (f"{HEAD}x,WM4 2QT 99,1,2,E\n", "Line 2: this is no postcode"),
        (f"{HEAD}x,WM4 2QT,east,2,E\n", "Line 2: east and north"),
        (f"{HEAD}x,WM4 2QT,-1,2,E\n", "Line 2: that lies outside"),
        (f"{HEAD}x,WM4 2QT,1,1300001,E\n", "Line 2: that lies outside"),
        (f"{HEAD}x,WM4 2QT,1,2,E0600009999\n", "longer than 9 letters"),
    ],
)
def test_a_crooked_file_is_told_with_its_line(text, words):
    with pytest.raises(Crooked, match=words):
        list(places(StringIO(text)))


@pytest.mark.django_db
def test_a_file_is_read_in_whole_or_not_at_all_and_again_over_itself(tmp_path):
    file, told = tmp_path / "places.csv", StringIO()
    file.write_text(GOOD)
    call_command("read_postcodes", file, stdout=told)
    file.write_text(GOOD.replace("400000", "410000").replace("304000", "north"))

    with pytest.raises(CommandError, match=r"Line 4: east and north .* Nothing was read in"):
        call_command("read_postcodes", file, stdout=told)

    assert told.getvalue() == "2 postcodes read in.\n"
    assert list(Postcode.objects.order_by("key").values_list("key", "easting")) == [
        ("WM42QT", 400000),
        ("WM61AB", 403000),
    ]


@pytest.mark.django_db
def test_a_file_that_is_no_text_is_told(tmp_path):
    file = tmp_path / "places.csv"
    file.write_bytes(b"\xff\xfe\x00")

    with pytest.raises(CommandError, match=r"places\.csv cannot be read as text"):
        call_command("read_postcodes", file)
