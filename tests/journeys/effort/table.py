"""The table of effort in the handbook: made from the last measurement kept, which is made from a run of the journeys.

``python -m tests.journeys.effort.table FOLDER`` takes over what a run left in FOLDER, and writes both.
"""

import json
import sys
import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from kith.core import clock
from tests.house.tree import ROOT
from tests.journeys.effort.limits import Limit, limits

MEASURED = Path(__file__).parent / "measured.toml"
PAGE = ROOT / "docs" / "explanation" / "effort.md"
BEGINS, ENDS = "<!-- measured: begins -->", "<!-- measured: ends -->"
WAYS = {"mouse": "mouse and keys", "keyboard": "keyboard alone"}
COUNTED = ("loads", "clicks", "keys", "scrolls", "thoughts", "seconds")
HEAD = (
    "| Task | Way | Pages (most) | Clicks (most) | Keys | Turns of the wheel | Thoughts | Seconds | Goal "
    "| Fails above |\n|---|---|---|---|---|---|---|---|---|---|"
)
WORSE = 1.1  # a change may cost a tenth more than was measured last, under the fail line


def measured() -> dict[str, dict[str, Any]]:
    """What was measured last, by task and way."""
    return {
        name: told for name, told in tomllib.loads(MEASURED.read_text()).items() if isinstance(told, dict)
    }


def table(found: Mapping[str, Mapping[str, Mapping[str, Any]]], held: Mapping[str, Limit], on: date) -> str:
    """The table in Markdown."""
    rows = [
        f"| {task} {limit.title} | {words} | {one['loads']} ({limit.max_loads}) | {one['clicks']} "
        f"({limit.max_clicks if way == 'mouse' else 0}) | {one['keys']} | {one['scrolls']} | {one['thoughts']} "
        f"| **{one['seconds']}** | {limit.goal_seconds} | {limit.fail_seconds} |"
        for task, limit in held.items()
        for way, words in WAYS.items()
        for one in [found[task][way]]
    ]
    return "\n".join([f"Measured on {on:%-d %B %Y}.", "", HEAD, *rows])


def measured_on() -> date:
    """The day of the last measurement."""
    day = tomllib.loads(MEASURED.read_text())["measured_on"]
    assert isinstance(day, date)
    return day


def page_with(text: str, made: str) -> str:
    """The page with another table in its place."""
    before, _, rest = text.partition(BEGINS)
    return f"{before}{BEGINS}\n\n{made}\n\n{ENDS}{rest.partition(ENDS)[2]}"


def as_toml(found: Mapping[str, Mapping[str, Mapping[str, Any]]], on: date) -> str:
    """The measurement as it is kept."""
    lines = [
        "# What the tasks cost when they were last measured; written by table.py.",
        f"measured_on = {on}",
    ]
    for task, ways in found.items():
        for way, one in ways.items():
            lines += ["", f"[{task}.{way}]", *(f"{name} = {one[name]}" for name in COUNTED)]
    return "\n".join(lines) + "\n"


def _ran(file: Path) -> dict[str, Any]:
    """What a run left in a file; nothing where the task was not done."""
    return dict(json.loads(file.read_text())) if file.exists() else {}


def main(folder: Path, on: date) -> None:
    """Take over a run; what it did not do stays as it was measured before."""
    before = measured()
    found = {
        task: {way: _ran(folder / f"{task}-{way}.json") or before[task][way] for way in WAYS}
        for task in limits()
    }
    MEASURED.write_text(as_toml(found, on))
    PAGE.write_text(page_with(PAGE.read_text(), table(found, limits(), on)))


if __name__ == "__main__":
    main(Path(sys.argv[1]), clock.today())
