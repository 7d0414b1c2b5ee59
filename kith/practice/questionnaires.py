"""Short questionnaires for those affected, one file each: few questions in plain words, and how answers are scored."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from kith.practice.entries import Entry, read_toml
from kith.practice.mistakes import Mistakes

FOLDER = "feedback/"
HELPED, SCALE, WORDS = "helped", "scale", "words"
KINDS = (HELPED, SCALE, WORDS)
MOST_QUESTIONS = 10
WHO: Mapping[str, str] = {
    "child": "A child or young person",
    "parent": "A parent",
    "staff": "A member of staff",
    "referrer": "A referrer",
    "foster_carer": "A foster carer",
}
ANSWERS_OF_HELPED = ("yes", "partly", "no")
Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """One question. ``choices`` are codes and words, the worst first on a scale; ``turned`` where the last is worst."""

    id: str
    ask: str
    kind: str
    hint: str = ""
    choices: Choices = ()
    turned: bool = False
    required: bool = False


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """What is asked of whom. ``about_child``: it is about how one child was helped, who is at least ``from_age``."""

    code: str
    title: str
    who: str
    intro: str
    thanks: str
    questions: tuple[Asked, ...]
    about_child: bool = True
    from_age: int = 0


def as_stored(held: Questionnaire) -> dict[str, Any]:
    """A questionnaire as plain values, to be kept with those it was asked of."""
    return asdict(held)


def from_stored(kept: Mapping[str, Any]) -> Questionnaire:
    """The questionnaire that ``as_stored`` gave, after it went through the record store."""
    questions = tuple(
        Asked(**{**one, "choices": tuple((code, words) for code, words in one["choices"])})
        for one in kept["questions"]
    )
    return Questionnaire(**{**kept, "questions": questions})


def read_questionnaires(
    files: dict[str, list[tuple[str, Path]]], mistakes: Mistakes
) -> dict[str, Questionnaire]:
    """Every questionnaire by its code, the name of its file."""
    found = {}
    for name, sources in files.items():
        if name.startswith(FOLDER):
            file, path = sources[-1]
            found[path.stem] = _questionnaire(
                Entry(file, "", read_toml(path, file, mistakes), mistakes), path.stem
            )
    return found


def _questionnaire(entry: Entry, code: str) -> Questionnaire:
    scale = tuple((str(place), words) for place, words in enumerate(entry.texts("scale"), start=1))
    found = Questionnaire(
        code=code,
        title=entry.text("title", needed=True),
        who=entry.one_of("who", WHO),
        intro=entry.text("intro", needed=True),
        thanks=entry.text("thanks", needed=True),
        about_child=entry.yes("about_child", default=True),
        from_age=entry.whole("from_age") or 0,
        questions=tuple(_asked(one, scale) for one in entry.tables("question")),
    )
    _check(entry, found)
    entry.finish()
    return found


def _asked(entry: Entry, scale: Choices) -> Asked:
    kind = entry.one_of("kind", KINDS)
    choices = scale if kind == SCALE else ()
    if kind == HELPED:
        choices = tuple((code, entry.text(code, needed=True)) for code in ANSWERS_OF_HELPED)
    if kind == SCALE and len(scale) < 2:
        entry.wrong(
            "kind", "A scale needs its words.", 'Write above: scale = ["Never", "Sometimes", "Always"].'
        )
    found = Asked(
        id=entry.text("id", needed=True),
        ask=entry.text("ask", needed=True),
        kind=kind,
        hint=entry.text("hint"),
        choices=choices,
        turned=entry.yes("turned"),
        required=entry.yes("required", default=kind != WORDS),
    )
    entry.finish()
    return found


def _check(entry: Entry, found: Questionnaire) -> None:
    ids = [one.id for one in found.questions]
    for twice in sorted({one for one in ids if ids.count(one) > 1}):
        entry.wrong("question", f'Two questions are called "{twice}".', "Give one another id.")
    if not 0 < len(ids) <= MOST_QUESTIONS:
        entry.wrong("question", f"There are {len(ids)} questions.", f"Ask from 1 to {MOST_QUESTIONS}.")
    if sum(one.kind == HELPED for one in found.questions) > 1:
        entry.wrong("question", "Two questions ask whether it helped.", "Ask it once: it is what is counted.")
