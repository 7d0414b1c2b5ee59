"""What health, education, missing, permanence, liberty, leaving care and private fostering add to a chronology.

One question, whatever the number of people.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject

from kith.access import practice
from kith.access.models import Worker
from kith.care.health.rules import CHECKS
from kith.care.leaving.rules import CATEGORIES
from kith.care.liberty.rules import KINDS as LIBERTY
from kith.care.missing.rules import london_day
from kith.care.models import (
    AdoptionDecision,
    AdoptionMatch,
    AdoptionStep,
    EducationPlan,
    HealthAssessment,
    HealthCheck,
    LeavingCategory,
    LeavingContact,
    LibertyOrder,
    PermanencePlan,
    PrivateFostering,
    PrivateFosteringVisit,
    TimeMissing,
)
from kith.care.private_fostering.rules import ENDS
from kith.core import clock
from kith.core.chronology import KEY, Event, Source
from kith.database.prepared import prepared
from kith.database.together import Rows, from_rows
from kith.ui.jinja import url_if_any
from kith.work.models import Standing

People = Sequence[int]


STANDINGS = ["looked_after", "care_leaver", "private_fostering"]
# Table -> how its rows hang on a standing, and what is told of each beside its number.
TOLD: dict[Any, tuple[str, tuple[str, ...]]] = {
    TimeMissing: (
        "period__standing",
        ("recorded_at", "kind", "started_at", "ended_at", "where_found", "talked_at", "answer"),
    ),
    HealthAssessment: ("period__standing", ("recorded_at", "held_on", "is_first")),
    HealthCheck: ("period__standing", ("recorded_at", "held_on", "kind", "is_up_to_date")),
    EducationPlan: ("period__standing", ("recorded_at", "held_on", "school")),
    PermanencePlan: ("period__standing", ("recorded_at", "kind", "started_on")),
    AdoptionDecision: ("period__standing", ("recorded_at", "decided_on", "ceased_on")),
    AdoptionStep: ("period__standing", ("recorded_at", "kind", "happened_on", "words")),
    AdoptionMatch: ("decision__period__standing", ("recorded_at", "matched_on")),
    LibertyOrder: ("period__standing", ("recorded_at", "kind", "started_on", "ended_on")),
    LeavingCategory: ("leaver__standing", ("recorded_at", "category", "started_on")),
    LeavingContact: ("leaver__standing", ("recorded_at", "held_on", "in_touch", "words")),
    PrivateFostering: (
        "standing",
        ("standing__recorded_at", "standing__started_on", "standing__ended_on", "standing__end_reason", "carer"),
    ),
    PrivateFosteringVisit: (
        "arrangement__standing", ("recorded_at", "held_on", "seen_alone"),
    ),
}  # fmt: skip
Row = tuple[Any, ...]
Told = Mapping[Any, Sequence[Row]]


@prepared
def _stood(viewer: Worker, people: People) -> QuerySet[Any, Any]:
    """Each time they stood so, with what is told of it: a list for each table of ``TOLD``."""
    told = [
        ArraySubquery(
            table.objects.seen_by(viewer)
            .filter(**{path: OuterRef("pk")})
            .order_by("pk")
            .values(json=JSONObject(number="pk", **{name.replace("__", "_of_"): name for name in columns}))
        )
        for table, (path, columns) in TOLD.items()
    ]
    rows = Standing.objects.seen_by(viewer).filter(person__in=people, kind__in=STANDINGS)
    return rows.order_by("pk").values_list("person_id", *told)


def _told(stood: Rows) -> dict[Any, list[Row]]:
    """(number, person, columns ...) of each row about these people, by its table."""
    found: dict[Any, list[Row]] = {table: [] for table in TOLD}
    for person, *lists in stood:
        for (table, (_, columns)), rows in zip(TOLD.items(), lists, strict=True):
            found[table] += [
                (row["number"], person, *(_value(name, row[name.replace("__", "_of_")]) for name in columns))
                for row in rows
            ]
    return found


def _value(name: str, told: Any) -> Any:
    """A day or a moment again, where the name says that it is one."""
    if told is None or not name.endswith(("_on", "_at")):
        return told
    return (date if name.endswith("_on") else datetime).fromisoformat(told)


def _event(page: str, person: int, recorded_at: Any) -> Callable[..., Event]:
    def made(
        on: Any, title: str, source: tuple[str, int], part: str = "", words: str = "", weight: str = ""
    ) -> Event:
        return Event(
            on, title, source, part, words, href=url_if_any(page, number=person) or "", weight=weight,
            people=frozenset({person}), recorded_on=clock.london(recorded_at).date(),
        )  # fmt: skip

    return made


def _missing(told: Told) -> Iterator[Event]:
    for number, person, at, kind, started, ended, where, talked, answer in told[TimeMissing]:
        made, source = _event("person_missing", person, at), ("missing", number)
        what = "Missing" if kind == "M" else "Away without leave"
        yield made(london_day(started), what, source, "started", weight=KEY)
        if ended:
            yield made(london_day(ended), "Came back", source, "ended", where)
        if talked:
            yield made(london_day(talked), "Return interview", source, "talked")
        elif answer == "declined":
            yield made(london_day(ended), "Return interview declined", source, "declined")


def _health(told: Told) -> Iterator[Event]:
    page = "person_health"
    for number, person, at, on, is_first in told[HealthAssessment]:
        yield _event(page, person, at)(
            on, "First health assessment" if is_first else "Health assessment", ("health", number)
        )
    for number, person, at, on, kind, is_right in told[HealthCheck]:
        words = "" if kind == "dental" else "Up to date." if is_right else "Not up to date."
        yield _event(page, person, at)(on, CHECKS[kind], ("health_check", number), words=words)
    for number, person, at, on, school in told[EducationPlan]:
        yield _event(page, person, at)(on, "Personal education plan", ("education", number), words=school)


def _permanence(told: Told) -> Iterator[Event]:
    page, label = "person_permanence", practice.current().lists["permanence_plan"].label
    for number, person, at, kind, on in told[PermanencePlan]:
        yield _event(page, person, at)(
            on, f"Permanence plan: {label(kind)}", ("permanence", number), weight=KEY
        )
    for number, person, at, on, ceased in told[AdoptionDecision]:
        made, source = _event(page, person, at), ("adoption_decision", number)
        yield made(on, "Decided: should be placed for adoption", source, "decided", weight=KEY)
        if ceased:
            yield made(ceased, "Not to be placed for adoption any more", source, "ceased", weight=KEY)
    step = practice.current().lists["adoption_step"].label
    for number, person, at, kind, on, words in told[AdoptionStep]:
        yield _event(page, person, at)(on, step(kind), ("adoption_step", number), words=words)
    for number, person, at, on in told[AdoptionMatch]:
        yield _event(page, person, at)(on, "Matched with adopters", ("adoption_match", number), weight=KEY)


def _liberty(told: Told) -> Iterator[Event]:
    for number, person, at, kind, on, ended in told[LibertyOrder]:
        made, source = _event("person_liberty", person, at), ("liberty", number)
        yield made(on, LIBERTY[kind], source, "started", weight=KEY)
        if ended:
            yield made(ended, f"{LIBERTY[kind]} ended", source, "ended")


def _leaving(told: Told) -> Iterator[Event]:
    page, lists = "person_leaving_care", practice.current().lists
    for number, person, at, category, on in told[LeavingCategory]:
        title = f"Leaving care: {CATEGORIES[category].lower()}"
        yield _event(page, person, at)(on, title, ("leaving", number), weight=KEY)
    for number, person, at, on, in_touch, words in told[LeavingContact]:
        label = lists["in_touch"].label(in_touch, on)
        yield _event(page, person, at)(
            on, f"Leaving care: {label.lower()}", ("leaving_contact", number), words=words
        )


def _private_fostering(told: Told) -> Iterator[Event]:
    page = "person_private_fostering"
    for number, person, at, on, ended, why, carer in told[PrivateFostering]:
        made, source = _event(page, person, at), ("private_fostering", number)
        yield made(on, "Told of private fostering", source, "started", f"With {carer}.", KEY)
        if ended:
            yield made(ended, "Private fostering ended", source, "ended", f"{ENDS.get(why, why)}.", KEY)
    for number, person, at, on, alone in told[PrivateFosteringVisit]:
        words = "Seen alone." if alone else "Not seen alone."
        yield _event(page, person, at)(
            on, "Visit, privately fostered", ("private_fostering_visit", number), words=words
        )


PARTS = (_missing, _health, _permanence, _liberty, _leaving, _private_fostering)


@from_rows(_stood)
def more_of_care(stood: Rows) -> Iterator[Event]:
    """Everything that is told here, of those who stand or stood so with the service. One query."""
    told = _told(stood)
    for part in PARTS:
        yield from part(told)


MORE = frozenset({
    "missing", "health", "health_check", "education", "permanence", "adoption_decision", "adoption_match", "liberty",
    "leaving", "leaving_contact", "private_fostering", "private_fostering_visit",
})  # fmt: skip
SOURCES = (
    Source(
        "care_more",
        "Health, missing, permanence, leaving care",
        more_of_care,
        MORE,
        has_key_events=True,
        numbered=MORE,
    ),
)
