"""When a mail is tried again."""

from datetime import datetime, timedelta

import pytest

from kith.core import clock
from kith.documents.post import rules

NOW = datetime(2026, 10, 14, 9, tzinfo=clock.LONDON)


def test_the_waits_grow_and_end():
    waits = [rules.next_try(number, NOW) for number in range(1, 9)]

    assert waits[0] == NOW + timedelta(minutes=1)
    assert waits[6] == NOW + timedelta(days=1)
    assert waits[7] is None
    assert waits[:7] == sorted(waits[:7])


def test_only_five_hundreds_are_final():
    assert [rules.is_final(code) for code in (None, 451, 499, 500, 599)] == [False, False, False, True, True]
    assert rules.is_final(rules.NOT_ADDRESSED)


def test_trouble_is_told_by_its_code_alone():
    assert rules.trouble(None) == "The mail server did not answer."
    assert rules.trouble(554) == "The mail server refused it (code 554)."
    assert rules.trouble(421) == "The mail server put it off (code 421)."


def test_a_subject_stays_in_its_line():
    assert rules.one_line("One\r\nBcc: x@y.z") == "One Bcc: x@y.z"
    assert len(rules.one_line("x" * 300)) == 200


@pytest.mark.parametrize("address", ["priya@school.example", "priya@bücher.example", "a+b@x-y.co.uk"])
def test_an_address_is_taken(address):
    assert rules.address_problem(address) is None


@pytest.mark.parametrize(
    "address", ["priya", f"a@{'b' * 64}.zz", f"a@{'ü' * 60}.zz", "a@b\u0627.zz", f"{'a' * 250}@b.zz"]
)
def test_what_no_mail_server_can_be_asked_for_is_no_address(address):
    assert rules.address_problem(address)


@pytest.mark.parametrize(
    "sign", ["\u200b", "\u202e", "\u00ad", "\ufeff", "\ufe0f", "\u3164", "\ue000", "\x7f"]
)
@pytest.mark.parametrize("address", ["pri{}ya@school.example", "priya@sch{}ool.example"])
def test_letters_nobody_sees_make_no_address(sign, address):
    assert rules.address_problem(address.format(sign))


def test_who_typed_an_unseen_letter_is_told_so():
    assert rules.address_problem("pri\u200bya@school.example") == rules.UNREADABLE
