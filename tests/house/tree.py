"""The tree as the house tests walk it."""

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@cache
def kept(*endings: str) -> tuple[Path, ...]:
    """Files of the project with one of these endings, as version control knows them or would take them."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    found = (ROOT / line for line in listed.stdout.splitlines() if line.endswith(endings))
    return tuple(sorted(path for path in found if path.is_file()))


def code() -> list[Path]:
    """Python modules of the apps, without tests and migrations."""
    inside = [path for path in kept(".py") if path.is_relative_to(ROOT / "kith")]
    return [path for path in inside if not path.name.startswith("test_") and "migrations" not in path.parts]


def templates() -> list[Path]:
    """Every page template and component."""
    return [path for path in kept(".html") if path.is_relative_to(ROOT / "kith")]


@cache
def parsed(path: Path) -> ast.Module:
    """The syntax tree of a module."""
    return ast.parse(path.read_text(), filename=str(path))


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """Everything that stands in a module."""
    return tuple(ast.walk(parsed(path)))


def name(path: Path) -> str:
    """A path as one says it: relative to the project."""
    return str(path.relative_to(ROOT))
