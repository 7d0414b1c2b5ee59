"""What the front door adds to a chronology: contacts and referrals."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import QuerySet

from kith.access import practice
from kith.access.models import Worker
from kith.core.chronology import KEY, Event, Source
from kith.core.reading_words import long_day
from kith.database.prepared import prepared
from kith.database.together import Rows, from_rows
from kith.frontdoor.models import ContactChild, Referral
from kith.ui.jinja import url_if_any

People = Sequence[int]


@prepared
def _contact_rows(viewer: Worker, people: People) -> QuerySet[Any, Any]:
    rows = ContactChild.objects.seen_by(viewer).filter(person__in=people, contact__isnull=False)
    columns = ("contact_id", "person_id", "contact__received_on", "contact__caller_organisation", "outcome")
    return rows.values_list(*columns)


@from_rows(_contact_rows)
def contacts(rows: Rows) -> Iterator[Event]:
    """Contacts about these people, with what was decided."""
    outcomes = practice.current().lists["contact_outcome"]
    for contact, person, received_on, caller, outcome in rows:
        yield Event(
            received_on,
            f"Contact from {caller}" if caller else "Contact",
            ("contact", contact),
            words=f"Decided: {outcomes.label(outcome)}." if outcome else "Not decided yet.",
            href=url_if_any("contact", number=contact) or "",
            people=frozenset({person}),
        )


@prepared
def _referral_rows(viewer: Worker, people: People) -> QuerySet[Any, Any]:
    rows = Referral.objects.seen_by(viewer).filter(person__in=people)
    columns = ("id", "contact_id", "person_id", "received_on", "source", "no_further_action", "previous_on")
    return rows.values_list(*columns)


@from_rows(_referral_rows)
def referrals(rows: Rows) -> Iterator[Event]:
    """Referrals of these people: from whom, and when the one before was."""
    sources = practice.current().lists["referral_source"]
    for number, contact, person, received_on, source, nothing, before in rows:
        words = f"From: {sources.label(source)}."
        words += " No further action." if nothing else ""
        words += f" The last referral was on {long_day(before).split(' ', 1)[1]}." if before else ""
        yield Event(
            received_on,
            "Referral",
            ("referral_of_contact", contact) if contact else ("referral", number),
            words=words,
            href=(url_if_any("contact", number=contact) or "") if contact else "",
            weight=KEY,
            people=frozenset({person}),
        )


CONTACTS, REFERRALS = frozenset({"contact"}), frozenset({"referral", "referral_of_contact"})
SOURCES = (
    Source("contacts", "Contacts", contacts, CONTACTS, numbered=CONTACTS),
    Source("referrals", "Referrals", referrals, REFERRALS, has_key_events=True, numbered=REFERRALS),
)
