"""How quick a draw of sixty audits is, conflicts and all: drawn as a month is, and taken out again."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.db import transaction

from kith.access import practice
from kith.access.models import Membership, Team, Worker
from kith.core import Refused, clock
from kith.core.period import add_months
from kith.core.reading_words import count
from kith.database.session import as_system
from kith.desk.bench import rules
from kith.desk.bench.inside import moments
from kith.desk.bench.rules import Line, Section
from kith.practice.audits import AuditGuide
from kith.quality.draw import queries
from kith.quality.draw.actions import draw_month
from kith.quality.models import AuditDraw, AuditRound

MOST, NUMBER, TIMES = 1_000.0, 60, 10
MONTHS_AHEAD = 12
WHAT = f"drawing {NUMBER} audits, p95"
HOW = (
    "A month drawn by the action the page calls: who may be drawn, who may not audit whom, the draw, its rows. The "
    "managers that are missing are laid in for this, and everything is taken out again."
)


def section(head: Worker, number: int = NUMBER) -> Section:
    """A month of so many audits, drawn from every child there is."""
    today = clock.today()
    guide = practice.current().audits
    if guide is None:
        return Section("Case audits", HOW, (Line(WHAT, None, "ms", MOST, "the practice has no audits"),))
    with _managers(guide, today, number):
        month = _free_month(today)
        try:
            cases, audits = _size(head, month, today)
        except Refused as refused:  # a small record
            return Section("Case audits", HOW, (Line(WHAT, None, "ms", MOST, refused.words),))
        took = rules.percentile(moments(lambda: _drawn(head, month, today), TIMES), 0.95)
    note = f"{count(audits, 'audit')} out of {count(cases, 'child', 'children')}"
    return Section("Case audits", HOW, (Line(WHAT, took, "ms", MOST, note),))


@contextmanager
def _managers(guide: AuditGuide, today: date, number: int) -> Iterator[None]:
    """As many auditors as there are to be audits, for as long as it is measured."""
    with as_system("speed is measured"), transaction.atomic():
        there = queries.auditors(guide.roles, today)
        wanted = max(number // guide.each_month - len(there), 0)
        others = (
            Worker.objects.filter(is_active=True)
            .exclude(pk__in=[one.pk for one in there])
            .order_by("pk")[:wanted]
        )
        team = Team.objects.filter(kind="team").order_by("pk")[0]
        for one in others:
            held = one.memberships.order_by("pk").first()
            Membership.objects.create(
                worker=one, team=held.team if held else team, role=guide.roles[0], started_on=today
            )
        yield
        transaction.set_rollback(True)


def _free_month(today: date) -> date:
    """The next month that is not drawn yet."""
    drawn = set(AuditRound.objects.filter(kind="monthly").values_list("month", flat=True))
    ahead = (add_months(today.replace(day=1), months) for months in range(1, MONTHS_AHEAD + 1))
    return next(month for month in ahead if month not in drawn)


def _drawn(head: Worker, month: date, today: date) -> None:
    with transaction.atomic():
        draw_month(head, month=month, on=today)
        transaction.set_rollback(True)


def _size(head: Worker, month: date, today: date) -> tuple[int, int]:
    """From how many children how many audits are drawn."""
    with transaction.atomic():
        row = draw_month(head, month=month, on=today)
        kept = AuditDraw.objects.get(round=row)
        transaction.set_rollback(True)
    return len(kept.given["cases"]), len(kept.taken)
