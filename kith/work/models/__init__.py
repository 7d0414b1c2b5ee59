"""Involvements, who holds them, and the steps, answers, visits and notes of the work."""

from kith.work.models.involvements import Allocation, Involvement
from kith.work.models.marks import EventMark
from kith.work.models.night import NightAlert
from kith.work.models.steps import (
    OPEN_STATES,
    STEP_STATES,
    Answer,
    AnswerVersion,
    FormVersion,
    SignOff,
    Step,
    StepChild,
)
from kith.work.models.visits import Note, NoteChild, Notice, Visit, VisitChild

__all__ = [
    "OPEN_STATES",
    "STEP_STATES",
    "Allocation",
    "Answer",
    "AnswerVersion",
    "EventMark",
    "FormVersion",
    "Involvement",
    "NightAlert",
    "Note",
    "NoteChild",
    "Notice",
    "SignOff",
    "Step",
    "StepChild",
    "Visit",
    "VisitChild",
]
