"""When a fact is asked about again, and what is told of it. No record store."""

from datetime import UTC, datetime

import pytest

from kith.work.known.rules import Fact, Said, also_shown, said_right, shown, stood

AT = datetime(2026, 10, 14, 9, tzinfo=UTC)
SCHOOL = Fact("School", "St Anne’s", "Amina, 3 Sep", "school", 7, asks=True, changes=True)
TOLD = Fact("What we were told", "Shouting.", "Contact", "contact_told")


def said(words="St Anne’s", was_changed=False):
    return {("school", 7): Said(words, "Amina", AT, was_changed)}


@pytest.mark.parametrize(
    ("fact", "told", "is_open", "is_said", "has_changed_since"),
    [
        (SCHOOL, {}, True, False, False),
        (SCHOOL, said(), False, True, False),
        (SCHOOL, said("Northgate"), True, False, True),
        (Fact("School", "not on record", "", "school", 7, asks=True, is_known=False), {}, False, False, False),
        (TOLD, {("contact_told", None): Said("Shouting.", "Amina", AT, False)}, False, False, False),
    ],
)  # fmt: skip
def test_a_fact_is_asked_about_until_somebody_says_so_and_again_when_it_changes(
    fact, told, is_open, is_said, has_changed_since
):
    (one,) = shown([fact], told)

    assert (one.is_open, one.said is not None, one.since is not None) == (
        is_open,
        is_said,
        has_changed_since,
    )


def test_what_a_page_says_is_right_must_be_what_it_showed():
    old = Fact("School", "Northgate", "", "school", 7, asks=True).sent

    assert said_right([SCHOOL, TOLD], [SCHOOL.sent]) == ([SCHOOL], [])
    assert said_right([SCHOOL], [old]) == ([SCHOOL], [SCHOOL])
    assert said_right([SCHOOL, TOLD], [TOLD.sent]) == ([], [])
    assert said_right([SCHOOL], ["", "nonsense", "school.8:x"]) == ([], [])


def test_a_completed_step_says_where_today_differs():
    today = [Fact("School", "Northgate", "", "school", 7, asks=True)]

    assert stood([(SCHOOL, "Amina", AT)], today)[0].today == "Northgate"
    assert stood([(SCHOOL, "Amina", AT)], [SCHOOL])[0].today == ""
    assert stood([(SCHOOL, "", None)], [])[0].today == ""


def test_where_else_a_fact_is_shown_is_told_in_words():
    assert also_shown([], "Tia") == "Tia’s record"
    assert also_shown([("Core assessment", ["Tia", "Kofi"])], "Tia") == (
        "Core assessment of Tia and Kofi, Tia’s record"
    )
