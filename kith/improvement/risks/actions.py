"""Keeping the risk register of a plan and its issues: registering, scoring, changing, closing."""

from dataclasses import dataclass
from datetime import date

from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.improvement.changes import actions as changes
from kith.improvement.models import ImprovementPlan, PlanIssue, PlanRisk, PlanTheme, RiskScore
from kith.improvement.models.plans import LONGEST_TITLE
from kith.improvement.risks import queries, rules
from kith.improvement.rules import in_lines, one_line, problem_of_day, problem_of_words

LONGEST = 5_000
NO_THEME = "Choose a project of this plan."
Problems = list[tuple[str | None, str]]


@dataclass(frozen=True, slots=True)
class Threat:
    """A risk as somebody registers it. Without a theme it is a risk of the whole plan."""

    words: str
    mitigation: str
    owner: str
    likelihood: int
    impact: int
    review_on: date | None
    scored_on: date | None
    theme: int = 0


@dataclass(frozen=True, slots=True)
class Trouble:
    """An issue as somebody raises it."""

    words: str
    owner: str
    due_on: date | None
    raised_on: date | None
    theme: int = 0


@action(May.CHANGE_IMPROVEMENT)
def register_risk(by: Worker, plan: ImprovementPlan, *, threat: Threat) -> PlanRisk:
    """Register a risk with its first score. Refused with everything that is wrong with it."""
    words, mitigation, owner = in_lines(threat.words), in_lines(threat.mitigation), one_line(threat.owner)
    problems = _problems(words, mitigation, owner)
    problems += rules.problems_of_score(threat.likelihood, threat.impact)
    problems += rules.problem_of_scored(threat.scored_on, clock.today(), None)
    problems += rules.problem_of_next("review_on", threat.review_on, threat.scored_on or clock.today())
    theme = _theme(plan, threat.theme, problems)
    if problems or threat.scored_on is None or threat.review_on is None:
        raise Refused.several(problems)
    _held(plan)
    row = PlanRisk.objects.create(
        plan=plan, theme=theme, number=queries.next_number(plan.risks.all()), words=words, mitigation=mitigation,
        owner=owner, likelihood=threat.likelihood, impact=threat.impact, scored_on=threat.scored_on,
        review_on=threat.review_on, by=by, recorded_at=clock.now(),
    )  # fmt: skip
    _score(by, row, "Registered.")
    changes.keep(by, plan, subject=f"Risk {row.number}", field="registered", after=words)
    return row


@action(May.CHANGE_IMPROVEMENT)
def score_risk(
    by: Worker, about: PlanRisk, *, likelihood: int, impact: int, why: str, scored_on: date | None,
    review_on: date | None,
) -> PlanRisk:  # fmt: skip
    """Look at a risk again: score it, say why, and say when it is looked at next. The same score may be given again.

    Refused for a closed risk, without words, and for a day before the last score.
    """
    row, told = _open(about), in_lines(why)
    problems: Problems = [
        *problem_of_words("why", told, "Write what was looked at and what changed.", LONGEST)
    ]
    problems += rules.problems_of_score(likelihood, impact)
    problems += rules.problem_of_scored(scored_on, clock.today(), row.scored_on)
    problems += rules.problem_of_next("review_on", review_on, clock.today())
    if problems or scored_on is None or review_on is None:
        raise Refused.several(problems)
    row.likelihood, row.impact, row.scored_on, row.review_on = likelihood, impact, scored_on, review_on
    row.save()
    _score(by, row, told)
    return row


@action(May.CHANGE_IMPROVEMENT)
def change_risk(by: Worker, about: PlanRisk, *, mitigation: str, owner: str) -> PlanRisk:
    """Say what else is done about a risk, or who owns it now. What stood before stays in the change log."""
    row, done, owned = _open(about), in_lines(mitigation), one_line(owner)
    if problems := _problems(row.words, done, owned):
        raise Refused.several(problems)
    for field, before, after in (("mitigation", row.mitigation, done), ("owner", row.owner, owned)):
        if before != after:
            changes.keep(by, row.plan, subject=f"Risk {row.number}", field=field, before=before, after=after)
    row.mitigation, row.owner = done, owned
    row.save()
    return row


