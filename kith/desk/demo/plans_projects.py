"""Torbay's partnership plan of 2011: eight projects as its paper prints them, where nothing is closed without feedback.

The words of the projects are those of appendix 3 of the paper of 26 October 2011, shortened. Milestones are as
paragraphs 4.2 to 4.4 promise them. What is delivered, and what anybody said of it, is invented.
"""

from datetime import date

from kith.access.models import Worker
from kith.core.workbook_reading import Sheet
from kith.improvement import actions
from kith.improvement.actions import Said
from kith.improvement.deliverables.actions import add_deliverable, close_deliverable
from kith.improvement.layout.actions import Named, read_in
from kith.improvement.layout.writing import HEADS
from kith.improvement.models import ImprovementPlan, PlanAction
from kith.improvement.project.actions import Brief, add_milestone, set_up
from kith.improvement.sources import actions as sources

REPORTED = date(2011, 10, 26)
INSPECTED = date(2010, 9, 30)  # the paper names the month
PLAN = Named(
    name="Children’s Partnership Improvement Plan",
    programme="Torbay, as published in 2011",
    started_on=REPORTED,
    asks_those_affected=True,
    about="The eight projects are as appendix 3 of the paper of 26 October 2011 prints them. Deliverables, and what "
    "was said of them, are invented.",
)
# Title, scope and what the project does.
PROJECTS = (
    ("Management development", (
        "Improve the quality of decision making, case allocation and supervision",
        "Renew the appraisal system",
    )),
    ("Remodelling social work structure", (
        "Further increases to social work capacity",
        "A new functional structure, with clarity on role and responsibilities",
        "Recruitment and retention",
        "Reassert the performance management system",
    )),
    ("Improve assessment and case planning", (
        "Raise assessment skills and techniques",
        "Promote clear practice standards",
        "Improve the commissioning of specialist placements",
        "Revise the operation of children in need plans",
    )),
    ("Renewing thresholds and referral processes", (
        "Develop a shared appreciation of thresholds",
        "Revisit professional awareness and knowledge of domestic violence, alcohol and substance misuse",
        "Redesign how issues are addressed outside the area, and out of hours provision",
    )),
    ("Improve the quality and management of child protection", (
        "Reassert best practice, clarify standards, processes and systems",
    )),
    ("Development of governance", (
        "Establish a common method and mechanism for case questions",
        "Develop section 75 arrangements",
        "Promote and raise awareness of the safeguarding board",
    )),
    ("Improving integrated frontline practice across all services", (
        "Review learning entitlement, raise core skills and knowledge",
        "Increase mobile and flexible working, and community budgets",
    )),
    ("Involving the community and using knowledge and skills", (
        "Develop local intelligence about missed opportunities",
        "Build up social capital, pursue new provider models, reduce benefit reliance",
    )),
)  # fmt: skip
OUTCOMES = {
    1: "The frequency and quality of supervision is good and addresses both tasks and professional development.",
    2: "The consistency and morale of staff will have improved: vacancies and turnover will be minimised.",
    3: "The timeliness and quality of assessments will be consistently better.",
    4: "Those raising concerns will receive a higher quality and more effective response.",
    8: "Communities will have more capacity and capability in providing responses to very early help.",
}
MILESTONES = (
    (2, "The new functional structure for social work teams is in place", date(2011, 12, 31)),
    (4, "Further promotion events for the thresholds, in national safeguarding week", date(2011, 11, 22)),
    (7, "New models of practice for intensive family intervention are final", date(2012, 1, 26)),
)
# What the inspection of September 2010 found, as paragraph 2.5 lists it, and the actions that answer.
FOUND = (
    (
        "Managerial oversight and case planning, including the recording of management decision-making",
        ("1.1", "3.4"),
    ),
    (
        "Staff supervision that was not sufficiently regular, clearly documented, or providing challenge",
        ("1.1",),
    ),
    ("The inconsistent application of thresholds", ("4.1",)),
)
DELIVERED = (
    ("1.1", "Invented: a guide to supervision", True),
    ("3.2", "Invented: practice standards on two pages", None),
    ("4.1", "Invented: thresholds that a parent can read", False),
)


def torbay(by: Worker) -> None:
    """The plan with its projects, three things delivered, and what was said of two of them."""
    rows = []
    for place, (title, told) in enumerate(PROJECTS, 1):
        rows.append([f"{place} {title}", "", "", "Project manager"])
        rows += [["Torbay", f"{place}.{n}", words] for n, words in enumerate(told, 1)]
    laid = [list(HEADS), *rows]
    cells = {n: {c: text for c, text in enumerate(row) if text} for n, row in enumerate(laid, 1)}
    plan = read_in(by, named=PLAN, sheet=Sheet(cells))
    for theme in plan.themes.order_by("outline"):
        place = theme.outline[0]
        scope = "; ".join(PROJECTS[place - 1][1]) + "."
        brief = Brief(theme.lead, scope, OUTCOMES.get(place, ""), "", REPORTED, date(2013, 10, 26))
        set_up(by, theme, brief=brief)
    for place, title, day in MILESTONES:
        add_milestone(by, plan.themes.get(number=str(place)), title=title, due_on=day)
    _found(by, plan)
    for number, title, helped in DELIVERED:
        _delivered(by, _action(plan, number), title, helped)


def _found(by: Worker, plan: ImprovementPlan) -> None:
    source = sources.register_source(
        by, kind="inspection", title="Ofsted announced inspection, Torbay", held_on=INSPECTED
    )
    for number, (words, answers) in enumerate(FOUND, 1):
        row = sources.recommend(by, source, words=words, number=number)
        for place in answers:
            sources.answer(by, _action(plan, place), recommendation=row.pk)


def _delivered(by: Worker, row: PlanAction, title: str, helped: bool | None) -> None:
    """Something delivered: closed where somebody said that it helped, open again where somebody said it did not."""
    made = add_deliverable(by, row, title=title, owner="Project manager", due_on=date(2012, 3, 31))
    if helped is None:
        return
    good = Said("staff" if helped else "parent", True, "Invented: I could use it at once.", REPORTED, made.pk)
    actions.hear(by, row, said=good)
    close_deliverable(by, made, delivered="Invented: given to everybody.", closed_on=REPORTED)
    if not helped:
        bad = Said("child", False, "Invented: nobody explained it to me.", REPORTED, made.pk)
        actions.hear(by, row, said=bad)


def _action(plan: ImprovementPlan, number: str) -> PlanAction:
    return plan.actions.get(number=number)
