"""The page of the dark corners stays true: every test that it names is there."""

import ast
import re

from tests.house import tree

PAGE = tree.ROOT / "docs" / "explanation" / "dark-corners.md"
NAMED = re.compile(r"`([\w/]+\.py)::(\w+)`")


def corners() -> dict[str, list[tuple[str, str]]]:
    """Corner -> the tests that its row names, as path and name."""
    rows = [line.split(" | ") for line in PAGE.read_text().splitlines() if line.startswith("| ")][1:]
    return {row[0].removeprefix("| "): NAMED.findall(row[-1]) for row in rows}


def test_every_corner_has_a_screen_and_a_test() -> None:
    found = corners()

    assert len(found) > 30
    assert [corner for corner, tests in found.items() if not tests] == []


def test_every_test_that_is_named_exists() -> None:
    named = {one for tests in corners().values() for one in tests}
    paths = {path for path, _ in named}
    gone = [path for path in paths if not (tree.ROOT / path).is_file()]
    there = {
        (path, node.name)
        for path in paths - set(gone)
        for node in tree.nodes(tree.ROOT / path)
        if isinstance(node, ast.FunctionDef)
    }

    assert sorted(gone) == []
    assert sorted(named - there) == []
