"""What signing off a closing step sets going, under the name the packs know."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from kith.access.models import Worker
from kith.core import Refused
from kith.frontdoor.closing import actions
from kith.work.answers.rules import answer_for
from kith.work.models import Involvement, Step
from kith.work.steps.queries import answers_of


def close_involvement(by: Worker, *, step: Step, people: Sequence[int], outcome: str, on: date) -> None:
    """End the open involvements of these children, each with the reason given for it in the closing step."""
    answers = answers_of(by, step)
    rows = Involvement.objects.seen_by(by).filter(person__in=people, ended_on=None)
    by_reason: dict[str, list[Involvement]] = defaultdict(list)
    for case in rows:
        by_reason[str(answer_for(answers, "reason", case.person_id) or "")].append(case)
    if not by_reason:
        raise Refused("None of these children is open, so there is nothing to close.")
    for reason, cases in by_reason.items():
        words = str(answer_for(answers, "summary", cases[0].person_id) or "")
        actions.close_involvements(by, cases, ended_on=on, reason=reason, words=words, besides=step.pk)
