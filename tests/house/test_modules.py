"""Every module keeps its size, its name and its role."""

import ast
import re

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
    "kith/access/doors.py": "the doors write the trail",
    "kith/database/middleware.py": "keeps the key of a command that was carried out",
}
WRITING_FOLDERS = ("kith/desk/demo/", "kith/database/", "kith/performance/papers/")
MODELS_WORDS = re.compile(r"(objects|self|queryset|rows)\b")


@pytest.mark.parametrize("path", [p for p in tree.kept(".py") if "migrations" not in p.parts], ids=tree.name)
def test_a_module_has_a_size_and_a_name_one_can_live_with(path) -> None:
    lines = path.read_text().count("\n")

    assert path.stem not in EMPTY_NAMES, f"{tree.name(path)}: name it after what it does"
    assert lines <= LONGEST, f"{tree.name(path)} has {lines} lines: split it by feature, never by kind"


@pytest.mark.parametrize("path", tree.code(), ids=tree.name)
def test_a_module_says_what_it_is_for_and_its_functions_fit_a_screen(path) -> None:
    module = tree.parsed(path)

    assert path.name == "__init__.py" or ast.get_docstring(module), (
        f"{tree.name(path)}: begin with what it is for"
    )
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= LONGEST_FUNCTION, (
                f"{tree.name(path)}: {node.name} has {length} lines; most have under 10"
            )


@pytest.mark.parametrize("path", tree.code(), ids=tree.name)
def test_only_actions_write(path) -> None:
    if path.name == "actions.py" or tree.name(path) in WRITERS or tree.name(path).startswith(WRITING_FOLDERS):
        return
    found = [
        f"line {node.lineno}: .{node.func.attr}()"
        for node in ast.walk(tree.parsed(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES
        and _is_about_rows(node.func)
    ]  # fmt: skip

    assert not found, f"{tree.name(path)} writes ({', '.join(found)}): only actions.py changes the record"


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
