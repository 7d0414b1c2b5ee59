"""A piece of work larger than any pack asks for: 80 questions, three siblings, 300 events. Only for measuring."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count

from kith.access.guarded import DEMO
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.database.session import as_system
from kith.people.models import FamilyMember, Restriction
from kith.practice.forms import YES_NO_UNKNOWN, Form, Option, Question, Section
from kith.work.models import (
    OPEN_STATES,
    Answer,
    AnswerVersion,
    FormVersion,
    Note,
    NoteChild,
    Step,
    StepChild,
    Visit,
    VisitChild,
)

TITLE = "Assessment of eighty questions"
QUESTIONS, SECTIONS, EVENTS, SIBLINGS = 80, 10, 300, 3
FACTS = ("name", "home", "school", "gp", "ethnicity", "language", "needs")
WORDS = "Mornings are calmer since her aunt takes the little ones to nursery; evenings are not. " * 6
OPTIONS = tuple(
    Option(code, label) for code, label in (("low", "Seldom"), ("mid", "Often"), ("high", "Always"))
)


def form() -> Form:
    """Eighty questions in ten sections: every eighth a choice, a tick list, a judgement, a table or a risk analysis."""
    sections = tuple(Section(f"s{number}", f"Part {number + 1}") for number in range(SECTIONS))
    questions = tuple(_question(number) for number in range(QUESTIONS))
    return Form("eighty", TITLE, sections, questions, facts=FACTS)


def _question(number: int) -> Question:
    kinds = {0: "yes_no_unknown", 1: "choice", 2: "rating_with_reason", 3: "several"}
    kind = "risk" if number == QUESTIONS - 1 else kinds.get(number % 8, "words")
    return Question(
        id=f"q{number}",
        section=f"s{number % SECTIONS}",
        ask=f"What do we know of matter {number + 1}?",
        kind=kind,
        required=number % 2 == 0,
        options=OPTIONS if kind in ("choice", "rating_with_reason", "several") else (),
        per_child=number % 20 == 5,
        differs=number % 4 == 0 and kind != "risk",
        pulls={4: "contact_told", 5: "visits", 6: "last_assessment"}.get(number, ""),
        good="Says what was seen, when and by whom.",
    )


def large_step(worker: Worker) -> int:
    """The step of that size, made when there is none yet; every question answered, and the chronology filled up."""
    with as_system("making the large form that is measured"):
        known = Step.objects.unguarded(DEMO).filter(title=TITLE, worker=worker).first()
        return known.pk if known else _made(worker)


def _made(worker: Worker) -> int:
    children, today, now, team = _siblings(), clock.today(), clock.now(), worker.team
    if team is None:
        raise Refused(f"{worker.name} works in no team.")
    asked = form()
    kept, _ = FormVersion.objects.get_or_create(hash=asked.hash, defaults={"content": asked.content()})
    step = Step.objects.create(
        kind="single_assessment", pack="westmere", title=TITLE, form=kept, state="in_progress", team=team,
        worker=worker, started_on=today, clock_from_on=today, due_on=today + timedelta(60), recorded_at=now,
        opened_by=worker,
    )  # fmt: skip
    StepChild.objects.bulk_create(StepChild(step=step, person_id=child) for child in children)
    facts: dict[str, Any] = {"step": step, "by": worker, "version": 1, "saved_at": now}
    rows = [
        {"question": name, "child_id": child, "value": value, **facts}
        for one in asked.questions
        for child in (children if one.per_child else (None,))
        for name, value in _answers(one, children)
    ]
    Answer.objects.bulk_create(Answer(**row) for row in rows)
    AnswerVersion.objects.bulk_create(AnswerVersion(**row) for row in rows)
    _fill_the_chronology(worker, children, now, today)
    return int(step.pk)


def _answers(one: Question, children: list[int]) -> list[tuple[str, Any]]:
    if one.kind == "risk":
        cells = {"what": WORDS, "whom": [str(child) for child in children], "sure": "seen", "more": WORDS}
        rows = [(f"{one.id}:{row}:{cell}", value) for row in range(1, 5) for cell, value in cells.items()]
        return [*rows, (f"{one.id}:danger", WORDS)]
    if one.kind == "rating_with_reason":
        return [(one.id, "mid"), (f"{one.id}:why", WORDS)]
    if one.kind == "yes_no_unknown":
        return [(one.id, YES_NO_UNKNOWN[0][0])]
    plain: dict[str, Any] = {"choice": "mid", "several": ["low", "high"]}
    return [(one.id, plain.get(one.kind, WORDS))]


def _siblings() -> list[int]:
    """Three of one family who are spoken of nowhere as hidden, with no assessment open."""
    busy = StepChild.objects.unguarded(DEMO).filter(step__state__in=OPEN_STATES).values("person")
    rows = FamilyMember.objects.unguarded(DEMO).filter(
        ended_on=None, person__born_on__gte=date(2010, 1, 1), person__died_on=None
    )
    hidden = Restriction.objects.filter(ended_at=None).values("person")
    free = rows.exclude(person__in=busy).exclude(person__in=hidden)
    families = (
        free.values("family").annotate(number=Count("person", distinct=True)).filter(number__gte=SIBLINGS)
    )
    family = families.order_by("family").values_list("family", flat=True)[0]
    people = free.filter(family=family).order_by("person").values_list("person", flat=True)
    return list(dict.fromkeys(people))[:SIBLINGS]


def _fill_the_chronology(worker: Worker, children: list[int], now: datetime, today: date) -> None:
    notes = Note.objects.bulk_create(
        Note(kind="call", happened_at=now - timedelta(days=2 * number), words=WORDS[:160], by=worker, recorded_at=now)
        for number in range(EVENTS // 2)
    )  # fmt: skip
    NoteChild.objects.bulk_create(
        NoteChild(note=note, person_id=child) for note in notes for child in children
    )
    visits = Visit.objects.bulk_create(
        Visit(kind="statutory", visited_at=now - timedelta(days=2 * number + 1), by=worker, recorded_at=now)
        for number in range(EVENTS - EVENTS // 2)
    )  # fmt: skip
    VisitChild.objects.bulk_create(
        VisitChild(visit=visit, person_id=child, seen="alone", visited_at=visit.visited_at)
        for visit in visits
        for child in children
    )
