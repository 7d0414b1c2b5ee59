"""Reads a plan laid out as in appendix B of North Yorkshire's report of September 2010. Plain values only.

Columns: lead body, key actions summary (with end date), lead officer, rating, notes. The summary may be two columns,
number and words, and the end date a column of its own. A row whose number begins the numbers of others is a heading.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from kith.improvement import rules
from kith.improvement.words import RATINGS
from kith.work import typed

LONGEST = 200
LONGEST_WORDS = 5_000
HEADS: Mapping[str, str] = {
    "bodies": "lead bod",
    "action": "key action",
    "officer": "lead officer",
    "rating": "rag",
    "note": "note",
}
END_DATE = "end date"
NUMBER = re.compile(r"(\d+(?:\.\d+)*)\s*[:.)]?\s*(.*)", re.DOTALL)
BETWEEN_BODIES = re.compile(r"\s*[/;,+&\n]\s*")
ENDS = re.compile(
    r"\s*\((?:(?:by|due|end date|end|deadline)[:\s]\s*(?P<day>\d[^()]*|[^()]*\b(?:19|20)\d\d|[^()\s]*immediate\w*)"
    r"|(?P<kind>immediate(?:ly)?|(?:within )?(?:three|six|3|6) months))\)\s*\Z",
    re.IGNORECASE,
)
KINDS: Mapping[str, str] = {
    "immediate": "immediate",
    "immediately": "immediate",
    "three months": "three_months",
    "3 months": "three_months",
    "six months": "six_months",
    "6 months": "six_months",
}
NO_HEADS = (
    "The first sheet has no row of headings. One row must name the columns: Lead body, Key actions summary, "
    "Lead officer, RAG rating, Notes."
)
NO_ACTIONS = "There is no action under the headings."

Cells = Mapping[int, str]
SerialDay = Callable[[str], date | None]


@dataclass(frozen=True, slots=True)
class ReadTheme:
    """A heading as read; `parent` is the number of the heading it stands under, if there is one."""

    row: int
    number: str
    outline: tuple[int, ...]
    title: str
    lead: str
    parent: str = ""


@dataclass(frozen=True, slots=True)
class ReadAction:
    """An action as read, under the heading with the number `theme`."""

    row: int
    number: str
    outline: tuple[int, ...]
    words: str
    bodies: tuple[str, ...]
    officer: str
    rating: str
    note: str
    due_kind: str = ""
    due_on: date | None = None
    theme: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a row, in words; row 0 is the whole sheet."""

    row: int
    told: str

    def __str__(self) -> str:
        return f"Row {self.row}: {self.told}" if self.row else self.told


@dataclass(slots=True)
class ReadPlan:
    """What a sheet says, or all that is wrong with it: with problems nothing of it is taken."""

    title: str = ""
    themes: list[ReadTheme] = field(default_factory=list)
    actions: list[ReadAction] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Line:
    """One row taken apart, before it is known whether it is a heading."""

    row: int
    number: str
    outline: tuple[int, ...]
    words: str
    is_heading: bool
    cells: Mapping[str, str]


def read(rows: Mapping[int, Cells], serial_day: SerialDay, inspected_on: date | None) -> ReadPlan:
    """The plan in the rows of a sheet. Everything that is wrong is told at once, row by row."""
    plan = ReadPlan()
    found = next(
        ((number, heads) for number, cells in sorted(rows.items()) if (heads := _heads(cells))), None
    )
    if found is None:
        plan.problems.append(Problem(0, NO_HEADS))
        return plan
    first, heads = found
    plan.title = next(
        (" ".join(text.split()) for n in sorted(rows) if n < first for text in rows[n].values()), ""
    )
    lines = _lines(rows, first, heads, plan.problems)
    _themes(lines, plan)
    for line in (line for line in lines if not line.is_heading):
        _take(line, plan, serial_day, inspected_on)
    if not plan.actions and not plan.problems:
        plan.problems.append(Problem(0, NO_ACTIONS))
    plan.problems.sort(key=lambda one: one.row)
    return plan


