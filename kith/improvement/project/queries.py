"""One project as its status page shows it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from kith.improvement import queries as plans
from kith.improvement.models import Deliverable, Milestone, PlanAction, PlanIssue, PlanTheme
from kith.improvement.project import rules
from kith.improvement.queries import Line
from kith.improvement.risks import queries as risks
from kith.improvement.risks.queries import RiskLine


@dataclass(frozen=True, slots=True)
class Status:
    """Everything of one project: milestones with their marks, deliverables, actions, risks and open issues."""

    milestones: list[tuple[Milestone, str, str]]
    deliverables: list[Deliverable]
    lines: list[Line]
    risks: list[RiskLine]
    issues: list[PlanIssue]

    @property
    def told(self) -> str:
        """The project in a sentence."""
        return rules.told(
            sum(line.is_late for line in self.lines),
            sum(mark == "late" for _, mark, _ in self.milestones),
            sum(one.level == "Very high" for one in self.risks),
            sum(one.settled_on is None for one in self.issues),
        )


def status(theme: PlanTheme, today: date, since: date) -> Status:
    """The status of a project: seven queries, however much there is."""
    own = Q(theme=theme) | Q(theme__parent=theme)
    actions = PlanAction.objects.filter(own).order_by("outline")
    delivered = Deliverable.objects.filter(
        Q(action__theme=theme) | Q(action__theme__parent=theme)
    ).select_related("action")
    return Status(
        [
            (row, *rules.milestone(row.due_on, row.reached_on, today))
            for row in theme.milestones.order_by("due_on", "title")
        ],
        list(delivered.order_by("due_on", "title")),
        plans.lines(actions, today),
        risks.of_theme(theme, today, since),
        risks.issues(theme.plan, theme),
    )
