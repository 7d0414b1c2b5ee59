"""Saving one answer while somebody writes."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.practice import Question
from kith.work.answers import boxes, evidence, parts, rules
from kith.work.answers import held as holding
from kith.work.answers.chronology import events_of
from kith.work.answers.held import Held
from kith.work.models import Answer, AnswerVersion, Step
from kith.work.naming import queries as naming
from kith.work.naming.rules import KINDS as NAMED
from kith.work.naming.rules import in_the_box
from kith.work.steps.rules import obstacle_to

SETTLED = ("events", *NAMED)
NOT_IN_THE_FORM = "This question is not part of the form."

KEEP = """
with kept as (
  insert into work_answerversion (step_id, question, child_id, value, version, clashed, saved_at, by_id)
  values (%(step)s, %(question)s, %(child)s, %(value)s::jsonb, %(version)s, false, %(at)s, %(by)s)
), begun as (
  update work_step set state = 'in_progress' where id = %(step)s and state = 'not_started'
)
insert into work_answer (step_id, question, child_id, value, version, saved_at, by_id)
values (%(step)s, %(question)s, %(child)s, %(value)s::jsonb, %(version)s, %(at)s, %(by)s)
on conflict (step_id, question, child_id)
do update set value = excluded.value, version = excluded.version, saved_at = excluded.saved_at, by_id = excluded.by_id
"""


class Closed(Refused):
    """The step is no longer written in; the words say why."""


@dataclass(frozen=True, slots=True)
class Clash:
    """What somebody else wrote meanwhile: it holds, and the new words are kept beside it."""

    value: Any
    version: int
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Saved:
    """The version that holds after saving, when it was saved, and the clash if there was one.

    ``held``: the step as it stands after it."""

    version: int
    at: datetime
    clash: Clash | None = None
    held: Held | None = None


@action(May.WRITE_STEP)
def save_answer(
    by: Worker, step: Step, *, question: str, child: int | None, value: Any, base_version: int
) -> Saved:
    """Save the answer in one box: ``question`` is the name of the box, ``child`` a person id or None for all.

    ``base_version`` is the version the writer saw. Saving never fails for what is written, except for an
    answer that is too long or was not on offer. When somebody else wrote meanwhile, both answers are kept
    and the other one is given back as the clash. Raises ``Closed`` when the step is no longer written in.
    Only the number of ``step`` is used. Three questions to the record store where nobody else wrote.
    """
    return _save(by, _locked(by, step), (question, child), value, base_version)


@action(May.WRITE_STEP)
def save_posted(
    by: Worker, step: Step, *, question: str, child: int | None, values: Sequence[str], base_version: int
) -> Saved:
    """The same for what a page sends for one box: one text, or several that are ticked."""
    held = _locked(by, step)
    if not held.form.has(parts.question_of(question)):
        raise Refused(NOT_IN_THE_FORM)
    value = rules.tidy(_kind_of(held, question), values)
    return _save(by, held, (question, child), value, base_version)


def _save(by: Worker, held: Held, key: rules.Key, value: Any, base_version: int) -> Saved:
    _check(held, key, value)
    if _kind_of(held, key[0]) in SETTLED:
        before = AnswerVersion.objects.seen_by(by).filter(step=held.step, question=key[0])
        value = _settled(by, held, key[0], value, before.values_list("value", flat=True))
    return _write(by, held, key, value, base_version)


@dataclass(frozen=True, slots=True)
class Typed:
    """One box as it was posted, with the version its writer had seen."""

    name: str
    child: int | None
    value: Any
    base_version: int


@action(May.WRITE_STEP)
def save_answers(by: Worker, step: Step, *, typed: Sequence[Typed]) -> list[tuple[Typed, Clash]]:
    """Save a whole page at once; gives the clashes. A box left as its writer found it is not touched,
    so that nobody's newer words meet an old copy of themselves."""
    held = _locked(by, step)
    rows = AnswerVersion.objects.seen_by(by).filter(step=held.step, clashed=False)
    seen: dict[tuple[str, int | None, int], Any] = {
        (name, child, version): value
        for name, child, version, value in rows.values_list("question", "child_id", "version", "value")
    }
    clashes = []
    for box in typed:
        found = seen.get((box.name, box.child, box.base_version), "")
        if rules.is_untouched(box.value, found):
            continue
        key = (box.name, box.child)
        _check(held, key, box.value)
        value = box.value
        if _kind_of(held, box.name) in SETTLED:
            value = _settled(
                by, held, box.name, value, (one for (name, *_), one in seen.items() if name == box.name)
            )
        saved = _write(by, held, key, value, box.base_version)
        if saved.clash:
            clashes.append((box, saved.clash))
    return clashes


