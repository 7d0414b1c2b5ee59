"""Cases that audits have found something in, for everyone: no child is named, and no reader learns of the other."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from kith.access.guarded import EVERY_ROW
from kith.database.session import as_system
from kith.quality.counted.rules import Case
from kith.quality.models import AuditModeration, AuditRound, CaseAudit, Grade

EYES = "what audits found is counted for everyone"


def cases(round_: AuditRound | None = None, *, after: datetime | None = None) -> list[Case]:
    """The cases of a round, or of audits finished after a moment, that all their readers have read. Three queries.

    An audit that two read is finished when the later of them has.

    A grade that two readers settled on stands for both.
    """
    with as_system(EYES):
        every = CaseAudit.objects.unguarded(EVERY_ROW)
        unread = every.filter(second_of=OuterRef("pk"), state__in=["to_do", "started"])
        rows = every.filter(~Exists(unread), state="finished", second_of__isnull=True)
        if round_ is not None:
            rows = rows.filter(draw__round=round_)
        if after is not None:
            later = every.filter(second_of=OuterRef("pk"), finished_at__gt=after)
            rows = rows.filter(Q(finished_at__gt=after) | Exists(later))
        told = list(rows.order_by("pk").values("pk", "team_id", "team__name", "themes", "form__grades"))
        grades: dict[int, dict[str, str]] = {one["pk"]: {} for one in told}
        graded = Grade.objects.unguarded(EVERY_ROW).filter(audit__in=grades)
        settled = AuditModeration.objects.unguarded(EVERY_ROW).filter(audit__in=grades).exclude(standard="")
        for table in (graded, settled):
            for audit, standard, grade in table.values_list("audit_id", "standard", "grade"):
                grades[audit][standard] = grade
    found = []
    for one in told:
        good = {grade["code"] for grade in one["form__grades"] if grade["is_good"]}
        standards = {code: grade in good for code, grade in grades[one["pk"]].items()}
        found.append(Case(one["team_id"] or 0, one["team__name"] or "", standards, frozenset(one["themes"])))
    return found
