from datetime import UTC, date, datetime, timedelta
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.urls import reverse

from kith.access.models import Event
from kith.core import Refused
from kith.improvement.actions import rate
from kith.improvement.boards import actions as boards
from kith.improvement.boards import rules
from kith.improvement.boards.by_itself import actions
from kith.improvement.models import BoardMeeting, BoardPaper
from kith.work.models import Notice
from tests import make

pytestmark = pytest.mark.django_db
TODAY, LOCKS_ON, HELD_ON = date(2026, 10, 14), date(2026, 10, 26), date(2026, 10, 29)


@pytest.fixture
def coming(secretary, board) -> BoardMeeting:
    """A meeting in a fortnight, whose paper locks itself three days before."""
    made = boards.call(secretary, board, held_on=HELD_ON)
    return actions.set_day(secretary, made, locks_on=LOCKS_ON)


@pytest.fixture
def on(monkeypatch):
    """Makes a day today, and gives the morning of it."""

    def set_to(day: date) -> datetime:
        monkeypatch.setenv("KITH_TODAY", day.isoformat())
        return datetime(day.year, day.month, day.day, 7, tzinfo=UTC)

    return set_to


def told(worker) -> list[str]:
    return list(Notice.objects.filter(worker=worker).order_by("pk").values_list("words", flat=True))


def test_a_paper_locks_on_its_day_once_and_says_so(secretary, coming, on) -> None:
    assert actions.lock_due(on(LOCKS_ON - timedelta(days=1))) == {}

    first, again = (actions.lock_due(on(LOCKS_ON)) for _ in range(2))

    paper = BoardPaper.objects.get()
    assert (first, again) == ({"board paper": 1}, {})
    assert (paper.by, paper.by_itself) == (secretary, True)
    assert (paper.stood_on, paper.month_on) == (date(2026, 10, 25), date(2026, 9, 1))
    assert told(secretary) == [
        "The paper of Improvement Board for Thursday 29 October 2026 locked itself. It can be read and sent out."
    ]
    assert Event.objects.filter(action="improvement.boards.by_itself.actions.lock_by_itself").count() == 1


def test_after_days_away_it_tells_of_the_same_day(head, secretary, coming, one, on) -> None:
    on(LOCKS_ON)
    rate(head, one("1.1.2"), rating="amber", why="Two teams have begun", rated_on=LOCKS_ON)

    actions.lock_due(on(LOCKS_ON + timedelta(days=2)))

    paper = BoardPaper.objects.get()
    assert paper.stood_on == date(2026, 10, 25)
    assert paper.ratings[str(one("1.1.2").pk)] == "red"


def test_every_secretary_with_an_account_is_told(secretary, board, coming, on) -> None:
    second = make.worker("Moira Kemp", role="business_support")
    member = make.worker("Ruth Calloway", role="elected_member")
    boards.seat(secretary, board, seat="secretary", started_on=TODAY, worker=second.pk)
    boards.seat(secretary, board, seat="member", started_on=TODAY, worker=member.pk)

    actions.lock_due(on(LOCKS_ON))

    assert [len(told(one)) for one in (secretary, second, member)] == [1, 1, 0]


def test_what_stops_it_is_said_once_and_mended(secretary, board, coming, on) -> None:
    boards.leave(secretary, board.members.get(), last_on=TODAY)

    first, again = (actions.lock_due(on(LOCKS_ON)) for _ in range(2))
    boards.seat(secretary, board, seat="chair", started_on=LOCKS_ON, name="Ann Field", agency="Health")
    mended = actions.lock_due(on(LOCKS_ON))

    assert (first, again, mended) == ({"trouble": 1}, {}, {"board paper": 1})
    stopped, locked = told(secretary)
    assert "did not lock itself: Nobody sits on this board on that day." in stopped
    assert "locked itself" in locked


