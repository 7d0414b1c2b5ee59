"""Identifiers: check digits, kinds of mistakes, and valid numbers for tests."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.core import identifiers
from kith.core.examples import parse

NHS = parse("""
    number        | words
    943 476 5919  |
    943-476-5919  |
    9434765919    |
    999 000 0018  |
    9434765918    | does not add up
    9434756919    | does not add up
    943476591     | 10 digits; this one has 9
    94347659190   | 10 digits; this one has 11
    943476591X    | digits only
    ９４３４７６５９１９ | digits only
    0000000000    | does not add up
                  | Enter the NHS number
""")
UPN = parse("""
    number          | words
    H880123425001   |
    h880123425001   |
    H8801 2342 5001 |
    A880123425001   | does not fit
    H880123425010   | does not fit
    I880123425001   | no letter I
    H88012342500O   | no letter O
    H88012342500    | 13 characters; this one has 12
    8880123425001   | a letter and 12 digits
    H88O123425001   | a letter and 12 digits
                    | Enter the unique pupil number
""")


@pytest.mark.parametrize("row", NHS, ids=lambda row: row.values["number"] or "nothing")
def test_an_nhs_number_is_right_or_told_why_not(row):
    problem = identifiers.nhs_number_problem(row.values["number"])

    assert (problem is None) if not row.values["words"] else row.values["words"] in problem


@pytest.mark.parametrize("row", UPN, ids=lambda row: row.values["number"] or "nothing")
def test_a_pupil_number_is_right_or_told_why_not(row):
    problem = identifiers.upn_problem(row.values["number"])

    assert (problem is None) if not row.values["words"] else row.values["words"] in problem


@given(st.integers(0, 899_998))
def test_a_made_nhs_number_is_valid_and_nobodys(number):
    made = identifiers.make_nhs_number(number)

    assert identifiers.nhs_number_problem(made) is None
    assert identifiers.is_test_nhs_number(made)


def test_made_nhs_numbers_differ():
    assert len({identifiers.make_nhs_number(number) for number in range(5000)}) == 5000


@given(st.integers(0, 899_998), st.integers(0, 9), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(number, place, step):
    made = identifiers.make_nhs_number(number)
    wrong = made[:place] + str((int(made[place]) + step) % 10) + made[place + 1 :]

    assert identifiers.nhs_number_problem(wrong) is not None


@given(st.integers(0, 899_998), st.integers(0, 8))
def test_two_neighbouring_digits_changed_round_are_always_found(number, place):
    made = identifiers.make_nhs_number(number)
    swapped = made[:place] + made[place + 1] + made[place] + made[place + 2 :]

    assert (identifiers.nhs_number_problem(swapped) is None) == (swapped == made)


@given(st.integers(0, 9_999_999), st.booleans())
def test_a_made_pupil_number_is_valid(number, temporary):
    made = identifiers.make_upn(number, temporary=temporary)

    assert identifiers.upn_problem(made) is None
    assert identifiers.is_temporary_upn(made) is temporary


@given(st.integers(0, 9_999_999), st.integers(1, 12), st.integers(1, 9))
def test_a_wrong_digit_in_a_pupil_number_is_found(number, place, step):
    made = identifiers.make_upn(number)
    wrong = made[:place] + str((int(made[place]) + step) % 10) + made[place + 1 :]

    assert identifiers.upn_problem(wrong) is not None


def test_made_pupil_numbers_differ():
    for temporary in (False, True):
        assert len({identifiers.make_upn(number, temporary=temporary) for number in range(5000)}) == 5000


@pytest.mark.parametrize("number", [-1, 899_999])
def test_there_are_only_so_many_test_numbers(number):
    with pytest.raises(ValueError, match="899,998"):
        identifiers.make_nhs_number(number)


def test_a_number_beyond_the_pupils_is_an_error():
    with pytest.raises(ValueError, match="9,999,999"):
        identifiers.make_upn(10_000_000)


@given(st.text(max_size=20))
def test_any_text_is_judged_without_a_fault(text):
    for judge in (identifiers.nhs_number_problem, identifiers.upn_problem):
        assert judge(text) is None or judge(text).endswith((".", ")."))


def test_an_nhs_number_is_read_out_in_three_parts():
    assert identifiers.nhs_number_in_words("9434765919") == "943 476 5919"
