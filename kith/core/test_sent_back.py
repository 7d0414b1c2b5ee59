import json

import pytest

from kith.core import sent_back


def test_versions_come_back_as_they_were_sent() -> None:
    assert sent_back.versions('{"told": 3, "seen.204418": 0}') == {"told": 3, "seen.204418": 0}


@pytest.mark.parametrize(
    "text",
    [
        *("", "{", "x", "1e99", "9" * 400, "[1, 2]", '"told"', "null", "[" * 100_000),
        *('{"told": -1}', '{"told": "3"}', '{"told": 1e99}', '{"told": 2147483648}'),
        json.dumps({str(number): 1 for number in range(30_000)}),
    ],
)
def test_what_cannot_be_read_was_not_seen(text) -> None:
    assert sent_back.versions(text) == {}


@pytest.mark.parametrize("text", ["", "-1", "x", "9" * 19, "²", " 1", "1.0"])
def test_a_number_nobody_sent_is_nought(text) -> None:
    assert sent_back.number(text) == 0
    assert sent_back.number("204418") == 204418
    assert sent_back.number("9" * 10, sent_back.LONGEST_VERSION) == 0


@pytest.mark.parametrize(
    ("text", "page"), [("2", 2), ("", 1), ("0", 1), ("-3", 1), ("x", 1), ("9", 4), ("9" * 40, 1)]
)
def test_a_page_is_one_of_those_there_are(text, page) -> None:
    assert sent_back.page(text, 4) == page
