"""What answering costs the hands: the keystroke-level model as data, in seconds for each kind of question."""

import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kith.practice.entries import Entry, read_toml
from kith.practice.forms import KINDS, Form, Question
from kith.practice.mistakes import Mistakes

FILE = "hands.toml"
AROUND = {
    "form": "opening and sending a piece of work",
    "section": "going on to the next section",
    "sign_off": "deciding on a piece of work",
}
ACT = re.compile(r"(\d*)([A-Z])")


@dataclass(frozen=True, slots=True)
class Operator:
    """One act of the hands or the head, how long it takes, and who says so."""

    sign: str
    title: str
    seconds: float
    source: str


@dataclass(frozen=True, slots=True)
class Acts:
    """What something takes: how often each operator, and in words what was assumed."""

    of: str
    counted: Mapping[str, int]
    about: str


@dataclass(frozen=True)
class Hands:
    """The operators, what a question of each kind takes, and what a piece of work takes besides."""

    operators: Mapping[str, Operator] = field(default_factory=dict)
    answers: Mapping[str, Acts] = field(default_factory=dict)
    around: Mapping[str, Acts] = field(default_factory=dict)

    def of_answer(self, question: Question, children: int = 1) -> float:
        """Seconds to answer; nothing for a kind that is not reckoned. Each child answers what is asked per child."""
        return self._seconds(self.answers.get(question.kind)) * (children if question.per_child else 1)

    def of_form(self, form: Form, children: int = 1) -> float:
        """Seconds for the questions shown by default, going through the sections, opening and sending."""
        shown = form.shown_by_default()
        sections = len({question.section for question in shown})
        answers = sum(self.of_answer(question, children) for question in shown)
        return answers + self.of("section") * sections + self.of("form")

    def of(self, what: str) -> float:
        """Seconds for what a piece of work takes besides its answers."""
        return self._seconds(self.around.get(what))

    def left_out(self, form: Form) -> tuple[str, ...]:
        """The kinds of question of a form that are not reckoned."""
        return tuple(sorted({one.kind for one in form.shown_by_default()} - set(self.answers)))

    def _seconds(self, acts: Acts | None) -> float:
        if acts is None:
            return 0.0
        return sum(self.operators[sign].seconds * number for sign, number in acts.counted.items())


def read_hands(folder: Path, mistakes: Mistakes) -> Hands:
    """The model of ``hands.toml`` at the top of the packs; nothing is reckoned where there is no such file."""
    path = folder / FILE
    if not path.exists():
        return Hands()
    page = Entry(FILE, "", read_toml(path, FILE, mistakes), mistakes)
    operators = [_operator(entry) for entry in page.tables("operator")]
    known = [one.sign for one in operators]
    answers = [_acts(entry, "kind", KINDS, known) for entry in page.tables("answer")]
    around = [_acts(entry, "what", AROUND, known) for entry in page.tables("around")]
    page.finish()
    for place, names in (
        ("operator", known),
        ("answer", [one.of for one in answers]),
        ("around", [one.of for one in around]),
    ):
        for double in sorted({name for name in names if name and names.count(name) > 1}):
            mistakes.add(FILE, place, f'"{double}" is there twice.')
    return Hands(
        {one.sign: one for one in operators},
        {one.of: one for one in answers},
        {one.of: one for one in around},
    )


def _operator(entry: Entry) -> Operator:
    sign = entry.text("sign", needed=True)
    if sign and not re.fullmatch(r"[A-Z]", sign):
        entry.wrong("sign", f'Found "{sign}".', "A sign is one capital letter.")
    seconds = entry.number("seconds", needed=True) or 0
    if seconds < 0:
        entry.wrong("seconds", f"Expected a number from 0 up, found {seconds}.")
    operator = Operator(
        sign, entry.text("title", needed=True), float(seconds), entry.text("source", needed=True)
    )
    entry.finish()
    return operator


def _acts(entry: Entry, key: str, names: Collection[str], operators: Collection[str]) -> Acts:
    of, words = entry.one_of(key, list(names)), entry.text("acts", needed=True)
    acts = Acts(of, _counted(words, entry, operators), entry.text("about", needed=True))
    entry.finish()
    return acts


def _counted(words: str, entry: Entry, operators: Collection[str]) -> dict[str, int]:
    """ "M P 20K" as how often each sign; what is no act, or of no operator, is noted."""
    counted: Counter[str] = Counter()
    for word in words.split():
        act = ACT.fullmatch(word)
        if act is None:
            entry.wrong("acts", f'"{word}" is no act.', 'Write signs with how often: "M P B 20K".')
        elif act[2] not in operators:
            entry.mistakes.unknown(entry.file, entry.place("acts"), "operator", act[2], operators)
        else:
            counted[act[2]] += int(act[1] or 1)
    return dict(counted)
