"""What improvement plans remember, one module a feature."""

from kith.improvement.models.changes import PlanChange
from kith.improvement.models.plans import (
    ActionLead,
    ImprovementPlan,
    LeadBody,
    PlanAction,
    PlanTheme,
    Programme,
)
from kith.improvement.models.risks import PlanIssue, PlanRisk, RiskScore
from kith.improvement.models.sources import ImprovementSource, Recommendation, RecommendationAnswer
from kith.improvement.models.told import ActionFeedback, ActionNote, ActionProof, ActionRating

__all__ = [
    "ActionFeedback",
    "ActionLead",
    "ActionNote",
    "ActionProof",
    "ActionRating",
    "ImprovementPlan",
    "ImprovementSource",
    "LeadBody",
    "PlanAction",
    "PlanChange",
    "PlanIssue",
    "PlanRisk",
    "PlanTheme",
    "Programme",
    "Recommendation",
    "RecommendationAnswer",
    "RiskScore",
]
