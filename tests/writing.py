"""How tests open steps, write in them and see how they stand."""

from datetime import date
from typing import Any

from kith.access.guarded import EVERY_ROW
from kith.core import clock
from kith.practice import Form
from kith.work.models import Answer, AnswerVersion, Step, StepChild
from kith.work.steps import actions

REFERRED_ON = date(2026, 9, 7)


def open_assessment(by: Any, children: list[Any], **facts: Any) -> Step:
    known = {
        "kind": "single_assessment",
        "people": [child.pk for child in children],
        "team": by.team,
        "worker": by,
        "started_on": REFERRED_ON,
        "clock_from_on": REFERRED_ON,
    }
    return actions.open_step(by, **{**known, **facts})


def save(
    by: Any, step: Step, question: str, value: Any, child: int | None = None, base_version: int | None = None
) -> Any:
    """Saves as somebody does who has seen the latest version, unless ``base_version`` says otherwise."""
    rows = AnswerVersion.objects.seen_by(by).filter(
        step=step, question=question, child_id=child, clashed=False
    )
    seen = max(rows.values_list("version", flat=True), default=0) if base_version is None else base_version
    return actions.save_answer(by, step, question=question, child=child, value=value, base_version=seen)


def fill(by: Any, step: Step, outcome: str = "in_need", different: dict[int, str] | None = None) -> None:
    """Answer whatever the form requires; ``different`` gives children an outcome of their own."""
    people = list(
        StepChild.objects.unguarded(EVERY_ROW).filter(step=step).values_list("person_id", flat=True)
    )
    said: list[tuple[str, int | None, Any]] = []
    for question in Form.from_content(step.form.content).questions:
        for child in (people if question.per_child else [None]) if question.required else []:
            said += [(name, child, value) for name, value in _boxes(question, people, outcome).items()]
    said += [("outcome", child, value) for child, value in (different or {}).items()]
    facts = {"step": step, "by": by, "version": 1, "saved_at": clock.now()}
    rows = [{"question": name, "child_id": child, "value": value, **facts} for name, child, value in said]
    Answer.objects.bulk_create(Answer(**row) for row in rows)
    AnswerVersion.objects.bulk_create(AnswerVersion(**row) for row in rows)


def _boxes(question: Any, people: list[int], outcome: str) -> dict[str, Any]:
    name, words = question.id, "Said and seen."
    if question.kind == "risk":
        row = {"what": words, "whom": [str(person) for person in people], "sure": "seen"}
        return {**{f"{name}:1:{cell}": value for cell, value in row.items()}, f"{name}:danger": words}
    if question.kind == "table":
        return {f"{name}:1:{question.columns[0].id}": words}
    if question.kind == "rating_with_reason":
        return {name: question.codes()[0], f"{name}:why": "Because of what we saw."}
    if question.kind == "several":
        return {name: [question.codes()[0]]}
    plain = {"yes_no_unknown": "unknown", "date": "14/10/2026", "part_date": "April 2017"}
    value = question.codes()[0] if question.options else plain.get(question.kind, words)
    return {name: outcome if name == "outcome" else value}


def now(step: Step) -> Step:
    """The step as it stands in the record."""
    return Step.objects.unguarded(EVERY_ROW).get(pk=step.pk)
