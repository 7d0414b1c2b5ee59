"""What an answer is: shared or a child's own, asked or not, missing or not; and what two writers do to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kith.core import part_dates
from kith.practice.forms import OUTCOME, Form, Question
from kith.work import typed
from kith.work.answers import parts, risk

LONGEST = 200_000
READ = ("date", "part_date", "number")  # kinds of boxes whose words must be understood in the end
Key = tuple[str, int | None]
Answers = Mapping[Key, Any]


@dataclass(frozen=True, slots=True)
class Present:
    """The answer that holds now and its version; version 0 is "nothing written yet"."""

    value: Any = None
    version: int = 0


@dataclass(frozen=True, slots=True)
class Merge:
    """What becomes of newly sent words: ``kept`` in place of the present answer, or set aside beside it."""

    kept: bool
    version: int
    changed: bool


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that stops a step from being finished, in words, with the place to mend it."""

    section: str
    question: str
    child: int | None
    words: str

    @property
    def field(self) -> str:
        """The name of the form field, which is also its place on the page."""
        return field_name(self.question, self.child)


@dataclass(frozen=True, slots=True)
class Counted:
    """One code found of a child. ``is_none``: it says that nothing was found, and stands alone."""

    question: str
    code: str
    is_none: bool


def field_name(question: str, child: int | None = None) -> str:
    """How a field is called on the page: ``why_now``, ``likely:why``, or ``why_now.204418`` for one child."""
    return question if child is None else f"{question}.{child}"


def too_long(value: Any) -> str | None:
    """Why an answer is too long to be kept, or None when it is not."""
    length = sum(len(part) for part in ([value] if isinstance(value, str) else value))
    if length <= LONGEST:
        return None
    return f"This answer has {length:,} letters; one answer holds {LONGEST:,}. Attach the rest as a document."


def is_untouched(value: Any, seen: Any) -> bool:
    """Whether a writer sends back just what they had seen: nothing of theirs is new, so nothing can clash.

    They stay on the version they saw, and meet the newer words when they write."""
    return bool(value == seen) or (is_blank(value) and is_blank(seen))


def merge(present: Present, base_version: int, value: Any) -> Merge:
    """What becomes of ``value``, written by somebody who had version ``base_version`` before them.

    It takes the place of the present answer when its writer had seen that answer, or when it holds the
    whole of it (the answer to an earlier save was lost on the way). Otherwise both are kept: the present
    answer stays and the new words are set aside to be shown beside it.
    """
    if value == present.value or (is_blank(value) and is_blank(present.value)):
        return Merge(kept=True, version=present.version, changed=False)
    if base_version == present.version or _holds_all_of(value, present.value):
        return Merge(kept=True, version=present.version + 1, changed=True)
    return Merge(kept=False, version=present.version, changed=False)


def _holds_all_of(value: Any, earlier: Any) -> bool:
    if is_blank(earlier):
        return True
    return isinstance(value, str) and isinstance(earlier, str) and value.startswith(earlier)


def tidy(kind: str, values: Sequence[str]) -> Any:
    """What was posted for a box, as it is kept: one text, or a list where several may be chosen."""
    clean = [value.replace("\r\n", "\n").replace("\x00", "") for value in values]
    if kind in parts.LISTS:
        return [value for value in clean if value]
    return clean[-1] if clean else ""


def is_blank(value: Any) -> bool:
    """Whether nothing was answered. "Not known" is an answer."""
    return value is None or value == [] or (isinstance(value, str) and not value.strip())


def answer_for(answers: Answers, question: str, child: int | None) -> Any:
    """A child's own answer, otherwise the one that is shared by all."""
    own = answers.get((question, child)) if child is not None else None
    return answers.get((question, None)) if is_blank(own) else own


def is_asked(question: Question, answers: Answers, child: int | None) -> bool:
    """Whether the question stands, given the one earlier answer it may depend on."""
    if question.show_if is None:
        return True
    earlier = answer_for(answers, question.show_if.question, child)
    wanted = question.show_if.answer
    return wanted in earlier if isinstance(earlier, list) else bool(earlier == wanted)


def missing(form: Form, answers: Answers, children: Mapping[int, str]) -> list[Missing]:
    """Everything that is asked for, required and not answered; ``children`` maps ids to first names.

    A question asked of each child is missing once for each child without an answer. A shared question
    that depends on answers that differ is asked as soon as it stands for one child.
    """
    return [gap for question in form.questions for gap in _missing_in(question, answers, children)]


def _missing_in(question: Question, answers: Answers, children: Mapping[int, str]) -> list[Missing]:
    if question.kind == "risk":
        asked = any(is_asked(question, answers, child) for child in (None, *children))
        lacking = risk.gaps(question, answers) if asked else []
        return [Missing(question.section, name, None, words) for name, words in lacking]
    return [
        _missing(question, child, children)
        for child in (children if question.per_child else (None,))
        if question.required and _is_unanswered(question, answers, child, children)
    ]


