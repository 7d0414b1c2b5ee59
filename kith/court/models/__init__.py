"""What courts and we do about children: counted from a day to a day, told once for brothers and sisters."""

from kith.court.models.asked import CourtRequest, CourtRequestChild
from kith.court.models.before import CourtPeriod, PreProceedings, PreProceedingsMeeting
from kith.court.models.orders import CourtOrder
from kith.court.models.proceedings import LONGEST, CourtParty, Direction, Hearing, Proceedings

__all__ = [
    "LONGEST",
    "CourtOrder",
    "CourtParty",
    "CourtPeriod",
    "CourtRequest",
    "CourtRequestChild",
    "Direction",
    "Hearing",
    "PreProceedings",
    "PreProceedingsMeeting",
    "Proceedings",
]
