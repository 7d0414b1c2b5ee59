"""How quick a large improvement plan is: two thousand actions, ten years of updates, laid in and taken out again."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle

from django.db import transaction
from django.test import Client
from django.urls import reverse

from kith.access.models import Worker
from kith.core import clock
from kith.core.period import add_months
from kith.desk.bench import rules
from kith.desk.bench.inside import moments
from kith.desk.bench.rules import Line, Section
from kith.improvement.models import (
    ActionLead,
    ActionNote,
    ActionRating,
    ImprovementPlan,
    LeadBody,
    PlanAction,
    PlanTheme,
    Programme,
)

MOST_OPEN, MOST_FILTER, MOST_RATIO = 300.0, 150.0, 2.0
ACTIONS, YEARS, FEW = 2_000, 10, 162
THEMES, BODIES, TIMES = 8, 5, 20
RATINGS = ("red", "amber", "green", "")
MEASURES = ("unallocated", "", "", "", "")  # each fifth action is to move one
HTMX = {"HTTP_HX_REQUEST": "true"}


@dataclass(frozen=True, slots=True)
class Size:
    """How large a plan is: its actions, and the years in which each was noted every quarter and rated every year."""

    actions: int = ACTIONS
    years: int = YEARS


def section(head: Worker, large: Size | None = None, few: Size | None = None) -> Section:
    """A large plan opened and filtered, beside one of the size of 2010."""
    size, beside = large or Size(), few or Size(FEW, 1)
    client = Client(SERVER_NAME="localhost")
    client.force_login(head)
    with laid_in(head, beside) as small:
        usual = rules.percentile(moments(lambda: _opened(client, small), TIMES), 0.5)
    with laid_in(head, size) as plan:
        opening = moments(lambda: _opened(client, plan), TIMES)
        filtering = [
            took
            for query in _filters(plan)
            for took in moments(lambda at=query: _opened(client, plan, at), TIMES // 4)  # type: ignore[misc]
        ]
    words = f"{size.actions:,} actions, {size.years} years of updates"
    return Section(
        "Improvement plans",
        "The page of a plan in this process, then its list alone as each filter fetches it. The plans are laid in for "
        "this and taken out again.",
        (
            Line("opening a plan, p95", rules.percentile(opening, 0.95), "ms", MOST_OPEN, words),
            Line("filtering it, p95", rules.percentile(filtering, 0.95), "ms", MOST_FILTER, words),
            Line("opening it, for a plan like that of 2010", rules.percentile(opening, 0.5) / usual, "times",
                 MOST_RATIO, f"{beside.actions:,} actions: {usual:.0f} ms"),
        ),
    )  # fmt: skip


def _opened(client: Client, plan: ImprovementPlan, query: str = "") -> None:
    address = reverse("improvement_plan", kwargs={"code": plan.code})
    answer = client.get(address + query, **(HTMX if query else {}))  # type: ignore[arg-type]
    if answer.status_code != 200:
        raise AssertionError(f"{address} answered {answer.status_code}")


def _filters(plan: ImprovementPlan) -> list[str]:
    theme = plan.themes.values_list("pk", flat=True).first()
    body = LeadBody.objects.order_by("-pk").values_list("pk", flat=True).first()
    return [
        "?rating=red",
        "?late=yes",
        f"?theme={theme}",
        f"?body={body}&rating=amber",
        "?rating=none&page=5",
    ]


@contextmanager
def laid_in(by: Worker, size: Size) -> Iterator[ImprovementPlan]:
    """A plan of a size, for as long as it is looked at: what was laid in is rolled back."""
    with transaction.atomic():
        yield _plan(by, size)
        transaction.set_rollback(True)


def _plan(by: Worker, size: Size) -> ImprovementPlan:
    now, today = clock.now(), clock.today()
    began = add_months(today, -12 * size.years)
    programme = Programme.objects.create(name="Measured")
    plan = ImprovementPlan.objects.create(
        programme=programme,
        code="measured-plan",
        name="Measured plan",
        started_on=began,
        by=by,
        recorded_at=now,
    )
    themes = [
        PlanTheme(plan=plan, number=str(n), outline=[n], title=f"Project {n}", lead="Director")
        for n in range(1, THEMES + 1)
    ]
    PlanTheme.objects.bulk_create(themes)
    bodies = [LeadBody(name=f"Measured body {n}") for n in range(BODIES)]
    LeadBody.objects.bulk_create(bodies)
    rows = [_action(plan, themes[place % THEMES], place, by) for place in range(size.actions)]
    PlanAction.objects.bulk_create(rows)
    ActionLead.objects.bulk_create(
        ActionLead(action=row, body=body, place=0) for row, body in zip(rows, cycle(bodies), strict=False)
    )
    _updates(rows, by, began, size)
    return plan


def _action(plan: ImprovementPlan, theme: PlanTheme, place: int, by: Worker) -> PlanAction:
    number, today, rating = place // THEMES + 1, clock.today(), RATINGS[place % len(RATINGS)]
    return PlanAction(
        plan=plan, theme=theme, number=f"{theme.number}.{number}", outline=[*theme.outline, number],
        words=f"Measured action {place}, with as many words as such an action usually has in the plans of boards",
        lead_officer=f"Officer {place % 40}", due_kind="day", due_on=today + timedelta(days=place % 400 - 200),
        rating=rating, rated_on=today if rating else None, measure=MEASURES[place % len(MEASURES)],
        by=by, recorded_at=clock.now(),
    )  # fmt: skip


def _updates(rows: list[PlanAction], by: Worker, began: date, size: Size) -> None:
    """A note each quarter and a rating each year, in statements of some thousand rows."""
    now = clock.now()
    for quarter in range(size.years * 4):
        day = add_months(began, 3 * quarter)
        words = f"Looked at on {day:%d %B %Y}: goes on as agreed."
        ActionNote.objects.bulk_create(
            ActionNote(action=row, words=words, noted_on=day, by=by, recorded_at=now) for row in rows
        )
        if quarter % 4 == 0:
            rating = RATINGS[quarter // 4 % 3]
            ActionRating.objects.bulk_create(
                ActionRating(
                    action=row, rating=rating, rated_on=day, why="As agreed.", by=by, recorded_at=now
                )
                for row in rows
            )
