"""Two practices beside each other: what differs, step by step, form by form, question by question, in words."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from kith.core import reading_words
from kith.practice.forms import KINDS, OUTCOME, Column, Form, Option, Question
from kith.practice.practice import Practice
from kith.practice.step_words import aim_words, sign_off_words, whole_limit
from kith.practice.steps import StepKind

STEP, FORM = "step", "form"
NEW, GONE, CHANGED = "new", "gone", "changed"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs. `about` is a step or a form; `entry` what of it, "" for the whole of it."""

    about: str
    code: str
    title: str
    entry: str
    how: str
    before: str = ""
    after: str = ""

    @property
    def words(self) -> str:
        """'Closing: Sign-off was “Team manager signs off”, is “Nobody needs to sign off”.'"""
        name = f"{self.title}: {self.entry}" if self.entry else self.title
        if self.how == CHANGED:
            return f"{name} was “{self.before or 'nothing'}”, is “{self.after or 'nothing'}”."
        told = self.after if self.how == NEW else self.before
        return f"{name} is {self.how}{f': “{told}”' if told else ''}."


def compare(before: Practice, after: Practice) -> list[Difference]:
    """Everything that differs in steps, limits, sign-offs, forms and questions; nothing where both say the same."""
    return [*_steps(before, after), *_forms(before.forms, after.forms)]


Pairs = Iterable[tuple[str, str, str]]


def _steps(before: Practice, after: Practice) -> Iterator[Difference]:
    for code in dict.fromkeys((*before.steps, *after.steps)):
        old, new = before.steps.get(code), after.steps.get(code)
        if old is None or new is None:
            yield _whole(STEP, code, old.title if old else "", new.title if new else "")
            continue
        for entry, was, now in _step_entries(old, before, new, after):
            if was != now:
                yield Difference(STEP, code, new.title, entry, CHANGED, was, now)
        yield from _items(
            STEP, code, new.title, "Limit", map(whole_limit, old.limits), map(whole_limit, new.limits)
        )
        yield from _items(
            STEP, code, new.title, "What may follow", _follows(old, before), _follows(new, after)
        )


def _step_entries(old: StepKind, before: Practice, new: StepKind, after: Practice) -> Pairs:
    yield "Title", old.title, new.title
    yield "Purpose", old.purpose, new.purpose
    yield "Group", old.group, new.group
    yield "About", _about(old), _about(new)
    yield "Form", _form_title(old, before), _form_title(new, after)
    yield "Sign-off", sign_off_words(old, before.roles), sign_off_words(new, after.roles)
    yield "Point on the way", _review_point(old), _review_point(new)
    yield "Soon due", _warning(old), _warning(new)
    yield "Should end", _aims(old), _aims(new)
    yield "Decided first, because", old.comes_first, new.comes_first
    yield "Started by hand", _yes(old.by_hand), _yes(new.by_hand)
    yield "Makes a plan of the kind", old.plan or "none", new.plan or "none"


def _aims(kind: StepKind) -> str:
    return "; ".join(aim_words(aim) for aim in kind.aims)


def _forms(before: Mapping[str, Form], after: Mapping[str, Form]) -> Iterator[Difference]:
    for code in dict.fromkeys((*before, *after)):
        old, new = before.get(code), after.get(code)
        if old is None or new is None:
            yield _whole(FORM, code, old.title if old else "", new.title if new else "")
        elif old != new:
            yield from _form(old, new)


def _form(old: Form, new: Form) -> Iterator[Difference]:
    entries = [
        ("Title", old.title, new.title),
        ("Introduction", old.intro, new.intro),
        ("Facts known already", ", ".join(old.facts), ", ".join(new.facts)),
        ("Questions shown by default", str(len(old.shown_by_default())), str(len(new.shown_by_default()))),
        ("Sections", _sections(old), _sections(new)),
    ]
    for entry, was, now in entries:
        if was != now:
            yield Difference(FORM, new.code, new.title, entry, CHANGED, was, now)
    asked = {one.id: one for one in old.questions}, {one.id: one for one in new.questions}
    for name in dict.fromkeys((*asked[0], *asked[1])):
        yield from _question(name, asked[0].get(name), asked[1].get(name), old, new)
    if _order(old, new) != _order(new, old):
        yield Difference(
            FORM, new.code, new.title, "Order of questions", CHANGED, "another", "as it stands now"
        )


