"""Charts on paper look as they do on the screen, stand alone, and a typesetter takes them."""

import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Xml

import pytest
import typst

from kith.ui.charts import looks, printed
from kith.ui.charts.flow import Band, Block
from kith.ui.charts.funnel import Point
from kith.ui.charts.spans import Span
from kith.ui.charts.waterfall import Move

UI = Path(__file__).resolve().parents[1]
FONTS = UI / "static" / "kith"
PRESENTED = (
    "fill",
    "stroke",
    "stroke-width",
    "stroke-dasharray",
    "stroke-linejoin",
    "paint-order",
    "font-size",
    "font-weight",
)
MONTHS = [f"{month} 26" for month in ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct")]
CHARTS: dict[str, tuple[Any, ...]] = {
    "sparkline": ([81.2, None, 84.1], "Assessments in time", 85),
    "trend": ([70, 71, 69, 70, 71, 69, 70, 71, 69, 99], MONTHS, "In time", "trend", "It rose.", 85, "Target 85%"),
    "toward": (
        [240, 220, None], MONTHS[:3], "Unallocated", "toward", "In time.", [(None, 100), (None, 100), (50, 90)],
        [None, 220, 200], 2,
    ),
    "bars": ([("Family hard to see & <late>", 37), ("Worker absence", 19)], "Why late"),
    "compare": ([("Westmere", 84.1, "us"), ("England", 83.1, "average"), ("Other", 93.1, "other")], "Compared", 85),
    "workload_bar": ("Amina Rahman", 21.5, 26.0, 24, 27),
}  # fmt: skip


CHARTS |= {
    "flow": (
        [
            [Block("all", "Contacts", 9)],
            [Block("on", "Referral", 4, "44%", href="/x/"), Block("no", "Advice", 5, ends=True)],
        ],
        [Band("all", "on", 4), Band("all", "no", 5, href="/x/")], "Where 9 contacts led",
    ),
    "spans": ([Span("Assessment", 40, 18, 37, 49, 45, 6, "/x/"), Span("Rare", 2)], "How long", "spans"),
    "waterfall": (64, [Move("31 Aug", 22, 31, "/x/"), Move("7 Sep", 3, 3)], 55, "Unallocated children"),
    "funnel": ([Point("North", 193, 212, "/x/"), Point("South", 167, 198), Point("Far", 60, 92)], "Teams"),
}  # fmt: skip


def stylesheet() -> dict[str, dict[str, str]]:
    """What the stylesheet of the screen says of each part, its names of colours filled in."""
    tokens = dict(
        re.findall(r"^\$([a-z-]+): (#[0-9a-f]+);", (UI / "assets" / "_tokens.scss").read_text("utf-8"), re.M)
    )
    rules: dict[str, dict[str, str]] = {}
    for selectors, body in re.findall(
        r"^(\.k-chart[^{]*)\{([^}]*)\}", (UI / "assets" / "_charts.scss").read_text("utf-8"), re.M
    ):
        said = dict(part.strip().split(": ", 1) for part in body.split(";") if ": " in part)
        for selector in selectors.split(","):
            rules[selector.strip()] = {
                name: re.sub(r"t\.\$([a-z-]+)", lambda found: tokens[found[1]], value)
                for name, value in said.items()
                if name in PRESENTED
            }
    return rules


def test_paper_looks_as_the_screen_does() -> None:
    screen = stylesheet()
    parts = {
        selector.split(".")[-1]: said
        for selector, said in screen.items()
        if "k-chart__" in selector and "--over" not in selector
    }

    assert {name: dict(look) for name, look in looks.LOOKS.items()} == parts
    assert screen[".k-chart text"] == looks.TEXT
    assert screen[".k-chart--over .k-chart__bar"] == looks.OVER["k-chart__bar"]


@pytest.mark.parametrize("name", list(CHARTS))
def test_a_printed_chart_stands_alone(name: str) -> None:
    svg = printed.chart(name, *CHARTS[name])

    root = Xml.fromstring(svg)
    assert root.tag == f"{{{printed.SVG}}}svg"
    assert float(root.get("width")) > 0
    assert not re.search(r"\sclass=|\sstyle=|href|<script|/x/", svg)
    drawn = [
        part for part in root.iter() if part.tag.rpartition("}")[2] in ("path", "rect", "circle", "text")
    ]
    assert drawn
    assert all(part.get("fill") or part.get("stroke") for part in drawn)


def test_what_is_drawn_over_the_limit_is_red_on_paper_too() -> None:
    over, under = (printed.chart("workload_bar", "Amina", now, now, 24, 27) for now in (26, 20))

    assert "#b3261e" in over
    assert "#b3261e" not in under


def test_a_chart_of_nothing_is_none_on_paper() -> None:
    assert printed.chart("trend", [], [], "Visits", "visits") is None
    assert printed.chart("compare", [("Closed", None, "other")], "Places") is None


def test_a_part_nobody_described_is_refused() -> None:
    with pytest.raises(ValueError, match="k-chart__lantern"):
        printed.standing_alone('<svg viewBox="0 0 1 1"><path class="k-chart__lantern"/></svg>')


def test_links_become_groups_and_the_looks_of_a_part_itself_stay() -> None:
    svg = printed.standing_alone(
        '<svg viewBox="0 0 9 9"><a href="/x/"><rect class="k-chart__bar" fill="red"/></a></svg>'
    )

    assert '<g><rect fill="red"' in svg
    assert "/x/" not in svg


@pytest.mark.skipif(not (FONTS / "inter-regular.ttf").exists(), reason="assets are not built")
@pytest.mark.parametrize("name", list(CHARTS))
def test_a_typesetter_takes_every_chart(name: str) -> None:
    told = json.dumps({"svg": printed.chart(name, *CHARTS[name])})
    sheet = (
        '#set document(title: "Charts")\n#set text(font: "Inter", lang: "en")\n'
        "#let told = json(bytes(sys.inputs.sheet))\n"
        '#image(bytes(told.svg), format: "svg", alt: "The sentence of the chart", width: 80%)'
    )

    pdf = typst.compile(
        sheet.encode(),
        format="pdf",
        pdf_standards=["ua-1"],
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs={"sheet": told},
    )

    assert pdf.startswith(b"%PDF")
    assert len(pdf) > 3000
