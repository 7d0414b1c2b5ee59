# ruff: noqa: E501 -- what was said stands as it was said
"""The register of complaints and compliments: one complaint in each state it can be in, stage by stage."""

from dataclasses import dataclass
from datetime import date

from kith.access.guarded import DEMO
from kith.access.models import Team, Worker
from kith.core import clock
from kith.core.calendar import WorkingCalendar
from kith.database.session import as_system
from kith.database.working_day import working_calendar
from kith.desk.demo import story
from kith.desk.demo.found import is_there, person, worker
from kith.desk.demo.starting import PracticeOn
from kith.listening.complaints import actions
from kith.listening.models import Complaint

KEEPERS = {story.NORTH: "colin.burge", story.SOUTH: "martin.sole", story.EAST: "ines.duarte"}


@dataclass(frozen=True, slots=True)
class Longer:
    """That a stage takes longer: how many working days ago that was said, and why."""

    ago: int
    why: str


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer to a stage: how many working days ago, with which outcome, what they were told, what is learned."""

    ago: int
    outcome: str
    words: str
    learning: str


@dataclass(frozen=True, slots=True)
class GoesOn:
    """That who complained was not content, and the next stage began so many working days ago."""

    ago: int


@dataclass(frozen=True, slots=True)
class Said:
    """A complaint or compliment: how many working days ago, who, of which team, about whom, and what came then."""

    ago: int
    who: str
    team: str
    words: str
    child: str = ""
    then: tuple[Longer | Answered | GoesOn, ...] = ()


NO_LEARNING = "Nothing: it was done as it should be, and was not explained well."
COMPLAINTS = (
    Said(3, "parent", story.NORTH, "I rang four times last week and nobody rang back. I only want to know when the meeting is.", "tia"),
    Said(16, "relative", story.SOUTH, "We were told that we could have the children on Saturdays and then that we could not. Nobody says why."),
    Said(13, "child", story.NORTH, "I asked for somebody else to talk to and was told to wait. I have waited since summer.", "petra", (
        Longer(5, "An advocate is wanted, and the first one had no time before next week."),)),
    Said(44, "parent", story.EAST, "The letter about the meeting came on the day after the meeting.", "", (
        Answered(37, "upheld", "You were right. The letter was sent to an old address. We are sorry, and the meeting is held again with you.",
                 "Before a letter is sent, the office reads the address out to the family."),)),
    Said(64, "parent", story.SOUTH, "Our worker changed three times since Easter and every time we begin from nothing.", "", (
        Answered(56, "not", "Workers left the council. The new one has read the whole record.", "None: it could not be avoided."),
        GoesOn(52),
        Answered(22, "partly", "Two of the changes could not be avoided. The third was not told to you before it happened, and should have been.",
                 "A change of worker is told in person, by both workers together."))),
    Said(122, "foster_carer", story.EAST, "The boy came to us on a Friday evening and nobody told us of his allergy.", "", (
        Answered(112, "partly", "It stood in the record. The form that goes along was not filled in.", "The form is asked for at the door."),
        GoesOn(108),
        Answered(84, "partly", "As before. The investigating officer found the same of two other placements.",
                 "No placement out of hours without the health page."),
        GoesOn(80),
        Answered(52, "upheld", "The panel found for the carers in everything. The director has written to them.",
                 "The duty manager signs the health page before a child travels."))),
    Said(32, "advocate", story.NORTH, "Sam was not asked whether he wanted to be at his review.", "sam", (
        Answered(23, "not", "He was asked by his worker, who wrote it down.", NO_LEARNING),
        GoesOn(18))),
    Said(27, "parent", story.SOUTH, "The worker was an hour late and smelt of smoke.", "", (
        Answered(24, "withdrawn", "They rang and took it back: the worker had said sorry.", "Whoever is late rings before."),)),
)  # fmt: skip
COMPLIMENTS = (
    Said(6, "parent", story.NORTH, "Thank you for ringing when you said you would. It was the first time.", "tia"),
    Said(23, "referrer", story.EAST, "The answer came the same afternoon and said what you would do. It helped us to help."),
    Said(50, "child", story.SOUTH, "She let me choose where we talk. We went to the ducks."),
)  # fmt: skip


def act(today: date, practice_on: PracticeOn) -> None:
    """Keep the register once, where the story is."""
    with as_system("the demonstration shows complaints and compliments"):
        if not is_there() or Complaint.objects.unguarded(DEMO).exists():
            return
        calendar, teams = working_calendar(), {team.code: team for team in Team.objects.all()}
        for kind, some in (("complaint", COMPLAINTS), ("compliment", COMPLIMENTS)):
            for said in some:
                _kept(kind, said, teams[said.team], today, calendar)


def _kept(kind: str, said: Said, team: Team, today: date, calendar: WorkingCalendar) -> None:
    by, on = worker(KEEPERS[said.team]), calendar.add(today, -said.ago)
    with clock.standing_on(on):
        made = actions.register(
            by, person(said.child) if said.child else None, kind=kind, who=said.who, team=team, words=said.words,
            received_on=on, owner=by,
        )  # fmt: skip
    for one in said.then:
        day = calendar.add(today, -one.ago)
        with clock.standing_on(day):
            _happened(by, made, one, day)


def _happened(by: Worker, about: Complaint, one: Longer | Answered | GoesOn, day: date) -> None:
    if isinstance(one, Longer):
        actions.take_longer(by, about, why=one.why)
    elif isinstance(one, Answered):
        actions.answer(
            by, about, outcome=one.outcome, words=one.words, learning=one.learning, answered_on=day
        )
    else:
        actions.go_on(by, about, started_on=day)
