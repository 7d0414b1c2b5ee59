"""A form laid out for the page: sections, questions, and the boxes of each with their present answers."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kith.core.reading import reading_of
from kith.practice.forms import YES_NO_UNKNOWN, Form, Question
from kith.work.answers import evidence, parts, rules
from kith.work.naming import rules as naming
from kith.work.naming.rules import Known

Kept = Mapping[rules.Key, tuple[Any, int]]  # (box, child) -> (value, version)
OTHERS = ("others", "Somebody else, named above")
TAKEN_OUT = "a child taken out"
NOBODY_KNOWN = Known()
RISK_WORDS = {"danger": "Danger: ", "none": "Nothing found: "}


@dataclass(frozen=True, slots=True)
class Box:
    """One box to fill in: the name it is saved under, for whom, what it says now and in which version.

    ``said``: what it says to a reader, and ``read_as`` how it was understood, where both are more than the value.
    """

    name: str
    child: int | None
    label: str
    kind: str
    value: Any
    version: int
    choices: tuple[tuple[str, ...], ...] = ()
    said: str = ""
    read_as: str = ""

    @property
    def lines(self) -> list[str]:
        """What it says, in paragraphs."""
        return [self.said] if self.said else in_words(self.value, self.choices)

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

    def is_filled(self, place: Place) -> bool:
        """Whether anything stands here: in the place for all also what is different for one child."""
        return place.is_filled or (place.child is None and any(one.is_filled for one in self.different))

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
    """What every box of a page is made from. ``names``: the boxes of each question that are kept, by child."""

    kept: Kept
    names: Mapping[tuple[str, int | None], Sequence[str]]
    answers: rules.Answers
    children: Mapping[int, str]
    day: date
    links: evidence.Links | None
    known: Known


def lay_out(
    form: Form,
    kept: Kept,
    children: Mapping[int, str],
    day: date,
    links: evidence.Links | None = None,
    known: Known = NOBODY_KNOWN,
    standing: rules.Standing | None = None,
) -> list[Part]:
    """The form with its present answers.

    ``children`` maps ids to first names; ``day`` says which answers are offered. ``links``: the events that are on the
    record now and where they are shown; None when nobody asked. ``known``: the people and addresses
    named in answers that the reader may be told of. ``standing``: how far the form is, where that is known already.
    """
    answers = {key: value for key, (value, _) in kept.items()}
    standing = standing or rules.standing(form, answers, children)
    page = _Page(kept, _names(kept), answers, children, day, links, known)
    missing = Counter(gap.section for gap in standing.stops)
    return [
        Part(
            section.id,
            section.title,
            section.hint,
            standing.states[section.id],
            missing[section.id],
            tuple(_asked(question, page) for question in form.of_section(section.id)),
        )
        for section in form.sections
    ]


def _names(kept: Kept) -> dict[tuple[str, int | None], list[str]]:
    found: dict[tuple[str, int | None], list[str]] = {}
    for name, child in kept:
        found.setdefault((parts.question_of(name), child), []).append(name)
    return found


def _asked(question: Question, page: _Page) -> Asked:
    each = [_place(question, page, child, name) for child, name in page.children.items()]
    if question.per_child:
        return Asked(question, tuple(each), ())
    shared = _place(question, page, None, "", anybody=page.children)
    return Asked(question, (shared,), tuple(each) if rules.may_differ(question, len(page.children)) else ())


def _place(
    question: Question, page: _Page, child: int | None, name: str, anybody: Iterable[int] = ()
) -> Place:
    names = page.names.get((question.id, child), ())
    boxes = tuple(
        _box(part, child, page, _choices(question, part, page, child))
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


def _box(part: parts.Part, child: int | None, page: _Page, choices: tuple[tuple[str, ...], ...]) -> Box:
    value, version = page.kept.get((part.name, child), ("", 0))
    if part.kind not in naming.READ:
        return Box(part.name, child, part.label, part.kind, value, version, choices)
    said = "" if rules.is_blank(value) else naming.words(part.kind, str(value), page.known)
    shown, how = (read(part.kind, value, page.known) for read in (naming.in_the_box, naming.read_as))
    return Box(part.name, child, part.label, part.kind, shown, version, choices, said, str(how))


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


def length(sections: Iterable[Part]) -> str:
    """How long the long answers of a form are together, and how old one has to be to read them; nothing for none."""
    written = [
        str(box.value) for box in every_box(sections) if box.kind == "words" and not rules.is_blank(box.value)
    ]
    return reading_of(written).told if written else ""


@dataclass(frozen=True, slots=True)
class Risk:
    """One row of a risk analysis to be read: what, what is said about it, and the events it cites."""

    what: tuple[str, ...]
    said: tuple[tuple[str, str], ...]
    evidence: tuple[tuple[str, ...], ...]  # (kept line, words, where shown, "gone" or nothing, what it says)


@dataclass(frozen=True, slots=True)
class Told:
    """One answer to be read: for whom (empty for all), its paragraphs, and before them the rows of a risk analysis.

    ``is_aside``: it was written before another answer put its question away; it is kept, and does not count.
    """

    who: str
    child: int | None
    lines: tuple[str, ...]
    risks: tuple[Risk, ...] = ()
    is_aside: bool = False


def read_out(asked: Asked) -> list[Told]:
    """The answers to a question in words: shared first, then what is a child's own."""
    told = [
        Told(
            place.name,
            place.child,
            tuple(_lines(asked, place)),
            tuple(_risks(asked, place)),
            is_aside=not place.is_asked,
        )
        for place in (*asked.places, *asked.different)
    ]
    return [one for one in told if one.lines or one.risks]


