"""The plan the Marlowes made with their worker: goals in their words, who does what, what came of it so far."""

from collections.abc import Mapping
from datetime import date

from kith.desk.demo.cast import Told
from kith.desk.demo.facts import Facts, moment
from kith.desk.demo.rows import Rows
from kith.desk.demo.story import NORTH, StoryDays
from kith.work.models import FamilyPlan, PlanAgreement, PlanChild, PlanGoal, PlanProgress, PlanTask

AGREED = date(2026, 10, 6)
AGAIN = date(2026, 11, 17)
WORDS = {
    "worries": "Before summer the children often got themselves up. They came to school hungry and tired, and Tia, "
    "who is 9, was looking after Kofi and Elsie.",
    "danger": "We worry this could happen again when the baby comes in February.",
    "going_well": "Gran Pauline is there every school morning. The children have been at school 27 days out of 29.\n"
    "Mum has seen the midwife every time. Tia talks to people she trusts.",
    "if_well": "We see less of you. In March we can say that you need no plan any more.",
    "if_harder": "Ring Amina early. We meet sooner and change the help. If the children were not safe we would talk "
    "with you about what happens next. Bring someone with you.",
}
SAID = {
    "tia": "“I want mum to have someone to help her when the baby comes.”",
    "kofi": "“Gran does eggy bread.”",
    "elsie": "Likes nursery. Looks for Kofi when she is shy.",
}
GOALS = (
    ("A grown-up gets the children up, fed and to school every day – and there is a plan for when that grown-up "
     "is ill or tired.", "Mum, Gran and Tia"),
    ("The children see the dentist and the health visitor.", "Mum"),
)  # fmt: skip
# goal, what, whose kind, who, their key in the story, by which day or how often, kind of help
TASKS = (
    (0, "Breakfast and school; ring Amina if it goes wrong", "family", "Mum and Gran", "jade", "Every day", "family"),
    (1, "Book the dentist for all three. Amina can come", "family", "Mum", "jade", date(2026, 10, 23), "health"),
    (1, "Take Elsie to Jo, health visitor, for her two-year check", "family", "Mum and Jo", "jade",
     date(2026, 10, 30), "health"),
    (0, "Young carers group for Tia, Wednesdays", "agency", "Ms Ferris", "", date(2026, 11, 4), "carer"),
    (0, "Family meeting: who helps with the baby? Dad is invited", "worker", "Amina", "amina.rahman",
     date(2026, 11, 20), "family"),
    (0, "See the children and listen to each of them", "worker", "Amina", "amina.rahman", "Every two weeks", "visit"),
)  # fmt: skip


def tell(facts: Facts, days: StoryDays, told: Told) -> None:
    """The plan with its goals, tasks, agreements and one entry of progress."""
    rows, people, workers = facts.rows, told.people, told.workers
    began, writer = days.on(AGREED), workers["amina.rahman"]
    at = moment(began, 16, 20)
    plan = rows.add(
        FamilyPlan, kind="in_need", family_id=told.families["marlowe"], team_id=told.teams[NORTH], worker_id=writer,
        started_on=began, review_on=days.on(AGAIN), review_words="2pm, Northgate Primary", opened_by_id=writer,
        recorded_at=at, **WORDS,
    )  # fmt: skip
    told.plans["tia"] = plan
    for child, words in SAID.items():
        rows.add(PlanChild, plan_id=plan, person_id=people[child], own_words=words)
    goals = [
        rows.add(PlanGoal, plan_id=plan, words=words, whose=whose, started_on=began, recorded_at=at)
        for words, whose in GOALS
    ]
    _tasks(rows, days, plan, goals, people, workers)
    words = "Six school mornings, six times on time. Gran slept over once."
    on = days.working_days_ago(1)
    rows.add(
        PlanProgress,
        plan_id=plan,
        goal_id=goals[0],
        on=on,
        words=words,
        by_id=writer,
        recorded_at=moment(on, 17, 5),
    )
    for who, key in (("Mum", "jade"), ("Gran", "pauline"), ("Tia", "tia")):
        rows.add(
            PlanAgreement, plan_id=plan, person_id=people[key], who=who, agrees=True, on=began, by_id=writer,
            recorded_at=at,
        )  # fmt: skip


def _tasks(
    rows: Rows,
    days: StoryDays,
    plan: int,
    goals: list[int],
    people: Mapping[str, int],
    workers: Mapping[str, int],
) -> None:
    for goal, words, kind, owner, key, when, help in TASKS:
        due_on = days.on(when) if isinstance(when, date) else None
        rows.add(
            PlanTask, plan_id=plan, goal_id=goals[goal], words=words, owner_kind=kind, owner=owner, help=help,
            worker_id=workers[key] if kind == "worker" else None, person_id=people[key] if kind == "family" else None,
            started_on=days.on(AGREED), due_on=due_on, due_words=when if due_on is None else "",
            recorded_at=moment(days.on(AGREED), 16, 20),
        )  # fmt: skip
