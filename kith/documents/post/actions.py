"""Putting mail into the outbox, and sending what waits there."""

import logging
import smtplib
from collections import Counter
from datetime import date, datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils.module_loading import import_string

from kith.core import Refused, clock
from kith.documents.models import Mail
from kith.documents.post import rules

log = logging.getLogger(__name__)

AT_ONCE = 100


def write(
    *, to: str, subject: str, words: str, kind: str, link_by: str = "", about: int | None = None
) -> Mail:
    """Put a mail into the outbox, in the transaction of what causes it: if that is undone, it never was.

    ``link_by`` names in the wiring what makes the private link of the row ``about`` as the mail is sent: it takes the
    number, the key of the mail and the day, and gives a path, or None where the mail is not wanted any more. The words
    have ``rules.LINK`` in its place. Part of other actions. Raises ``Refused`` for what is no address, and
    ``LookupError`` for a link that nobody makes.
    """
    if problem := rules.address_problem(to):
        raise Refused(problem, field="email")
    if link_by and (rules.LINK not in words or link_by not in import_string(settings.KITH_MAIL_LINKS)):
        raise LookupError(f"Nothing makes the link of a mail of the kind {kind}, or it has no place.")
    now = clock.now()
    subject = rules.one_line(subject)
    return Mail.objects.create(
        kind=kind, to=to, subject=subject, words=words, link_by=link_by, about=about, next_try_at=now,
        written_at=now,
    )  # fmt: skip


def send_waiting(now: datetime) -> Counter[str]:
    """Send the mail that is due; gives how many were sent, put off and given up. A job: nobody asks for it.

    Each mail is held by whoever sends it, so that two senders never send one twice.
    """
    told: Counter[str] = Counter()
    while sum(told.values()) < AT_ONCE and (state := _send_next(now)):
        told[state] += 1
    if told:
        log.info("post.sent", extra=dict(told))
    return told


def _send_next(now: datetime) -> str:
    """Send one mail; what became of it, or nothing when none is due."""
    with transaction.atomic():
        rows = Mail.objects.select_for_update(skip_locked=True).filter(
            state=Mail.WAITING, next_try_at__lte=now
        )
        mail = rows.order_by("next_try_at", "pk").first()
        if mail is None:
            return ""
        words = _words(mail, clock.london(now).date())
        if words is None:
            mail.state, mail.trouble = Mail.GIVEN_UP, rules.NOT_WANTED
        else:
            failed, code = _hand_over(mail, words)
            _note(mail, now, failed=failed, code=code)
        mail.save(update_fields=["attempts", "state", "sent_at", "next_try_at", "trouble"])
    return "put_off" if mail.state == Mail.WAITING else mail.state


def _words(mail: Mail, on: date) -> str | None:
    """What is sent: its private link made now, where it has one; None where it is not wanted any more."""
    if not mail.link_by:
        return mail.words
    known = import_string(settings.KITH_MAIL_LINKS)
    makes = known.get(mail.link_by)  # none once nobody makes such links any more
    path = import_string(makes)(mail.about, mail.key, on) if makes else None
    return None if path is None else mail.words.replace(rules.LINK, f"{settings.KITH_SITE}{path}")


def _hand_over(mail: Mail, words: str) -> tuple[bool, int | None]:
    """Give a mail to the mail server: whether it failed, and the code it answered with or ``NOT_ADDRESSED``."""
    headers = {"Message-ID": f"<{mail.key}@{settings.KITH_MAIL_DOMAIN}>", "Auto-Submitted": "auto-generated"}
    message = EmailMessage(mail.subject, words, settings.DEFAULT_FROM_EMAIL, [mail.to], headers=headers)
    try:
        message.send()
    except smtplib.SMTPRecipientsRefused as refused:
        return True, next(iter(refused.recipients.values()))[0]
    except smtplib.SMTPResponseException as refused:
        return True, refused.smtp_code
    except ValueError:
        return True, rules.NOT_ADDRESSED
    except (smtplib.SMTPException, OSError):
        return True, None
    return False, None


def _note(mail: Mail, now: datetime, *, failed: bool, code: int | None) -> None:
    mail.attempts += 1
    if not failed:
        mail.state, mail.sent_at, mail.trouble = Mail.SENT, now, ""
        return
    mail.trouble = rules.trouble(code)
    again = None if rules.is_final(code) else rules.next_try(mail.attempts, now)
    mail.state = Mail.WAITING if again else Mail.GIVEN_UP
    mail.next_try_at = again or mail.next_try_at
    log.warning("post.not_sent", extra={"mail": mail.pk, "code": code, "attempts": mail.attempts})
