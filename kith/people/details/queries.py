"""What the details page shows: names, numbers, telephones, alerts, and who may see a restricted record."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from kith.access.models import Worker
from kith.core.identifiers import nhs_number_in_words
from kith.database.prepared import prepared
from kith.database.together import together
from kith.people.models import Alert, Identifier, OtherName, Phone, Restriction


@dataclass(frozen=True, slots=True)
class Details:
    """The rows of a person's details page."""

    names: list[OtherName]
    numbers: list[tuple[str, str]]
    phones: list[Phone]
    alerts: list[Alert]
    past_alerts: list[Alert]


@prepared
def _alerts(viewer: Worker, person: int) -> QuerySet[Alert]:
    return Alert.objects.seen_by(viewer).filter(person=person).order_by("-started_on", "-pk")


@prepared
def _numbers(viewer: Worker, person: int) -> QuerySet[Any, Any]:
    rows = Identifier.objects.seen_by(viewer).filter(person=person).order_by("kind", "pk")
    return rows.values_list("kind", "value")


@prepared
def _names(viewer: Worker, person: int) -> QuerySet[OtherName]:
    return OtherName.objects.seen_by(viewer).filter(person=person).order_by("pk")


@prepared
def _phones(viewer: Worker, person: int) -> QuerySet[Phone]:
    return Phone.objects.seen_by(viewer).filter(person=person).order_by("pk")


def details(viewer: Worker, person: int, on: date) -> Details:
    """Names, numbers, telephones and alerts of a person. One query."""
    asked = (_alerts, _numbers, _names, _phones)
    alerts, numbers, names, phones = together(*((ask, viewer, person) for ask in asked))
    kinds = dict(Identifier.KINDS)
    return Details(
        names=names,
        numbers=[
            (kinds[kind], nhs_number_in_words(value) if kind == "nhs" else value) for kind, value in numbers
        ],
        phones=phones,
        alerts=[alert for alert in alerts if alert.ended_on is None or alert.ended_on > on],
        past_alerts=[alert for alert in alerts if alert.ended_on is not None and alert.ended_on <= on],
    )


def restriction(person: int) -> Restriction | None:
    """The restriction that holds on a record, with those who may see it."""
    return (
        Restriction.objects.filter(person=person, ended_at__isnull=True)
        .prefetch_related("readers__worker")
        .first()
    )


def possible_readers(typed: str) -> list[Worker]:
    """Active workers whose name or sign-in name is one of those typed, separated by commas or lines."""
    wanted = [part.strip() for part in typed.replace("\n", ",").split(",") if part.strip()]
    among = Q()
    for one in wanted[:50]:
        among |= Q(name__iexact=one) | Q(username__iexact=one)
    return list(Worker.objects.filter(among, is_active=True).order_by("name", "pk")) if wanted else []
