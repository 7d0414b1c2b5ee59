"""What the environment says: the first part of `config/settings.py`, each with the comment above it."""

import ast
import re

from kith.desk.reference import marks

ABOUT = "What differs between places comes from the environment, read in `config/settings.py` and where said."
BEGINS, ENDS = "# --- what the environment says", "# --- "
ELSEWHERE = [
    (
        "KITH_PG_BIN",
        "Folder of PostgreSQL programs to use instead of those Kith brings (`kith/database/binaries.py`).",
    ),
    (
        "KITH_PG_USER",
        "Runs the embedded PostgreSQL where root starts Kith (it refuses root) (`kith/database/home.py`).",
    ),
    ("PORT", "Where `manage.py serve` listens when `--port` is not given."),
]


class NoComment(ValueError):
    """A setting is read from the environment and nothing says what it is for."""


def sheet(source: str) -> str:
    """The page `settings.md`, from the text of the settings file; raises NoComment."""
    rows = [[marks.code(name), words] for name, words in [*described(source), *ELSEWHERE]]
    return marks.sheet("Settings", ABOUT, [marks.table(["variable", "what it says"], rows)])


def described(source: str) -> list[tuple[str, str]]:
    """Name and comment of every variable of the first part, in order."""
    lines = source.splitlines()
    first = next(number for number, line in enumerate(lines) if line.startswith(BEGINS))
    last = next(number for number, line in enumerate(lines[first + 1 :], first + 1) if line.startswith(ENDS))
    inside = [
        node
        for node in ast.parse(source).body
        if isinstance(node, ast.Assign) and first < node.lineno <= last
    ]
    return [_one(node, lines) for node in inside if not _says_again(node)]


def _says_again(node: ast.Assign) -> bool:
    """Whether it only works out something from another setting."""
    return "environ" not in ast.unparse(node.value) and "default_home" not in ast.unparse(node.value)


def _one(node: ast.Assign, lines: list[str]) -> tuple[str, str]:
    read = re.search(r"environ(?:\.get\(|\[)'([A-Z_]+)'", ast.unparse(node.value))
    name = read[1] if read else ast.unparse(node.targets[0])
    comment: list[str] = []
    for line in reversed(lines[: node.lineno - 1]):
        if not line.startswith("#"):
            break
        comment.insert(0, line.lstrip("# ").strip())
    if not comment:
        raise NoComment(f"Write above {name} in config/settings.py what it is for.")
    return name, " ".join(comment)
