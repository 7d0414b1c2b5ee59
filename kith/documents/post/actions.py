"""Putting mail into the outbox, and sending what waits there."""

import logging
import smtplib
from collections import Counter
from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction

from kith.core import Refused, clock
from kith.documents.models import Mail
from kith.documents.post import rules

log = logging.getLogger(__name__)

AT_ONCE = 100


def write(*, to: str, subject: str, words: str, kind: str) -> Mail:
    """Put a mail into the outbox, in the transaction of what causes it: if that is undone, it never was.

    Part of other actions. Raises ``Refused`` for what is no address.
    """
    if problem := rules.address_problem(to):
        raise Refused(problem, field="email")
    now = clock.now()
    subject = rules.one_line(subject)
    return Mail.objects.create(
        kind=kind, to=to, subject=subject, words=words, next_try_at=now, written_at=now
    )


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
        failed, code = _hand_over(mail)
        _note(mail, now, failed=failed, code=code)
        mail.save(update_fields=["attempts", "state", "sent_at", "next_try_at", "trouble"])
    return "put_off" if mail.state == Mail.WAITING else mail.state


def _hand_over(mail: Mail) -> tuple[bool, int | None]:
    """Give a mail to the mail server: whether it failed, and the code it answered with or ``NOT_ADDRESSED``."""
    headers = {"Message-ID": f"<{mail.key}@{settings.KITH_MAIL_DOMAIN}>", "Auto-Submitted": "auto-generated"}
    message = EmailMessage(mail.subject, mail.words, settings.DEFAULT_FROM_EMAIL, [mail.to], headers=headers)
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
