"""Which contact a private address means, and how long referrers wait."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from kith.access import practice
from kith.access.guarded import PRIVATE_LINK
from kith.access.models import Worker
from kith.core import period
from kith.database.working_day import working_calendar
from kith.frontdoor.feedback import rules
from kith.frontdoor.models import Contact, Feedback, PrivateLink


def contact_of(token: str, today: date) -> Contact | None:
    """The contact that a private address means today; None for an unknown or expired one."""
    if not rules.TOKEN.fullmatch(token):
        return None
    link = PrivateLink.objects.filter(digest=rules.digest(token), expires_on__gte=today).first()
    if link is None:
        return None
    rows = Contact.objects.unguarded(PRIVATE_LINK).select_related("step", "feedback")
    return rows.filter(pk=link.contact_number).first()


def feedback_of(contact: Contact) -> Feedback | None:
    """What its referrer was told and said."""
    return Feedback.objects.unguarded(PRIVATE_LINK).filter(contact=contact).first()


@dataclass(frozen=True, slots=True)
class Waiting:
    """How long referrers of one way waited in twelve months, and what they said of us."""

    way: str
    contacts: int
    acknowledged: int
    acknowledged_typically: str
    decided: int
    told: int
    told_typically: str
    ratings: int
    rating: float | None


def waits(viewer: Worker, today: date) -> list[Waiting]:
    """The waits of the contacts whose referrers asked to hear from us, by way, all of them last. One query."""
    since = period.rolling12(today).starts
    rows = Feedback.objects.seen_by(viewer).filter(contact__received_on__gte=since)
    columns = (
        "contact__method",
        "contact__received_at",
        "contact__decided_at",
        "acknowledged_at",
        "acknowledged_by_mail",
        "acknowledged_by_mail__sent_at",
        "told_at",
        "told_by_mail",
        "told_by_mail__sent_at",
        "rating",
    )
    found = [_heard(row) for row in rows.values(*columns)]
    by_way = defaultdict(list)
    for row in found:
        by_way[row["contact__method"]].append(row)
    label = practice.current().lists["contact_method"].label
    told = [_waiting(label(way) if way else "Not said", held) for way, held in sorted(by_way.items())]
    return [*told, _waiting("All", found)] if len(told) > 1 else told


def _heard(row: dict[str, Any]) -> dict[str, Any]:
    """A row with the moments at which its referrer heard, in place of those at which it was written down."""
    heard = {
        f"{what}_at": rules.heard_at(
            written_at=row[f"{what}_at"],
            by_mail=row[f"{what}_by_mail"] is not None,
            sent_at=row[f"{what}_by_mail__sent_at"],
        )
        for what in ("acknowledged", "told")
    }
    return row | heard


def _waiting(way: str, rows: Sequence[dict[str, Any]]) -> Waiting:
    calendar = working_calendar()

    def in_time(column: str) -> int:
        return sum(rules.in_time(row["contact__received_at"], row[column], calendar) for row in rows)

    def typically(column: str) -> str:
        waited: list[timedelta] = [row[column] - row["contact__received_at"] for row in rows if row[column]]
        return rules.typical(waited)

    ratings = [row["rating"] for row in rows if row["rating"]]
    return Waiting(
        way=way,
        contacts=len(rows),
        acknowledged=in_time("acknowledged_at"),
        acknowledged_typically=typically("acknowledged_at"),
        decided=sum(bool(row["contact__decided_at"]) for row in rows),
        told=in_time("told_at"),
        told_typically=typically("told_at"),
        ratings=len(ratings),
        rating=round(sum(ratings) / len(ratings), 1) if ratings else None,
    )
