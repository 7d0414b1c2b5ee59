"""Workers, teams and the trail; and practice changed on the screen."""

from kith.access.models.practice import PracticeDraft, PracticeEdition, PracticePublication, PracticeText
from kith.access.models.workers import (
    DateRange,
    Event,
    Leave,
    Look,
    Membership,
    ProblemReport,
    SignInAttempt,
    Team,
    Worker,
    WorkerManager,
    WorkerSkill,
    WorkingShare,
    days,
    holding,
)

__all__ = [
    "DateRange",
    "Event",
    "Leave",
    "Look",
    "Membership",
    "PracticeDraft",
    "PracticeEdition",
    "PracticePublication",
    "PracticeText",
    "ProblemReport",
    "SignInAttempt",
    "Team",
    "Worker",
    "WorkerManager",
    "WorkerSkill",
    "WorkingShare",
    "days",
    "holding",
]
