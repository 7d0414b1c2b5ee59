"""Content carried between early help and statutory work, so that nobody types it again: down, and up."""

from collections.abc import Sequence
from typing import Any

from kith.access.guarded import EVERY_ROW
from kith.access.models import Worker
from kith.core import reading_words
from kith.earlyhelp import risks
from kith.earlyhelp.models import AroundChild, TeamAround
from kith.earlyhelp.rules import STEPPED_UP
from kith.practice import Form
from kith.work.answers.actions import carry_into, save_answer
from kith.work.answers.boxes import RISK_WORDS, retold
from kith.work.answers.held import form_of
from kith.work.answers.parts import all_parts, row_parts
from kith.work.earlier.rules import IN_WORDS, taken_over
from kith.work.models import Answer, Step, StepChild
from kith.work.steps.queries import first_name

STATUTORY = ("single_assessment", "core_assessment", "initial_assessment")
EARLY = "early_help_assessment"
UP = (
    "why_now",
    "own_words",
    "growing",
    "care",
    "home",
    "network",
    "risk",
    "analysis",
    "change",
    "outcome_why",
)
RISK = "risk"
CELLS = {
    "whom": "For: ", "sure": "How sure: ", "more": "More likely: ", "less": "Less likely: ", "evidence": "Evidence: ",
    **RISK_WORDS,
}  # fmt: skip
Carried = list[
    dict[str, Any]
]  # question, child, words, title, on; of a risk analysis a box and its value, marked


def last_of(viewer: Worker, people: Sequence[int], kinds: Sequence[str], *, finished: bool) -> Step | None:
    """The latest piece of work of these kinds about any of these children; one that was broken off counts too."""
    about = StepChild.objects.seen_by(viewer).filter(person__in=people, released_at__isnull=True)
    rows = Step.objects.seen_by(viewer).filter(pk__in=about.values("step"), kind__in=kinds)
    rows = rows.filter(state="completed") if finished else rows
    return rows.select_related("form", "worker").order_by("-started_on", "-pk").first()


def from_last(by: Worker, people: Sequence[int]) -> Carried:
    """What the last statutory assessment of these children said in the words the family is given, with its day.

    Only that: early help is given by people who are not of social care, and the family knows what they are told. Of its
    risk analysis that is the sentence under the rows; the rows that come back are those early help wrote itself.
    """
    before = last_of(by, people, STATUTORY, finished=True)
    if before is None or before.completed_on is None:
        return []
    asked = {question.id: question for question in form_of(before).questions if question.family}
    rows = Answer.objects.seen_by(by).filter(step=before, question__in=asked).order_by("question", "child_id")
    day = reading_words.short_day(before.completed_on)
    return [
        {
            "question": row.question,
            "child": row.child_id,
            "words": row.value,
            "title": before.title,
            "on": day,
        }
        for row in rows
        if isinstance(row.value, str) and row.value.strip() and row.child_id in (None, *people)
        if asked[row.question].kind in IN_WORDS
    ] + _risks_down(by, before, people, day)


def _risks_down(by: Worker, before: Step, people: Sequence[int], day: str) -> Carried:
    form = form_of(before)
    if not (form.has(RISK) and form.question(RISK).family):
        return []
    told = risks.sentence(_boxes(by, before), before.title, day)
    around = _stepped_up(by, people)
    rows = _rows_of(by, around.assessment, people, form) if around and around.assessment else {}
    return [
        {"question": name, "child": None, "value": value}
        for name, value in risks.together(rows, told).items()
    ]


def put_risks_into(by: Worker, step: Step, people: Sequence[int]) -> None:
    """The worries of early help that stepped up go into the first assessment of a social worker after it."""
    form, around = form_of(step), _stepped_up(by, people)
    if around is None or around.assessment is None or not form.has(RISK) or _taken_up(around, step, people):
        return
    earlier = around.assessment
    told = risks.sentence(_boxes(by, earlier), earlier.title, _day_of(earlier))
    said = risks.together(_rows_of(by, earlier, people, form), told)
    carry_into(by, step, said={(name, None): value for name, value in said.items()})


def _stepped_up(by: Worker, people: Sequence[int]) -> TeamAround | None:
    """The early help of these children from which a social worker took over last."""
    inside = AroundChild.objects.seen_by(by).filter(person__in=people, around__outcome=STEPPED_UP)
    last = inside.select_related("around__assessment__form").order_by("-around__ended_on", "-pk").first()
    return last.around if last else None


