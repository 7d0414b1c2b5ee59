"""Saying how good an assessment or report was."""

from collections.abc import Mapping
from datetime import date

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

JUDGED = "It is judged already."


class Judged(Refused):
    """It is judged already; what was said then stands."""


@action(May.JUDGE_REPORTS)
def judge(
    by: Worker, step: Step, *, marks: Mapping[str, str], words: str, held_on: date | None = None
) -> ReportNote:
    """Keep how good a piece of work was at the conference or review that ``by`` chaired; its worker is told.

    ``held_on`` is the day of that, where it was before several. Raises ``Judged`` for what is judged already, and
    ``Refused`` for one's own work, for what one did not chair, and for what is missing.
    """
    today = clock.today()
    given = queries.given(by, step.pk, today, held_on)
    if given is None and queries.note_of(by, step.pk, held_on):
        raise Judged(JUDGED)
    writers = queries.writers_of(by, step)
    if obstacle := rules.obstacle_to_judging(by.pk, writers, chaired=given is not None):
        raise Refused(obstacle)
    if given is None:  # an obstacle, told above
        raise Judged(JUDGED)
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
        raise Judged(JUDGED) from None
    if step.worker:
        tell(by, step.worker, "judged", f"{step.title}: {by.name} said how good it was.", step=step)
    return row
