"""No value of a page hides a function that its template calls: `today()` fails where a value `today` is a date.

It fails only where there is a row to show, so a page that is looked at while it is empty does not tell.
"""

import ast
from collections.abc import Iterator
from functools import cache

import pytest
from django.template import engines
from jinja2 import nodes

from tests.house import tree

ENVIRONMENT = engines["jinja2"].env
FUNCTIONS = {name for name, thing in ENVIRONMENT.globals.items() if callable(thing)}


@cache
def functions_called(template: str) -> frozenset[str]:
    """Functions for every page that this template calls, or one it is made of."""
    found = ENVIRONMENT.parse((tree.ROOT / "kith" / template).read_text())
    called = {call.node.name for call in found.find_all(nodes.Call) if isinstance(call.node, nodes.Name)}
    parts = [
        *found.find_all((nodes.Extends, nodes.Include)),
        *found.find_all((nodes.Import, nodes.FromImport)),
    ]
    for part in parts:
        if getattr(part, "with_context", True) and isinstance(part.template, nodes.Const):
            called |= functions_called(part.template.value)
    return frozenset(called & FUNCTIONS)


def pages() -> Iterator[tuple[str, str, frozenset[str]]]:
    """(where, template, names of its values) of every function that renders a page."""
    for path in tree.code():
        for function in tree.nodes(path):
            if isinstance(function, ast.FunctionDef) and (drawn := _drawn(function)):
                yield f"{tree.name(path)}: {function.name}", drawn, _keys(function)


def _drawn(function: ast.FunctionDef) -> str:
    for call in ast.walk(function):
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "render" and len(call.args) > 1:
            named = call.args[1]
            return named.value if isinstance(named, ast.Constant) else ""
    return ""


def _keys(function: ast.FunctionDef) -> frozenset[str]:
    tables = [node for node in ast.walk(function) if isinstance(node, ast.Dict)]
    return frozenset(key.value for table in tables for key in table.keys if isinstance(key, ast.Constant))


@pytest.mark.parametrize(("where", "template", "values"), [pytest.param(*one, id=one[0]) for one in pages()])
def test_no_value_hides_a_function_its_template_calls(where, template, values) -> None:
    assert not values & functions_called(template), where


def test_what_a_template_calls_is_seen() -> None:
    assert "today" in functions_called("desk/my_work/page.html")
    assert "today" not in functions_called("work/supervision/team.html")
