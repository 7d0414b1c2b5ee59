from datetime import date
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from kith.core import Refused
from kith.improvement.adding.actions import Wanted
from kith.improvement.boards import actions as boards
from kith.improvement.meeting import actions, printing
from kith.improvement.models import BoardDecision, PlanAction

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 14)


def text(answer) -> str:
    return answer.content.decode()


def test_a_decision_about_an_action_is_a_note_in_the_plan(secretary, meeting, plan, one) -> None:
    made = actions.decide_note(secretary, meeting, words="Report again in May.", plan=plan.pk, number="1.1.2")

    assert made.action == one("1.1.2")
    note = one("1.1.2").notes.get()
    assert (note.words, note.noted_on) == ("Improvement Board, 14 Oct 2026: Report again in May.", TODAY)


def test_a_decision_can_be_a_new_action(secretary, meeting, plan) -> None:
    theme = plan.themes.get(number="1.1")
    wanted = Wanted("Audit of supervision each quarter", ["NYCC"], "AD CSC")

    made = actions.decide_new(secretary, meeting, theme=theme.pk, wanted=wanted, due_on=date(2027, 3, 31))

    added = PlanAction.objects.get(plan=plan, number="1.1.4")
    assert made.action == added
    assert (added.words, added.due_on, added.rating) == (wanted.words, date(2027, 3, 31), "")


def test_the_board_agrees_last_and_only_who_may_says_so(secretary, head, meeting, plan, one) -> None:
    about = {"words": "Agreed.", "plan": plan.pk, "number": "1.1.3"}

    with pytest.raises(PermissionDenied):
        actions.decide_agreed(secretary, meeting, **about)
    with pytest.raises(Refused, match="The board agrees last"):
        actions.decide_agreed(head, meeting, **about)
    assert not BoardDecision.objects.exists()
    assert one("1.1.3").rating == "green"


def test_what_was_decided_stands_in_the_next_paper(secretary, board, plan) -> None:
    first = boards.call(secretary, board, held_on=date(2026, 10, 13))
    boards.lock(secretary, first, stood_on=date(2026, 10, 13), month_on=date(2026, 9, 1))
    actions.decide_note(secretary, first, words="Report again in May.", plan=plan.pk, number="1.1.2")
    actions.decide(secretary, first, words="The chair writes to health.")
    second = boards.call(secretary, board, held_on=TODAY)

    found = boards.lock(secretary, second, stood_on=TODAY, month_on=date(2026, 9, 1))

    (part,) = [one for one in printing.pack_of(found).parts if one.title == "Decisions of the last meeting"]
    assert [[row[0], row[2], row[3]] for row in part.tables[0].rows] == [
        ["Report again in May.", "1.1.2", "Red"],
        ["The chair writes to health.", "–", "–"],
    ]


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"kind": "", "decision": "Yes"}, "Choose what the decision does."),
        ({"kind": "noted", "decision": " "}, "Write what was decided"),
        (
            {"kind": "note", "decision": "Yes", "about_number": "9.9"},
            "No action of this plan has that number.",
        ),
        ({"kind": "new", "decision": "Yes", "theme": "99999"}, "Choose a heading"),
        ({"kind": "new", "decision": "Yes", "due_on": "31/6/2026"}, "Write the day"),
    ],
)
def test_a_decision_that_cannot_be_taken_comes_back(secretary, meeting, browser, form, words) -> None:
    address = reverse("board_meeting_decide", kwargs={"number": meeting.pk})

    answer = browser(secretary).post(address, form | {"_key": uuid4()})

    assert answer.status_code == 422
    assert words in text(answer)
    assert not BoardDecision.objects.exists()


def test_nothing_is_decided_before_the_meeting(secretary, board) -> None:
    coming = boards.call(secretary, board, held_on=date(2026, 10, 29))

    with pytest.raises(Refused, match="The meeting is on Thursday 29 October 2026"):
        actions.decide(secretary, coming, words="Agreed.")


def test_a_decision_is_written_down_on_the_page(secretary, meeting, plan, browser) -> None:
    client = browser(secretary)
    form = {"kind": "note", "decision": "Report again", "about_plan": plan.pk, "about_number": "1.1.2"}

    client.post(reverse("board_meeting_decide", kwargs={"number": meeting.pk}), form | {"_key": uuid4()})
    page = text(client.get(reverse("board_meeting", kwargs={"number": meeting.pk})))

    assert "1.1.2 of Improvement plan" in page
    assert "The board agrees that an action is proved" not in page  # who may not agree is not asked