def _heads(cells: Cells) -> dict[str, int] | None:
    """Which column says what, where a row names the columns of a plan."""
    said = {column: " ".join(text.split()).casefold() for column, text in cells.items()}
    found = {
        name: column
        for name, start in HEADS.items()
        for column, text in sorted(said.items(), reverse=True)
        if text.startswith(start)
    }
    if len(found) < len(HEADS):
        return None
    if ends := [column for column, text in said.items() if text.startswith(END_DATE)]:
        found["end"] = ends[0]
    between = [
        c for c in range(found["action"] + 1, found["officer"]) if c not in said and c != found.get("end")
    ]
    found["words"] = between[0] if between else found["action"]
    return found


def _lines(
    rows: Mapping[int, Cells], first: int, heads: Mapping[str, int], problems: list[Problem]
) -> list[_Line]:
    found: list[_Line] = []
    for number in sorted(number for number in rows if number > first):
        cells = {name: rules.in_lines(rows[number].get(column, "")) for name, column in heads.items()}
        if not any(cells.values()) or _heads(rows[number]):
            continue
        if line := _line(number, cells, heads, problems):
            found.append(line)
    numbers = {line.outline[:size] for line in found for size in range(1, len(line.outline))}
    return [replace(line, is_heading=line.is_heading or line.outline in numbers) for line in found]


def _line(row: int, cells: dict[str, str], heads: Mapping[str, int], problems: list[Problem]) -> _Line | None:
    in_bodies = NUMBER.fullmatch(cells["bodies"])
    told = in_bodies or NUMBER.fullmatch(cells["action"])
    if told is None:
        problems.append(Problem(row, "It has no number. Each heading and action has one, such as 1.2.5.1."))
        return None
    apart = heads["words"] != heads["action"] and not in_bodies
    words = cells["words"] or told[2] if apart else told[2]
    outline = rules.outline(told[1])
    if outline is None:
        problems.append(Problem(row, f"“{told[1]}” is no number of a plan: at most four, such as 1.2.5.1."))
        return None
    return _Line(row, told[1], outline, words, bool(in_bodies), cells)


def _themes(lines: Sequence[_Line], plan: ReadPlan) -> None:
    known: dict[tuple[int, ...], ReadTheme] = {}
    for line in sorted((line for line in lines if line.is_heading), key=lambda one: (one.outline, one.row)):
        if before := known.get(line.outline):
            plan.problems.append(
                Problem(line.row, f"{line.number} is the number of row {before.row} already.")
            )
            continue
        above = _above(line.outline, known)
        if above and above.parent:
            plan.problems.append(
                Problem(
                    line.row, "It is a heading under two others. A plan has themes, sections and actions."
                )
            )
            continue
        if line.cells["rating"]:
            told = f"{line.number} has actions under it, which makes it a heading. A heading has no rating."
            plan.problems.append(Problem(line.row, told))
        if max(len(line.words), len(line.cells["officer"])) > LONGEST:
            plan.problems.append(Problem(line.row, f"A heading or lead has at most {LONGEST} letters."))
        title, lead = rules.one_line(line.words), rules.one_line(line.cells["officer"])
        parent = above.number if above else ""
        known[line.outline] = ReadTheme(line.row, line.number, line.outline, title, lead, parent)
    plan.themes = list(known.values())


def _above(outline: tuple[int, ...], known: Mapping[tuple[int, ...], ReadTheme]) -> ReadTheme | None:
    return next((known[outline[:n]] for n in range(len(outline) - 1, 0, -1) if outline[:n] in known), None)


