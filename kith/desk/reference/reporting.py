"""The reporting views: what a row of each is, and every column with its kind and words."""

from collections.abc import Iterable

from kith.desk.reference import marks
from kith.performance.reporting.sieve import FUNCTIONS
from kith.performance.reporting.views import FIRST, View

ABOUT = (
    "What analysts read, in the schema `reporting`: reports built on the screen and queries written by hand. Names of "
    "views and columns stay; a view may gain columns. Each shows what its reader may see: a restricted child is in no "
    "row and no count for who may not know of it. Children's names are in none of them. How to: "
    "[Build a report](../guides/build-a-report.md)."
)


def sheet(views: Iterable[View]) -> str:
    """The page `reporting.md`."""
    known = list(views)
    every = marks.table(
        ["view", "what a row is"],
        [[f"[{view.name}](#{view.name})", view.about] for view in known],
    )
    first = marks.table(["column", "kind", "what it is"], [_row(name, *told) for name, told in FIRST.items()])
    return marks.sheet(
        "Reporting views",
        ABOUT,
        [every, "## Columns that most views begin with", first, *map(_view, known), _functions()],
    )


def _view(view: View) -> str:
    begins = list(view.columns)[: len(FIRST)] == list(FIRST)
    rows = [_row(name, *told) for name, told in view.columns.items() if not begins or name not in FIRST]
    lead = "Begins with the columns above; then:" if begins else "Its columns:"
    about = f"{view.about[:1].upper()}{view.about[1:]}."
    return f"## {view.name}\n\n{about} {lead}\n\n{marks.table(['column', 'kind', 'what it is'], rows)}"


def _row(name: str, kind: str, words: str) -> list[str]:
    return [marks.code(name), kind, words]


def _functions() -> str:
    return f"## Functions that a written query may use\n\n{marks.codes(sorted(FUNCTIONS))}."
