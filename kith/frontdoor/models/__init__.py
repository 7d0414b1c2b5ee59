"""Contacts and referrals, and what belongs to them: lists, guide, questions to agencies, answers to referrers."""

from kith.frontdoor.models.batches import Batch, BatchRow, Notification
from kith.frontdoor.models.checks import PartnerCheck, SharingEntry
from kith.frontdoor.models.contacts import Contact, ContactAdult, ContactChild, Referral, SetAside
from kith.frontdoor.models.councils import ANSWERS, STAYS, CouncilTransfer, CouncilTransferChild, StayHere
from kith.frontdoor.models.telling import ContactFile, Feedback, FormTry, PrivateLink
from kith.frontdoor.models.thresholds import KeptGuide, Threshold, ThresholdTick

__all__ = [
    "ANSWERS",
    "STAYS",
    "Batch",
    "BatchRow",
    "Contact",
    "ContactAdult",
    "ContactChild",
    "ContactFile",
    "CouncilTransfer",
    "CouncilTransferChild",
    "Feedback",
    "FormTry",
    "KeptGuide",
    "Notification",
    "PartnerCheck",
    "PrivateLink",
    "Referral",
    "SetAside",
    "SharingEntry",
    "StayHere",
    "Threshold",
    "ThresholdTick",
]  # fmt: skip
