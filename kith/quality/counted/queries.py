"""Cases that audits have found something in, without names: those a viewer may know of, or every one of a round."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from kith.access.guarded import EVERY_ROW
from kith.access.models import Worker
from kith.database.session import as_system
from kith.quality.audit.queries import OPEN
from kith.quality.counted.rules import Case
from kith.quality.models import AuditModeration, AuditRound, CaseAudit, Grade

EYES = "a finding of audits is registered as it counts for everyone"
Rows = Callable[[Any], QuerySet[Any, Any]]


def cases(
    viewer: Worker,
    round_: AuditRound | None = None,
    *,
    after: datetime | None = None,
    until: datetime | None = None,
) -> list[Case]:
    """The cases of a round, or of all, that the viewer may know of and whose last reader finished after one moment and
    until another. A grade that two readers settled on, by then, stands for both. Three queries.
    """
    return _cases(lambda table: table.objects.seen_by(viewer), round_, after, until)


def cases_for_everyone(round_: AuditRound) -> list[Case]:
    """All cases of a round that all their readers have finished, for a figure that is kept. Three queries."""
    with as_system(EYES):
        return _cases(lambda table: table.objects.unguarded(EVERY_ROW), round_)


def _cases(
    rows: Rows, round_: AuditRound | None, after: datetime | None = None, until: datetime | None = None
) -> list[Case]:
    audits = _finished(rows(CaseAudit), after, until)
    if round_ is not None:
        audits = audits.filter(draw__round=round_)
    columns = ("pk", "team_id", "team__name", "themes", "form__grades", "form__themes")
    told = list(audits.order_by("pk").values(*columns))
    grades: dict[int, dict[str, str]] = {one["pk"]: {} for one in told}
    settled = rows(AuditModeration).exclude(standard="")
    if until is not None:
        settled = settled.filter(recorded_at__lte=until)
    for table in (rows(Grade), settled):
        graded = table.filter(audit__in=grades).values_list("audit_id", "standard", "grade")
        for audit, standard, grade in graded:
            grades[audit][standard] = grade
    return [_case(one, grades[one["pk"]]) for one in told]


def _finished(
    audits: QuerySet[Any, Any], after: datetime | None, until: datetime | None
) -> QuerySet[Any, Any]:
    """First readings that are finished with their second one, the last of the two within these moments."""
    second = audits.filter(second_of=OuterRef("pk"))
    found = audits.filter(~Exists(second.filter(state__in=OPEN)), state="finished", second_of__isnull=True)
    if after is not None:
        found = found.filter(Q(finished_at__gt=after) | Exists(second.filter(finished_at__gt=after)))
    if until is not None:
        found = found.filter(~Exists(second.filter(finished_at__gt=until)), finished_at__lte=until)
    return found


def _case(one: dict[str, Any], grades: dict[str, str]) -> Case:
    good = {grade["code"] for grade in one["form__grades"] if grade["is_good"]}
    return Case(
        team=one["team_id"] or 0,
        team_name=one["team__name"] or "",
        standards={code: grade in good for code, grade in grades.items()},
        themes=frozenset(one["themes"]),
        themes_asked=frozenset(theme["code"] for theme in one["form__themes"]),
    )
