"""Closing several pieces of open work with one reason."""

from collections.abc import Collection

from kith.access.doors import action, one_piece
from kith.access.may import May
from kith.access.models import Team, Worker
from kith.core import Refused
from kith.work.drift import rules
from kith.work.models import Step
from kith.work.steps import actions as steps
from kith.work.steps import queries as step_queries
from kith.work.steps.rules import LONGEST_REASON, reason_in_words


@action(May.CANCEL_STEP)
def close_many(by: Worker, team: Team, *, chosen: Collection[int], reason: str, words: str) -> list[Step]:
    """Close pieces of work of one team that were never begun or never finished, all or none.

    Nothing that was written is deleted: it stays to be read with the reason. Raises ``Refused`` with everything that
    is missing, and when one of them was sent, ended, moved or hidden meanwhile.
    """
    reasons = step_queries.choices("cancel_reason")
    if problems := rules.problems(chosen, reason, reasons):
        raise Refused.several(problems)
    why = reason_in_words(reasons[reason], words.strip())
    if len(why) > LONGEST_REASON:
        raise Refused(f"Say it in at most {LONGEST_REASON} letters; there are {len(why)}.", field="words")
    rows = Step.objects.seen_by(by).filter(pk__in=set(chosen), team=team).exclude(kind="contact")
    found = list(rows.select_for_update(of=("self",)).order_by("pk"))
    if obstacle := rules.obstacle_to_closing([step.state for step in found], len(set(chosen))):
        raise Refused(obstacle, field="step")
    with one_piece():
        for step in found:
            steps.cancel(by, step, reason=why)
    return found
