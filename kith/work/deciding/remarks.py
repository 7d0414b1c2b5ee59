"""What was said about submissions besides the decisions: questions and answers, corrections, who looked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from kith.access.models import Worker
from kith.database.prepared import prepared
from kith.work.models import SignOff, SignOffRemark, Step

LOOKED, ASKED, ANSWERED, COVERED = "looked", "asked", "answered", "covered"
UNDONE, CORRECTED, WITHDRAWN = "undone", "corrected", "withdrawn"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of whoever decides, with the answer when there is one."""

    question: Any
    answer: Any = None


@prepared
def of_step(viewer: Worker, step: int) -> QuerySet[SignOffRemark]:
    """Everything said about the submissions of a step, oldest first."""
    rows = SignOffRemark.objects.seen_by(viewer).filter(step=step).order_by("at", "pk")
    return rows.select_related("by", "to")


def said_of(viewer: Worker, step: Step) -> dict[str, Any]:
    """What the page of a step tells of this: every question with its answer, whether one is open, what was put right.

    Nothing, and no query, while the step has never been sent.
    """
    if step.submitted_at is None:
        return {"questions": [], "is_open": False, "put_right": []}
    rows = of_step(viewer, step.pk)
    sent = dict.fromkeys(one.sign_off_id for one in rows)
    questions = [one for number in sent for one in asked_about(rows, number)]
    return {
        "questions": questions,
        "is_open": step.state == "submitted" and any(one.answer is None for one in questions[-1:]),
        "put_right": [one for one in rows if one.kind in (CORRECTED, WITHDRAWN, UNDONE)],
    }


def said(remarks: Iterable[SignOffRemark]) -> list[SignOffRemark]:
    """What is to be read: everything but that somebody looked."""
    return [one for one in remarks if one.kind != LOOKED]


def asked_about(remarks: Iterable[SignOffRemark], sign_off: int | None) -> list[Asked]:
    """The questions about one submission with their answers, oldest first."""
    found: list[Asked] = []
    for one in remarks:
        if one.sign_off_id != sign_off:
            continue
        if one.kind == ASKED:
            found.append(Asked(one))
        elif one.kind == ANSWERED and found:
            found[-1] = Asked(found[-1].question, one)
    return found


def open_question(remarks: Iterable[SignOffRemark], sign_off: int | None) -> SignOffRemark | None:
    """The question about a submission that nobody has answered, if there is one."""
    questions = asked_about(remarks, sign_off)
    return questions[-1].question if questions and questions[-1].answer is None else None


@prepared
def _questions(viewer: Worker, sign_offs: Sequence[int]) -> QuerySet[SignOffRemark]:
    rows = SignOffRemark.objects.seen_by(viewer).filter(sign_off__in=sign_offs, kind__in=(ASKED, ANSWERED))
    return rows.select_related("by", "to").order_by("at", "pk")


def latest_questions(viewer: Worker, sign_offs: Sequence[int]) -> dict[int, Asked]:
    """The latest question about each of these submissions with its answer. One query."""
    rows = _questions(viewer, list(sign_offs))
    found: Mapping[int, list[Asked]] = {number: asked_about(rows, number) for number in sign_offs}
    return {number: questions[-1] for number, questions in found.items() if questions}


def has_looked(viewer: Worker, remarks: Iterable[SignOffRemark], waiting: SignOff) -> bool:
    """Whether it is kept that this viewer has seen this submission."""
    return any(
        one.kind == LOOKED and one.by_id == viewer.pk and one.sign_off_id == waiting.pk for one in remarks
    )


def seen_before(
    viewer: Worker, remarks: Iterable[SignOffRemark], decisions: Iterable[SignOff], waiting: SignOff | None
) -> tuple[datetime | None, str]:
    """(when, in words) this viewer last saw an earlier submission; otherwise when anybody last sent it back."""
    now = waiting.pk if waiting else None
    looked = [
        one.at for one in remarks if one.kind == LOOKED and one.by_id == viewer.pk and one.sign_off_id != now
    ]
    decided = [
        (one.decided_at, one.decided_by)
        for one in decisions
        if one.decided_at and one.decided_by and one.pk != now
    ]
    mine = [at for at, by in decided if by.pk == viewer.pk]
    if looked or mine:
        return max([*looked, *mine]), "since you last saw it"
    if not decided:
        return None, ""
    at, by = max(decided, key=lambda one: one[0])
    return at, f"since {by.name} decided"
