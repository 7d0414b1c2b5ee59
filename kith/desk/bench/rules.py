"""What a measurement is, when it meets its target, and how the table is written. Plain values only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

MET, MISSED, TOLD, UNKNOWN = "met", "missed", "–", "not measured"
MORE_KINDS = (
    3  # questions that a page with many rows may ask because it has kinds of rows that a bare one has not
)


@dataclass(frozen=True, slots=True)
class Line:
    """One measurement. Without ``most`` it is told for information; ``measured`` is None when it was not taken."""

    what: str
    measured: float | None
    unit: str
    most: float | None = None
    note: str = ""

    @property
    def verdict(self) -> str:
        """Whether the target is met; exactly the target meets it."""
        if self.measured is None:
            return UNKNOWN
        if self.most is None:
            return TOLD
        return MET if self.measured <= self.most else MISSED


@dataclass(frozen=True, slots=True)
class Section:
    """Measurements that belong together, with a sentence on how they were taken."""

    title: str
    how: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Shares:
    """Where most of a run of moments lie, in the unit of the moments."""

    p50: float
    p95: float
    p99: float
    most: float


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that is not exceeded by ``share`` (0 to 1) of the values. Raises ValueError without any."""
    if not values:
        raise ValueError("There is no percentile of nothing.")
    if not 0 < share <= 1:
        raise ValueError(f"A share lies above 0 and up to 1, not at {share}.")
    return sorted(values)[ceil(share * len(values)) - 1]


def shares(values: Sequence[float]) -> Shares:
    """The usual percentiles of a run."""
    p50, p95, p99 = (percentile(values, share) for share in (0.50, 0.95, 0.99))
    return Shares(p50, p95, p99, max(values))


def ratio(cost: float, yardstick: float) -> float | None:
    """How many times the yardstick something costs; None when the yardstick is too small to be measured."""
    return cost / yardstick if yardstick > 0 else None


def questions_line(page: str, few: int, many: int, most: int) -> Line:
    """Questions to the record store asked by a page with few and with many rows.

    A page whose questions grow with its rows misses the target however few they are.
    """
    grows = many - few > MORE_KINDS
    note = f"{few} with few rows, {many} with many"
    worst = max(few, many)
    if grows:
        return Line(f"{page}: grows with its rows", float(many - few), "more questions", MORE_KINDS, note)
    return Line(page, float(worst), "questions", most, note)


def value_words(value: float | None, unit: str) -> str:
    """'4.2 ×', '183 ms', '1,204 people'; a dash for nothing."""
    if value is None:
        return "–"
    number = f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:,.1f}"
    return f"{number} {unit}".strip()


def target_words(line: Line) -> str:
    """'at most 6 ×', or a dash."""
    return "–" if line.most is None else f"at most {value_words(line.most, line.unit)}"


def missed(sections: Sequence[Section]) -> list[str]:
    """What missed its target, in the order of the table."""
    return [line.what for section in sections for line in section.lines if line.verdict == MISSED]


def plain_table(sections: Sequence[Section]) -> str:
    """The table for a terminal."""
    rows = [
        (line.what, target_words(line), value_words(line.measured, line.unit), line.verdict, line.note)
        for section in sections
        for line in section.lines
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)][:4] if rows else []
    found: list[str] = []
    for section in sections:
        found += ["", section.title]
        for line in section.lines:
            row = (line.what, target_words(line), value_words(line.measured, line.unit), line.verdict)
            cells = "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
            found.append(f"  {cells}  {line.note}".rstrip())
    return "\n".join(found).strip("\n") + "\n"


def page(
    sections: Sequence[Section], *, on: date, machine: Mapping[str, str], sizes: Mapping[str, str]
) -> str:
    """The page of the handbook."""
    wrong = missed(sections)
    words = [
        "<!-- Written by `make bench`. Measure again instead of changing this page. -->",
        "",
        "# Benchmarks",
        "",
        f"Measured on {on.day} {on:%B %Y} with `make bench`, which makes an invented authority of this size, starts "
        "the real server and measures it from outside. What is compared is measured in one run, in turns, so that a "
        "slow machine slows both sides; the ratios come first because they hold on other machines too, and the "
        "moments do not.",
        "",
        _verdict_words(sections, wrong),
        "",
        *_facts("Machine", machine),
        *_facts("Sizes", sizes),
    ]
    for section in sections:
        words += _section(section)
    return "\n".join(words).rstrip("\n") + "\n"


def _verdict_words(sections: Sequence[Section], wrong: Sequence[str]) -> str:
    aimed = sum(line.most is not None for section in sections for line in section.lines)
    if not wrong:
        return f"All {aimed} targets are met."
    return f"{len(wrong)} of {aimed} targets are missed: {'; '.join(wrong)}."


def _facts(title: str, facts: Mapping[str, str]) -> list[str]:
    rows = [f"| {_cell(name)} | {_cell(words)} |" for name, words in facts.items()]
    return [f"## {title}", "", "| what | how much |", "| --- | --- |", *rows, ""]


def _section(section: Section) -> list[str]:
    rows = [
        f"| {_cell(line.what)} | {target_words(line)} | {value_words(line.measured, line.unit)} "
        f"| {_verdict_cell(line)} | {_cell(line.note)} |"
        for line in section.lines
    ]
    head = ["| what | target | measured | verdict | |", "| --- | --- | --- | --- | --- |"]
    return [f"## {section.title}", "", section.how, "", *head, *rows, ""]


def _verdict_cell(line: Line) -> str:
    return f"**{line.verdict}**" if line.verdict == MISSED else line.verdict


def _cell(words: str) -> str:
    return words.replace("|", "\\|").replace("\n", " ")
