"""Saying how good an assessment or report was."""

from collections.abc import Mapping

from django.db import IntegrityError, transaction

from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.practice.checklists import REPORT
from kith.quality.judging import queries, rules
from kith.quality.marking import reading
from kith.quality.models import ReportNote
from kith.work.models import Step
from kith.work.notices.actions import tell


@action(May.JUDGE_REPORTS)
def judge(by: Worker, step: Step, *, marks: Mapping[str, str], words: str) -> ReportNote:
    """Keep how good a piece of work was at the conference or review that ``by`` chaired; its worker is told.

    Raises ``Refused`` for one's own work, for what one did not chair, for what is judged, and for what is missing.
    """
    today = clock.today()
    given = queries.given(by, step.pk, today)
    writers = queries.writers_of(by, step)
    if obstacle := rules.obstacle_to_judging(by.pk, writers, chaired=given is not None):
        raise Refused(obstacle)
    if given is None:  # an obstacle, told above
        raise Refused("It is judged already.")
    found = reading.checklist(REPORT, given.held_on)
    if problems := rules.problems_with_note(reading.items_of(found), marks, words):
        raise Refused.several(problems)
    try:
        with transaction.atomic():
            row = ReportNote.objects.create(
                step=step, team=step.team, occasion=given.occasion, held_on=given.held_on, words=words.strip(),
                by=by, recorded_at=clock.now(), **reading.kept(found, marks),
            )  # fmt: skip
    except IntegrityError:
        raise Refused("It is judged already.") from None
    if step.worker:
        tell(by, step.worker, "judged", f"{step.title}: {by.name} said how good it was.", step=step)
    return row
