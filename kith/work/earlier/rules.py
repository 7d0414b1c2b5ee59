"""Which box of a form may take over what an earlier one said, and how that is marked."""

from collections.abc import Collection
from dataclasses import dataclass

from kith.core import sent_back
from kith.practice.forms import Question
from kith.work.answers import rules as answering

IN_WORDS = ("words", "text")
TAKE = "take"


@dataclass(frozen=True, slots=True)
class Taking:
    """One text to take over: from the answer for all (None) or for one child, into the box for all or for one child."""

    question: str
    source: int | None
    target: int | None

    @property
    def sent(self) -> str:
        """What the button sends."""
        return f"{TAKE}:{self.question}:{self.source or ''}:{self.target or ''}"


def targets(question: Question, source: int | None, children: Collection[int]) -> list[Taking]:
    """Where a text from last time may go: its own child's box where there is one, otherwise the box for all."""
    if question.kind not in IN_WORDS:
        return []
    if source is None:
        boxes: list[int | None] = list(children) if question.per_child else [None]
    elif question.per_child or answering.may_differ(question, len(children)):
        boxes = [source] if source in children else []
    else:
        boxes = [None]
    return [Taking(question.id, source, target) for target in boxes]


def read(sent: str) -> Taking | None:
    """What a button sent; None for anything else."""
    pieces = sent.split(":")
    if len(pieces) != 4 or pieces[0] != TAKE:
        return None
    ends = [(sent_back.number(text) or -1) if text else None for text in pieces[2:]]
    return Taking(pieces[1], ends[0], ends[1])


def taken_over(present: str, text: str, title: str, day: str) -> str:
    """The words of a box with a text from last time under them, marked with where it is from."""
    marked = f"{text.rstrip()}\n[{title}, {day}]"
    if marked in present:
        return present
    return f"{present.rstrip()}\n\n{marked}" if present.strip() else marked
