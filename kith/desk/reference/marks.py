"""Marks of the handbook: headings, tables and lists, with text that cannot break out of its cell."""

from collections.abc import Iterable, Sequence

NOTE = "<!-- Written by `manage.py describe`. Change what it describes, not this page. -->"


def sheet(title: str, about: str, parts: Iterable[str]) -> str:
    """A whole page: heading, what it lists, its parts with an empty line between them."""
    return "\n\n".join([NOTE, f"# {title}", about, *(part for part in parts if part)]).rstrip() + "\n"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; nothing when it would have no rows."""
    lines = [_line(row) for row in rows]
    return "\n".join([_line(head), _line(["---"] * len(head)), *lines]) if lines else ""


def listed(items: Iterable[str]) -> str:
    """A list with a dash before each item."""
    return "\n".join(f"- {item}" for item in items)


def code(name: str) -> str:
    """A name of the program, or nothing."""
    return f"`{name}`" if name else ""


def codes(names: Iterable[str]) -> str:
    """Names of the program, separated by commas."""
    return ", ".join(code(name) for name in names)


def first_sentence(text: str) -> str:
    """The first sentence of a docstring on one line."""
    line = " ".join((text or "").strip().split("\n\n")[0].split())
    end = line.find(". ")
    return line if end < 0 else line[: end + 1]


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(" ".join(str(cell).split()).replace("|", "\\|") for cell in cells) + " |"
