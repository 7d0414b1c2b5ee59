"""Sets values as a tagged PDF whose text can be copied, without a network. Nothing that was typed is read as markup."""

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import typst

from kith.core.prose import blocks
from kith.core.typeface import printable

COUNT = re.compile(rb"/Type\s*/Pages\b[^>]*?/Count (\d+)|/Count (\d+)[^>]*?/Type\s*/Pages\b")
STANDARD = "ua-1"  # PDF/UA: headings, tables and reading order are there for screen readers

DRAWING = "svg"  # what stands under this name is a picture, not words

FOLDER = Path(__file__).resolve().parents[1] / "ui" / "static" / "kith"
TYPEFACE = ("inter-regular.ttf", "inter-bold.ttf")
LETTERS = FOLDER / TYPEFACE[0]


class NoTypeface(Exception):
    """The typeface that everything is measured and printed with is not there; another one has another measure."""


def typeface_missing(folder: Path) -> str | None:
    """What is missing of the typeface, for whoever runs the server; None when it is whole."""
    missing = [name for name in TYPEFACE if not (folder / name).is_file()]
    if not missing:
        return None
    return f"Nothing can be printed: {' and '.join(missing)} not in {folder}. Build the assets: make setup"


@cache
def _fonts(folder: Path) -> list[str]:
    """The folder of the typeface that the asset build lays beside the scripts. Raises ``NoTypeface`` without it."""
    if missing := typeface_missing(folder):
        raise NoTypeface(missing)
    return [str(folder)]


def _usual(told: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "font_paths": _fonts(FOLDER),
        "ignore_system_fonts": True,
        "sys_inputs": {"sheet": json.dumps(in_letters_there_are(laid_out(told)), ensure_ascii=False)},
    }


def pdf_of(template: Path, told: Mapping[str, Any]) -> bytes:
    """The file that a template makes of these values."""
    set_it: Any = typst  # its types tell apart more kinds of input than we have
    pdf: bytes = set_it.compile(template.read_bytes(), format="pdf", pdf_standards=[STANDARD], **_usual(told))
    return pdf


def measured(template: Path, told: Mapping[str, Any], label: str) -> Any:
    """What the template says of itself under a label."""
    set_it: Any = typst
    return json.loads(set_it.query(template.read_bytes(), label, field="value", **_usual(told)))[0]


def pages_of(pdf: bytes) -> int:
    """How many pages a PDF says it has."""
    found = COUNT.search(pdf)
    return int(found[1] or found[2]) if found else 0


def laid_out(made: Any) -> Any:
    """The same with every long text read into headings, lists and paragraphs, as the typesetter takes them."""
    if isinstance(made, list):
        return [laid_out(one) for one in made]
    if not isinstance(made, dict):
        return made
    whole = {name: laid_out(one) for name, one in made.items()}
    if "lines" in whole:
        whole["blocks"] = [
            {
                "kind": block.kind,
                "first": block.first,
                "lines": [[{"words": words, "bold": bold} for words, bold in line] for line in block.lines],
            }
            for block in blocks(whole["lines"])
        ]
    return whole


def in_letters_there_are(made: Any) -> Any:
    """The same with a question mark for each letter that the typeface has not: a name must not stop a paper."""
    if isinstance(made, str):
        return printable(made, LETTERS)
    if isinstance(made, list):
        return [in_letters_there_are(one) for one in made]
    if isinstance(made, dict):
        return {name: one if name == DRAWING else in_letters_there_are(one) for name, one in made.items()}
    return made
