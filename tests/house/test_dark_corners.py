"""The pages that say by which test something is proved stay true: every test that they name is there."""

import ast
import re
from pathlib import Path

import pytest

from tests.house import tree

EXPLAINED = tree.ROOT / "docs" / "explanation"
CORNERS, FACTS, RULES = (
    EXPLAINED / name for name in ("dark-corners.md", "twenty-facts.md", "return-rules.md")
)
PAGES = [CORNERS, FACTS, RULES]
NAMED = re.compile(r"`([\w/]+\.py)::(\w+)`")
SAID = re.compile(r"pitfalls?[_ ]((?:\d+(?:, |_and_| and )?)+)", re.IGNORECASE)
OF_THE_FILE = ["6"]  # facts about the file that is sent to the department, which nothing here makes yet


def rows_of(page: Path) -> dict[str, list[tuple[str, str]]]:
    """What each row of a page begins with -> the tests that it names, as path and name."""
    rows = [line.split(" | ") for line in page.read_text().splitlines() if re.match(r"\| \d+ \| ", line)]
    return {row[0].removeprefix("| "): NAMED.findall(row[-1]) for row in rows}


def test_every_corner_has_a_screen_and_a_test() -> None:
    lines = [line for line in CORNERS.read_text().splitlines() if line.startswith("| ")][1:]

    assert len(lines) > 30
    assert [line for line in lines if not NAMED.search(line)] == []


def test_every_one_of_the_twenty_facts_has_a_test_that_names_it() -> None:
    found = rows_of(FACTS)

    assert sorted(found, key=int) == [str(number) for number in range(1, 21)]
    assert [number for number, tests in found.items() if not tests] == OF_THE_FILE
    for number, tests in found.items():
        said = {one for path, name in tests for one in facts_named_in(source_of(path, name))}
        assert number in said or number in OF_THE_FILE, f"no test of fact {number} names it"


def facts_named_in(text: str) -> set[str]:
    """The numbers after the word: "pitfall 7", "pitfalls_1_and_2", "Pitfalls 1, 2 and 18"."""
    return {number for told in SAID.findall(text) for number in re.findall(r"\d+", told)}


def source_of(path: str, name: str) -> str:
    """The text of one test, with what stands above it."""
    text = (tree.ROOT / path).read_text()
    node = next(
        one for one in ast.walk(ast.parse(text)) if isinstance(one, ast.FunctionDef) and one.name == name
    )
    return ast.get_source_segment(text, node) or ""


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_test_that_is_named_exists(page: Path) -> None:
    named = set(NAMED.findall(page.read_text()))
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


def test_every_return_rule_stands_once_and_is_counted() -> None:
    told = re.findall(r"\b(?:CIN|903) (?:SW)?\d\w*", RULES.read_text())
    counted = re.findall(r"^\| [A-Z][^|]+ \| (\d+)[^|]*\|$", RULES.read_text(), re.MULTILINE)

    assert [rule for rule in told if told.count(rule) > 1] == []
    assert len(told) == sum(int(number) for number in counted[:6]) == 121 + 311


def test_every_constraint_that_is_named_exists() -> None:
    named = set(re.findall(r"\| `(\w+)` \|", RULES.read_text()))
    code = "\n".join(path.read_text() for path in tree.code())

    assert len(named) > 20
    assert sorted(name for name in named if f'"{name}"' not in code and f"'{name}'" not in code) == []
