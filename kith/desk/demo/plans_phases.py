"""Kent's two plans of 2011, the second of which carries on the first by theme, and Westmere's own.

The paper prints the seven themes of the second plan; of the first it says that it had ten core tasks, and not which.
Here they are the ten pieces of work that its third part tells of. All of Westmere's plan is invented.
"""

from datetime import date, timedelta

from kith.access.models import Worker
from kith.core import Refused
from kith.core.workbook_reading import Sheet
from kith.improvement import actions
from kith.improvement.actions import Said
from kith.improvement.adding.actions import begin_with, carry_on
from kith.improvement.layout.actions import Named, read_in
from kith.improvement.layout.writing import HEADS
from kith.improvement.models import ImprovementPlan, PlanAction
from kith.improvement.sources import actions as sources

KENT = "Kent, as published in 2011"
FIRST = Named(
    name="Children’s Services Improvement Plan",
    programme=KENT,
    started_on=date(2011, 2, 1),
    stood_on=date(2011, 9, 19),
    about="The paper of 19 September 2011 says that there were ten core tasks and does not print them: these are the "
    "ten pieces of work that its paragraphs 3.1 to 3.11 tell of, and all of them go on. The three targets are met.",
)
SECOND = Named(
    name="Phase 2 Improvement Plan",
    programme=KENT,
    started_on=date(2011, 9, 19),
    about="The seven themes are as paragraph 4.2 of the cabinet paper of 19 September 2011 prints them, the third "
    "shortened.",
)
# What paragraphs 3.1 to 3.11 tell of: the paragraph, the task and what is said of it in our words, and the theme of the
# second plan under which it goes on. That each of them goes on is what the paper says; the ratings are invented.
TASKS = (
    (
        "3.1, 3.2",
        "Assess children in time",
        "Amber",
        1,
        "74% of initial assessments in time; targets are for the year.",
    ),
    (
        "3.3",
        "Keep up throughput so that no backlog builds up again",
        "Amber",
        1,
        "The interim team leaves in October.",
    ),
    ("3.4", "Manage performance every day", "Amber", 1, "Deep dives of June are held again in the autumn."),
    (
        "3.5",
        "Audit a case a month, each manager",
        "Amber",
        2,
        "Since August. Duty teams are done by November.",
    ),
    (
        "3.6",
        "Decide at one county duty team",
        "Amber",
        6,
        "All telephone contacts next; a joint unit in January.",
    ),
    (
        "3.7",
        "Better working conditions and systems",
        "Red",
        7,
        "A new system for records is being tendered for.",
    ),
    ("3.8", "Commission services by need and outcome", "Amber", 3, "The framework is approved."),
    ("3.9", "Lead and manage with the competence it takes", "Amber", 7, "A programme is being developed."),
    ("3.10", "Recruit and keep experienced staff", "Red", 7, "A campaign of three months begins."),
    ("3.11", "Be a good corporate parent", "Amber", 4, "Members visit, shadow and train; more days are set."),
)
# Kent, cabinet, 19 September 2011, 2.1: met, each by its deadline.
TARGETS = (
    ("No more than 100 cases unallocated for over 28 days", "40 on 14 August 2011."),
    ("No more than 200 initial assessments out of timescale", "53 on 21 August 2011."),
    ("No more than 100 core assessments out of timescale", "Met, as the graph of the paper shows."),
)
# Kent, cabinet, 19 September 2011, 4.2
THEMES = (
    "Maintain the timeliness of assessments and ensure all cases are allocated appropriately",
    "Raise the quality of casework",
    "Put in place a range of preventative services to avoid unnecessary family breakdown",
    "Improve care planning and outcomes for looked after children",
    "Reduce the numbers of looked after children, including increasing adoptions and implementing the recommendations "
    "of the independent review of the adoption service",
    "Reduce the number of children subject to Child Protection Plans",
    "Deliver services through a locality-based integrated structure which is fit for purpose, strongly managed, and "
    "staffed by experienced and competent social workers",
)


def sheet_of_first() -> Sheet:
    """The first plan in the layout of a workbook: ten tasks that go on, and three targets that are met."""
    rows = [["1 Core tasks", "", "", "Director"]]
    rows += [
        [
            "KCC",
            f"1.{place}",
            f"{words} (paragraph {paragraph})",
            "",
            rating,
            f"{said} The rating is invented.",
        ]
        for place, (paragraph, words, rating, _, said) in enumerate(TASKS, 1)
    ]
    rows += [["2 Improvement Notice targets of August", "", "", "Director"]]
    rows += [
        ["KCC", f"2.{place}", words, "", "Green", said] for place, (words, said) in enumerate(TARGETS, 1)
    ]
    return _sheet(rows)


def first_of_kent(by: Worker) -> ImprovementPlan:
    """The first plan, as it stood when the paper was written."""
    return read_in(by, named=FIRST, sheet=sheet_of_first())


def second_of_kent(by: Worker, first: ImprovementPlan) -> ImprovementPlan:
    """The second plan, which carries on all ten tasks by theme. What was met stays closed in the first."""
    second = begin_with(by, named=SECOND, themes=THEMES, predecessor=first)
    headings = dict(second.themes.values_list("number", "pk"))
    chosen = {
        first.actions.get(number=f"1.{place}").pk: headings[str(theme)]
        for place, (_, _, _, theme, _) in enumerate(TASKS, 1)
    }
    return carry_on(by, second, chosen=chosen)


