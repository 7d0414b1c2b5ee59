"""North Yorkshire's post-inspection action plan of 2010: 162 actions, the twelve outstanding ones as printed.

The paper counts 150 completed actions and does not print them: these are invented, and say so in their own words.
"""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from kith.core.workbook_reading import Sheet
from kith.improvement.layout.actions import Named
from kith.improvement.layout.writing import HEADS

PAPER = Path(__file__).with_name("outstanding_2010.toml")
TITLE = "POST-INSPECTION ACTION PLAN"
INVENTED = "Invented for the demonstration: the paper counts this action and does not print it."
ENDS = ("immediately", "within three months", "within six months")
PLAN = Named(
    name="Post-Inspection Action Plan 2009-10",
    programme="North Yorkshire, as published in 2010",
    started_on=date(2009, 11, 1),
    inspected_on=date(2009, 10, 23),  # the day of the report, which the paper prints
    stood_on=date(2010, 9, 20),
    about="The twelve outstanding actions are as the board paper of 20 September 2010 prints them, without people’s "
    "names. The 150 completed ones are invented.",
)


def sheet() -> Sheet:
    """The plan as the sheet that a council would read in."""
    told = tomllib.loads(PAPER.read_text())
    rows: list[list[str]] = [*told["rows"]]
    printed = {row[1] for row in rows}
    rows += [
        [f"{number} Invented heading", "", "", "AD CSC", "", ""] for number in told["invented"]["headings"]
    ]
    for heading, count in told["invented"]["green"].items():
        rows += _green(heading, count, printed)
    laid = [[TITLE], list(HEADS), *sorted(rows, key=_place)]
    return Sheet({n: {c: text for c, text in enumerate(row) if text} for n, row in enumerate(laid, 1)})


def _green(heading: str, count: int, printed: set[str]) -> list[list[str]]:
    free = (f"{heading}.{place}" for place in range(1, count + len(printed) + 1))
    numbers = [number for number in free if number not in printed][:count]
    return [
        [
            "NYCC",
            number,
            f"Invented completed action {number} ({ENDS[place % 3]})",
            "AD CSC",
            "Green",
            INVENTED,
        ]
        for place, number in enumerate(numbers)
    ]


def _place(row: list[str]) -> Any:
    number = row[1] or row[0].split()[0].rstrip(":")
    return [int(part) for part in number.split(".")]
