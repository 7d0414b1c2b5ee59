"""Limits and sign-offs in words."""

from dataclasses import replace
from datetime import date

import pytest

from kith.practice import Limit, SignOff
from kith.practice.step_words import limit_words, sign_off_words, whole_limit
from kith.practice.test_packs import AUTHORITY

WESTMERE = AUTHORITY.practices["westmere"]


@pytest.mark.parametrize(
    ("limit", "words"),
    [
        (Limit("referral", "A law", working_days=10), "10 working days from the referral"),
        (Limit("start", "A law", working_days=1), "1 working day from its start"),
        (Limit("referral", "A law", calendar_days=42), "42 days from the referral"),
        (Limit("core_assessment", "A law", working_days=2), "2 working days from core assessment"),
    ],
)
def test_a_limit_in_words(limit, words):
    assert limit_words(limit) == words


@pytest.mark.parametrize(
    ("sign_off", "words"),
    [
        (SignOff("approve", "team_manager"), "Team manager signs off"),
        (SignOff("tell", "team_manager"), "Team manager is told"),
        (SignOff("tell", "team_manager", 20), "Team manager is told, one in 20 is read"),
        (SignOff("approve", "head_of_nothing"), "Head of nothing signs off"),
        (SignOff(), "Nobody needs to sign off"),
    ],
)
def test_a_sign_off_in_words(sign_off, words):
    assert sign_off_words(replace(WESTMERE.steps["closure"], sign_off=sign_off), WESTMERE.roles) == words


def test_a_whole_limit_says_its_days_and_its_source():
    limit = Limit(
        "referral",
        "A law",
        45,
        None,
        date(2013, 4, 15),
        date(2020, 1, 1),
        "start",
        verified=False,
        caution="-",
    )

    assert whole_limit(limit) == (
        "45 working days from the referral, or else from its start, from 15 Apr 2013, until 1 Jan 2020 "
        "(A law, not verified)"
    )
    assert whole_limit(Limit("referral", "A law", 1)) == "1 working day from the referral (A law)"
