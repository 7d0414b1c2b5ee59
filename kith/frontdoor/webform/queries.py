"""Who takes in what the public form sends, how often an address tried, and the files of a contact."""

from datetime import datetime

from django.conf import settings

from kith.access.guarded import EVERY_ROW
from kith.access.models import Worker
from kith.documents.models import StoredFile
from kith.frontdoor.contacts.queries import choices_of
from kith.frontdoor.feedback.rules import is_professional
from kith.frontdoor.models import Contact, ContactFile, FormTry
from kith.frontdoor.webform import rules


def taker() -> Worker | None:
    """The account that stands for the form; None while the form is closed."""
    found = Worker.objects.filter(username=settings.KITH_FORM_WORKER, is_active=True).first()
    return found if found and found.team else None


def sources() -> list[tuple[str, str]]:
    """The kinds of agency whose people use the form."""
    return [(code, words) for code, words in choices_of("referral_source") if is_professional(code)]


def tries(address: str, now: datetime) -> int:
    """How often this address sent the form lately. One query."""
    return FormTry.objects.filter(address=address, at__gt=now - rules.WINDOW).count()


def abandoned_files(before: datetime) -> list[StoredFile]:
    """Files whose contact was cancelled before a moment and whose bytes are still there. One query."""
    rows = ContactFile.objects.unguarded(EVERY_ROW).select_related("stored").order_by("pk")
    gone = rows.filter(contact__step__cancelled_at__lt=before, stored__purged_at__isnull=True)
    return [one.stored for one in gone]


def files(viewer: Worker, contact: Contact) -> list[ContactFile]:
    """The files handed in with a contact. One query."""
    rows = ContactFile.objects.seen_by(viewer).filter(contact=contact)
    return list(rows.select_related("stored").order_by("pk"))