def test_it_is_not_locked_for_somebody_who_no_longer_keeps_boards(secretary, coming, on) -> None:
    secretary.is_active = False
    secretary.save(update_fields=["is_active"])

    assert actions.lock_due(on(LOCKS_ON)) == {"trouble": 1}

    coming.refresh_from_db()
    assert coming.trouble == "Dale Whitmore, who set the day, no longer keeps boards. Set it again."
    assert not BoardPaper.objects.exists()


def test_a_paper_locked_by_hand_is_left_alone(secretary, coming, on) -> None:
    boards.lock(secretary, coming, stood_on=TODAY, month_on=date(2026, 9, 1))

    assert actions.lock_due(on(LOCKS_ON)) == {}
    assert not BoardPaper.objects.get().by_itself
    with pytest.raises(Refused, match="locked this paper"):
        actions.set_day(secretary, coming, locks_on=None)


def test_the_day_can_be_taken_back(secretary, coming, on) -> None:
    actions.set_day(secretary, coming, locks_on=None)

    assert actions.lock_due(on(LOCKS_ON)) == {}
    assert not BoardPaper.objects.exists()


@pytest.mark.parametrize(
    ("locks_on", "before", "words"),
    [
        (TODAY, None, "from tomorrow on"),
        (date(2026, 10, 15), None, ""),
        (HELD_ON, None, ""),
        (date(2026, 10, 30), None, "Thursday 29 October 2026, or one before"),
        (date(2026, 10, 16), date(2026, 10, 15), "Choose a later day"),
        (date(2026, 10, 17), date(2026, 10, 15), ""),
    ],
)
def test_the_day_lies_between_tomorrow_and_the_meeting(locks_on, before, words) -> None:
    found = rules.problem_of_own_day(locks_on, HELD_ON, before, TODAY)

    assert words in found
    assert bool(words) == bool(found)


@pytest.mark.parametrize("locks_on", [date(2026, 10, 1), date(2026, 10, 2), date(2026, 10, 31)])
def test_what_a_paper_tells_on_its_own_day_may_always_be_told(locks_on) -> None:
    stood_on, month_on = rules.own_days(locks_on)

    assert rules.problems_of_lock(stood_on, month_on, locks_on, None, locks_on) == []
    assert month_on == date(2026, 9, 1)


def test_the_day_is_set_on_the_page(secretary, board, browser) -> None:
    made, client = boards.call(secretary, board, held_on=HELD_ON), browser(secretary)
    page = reverse("board_meeting", kwargs={"number": made.pk})
    write = reverse("board_meeting_write", kwargs={"number": made.pk})

    late = client.post(write, {"do": "own_day", "locks_on": "30/10/2026", "_key": uuid4()})
    none = client.post(write, {"do": "own_day", "locks_on": "31/9/2026", "_key": uuid4()})
    client.post(write, {"do": "own_day", "locks_on": "26/10/2026", "_key": uuid4()})

    assert (late.status_code, none.status_code) == (422, 422)
    assert "30/10/2026" in late.content.decode() and "31/9/2026" in none.content.decode()
    assert (
        "It locks itself on 26 October 2026, as Dale Whitmore has set." in client.get(page).content.decode()
    )
    client.post(write, {"do": "own_day", "locks_on": "", "_key": uuid4()})
    assert "It locks itself on 26" not in client.get(page).content.decode()


def test_the_plan_tells_when_its_board_meets(head, coming, plan, browser) -> None:
    page = browser(head).get(reverse("improvement_plan", kwargs={"code": plan.code})).content.decode()

    assert "Improvement Board meets on Thu 29 Oct</a>, its paper locks itself on 26 Oct" in page


def test_the_job_runs_with_the_lists_and_reports(coming, on) -> None:
    on(LOCKS_ON)
    said = StringIO()

    call_command("deliver", stdout=said)

    assert "1 board paper made" in said.getvalue()


def test_the_store_holds_no_day_after_the_meeting_and_none_that_nobody_set(coming) -> None:
    rows = BoardMeeting.objects.filter(pk=coming.pk)
    for wrong in ({"locks_on": date(2026, 10, 30)}, {"locks_by": None}, {"locks_on": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**wrong)