@action(May.CHANGE_IMPROVEMENT)
def close_risk(by: Worker, about: PlanRisk, *, why: str, closed_on: date | None) -> PlanRisk:
    """Close a risk that can no longer come true, or did. Refused without words and for a day before its last score."""
    row, told = _open(about), in_lines(why)
    problems: Problems = [*problem_of_words("closed_why", told, "Write why it is closed.", LONGEST)]
    problems += [
        ("closed_on", said) for _, said in rules.problem_of_scored(closed_on, clock.today(), row.scored_on)
    ]
    if problems:
        raise Refused.several(problems)
    row.closed_on, row.closed_why = closed_on, told
    row.save()
    changes.keep(by, row.plan, subject=f"Risk {row.number}", field="closed", before=row.words, why=told)
    return row


@action(May.CHANGE_IMPROVEMENT)
def raise_issue(by: Worker, plan: ImprovementPlan, *, trouble: Trouble) -> PlanIssue:
    """Write down what has gone wrong, who sees to it and by when."""
    words, owner, today = in_lines(trouble.words), one_line(trouble.owner), clock.today()
    problems: Problems = [*problem_of_words("issue", words, "Write what has gone wrong.", LONGEST)]
    problems += problem_of_words("issue_owner", owner, "Write who sees to it.", LONGEST_TITLE)
    if wrong := problem_of_day(trouble.raised_on, today):
        problems.append(("raised_on", wrong))
    problems += rules.problem_of_next("issue_due_on", trouble.due_on, trouble.raised_on or today)
    theme = _theme(plan, trouble.theme, problems, "issue_theme")
    if problems or trouble.raised_on is None or trouble.due_on is None:
        raise Refused.several(problems)
    _held(plan)
    row = PlanIssue.objects.create(
        plan=plan, theme=theme, number=queries.next_number(plan.issues.all()), words=words, owner=owner,
        raised_on=trouble.raised_on, due_on=trouble.due_on, by=by, recorded_at=clock.now(),
    )  # fmt: skip
    changes.keep(by, plan, subject=f"Issue {row.number}", field="raised", after=words)
    return row


@action(May.CHANGE_IMPROVEMENT)
def settle_issue(by: Worker, about: PlanIssue, *, answer: str, settled_on: date | None) -> PlanIssue:
    """Say how an issue was settled. Refused without words, twice, and before the day it was raised."""
    row, told = PlanIssue.objects.select_for_update().get(pk=about.pk), in_lines(answer)
    if row.settled_on:
        raise Refused(f"Issue {row.number} is settled already.")
    problems: Problems = [*problem_of_words("answer", told, "Write how it was settled.", LONGEST)]
    if wrong := problem_of_day(settled_on, clock.today()):
        problems.append(("settled_on", wrong))
    elif settled_on and settled_on < row.raised_on:
        problems.append(("settled_on", "It was raised on a later day."))
    if problems:
        raise Refused.several(problems)
    row.settled_on, row.answer = settled_on, told
    row.save()
    changes.keep(by, row.plan, subject=f"Issue {row.number}", field="settled", before=row.words, after=told)
    return row


def _problems(words: str, mitigation: str, owner: str) -> Problems:
    told: Problems = [*problem_of_words("words", words, "Write what may go wrong.", LONGEST)]
    told += problem_of_words("mitigation", mitigation, "Write what is done about it.", LONGEST)
    return told + problem_of_words("owner", owner, "Write who owns it.", LONGEST_TITLE)


def _theme(plan: ImprovementPlan, number: int, problems: Problems, field: str = "theme") -> PlanTheme | None:
    """The project of a plan that something belongs to, or none for the whole plan."""
    found = plan.themes.filter(pk=number, parent=None).first() if number else None
    if number and found is None:
        problems.append((field, NO_THEME))
    return found


def _held(plan: ImprovementPlan) -> None:
    """The plan is locked, so that two people never get one number."""
    ImprovementPlan.objects.select_for_update().get(pk=plan.pk)


def _open(about: PlanRisk) -> PlanRisk:
    """The row of a risk, locked, as it is now. Raises Refused where it is closed."""
    row = PlanRisk.objects.select_for_update(of=("self",)).select_related("plan").get(pk=about.pk)
    if row.closed_on:
        raise Refused(f"Risk {row.number} is closed. Register it anew if it is back.")
    return row


def _score(by: Worker, row: PlanRisk, why: str) -> None:
    RiskScore.objects.create(
        risk=row, likelihood=row.likelihood, impact=row.impact, scored_on=row.scored_on, why=why, by=by,
        recorded_at=clock.now(),
    )  # fmt: skip
