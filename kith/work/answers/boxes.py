"""A form laid out for the page: sections, questions, and the boxes of each with their present answers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kith.practice.forms import YES_NO_UNKNOWN, Form, Question
from kith.work.answers import evidence, parts, rules

Kept = Mapping[rules.Key, tuple[Any, int]]  # (box, child) -> (value, version)
OTHERS = ("others", "Somebody else, named above")
TAKEN_OUT = "a child taken out"
RISK_WORDS = {"danger": "Danger: ", "none": "Nothing found: "}


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
    def is_risk(self) -> bool:
        """Whether it is a risk analysis."""
        return self.question.kind == "risk"

    @property
    def is_table(self) -> bool:
        """Whether its boxes stand in the rows of a table."""
        return bool(parts.columns(self.question)) and not self.is_risk

    @property
    def columns(self) -> list[str]:
        """The headings over the rows."""
        return [column.ask for column in parts.columns(self.question)]

    def rows(self, place: Place) -> list[tuple[Box, ...]]:
        """The boxes that stand in rows."""
        width, cells = len(self.columns), [box for box in place.boxes if box.name.count(":") == 2]
        return [tuple(cells[at : at + width]) for at in range(0, len(cells), width)]

    def under_rows(self, place: Place) -> list[Box]:
        """The boxes under the rows."""
        return [box for box in place.boxes if box.name.count(":") < 2]


@dataclass(frozen=True, slots=True)
class Part:
    """One section of the form with how far it is: done, soon (something missing) or none."""

    id: str
    title: str
    hint: str
    state: str
    missing: int
    questions: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class _Page:
    """What every box of a page is made from."""

    kept: Kept
    answers: rules.Answers
    children: Mapping[int, str]
    day: date
    links: evidence.Links | None


def lay_out(
    form: Form,
    kept: Kept,
    children: Mapping[int, str],
    day: date,
    links: evidence.Links | None = None,
) -> list[Part]:
    """The form with its present answers.

    ``children`` maps ids to first names; ``day`` says which answers are offered. ``links``: the events that are on the
    record now and where they are shown; None when nobody asked.
    """
    answers = {key: value for key, (value, _) in kept.items()}
    states = rules.section_states(form, answers, children)
    gaps = rules.stops(form, answers, children)
    page = _Page(kept, answers, children, day, links)
    return [
        Part(
            section.id,
            section.title,
            section.hint,
            states[section.id],
            sum(gap.section == section.id for gap in gaps),
            tuple(_asked(question, page) for question in form.of_section(section.id)),
        )
        for section in form.sections
    ]


def _asked(question: Question, page: _Page) -> Asked:
    each = [_place(question, page, child, name) for child, name in page.children.items()]
    if question.per_child:
        return Asked(question, tuple(each), ())
    shared = _place(question, page, None, "", anybody=page.children)
    return Asked(question, (shared,), tuple(each) if rules.may_differ(question, len(page.children)) else ())


def _place(
    question: Question, page: _Page, child: int | None, name: str, anybody: Iterable[int] = ()
) -> Place:
    names = [box for box, whose in page.kept if whose == child]
    boxes = tuple(
        Box(
            part.name,
            child,
            part.label,
            part.kind,
            *page.kept.get((part.name, child), ("", 0)),
            _choices(question, part, page, child),
        )
        for part in parts.all_parts(question, names)
    )
    is_asked = rules.is_asked(question, page.answers, child) or any(
        rules.is_asked(question, page.answers, one) for one in anybody
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
    question: Question, part: parts.Part, page: _Page, child: int | None
) -> tuple[tuple[str, ...], ...]:
    """What may be chosen today, and whatever was chosen before."""
    chosen = page.kept.get((part.name, child), ("", 0))[0]
    if part.kind in ("children", "events"):
        return _chosen(part.kind, chosen if isinstance(chosen, list) else [], page)
    if part.name != question.id or not question.options:
        return part.options
    offered = {option.code for option in question.options_on(page.day)} | {
        chosen if isinstance(chosen, str) else ""
    }
    held = set() if isinstance(chosen, str) else set(chosen)
    return tuple(
        (option.code, option.label, option.hint)
        for option in question.options
        if option.code in offered or option.code in held
    )


def _chosen(kind: str, chosen: Sequence[str], page: _Page) -> tuple[tuple[str, ...], ...]:
    """The children to choose from; or of events those that are cited: where each is shown, and if it is gone."""
    if kind == "children":
        known = {str(child): name for child, name in page.children.items()}
        return (
            *known.items(),
            OTHERS,
            *((one, TAKEN_OUT) for one in chosen if one not in (*known, OTHERS[0])),
        )
    found = []
    for line in chosen:
        key = evidence.key_of(line)
        gone = page.links is not None and key not in page.links
        href = page.links.get(key, "") if page.links else ""
        found.append((line, evidence.in_words(line), href, "gone" if gone else "", ""))
    return tuple(found)


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
class Risk:
    """One row of a risk analysis to be read: what, what is said about it, and the events it cites."""

    what: tuple[str, ...]
    said: tuple[tuple[str, str], ...]
    evidence: tuple[tuple[str, ...], ...]  # (kept line, words, where shown, "gone" or nothing, what it says)


@dataclass(frozen=True, slots=True)
class Told:
    """One answer to be read: for whom (empty for all), its paragraphs, and before them the rows of a risk analysis."""

    who: str
    child: int | None
    lines: tuple[str, ...]
    risks: tuple[Risk, ...] = ()


def read_out(asked: Asked) -> list[Told]:
    """The answers to a question in words: shared first, then what is a child's own."""
    told = [
        Told(place.name, place.child, tuple(_lines(asked, place)), tuple(_risks(asked, place)))
        for place in (*asked.places, *asked.different)
    ]
    return [one for one in told if one.lines or one.risks]


