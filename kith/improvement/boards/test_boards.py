from datetime import date
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import ProgrammingError, connection, transaction
from django.urls import reverse

from kith.core import Refused
from kith.improvement.actions import rate
from kith.improvement.adding.actions import begin_with, carry_on
from kith.improvement.boards import actions, paper, queries
from kith.improvement.boards.paper import Days
from kith.improvement.conftest import named
from kith.improvement.meeting import printing
from kith.improvement.models import Board, BoardCommentary, BoardMeeting, BoardPaper
from kith.improvement.risks.actions import Threat, close_risk, register_risk, score_risk
from kith.performance.models import Publication
from tests import make

pytestmark = pytest.mark.django_db
TODAY, SEPTEMBER = date(2026, 10, 14), date(2026, 9, 1)


def text(answer) -> str:
    return answer.content.decode()


def locked(by, meeting, on=TODAY) -> BoardPaper:
    return actions.lock(by, meeting, stood_on=on, month_on=SEPTEMBER)


def words_of(found: BoardPaper) -> str:
    pack = printing.pack_of(found)
    cells = [str(cell) for part in pack.parts for table in part.tables for row in table.rows for cell in row]
    return "\n".join([pack.title, *pack.lead, *(line for part in pack.parts for line in part.words), *cells])


def table(found: BoardPaper, title: str) -> list[list[str]]:
    tables = [one for part in printing.pack_of(found).parts for one in part.tables]
    return [list(row) for one in tables if one.title == title for row in one.rows]


def test_a_paper_counts_its_plans_and_lists_what_is_outstanding(secretary, meeting, plan) -> None:
    found = locked(secretary, meeting)

    assert table(found, "By plan") == [["Improvement plan", "4", "1", "1", "1", "0", "1", "2"]]
    assert [row[1].split()[0] for row in table(found, "Improvement plan: 3 outstanding actions")] == [
        "1.1.1",
        "1.1.2",
        "2.1",
    ]
    assert "1 action is red: little or no progress has been made." in words_of(found)
    assert "No risks are recorded for these plans." in words_of(found)
    assert "This is the first paper that this board locks" in words_of(found)


def test_the_next_paper_tells_what_moved_since(secretary, head, board, plan, one) -> None:
    first = actions.call(secretary, board, held_on=date(2026, 10, 13))
    locked(secretary, first, date(2026, 10, 13))
    rate(head, one("1.1.2"), rating="amber", why="Two teams have begun", rated_on=TODAY)

    found = locked(secretary, actions.call(secretary, board, held_on=TODAY))

    (row,) = table(found, "Actions that changed rating")
    assert row[0].startswith("1.1.2 ")
    assert row[2:4] == ["Red", "Amber"]
    assert row[5] == "Two teams have begun"
    assert "1 action changed rating" in words_of(found)


def test_a_paper_lists_the_risks_that_moved_since_the_last_one(secretary, head, board, plan) -> None:
    def risk(words, likelihood, impact, on=date(2026, 9, 1)):
        threat = Threat(words, "Looked at each month", "Director", likelihood, impact, TODAY, on)
        return register_risk(head, plan, threat=threat)

    def score(row, likelihood, impact, why):
        score_risk(
            head, row, likelihood=likelihood, impact=impact, why=why, scored_on=TODAY,
            review_on=date(2026, 12, 1),
        )  # fmt: skip

    up, down, same, over = (risk(words, 3, 3) for words in ("Leavers", "Rooms", "Money", "Systems"))
    day = date(2026, 10, 13)
    first = locked(secretary, actions.call(secretary, board, held_on=day), day)
    score(up, 5, 4, "Two left")
    score(down, 1, 3, "The roof is mended")
    score(same, 3, 3, "Looked at")
    close_risk(head, over, why="The systems are joined", closed_on=TODAY)
    risk("Flood", 1, 2, TODAY)

    found = locked(secretary, actions.call(secretary, board, held_on=TODAY))

    assert [[row[0], *row[2:]] for row in table(found, "Risks that moved")] == [
        ["R1 Leavers", "Medium (9)", "Very high (20)", "Two left"],
        ["R2 Rooms", "Medium (9)", "Low (3)", "The roof is mended"],
        ["R4 Systems", "Medium (9)", "closed", "The systems are joined"],
        ["R5 Flood", "not there yet", "Low (2)", "Registered."],
    ]
    assert "4 risks moved since Tuesday 13 October 2026." in words_of(found)
    assert [row[0] for row in table(found, "Open risks, the highest first")] == [
        "R1 Leavers", "R3 Money", "R2 Rooms", "R5 Flood",
    ]  # fmt: skip
    assert table(first, "Risks that moved") == []


def test_what_a_later_plan_carries_on_is_late_there_alone(secretary, head, board, plan, one) -> None:
    after = begin_with(head, named=named(name="Phase 2", started_on=TODAY), themes=["One"], predecessor=plan)
    carry_on(head, after, chosen={one("1.1.1").pk: after.themes.get().pk})
    actions.oversee(secretary, board, plans=[plan.pk, after.pk], measures=[])

    found = locked(secretary, actions.call(secretary, board, held_on=TODAY))

    assert [[row[0], row[-1]] for row in table(found, "By plan")] == [
        ["Improvement plan", "1"],
        ["Phase 2", "1"],
    ]
    (row,) = [
        row for row in table(found, "Improvement plan: 3 outstanding actions") if row[1].startswith("1.1.1 ")
    ]
    assert row[3] == "carried on as 1.1 of Phase 2"


