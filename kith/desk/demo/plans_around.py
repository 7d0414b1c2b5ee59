"""What stands around the plans: Kent's four risks and its budget as printed, and all of Westmere's, invented."""

from datetime import date, timedelta

from kith.access.models import Worker
from kith.improvement.deliverables.actions import add_deliverable, depend
from kith.improvement.models import ImprovementPlan, PlanRisk
from kith.improvement.project.actions import Brief, add_milestone, set_up
from kith.improvement.risks.actions import Threat, Trouble, raise_issue, register_risk, score_risk
from kith.improvement.worth.actions import Hope, Line, add_benefit, add_line

# Kent, cabinet, 19 September 2011, 9.1; how likely and how bad is invented, and what is done about it.
KENT = (
    (
        "Numbers of looked after children may continue to increase with impacts on staffing resources and outcomes",
        4,
        4,
    ),
    ("There may continue to be an increase in the number of children subject to a protection plan", 4, 4),
    ("Recruiting and retaining experienced staff and managers", 4, 5),
    ("Untoward safeguarding incidents", 2, 5),
)
KENT_ON = date(2011, 9, 19)
INVENTED = "Invented: looked at each month by the improvement board."
# Westmere: project, what may go wrong, likelihood and impact half a year ago and now.
WESTMERE = (
    ("2", "Experienced workers leave faster than they are replaced", (4, 4), (5, 4)),
    ("3", "Assessments are finished in time at the cost of what is in them", (3, 4), (2, 4)),
    ("5", "More children on plans than conferences can be chaired in time", (3, 3), (3, 3)),
)


def risks_of_kent(by: Worker, plan: ImprovementPlan) -> None:
    """The risks that the paper names."""
    for words, likelihood, impact in KENT:
        threat = Threat(
            words, INVENTED, "Director", likelihood, impact, KENT_ON + timedelta(days=90), KENT_ON
        )
        register_risk(by, plan, threat=threat)


def money_of_kent(by: Worker, plan: ImprovementPlan) -> None:
    """The £3.5m of the paper."""
    add_line(by, plan, line=Line("budget", "Improvement programme (paragraph 5.1)", 2011, "3500000"))


def westmere(today: date, by: Worker, plan: ImprovementPlan) -> None:
    """Risks that moved, an issue, milestones, what is delivered, benefits and money of the plan of today."""
    for number, words, before, now in WESTMERE:
        theme = plan.themes.get(number=number).pk
        first = today - timedelta(days=150)
        threat = Threat(
            words, "Looked at each month by the board.", "Harriet Vaux", *before, today, first, theme
        )
        _scored(by, register_risk(by, plan, threat=threat), now, today)
    fifth = plan.themes.get(number="5").pk
    words = "Two rooms for conferences are closed until the roof is mended"
    due_on, raised_on = today + timedelta(days=20), today - timedelta(days=12)
    trouble = Trouble(words, "Grace Adeyemi", due_on, raised_on, fifth)
    raise_issue(by, plan, trouble=trouble)
    third = plan.themes.get(number="3")
    scope, outcomes = "All five teams, every assessment.", "Assessments say what the risk is, in time."
    impact, ends_on = "Families know within weeks what happens next.", today + timedelta(days=400)
    brief = Brief(third.lead, scope, outcomes, impact, plan.started_on, ends_on)
    set_up(by, third, brief=brief)
    add_milestone(by, third, title="Meetings in all five teams", due_on=today - timedelta(days=20))
    add_milestone(by, third, title="The changed form is in use", due_on=today + timedelta(days=30))
    action = plan.actions.get(number="3.2")
    add_deliverable(by, action, title="Guide to the risk section", owner="Ngozi Bright",
                    due_on=today + timedelta(days=30))  # fmt: skip
    depend(by, action, needs="6.1")
    _worth(today, by, plan)


def _scored(by: Worker, risk: PlanRisk, now: tuple[int, int], today: date) -> None:
    score_risk(
        by, risk, likelihood=now[0], impact=now[1], why="Looked at before the board met.",
        scored_on=today - timedelta(days=10), review_on=today + timedelta(days=80),
    )  # fmt: skip


def _worth(today: date, by: Worker, plan: ImprovementPlan) -> None:
    for measure, words, baseline, target, project in (
        ("single_45wd", "Families wait less for an assessment", "70", "90", "3"),
        ("unallocated", "No child waits for a worker", "30", "0", "2"),
    ):
        hope = Hope(words, "Ngozi Bright", measure, baseline, plan.started_on, target, today + timedelta(days=300),
                    plan.themes.get(number=project).pk)  # fmt: skip
        add_benefit(by, plan, hope=hope)
    year = today.year if today.month > 3 else today.year - 1
    add_line(by, plan, line=Line("budget", "Two more posts in South", year, "96000", "48000", "20000",
                                 measure="unallocated"))  # fmt: skip
    add_line(by, plan, line=Line("saving", "Rooms given back", year, "80000", "", "15000"))
