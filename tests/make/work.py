"""Builders of cases, steps, answers, visits, notes and notices."""

from datetime import date, timedelta
from typing import Any

from kith.access import practice
from kith.access.guarded import EVERY_ROW
from kith.access.models import Team, Worker
from kith.core import calendar, clock
from kith.people.models import (
    Person,
)  # fmt: skip
from kith.practice import due
from kith.work.models import (
    Allocation,
    Answer,
    AnswerVersion,
    FormVersion,
    Involvement,
    Note,
    NoteChild,
    Notice,
    SignOff,
    Step,
    StepChild,
    Visit,
    VisitChild,
)  # fmt: skip
from tests.make.chance import ASSESSMENT, People, Who, fill, moment, set_days
from tests.make.people import child
from tests.make.workers import place_of, system


def involvement(
    person: Person | None = None, team: Team | None = None, worker: Who = None, **facts: Any
) -> Involvement:
    """An open case (closed with ``ended_on``), held by ``team`` and ``worker`` from its first day."""
    set_days(facts, clock.today() - timedelta(days=40))
    if facts.get("ended_on"):
        facts.setdefault("end_reason", "RC7")
    made = Involvement.objects.create(person=person or child(), **facts)
    allocation(made, team, worker, started_on=made.started_on, ended_on=made.ended_on)
    return made


def allocation(
    involvement: Involvement, team: Team | None = None, worker: Who = None, **facts: Any
) -> Allocation:
    """Who holds an involvement for a time; without a worker, an unallocated spell of the team."""
    set_days(facts, clock.today())
    facts.setdefault("by", worker or system())
    place = place_of(team, worker)
    return Allocation.objects.create(involvement=involvement, team=place, worker=worker, **facts)


def form_version(kind: str, on: date | None = None) -> FormVersion:
    """The form of a step kind as the practice of that day asks it."""
    held = _practice_with(kind, on or clock.today())
    form = held.forms[held.steps[kind].form]
    return FormVersion.objects.get_or_create(hash=form.hash, defaults={"content": form.content})[0]


def step(kind: str = ASSESSMENT, people: People = (), *, state: str = "in_progress", **facts: Any) -> Step:
    """A step about ``people`` (one new child by default), due as the practice of its first day says.

    A completed step is completed on its last day in time, or today if that is earlier. ``involvements``
    maps a person to an involvement; without it the open one of each child is found.
    """
    started = facts.setdefault("started_on", clock.today() - timedelta(days=7))
    held = _practice_with(kind, started)
    known = held.steps[kind]
    involvements = facts.pop("involvements", None)
    fill(facts, clock_from_on=started, pack=held.code, title=known.title, recorded_at=moment(started))
    facts.setdefault("opened_by", facts.get("worker") or system())
    facts.setdefault("form", form_version(kind, started))
    facts.setdefault("team", facts["worker"].team if facts.get("worker") else None)
    facts["team"] = place_of(facts["team"])
    _set_due(facts, known)
    _set_end(facts, state)
    made = Step.objects.create(kind=kind, state=state, **facts)
    for one in people or [child()]:
        case = (involvements or {}).get(one) or open_of(one)
        StepChild.objects.create(step=made, person=one, involvement=case)
    return made


def answer(step: Step, question: str, value: Any, *, child: Person | None = None, by: Who = None) -> Answer:
    """The present answer to a question, with its first version."""
    facts = {"step": step, "question": question, "value": value, "by": by or step.worker or system()}
    facts["saved_at"] = clock.now()
    AnswerVersion.objects.create(child_id=child.pk if child else None, version=1, **facts)
    return Answer.objects.create(child=child, **facts)


def sign_off(step: Step, *, decision: str = "", by: Who = None, **facts: Any) -> SignOff:
    """A submission of a step; waiting unless ``decision`` (signed_off, returned, told) is given."""
    facts.setdefault("submitted_at", step.submitted_at or clock.now() - timedelta(hours=2))
    facts.setdefault("submitted_by", step.worker or system())
    if decision:
        fill(facts, decided_at=facts["submitted_at"] + timedelta(hours=1), decided_by=by or system())
    return SignOff.objects.create(step=step, decision=decision, **facts)


def visit(people: People = (), *, by: Who = None, seen: str = "seen", **facts: Any) -> Visit:
    """A visit to ``people``, today at ten unless ``visited_at`` is given."""
    fill(facts, kind="home", visited_at=moment(clock.today()))
    facts.setdefault("recorded_at", facts["visited_at"])
    made = Visit.objects.create(by=by or system(), **facts)
    how = {"seen": seen, "not_seen_reason": "No reply at the door" if seen == "not_seen" else ""}
    for one in people or [child()]:
        VisitChild.objects.create(visit=made, person=one, visited_at=made.visited_at, **how)
    return made


def note(people: People = (), words: str = "Rang school.", *, by: Who = None, **facts: Any) -> Note:
    """A note about ``people``."""
    fill(facts, kind="call", happened_at=moment(clock.today()))
    facts.setdefault("recorded_at", facts["happened_at"])
    made = Note.objects.create(words=words, by=by or system(), **facts)
    for one in people or [child()]:
        NoteChild.objects.create(note=made, person=one)
    return made


def notice(worker: Worker, words: str = "Signed off.", **facts: Any) -> Notice:
    """A line for a worker."""
    fill(facts, at=clock.now(), kind="signed_off")
    return Notice.objects.create(worker=worker, words=words, **facts)


def _practice_with(kind: str, on: date) -> Any:
    for held in (practice.on(on), practice.current()):
        if kind in held.steps:
            return held
    raise KeyError(f"no practice of {on} or of today knows the step kind {kind}")


def open_of(person: Person) -> Involvement | None:
    """The open case of a child, if there is one."""
    rows = Involvement.objects.unguarded(EVERY_ROW)
    return rows.filter(person=person, ended_on__isnull=True).first()


def _set_due(facts: dict[str, Any], known: Any) -> None:
    if "due_on" in facts:
        return
    start = facts["clock_from_on"]
    found = due(known, {limit.clock: start for limit in known.limits}, calendar.england(), start)
    if found and found.on:
        facts["due_on"] = found.on
        fill(facts, due_reason=found.reason, limit_days=found.working_days)


def _set_end(facts: dict[str, Any], state: str) -> None:
    if state in ("submitted", "returned", "completed"):
        facts.setdefault("submitted_at", moment(facts["started_on"], 14))
    if state == "completed":
        last = facts.get("due_on") or clock.today()
        facts.setdefault("completed_on", max(facts["started_on"], min(last, clock.today())))
        facts.setdefault("completed_at", moment(facts["completed_on"], 16))
    if state == "cancelled":
        fill(facts, cancelled_at=clock.now(), cancel_reason="Opened on the wrong child")
