"""What improvement plans remember, one module a feature."""

from kith.improvement.models.audited import AuditFinding
from kith.improvement.models.boards import (
    AgendaItem,
    Board,
    BoardAttendance,
    BoardCommentary,
    BoardDecision,
    BoardGuest,
    BoardMeeting,
    BoardMember,
    BoardPaper,
    BoardPlan,
    PaperFigure,
)
from kith.improvement.models.changes import PlanChange
from kith.improvement.models.evidence import EvidenceFile
from kith.improvement.models.hub import Bulletin, HubVisit, MemberActivity
from kith.improvement.models.listening import HeardAnswer, ListeningEvent, PlainAnswer, Voice
from kith.improvement.models.plans import (
    ActionLead,
    ImprovementPlan,
    LeadBody,
    PlanAction,
    PlanTheme,
    Programme,
)
from kith.improvement.models.projects import Deliverable, Milestone, PlanDependency
from kith.improvement.models.risks import PlanIssue, PlanRisk, RiskScore
from kith.improvement.models.sources import ImprovementSource, Recommendation, RecommendationAnswer
from kith.improvement.models.told import ActionFeedback, ActionNote, ActionProof, ActionRating
from kith.improvement.models.worth import MoneyLine, PlanBenefit

__all__ = [
    "ActionFeedback",
    "ActionLead",
    "ActionNote",
    "ActionProof",
    "ActionRating",
    "AgendaItem",
    "AuditFinding",
    "Board",
    "BoardAttendance",
    "BoardCommentary",
    "BoardDecision",
    "BoardGuest",
    "BoardMeeting",
    "BoardMember",
    "BoardPaper",
    "BoardPlan",
    "Bulletin",
    "Deliverable",
    "EvidenceFile",
    "HeardAnswer",
    "HubVisit",
    "ImprovementPlan",
    "ImprovementSource",
    "LeadBody",
    "ListeningEvent",
    "MemberActivity",
    "Milestone",
    "MoneyLine",
    "PaperFigure",
    "PlainAnswer",
    "PlanAction",
    "PlanBenefit",
    "PlanChange",
    "PlanDependency",
    "PlanIssue",
    "PlanRisk",
    "PlanTheme",
    "Programme",
    "Recommendation",
    "RecommendationAnswer",
    "RiskScore",
    "Voice",
]
