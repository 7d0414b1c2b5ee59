"""Reporting a problem, and answering a report."""

from kith import __version__
from kith.access.doors import action
from kith.access.may import May
from kith.access.models import ProblemReport, Worker
from kith.access.problems import rules
from kith.core import Refused, clock


def report(by: Worker, *, page: str, doing: str, wrong: str) -> ProblemReport:
    """Keep a report. Anybody who is signed in may say that something is wrong: the row names who and when.

    Raises ``Refused`` for each box that is empty or too long.
    """
    doing, wrong = rules.clean(doing), rules.clean(wrong)
    if problems := rules.reporting_problems(doing, wrong):
        raise Refused.several(problems)
    return ProblemReport.objects.create(
        at=clock.now(), worker=by, page=page, version=__version__, doing=doing, wrong=wrong
    )


@action(May.ANSWER_PROBLEMS)
def answer(by: Worker, report: ProblemReport, *, words: str) -> ProblemReport:
    """Answer a report, once. Raises ``Refused`` without words, and when somebody else was quicker."""
    words = rules.clean(words)
    if problem := rules.answering_problem(words):
        raise Refused(problem, "answer")
    held = ProblemReport.objects.select_for_update().get(pk=report.pk)
    if held.answered_at:
        raise Refused("This report has been answered meanwhile. The answer stands above.", "answer")
    held.answer, held.answered_by, held.answered_at = words, by, clock.now()
    held.save()
    return held
