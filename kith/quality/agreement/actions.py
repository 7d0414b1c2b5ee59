"""Settling on a grade where two readers differ."""

from django.db import IntegrityError, transaction

from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.quality.agreement import queries, rules
from kith.quality.models import AuditModeration, CaseAudit


@action(May.RUN_AUDITS)
def settle(by: Worker, audit: CaseAudit, *, standard: str, grade: str, reason: str) -> AuditModeration:
    """Keep the grade that is agreed, with its reason; both readers' grades stay as they are.

    ``audit`` is the first reading; no standard means the overall grade. Refused where the readers do not differ.
    """
    found = queries.pairs(by, audit=audit.pk)
    lines = [line for pair in found for line in pair.lines if line.standard == standard]
    if not lines or not lines[0].differs:
        raise Refused("The two readers do not differ here.")
    grades = [one["code"] for one in audit.form["grades"]]
    if wrong := rules.problem_of_moderation(grade, grades, reason):
        raise Refused.several(wrong)
    try:
        with transaction.atomic():
            return AuditModeration.objects.create(
                audit=audit,
                standard=standard,
                grade=grade,
                reason=reason.strip(),
                by=by,
                recorded_at=clock.now(),
            )
    except IntegrityError:
        raise Refused("It is settled already.") from None
