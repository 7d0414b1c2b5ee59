"""A board that oversees Westmere's plan: who sits on it, a meeting with a locked paper, and the next one."""

from datetime import date, timedelta

from kith.access.models import Team, Worker
from kith.core import clock
from kith.core.period import add_months
from kith.database.session import as_system
from kith.database.working_day import working_calendar
from kith.desk.demo import story
from kith.desk.demo.found import is_there, worker
from kith.desk.demo.starting import PracticeOn
from kith.improvement.adding.actions import Wanted
from kith.improvement.boards import actions
from kith.improvement.boards.by_itself.actions import set_day
from kith.improvement.boards.queries import members_on
from kith.improvement.guests.actions import write_guests
from kith.improvement.hub.actions import publish
from kith.improvement.meeting.actions import attend, decide, decide_new, decide_note
from kith.improvement.members.actions import Did, log
from kith.improvement.models import Board, BoardMeeting, ImprovementPlan

NAME = "Westmere Improvement Board"
ABOUT = "Meets each month about the improvement plan. Its chair comes from outside the council."
SAT = 190  # days since its members first sat down
LAST, NEXT = -15, 9  # working days from today: the last meeting, and the next
LOCKS = 6  # working days from today to the day on which the next paper locks itself
SEATED = (
    ("yusuf.demir", "secretary"),
    ("harriet.vaux", "member"),
    ("ngozi.bright", "member"),
    ("ruth.calloway", "member"),
)
OUTSIDE = (
    ("Marian Holroyd", "Independent chair", "chair"),
    ("Superintendent Neil Aspinall", "Westmere Police", "member"),
    ("Dr Shirin Kaveh", "Westmere Health Trust", "member"),
)
AGENDA = (
    ("How the plan stands, and what moved", "Ngozi Bright"),
    ("Figures of the month", "Yusuf Demir"),
    ("What children and parents say", "Ruth Calloway"),
)
NEXT_AGENDA = (*AGENDA, ("Two more posts in South: where the money comes from", "Harriet Vaux"))
GUESTS = "Joan Petty, Foster carers’ association\nAidan Marsh, Children in care council"
NEXT_GUESTS = "Priya Nandi, Headteachers’ forum\nJoan Petty, Foster carers’ association"
SUMMARY = (
    "The board is asked to note how the plan stands, and to decide how fathers and absent parents are heard."
)
NEXT_SUMMARY = "The board is asked to decide on two more posts in South before the winter."
NEXT_FIGURES = "The month behind these figures had one working day fewer than the one before it."
NOTED = "The board heard from two young people how the listening event was. It thanks them."
NOTE = "Every team manager says at the next meeting how fathers were asked in the last five assessments."
WANTED = "Ask everybody who leaves a team why, and bring the answers to the board"
# Ruth Calloway, elected member: what, how many days ago, at which team, what it was about, what she said of it.
DID = (
    ("visit", 18, story.NORTH, "", "People spoke plainly of what worries them. The room for families is cold."),
    ("shadowing", 47, story.SOUTH, "", "A whole day in the car and at kitchen tables. I did not know how much waits."),
    ("training", 75, "", "What a corporate parent is", ""),
    ("feedback", 6, "", "Letters to families", "I read three and understood one."),
)  # fmt: skip
BULLETIN = (
    "What the board decided",
    "Each team says how fathers were asked. Whoever leaves is asked why.\nNext: two more posts in South.",
)


def act(today: date, practice_on: PracticeOn) -> None:
    """Let the board sit once, where the plan is."""
    with as_system("the demonstration shows a board that oversees a plan"):
        plan = ImprovementPlan.objects.filter(programme__name="Westmere").order_by("-started_on").first()
        if not is_there() or plan is None or Board.objects.filter(name=NAME).exists():
            return
        secretary, calendar = worker("yusuf.demir"), working_calendar()
        board = actions.set_up(secretary, name=NAME, about=ABOUT, plans=[plan.pk])
        _sit_down(secretary, board, today - timedelta(days=SAT))
        _members_did(secretary, today)
        last_on = calendar.add(today, LAST)
        with clock.standing_on(last_on):
            last = _called(secretary, board, last_on, AGENDA)
            write_guests(secretary, last, text=GUESTS)
            actions.comment(worker("ngozi.bright"), last, part="summary", words=SUMMARY)
            before = calendar.add(last_on, -1)
            actions.lock(secretary, last, stood_on=before, month_on=add_months(before.replace(day=1), -1))
            _decided(last, plan, today)
            *there, away = [one.pk for one in members_on(board, last_on)]
            attend(secretary, last, there=there, apologies=[away])
        following = _called(secretary, board, calendar.add(today, NEXT), NEXT_AGENDA)
        write_guests(secretary, following, text=NEXT_GUESTS)
        actions.comment(worker("ngozi.bright"), following, part="summary", words=NEXT_SUMMARY)
        set_day(secretary, following, locks_on=calendar.add(today, LOCKS))
        actions.comment(secretary, following, part="figures", words=NEXT_FIGURES)
        publish(secretary, title=BULLETIN[0], words=BULLETIN[1])


def _sit_down(by: Worker, board: Board, since: date) -> None:
    for username, seat in SEATED:
        actions.seat(by, board, seat=seat, started_on=since, worker=worker(username).pk)
    for name, agency, seat in OUTSIDE:
        actions.seat(by, board, seat=seat, started_on=since, name=name, agency=agency)


def _members_did(by: Worker, today: date) -> None:
    member, teams = worker("ruth.calloway").pk, dict(Team.objects.values_list("code", "pk"))
    for kind, ago, team, what, said in DID:
        did = Did(kind, today - timedelta(days=ago), member, "", teams.get(team), what, said)
        log(by, did=did)


def _called(by: Worker, board: Board, held_on: date, agenda: tuple[tuple[str, str], ...]) -> BoardMeeting:
    meeting = actions.call(by, board, held_on=held_on)
    for title, brought_by in agenda:
        actions.put_on_agenda(by, meeting, title=title, brought_by=brought_by)
    return meeting


def _decided(meeting: BoardMeeting, plan: ImprovementPlan, today: date) -> None:
    """What was decided: something noted, a note on an action, and a new action under the second heading."""
    by = worker("ngozi.bright")
    decide(by, meeting, words=NOTED)
    decide_note(by, meeting, words=NOTE, plan=plan.pk, number="3.4")
    wanted = Wanted(WANTED, ("Westmere",), "Harriet Vaux")
    heading = plan.themes.get(number="2").pk
    decide_new(by, meeting, theme=heading, wanted=wanted, due_on=today + timedelta(days=60))
