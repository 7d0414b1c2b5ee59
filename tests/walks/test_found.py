"""What random walks have found and what was mended, each by itself."""

from datetime import date

import pytest

from kith.core import Refused
from kith.frontdoor.closing.actions import close_involvements
from kith.protection.enquiry.actions import hold_discussion
from kith.protection.enquiry.rules import Presence, Told
from tests import make

pytestmark = pytest.mark.django_db
OPENED = date(2026, 6, 8)
THERE = (Presence("police", True), Presence("health", True))
NO_MORE = {"reason": "RC7", "words": "No more is needed."}


@pytest.fixture
def colin(monkeypatch):
    """A manager, on the day of the mock-ups."""
    monkeypatch.setenv("KITH_TODAY", "2026-10-14")
    return make.worker("Colin Burge", role="team_manager")


@pytest.fixture
def case(colin):
    """An open case."""
    return make.involvement(make.child("Tia", "Marlowe"), colin.team, colin, started_on=OPENED)


def test_a_case_is_not_closed_before_what_other_subjects_say_happened_in_it(colin, case):
    """Nothing is dated after closure, not even a strategy discussion that started no enquiry."""
    hold_discussion(colin, told=Told(date(2026, 9, 30), THERE, {case.person_id: "none"}))

    with pytest.raises(Refused, match="after that day: a strategy discussion on 30 Sep 2026"):
        close_involvements(colin, [case], ended_on=date(2026, 9, 29), **NO_MORE)

    assert close_involvements(colin, [case], ended_on=date(2026, 9, 30), **NO_MORE)
