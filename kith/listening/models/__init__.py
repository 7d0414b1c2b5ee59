"""What listening remembers, one module a feature."""

from kith.listening.models.complaints import Complaint, ComplaintAnswer, ComplaintStep
from kith.listening.models.feedback import FeedbackAnswer, FeedbackRequest, LinkTry

__all__ = ["Complaint", "ComplaintAnswer", "ComplaintStep", "FeedbackAnswer", "FeedbackRequest", "LinkTry"]
