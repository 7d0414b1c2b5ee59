"""Reading in the list of providers: whole or not at all."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from kith.care.models import ListedProvider, ProviderList
from kith.care.providers.reading import COLUMNS, Crooked, Line, lines

HEAD = "urn,placement_types,provider_codes,postcode,council,registered_from,registered_until,name\n"
GOOD = (
    f"{HEAD}sc 123456,K2; K1,PR4,wm61ab,E06000999,2020-01-02,,Larch House\n"
    "1234567,,,,,,31/03/2026,An agency\n"
)
TOLD = {"year": 2026, "source": "Invented for this test"}


def test_a_file_gives_every_line_with_what_it_leaves_empty():
    assert list(lines(StringIO(GOOD))) == [
        Line("SC123456", ("K2", "K1"), ("PR4",), "WM6 1AB", "E06000999", date(2020, 1, 2)),
        Line("1234567", registered_until=date(2026, 3, 31)),
    ]


def test_columns_may_be_called_otherwise():
    text = GOOD.replace("urn,", "Ofsted URN,", 1)

    assert next(lines(StringIO(text), {**COLUMNS, "urn": "Ofsted URN"})).urn == "SC123456"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("urn\n", "no column placement_types, provider_codes"),
        ("", "no column urn"),
        (f"{HEAD}SC12,,,,,,,\n", "Line 2: The number is SC and six digits"),
        (f"{HEAD}XXXXXXX,,,,,,,\n", "Line 2: The number is SC and six digits"),
        (f"{HEAD}1234567,U*,,,,,,\n", "Line 2: “U\\*” is no kind of placement"),
        (f"{HEAD}1234567,,Private,,,,,\n", "Line 2: “PRIVATE” is no kind of provider"),
        (f"{HEAD}1234567,,,nowhere,,,,\n", "Line 2: This is no postcode"),
        (f"{HEAD}1234567,,,,{'x' * 121},,,\n", "longer than 120 letters"),
        (f"{HEAD}1234567,,,,,03-2026,,\n", "Line 2: “03-2026” is no day"),
        (f"{HEAD}1234567,,,,,2026-02-29,,\n", "is no day"),
        (f"{HEAD}1234567,,,,,2026-02-02,2026-02-01,\n", "ends before it begins"),
    ],
)
def test_a_crooked_file_is_told_with_its_line(text, words):
    with pytest.raises(Crooked, match=words):
        list(lines(StringIO(text)))


@pytest.mark.django_db
def test_a_list_is_read_in_whole_or_not_at_all_and_again_in_its_own_place(tmp_path):
    file, told = tmp_path / "list.csv", StringIO()
    file.write_text(GOOD)
    call_command("read_providers", file, stdout=told, **TOLD)
    call_command("read_providers", file, stdout=told, **(TOLD | {"year": 2027}))
    for text, words in (
        (GOOD.replace("31/03/2026", "soon"), r"Line 3: “soon” .* Nothing was read in"),
        (HEAD, "no line beside its headings. Nothing was read in"),
    ):
        file.write_text(text)
        with pytest.raises(CommandError, match=words):
            call_command("read_providers", file, stdout=told, **TOLD)
    file.write_text(f"{HEAD}7654321,U6,PR1,,,,,\n".replace("urn", "URN"))
    call_command("read_providers", file, stdout=told, column=["urn=URN"], **TOLD)

    assert told.getvalue().splitlines() == [
        "2 lines of the list of 2025-26 read in.",
        "2 lines of the list of 2026-27 read in.",
        "1 line of the list of 2025-26 read in.",
    ]
    assert list(ListedProvider.objects.order_by("pk").values_list("of_year", "urn")) == [
        (2027, "SC123456"),
        (2027, "1234567"),
        (2026, "7654321"),
    ]
    assert ProviderList.objects.get(pk=2026).source == TOLD["source"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"year": 1991}, "1991 is no year"),
        ({"source": " "}, "Say who gave out the list"),
        ({"column": ["name=Name"]}, "names no column"),
        ({"column": ["urn="]}, "names no column"),
    ],
)
def test_what_is_said_wrongly_of_a_list_is_told(tmp_path, wrong, words):
    file = tmp_path / "list.csv"
    file.write_text(GOOD)

    with pytest.raises(CommandError, match=words):
        call_command("read_providers", file, **(TOLD | wrong))
    assert not ProviderList.objects.exists()


@pytest.mark.django_db
def test_a_file_that_is_no_text_is_told(tmp_path):
    file = tmp_path / "list.csv"
    file.write_bytes(b"\xff\xfe\x00")

    with pytest.raises(CommandError, match=r"list\.csv cannot be read as text"):
        call_command("read_providers", file, **TOLD)