def _take(line: _Line, plan: ReadPlan, serial_day: SerialDay, inspected_on: date | None) -> None:
    """Read one action, or say all that is wrong with it."""
    last = plan.actions[-1] if plan.actions else None
    words, kind, day, wrong = _ends(line, serial_day, inspected_on)
    if last and last.outline == line.outline and last.words == words:
        _goes_on(last, line, plan)
        return
    if before := next((one for one in plan.actions if one.outline == line.outline), None):
        wrong.append(f"{line.number} is the number of row {before.row} already.")
    known = {one.outline: one for one in plan.themes}
    theme = _above(line.outline, known)
    if theme is None:
        wrong.append(f"{line.number} stands under no heading. Add a row for its theme above it.")
    bodies = _bodies(line.cells["bodies"])
    officer, rating = rules.one_line(line.cells["officer"]), _rating(line.cells["rating"])
    wrong += _wrong_leads(bodies, officer, theme, known)
    if not words:
        wrong.append(f"{line.number} does not say what is to be done.")
    if len(words) > LONGEST_WORDS or len(line.cells["note"]) > LONGEST_WORDS:
        wrong.append(f"Its words are longer than {LONGEST_WORDS:,} letters.")
    if rating is None:
        wrong.append(f"“{_short(line.cells['rating'])}” is no rating. Write red, amber or green, or nothing.")
    plan.problems += [Problem(line.row, told) for told in wrong]
    plan.actions.append(
        ReadAction(line.row, line.number, line.outline, words, bodies, officer, rating or "",
                   line.cells["note"], kind, day, theme.number if theme else "")
    )  # fmt: skip


def _goes_on(last: ReadAction, line: _Line, plan: ReadPlan) -> None:
    """Number and words are merged over two rows: the second adds lead bodies and notes, and contradicts nothing."""
    officer, rating = rules.one_line(line.cells["officer"]), _rating(line.cells["rating"])
    for name, one, other in (("lead officer", last.officer, officer), ("rating", last.rating, rating)):
        if other != one and other != "":
            told = f"{last.number} goes on from row {last.row} with another {name}. Write one for the action."
            plan.problems.append(Problem(line.row, told))
    bodies = tuple(dict.fromkeys((*last.bodies, *_bodies(line.cells["bodies"]))))
    plan.actions[-1] = replace(last, bodies=bodies, note=_joined(last.note, line.cells["note"]))


def _bodies(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(body for body in BETWEEN_BODIES.split(text) if body))


def _wrong_leads(
    bodies: Sequence[str], officer: str, theme: ReadTheme | None, known: Mapping[tuple[int, ...], ReadTheme]
) -> list[str]:
    wrong = [] if bodies else ["It has no lead body. Write who leads it; several with / between them."]
    above = known.get(rules.outline(theme.parent) or ()) if theme else None
    if not (officer or (theme and theme.lead) or (above and above.lead)):
        wrong.append("It has no lead officer, and neither have the headings above it.")
    if any(len(one) > LONGEST for one in (*bodies, officer)):
        wrong.append(f"A lead has at most {LONGEST} letters.")
    return wrong


def _joined(one: str, other: str) -> str:
    return one if not other or other == one else f"{one}\n{other}".strip()


def _rating(text: str) -> str | None:
    """'green' for 'Green', 'G' or 'Green (proved)': a file proves nothing. None for what is no rating."""
    said = rules.one_line(text).casefold()
    if said == "green (proved)":
        return "green"
    if not said:
        return ""
    return next((one for one in RATINGS if one != "proved" and said in (one, one[0])), None)


def _ends(
    line: _Line, serial_day: SerialDay, inspected_on: date | None
) -> tuple[str, str, date | None, list[str]]:
    """The words without their end date, how and when the action is due, and what is wrong with that."""
    words, said = line.words, line.cells.get("end", "")
    if found := ENDS.search(words):
        words = words[: found.start()].rstrip()
        said = said or found["day"] or found["kind"]
    kind, day = _due(said, serial_day)
    if said and not kind:
        told = f"“{_short(said)}” is no day. Write it as 23/01/2010, 23 January 2010 or 2010-01-23."
        return words, "", None, [told]
    wrong = [told for _, told in rules.problems_of_due(kind, inspected_on, day)]
    return words, kind, rules.due_on(kind, inspected_on, day), wrong


def _due(said: str, serial_day: SerialDay) -> tuple[str, date | None]:
    words = rules.one_line(said).casefold().removeprefix("within ")
    if words in KINDS:
        return KINDS[words], None
    day = typed.day(said) or serial_day(said)
    return ("day", day) if day else ("", None)


def _short(text: str) -> str:
    words = rules.one_line(text)
    return words if len(words) <= 40 else f"{words[:39]}…"
