"""Reading the letters of a pack: every place known, a sentence for every outcome."""

from collections.abc import Collection
from pathlib import Path

from kith.practice.entries import Entry, read_toml
from kith.practice.letters import DIFFERENT, PLACES, Letter, places_in
from kith.practice.mistakes import Mistakes

FOLDER = "letters/"
OUTCOME = "outcome"
CONTACT = "contact"


def read_letters(
    files: dict[str, list[tuple[str, Path]]], outcomes: Collection[str], mistakes: Mistakes
) -> dict[str, Letter]:
    """Every letter by its code; ``outcomes`` are those of a contact, each of which needs its sentence."""
    letters = {}
    for name, sources in files.items():
        if name.startswith(FOLDER):
            file, path = sources[-1]
            letter = _letter(Entry(file, "", read_toml(path, file, mistakes), mistakes), path.stem)
            letters[letter.code] = letter
            if letter.code == OUTCOME:
                _check_outcomes(file, letter, outcomes, mistakes)
    return letters


def _letter(entry: Entry, code: str) -> Letter:
    told = {key: entry.text(key, needed=True) for key in ("title", "subject", "words")}
    table = entry.raw("outcomes") or {}
    outcomes = {key: str(words) for key, words in table.items()} if isinstance(table, dict) else {}
    for key in ("subject", "words"):
        for place in places_in(told[key]):
            if place not in PLACES:
                entry.mistakes.unknown(entry.file, key, "place for a letter", place, PLACES)
    entry.finish()
    return Letter(code, outcomes=outcomes, **told)


def _check_outcomes(file: str, letter: Letter, outcomes: Collection[str], mistakes: Mistakes) -> None:
    for code in [*outcomes, DIFFERENT]:
        if not letter.outcomes.get(code, "").strip():
            mistakes.add(file, "outcomes", f"There is no sentence for {code}.", f'Write {code} = "…".')
    for code in letter.outcomes:
        if code not in (*outcomes, DIFFERENT):
            mistakes.unknown(file, "outcomes", "outcome of a contact", code, [*outcomes, DIFFERENT])