def _risks(asked: Asked, place: Place) -> Iterable[Risk]:
    rows = asked.rows(place) if asked.is_risk else []
    for what, *middle, cited in (row for row in rows if any(not rules.is_blank(box.value) for box in row)):
        said = ((box.label.rstrip("?"), box) for box in middle if not rules.is_blank(box.value))
        yield Risk(
            tuple(in_words(what.value)),
            tuple((label, ", ".join(in_words(box.value, box.choices))) for label, box in said),
            cited.choices,
        )


def _lines(asked: Asked, place: Place) -> Sequence[str]:
    if asked.is_risk:
        return [
            f"{RISK_WORDS[box.name.rsplit(':', 1)[1]]}{line}"
            for box in asked.under_rows(place)
            for line in in_words(box.value)
        ]
    if not asked.is_table:
        return [line for box in place.boxes for line in in_words(box.value, box.choices)]
    rows = [[", ".join(in_words(box.value, box.choices)) for box in row] for row in asked.rows(place)]
    return [" · ".join(cell for cell in row if cell) for row in rows if any(row)]


def retold(form: Form, names: Mapping[int, str], name: str, value: Any) -> list[str]:
    """What stood in one box, in paragraphs: for the history, and for what two people wrote at once."""
    asked = parts.question_of(name)
    part = parts.known(form.question(asked), name) if form.has(asked) else None
    if part and part.kind == "events":
        return [evidence.in_words(line) for line in value or ()]
    if part and part.kind == "children":
        known = {**{str(child): first for child, first in names.items()}, **dict([OTHERS])}
        return [known.get(one, TAKEN_OUT) for one in value or ()]
    return in_words(value, part.options if part else ())


def row_words(form: Form, name: str) -> str:
    """Which box of a risk analysis this is: "Risk 2: For whom?"; nothing for any other."""
    asked = parts.question_of(name)
    if not form.has(asked) or form.question(asked).kind != "risk":
        return ""
    part = parts.known(form.question(asked), name)
    row = f"Risk {name.split(':')[1]}: " if name.count(":") == 2 else ""
    return f"{row}{part.label}" if part else ""


def in_words(value: Any, choices: Sequence[tuple[str, ...]] = ()) -> list[str]:
    """An answer in paragraphs; for a choice the words that were chosen."""
    labels: dict[str, str] = (
        {choice[0]: choice[1] for choice in (*choices, *YES_NO_UNKNOWN)} if choices else {}
    )
    if isinstance(value, list):
        return [labels.get(one, str(one)) for one in value]
    return [labels.get(line, line) for line in str(value or "").splitlines() if line.strip()]
