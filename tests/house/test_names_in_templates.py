"""A template never sets a name that the page round it sets: that one would win, and forms would go elsewhere."""

from pathlib import Path

import pytest
from django.template import engines
from jinja2 import nodes

ROOT = Path(__file__).resolve().parents[2] / "kith"
TEMPLATES = sorted(path for path in ROOT.rglob("*.html") if "static" not in path.parts)


def outermost(path: Path) -> tuple[set[str], set[str]]:
    """The names that a template sets outside its blocks and macros, and the templates it extends."""
    tree = engines["jinja2"].env.parse(path.read_text())
    names: set[str] = set()
    extends: set[str] = set()
    for node in tree.body:
        if isinstance(node, nodes.Assign):
            names |= {one.name for one in node.target.find_all(nodes.Name)} | (
                {node.target.name} if isinstance(node.target, nodes.Name) else set()
            )
        if isinstance(node, nodes.Extends) and isinstance(node.template, nodes.Const):
            extends.add(node.template.value)
    return names, extends


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_template_sets_no_name_that_the_page_round_it_sets(path):
    own, extended = outermost(path)

    for name in extended:
        theirs, _ = outermost(ROOT / name)
        assert not own & theirs, f"{path.name} sets {own & theirs}, and {name} sets it again: its own wins."
