from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from kith.core import Refused
from kith.quality.learning import actions, queries
from kith.quality.models import LearningEntry, LearningTalk
from tests import make
from tests.cast import amina, browser, colin, north

__all__ = ["amina", "browser", "colin", "north"]
pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 14)


def shared(by, **changes):
    told = {
        "source": "audit", "learned_on": date(2026, 10, 1), "learned": "Fathers who live elsewhere are not asked.",
        "change": "Each plan says how the father was asked.", "recommendation": "R4",
    }  # fmt: skip
    return actions.share(by, **{**told, **changes})


def test_what_was_learned_goes_round_the_teams(colin, north, amina, browser):
    make.team("Safeguarding South")
    entry = shared(colin)
    actions.talked(colin, entry, team=north.pk, talked_on=date(2026, 10, 8), words="A line in each plan.")

    text = browser(amina).get(reverse("learning_log")).content.decode()
    for words in (
        "Fathers who live elsewhere",
        "recommendation R4",
        "shared by Colin Burge",
        "A line in each plan.",
    ):
        assert words in text, words
    assert queries.log(TODAY)[0].round == "1 of 2 teams have talked about it"
    assert "Share something learned" not in text  # a social worker reads


def test_a_team_talks_about_it_once_and_not_before_it_was_learned(colin, north):
    entry = shared(colin)
    actions.talked(colin, entry, team=north.pk, talked_on=TODAY)

    for team, on, words in (
        (north.pk, TODAY, "already"), (north.pk, date(2026, 9, 30), "learned later"), (0, TODAY, "Choose a team"),
        (north.pk, None, "Give the day"),
    ):  # fmt: skip
        with pytest.raises(Refused, match=words):
            actions.talked(colin, entry, team=team, talked_on=on)
    assert LearningTalk.objects.count() == 1


def test_who_may_not_share_is_refused_and_a_bad_form_gives_the_words_back(amina, colin, browser):
    with pytest.raises(PermissionDenied):
        shared(amina)
    sent = {
        "_key": "a" * 32,
        "do": "share",
        "source": "audit",
        "learned_on": "yesterday",
        "learned": "Ask fathers.",
    }
    answer = browser(colin).post(reverse("learning_write"), sent)

    text = answer.content.decode()
    assert (answer.status_code, "Ask fathers." in text, "Give the day" in text) == (422, True, True)
    assert not LearningEntry.objects.exists()
    gone = {"_key": "b" * 32, "do": "talk", "entry": "999", "team": "1", "talked_on": "1/10/2026"}
    assert browser(colin).post(reverse("learning_write"), gone).status_code == 404


def test_the_log_is_read_by_source(colin, browser):
    shared(colin)
    shared(colin, source="complaint", learned="Letters are too long.")

    assert [one.entry.learned for one in queries.log(TODAY, "complaint")] == ["Letters are too long."]
    assert len(queries.log(TODAY, "nonsense")) == 2
