"""The panel of a care page that says how things stand on the pages beside it, and leads to them. One query."""

from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from kith.access import practice
from kith.access.models import Worker
from kith.care.liberty.rules import KINDS as LIBERTY
from kith.care.models import (
    AdoptionDecision,
    CarePeriod,
    EducationPlan,
    HealthAssessment,
    LibertyOrder,
    PermanencePlan,
    TimeMissing,
)
from kith.care.panels import Panel, Shown
from kith.core.reading_words import count, short_day
from kith.database.prepared import prepared

Line = tuple[str, str, str]  # page, mark, words
TITLES = {
    "person_missing": "Missing or away",
    "person_health": "Health and education",
    "person_permanence": "Permanence",
    "person_liberty": "Secure and deprivation of liberty",
}


def beside(shown: Shown) -> Panel | None:
    """Missing, health and education, permanence, liberty: a line each, with what is not as it should be marked."""
    if shown.held is None:
        return None
    (found,) = _stands(shown.viewer, shown.held.period.pk)
    lines = [_missing(found), _health(found), _permanence(found), _liberty(found, shown.today)]
    return Panel(
        "beside",
        "Also on record",
        "care/together/panel.html",
        {"lines": lines, "titles": TITLES},
        beside=True,
    )


@prepared
def _stands(viewer: Worker, period: int) -> QuerySet[Any, Any]:
    """How things stand in a time in care."""

    def of(table: Any, **told: Any) -> QuerySet[Any]:
        rows: QuerySet[Any] = table.objects.seen_by(viewer).filter(period=OuterRef("pk"), **told)
        return rows

    def last(table: Any) -> Subquery:
        return Subquery(of(table).order_by("-held_on").values("held_on")[:1])

    times = of(TimeMissing).order_by().values("period").annotate(many=Count("pk")).values("many")
    talks = of(TimeMissing, ended_at__isnull=False, talked_at__isnull=True).exclude(answer="declined")
    plan, order = of(PermanencePlan, ended_on__isnull=True), of(LibertyOrder, ended_on__isnull=True)
    rows = (
        CarePeriod.objects.seen_by(viewer)
        .filter(pk=period)
        .annotate(
            gone=Subquery(of(TimeMissing, ended_at__isnull=True).values("started_on")[:1]),
            times=Coalesce(Subquery(times), 0),
            talks=Coalesce(
                Subquery(talks.order_by().values("period").annotate(many=Count("pk")).values("many")), 0
            ),
            health=last(HealthAssessment),
            education=last(EducationPlan),
            plan=Subquery(plan.values("kind")[:1]),
            decided=Subquery(of(AdoptionDecision, ceased_on__isnull=True).values("decided_on")[:1]),
            order=Subquery(order.order_by("-started_on").values("kind")[:1]),
            until=Subquery(order.order_by("-started_on").values("until")[:1]),
        )
    )
    named = ("gone", "times", "talks", "health", "education", "plan", "decided", "order", "until")
    return rows.values(*named)


def _missing(found: dict[str, Any]) -> Line:
    if found["gone"]:
        return "person_missing", "late", f"Since {short_day(found['gone'])}"
    if found["talks"]:
        return "person_missing", "soon", f"{count(found['talks'], 'return interview')} to be held"
    words = count(found["times"], "time") if found["times"] else "never"
    return "person_missing", "", words


def _health(found: dict[str, Any]) -> Line:
    told = [
        f"{words} {short_day(found[code])}" if found[code] else f"{words} not yet"
        for code, words in (("health", "assessed"), ("education", "education plan"))
    ]
    return "person_health", "", ", ".join(told)


def _permanence(found: dict[str, Any]) -> Line:
    if found["decided"]:
        return "person_permanence", "", f"to be placed for adoption since {short_day(found['decided'])}"
    if found["plan"]:
        label = practice.current().lists["permanence_plan"].label(found["plan"])
        return "person_permanence", "", label.lower()
    return "person_permanence", "", "no plan yet"


def _liberty(found: dict[str, Any], today: date) -> Line:
    if not found["order"]:
        return "person_liberty", "", "nothing"
    until = f" until {short_day(found['until'])}" if found["until"] else ""
    is_over = bool(found["until"]) and found["until"] < today
    return "person_liberty", "late" if is_over else "", f"{LIBERTY[found['order']]}{until}"