def test_a_paper_of_a_past_day_knows_nothing_that_came_later(secretary, head, board, plan, one) -> None:
    meeting = actions.call(secretary, board, held_on=date(2026, 10, 13))
    rate(head, one("1.1.2"), rating="amber", why="Two teams have begun", rated_on=TODAY)

    told = paper.read(meeting, Days(date(2026, 10, 13), SEPTEMBER), [])

    assert told.ratings[str(one("1.1.2").pk)] == "red"
    assert len(told.ratings) == 3  # the fourth was rated by nobody, and written down a day later


def test_a_locked_paper_says_the_same_for_ever(secretary, head, meeting, one) -> None:
    actions.comment(secretary, meeting, part="summary", words="The board is asked to note.")
    found = locked(secretary, meeting)
    before = [printing.docx(printing.pack_of(found)), printing.pack_of(found)]

    rate(head, one("1.1.2"), rating="amber", why="Two teams have begun", rated_on=TODAY)
    again = BoardPaper.objects.get()

    assert [printing.docx(printing.pack_of(again)), printing.pack_of(again)] == before
    assert "The board is asked to note." in words_of(again)
    assert printing.pdf(printing.pack_of(again)).startswith(b"%PDF-")


def test_its_figures_are_published_with_their_lists(secretary, board, meeting, plan) -> None:
    team = make.team()
    for _ in range(7):
        make.involvement(make.child(), team=team, started_on=date(2026, 1, 8))
    actions.oversee(secretary, board, plans=[plan.pk], measures=["unallocated"])

    found = locked(secretary, meeting)

    published = Publication.objects.get()
    assert list(found.figures.all()) == [published]
    assert (published.part, len(published.rows)) == (7, 7)
    assert table(found, "Figures")[0][1] == "7 children"


def test_small_numbers_are_hidden_in_a_paper(secretary, board, meeting, plan) -> None:
    make.involvement(make.child(), team=make.team(), started_on=date(2026, 1, 8))
    actions.oversee(secretary, board, plans=[plan.pk], measures=["unallocated"])

    found = locked(secretary, meeting)

    assert table(found, "Figures")[0][1] == "hidden"


def test_a_figure_published_before_is_told_as_it_was_published(secretary, board, plan) -> None:
    team = make.team()
    for _ in range(7):
        make.involvement(make.child(), team=team, started_on=date(2026, 1, 8))
    actions.oversee(secretary, board, plans=[plan.pk], measures=["unallocated"])
    locked(secretary, actions.call(secretary, board, held_on=date(2026, 10, 13)), date(2026, 10, 13))
    for _ in range(4):
        make.involvement(make.child(), team=team, started_on=date(2026, 1, 8))

    found = locked(secretary, actions.call(secretary, board, held_on=TODAY))

    assert table(found, "Figures")[0][1] == "7 children"


def test_the_second_secretary_is_told_who_locked_it_and_loses_no_word(secretary, meeting, browser) -> None:
    locked(secretary, meeting)
    client = browser(make.worker("Moira Kemp", role="business_support"))
    address = {"number": meeting.pk}

    again = client.post(reverse("board_meeting_lock", kwargs=address), {"stood_on": "today", "_key": uuid4()})
    wrote = client.post(
        reverse("board_meeting_write", kwargs=address),
        {"do": "comment", "part": "plan", "words": "Two teams have begun", "_key": uuid4()},
    )

    assert (again.status_code, wrote.status_code) == (422, 422)
    assert "Dale Whitmore locked this paper at" in text(again)
    assert "Two teams have begun" in text(wrote)
    assert BoardPaper.objects.count() == 1
    assert not BoardCommentary.objects.exists()


def test_nothing_of_a_locked_paper_can_be_changed(secretary, meeting) -> None:
    found = locked(secretary, meeting)

    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("update improvement_boardpaper set stood_on = '2020-01-01' where id = %s", [found.pk])


def test_a_board_without_members_holds_no_meeting(secretary, plan) -> None:
    made = actions.set_up(secretary, name="Empty Board", plans=[plan.pk])

    with pytest.raises(Refused, match="Nobody sits on this board on that day"):
        actions.call(secretary, made, held_on=TODAY)


def test_a_paper_is_not_locked_once_everybody_has_left(secretary, board, meeting) -> None:
    actions.leave(secretary, board.members.get(), last_on=date(2026, 10, 13))

    with pytest.raises(Refused, match="Nobody sits on this board on that day"):
        locked(secretary, meeting)
    assert not BoardPaper.objects.exists()


