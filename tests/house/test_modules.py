"""Every module keeps its size, its name and its role."""

import ast
import re
from collections.abc import Callable, Iterable
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from tests.house import tree

LONGEST = 400
LONGEST_FUNCTION = 40
EMPTY_NAMES = {"utils", "helpers", "common", "misc", "util", "helper"}
WRITES = {
    "save",
    "create",
    "bulk_create",
    "update",
    "bulk_update",
    "delete",
    "get_or_create",
    "update_or_create",
}
# Where a mark of unfinished work may stand, since it is none.
MAY_SKIP = (
    "tests/house/test_modules.py",
    "tests/journeys/conftest.py",
)  # the journeys skip without a browser
# What may write besides actions, and why.
WRITERS = {
    "kith/desk/bench/plans.py": "lays a plan in to measure it, and rolls it back",
    "kith/desk/bench/audits.py": "lays in managers that a draw needs to be measured, and rolls them back",
    "kith/access/doors.py": "the doors write the trail",
    "kith/database/middleware.py": "keeps the key of a command that was carried out",
}
WRITING_FOLDERS = ("kith/desk/demo/", "kith/database/", "kith/performance/papers/")
MODELS_WORDS = re.compile(r"(objects|self|queryset|rows)\b")


def by_part(paths: Iterable[Path]) -> list[Any]:
    """The modules of each app together: one test tells all that is wrong in it."""
    ordered = sorted(paths, key=_part)
    return [pytest.param(list(those), id=part) for part, those in groupby(ordered, key=_part)]


def _part(path: Path) -> str:
    return "/".join(path.relative_to(tree.ROOT).parts[:-1][:2]) or "top"


def told(paths: list[Path], wrong: Callable[[Path], str]) -> dict[str, str]:
    """What is wrong with each of these modules, without those that are right."""
    return {tree.name(path): words for path in paths if (words := wrong(path))}


def test_no_module_is_left_out() -> None:
    kept = [path for path in tree.kept(".py") if "migrations" not in path.parts]
    looked_at = [path for part in by_part(kept) for path in part.values[0]]

    assert sorted(looked_at) == sorted(kept)
    assert len(kept) > 200


@pytest.mark.parametrize("paths", by_part(p for p in tree.kept(".py") if "migrations" not in p.parts))
def test_a_module_has_a_size_and_a_name_one_can_live_with(paths) -> None:
    assert told(paths, _unhandy) == {}


def _unhandy(path: Path) -> str:
    if path.stem in EMPTY_NAMES:
        return "name it after what it does"
    lines = path.read_text().count("\n")
    return f"{lines} lines: split it by feature, never by kind" if lines > LONGEST else ""


@pytest.mark.parametrize("paths", by_part(tree.code()))
def test_a_module_says_what_it_is_for_and_its_functions_fit_a_screen(paths) -> None:
    assert told(paths, _unreadable) == {}


def _unreadable(path: Path) -> str:
    if path.name != "__init__.py" and not ast.get_docstring(tree.parsed(path)):
        return "begin with what it is for"
    long = [
        f"{node.name} has {length} lines"
        for node in tree.nodes(path)
        if isinstance(node, ast.FunctionDef) and (length := _length(node)) > LONGEST_FUNCTION
    ]
    return f"{', '.join(long)}; most have under 10" if long else ""


def _length(function: ast.FunctionDef) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


@pytest.mark.parametrize("paths", by_part(tree.code()))
def test_only_actions_write(paths) -> None:
    assert told(paths, _writes) == {}, "only actions.py changes the record"


def _writes(path: Path) -> str:
    if path.name == "actions.py" or tree.name(path) in WRITERS or tree.name(path).startswith(WRITING_FOLDERS):
        return ""
    found = [
        f"line {node.lineno}: .{node.func.attr}()"
        for node in tree.nodes(path)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES
        and _is_about_rows(node.func)
    ]  # fmt: skip
    return ", ".join(found)


def _is_about_rows(call: ast.Attribute) -> bool:
    """Whether the call hangs on a model's rows; ``dict.update`` and the like do not."""
    return call.attr not in {"update", "delete"} or "objects" in ast.unparse(call.value)


@pytest.mark.parametrize("path", [path for path in tree.code() if path.name == "rules.py"], ids=tree.name)
def test_rules_do_not_read_the_clock(path) -> None:
    words = path.read_text()

    assert "clock.today" not in words and "clock.now" not in words, f"{tree.name(path)}: pass the day in"


def test_no_work_is_left_marked() -> None:
    marks = re.compile(r"\b(TODO|FIXME|XXX)\b|pytest\.mark\.(skip|xfail)\b")
    marked = [
        tree.name(path)
        for path in tree.kept(".py", ".html", ".toml", ".js", ".scss", ".md")
        if tree.name(path) not in MAY_SKIP and marks.search(path.read_text())
    ]

    assert not marked


def test_every_app_says_what_it_is_for() -> None:
    apps = {path.parent for path in tree.kept("apps.py")} | {
        tree.ROOT / "kith/core",
        tree.ROOT / "kith/practice",
    }
    without = [tree.name(app) for app in sorted(apps) if not (app / "README.md").is_file()]

    assert not without, "write a README.md of ten lines: what it is for, its tables, which law"
