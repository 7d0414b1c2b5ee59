"""What a kind of visit asks beside who was seen, and whether what was answered can be kept as it is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kith.practice import Form, Question
from kith.practice.practice import Practice
from kith.practice.visits import BEDROOM
from kith.work.answers import parts
from kith.work.answers import rules as answering
from kith.work.visits.rules import LONGEST_WORDS, Problem

LONGEST_LINE = 400
SHOWN = 60  # letters of an answer that is told back
Key = tuple[str, int | None]
Posted = Mapping[Key, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Asked:
    """One question on the page, with the kinds of visit that ask it."""

    question: Question
    kinds: tuple[str, ...]

    def field(self, child: int | None = None) -> str:
        """The name of its box."""
        return field(self.question.id, child)

    @property
    def options(self) -> tuple[tuple[str, str], ...]:
        """What may be chosen."""
        return parts.choices(self.question)


@dataclass(frozen=True, slots=True)
class Told:
    """Answers that can be kept: for all children together, for each alone, and whose bedroom was seen."""

    together: Mapping[str, Any]
    alone: Mapping[int, Mapping[str, Any]]
    bedrooms: Mapping[int, str]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was answered, so that no form has to be kept with the visit."""
        return not (self.together or self.alone or self.bedrooms)


def field(question: str, child: int | None = None) -> str:
    """How a box is called: ``told.next``, or ``told.said.204418`` for one child."""
    return f"told.{answering.field_name(question, child)}"


def asked(held: Practice, day: date) -> list[Asked]:
    """Every question that some kind of visit asks on a day, in the order of the form."""
    kinds = held.visits.kinds_on(day).values()
    found = [
        Asked(one, tuple(kind.code for kind in kinds if one.id in kind.asks))
        for one in (held.visit_form.questions if held.visit_form else ())
    ]
    return [one for one in found if one.kinds]


def asked_by(held: Practice, kind: str, day: date) -> Form | None:
    """What one kind of visit asks on a day; None where it asks nothing."""
    found = held.visits.kinds_on(day).get(kind)
    return found.form(held.visit_form) if found and found.asks and held.visit_form else None


def read(
    posted: Posted, whole: Form | None, narrowed: Form | None, people: Mapping[int, str], day: date
) -> tuple[Told, list[Problem]]:
    """The answers to keep, and everything that is wrong with what was sent.

    ``whole`` has every question that some visit asks, ``narrowed`` those of this kind. ``people`` are the children of
    the visit with their first names. What is not asked and was answered all the same is told, never dropped.
    """
    answers, problems = {}, []
    for (name, child), values in posted.items():
        question = whole.question(name) if whole and whole.has(name) else None
        value = answering.tidy(question.kind if question else "", values)
        if answering.is_blank(value):
            continue
        if question is None or question.per_child != (child is not None):
            problems.append((field(name, child), _gone(value)))
        elif child is None or child in people:
            answers[name, child] = value
            problems += _wrong_with(question, child, value, people, narrowed, day)
    if narrowed:
        problems += _not_standing(narrowed, answers, people) + _missing(narrowed, answers, people)
    return _as_kept(answers), problems


def _gone(value: Any) -> str:
    said = value if isinstance(value, str) else ", ".join(value)
    return (
        f"This question is no longer asked: “{said[:SHOWN]}{'…' if len(said) > SHOWN else ''}”. "
        "Put the words into “What you saw and heard”, and clear this box."
    )


def _wrong_with(
    question: Question,
    child: int | None,
    value: Any,
    people: Mapping[int, str],
    narrowed: Form | None,
    day: date,
) -> list[Problem]:
    place, ask = field(question.id, child), _ask(question, child, people)
    if narrowed is None or not narrowed.has(question.id):
        return [
            (place, f"{ask} – this kind of visit does not ask it. Choose another kind, or clear the answer.")
        ]
    offered = {code for code, _ in parts.choices(question)}
    chosen = [value] if isinstance(value, str) else value
    if offered and not {*chosen} <= _on_offer(question, offered, day):
        return [(place, f"{ask} – choose one of the answers offered.")]
    most = LONGEST_WORDS if question.kind == "words" else LONGEST_LINE
    if sum(map(len, chosen)) > most:
        return [(place, f"{ask} – {sum(map(len, chosen)):,} letters; this holds {most:,}.")]
    words = answering.unreadable(parts.Part(question.id, ask.rstrip("?"), question.kind), value)
    return [(place, words)] if words else []


def _on_offer(question: Question, offered: set[str], day: date) -> set[str]:
    return {one.code for one in question.options_on(day)} if question.options else offered


def _ask(question: Question, child: int | None, people: Mapping[int, str]) -> str:
    return f"{people[child]}: {question.ask}" if child is not None else question.ask


def _not_standing(narrowed: Form, answers: answering.Answers, people: Mapping[int, str]) -> list[Problem]:
    """Answers to questions that another answer has put away."""
    found = []
    for name, child in answers:
        question = narrowed.question(name) if narrowed.has(name) else None
        if question is None or question.show_if is None or answering.is_asked(question, answers, child):
            continue
        earlier = narrowed.question(question.show_if.question)
        label = dict(parts.choices(earlier)).get(question.show_if.answer, question.show_if.answer)
        words = f"{_ask(question, child, people)} – asked only when “{earlier.ask}” is “{label}”."
        found.append((field(name, child), f"{words} Change that answer, or clear this one."))
    return found


def _missing(narrowed: Form, answers: answering.Answers, people: Mapping[int, str]) -> list[Problem]:
    gaps = answering.missing(narrowed, answers, people)
    return [(field(gap.question, gap.child), f"{gap.words} – this has to be answered.") for gap in gaps]


def _as_kept(answers: answering.Answers) -> Told:
    alone: dict[int, dict[str, Any]] = {}
    for (name, child), value in answers.items():
        if child is not None and name != BEDROOM:
            alone.setdefault(child, {})[name] = value
    return Told(
        {name: value for (name, child), value in answers.items() if child is None},
        alone,
        {child: value for (name, child), value in answers.items() if child is not None and name == BEDROOM},
    )


def in_words(form: Form, answers: Mapping[str, Any]) -> list[tuple[str, list[str]]]:
    """Questions and what was answered, in the order of the form as it was asked then."""
    return [(one.ask, _lines(one, answers[one.id])) for one in form.questions if one.id in answers]


def _lines(question: Question, value: Any) -> list[str]:
    labels = dict(parts.choices(question))
    lines: Iterable[str] = value if isinstance(value, list) else str(value).splitlines()
    return [labels.get(line, line) for line in lines if line.strip()]