def test_meetings_and_papers_keep_their_order(secretary, board, meeting) -> None:
    earlier = actions.call(secretary, board, held_on=date(2026, 10, 1))
    locked(secretary, meeting)

    with pytest.raises(Refused, match="14 October 2026 is locked"):
        actions.call(secretary, board, held_on=date(2026, 10, 2))
    with pytest.raises(Refused, match="A later paper is locked"):
        locked(secretary, earlier, date(2026, 10, 1))
    with pytest.raises(Refused, match="14 October 2026 is locked"):
        actions.call(secretary, board, held_on=TODAY)


def test_what_is_taken_back_does_not_stand_in_the_paper(secretary, meeting) -> None:
    kept = actions.put_on_agenda(secretary, meeting, title="Implementation status", brought_by="AD CSC")
    off = actions.put_on_agenda(secretary, meeting, title="A matter for later")
    actions.take_off(secretary, off)

    found = locked(secretary, meeting)

    assert table(found, "Agenda") == [["1", kept.title, "AD CSC"]]
    with pytest.raises(Refused, match="locked this paper"):
        actions.take_off(secretary, kept)


def test_who_sits_on_a_board_is_told_by_day(secretary, board) -> None:
    member = make.worker("Ruth Calloway", role="elected_member")
    actions.seat(secretary, board, seat="member", started_on=date(2026, 9, 1), worker=member.pk)

    assert [one.called for one in queries.members_on(board, date(2026, 8, 31))] == ["Colin Wardle"]
    assert [one.called for one in queries.members_on(board, TODAY)] == ["Colin Wardle", "Ruth Calloway"]
    with pytest.raises(Refused, match="already"):
        actions.seat(secretary, board, seat="member", started_on=TODAY, worker=member.pk)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"name": "A", "agency": ""}, "which agency"),
        ({"name": "", "agency": ""}, "Write their name"),
        ({"name": "A", "agency": "B", "worker": 999_999}, "not both"),
        ({"worker": 999_999}, "from the list"),
        ({"name": "A", "agency": "B", "seat": "king"}, "Choose as what"),
        ({"name": "A", "agency": "B", "started_on": None}, "Write the day"),
        ({"name": "A" * 201, "agency": "B"}, "at most 200 letters"),
    ],
)
def test_who_cannot_be_seated_is_said(secretary, board, facts, words) -> None:
    with pytest.raises(Refused, match=words):
        actions.seat(secretary, board, **({"seat": "member", "started_on": TODAY} | facts))


def test_only_who_keeps_boards_keeps_them(board, meeting) -> None:
    worker = make.worker(role="social_worker")

    with pytest.raises(PermissionDenied):
        actions.lock(worker, meeting, stood_on=TODAY, month_on=SEPTEMBER)
    with pytest.raises(PermissionDenied):
        actions.set_up(worker, name="Another board")


def test_the_pages(secretary, plan, browser) -> None:
    client = browser(secretary)

    made = client.post(
        "/improvement/boards/set-up/", {"name": "Trust Board", "plans": [plan.pk], "_key": uuid4()}
    )
    board = Board.objects.get()
    write = reverse("board_write", kwargs={"code": board.code})
    refused = client.post(write, {"do": "call", "held_on": "29/10/2026", "_key": uuid4()})
    seat = {"do": "seat", "member_name": "Colin Wardle", "agency": "Health", "seat": "chair"}
    client.post(write, seat | {"started_on": "today", "_key": uuid4()})
    called = client.post(write, {"do": "call", "held_on": "29/10/2026", "_key": uuid4()})
    meeting = called["Location"]
    draft = client.get(f"{meeting}paper/")
    bad = client.post(f"{meeting}lock/", {"stood_on": "today", "month_on": "2026-10", "_key": uuid4()})
    client.post(f"{meeting}lock/", {"stood_on": "today", "month_on": "", "_key": uuid4()})

    assert made["Location"] == reverse("board_of", kwargs={"code": "trust-board"})
    assert refused.status_code == 422 and "Nobody sits on this board" in text(refused)
    assert "Draft." in text(draft)
    assert bad.status_code == 422 and "Oct 2026 is not over yet" in text(bad) and "2026-10" in text(bad)
    assert "Locked by Dale Whitmore" in text(client.get(f"{meeting}paper/"))
    for form, start in (("pdf", b"%PDF-"), ("docx", b"PK"), ("xlsx", b"PK")):
        assert client.get(f"{meeting}paper/{form}/").content.startswith(start)
    assert client.get(f"{meeting}paper/html/").status_code == 404
    assert client.get("/improvement/meeting/999/").status_code == 404
    assert client.get("/improvement/boards/none/").status_code == 404
    assert client.post(write, {"do": "burn", "_key": uuid4()}).status_code == 404


def test_a_draft_is_for_those_who_keep_boards(meeting, browser) -> None:
    client = browser(make.worker("Ruth Calloway", role="elected_member"))
    address = reverse("board_meeting", kwargs={"number": meeting.pk})

    assert client.get(address).status_code == 200
    assert "Lock the paper" not in text(client.get(address))
    assert client.get(f"{address}paper/").status_code == 404
    assert client.get(f"{address}paper/pdf/").status_code == 404
    assert client.post(f"{address}lock/", {"_key": uuid4()}).status_code == 403
    assert BoardMeeting.objects.count() == 1
