"""Involvements, who holds them, and the steps, answers, visits and notes of the work."""

from kith.work.models.copies import StepCopy
from kith.work.models.counted import CountedAnswer
from kith.work.models.deciding import Cover, SignOffRemark
from kith.work.models.facts import StepFact
from kith.work.models.involvements import Allocation, CaseExtra, Involvement
from kith.work.models.marks import EventMark
from kith.work.models.night import NightAlert
from kith.work.models.plans import (
    FamilyCopy,
    FamilyPlan,
    PlanAgreement,
    PlanChange,
    PlanChild,
    PlanGoal,
    PlanProgress,
    PlanReview,
    PlanTask,
)
from kith.work.models.sampling import SampledWork
from kith.work.models.standings import STANDINGS, Standing
from kith.work.models.statements import StatementCopy
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
from kith.work.models.supervision import (
    ManagementDecision,
    ManagementDecisionChild,
    PersonalNote,
    Supervision,
    SupervisionLine,
    SupervisionTalk,
)
from kith.work.models.timescales import Timescale
from kith.work.models.transfers import Transfer
from kith.work.models.visits import (
    Note,
    NoteChild,
    Notice,
    PlannedVisit,
    PlannedVisitChild,
    Visit,
    VisitChild,
)

__all__ = [
    "OPEN_STATES",
    "STANDINGS",
    "STEP_STATES",
    "Allocation",
    "Answer",
    "AnswerVersion",
    "CaseExtra",
    "CountedAnswer",
    "Cover",
    "EventMark",
    "FamilyCopy",
    "FamilyPlan",
    "FormVersion",
    "Involvement",
    "ManagementDecision",
    "ManagementDecisionChild",
    "NightAlert",
    "Note",
    "NoteChild",
    "Notice",
    "PersonalNote",
    "PlanAgreement",
    "PlanChange",
    "PlanChild",
    "PlanGoal",
    "PlanProgress",
    "PlanReview",
    "PlanTask",
    "PlannedVisit",
    "PlannedVisitChild",
    "SampledWork",
    "SignOff",
    "SignOffRemark",
    "Standing",
    "StatementCopy",
    "Step",
    "StepChild",
    "StepCopy",
    "StepFact",
    "Supervision",
    "SupervisionLine",
    "SupervisionTalk",
    "Timescale",
    "Transfer",
    "Visit",
    "VisitChild",
]