@action(May.START_STEP)
def carry_into(by: Worker, step: Step, *, said: Mapping[rules.Key, Any]) -> None:
    """Write what earlier work said into the boxes of one that was just opened: box and child -> value.

    Nobody has begun it by that. Evidence is kept as it was cited. Raises ``Refused`` for what the form would not take.
    """
    held, now = _locked(by, step), clock.now()
    for key, value in said.items():
        _check(held, key, value)
    facts: dict[str, Any] = {"step": held.step, "by": by, "version": 1, "saved_at": now}
    rows = [
        {"question": name, "child_id": child, "value": value, **facts}
        for (name, child), value in said.items()
        if (name, child) not in held.written
    ]
    AnswerVersion.objects.bulk_create(AnswerVersion(**row) for row in rows)
    Answer.objects.bulk_create(Answer(**row) for row in rows)


def _locked(by: Worker, step: Step) -> Held:
    held = holding.locked(by, step.pk)
    if held is None:
        raise Step.DoesNotExist
    if obstacle := obstacle_to("save", held.step.state):
        raise Closed(obstacle)
    step.known_people = [*held.inside, *held.taken_out]
    return held


def _check(held: Held, key: rules.Key, value: Any) -> None:
    name, child = key
    asked = parts.question_of(name)
    if not held.form.has(asked) or parts.known(held.form.question(asked), name) is None:
        raise Refused(NOT_IN_THE_FORM)
    if child is not None and child not in held.inside:
        raise Refused("This child is not part of this piece of work.")
    if _kind_of(held, name) == "children" and not _are_of(held, value):
        raise Refused("Choose among the children of this piece of work.", field=rules.field_name(name, child))
    if problem := rules.too_long(value) or _not_on_offer(held.form.question(asked), name, value):
        raise Refused(problem, field=rules.field_name(name, child))


def _kind_of(held: Held, name: str) -> str:
    part = parts.known(held.form.question(parts.question_of(name)), name)
    return part.kind if part else ""


def _settled(by: Worker, held: Held, name: str, chosen: Any, versions: Iterable[Any]) -> Any:
    """The events to keep, or the person or address named: the record is asked only for what this box never held."""
    if (kind := _kind_of(held, name)) in NAMED:
        return naming.settled(by, kind, str(chosen), versions, list(held.inside))
    lines = chosen if isinstance(chosen, list) else [chosen] if chosen else []
    before = {line for version in versions if isinstance(version, list) for line in version}
    cited = [one for line in sorted(before) if (one := evidence.read(line))]
    is_new = set(lines) - before
    offered = [evidence.cite(event) for event in events_of(by, list(held.inside))] if is_new else []
    return evidence.settled(lines, cited, offered)


def _not_on_offer(question: Question, name: str, value: Any) -> str | None:
    part = parts.known(question, name)
    offered = {code for code, _ in part.options} if part else set()
    chosen = [value] if isinstance(value, str) else value
    if not offered or all(code in offered or code == "" for code in chosen):
        return None
    return f"{question.ask}: choose one of the answers offered."


def _are_of(held: Held, chosen: Any) -> bool:
    """Whether all who are chosen are, or were, children of the step; what is chosen beside them is named in words."""
    known = {str(person) for person in (*held.inside, *held.taken_out)}
    return {one for one in chosen if one != boxes.OTHERS[0]} <= known


def _write(by: Worker, held: Held, key: rules.Key, value: Any, base_version: int) -> Saved:
    answer = held.written.get(key)
    present = rules.Present(answer.value, answer.version) if answer else rules.Present()
    merged, now = rules.merge(present, base_version, value), clock.now()
    if merged.changed:
        _keep(by, held, key, value, merged.version, now)
    if merged.kept:
        return Saved(merged.version, now, held=held)
    if rules.is_untouched(value, holding.seen_by_writer(by, held, key, base_version)):
        return Saved(base_version, now, held=held)
    _set_aside(by, held, key, value, merged.version, now)
    clash = (
        Clash(_as_seen(by, held, key[0], answer.value), answer.version, answer.by, answer.at)
        if answer
        else None
    )
    return Saved(merged.version, now, clash, held)


def _as_seen(by: Worker, held: Held, name: str, value: Any) -> Any:
    """What somebody else wrote, as the worker may know it."""
    if (kind := _kind_of(held, name)) not in NAMED:
        return value
    return in_the_box(kind, value, naming.known(by, [(kind, value)], held.step.started_on))


def _keep(by: Worker, held: Held, key: rules.Key, value: Any, version: int, now: datetime) -> None:
    """Write an answer with its version, and begin the step if nobody has. One deed."""
    question, child = key
    facts: dict[str, Any] = {"step": held.step.pk, "question": question, "child": child, "version": version}
    with connection.cursor() as cursor:
        cursor.execute(KEEP, {**facts, "value": json.dumps(value), "at": now, "by": by.pk})
    held.written[key] = holding.Written(value, version, by.name, now)


def _set_aside(by: Worker, held: Held, key: rules.Key, value: Any, version: int, now: datetime) -> None:
    """Keep words beside the answer that holds; the same words of the same writer once."""
    question, child = key
    facts = {"step": held.step, "question": question, "child_id": child, "value": value, "version": version}
    rows = AnswerVersion.objects.seen_by(by).filter(clashed=True, by=by, **facts)
    if not rows.exists():
        AnswerVersion.objects.create(clashed=True, saved_at=now, by=by, **facts)