def _is_unanswered(
    question: Question, answers: Answers, child: int | None, children: Mapping[int, str]
) -> bool:
    if child is not None or not children:
        return is_asked(question, answers, child) and _is_empty(question, answers, child)
    if not _is_empty(question, answers, None):
        return False
    return any(is_asked(question, answers, each) and _is_empty(question, answers, each) for each in children)


def _is_empty(question: Question, answers: Answers, child: int | None) -> bool:
    needed = parts.needed(question)
    if needed:
        return any(is_blank(answers.get((part, child))) for part in needed)
    return all(
        is_blank(value)
        for key, value in answers.items()
        if key[1] == child and parts.belongs(key[0], question.id)
    )


def _missing(question: Question, child: int | None, children: Mapping[int, str]) -> Missing:
    about = f"{children[child]}: " if child is not None else ""
    return Missing(question.section, question.id, child, f"{about}{question.ask}")


def _states(form: Form, answers: Answers, gaps: Sequence[Missing]) -> dict[str, str]:
    lacking = {gap.section for gap in gaps}
    written = {parts.question_of(key[0]) for key, value in answers.items() if not is_blank(value)}
    begun = {question.section for question in form.questions if question.id in written}
    return {
        section.id: "none" if section.id not in begun else "soon" if section.id in lacking else "done"
        for section in form.sections
    }


def outcomes(answers: Answers, children: Sequence[int]) -> dict[int, str]:
    """The outcome of each child: its own answer to the question ``outcome``, otherwise the shared one."""
    told = {child: answer_for(answers, OUTCOME, child) for child in children}
    return {child: value for child, value in told.items() if isinstance(value, str) and value}


def may_differ(question: Question, number_of_children: int) -> bool:
    """Whether a question written once for all offers "Different for one child"."""
    differs = question.differs or question.id == OUTCOME
    return differs and not question.per_child and number_of_children > 1


def stops(form: Form, answers: Answers, children: Mapping[int, str]) -> list[Missing]:
    """Everything that stops the step from being finished: what is missing, unreadable or contradicts itself."""
    return missing(form, answers, children) + unreadable_answers(form, answers) + not_alone(form, answers)


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a form is: what stops finishing, and the state of each section."""

    stops: list[Missing]
    states: Mapping[str, str]


def standing(form: Form, answers: Answers, children: Mapping[int, str]) -> Standing:
    """Both together: what is missing is looked for once."""
    gaps = missing(form, answers, children)
    wrong = unreadable_answers(form, answers) + not_alone(form, answers)
    return Standing(gaps + wrong, _states(form, answers, gaps))


def not_alone(form: Form, answers: Answers) -> list[Missing]:
    """Every answer that goes with no other and stands beside one (children in need census, 8869)."""
    found = []
    for (name, child), value in answers.items():
        question = form.question(name) if form.has(name) else None
        alone = question.stands_alone if question else ""
        if question and alone and isinstance(value, list) and alone in value and len(value) > 1:
            words = f"“{question.label(alone)}” stands alone. Untick it, or the others."
            found.append(Missing(question.section, name, child, words))
    return found


def counted(form: Form, answers: Answers, child: int) -> list[Counted]:
    """What the form counts of one child: its own answers or the shared ones, where the question stood for it."""
    return [
        Counted(question.id, code, code == question.stands_alone)
        for question in form.questions
        if question.counted and is_asked(question, answers, child)
        for code in _codes(answer_for(answers, question.id, child))
        if code in question.codes()
    ]


def _codes(value: Any) -> list[str]:
    """Each code of an answer once."""
    return list(dict.fromkeys(value)) if isinstance(value, list) else [value]


def unreadable_answers(form: Form, answers: Answers) -> list[Missing]:
    """Every day or number that cannot be read."""
    found = []
    for (name, child), value in answers.items():
        asked = parts.question_of(name)
        question = form.question(asked) if form.has(asked) else None
        if question is None or not (question.kind in READ or parts.columns(question)):
            continue
        part = parts.known(question, name)
        if part and (words := unreadable(part, value)):
            found.append(Missing(question.section, name, child, words))
    return found


def unreadable(part: parts.Part, value: Any) -> str | None:
    """Why a finished step may not hold this answer: no day, no part of one, or no number; None when it may."""
    if is_blank(value) or not isinstance(value, str):
        return None
    if part.kind == "date" and typed.day(value) is None:
        return f"{part.label}: “{value[:40]}” cannot be read as a day. Write it like 21/4/2026."
    if part.kind == "part_date" and (words := part_dates.problem(value)):
        return f"{part.label}: “{value[:40]}”. {words}"
    if part.kind == "number" and typed.number(value) is None:
        return f"{part.label}: “{value[:40]}” is not a number."
    return None
