"""What law counts of children who are looked after."""

from kith.care.models.corrections import CareCorrection
from kith.care.models.health import (
    EducationPlan,
    HealthAssessment,
    HealthCheck,
    Offence,
    StrengthsScore,
    SubstanceProblem,
)
from kith.care.models.leaving import (
    ArrangedHome,
    CareLeaver,
    LeavingCategory,
    LeavingContact,
    PersonalAdviser,
)
from kith.care.models.liberty import LibertyOrder
from kith.care.models.missing import TimeMissing
from kith.care.models.period import CarePeriod, OfAPeriod
from kith.care.models.permanence import (
    AdoptionDecision,
    AdoptionMatch,
    AdoptionStep,
    GuardianshipOrder,
    PermanencePlan,
)
from kith.care.models.placement import TEMPORARY, Placement, Postcode
from kith.care.models.private_fostering import PrivateFostering, PrivateFosteringVisit
from kith.care.models.providers import ListedProvider, ProviderList
from kith.care.models.review import CareReview
from kith.care.models.short_breaks import ShortBreak, ShortBreakSeries
from kith.care.models.status import LegalStatus

__all__ = [
    "TEMPORARY",
    "AdoptionDecision",
    "AdoptionMatch",
    "AdoptionStep",
    "ArrangedHome",
    "CareCorrection",
    "CareLeaver",
    "CarePeriod",
    "CareReview",
    "EducationPlan",
    "GuardianshipOrder",
    "HealthAssessment",
    "HealthCheck",
    "LeavingCategory",
    "LeavingContact",
    "LegalStatus",
    "LibertyOrder",
    "ListedProvider",
    "OfAPeriod",
    "Offence",
    "PermanencePlan",
    "PersonalAdviser",
    "Placement",
    "Postcode",
    "PrivateFostering",
    "PrivateFosteringVisit",
    "ProviderList",
    "ShortBreak",
    "ShortBreakSeries",
    "StrengthsScore",
    "SubstanceProblem",
    "TimeMissing",
]
