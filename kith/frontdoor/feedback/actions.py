"""Telling a referrer that it came and what became of it, and keeping what they say of us."""

import secrets

from django.conf import settings
from django.urls import reverse

from kith.access import practice
from kith.access.guarded import EVERY_ROW
from kith.core import Refused, clock
from kith.core.reading_words import long_day
from kith.documents.models import Mail
from kith.documents.post import actions as post
from kith.frontdoor.feedback import rules
from kith.frontdoor.models import Contact, Feedback, PrivateLink

ACKNOWLEDGEMENT, OUTCOME = "acknowledgement", "outcome"


def make_link(contact: Contact) -> str:
    """A new private address for a contact, as a path. Part of other actions; only its mark is kept."""
    token, now = secrets.token_urlsafe(32), clock.now()
    PrivateLink.objects.create(
        digest=rules.digest(token),
        contact_number=contact.pk,
        made_at=now,
        expires_on=rules.expires(clock.london(now).date()),
    )
    return reverse("referral_told", kwargs={"token": token})


def acknowledge(contact: Contact) -> str:
    """Say that a contact came in, by mail where there is an address; gives the private address.

    Part of the actions that take a contact in.
    """
    link = make_link(contact)
    feedback, _ = Feedback.objects.unguarded(EVERY_ROW).get_or_create(contact=contact)
    feedback.acknowledged_at = clock.now()
    feedback.acknowledged_by_mail = _write(contact, ACKNOWLEDGEMENT, link) if contact.caller_email else None
    feedback.save(update_fields=["acknowledged_at", "acknowledged_by_mail"])
    return link


def tell_outcome(contact: Contact) -> Feedback | None:
    """Tell a professional what was decided; None where nobody asked to be told. Part of deciding."""
    asked = contact.caller_email or PrivateLink.objects.filter(contact_number=contact.pk).exists()
    if not asked or not rules.is_professional(contact.source) or contact.decided_at is None:
        return None
    feedback, _ = Feedback.objects.unguarded(EVERY_ROW).get_or_create(contact=contact)
    feedback.told = practice.current().letters[OUTCOME].sentence(contact.step.outcome)
    feedback.told_at = clock.now()
    if contact.caller_email:
        feedback.told_by_mail = _write(contact, OUTCOME, make_link(contact), outcome=feedback.told)
    feedback.save(update_fields=["told", "told_at", "told_by_mail"])
    return feedback


def _write(contact: Contact, kind: str, link: str, outcome: str = "") -> Mail:
    values = {
        "reference": rules.reference(contact.pk),
        "received": long_day(contact.received_on),
        "outcome": outcome,
        "link": f"{settings.KITH_SITE}{link}",
        "until": long_day(rules.expires(clock.today())),
        "service": practice.authority().service or practice.authority().title,
    }
    subject, words = practice.current().letters[kind].filled(values)
    return post.write(to=contact.caller_email, subject=subject, words=words, kind=kind)


def rate(contact: Contact, *, rating: str) -> Feedback:
    """Keep how easy it was to tell us. Who has the private address may say it; a later answer replaces the first.

    Raises ``Refused`` for what is no answer, and before anything was told.
    """
    if rating not in {str(number) for number, _ in rules.RATINGS}:
        raise Refused("Choose one of the answers.", field="rating")
    feedback = Feedback.objects.unguarded(EVERY_ROW).select_for_update().filter(contact=contact).first()
    if feedback is None or feedback.told_at is None:
        raise Refused("Nothing was decided yet. You can answer afterwards.", field="rating")
    feedback.rating, feedback.rated_at = int(rating), clock.now()
    feedback.save(update_fields=["rating", "rated_at"])
    return feedback