# Westmere: heading or action, lead body, words, how many days from today it is due, rating, note.
WESTMERE = (
    ("1 Management development", "Ngozi Bright"),
    (
        "1.1",
        "Westmere",
        "Supervision every month, held and written down",
        -40,
        "Green",
        "All managers trained.",
    ),
    ("1.2", "Westmere", "Decisions explained to the worker who asked", 90, "Amber", "Begun in North."),
    ("2 Social work structure", "Harriet Vaux"),
    (
        "2.1",
        "Westmere",
        "No child without a worker for more than a week",
        -10,
        "Green",
        "Duty allocates each day.",
    ),
    ("2.2", "Westmere", "Two more posts in South", -30, "Red", "Money not agreed."),
    ("3 Assessment and case planning", "Ngozi Bright"),
    (
        "3.1",
        "Westmere",
        "Weekly tracking of every assessment from day 20",
        -60,
        "Green",
        "Meetings in all teams.",
    ),
    ("3.2", "Westmere / Westmere LSCB", "Risk section in every assessment", 30, "Amber", "Form changed."),
    (
        "3.3",
        "Westmere",
        "Families get a plain copy of the plan within 5 days",
        14,
        "Green",
        "Sent by all teams.",
    ),
    ("3.4", "Westmere", "Fathers and absent parents in every assessment", -45, "Red", "No change seen."),
    ("4 Thresholds and referral", "Sanjay Pillai"),
    ("4.1", "Westmere / Schools forum", "Referrers hear back in a day", 60, "Amber", "Nine in ten hear."),
    ("5 Child protection", "Grace Adeyemi"),
    (
        "5.1",
        "Westmere",
        "First conference within 15 working days",
        -5,
        "Amber",
        "Late ones looked at weekly.",
    ),
    ("6 Governance", "Harriet Vaux"),
    ("6.1", "Westmere / Westmere LSCB", "One way to audit, agency by agency", 120, "Amber", "Form agreed."),
)
LINKED = {
    "1.1": "supervision_in_time",
    "2.1": "unallocated",
    "3.1": "single_45wd",
    "3.3": "contact_decision_1wd",
}
RECOMMENDED = (
    (1, "Make sure that assessments are finished in time and say what the risk is.", ("3.1", "3.2")),
    (2, "Give families their plan in words they can use.", ("3.3",)),
    (3, "Allocate work so that no child waits.", ("2.1",)),
    (4, "Hear fathers and absent parents.", ()),
)


def westmere(today: date, by: Worker, board: Worker) -> ImprovementPlan:
    """A plan of today that asks those affected, with an inspection behind it and proofs on their way."""
    started = today - timedelta(days=200)
    name = f"Improvement plan {today.year}–{today.year % 100 + 2}"
    named = Named(name, "Westmere", started, started, stood_on=today - timedelta(days=30))
    rows = [
        [row[0], "", "", row[1]] if len(row) == 2 else
        [row[1], row[0], f"{row[2]} (by {today + timedelta(days=row[3]):%Y-%m-%d})", "", row[4], row[5]]
        for row in WESTMERE
    ]  # fmt: skip
    plan = read_in(by, named=named, sheet=_sheet(rows))
    source = sources.register_source(
        by, kind="inspection", title=f"Inspection {started.year}", held_on=started
    )
    for number, words, answers in RECOMMENDED:
        row = sources.recommend(by, source, words=words, within="six_months", number=number)
        for place in answers:
            sources.answer(by, _action(plan, place), recommendation=row.pk)
    for place, code in LINKED.items():
        actions.link_measure(by, _action(plan, place), code=code)
    _said(plan, today, by, board)
    return plan


def _said(plan: ImprovementPlan, today: date, by: Worker, board: Worker) -> None:
    """Somebody affected speaks of three actions; of one the board can agree, if its measure really moved."""
    for number, who, agrees, words in (
        ("2.1", "staff", True, "Duty hands over by noon; nobody waits on my desk."),
        ("3.1", "parent", True, "We knew each week what came next."),
        ("3.3", "child", False, "I still do not know what is in it."),
    ):
        actions.hear(by, _action(plan, number), said=Said(who, agrees, words, today))
    done = _action(plan, "2.1")
    actions.rate(by, done, rating="amber", why="Two teams were behind for a week.", rated_on=today)
    actions.rate(by, _action(plan, "2.1"), rating="green", why="All teams allocate each day.", rated_on=today)
    try:
        actions.check_measure(by, done)
        actions.agree_as_board(board, done, words="Improvement board: agreed.", agreed_on=today)
    except Refused:
        return  # its months show no real change in this record: it stays green


def _action(plan: ImprovementPlan, number: str) -> PlanAction:
    return plan.actions.get(number=number)


def _sheet(rows: list[list[str]]) -> Sheet:
    laid = [list(HEADS), *rows]
    return Sheet({n: {c: text for c, text in enumerate(row) if text} for n, row in enumerate(laid, 1)})
