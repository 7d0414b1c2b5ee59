"""What the quality of the work is remembered by, one module a feature."""

from kith.quality.models.audits import AuditAnswer, CaseAudit, Grade
from kith.quality.models.dipping import DipReading, DipSample, SupervisionReading
from kith.quality.models.findings import AuditAction, AuditCheck, AuditModeration
from kith.quality.models.judging import ReportNote
from kith.quality.models.learning import LearningEntry, LearningTalk
from kith.quality.models.observing import PracticeObservation, StandardReading
from kith.quality.models.programme import AuditDraw, AuditRound

__all__ = [
    "AuditAction",
    "AuditAnswer",
    "AuditCheck",
    "AuditDraw",
    "AuditModeration",
    "AuditRound",
    "CaseAudit",
    "DipReading",
    "DipSample",
    "Grade",
    "LearningEntry",
    "LearningTalk",
    "PracticeObservation",
    "ReportNote",
    "StandardReading",
    "SupervisionReading",
]
