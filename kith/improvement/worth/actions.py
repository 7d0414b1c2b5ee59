"""Writing down benefits, and keeping budget and savings lines."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction

from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Team, Worker
from kith.core import Refused, clock
from kith.improvement import measured
from kith.improvement import rules as plans
from kith.improvement.changes import actions as changes
from kith.improvement.models import ImprovementPlan, MoneyLine, PlanBenefit, PlanTheme
from kith.improvement.models.plans import LONGEST_TITLE
from kith.improvement.models.worth import FIRST_YEAR, LAST_YEAR
from kith.improvement.rules import in_lines, one_line, problem_of_words
from kith.improvement.words import MONEY
from kith.improvement.worth import rules

LONGEST = 5_000
Problems = list[tuple[str | None, str]]


@dataclass(frozen=True, slots=True)
class Hope:
    """A benefit as somebody writes it down. Without a baseline the measure is read as it was on that day."""

    words: str
    owner: str
    measure: str
    baseline: str
    baseline_on: date | None
    target: str
    target_on: date | None
    theme: int = 0


@action(May.CHANGE_IMPROVEMENT)
def add_benefit(by: Worker, plan: ImprovementPlan, *, hope: Hope) -> PlanBenefit:
    """Write down what is to be better, by which measure, from where to where. Refused with all that is wrong."""
    words, owner = in_lines(hope.words), one_line(hope.owner)
    problems: Problems = [*problem_of_words("words", words, "Write what is to be better.", LONGEST)]
    problems += problem_of_words("owner", owner, "Write who answers for it.", LONGEST_TITLE)
    indicator = measured.of_code(hope.measure)
    if indicator is None:
        problems.append(("measure", "Choose a measure from the list."))
    if wrong := plans.problem_of_day(hope.baseline_on, clock.today()):
        problems.append(("baseline_on", wrong))
    problems += [("target_on", told) for _, told in plans.problems_of_due("day", None, hope.target_on)]
    baseline, target = _baseline(hope), rules.number(hope.target)
    if baseline is None:
        problems.append(("baseline", "Write a number: the measure has no figure of that day."))
    if target is None:
        problems.append(("target", "Write a number, such as 80 or 12.5."))
    if hope.baseline_on and hope.target_on and hope.target_on <= hope.baseline_on:
        problems.append(("target_on", "It lies before the day of the baseline."))
    if indicator and baseline is not None and target is not None:
        wrong = rules.problem_of_direction(indicator.good, baseline, target)
        problems += [("target", wrong)] if wrong else []
    theme = _theme(plan, hope.theme, problems)
    if problems or baseline is None or target is None or hope.baseline_on is None or hope.target_on is None:
        raise Refused.several(problems)
    made = PlanBenefit.objects.create(
        plan=plan, theme=theme, words=words, owner=owner, measure=hope.measure, baseline=baseline,
        baseline_on=hope.baseline_on, target=target, target_on=hope.target_on, by=by, recorded_at=clock.now(),
    )  # fmt: skip
    changes.keep(by, plan, subject="Benefits", field="added", after=words)
    return made


def _baseline(hope: Hope) -> Decimal | None:
    """The number that was typed, or without one what the measure said of that day."""
    if hope.baseline.strip():
        return rules.number(hope.baseline)
    if hope.baseline_on is None:
        return None
    figure = measured.figures([(hope.measure, 0)], hope.baseline_on).get((hope.measure, 0))
    return figure.value if figure else None


@dataclass(frozen=True, slots=True)
class Line:
    """A budget or savings line as somebody writes it down: pounds as typed."""

    kind: str
    title: str
    year: int
    planned: str
    committed: str = ""
    spent: str = ""
    team: int = 0
    theme: int = 0
    measure: str = ""


@action(May.CHANGE_IMPROVEMENT)
def add_line(by: Worker, plan: ImprovementPlan, *, line: Line) -> MoneyLine:
    """Write down a budget or savings line of a plan, of one financial year. Refused with all that is wrong with it."""
    title = one_line(line.title)
    problems: Problems = [*problem_of_words("title", title, "Write what the money is for.", LONGEST_TITLE)]
    if line.kind not in MONEY:
        problems.append(("kind", "Choose budget or saving."))
    if not FIRST_YEAR <= line.year <= LAST_YEAR:
        problems.append(("year", "Write the year in which the financial year begins, such as 2026."))
    amounts = _amounts(line, problems)
    if line.measure and measured.of_code(line.measure) is None:
        problems.append(("activity", "Choose a measure from the list."))
    team = Team.objects.filter(pk=line.team).first() if line.team else None
    if line.team and team is None:
        problems.append(("team", "Choose a team from the list."))
    theme = _theme(plan, line.theme, problems)
    if problems:
        raise Refused.several(problems)
    try:
        with transaction.atomic():
            made = MoneyLine.objects.create(
                plan=plan, theme=theme, team=team, kind=line.kind, title=title, year=line.year,
                measure=line.measure, by=by, recorded_at=clock.now(), **amounts,
            )  # fmt: skip
    except IntegrityError:
        raise Refused("The plan has that line of that year and team already.", field="title") from None
    subject = f"{MONEY[line.kind]} {rules.year_words(line.year)}: {title}"
    changes.keep(by, plan, subject=subject[:LONGEST_TITLE], field="added", after=f"planned £{made.planned:,}")
    return made


@action(May.CHANGE_IMPROVEMENT)
def change_line(
    by: Worker, about: MoneyLine, *, planned: str, committed: str, spent: str, why: str
) -> MoneyLine:
    """Say what of a line is planned, committed and spent now. What it said before stays in the change log, with why."""
    row = MoneyLine.objects.select_for_update(of=("self",)).select_related("plan").get(pk=about.pk)
    problems: Problems = [*problem_of_words("why", one_line(why), "Write why it changes.", LONGEST)]
    line = Line(row.kind, row.title, row.year, planned, committed, spent)
    amounts = _amounts(line, problems)
    if problems:
        raise Refused.several(problems)
    subject = f"{MONEY[row.kind]} {rules.year_words(row.year)}: {row.title}"[:LONGEST_TITLE]
    for field, value in amounts.items():
        stood = getattr(row, field)
        if stood != value:
            kept = {"field": field, "before": f"£{stood:,}", "after": f"£{value:,}", "why": one_line(why)}
            changes.keep(by, row.plan, subject=subject, **kept)
        setattr(row, field, value)
    row.save()
    return row


def _amounts(line: Line, problems: Problems) -> dict[str, Decimal]:
    """Planned, committed and spent in pounds; a missing one of the last two is nothing."""
    found: dict[str, Decimal] = {}
    for field in ("planned", "committed", "spent"):
        text = getattr(line, field)
        value = rules.number(text or ("" if field == "planned" else "0"))
        if value is None or value < 0:
            problems.append((field, rules.POUNDS))
        else:
            found[field] = value
    if line.kind == "saving" and found.get("committed"):
        problems.append(("committed", "A saving is planned and made; nothing of it is committed."))
    return found


def _theme(plan: ImprovementPlan, number: int, problems: Problems) -> PlanTheme | None:
    found = plan.themes.filter(pk=number, parent=None).first() if number else None
    if number and found is None:
        problems.append(("theme", "Choose a project of this plan."))
    return found
