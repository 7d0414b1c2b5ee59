"""Sets the family's copy as a PDF, and says how full the page is."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from typing import Any

from kith.work.paper import measured, pages_of, pdf_of

TEMPLATE = Path(__file__).with_name("sheet.typ")
PAGE_POINTS = (297 - 10 - 8) / 25.4 * 72  # what is free between the margins of an A4 side
LINE = 1.27  # a line is so much higher than its letters


@dataclass(frozen=True, slots=True)
class Printed:
    """A copy that was set: the file, its pages, and how many lines too long it is for one side."""

    pdf: bytes
    pages: int
    lines_over: int

    @property
    def fits(self) -> bool:
        """Whether it is one A4 side."""
        return self.pages == 1


def printed(content: Mapping[str, Any]) -> Printed:
    """Set a copy (see ``sheet.content``). Never cuts: what does not fit goes on on a second page, which is told."""
    pdf = pdf_of(TEMPLATE, content)
    over = ceil((measured(TEMPLATE, content, "<height>") - PAGE_POINTS) / (content["points"] * LINE))
    pages = pages_of(pdf)
    return Printed(pdf, pages, max(over, 1) if pages > 1 else 0)
