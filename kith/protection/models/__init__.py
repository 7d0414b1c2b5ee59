"""The facts of child protection that law counts."""

from kith.protection.models.challenge import Challenge, ChallengeChild, ChallengeMove
from kith.protection.models.conferences import (
    Conference,
    ConferenceChild,
    ConferenceInvitation,
    ConferencePaper,
)
from kith.protection.models.enquiries import (
    Enquiry,
    StrategyAttendance,
    StrategyChild,
    StrategyDiscussion,
)
from kith.protection.models.plan import (
    CoreGroup,
    EarlierRegistration,
    PlanCategory,
    ProtectionPlan,
    TemporaryPlan,
)

__all__ = [
    "Challenge",
    "ChallengeChild",
    "ChallengeMove",
    "Conference",
    "ConferenceChild",
    "ConferenceInvitation",
    "ConferencePaper",
    "CoreGroup",
    "EarlierRegistration",
    "Enquiry",
    "PlanCategory",
    "ProtectionPlan",
    "StrategyAttendance",
    "StrategyChild",
    "StrategyDiscussion",
    "TemporaryPlan",
]
