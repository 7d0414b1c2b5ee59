"""How long a board waits for its paper: locked with its figures, and made for a word processor and as a PDF."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from django.db import transaction

from kith.access.models import Worker
from kith.core import clock
from kith.core.period import add_months
from kith.desk.bench.plans import ACTIONS, FEW, YEARS, Size, laid_in
from kith.desk.bench.rules import Line, Section
from kith.improvement.boards import actions
from kith.improvement.meeting import printing
from kith.improvement.models import BoardPaper, ImprovementPlan

Made = TypeVar("Made")
MOST = 10.0
TIMES = 3
MEASURES = ("unallocated", "supervision_in_time", "single_45wd", "contact_decision_1wd")
HOW = (
    "A meeting is locked, with the figures of last month and the lists behind them frozen, and its paper made as DOCX "
    "and as PDF: all of it together, the longest of three goes. Plan, board and paper are laid in for this and taken "
    "out again."
)


@dataclass(frozen=True, slots=True)
class _Spent:
    """Seconds of the three parts of a paper."""

    lock: float
    docx: float
    pdf: float

    @property
    def all(self) -> float:
        return self.lock + self.docx + self.pdf


def section(head: Worker, few: Size | None = None, large: Size | None = None, times: int = TIMES) -> Section:
    """The paper of a board with a plan of the size of 2010, and of one with a large plan."""
    sizes = (few or Size(FEW, 1), large or Size(ACTIONS, YEARS))
    return Section("Board papers", HOW, tuple(_line(head, size, times) for size in sizes))


def _line(by: Worker, size: Size, times: int) -> Line:
    with laid_in(by, size) as plan:
        spent = max((_made(by, plan) for _ in range(times)), key=lambda one: one.all)
    note = f"locking {spent.lock:.1f} s, DOCX {spent.docx:.1f} s, PDF {spent.pdf:.1f} s"
    return Line(f"board paper of {size.actions:,} actions", spent.all, "s", MOST, note)


def _made(by: Worker, plan: ImprovementPlan) -> _Spent:
    """One paper, from the button to both files; nothing of it stays."""
    today = clock.today()
    with transaction.atomic():
        board = actions.set_up(by, name="Measured board", plans=[plan.pk])
        actions.oversee(by, board, plans=[plan.pk], measures=MEASURES)
        actions.seat(by, board, seat="chair", started_on=today, name="Measured chair", agency="Measured")
        meeting = actions.call(by, board, held_on=today)
        month_on = add_months(today.replace(day=1), -1)
        lock, paper = _timed(lambda: actions.lock(by, meeting, stood_on=today, month_on=month_on))
        docx, pdf = _files(paper)
        transaction.set_rollback(True)
    return _Spent(lock, docx, pdf)


def _files(paper: BoardPaper) -> tuple[float, float]:
    """Seconds for each file, the locked words read anew for it as for somebody who opens it."""
    docx, _ = _timed(lambda: printing.docx(printing.pack_of(paper)))
    pdf, _ = _timed(lambda: printing.pdf(printing.pack_of(paper)))
    return docx, pdf


def _timed(make: Callable[[], Made]) -> tuple[float, Made]:
    started = time.perf_counter()
    made = make()
    return time.perf_counter() - started, made
