"""Findings of audits and the actions that answer them, read from either side."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from kith.access.may import May
from kith.access.models import Worker
from kith.core import clock
from kith.core.beside import Beside, Row
from kith.core.reading_words import short_day
from kith.improvement import queries
from kith.improvement.models import AuditFinding, PlanAction, Recommendation, RecommendationAnswer
from kith.improvement.words import MARKS, rating_words
from kith.quality.counted import queries as counting
from kith.quality.counted import rules
from kith.quality.counted.rules import Case, Counted
from kith.quality.models import AuditRound

TITLE = "Actions it gave rise to"
HEADS = ("Action", "What audits found", "Due", "How it stands")


def one(viewer: Worker, found_by: AuditRound, key: str, team: int = 0) -> Counted | None:
    """One thing a round found, everywhere or in one team, in cases that the viewer may know of; None where it found it
    in none of them. Three queries.
    """
    title = dict(rules.asked(found_by.form)).get(key)
    told = rules.counted(key, title, counting.cases(viewer, found_by), team) if title else None
    return told if told and told.part else None


def actions_of_round(viewer: Worker, number: int) -> Beside | None:
    """The actions that what a round found gave rise to, on the page of the round; what a later plan carries on stands
    there as its action. One query where there is none.
    """
    if not viewer.may(May.SEE_IMPROVEMENT):
        return None
    answers = RecommendationAnswer.objects.filter(recommendation__audit_finding__round=number)
    answers = answers.select_related("action", "recommendation__audit_finding__team")
    last = queries.carried_on(answer.action_id for answer in answers)
    told = {
        (last.get(answer.action_id, answer.action).pk, answer.recommendation.audit_finding)
        for answer in answers
    }
    if not told:
        return None
    rows = PlanAction.objects.filter(pk__in={pk for pk, _ in told}).select_related("plan")
    lines = {line.row.pk: line for line in queries.lines(rows.order_by("plan", "outline"), clock.today())}
    found = [
        _row(lines[pk], "; ".join(sorted(_called(one) for action, one in told if action == pk)))
        for pk in lines
    ]
    return Beside("actions", TITLE, HEADS, found, len(found))


def _called(one: AuditFinding) -> str:
    return f"{one.title}, in {one.team.name}" if one.team else one.title


def _row(line: queries.Line, found: str) -> Row:
    row = line.row
    due = "no end set" if row.due_on is None else short_day(row.due_on)
    return Row(
        words=f"{row.number} {row.words}",
        href=reverse("plan_action", kwargs={"number": row.pk}),
        small=row.plan.name,
        cells=(found, f"late since {due}" if line.is_late else due),
        mark=(MARKS[row.rating], rating_words(row.rating)),
    )


@dataclass(frozen=True, slots=True)
class Traced:
    """Where an action came from: the finding and its round, and in how many cases it was found until it was registered,
    by now, and since: of those that the viewer may know of, whatever is kept of everyone.
    """

    finding: AuditFinding
    called: str
    then: str
    now: str
    since: str


def traced(viewer: Worker, answered: Sequence[Recommendation]) -> list[Traced]:
    """Of recommendations that an action answers, those that audits made, counted for the viewer. One query where none
    is.
    """
    ids = [row.pk for row in answered]
    rows = AuditFinding.objects.filter(pk__in=ids).select_related("round", "team", "recommendation")
    return [_traced(viewer, one) for one in rows.order_by("pk")]


def _traced(viewer: Worker, one: AuditFinding) -> Traced:
    registered_at = one.recommendation.recorded_at

    def words(cases: Sequence[Case]) -> str:
        told = rules.counted(one.key, one.title, cases, one.team_id or 0)
        return f"{told.words} cases" if told.whole else "no case yet"

    then = words(counting.cases(viewer, one.round, until=registered_at))
    now, since = counting.cases(viewer, one.round), counting.cases(viewer, after=registered_at)
    on = short_day(clock.london(registered_at).date())
    return Traced(one, _called(one), f"{then} on {on}", words(now), words(since))
