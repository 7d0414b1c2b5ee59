"""What the details page shows: names, numbers, telephones, alerts, and who may see a restricted record."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from kith.access.models import Worker
from kith.core.identifiers import nhs_number_in_words
from kith.people.models import Alert, Identifier, OtherName, Phone, Restriction


@dataclass(frozen=True, slots=True)
class Details:
    """The rows of a person's details page."""

    names: list[OtherName]
    numbers: list[tuple[str, str]]
    phones: list[Phone]
    alerts: list[Alert]
    past_alerts: list[Alert]


def details(viewer: Worker, person: int, on: date) -> Details:
    """Names, numbers, telephones and alerts of a person. Four queries."""
    alerts = list(Alert.objects.seen_by(viewer).filter(person=person).order_by("-started_on", "-pk"))
    kinds = dict(Identifier.KINDS)
    numbers = (
        Identifier.objects.seen_by(viewer)
        .filter(person=person)
        .order_by("kind", "pk")
        .values_list("kind", "value")
    )
    return Details(
        names=list(OtherName.objects.seen_by(viewer).filter(person=person).order_by("pk")),
        numbers=[
            (kinds[kind], nhs_number_in_words(value) if kind == "nhs" else value) for kind, value in numbers
        ],
        phones=list(Phone.objects.seen_by(viewer).filter(person=person).order_by("pk")),
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
