"""A complaint stands on the work list of who answers it, and late on the board of the team it is about."""

from datetime import date

import pytest

from kith.access.guarded import EVERY_ROW
from kith.listening.complaints import actions
from kith.listening.models import Complaint
from tests import make
from tests.cast import amina, browser, colin, north, the_day

__all__ = ["amina", "browser", "colin", "north", "the_day"]
pytestmark = pytest.mark.django_db
WORDS = "Nobody rang back for three weeks."


@pytest.fixture
def tia(north):
    return make.child("Tia", "Marlowe", age=9)


@pytest.fixture
def complain(north, colin, tia):
    def registered(received_on, *, child=tia, owner=colin, team=north):
        return actions.register(
            colin, child, kind="complaint", who="parent", team=team, words=WORDS, received_on=received_on,
            owner=owner,
        )  # fmt: skip

    return registered


def panel(page: str) -> str:
    """What stands under the heading of complaints on My work."""
    return page.split('id="complaints"')[1].split("</table>")[0] if 'id="complaints"' in page else ""


def late_on_board(page: str) -> str:
    return page.split('id="out-of-timescale-and-why"')[1]


def test_who_answers_sees_late_and_due_stages_with_their_day_first_to_end_first(complain, colin, browser):
    due, late = complain(date(2026, 9, 30)), complain(date(2026, 9, 29), child=None)

    page = browser(colin).get("/work/").content.decode()

    assert "1 thing is late and 1 is due today." in page
    shown = panel(page)
    assert shown.index(f"Complaint {late.pk}<") < shown.index(f"Complaint {due.pk}<")
    for words in ("Late by 1 working day", "Due today", "Stage 1: Local answer", "Tia Marlowe"):
        assert words in shown, words
    assert f'href="/complaints/{late.pk}/"' in shown


def test_what_is_answered_or_somebody_elses_is_not_on_the_list(complain, colin, browser):
    done = complain(date(2026, 9, 29))
    complain(date(2026, 9, 29), owner=None)
    answer = {"outcome": "upheld", "words": "Yes.", "learning": "Ring.", "answered_on": date(2026, 10, 14)}
    actions.answer(colin, done, **answer)

    page = browser(colin).get("/work/").content.decode()

    assert panel(page) == ""
    assert "Nothing is late" in page


def test_the_longer_day_counts_where_it_was_said_why(complain, north, colin, browser):
    actions.take_longer(colin, complain(date(2026, 9, 29)), why="An advocate is wanted.")

    assert "Late" not in panel(browser(colin).get("/work/").content.decode())
    assert WORDS not in late_on_board(browser(colin).get(f"/team/{north.code}/board/").content.decode())
    assert "Answer to a complaint" not in browser(colin).get(f"/team/{north.code}/board/").content.decode()


def test_a_late_stage_stands_on_the_board_of_the_team_it_is_about_and_on_no_other(
    complain, north, colin, browser
):
    south = make.team("Safeguarding South")
    late, unheld = complain(date(2026, 9, 28)), complain(date(2026, 9, 29), child=None, owner=None)
    complain(date(2026, 9, 28), team=south, child=None)
    complain(date(2026, 9, 30))  # due today

    page = browser(colin).get(f"/team/{north.code}/board/").content.decode()

    shown = late_on_board(page)
    assert "1 child, 2 pieces of work, visits and complaints" in shown
    for words in (f"Complaint {late.pk}<", "Tia", "Late by 2 working days", "Colin Burge"):
        assert words in shown, words
    assert f"Complaint {unheld.pk}<" in shown and "Nobody yet" in shown
    assert shown.count("Stage 1: Local answer") == 2


def test_who_keeps_the_register_no_more_has_no_complaint_on_the_list(complain, north, browser):
    held = make.worker("Lena Hart", role="team_manager", team=north)
    complain(date(2026, 9, 29), owner=held)
    assert "Stage 1: Local answer" in panel(browser(held).get("/work/").content.decode())

    held.memberships.update(role="social_worker")

    assert panel(browser(held).get("/work/").content.decode()) == ""


def test_who_keeps_no_register_sees_no_complaint_on_the_board(complain, north, browser):
    complain(date(2026, 9, 28))
    senior = make.worker("Lena Hart", role="senior_practitioner", team=north)

    page = browser(senior).get(f"/team/{north.code}/board/").content.decode()

    assert "Nothing is out of timescale." in late_on_board(page)


def test_a_complaint_about_a_child_who_was_hidden_since_is_on_nobodys_list(
    complain, north, colin, tia, browser
):
    complain(date(2026, 9, 28))
    make.restricted(tia)

    assert panel(browser(colin).get("/work/").content.decode()) == ""
    page = browser(colin).get(f"/team/{north.code}/board/").content.decode()
    assert "Answer to a complaint" not in page


def test_who_is_given_a_stage_is_told_and_whoever_cannot_open_it_is_refused(
    complain, colin, tia, north, amina, browser
):
    made = complain(date(2026, 9, 28), owner=None)
    grace = make.worker("Grace Lane", role="team_manager", team=north)
    manager, path = browser(colin), f"/complaints/{made.pk}/"

    refused = [manager.post(path, {"do": "give", "owner": one}) for one in ("", "x", "999999", str(amina.pk))]
    assert [one.status_code for one in refused] == [422] * 4
    assert "must be able to open the register" in refused[3].content.decode()
    assert "To be answered by nobody yet." in manager.get(path).content.decode()
    assert manager.post(path, {"do": "give", "owner": str(grace.pk)}).status_code == 302

    page = browser(grace).get("/work/").content.decode()
    assert f"Complaint {made.pk}<" in panel(page)
    assert f"Complaint {made.pk} waits for your answer: stage 1, local answer." in page
    make.restricted(tia, readers=[colin])
    ben = make.worker("Ben Okoye", role="team_manager", team=north)
    hidden = manager.post(path, {"do": "give", "owner": str(ben.pk)})
    assert "may not open the record" in hidden.content.decode()


def test_a_complaint_that_nobody_fit_is_to_answer_is_not_registered(colin, north, amina, browser):
    told = {
        "kind": "complaint", "who": "parent", "team": str(north.pk), "words": WORDS, "received_on": "1/10/2026",
        "owner": str(amina.pk),
    }  # fmt: skip

    answer = browser(colin).post("/complaints/new/", told)

    assert answer.status_code == 422
    assert WORDS in answer.content.decode()
    assert not Complaint.objects.unguarded(EVERY_ROW).exists()


def test_the_lists_ask_no_more_questions_for_complaints(
    complain, north, colin, browser, django_assert_max_num_queries
):
    manager = browser(colin)
    places = ("/work/", f"/team/{north.code}/board/")
    for place in places:
        manager.get(place)
    for n in range(4):
        complain(date(2026, 9, 24 + n % 2))

    for place, most in zip(places, (25, 28), strict=True):
        with django_assert_max_num_queries(most):
            assert manager.get(place).status_code == 200