def _taken_up(around: TeamAround, step: Step, people: Sequence[int]) -> bool:
    """Whether another assessment has begun with it since, so that it is not there twice."""
    rows = StepChild.objects.unguarded(EVERY_ROW).filter(
        person__in=people, step__kind__in=STATUTORY, step__recorded_at__gte=around.ended_recorded_at
    )
    return rows.exclude(step=step).exclude(step__state="cancelled").exists()


def _rows_of(by: Worker, earlier: Step, people: Sequence[int], form: Form) -> dict[str, Any]:
    asked = form.question(RISK)
    sure = [code for part in row_parts(asked, 1) if part.name.endswith(":sure") for code, _ in part.options]
    return risks.rows(
        _boxes(by, earlier), inside=people, all_inside=set(earlier.people_ids()) <= set(people), sure=sure,
        title=earlier.title, on=_day_of(earlier),
    )  # fmt: skip


def _boxes(by: Worker, step: Step) -> dict[str, Any]:
    rows = Answer.objects.seen_by(by).filter(step=step, question__startswith=f"{RISK}:", child=None)
    return dict(rows.values_list("question", "value"))


def _day_of(step: Step) -> str:
    return reading_words.short_day(step.completed_on or step.started_on)


def put_into(by: Worker, step: Step, carried: Carried) -> None:
    """Write what was carried into the same questions of a new piece of work, each marked with where it is from."""
    form = form_of(step)
    said = {(one["question"], None): one["value"] for one in carried if "value" in one}
    if said and form.has(RISK):
        carry_into(by, step, said=said)
    for one in carried:
        if (
            "value" in one
            or not form.has(one["question"])
            or form.question(one["question"]).kind not in IN_WORDS
        ):
            continue
        question = form.question(one["question"])
        if question.per_child and one["child"] is None:
            continue
        child = one["child"] if question.per_child or question.differs else None
        words = taken_over("", one["words"], one["title"], one["on"])
        save_answer(by, step, question=question.id, child=child, value=words, base_version=0)


def told_to_the_front_door(viewer: Worker, step: Step | None, people: Sequence[Any], why: str) -> str:
    """What a contact says that asks for a social worker: why now, and the assessment with its questions and day."""
    if step is None:
        return why.strip()
    names = {one.pk: first_name(one) for one in people}
    form, answers = form_of(step), _answers(viewer, step)
    risks = _risks(viewer, step, form, names)
    lines = [why.strip(), "", _heading(step)]
    for asked in UP:
        if form.has(asked):
            lines += (
                _under(form, asked, risks) if asked == RISK else _of_question(form, asked, answers, names)
            )
    return "\n".join(lines).strip()


def _heading(step: Step) -> str:
    who = step.worker.name if step.worker else "the team around the child"
    if step.completed_on:
        return f"{step.title}, {who}, completed {reading_words.short_day(step.completed_on)}:"
    return f"{step.title}, {who}, begun {reading_words.short_day(step.started_on)}, not finished:"


def _answers(viewer: Worker, step: Step) -> dict[tuple[str, int | None], str]:
    rows = Answer.objects.seen_by(viewer).filter(step=step, question__in=UP)
    return {
        (row.question, row.child_id): row.value.strip()
        for row in rows
        if isinstance(row.value, str) and row.value.strip()
    }


def _of_question(
    form: Form, asked: str, answers: dict[tuple[str, int | None], str], names: dict[int, str]
) -> list[str]:
    told = [(names.get(child or 0, ""), words) for (name, child), words in answers.items() if name == asked]
    return _under(form, asked, [f"{who}: {words}" if who else words for who, words in told])


def _under(form: Form, asked: str, told: list[str]) -> list[str]:
    return ["", form.question(asked).ask, *told] if told else []


def _risks(viewer: Worker, step: Step, form: Form, names: dict[int, str]) -> list[str]:
    """What worries whoever wrote it: a line for each worry, then the danger in a sentence or why there is none."""
    rows = Answer.objects.seen_by(viewer).filter(step=step, question__startswith=f"{RISK}:", child=None)
    boxes = {row.question: ", ".join(retold(form, names, row.question, row.value)) for row in rows}
    worries: dict[str, str] = {}
    for part in all_parts(form.question(RISK), boxes) if form.has(RISK) and boxes else []:
        if words := boxes.get(part.name, "").strip():
            row, cell = part.name.removeprefix(f"{RISK}:").rpartition(":")[::2]
            worries[row or cell] = "; ".join(filter(None, [worries.get(row), CELLS.get(cell, "") + words]))
    return list(worries.values())
