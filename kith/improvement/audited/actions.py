"""Making an action of a plan from what a round of audits found."""

from dataclasses import dataclass

from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.improvement import actions as plans
from kith.improvement.adding import actions as adding
from kith.improvement.adding.actions import Wanted
from kith.improvement.audited import queries
from kith.improvement.models import AuditFinding, ImprovementPlan, ImprovementSource, PlanAction
from kith.improvement.sources import actions as sources
from kith.quality.counted import queries as counting
from kith.quality.counted import rules
from kith.quality.counted.rules import Counted
from kith.quality.models import AuditRound

MEASURE = "audit_grades"


@dataclass(frozen=True, slots=True)
class Chosen:
    """What of a round is acted on: its key, the team or 0 for all, and whether the grades of audits are its measure."""

    key: str
    team: int = 0
    moves_grades: bool = False


@action(May.CHANGE_IMPROVEMENT)
def act_on(
    by: Worker, found_by: AuditRound, plan: ImprovementPlan, *, chosen: Chosen, theme: int, wanted: Wanted
) -> PlanAction:
    """Add an action to a plan that answers something a round of audits found, once registered as a recommendation.

    Raises Refused for what the round did not find in any case that they may know of, and with everything that is wrong
    with the action. What is kept of the finding counts everyone.
    """
    if not by.may(May.SEE_AUDITS):
        raise Refused("Case audits are not open to you.")
    counted = queries.one(by, found_by, chosen.key, chosen.team)
    if counted is None:
        raise Refused("Choose something that the audits of this round found.", field="finding")
    row = adding.add_action(by, plan, theme=theme, wanted=wanted)
    finding = _registered(by, found_by, counted, chosen.team)
    sources.answer(by, row, recommendation=finding.pk)
    return plans.link_measure(by, row, code=MEASURE) if chosen.moves_grades else row


def _registered(by: Worker, found_by: AuditRound, counted: Counted, team: int) -> AuditFinding:
    """The finding, registered now or before; the round is held, so that it is registered once."""
    row = AuditRound.objects.select_for_update().get(pk=found_by.pk)
    there = AuditFinding.objects.filter(round=row)
    found = there.filter(key=counted.key, team=team or None).first()
    if found is not None:
        return found
    before = there.select_related("recommendation__source").first()
    source = before.recommendation.source if before else _source(by, row)
    where = f", in {counted.teams[0].name}" if team else ""
    told = sources.recommend(by, source, words=f"{counted.title}{where}")
    whole = rules.counted(counted.key, counted.title, counting.cases_for_everyone(row), team)
    return AuditFinding.objects.create(
        recommendation=told, round=row, key=counted.key, title=counted.title, team_id=team or None,
        part=whole.part, whole=whole.whole,
    )  # fmt: skip


def _source(by: Worker, row: AuditRound) -> ImprovementSource:
    title = f"Case audits, round {row.pk}: {row.title}"
    return sources.register_source(by, kind="audit", title=title, held_on=min(row.cohort_on, clock.today()))
