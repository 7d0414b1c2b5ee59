"""Numbers other services know a child by: shape and check digit, and valid numbers for tests.

NHS number: ten digits, the last a check digit modulo 11. Numbers that begin with 999 are set aside for
tests and never belong to a person (general knowledge, not read at source).
Unique pupil number (UPN): a check letter and twelve digits; a temporary one ends in a letter. Letters I, O
and S are not used (DfE rules 1510 and 1550 of the children in need census).
"""

import re

NHS_TEST_RANGE = "999"
UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
UPN_SHAPE = re.compile(r"^[A-Z]\d{11}[0-9A-Z]$")


def tidy(text: str) -> str:
    """An identifier without the spaces and hyphens people read it out with, in capitals."""
    return re.sub(r"[\s\-‐-―]", "", text).upper()


def nhs_number_problem(text: str) -> str | None:
    """Why this is not an NHS number, in words; None when it is one."""
    number = tidy(text)
    if not number:
        return "Enter the NHS number."
    if not number.isascii() or not number.isdigit():
        return "An NHS number has digits only."
    if len(number) != 10:
        return f"An NHS number has 10 digits; this one has {len(number)}."
    if len(set(number)) == 1 or _nhs_check_digit(number[:9]) != int(number[9]):
        return "This NHS number does not add up: a digit is wrong or two have changed places."
    return None


def is_test_nhs_number(text: str) -> bool:
    """Whether the number lies in the range that no person has."""
    return tidy(text).startswith(NHS_TEST_RANGE)


def nhs_number_in_words(text: str) -> str:
    """As it is read out: 943 476 5919."""
    number = tidy(text)
    return f"{number[:3]} {number[3:6]} {number[6:]}"


def make_nhs_number(number: int) -> str:
    """A valid NHS number of the test range, a different one for each number from 0 to 899,998.

    Of the ten last digits before the check digit at most one has none, so nine can be used.
    """
    if not 0 <= number < 899_999:
        raise ValueError("Test NHS numbers can be made for 0 to 899,998.")
    tens, place = divmod(number, 9)
    bodies = (f"{NHS_TEST_RANGE}{tens:05d}{digit}" for digit in range(10))
    body = [body for body in bodies if _nhs_check_digit(body) != 10][place]
    return f"{body}{_nhs_check_digit(body)}"


def upn_problem(text: str) -> str | None:
    """Why this is not a unique pupil number, in words; None when it is one. Temporary ones are accepted."""
    number = tidy(text)
    if not number:
        return "Enter the unique pupil number."
    if len(number) != 13:
        return f"A unique pupil number has 13 characters; this one has {len(number)}."
    if not UPN_SHAPE.match(number):
        return "A unique pupil number is a letter and 12 digits (a temporary one ends in a letter)."
    for letter in (number[0], number[12]):
        if letter.isalpha() and letter not in UPN_LETTERS:
            return f"A unique pupil number has no letter {letter}; perhaps it is a digit."
    if upn_check_letter(number[1:]) != number[0]:
        return "The first letter of this unique pupil number does not fit its digits: one of them is wrong."
    return None


def is_temporary_upn(text: str) -> bool:
    """Whether a school gave the number for the time being: it ends in a letter."""
    return tidy(text)[-1:].isalpha()


def upn_check_letter(twelve: str) -> str:
    """The letter in front of characters 2 to 13, each weighed by its place, modulo 23.

    A last letter counts as its place in the same alphabet (A is 0). That table is general knowledge: the
    DfE's own was not read.
    """
    values = (int(sign) if sign.isdigit() else UPN_LETTERS.index(sign) for sign in twelve)
    return UPN_LETTERS[sum(value * place for place, value in enumerate(values, start=2)) % 23]


def make_upn(number: int, *, authority: str = "880", year: int = 20, temporary: bool = False) -> str:
    """A valid pupil number for any number from 0 to 9,999,999: authority, school, year, pupil."""
    if not 0 <= number <= 9_999_999:
        raise ValueError("Test pupil numbers can be made for 0 to 9,999,999.")
    school, pupil = divmod(number, 1000)
    last = UPN_LETTERS[pupil % 23] if temporary else str(pupil % 10)
    twelve = f"{authority}{school:04d}{year % 100:02d}{pupil // (23 if temporary else 10):02d}{last}"
    return f"{upn_check_letter(twelve)}{twelve}"


def _nhs_check_digit(nine: str) -> int:
    total = sum(int(digit) * weight for digit, weight in zip(nine, range(10, 1, -1), strict=True))
    return (11 - total % 11) % 11
