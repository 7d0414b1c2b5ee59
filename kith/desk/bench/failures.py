"""What failures cost people who type: taken over from the last run of `make failures`, which takes half an hour."""

import tomllib
from pathlib import Path
from typing import Any

from kith.desk.bench.rules import Line, Section

MOST_SECONDS = 2.0
WORDS = {
    "network": "line gone for a moment",
    "timeout": "words taken, never answered",
    "answer": "answer lost on its way",
    "worker": "web process killed",
    "server": "web server killed",
    "store": "record store killed",
    "tab": "browser killed",
}


def section(measured: Path) -> Section | None:
    """The lines of the last run; None where none was kept."""
    if not measured.is_file():
        return None
    told: dict[str, Any] = tomllib.loads(measured.read_text(encoding="utf-8"))
    number, editors, day = told["failures"], told["editors"], told["measured_on"]
    kinds = ", ".join(f"{WORDS[kind]} {count}" for kind, count in told["injected"].items())
    lines = (
        Line(
            "typing lost by one editor in all, the browser alive",
            told["most_of_an_editor"],
            "s",
            MOST_SECONDS,
        ),
        Line(
            "typing lost when the browser itself is killed, at most",
            told["most_of_a_dying_browser"],
            "s",
            MOST_SECONDS,
        ),
        Line("texts that are neither whole nor cut short", float(told["strange"]), "texts", 0),
    )
    how = (
        f"{number:,} failures thrown at {editors} editors who type without a pause into one assessment "
        f"(`make failures`, {day.day} {day:%B %Y}): {kinds}. At the end of each box the words on the record are held "
        "against the words typed."
    )
    return Section("Failures while typing", how, lines)
