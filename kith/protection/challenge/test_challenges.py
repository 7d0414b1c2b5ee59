"""A challenge from raising to closing, by its actions and on its pages."""

import re
import uuid
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from kith.access.guarded import EVERY_ROW
from kith.core import Refused
from kith.protection.challenge import actions, queries
from kith.protection.models import Challenge, ChallengeMove
from kith.work.models import Notice, Timescale
from kith.work.standings import actions as standings
from tests import make

pytestmark = pytest.mark.django_db
TOLD = {"reason": "seen", "words": "Nobody has seen Tia alone for six weeks.", "wanted": "A visit this week."}


@pytest.fixture
def raised(grace, colin, children):
    return actions.raise_challenge(grace, [child.pk for child in children], **TOLD)


def now(challenge):
    return Challenge.objects.unguarded(EVERY_ROW).get(pk=challenge.pk)


def clocks(challenge):
    rows = Timescale.objects.unguarded(EVERY_ROW).filter(about=str(challenge.pk)).order_by("pk")
    return [(row.code, row.due_on, bool(row.met_on), bool(row.dropped_on)) for row in rows]


def test_a_challenge_asks_the_teams_manager_and_its_clock_runs_for_each_child(raised, colin):
    assert (raised.asked, raised.due_on) == (colin, date(2026, 10, 21))
    assert clocks(raised) == [("challenge_team", date(2026, 10, 21), False, False)] * 2
    assert Notice.objects.filter(worker=colin, kind="challenge").exists()


def test_it_is_answered_taken_up_answered_again_and_closed(raised, grace, colin, north):
    head = make.worker("Ngozi Bright", role="head_of_service", team=north)
    actions.answer(colin, raised, words="Seen on 15 October.")
    actions.take_up(grace, raised, words="She was seen, but not alone.")
    assert (now(raised).level, now(raised).asked, now(raised).answered_on) == (2, head, None)

    actions.answer(head, raised, words="Seen alone today.")
    actions.close(grace, raised, outcome="put_right", words="Tia said she was glad.")

    assert (now(raised).outcome, now(raised).closed_on) == ("put_right", date(2026, 10, 14))
    moves = ChallengeMove.objects.unguarded(EVERY_ROW).order_by("pk")
    assert [(one.kind, one.level) for one in moves] == [
        ("raised", 1), ("answered", 1), ("escalated", 2), ("answered", 2), ("closed", 2),
    ]  # fmt: skip
    assert [row[2:] for row in clocks(raised)] == [(True, False)] * 4


def test_an_unanswered_challenge_goes_up_once_its_day_has_passed(raised, grace, monkeypatch):
    with pytest.raises(Refused, match="due on 21 Oct 2026"):
        actions.take_up(grace, raised, words="Nobody answers.")

    monkeypatch.setenv("KITH_TODAY", "2026-10-22")
    actions.take_up(grace, raised, words="Nobody answers.")

    assert (now(raised).level, now(raised).due_on) == (2, date(2026, 10, 29))
    assert [row[3] for row in clocks(raised)] == [True, True, False, False]


def test_who_stands_in_the_line_is_no_independent_chair(north, children):
    chair = make.worker("Paul Line", role="conference_chair", team=north)

    with pytest.raises(Refused, match="independent"):
        actions.raise_challenge(chair, [children[0].pk], **TOLD)

    assert not Challenge.objects.unguarded(EVERY_ROW).exists()


def test_only_a_chair_raises_and_only_a_manager_of_the_line_answers(raised, amina, grace, children):
    other = make.worker("Otto South", role="team_manager", team=make.team("South"))

    with pytest.raises(PermissionDenied):
        actions.raise_challenge(amina, [children[0].pk], **TOLD)
    with pytest.raises(PermissionDenied):
        actions.answer(grace, raised, words="Done.")
    with pytest.raises(Refused, match="manager of the line"):
        actions.answer(other, raised, words="Done.")


def test_nobody_answers_for_a_child_whom_nobody_holds(grace):
    with pytest.raises(Refused, match="Nobody holds"):
        actions.raise_challenge(grace, [make.child().pk], **TOLD)


# --- the pages -----------------------------------------------------------------------------------


def browser(worker):
    client = Client()
    client.force_login(worker)
    return client