def _question(
    name: str, old: Question | None, new: Question | None, before: Form, after: Form
) -> Iterator[Difference]:
    entry = f"Question “{name}”"
    if old is None or new is None:
        how, was, now = (GONE, old.ask, "") if old else (NEW, "", new.ask if new else "")
        yield Difference(FORM, after.code, after.title, entry, how, was, now)
        return
    for part, told in _PARTS.items():
        was, now = told(old), told(new)
        if was != now:
            yield Difference(FORM, after.code, after.title, f"{entry}, {part},", CHANGED, was, now)
    sections = _section(old, before), _section(new, after)
    if sections[0] != sections[1]:
        yield Difference(FORM, after.code, after.title, f"{entry}, section,", CHANGED, *sections)
    yield from _items(FORM, after.code, after.title, f"{entry}, answer", _answers(old), _answers(new))


_PARTS: Mapping[str, Callable[[Question], str]] = {
    "as asked": lambda one: one.ask,
    "hint": lambda one: one.hint,
    "good answer": lambda one: one.good,
    "kind": lambda one: KINDS.get(one.kind, one.kind),
    "needed to finish": lambda one: _yes(one.required),
    "each child answers": lambda one: _yes(one.per_child),
    "room for differences": lambda one: _yes(one.differs),
    "filled from": lambda one: one.pulls,
    "asked by law": lambda one: one.statutory,
    "for the family": lambda one: one.family,
    "goes with no other": lambda one: one.stands_alone,
    "counted": lambda one: _yes(one.counted),
    "shown": lambda one: f"when {one.show_if.question} is {one.show_if.answer}" if one.show_if else "always",
}


def _items(
    about: str, code: str, title: str, entry: str, before: Iterable[str], after: Iterable[str]
) -> Iterator[Difference]:
    """What a list has lost and won; one for one counts as a change."""
    old, new = list(before), list(after)
    gone, won = [one for one in old if one not in new], [one for one in new if one not in old]
    if len(gone) == len(won) == 1:
        yield Difference(about, code, title, entry, CHANGED, gone[0], won[0])
        return
    yield from (Difference(about, code, title, entry, GONE, one) for one in gone)
    yield from (Difference(about, code, title, entry, NEW, "", one) for one in won)


def _whole(about: str, code: str, old: str, new: str) -> Difference:
    kind = about.capitalize()
    return Difference(about, code, f"{kind} “{old or new}”", "", GONE if old else NEW)


def _follows(kind: StepKind, practice: Practice) -> list[str]:
    form = practice.forms.get(kind.form)
    asked = form.question(OUTCOME) if form and form.has(OUTCOME) else None
    return [_outcome(kind, code, asked.label(code) if asked else code, practice) for code in kind.next]


def _outcome(kind: StepKind, code: str, label: str, practice: Practice) -> str:
    started = [practice.steps[step].title for step in kind.started_by(code)]
    told = [f"starts {reading_words.listing(started)}"] if started else []
    told += [f"sets off {kind.effects[code].replace('_', ' ')}"] if code in kind.effects else []
    return f"{label} ({', '.join(told)})" if told else label


def _answers(question: Question) -> list[str]:
    return [*map(_answer, question.options), *map(_column, question.columns)]


def _answer(option: Option) -> str:
    since = f", from {reading_words.short_day(option.since)}" if option.since else ""
    until = f", until {reading_words.short_day(option.until)}" if option.until else ""
    return f"{option.label}{since}{until}{f' – {option.hint}' if option.hint else ''} [{option.code}]"


def _column(column: Column) -> str:
    answers = f" of {', '.join(map(_answer, column.options))}" if column.options else ""
    return f"column {column.ask} ({column.kind}{answers}) [{column.id}]"


def _order(form: Form, other: Form) -> list[str]:
    """The questions of a form that the other has too, in their order."""
    return [one.id for one in form.questions if other.has(one.id)]


def _sections(form: Form) -> str:
    return ", ".join(f"{one.title}{f' – {one.hint}' if one.hint else ''}" for one in form.sections)


def _section(question: Question, form: Form) -> str:
    return next((one.title for one in form.sections if one.id == question.section), question.section)


def _about(kind: StepKind) -> str:
    return "the children of a family together" if kind.about == "family" else "one child"


def _form_title(kind: StepKind, practice: Practice) -> str:
    return practice.forms[kind.form].title if kind.form else ""


def _review_point(kind: StepKind) -> str:
    point = kind.review_point
    return f"{point.title} after {reading_words.working_days(point.working_days)}" if point else ""


def _warning(kind: StepKind) -> str:
    return f"{reading_words.working_days(kind.warn_days)} before the limit"


def _yes(value: bool) -> str:
    return "yes" if value else "no"