def _risks(asked: Asked, place: Place) -> Iterable[Risk]:
    rows = asked.rows(place) if asked.is_risk else []
    for what, *middle, cited in (row for row in rows if any(not rules.is_blank(box.value) for box in row)):
        said = ((box.label.rstrip("?"), box) for box in middle if not rules.is_blank(box.value))
        yield Risk(
            tuple(in_words(what.value)),
            tuple((label, _joined(box)) for label, box in said),
            cited.choices,
        )


def _joined(box: Box) -> str:
    """What one box of a row says: prose line by line, what was chosen one after another."""
    return ("\n" if box.kind == "words" else ", ").join(box.lines)


def _lines(asked: Asked, place: Place) -> Sequence[str]:
    if asked.is_risk:
        return [
            f"{RISK_WORDS[box.name.rsplit(':', 1)[1]]}{line}"
            for box in asked.under_rows(place)
            for line in in_words(box.value)
        ]
    if not asked.is_table:
        return [line for box in place.boxes for line in box.lines]
    rows = [[", ".join(box.lines) for box in row] for row in asked.rows(place)]
    return [" · ".join(cell for cell in row if cell) for row in rows if any(row)]


def retold(
    form: Form, names: Mapping[int, str], name: str, value: Any, known: Known = NOBODY_KNOWN
) -> list[str]:
    """What stood in one box, in paragraphs: for the history, and for what two people wrote at once."""
    asked = parts.question_of(name)
    part = parts.known(form.question(asked), name) if form.has(asked) else None
    if part and part.kind == "events":
        return [evidence.in_words(line) for line in value or ()]
    if part and part.kind == "children":
        called = {**{str(child): first for child, first in names.items()}, **dict([OTHERS])}
        return [called.get(one, TAKEN_OUT) for one in value or ()]
    if part and part.kind in naming.READ and not rules.is_blank(value):
        return [naming.words(part.kind, str(value), known)]
    return in_words(value, part.options if part else ())


def named(form: Form, answers: Iterable[tuple[str, Any]]) -> list[tuple[str, Any]]:
    """The answers that name a person or an address, each with its kind. ``answers``: boxes and what they say."""
    found = ((kind_of(form, name), value) for name, value in answers)
    return [(kind, value) for kind, value in found if kind in naming.KINDS]


def kind_of(form: Form, name: str) -> str:
    """The kind of the box of this name; nothing where the form has none."""
    asked = parts.question_of(name)
    if not form.has(asked):
        return ""
    question = form.question(asked)
    if name == asked:
        return question.kind
    part = parts.known(question, name) if parts.columns(question) else None
    return part.kind if part else ""


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