def send(client, name, number, **fields):
    return client.post(reverse(name, kwargs={"number": number}), {"_key": str(uuid.uuid4()), **fields})


def test_a_challenge_is_raised_in_five_actions_or_fewer(grace, colin, tia):
    """Open the form, choose what it is about, write twice, send: the children of the plan are ticked already."""
    chair, address = browser(grace), reverse("challenge_new", kwargs={"number": tia.pk})
    assert "checked" in chair.get(address).content.decode()

    sent = send(chair, "challenge_new", tia.pk, children=[str(tia.pk)], **TOLD)

    assert sent.status_code == 302
    assert "Nobody has seen Tia alone" in chair.get(sent.url).content.decode()


def test_a_child_in_care_without_a_protection_plan_is_challenged_for_with_the_same_clock(grace, children):
    """The reviewing officer's form ticks who is looked after; the children's strip leads to the care page."""
    tia, kofi = children
    standings.begin(grace, person=tia.pk, kind="looked_after", on=date(2026, 10, 14))
    officer = browser(grace)
    form = officer.get(reverse("challenge_new", kwargs={"number": tia.pk})).content.decode()
    ticked = re.findall(r'<input[^>]*name="children"[^>]*>', form)
    assert [("checked" in one) for one in ticked if f'value="{tia.pk}"' in one] == [True]
    assert [("checked" in one) for one in ticked if f'value="{kofi.pk}"' in one] == [False]

    sent = send(officer, "challenge_new", tia.pk, children=[str(tia.pk)], **(TOLD | {"reason": "home"}))

    made = Challenge.objects.unguarded(EVERY_ROW).get()
    assert clocks(made) == [("challenge_team", date(2026, 10, 21), False, False)]
    shown = officer.get(sent.url).content.decode()
    assert "Where the child lives is not right for them" in shown
    assert reverse("person_care", kwargs={"number": tia.pk}) in shown
    assert queries.told_of(grace, tia.pk) == [
        (
            made.pk,
            "Where the child lives is not right for them",
            "soon",
            "Team manager answers by 21 Oct 2026",
        )
    ]


def test_a_refused_challenge_keeps_what_was_typed(grace, tia):
    refused = send(
        browser(grace), "challenge_new", tia.pk, children=[str(tia.pk)], words="Six weeks.", wanted=""
    )

    words = refused.content.decode()
    assert refused.status_code == 422
    assert "Six weeks." in words
    assert "Choose what it is about" in words
    assert not Challenge.objects.unguarded(EVERY_ROW).exists()


def test_a_manager_answers_and_the_chair_closes_on_the_page(raised, grace, colin):
    empty = send(browser(colin), "challenge_answer", raised.pk, **{"words.answer": " "})
    send(browser(colin), "challenge_answer", raised.pk, **{"words.answer": "Seen today."})
    unsaid = send(browser(grace), "challenge_settle", raised.pk, do="close", **{"words.close": "Good."})
    send(
        browser(grace), "challenge_settle", raised.pk, do="close",
        **{"words.close": "Good.", "outcome.close": "put_right"},
    )  # fmt: skip

    assert (empty.status_code, unsaid.status_code) == (422, 422)
    assert now(raised).outcome == "put_right"


def test_open_challenges_stand_with_chair_and_manager_and_with_nobody_else(raised, grace, colin):
    south = make.worker("Otto South", role="team_manager", team=make.team("South"))

    shown = [
        "Tia and Kofi" in browser(one).get(reverse("open_challenges")).content.decode()
        for one in (grace, colin, south)
    ]

    assert shown == [True, True, False]


def test_a_challenge_about_a_hidden_child_is_not_there(raised, colin, children):
    make.restricted(children[0])

    page = browser(colin).get(reverse("challenge", kwargs={"number": raised.pk}))

    assert page.status_code == 404


def test_the_pages_ask_no_more_than_they_may(raised, grace, colin, tia, django_assert_max_num_queries):
    pages = [
        (grace, reverse("challenge_new", kwargs={"number": tia.pk})),
        (grace, reverse("challenge", kwargs={"number": raised.pk})),
        (colin, reverse("challenge", kwargs={"number": raised.pk})),
        (grace, reverse("open_challenges")),
    ]
    for worker, address in pages:
        client = browser(worker)
        client.get(address)
        with django_assert_max_num_queries(25, info=address):
            assert client.get(address).status_code == 200
