"""Workers, teams, posts and the trail; and practice changed on the screen."""

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
    with_memberships,
)
from kith.access.models.workforce import Post, PostHolder, TrainingDue

__all__ = [
    "DateRange",
    "Event",
    "Leave",
    "Look",
    "Membership",
    "Post",
    "PostHolder",
    "PracticeDraft",
    "PracticeEdition",
    "PracticePublication",
    "PracticeText",
    "ProblemReport",
    "SignInAttempt",
    "Team",
    "TrainingDue",
    "Worker",
    "WorkerManager",
    "WorkerSkill",
    "WorkingShare",
    "days",
    "holding",
    "with_memberships",
]
