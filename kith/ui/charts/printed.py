"""Charts for paper and files: the very SVG of the screen, with its looks written into it instead of a stylesheet."""

import re
from collections.abc import Mapping
from typing import Any
from xml.etree import ElementTree as Xml

from kith.ui.charts.looks import FACE, LOOKS, OVER, TEXT, Look

SVG = "http://www.w3.org/2000/svg"
PICTURE = re.compile(r"<svg\b.*?</svg>", re.S)
NEEDLESS = ("class", "role", "aria-label", "aria-labelledby", "aria-hidden", "tabindex", "href")


def chart(name: str, /, *values: Any, **named: Any) -> str | None:
    """A chart of `ui/components/{charts,journeys}.html` as SVG that stands alone; None where nothing is drawn.

    Takes what the component takes: `chart("bars", [("Worker absence", 19)], "Why late")`. Give the same text
    to whoever sets a PDF, together with the sentence of the chart as its alternative.
    """
    from django.template import engines

    component = getattr(engines["jinja2"].env.globals["ui"], name)  # type: ignore[attr-defined]
    found = PICTURE.search(str(component(*values, **named)))
    return standing_alone(found[0]) if found else None


def standing_alone(svg: str) -> str:
    """One drawing with every look as an attribute, without links, scripts or anything outside itself.

    Raises ValueError for what is no drawing of ours: one with a part whose looks nobody wrote down.
    """
    root = Xml.fromstring(svg)  # noqa: S314 - made by our own components
    over = "k-chart--over" in root.get("class", "").split()
    for part in root.iter():
        if part.tag == "a":
            part.tag = "g"
        for attribute, value in _looks_of(part, OVER if over else {}).items():
            if attribute not in part.attrib:
                part.set(attribute, value)
        for needless in NEEDLESS:
            part.attrib.pop(needless, None)
    root.set("xmlns", SVG)
    root.set("font-family", FACE)
    _, _, width, height = root.get("viewBox", "0 0 0 0").split()
    root.set("width", width)
    root.set("height", height)
    return Xml.tostring(root, encoding="unicode")


def _looks_of(part: Xml.Element, over: Mapping[str, Look]) -> dict[str, str]:
    """The looks of one part: later classes go before earlier ones, as in the stylesheet."""
    looks: dict[str, str] = dict(TEXT) if part.tag == "text" else {}
    for name in part.get("class", "").split():
        if name.startswith("k-chart__"):
            if name not in LOOKS and name != "k-chart__words":
                raise ValueError(f"nobody wrote down what {name} looks like on paper")
            looks.update(LOOKS.get(name, {}))
            looks.update(over.get(name, {}))
    return looks
