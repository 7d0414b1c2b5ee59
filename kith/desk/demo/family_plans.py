"""Plans written with invented families: what is to be different, who does what by when, what came of it.

How many plans are written down, and whether the help worked, is assumed: no table says.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from kith.desk.demo.chances import Weighted
from kith.desk.demo.facts import Facts, moment
from kith.work.models import FamilyPlan, PlanAgreement, PlanChild, PlanGoal, PlanProgress, PlanTask

WRITTEN = 0.75  # of plans, where everything is written that there is
DONE = 0.8  # of what was promised and is due
RESULTS = Weighted({"worked": 0.5, "partly": 0.3, "not": 0.1, "too_early": 0.1})
TOLD_AFTER = 45  # days before anything is said of how it goes
OVER = "The plan ended."
WORRIES = "Mornings without a grown-up awake, and rows that the children hear from the stairs."
DANGER = "We worry that it happens again when money is short."
GOING_WELL = "The children come to school. Somebody they trust lives near."
IF_WELL = "We see less of you, and say together when no plan is needed any more."
IF_HARDER = "Ring us early. We meet sooner, and change the help."
OWN_WORDS = (
    "“I like it when nobody shouts.”",
    "“I want to sleep in my own bed.”",
    "“Nan comes on Sundays.”",
    "",
)
# what is to be different, whose words, and what was promised for it: words, whose kind, who, kind of help
GOALS = (
    ("A grown-up is up when the children are.", "Mum",
     (("Alarm at half past six, and ring if it went wrong", "family", "Mum", "family"),
      ("Breakfast club on the days of the early shift", "agency", "School", "learning"))),
    ("Nobody shouts where the children hear it.", "The children",
     (("The course for parents, Tuesdays", "agency", "Harbour Family Centre", "parenting"),
      ("Talk with each of the children alone", "worker", "", "visit"))),
    ("The rent is paid, and the letters are opened.", "Dad",
     (("An appointment about the debts", "agency", "Advice centre", "home"),)),
    ("The children see the dentist and the doctor.", "Mum",
     (("Book both, and tell us the days", "family", "Mum", "health"),)),
    ("Mum sleeps, and somebody listens to her.", "Mum",
     (("First talk at the clinic", "agency", "Westmere Health", "mind"),)),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Agreed:
    """A plan of a kind with a family, from a day until one it ended on, if it did; told until ``last_on``."""

    kind: str
    family: int
    team: int
    worker: int | None
    by: int
    children: Sequence[int]
    began: date
    ended: date | None
    last_on: date


def write(facts: Facts, told: Agreed) -> int | None:
    """The plan with its goals and tasks, or nothing where nobody wrote it down. Gives its number.

    By chances of its own: what is written changes nothing in what happens.
    """
    rng = Random(f"{told.kind} {told.children} {told.began}")  # noqa: S311 - no secret
    if rng.random() >= WRITTEN * facts.detail:
        return None
    at = moment(told.began, 16, 30)
    ahead = facts.calendar.next_working(told.last_on + timedelta(days=rng.randint(10, 40)))
    plan = facts.rows.add(
        FamilyPlan, kind=told.kind, family_id=told.family, team_id=told.team, worker_id=told.worker,
        started_on=told.began, ended_on=told.ended, end_reason=OVER if told.ended else "", worries=WORRIES,
        danger=DANGER, going_well=GOING_WELL, if_well=IF_WELL, if_harder=IF_HARDER,
        review_on=None if told.ended else ahead, opened_by_id=told.by, recorded_at=at,
        ended_recorded_at=facts.recorded(moment(told.ended, 16)) if told.ended else None,
    )  # fmt: skip
    for child in told.children:
        facts.rows.add(PlanChild, plan_id=plan, person_id=child, own_words=rng.choice(OWN_WORDS))
    for words, whose, tasks in rng.sample(GOALS, 2):
        goal = _goal(rng, facts, told, plan, (words, whose))
        for task in tasks:
            _task(rng, facts, told, (plan, goal), task)
    facts.rows.add(
        PlanAgreement, plan_id=plan, who="Mum", agrees=True, on=told.began, by_id=told.by, recorded_at=at
    )
    return plan


def _goal(rng: Random, facts: Facts, told: Agreed, plan: int, said: tuple[str, str]) -> int:
    """What is to be different; reached or not when the plan ended, looked at once before."""
    result = RESULTS.draw(rng) if told.ended else ""
    closed = {
        "closed_on": told.ended, "closed_how": "reached" if result == "worked" else "not_wanted", "result": result,
        "result_on": told.ended,
    }  # fmt: skip
    goal = facts.rows.add(
        PlanGoal, plan_id=plan, words=said[0], whose=said[1], started_on=told.began,
        recorded_at=moment(told.began, 16, 30), **(closed if told.ended else {}),
    )  # fmt: skip
    on = facts.calendar.next_working(told.began + timedelta(days=rng.randint(20, TOLD_AFTER)))
    if on < told.last_on:
        facts.rows.add(
            PlanProgress, plan_id=plan, goal_id=goal, on=on, words="Better on most days since we met.",
            by_id=told.by, recorded_at=moment(on, 17),
        )  # fmt: skip
    return goal


def _task(
    rng: Random, facts: Facts, told: Agreed, of: tuple[int, int], said: tuple[str, str, str, str]
) -> None:  # fmt: skip
    """What somebody promised: done, given up with the plan, or still ahead."""
    words, kind, owner, help_kind = said
    due = facts.calendar.next_working(told.began + timedelta(days=rng.randint(10, 60)))
    is_done = due <= told.last_on and rng.random() < DONE
    result = RESULTS.draw(rng) if is_done and (told.last_on - due).days > TOLD_AFTER else ""
    if not is_done and not told.ended:
        due = facts.calendar.next_working(facts.today + timedelta(days=rng.randint(3, 30)))
    is_dropped = bool(told.ended) and not is_done
    facts.rows.add(
        PlanTask, plan_id=of[0], goal_id=of[1], words=words, owner_kind=kind, owner=owner or "The worker",
        worker_id=told.worker if kind == "worker" else None, help=help_kind, started_on=told.began, due_on=due,
        done_on=due if is_done else None, dropped_on=told.ended if is_dropped else None,
        dropped_why=OVER if is_dropped else "", result=result,
        result_on=due + timedelta(days=TOLD_AFTER) if result else None, recorded_at=moment(told.began, 16, 30),
    )  # fmt: skip
