"""A form laid out for the page: sections, questions, and the boxes of each with their present answers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kith.practice.forms import YES_NO_UNKNOWN, Form, Question
from kith.work.answers import parts, rules

Kept = Mapping[rules.Key, tuple[Any, int]]  # (box, child) -> (value, version)


@dataclass(frozen=True, slots=True)
class Box:
    """One box to fill in: the name it is saved under, for whom, what it says now and in which version."""

    name: str
    child: int | None
    label: str
    kind: str
    value: Any
    version: int
    choices: tuple[tuple[str, ...], ...] = ()

    @property
    def field(self) -> str:
        """Its name in the posted form."""
        return rules.field_name(self.name, self.child)

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """What may be chosen, without hints."""
        return [(choice[0], choice[1]) for choice in self.choices]


@dataclass(frozen=True, slots=True)
class Place:
    """The boxes of one question for all children together (``child`` None) or for one of them.

    ``field`` is the name of its first box."""

    field: str
    child: int | None
    name: str
    boxes: tuple[Box, ...]
    is_asked: bool
    is_filled: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """One question on the page: places to answer it, and places for what is different for one child."""

    question: Question
    places: tuple[Place, ...]
    different: tuple[Place, ...]

    @property
    def is_table(self) -> bool:
        """Whether its boxes stand in rows."""
        return bool(parts.columns(self.question))

    @property
    def columns(self) -> list[str]:
        """The headings over the rows."""
        return [column.ask for column in parts.columns(self.question)]

    def rows(self, place: Place) -> list[tuple[Box, ...]]:
        """The boxes of a table in rows."""
        width = len(self.columns)
        return [place.boxes[at : at + width] for at in range(0, len(place.boxes), width)]


@dataclass(frozen=True, slots=True)
class Part:
    """One section of the form with how far it is: done, soon (something missing) or none."""

    id: str
    title: str
    hint: str
    state: str
    missing: int
    questions: tuple[Asked, ...]


def lay_out(form: Form, kept: Kept, children: Mapping[int, str], day: date) -> list[Part]:
    """The form with its present answers.

    ``children`` maps ids to first names; ``day`` says which answers are offered.
    """
    answers = {key: value for key, (value, _) in kept.items()}
    states = rules.section_states(form, answers, children)
    gaps = rules.stops(form, answers, children)
    return [
        Part(
            section.id,
            section.title,
            section.hint,
            states[section.id],
            sum(gap.section == section.id for gap in gaps),
            tuple(_asked(question, kept, answers, children, day) for question in form.of_section(section.id)),
        )
        for section in form.sections
    ]


def _asked(
    question: Question, kept: Kept, answers: rules.Answers, children: Mapping[int, str], day: date
) -> Asked:
    each = [_place(question, kept, answers, child, name, day) for child, name in children.items()]
    if question.per_child:
        return Asked(question, tuple(each), ())
    shared = _place(question, kept, answers, None, "", day, anybody=children)
    return Asked(question, (shared,), tuple(each) if rules.may_differ(question, len(children)) else ())


def _place(
    question: Question,
    kept: Kept,
    answers: rules.Answers,
    child: int | None,
    name: str,
    day: date,
    anybody: Iterable[int] = (),
) -> Place:
    names = [box for box, whose in kept if whose == child]
    boxes = tuple(
        Box(
            part.name,
            child,
            part.label,
            part.kind,
            *kept.get((part.name, child), ("", 0)),
            _choices(question, part, kept, child, day),
        )
        for part in parts.all_parts(question, names)
    )
    is_asked = rules.is_asked(question, answers, child) or any(
        rules.is_asked(question, answers, one) for one in anybody
    )
    return Place(
        rules.field_name(question.id, child),
        child,
        name,
        boxes,
        is_asked,
        any(not rules.is_blank(box.value) for box in boxes),
    )


def _choices(
    question: Question, part: parts.Part, kept: Kept, child: int | None, day: date
) -> tuple[tuple[str, ...], ...]:
    """What may be chosen today, and whatever was chosen before."""
    if part.name != question.id or not question.options:
        return part.options
    chosen = kept.get((part.name, child), ("", 0))[0]
    offered = {option.code for option in question.options_on(day)} | {
        chosen if isinstance(chosen, str) else ""
    }
    held = set() if isinstance(chosen, str) else set(chosen)
    return tuple(
        (option.code, option.label, option.hint)
        for option in question.options
        if option.code in offered or option.code in held
    )


def every_box(sections: Iterable[Part]) -> list[Box]:
    """All boxes of a form in the order of the page."""
    places = [
        place
        for section in sections
        for asked in section.questions
        for place in (*asked.places, *asked.different)
    ]
    return [box for place in places for box in place.boxes]


@dataclass(frozen=True, slots=True)
class Told:
    """One answer to be read: for whom (empty for all), and its paragraphs."""

    who: str
    child: int | None
    lines: tuple[str, ...]


def read_out(asked: Asked) -> list[Told]:
    """The answers to a question in words: shared first, then what is a child's own."""
    told = [
        Told(place.name, place.child, tuple(_lines(asked, place)))
        for place in (*asked.places, *asked.different)
    ]
    return [one for one in told if one.lines]


def _lines(asked: Asked, place: Place) -> Sequence[str]:
    if not asked.is_table:
        return [line for box in place.boxes for line in in_words(box.value, box.choices)]
    rows = [[", ".join(in_words(box.value, box.choices)) for box in row] for row in asked.rows(place)]
    return [" · ".join(cell for cell in row if cell) for row in rows if any(row)]


def in_words(value: Any, choices: Sequence[tuple[str, ...]] = ()) -> list[str]:
    """An answer in paragraphs; for a choice the words that were chosen."""
    labels: dict[str, str] = (
        {choice[0]: choice[1] for choice in (*choices, *YES_NO_UNKNOWN)} if choices else {}
    )
    if isinstance(value, list):
        return [labels.get(one, str(one)) for one in value]
    return [labels.get(line, line) for line in str(value or "").splitlines() if line.strip()]
