"""Saving one answer while somebody writes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.practice import Form, Question
from kith.work.answers import boxes, evidence, parts, rules
from kith.work.answers.chronology import events_of
from kith.work.models import Answer, AnswerVersion, Step, StepChild
from kith.work.steps.rules import obstacle_to

EVERY_ROW = "a rule needs every row, and shows none"


@dataclass(frozen=True, slots=True)
class Clash:
    """What somebody else wrote meanwhile: it holds, and the new words are kept beside it."""

    value: Any
    version: int
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Saved:
    """The version that holds after saving, when it was saved, and the clash if there was one."""

    version: int
    at: datetime
    clash: Clash | None = None


@action(May.WRITE_STEP)
def save_answer(
    by: Worker, step: Step, *, question: str, child: int | None, value: Any, base_version: int
) -> Saved:
    """Save the answer in one box: ``question`` is the name of the box, ``child`` a person id or None for all.

    ``base_version`` is the version the writer saw. Saving never fails for what is written, except for an
    answer that is too long or was not on offer. When somebody else wrote meanwhile, both answers are kept
    and the other one is given back as the clash. Raises ``Refused`` when the step is no longer written in.
    """
    locked = Step.objects.seen_by(by).select_for_update().get(pk=step.pk)
    if obstacle := obstacle_to("save", locked.state):
        raise Refused(obstacle)
    _check(locked, question, child, value)
    if _kind_of(locked, question) == "events":
        held = AnswerVersion.objects.seen_by(by).filter(step=locked, question=question)
        value = _settled(by, locked, value, held.values_list("value", flat=True))
    return _write(by, locked, question, child, value, base_version)


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
    locked = Step.objects.seen_by(by).select_for_update(of=("self",)).select_related("form").get(pk=step.pk)
    if obstacle := obstacle_to("save", locked.state):
        raise Refused(obstacle)
    rows = AnswerVersion.objects.seen_by(by).filter(step=locked, clashed=False)
    seen: dict[tuple[str, int | None, int], Any] = {
        (name, child, version): value
        for name, child, version, value in rows.values_list("question", "child_id", "version", "value")
    }
    clashes = []
    for box in typed:
        found = seen.get((box.name, box.child, box.base_version), "")
        if rules.is_untouched(box.value, found):
            continue
        _check(locked, box.name, box.child, box.value)
        value = box.value
        if _kind_of(locked, box.name) == "events":
            value = _settled(by, locked, value, (one for (name, *_), one in seen.items() if name == box.name))
        saved = _write(by, locked, box.name, box.child, value, box.base_version)
        if saved.clash:
            clashes.append((box, saved.clash))
    return clashes


def _check(step: Step, name: str, child: int | None, value: Any) -> None:
    form = Form.from_content(step.form.content)
    asked = parts.question_of(name)
    if not form.has(asked) or parts.known(form.question(asked), name) is None:
        raise Refused("This question is not part of the form.")
    if child is not None and not _is_inside(step, child):
        raise Refused("This child is not part of this piece of work.")
    if _kind_of(step, name) == "children" and not _are_of(step, value):
        raise Refused("Choose among the children of this piece of work.", field=rules.field_name(name, child))
    if problem := rules.too_long(value) or _not_on_offer(form.question(asked), name, value):
        raise Refused(problem, field=rules.field_name(name, child))


def _kind_of(step: Step, name: str) -> str:
    part = parts.known(Form.from_content(step.form.content).question(parts.question_of(name)), name)
    return part.kind if part else ""


def _settled(by: Worker, step: Step, chosen: Any, versions: Iterable[Any]) -> list[str]:
    """The events to keep: the chronology is asked only for those that this box never cited."""
    lines = chosen if isinstance(chosen, list) else [chosen] if chosen else []
    before = {line for version in versions if isinstance(version, list) for line in version}
    held = [cited for line in sorted(before) if (cited := evidence.read(line))]
    is_new = set(lines) - before
    rows = StepChild.objects.seen_by(by).filter(step=step, released_at__isnull=True) if is_new else None
    people = list(rows.values_list("person_id", flat=True)) if rows is not None else []
    offered = [evidence.cite(event) for event in events_of(by, people)] if is_new else []
    return evidence.settled(lines, held, offered)


def _not_on_offer(question: Question, name: str, value: Any) -> str | None:
    part = parts.known(question, name)
    offered = {code for code, _ in part.options} if part else set()
    chosen = [value] if isinstance(value, str) else value
    if not offered or all(code in offered or code == "" for code in chosen):
        return None
    return f"{question.ask}: choose one of the answers offered."


def _is_inside(step: Step, child: int) -> bool:
    rows = StepChild.objects.unguarded(EVERY_ROW)
    return rows.filter(step=step, person=child, released_at__isnull=True).exists()


def _are_of(step: Step, chosen: Any) -> bool:
    """Whether all who are chosen are, or were, children of the step; what is chosen beside them is named in words."""
    wanted = {one for one in chosen if one != boxes.OTHERS[0]}
    known = StepChild.objects.unguarded(EVERY_ROW).filter(step=step).values_list("person_id", flat=True)
    return not wanted or wanted <= {str(person) for person in known}


def _write(by: Worker, step: Step, name: str, child: int | None, value: Any, base_version: int) -> Saved:
    answer = (
        Answer.objects.seen_by(by).filter(step=step, question=name, child=child).select_related("by").first()
    )
    present = rules.Present(answer.value, answer.version) if answer else rules.Present()
    merged, now = rules.merge(present, base_version, value), clock.now()
    if not merged.kept and rules.is_untouched(value, _seen(by, step, name, child, base_version)):
        return Saved(base_version, now)
    if merged.changed or not merged.kept:
        _keep_version(by, step, name, child, value, merged, now)
    if merged.changed:
        _put(by, step, name, child, value, merged.version, now)
    if merged.kept or answer is None:
        return Saved(merged.version, now)
    return Saved(merged.version, now, Clash(answer.value, answer.version, answer.by.name, answer.saved_at))


def _seen(by: Worker, step: Step, name: str, child: int | None, version: int) -> Any:
    """What an answer said in an earlier version; None for one that never was."""
    rows = AnswerVersion.objects.seen_by(by).filter(step=step, question=name, child_id=child, version=version)
    return rows.filter(clashed=False).values_list("value", flat=True).first()


def _keep_version(
    by: Worker, step: Step, name: str, child: int | None, value: Any, merged: rules.Merge, now: datetime
) -> None:
    """Every version is kept; the same words set aside twice by the same writer are kept once."""
    facts = {
        "step": step,
        "question": name,
        "child_id": child,
        "value": value,
        "version": merged.version,
        "by": by,
    }
    clashed = not merged.kept
    if clashed and AnswerVersion.objects.seen_by(by).filter(clashed=True, **facts).exists():
        return
    AnswerVersion.objects.create(clashed=clashed, saved_at=now, **facts)


def _put(
    by: Worker, step: Step, name: str, child: int | None, value: Any, version: int, now: datetime
) -> None:
    facts = {"value": value, "version": version, "saved_at": now, "by": by}
    rows = Answer.objects.seen_by(by).filter(step=step, question=name, child=child)
    if not rows.update(**facts):
        Answer.objects.create(step=step, question=name, child_id=child, **facts)
    if step.state == "not_started":
        Step.objects.seen_by(by).filter(pk=step.pk).update(state="in_progress")
