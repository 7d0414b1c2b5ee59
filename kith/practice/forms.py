"""A form as it is asked: sections and questions, kept word for word with every step that used it."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from kith.practice.entries import in_force

KINDS = {
    "text": "one line",
    "words": "as many words as it takes",
    "choice": "one of several answers",
    "several": "any of several answers",
    "date": "a day",
    "part_date": "a day, or as much of one as is known: 21/4/2017, April 2017, about 2015, an age",
    "number": "a number",
    "person": "someone on the record, or a name that is marked as not on it",
    "address": "an address on record round the children, or one that is marked as not in the directory",
    "yes_no_unknown": "yes, no or not known",
    "rating_with_reason": "a judgement on a scale, and why",
    "table": "rows of short answers",
    "factors": "what makes harm more or less likely, how sure we are, for whom",
    "risk": "row by row what happened or could, for whom, how sure we are, what makes it more and less likely, "
    "with evidence from the chronology; then the danger in one sentence",
    "events": "events of the chronology, chosen from those on record; they go with what is handed out",
}
WITH_OPTIONS = ("choice", "several", "rating_with_reason")
FOR_FAMILIES = (
    "text",
    "words",
    "choice",
    "several",
    "rating_with_reason",
    "risk",
)  # what a family's copy can tell
YES_NO_UNKNOWN = (("yes", "Yes"), ("no", "No"), ("unknown", "Not known"))
OUTCOME = "outcome"
HELD_ON = (
    "held_on"  # the day on which what a step records took place: clocks named after the step run from it
)


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose, with the first and last day it may be chosen on."""

    code: str
    label: str
    since: date | None = None
    until: date | None = None
    hint: str = ""


@dataclass(frozen=True, slots=True)
class ShowIf:
    """The question is asked only when an earlier one has this answer."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table question."""

    id: str
    ask: str
    kind: str = "text"
    options: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """One thing asked.

    `per_child`: each child answers for itself. `differs`: written once for all, with room for what is
    different for one child. `pulls`: the fact it is filled from. `good`: what a good answer looks like.
    `statutory`: the law that makes us ask, where one does. `family`: the heading under which the answer stands on the
    family's copy; of a risk analysis the danger stands there. `stands_alone`: the answer that goes with no other.
    `counted`: figures are counted by it, so its codes are kept by themselves when the work is completed.
    """

    id: str
    section: str
    ask: str
    kind: str
    hint: str = ""
    required: bool = False
    options: tuple[Option, ...] = ()
    show_if: ShowIf | None = None
    per_child: bool = False
    differs: bool = False
    pulls: str = ""
    good: str = ""
    columns: tuple[Column, ...] = ()
    list_code: str = ""
    statutory: str = ""
    family: str = ""
    stands_alone: str = ""
    counted: bool = False

    def options_on(self, day: date) -> tuple[Option, ...]:
        """The answers that may be chosen on a day."""
        return tuple(option for option in self.options if in_force(option.since, option.until, day))

    def label(self, code: str) -> str:
        """The words of an answer, whenever it was chosen; the code itself when it was never listed."""
        return next((option.label for option in self.options if option.code == code), code)

    def codes(self) -> list[str]:
        """The codes of all answers that were ever possible."""
        return [option.code for option in self.options]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a form with its own heading."""

    id: str
    title: str
    hint: str = ""


@dataclass(frozen=True)
class Form:
    """What is asked for one piece of work, in order."""

    code: str
    title: str
    sections: tuple[Section, ...]
    questions: tuple[Question, ...]
    intro: str = ""
    facts: tuple[str, ...] = ()  # known already, shown above the questions to be said right or changed
    _by_id: dict[str, Question] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        self._by_id.update({question.id: question for question in self.questions})

    def question(self, question_id: str) -> Question:
        """A question by its id; KeyError when the form has none of that id."""
        return self._by_id[question_id]

    def has(self, question_id: str) -> bool:
        """Whether the form asks this."""
        return question_id in self._by_id

    def of_section(self, section_id: str) -> list[Question]:
        """The questions under one heading."""
        return [question for question in self.questions if question.section == section_id]

    def shown_by_default(self) -> list[Question]:
        """The questions that everybody sees, whatever was answered."""
        return [question for question in self.questions if question.show_if is None]

    def content(self) -> dict[str, Any]:
        """Everything that makes up the form, ready for JSON."""
        found: dict[str, Any] = json.loads(self._kept)
        return found

    @cached_property
    def _kept(self) -> str:
        """The content as text: whoever asks for it is given a copy, and reading one is quicker than making it anew."""
        content = {
            **({"facts": list(self.facts)} if self.facts else {}),
            "code": self.code,
            "title": self.title,
            "intro": self.intro,
            "sections": [asdict(section) for section in self.sections],
            "questions": [_content(question) for question in self.questions],
        }
        return json.dumps(content, ensure_ascii=False)

    @property
    def for_family(self) -> list[Question]:
        """The questions whose answers the family reads in its own copy."""
        return [question for question in self.questions if question.family]

    @cached_property
    def hash(self) -> str:
        """The same for the same content, whatever file it came from."""
        text = json.dumps(self.content(), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()

    @classmethod
    def from_content(cls, content: Mapping[str, Any]) -> "Form":
        """The form that `content` was made from."""
        return cls(
            code=content["code"],
            title=content["title"],
            intro=content.get("intro", ""),
            facts=tuple(content.get("facts", ())),
            sections=tuple(Section(**section) for section in content["sections"]),
            questions=tuple(_question(question) for question in content["questions"]),
        )


def _content(question: Question) -> dict[str, Any]:
    """A question; what came to the language later is left out where it is empty, so that older forms stay the same."""
    content: dict[str, Any] = _plain(asdict(question))
    for key in ("statutory", "family", "stands_alone", "counted"):
        if not content[key]:
            del content[key]
    return content


def _plain(value: Any) -> Any:
    """Days as text, tuples as lists: what JSON gives back again."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value


def _question(content: Mapping[str, Any]) -> Question:
    values = dict(content)
    values["options"] = _options(values["options"])
    values["show_if"] = ShowIf(**values["show_if"]) if values["show_if"] else None
    values["columns"] = tuple(
        Column(**{**column, "options": _options(column["options"])}) for column in values["columns"]
    )
    return Question(**values)


def _options(contents: Iterable[Mapping[str, Any]]) -> tuple[Option, ...]:
    return tuple(
        Option(**{**content, "since": _day(content["since"]), "until": _day(content["until"])})
        for content in contents
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
