"""How long a family map of forty people takes, from people and ties to the drawing as it is sent."""

from kith.desk.bench.inside import timed
from kith.desk.bench.rules import Line, Section
from kith.desk.family.map import invented
from kith.desk.family.map.layout import draw
from kith.ui.render import render_words

MOST = 200.0
KINDS = ("three generations", "fourteen brothers and sisters", "forty people")


def section() -> Section:
    """A line for each of three families that are hard to draw; the target is for forty people."""
    lines = []
    for kind in KINDS:
        people, ties, homes = invented.family(kind)
        shown = draw(people, ties, homes)
        took = timed(lambda family=(people, ties, homes): _drawn(*family))  # type: ignore[misc]
        what = f"{kind}: {len(people)} people, {shown.crossings} lines that cross"
        lines.append(Line(what, took, "ms", MOST if len(people) == 40 else None))
    how = "Laid out and drawn as SVG in this process, the middle one of five goes."
    return Section("The family map", how, tuple(lines))


def _drawn(people: list[invented.Someone], ties: list[invented.Tie], homes: list[invented.Home]) -> str:
    shown = draw(people, ties, homes)
    ids = [one.id for one in people]
    values = {
        "map": shown,
        "words": dict.fromkeys(ids, "mother of Tia"),
        "hrefs": dict.fromkeys(ids, "/person/1/"),
    }
    return render_words("desk/family/drawing_alone.html", values)
