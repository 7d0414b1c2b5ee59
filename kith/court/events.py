"""What court work adds to a chronology: pre-proceedings, applications, hearings, orders, and what courts asked."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import QuerySet

from kith.access.models import Worker
from kith.core import clock
from kith.core.chronology import KEY, Event, Source
from kith.court import lists
from kith.court.models import CourtOrder, CourtPeriod, CourtRequestChild, Hearing
from kith.database.prepared import prepared
from kith.database.together import Rows, from_rows
from kith.ui.jinja import url_if_any

People = Sequence[int]


@prepared
def _periods(viewer: Worker, people: People) -> QuerySet[CourtPeriod]:
    rows = CourtPeriod.objects.seen_by(viewer).filter(person__in=people)
    return rows.select_related("standing", "pre_proceedings", "proceedings")


@from_rows(_periods)
def periods(rows: Rows) -> Iterator[Event]:
    """Pre-proceedings with their letter and decision, and applications with their end, of these people."""
    for row in rows:
        if row.pre_proceedings is not None:
            yield from _before(row)
        if row.proceedings is not None:
            yield from _before_court(row)


def _before(row: CourtPeriod) -> Iterator[Event]:
    before = row.pre_proceedings
    assert before is not None
    source, href = ("pre_proceedings", before.pk), url_if_any("pre_proceedings", number=before.pk) or ""
    about: dict[str, Any] = {"href": href, "people": frozenset({row.person_id}), "weight": KEY}
    began = clock.london(row.standing.recorded_at).date()
    yield Event(
        row.standing.started_on, "Pre-proceedings began", source, part="began", recorded_on=began, **about
    )
    if before.letter_on:
        words = "It offers a family meeting." if before.meeting_offered else ""
        yield Event(
            before.letter_on, "Letter before proceedings", source, part="letter", words=words, **about
        )
    if row.outcome_on:
        said = lists.words("pre_proceedings_outcome", row.outcome)
        yield Event(
            row.outcome_on, f"Pre-proceedings decided: {said}", source, part=f"decided{row.outcome}", **about
        )


def _before_court(row: CourtPeriod) -> Iterator[Event]:
    found = row.proceedings
    assert found is not None
    source, href = ("proceedings", found.pk), url_if_any("proceedings", number=found.pk) or ""
    about: dict[str, Any] = {"href": href, "people": frozenset({row.person_id}), "weight": KEY}
    kind = lists.words("court_application", found.kind)
    told = clock.london(found.recorded_at).date()
    yield Event(
        found.applied_on, f"Application to court: {kind}", source, part="applied", words=found.court,
        recorded_on=told, **about,
    )  # fmt: skip
    if found.ended_on:
        how = lists.words("court_end", found.end_reason)
        yield Event(found.ended_on, "Proceedings ended", source, part="ended", words=f"{how}.", **about)


@prepared
def _hearings(viewer: Worker, people: People) -> QuerySet[Any, Any]:
    rows = Hearing.objects.seen_by(viewer).filter(proceedings__children__person__in=people, was_held=True)
    return rows.values_list("pk", "on", "kind", "words", "proceedings__children__person_id")


@from_rows(_hearings)
def hearings(rows: Rows) -> Iterator[Event]:
    """Hearings that were held about these people, with what came of them."""
    for number, on, kind, words, person in rows:
        href = url_if_any("hearing", number=number) or ""
        title = lists.words("hearing_kind", kind)
        yield Event(on, title, ("hearing", number), words=words, href=href, people=frozenset({person}))


@prepared
def _orders(viewer: Worker, people: People) -> QuerySet[CourtOrder]:
    return CourtOrder.objects.seen_by(viewer).filter(person__in=people)


@from_rows(_orders)
def orders(rows: Rows) -> Iterator[Event]:
    """Orders about these people: made, and ended otherwise than by the next."""
    for row in rows:
        about: dict[str, Any] = {
            "href": url_if_any("court_order", number=row.pk) or "",
            "people": frozenset({row.person_id}),
            "weight": KEY,
        }
        title = lists.words("court_order", row.kind)
        told = clock.london(row.recorded_at).date()
        source = ("court_order", row.pk)
        yield Event(row.started_on, title, source, part="made", words=row.words, recorded_on=told, **about)
        if row.ended_on and row.end_reason != "replaced":
            how = lists.words("order_end", row.end_reason)
            yield Event(row.ended_on, f"{title} ended", source, part="ended", words=f"{how}.", **about)


@prepared
def _requests(viewer: Worker, people: People) -> QuerySet[CourtRequestChild]:
    rows = CourtRequestChild.objects.seen_by(viewer).filter(person__in=people)
    return rows.select_related("request")


@from_rows(_requests)
def requests(rows: Rows) -> Iterator[Event]:
    """What courts asked about these people, and when they were answered."""
    for row in rows:
        asked = row.request
        about: dict[str, Any] = {
            "href": url_if_any("court_request", number=asked.pk) or "",
            "people": frozenset({row.person_id}),
        }
        title, source = lists.words("court_request", asked.kind), ("court_request", asked.pk)
        yield Event(
            asked.asked_on, f"Asked by a court: {title}", source, part="asked", words=asked.court, **about
        )
        if asked.sent_on:
            yield Event(asked.sent_on, f"Sent to a court: {title}", source, part="sent", **about)


COURT = frozenset({"pre_proceedings", "proceedings"})
HEARINGS, ORDERS, REQUESTS = frozenset({"hearing"}), frozenset({"court_order"}), frozenset({"court_request"})
SOURCES = (
    Source("court", "Court", periods, COURT, has_key_events=True, numbered=COURT),
    Source("hearings", "Hearings", hearings, HEARINGS, numbered=HEARINGS),
    Source("orders", "Orders", orders, ORDERS, has_key_events=True, numbered=ORDERS),
    Source("court_requests", "Requests of courts", requests, REQUESTS, numbered=REQUESTS),
)
