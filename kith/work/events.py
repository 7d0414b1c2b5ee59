"""What work adds to a chronology: involvements, steps, visits, notes, and who held the case."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject

from kith.access import practice
from kith.access.models import Worker
from kith.core import clock
from kith.core.chronology import CLOSED, INVOLVEMENT, KEY, OPENED, Event, Source
from kith.database.prepared import prepared
from kith.database.together import Rows, from_rows
from kith.database.working_day import working_calendar
from kith.ui.jinja import url_if_any
from kith.work.models import (
    Allocation,
    FamilyPlan,
    Involvement,
    NoteChild,
    PlanChild,
    PlanReview,
    StepChild,
    Visit,
    VisitChild,
)
from kith.work.models.plans import REVIEW_DECISIONS
from kith.work.steps.rules import finished_late

People = Sequence[int]
SEEN = {"alone": "Seen alone", "seen": "Seen", "not_seen": "Visit tried, not seen"}
LONGEST = 240
DAYS = 100_000  # room for a day's number behind an id


def _cut(words: str) -> str:
    return words if len(words) <= LONGEST else f"{words[:LONGEST].rsplit(' ', 1)[0]} …"


def _day(moment: Any) -> date:
    return clock.london(moment).date()


@prepared
def _involvement_rows(viewer: Worker, people: People) -> QuerySet[Any, Any]:
    rows = Involvement.objects.seen_by(viewer).filter(person__in=people).order_by("started_on")
    return rows.values_list("id", "person_id", "family_id", "started_on", "ended_on", "end_reason")


@from_rows(_involvement_rows)
def involvements(rows: Rows) -> Iterator[Event]:
    """From when to when children were open to us, and why it ended."""
    reasons = practice.current().lists["closure_reason"]
    for number, person, family, started_on, ended_on, reason in rows:
        who = frozenset({person})
        where = (INVOLVEMENT, _shared(number, family, started_on))
        yield Event(started_on, "Involvement opened", where, OPENED, people=who)
        if ended_on:
            where = (INVOLVEMENT, _shared(number, family, ended_on))
            words = f"{reasons.label(reason)}."
            yield Event(ended_on, "Involvement closed", where, CLOSED, words=words, weight=KEY, people=who)


def _shared(number: int, family: int | None, day: date) -> int:
    """What brothers and sisters who were opened or closed on one day have in common."""
    return family * DAYS + day.toordinal() % DAYS if family else -number


@prepared
def _step_rows(viewer: Worker, people: People) -> QuerySet[Any, Any]:
    rows = StepChild.objects.seen_by(viewer).filter(person__in=people, released_at__isnull=True)
    columns = (
        "step_id", "person_id", "step__title", "step__started_on", "step__completed_on", "step__due_on",
        "step__state", "step__cancelled_at", "step__cancel_reason",
    )  # fmt: skip
    return rows.exclude(step__kind="contact").values_list(*columns)


@from_rows(_step_rows)
def steps(rows: Rows) -> Iterator[Event]:
    """Pieces of work: when they started, and when they were completed or cancelled."""
    days = working_calendar()
    for step, person, title, started, completed, due, state, cancelled, why in rows:
        facts: dict[str, Any] = {
            "source": ("step", step),
            "href": url_if_any("step", number=step) or "",
            "people": frozenset({person}),
        }
        yield Event(started, f"{title} started", part="started", **facts)
        if completed:
            late = finished_late(due, completed, days)
            words = "Completed late." if late else "Completed in time." if due else "Completed."
            yield Event(completed, f"{title} completed", part="completed", words=words, weight=KEY, **facts)
        if state == "cancelled":
            yield Event(_day(cancelled), f"{title} cancelled", part="cancelled", words=_cut(why), **facts)


@prepared
def _visit_rows(viewer: Worker, people: People) -> QuerySet[Any, Any]:
    rows = VisitChild.objects.seen_by(viewer).filter(person__in=people)
    visit = Visit.objects.seen_by(viewer).filter(pk=OuterRef("visit"))
    shared = JSONObject(place="place", words="words", recorded_at="recorded_at")
    return rows.values_list(
        "visit_id", "person_id", "visited_at", "seen", "words", "not_seen_reason",
        ArraySubquery(visit.values(json=shared)),
    )  # fmt: skip


@from_rows(_visit_rows)
def visits(rows: Rows) -> Iterator[Event]:
    """Visits made and tried, with how each child was seen.

    Where the visit is hidden for the sake of another child, what was kept of this one is told: the day, whether seen.
    """
    for visit, person, at, seen, own, why, shared in rows:
        told: dict[str, Any] = shared[0] if shared else {"place": "", "words": "", "recorded_at": None}
        recorded_at = told["recorded_at"]
        yield Event(
            _day(at),
            SEEN[seen] + (f" – {told['place']}" if told["place"] else ""),
            ("visit", visit),
            words=_cut(own or (why if seen == "not_seen" else told["words"])),
            people=frozenset({person}),
            seen=seen != "not_seen",
            recorded_on=_day(datetime.fromisoformat(recorded_at)) if recorded_at else None,
        )


@prepared
def _note_rows(viewer: Worker, people: People) -> QuerySet[Any, Any]:
    rows = NoteChild.objects.seen_by(viewer).filter(person__in=people)
    return rows.values_list(
        "note_id", "person_id", "note__happened_at", "note__kind", "note__words", "note__recorded_at", "words"
    )


@from_rows(_note_rows)
def notes(rows: Rows) -> Iterator[Event]:
    """Notes, under the words of their kind."""
    kinds = practice.current().lists["note_kind"]
    for note, person, at, kind, words, recorded_at, own in rows:
        yield Event(
            _day(at),
            kinds.label(kind),
            ("note", note),
            words=_cut(own or words),
            people=frozenset({person}),
            recorded_on=_day(recorded_at),
        )


@prepared
def _allocation_rows(viewer: Worker, people: People) -> QuerySet[Any, Any]:
    rows = Allocation.objects.seen_by(viewer).filter(involvement__person__in=people, worker__isnull=False)
    columns = ("involvement__person_id", "worker_id", "worker__name", "team__name", "started_on")
    return rows.values_list(*columns)


@from_rows(_allocation_rows)
def allocations(rows: Rows) -> Iterator[Event]:
    """Who took the case over, and from which day."""
    for person, worker, name, team, started_on in rows:
        where = ("allocation", worker * DAYS + started_on.toordinal() % DAYS)
        who = frozenset({person})
        yield Event(started_on, f"Allocated to {name}", where, words=team, people=who)


@prepared
def _plan_rows(viewer: Worker, people: People) -> QuerySet[Any, Any]:
    rows = PlanChild.objects.seen_by(viewer).filter(
        person__in=people, plan__in=FamilyPlan.objects.seen_by(viewer).values("pk")
    )
    review = PlanReview.objects.seen_by(viewer).filter(plan=OuterRef("plan"))
    told = JSONObject(id="id", on="on", decision="decision", words="words")
    return rows.values_list(
        "plan_id", "person_id", "plan__kind", "plan__started_on", "plan__ended_on", "plan__end_reason",
        ArraySubquery(review.order_by("pk").values(json=told)),
    )  # fmt: skip


@from_rows(_plan_rows)
def plans(rows: Rows) -> Iterator[Event]:
    """Plans made with families: when they began, were looked at together, and ended."""
    kinds = practice.current().lists["plan_kind"]
    for plan, person, kind, started, ended, why, reviews in rows:
        facts: dict[str, Any] = {
            "source": ("plan", plan),
            "href": url_if_any("family_plan", number=plan) or "",
            "people": frozenset({person}),
        }
        title = kinds.label(kind)
        yield Event(started, f"{title} begun", part="started", weight=KEY, **facts)
        for one in reviews:
            words = f"{REVIEW_DECISIONS[one['decision']]}. {one['words']}"
            on, part = date.fromisoformat(one["on"]), f"review-{one['id']}"
            yield Event(on, f"{title} looked at together", part=part, words=_cut(words), **facts)
        if ended:
            yield Event(ended, f"{title} ended", part="ended", words=_cut(why), weight=KEY, **facts)


SOURCES = (
    Source(
        "involvements", "Openings and closings", involvements, frozenset({INVOLVEMENT}), has_key_events=True
    ),
    Source(
        "steps",
        "Assessments and other steps",
        steps,
        frozenset({"step"}),
        has_key_events=True,
        numbered=frozenset({"step"}),
    ),
    Source("visits", "Visits", visits, frozenset({"visit"}), numbered=frozenset({"visit"})),
    Source("notes", "Notes", notes, frozenset({"note"}), numbered=frozenset({"note"})),
    Source("allocations", "Who held the case", allocations, frozenset({"allocation"})),
    Source("plans", "Plans", plans, frozenset({"plan"}), has_key_events=True, numbered=frozenset({"plan"})),
)
