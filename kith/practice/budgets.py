"""What a practice allows itself to cost: dated budgets, named exceptions to them, and the routine cases counted by."""

from dataclasses import dataclass
from datetime import date
from itertools import combinations
from pathlib import Path

from kith.practice.dated import overlap
from kith.practice.entries import Entry, in_force, read_toml
from kith.practice.forms import Form
from kith.practice.lists import CodeList
from kith.practice.mistakes import Mistakes
from kith.practice.steps import StepKind

FILE = "burden.toml"
SHOWN, SIGN_OFFS = "shown_questions", "sign_offs"
WHAT = {
    SHOWN: "questions a form shows by default",
    SIGN_OFFS: "sign-offs for each child in a year of a routine case",
}


@dataclass(frozen=True, slots=True)
class Budget:
    """The most that something may cost from one day to another, and who says so."""

    what: str
    most: int
    source: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Exemption:
    """One form or routine case that may cost more for a time: how much, why, who answers for it, until when."""

    what: str
    of: str
    most: int
    reason: str
    who: str
    since: date
    until: date


@dataclass(frozen=True, slots=True)
class RoutineStep:
    """How often a year a step is done in a routine case."""

    step: str
    times: float


@dataclass(frozen=True, slots=True)
class RoutineVisit:
    """How often a year a kind of visit is made in a routine case, to all its children together."""

    kind: str
    times: float


@dataclass(frozen=True, slots=True)
class RoutineCase:
    """A process as it usually goes: its steps in order, how often a year, for how many children together."""

    code: str
    title: str
    children: int
    source: str
    steps: tuple[RoutineStep, ...]
    visits: tuple[RoutineVisit, ...] = ()


@dataclass(frozen=True, slots=True)
class Budgets:
    """Everything ``burden.toml`` says."""

    budgets: tuple[Budget, ...] = ()
    exemptions: tuple[Exemption, ...] = ()
    cases: tuple[RoutineCase, ...] = ()
    file: str = FILE

    def on(self, what: str, day: date) -> Budget | None:
        """The budget that holds on a day; None where there is none."""
        return next(
            (one for one in self.budgets if one.what == what and in_force(one.since, one.until, day)), None
        )

    def exemption(self, what: str, of: str, day: date) -> Exemption | None:
        """What a form or case may cost beyond its budget on a day."""
        held = (one for one in self.exemptions if (one.what, one.of) == (what, of))
        return next((one for one in held if in_force(one.since, one.until, day)), None)

    def newest_day(self) -> date:
        """The last day on which something written here begins."""
        days = [one.since for one in self.budgets] + [one.since for one in self.exemptions]
        return max((day for day in days if day), default=date.min)


def read_budgets(files: dict[str, list[tuple[str, Path]]], mistakes: Mistakes) -> Budgets:
    """What ``burden.toml`` says; nothing where there is no such file."""
    if FILE not in files:
        return Budgets()
    file, path = files[FILE][-1]
    page = Entry(file, "", read_toml(path, file, mistakes), mistakes)
    held = Budgets(
        tuple(_budget(entry) for entry in page.tables("budget")),
        tuple(_exemption(entry) for entry in page.tables("exception")),
        tuple(_case(entry) for entry in page.tables("case")),
        file,
    )
    page.finish()
    _check_days(held, mistakes)
    return held


def check_budgets(
    held: Budgets,
    steps: dict[str, StepKind],
    forms: dict[str, Form],
    mistakes: Mistakes,
    visit_kinds: CodeList | None = None,
) -> None:
    """Note steps, kinds of visit, forms and routine cases that nobody declared."""
    codes = [case.code for case in held.cases]
    for double in sorted({code for code in codes if codes.count(code) > 1}):
        mistakes.add(held.file, f"case {double}", "There are two routine cases of this code.")
    for case in held.cases:
        for one in case.steps:
            if one.step and one.step not in steps:
                mistakes.unknown(held.file, f"case {case.code}.step", "step", one.step, steps)
        for visit in case.visits:
            if visit.kind and not (visit_kinds and visit_kinds.has(visit.kind)):
                known_kinds = [code.code for code in visit_kinds.codes] if visit_kinds else []
                mistakes.unknown(
                    held.file, f"case {case.code}.visit", "kind of visit", visit.kind, known_kinds
                )
    for exemption in held.exemptions:
        thing, known = ("form", forms) if exemption.what == SHOWN else ("routine case", codes)
        if exemption.of and exemption.of not in known:
            mistakes.unknown(held.file, f"exception {exemption.of}.of", thing, exemption.of, known)


def _budget(entry: Entry) -> Budget:
    since, until = entry.span()
    budget = Budget(
        entry.one_of("what", list(WHAT)),
        _whole(entry, "most"),
        entry.text("source", needed=True),
        since,
        until,
    )
    entry.finish()
    return budget


def _exemption(entry: Entry) -> Exemption:
    of = entry.text("of", needed=True)
    entry.name = f"exception {of}" if of else entry.name
    since, until = entry.span()
    for key in ("since", "until"):
        if not entry.has(key):
            entry.wrong(
                key, "This is missing.", "Nothing goes beyond its budget without a first and a last day."
            )
    exemption = Exemption(
        what=entry.one_of("what", list(WHAT)),
        of=of,
        most=_whole(entry, "most"),
        reason=entry.text("reason", needed=True),
        who=entry.text("who", needed=True),
        since=since or date.max,
        until=until or date.max,
    )
    entry.finish()
    return exemption


def _case(entry: Entry) -> RoutineCase:
    code = entry.text("code", needed=True)
    entry.name = f"case {code}" if code else entry.name
    case = RoutineCase(
        code,
        entry.text("title", needed=True),
        _whole(entry, "children") or 1,
        entry.text("source", needed=True),
        tuple(_step(table) for table in entry.tables("step")),
        tuple(_visit(table) for table in entry.tables("visit")),
    )
    if not case.steps:
        entry.wrong("step", "Nothing is done in this case.", "Add [[case.step]] with step and times.")
    entry.finish()
    return case


def _step(entry: Entry) -> RoutineStep:
    step = RoutineStep(entry.text("step", needed=True), _times(entry))
    entry.finish()
    return step


def _visit(entry: Entry) -> RoutineVisit:
    visit = RoutineVisit(entry.text("kind", needed=True), _times(entry))
    entry.finish()
    return visit


def _times(entry: Entry) -> float:
    times = entry.number("times", needed=True)
    if times is not None and times <= 0:
        entry.wrong("times", f"Expected a number above 0, found {times}.", "It is how often a year.")
    return float(times or 0)


def _whole(entry: Entry, key: str) -> int:
    if not entry.has(key):
        entry.wrong(key, "This is missing.", "Write a whole number.")
    return entry.whole(key, least=1) or 0


def _check_days(held: Budgets, mistakes: Mistakes) -> None:
    """No two budgets for one thing, and no two exceptions for one form or case, hold on one day."""
    for one, other in combinations(held.budgets, 2):
        if one.what == other.what and overlap(one, other):
            words = f"Two budgets for {one.what} hold on one day."
            mistakes.add(held.file, "budget", words, "Give the earlier one an until.")
    for first, second in combinations(held.exemptions, 2):
        if (first.what, first.of) == (second.what, second.of) and overlap(first, second):
            words = "Two exceptions hold on one day."
            mistakes.add(
                held.file, f"exception {first.of}", words, "Give the earlier one an until before that."
            )
