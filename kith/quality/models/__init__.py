"""What the quality of the work is remembered by, one module a feature."""

from kith.quality.models.audits import AuditAnswer, CaseAudit, Grade
from kith.quality.models.findings import AuditAction, AuditCheck, AuditModeration
from kith.quality.models.programme import AuditDraw, AuditRound

__all__ = [
    "AuditAction",
    "AuditAnswer",
    "AuditCheck",
    "AuditDraw",
    "AuditModeration",
    "AuditRound",
    "CaseAudit",
    "Grade",
]
