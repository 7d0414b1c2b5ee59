"""Standards of practice for the sections of a form, each with a good example from here: data of a pack, dated."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path

from kith.practice.dated import overlap
from kith.practice.entries import Entry, in_force, read_toml
from kith.practice.forms import Form
from kith.practice.mistakes import Mistakes

FOLDER = "standards/"
LONGEST = 1200  # letters: what is read beside a box while one writes stays short


@dataclass(frozen=True, slots=True)
class Held:
    """What a section is written to, or a good example of it, with its days and who says so."""

    section: str
    words: str
    source: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside one section on a day."""

    standards: tuple[Held, ...] = ()
    examples: tuple[Held, ...] = ()


@dataclass(frozen=True, slots=True)
class StandardsOfDay:
    """The standards of a form as they hold on a day. ``edition`` names their wording: other words, another edition."""

    title: str
    since: date | None
    edition: str
    sections: Mapping[str, Beside]


@dataclass(frozen=True, slots=True)
class Standards:
    """All that a pack says for one form, now and before."""

    form: str
    title: str
    standards: tuple[Held, ...] = ()
    examples: tuple[Held, ...] = ()
    file: str = field(default="", compare=False)

    def on(self, day: date) -> StandardsOfDay | None:
        """What holds on a day; None where no standard does."""
        standards = [one for one in self.standards if in_force(one.since, one.until, day)]
        examples = [one for one in self.examples if in_force(one.since, one.until, day)]
        if not standards:
            return None
        said = "\n".join(f"{one.section}|{one.words}|{one.source}" for one in (*standards, *examples))
        return StandardsOfDay(
            self.title,
            max((one.since for one in standards if one.since), default=None),
            sha256(f"{self.title}\n{said}".encode()).hexdigest()[:12],
            {
                section: Beside(
                    tuple(one for one in standards if one.section == section),
                    tuple(one for one in examples if one.section == section),
                )
                for section in dict.fromkeys(one.section for one in (*standards, *examples))
            },
        )


def read_standards(files: dict[str, list[tuple[str, Path]]], mistakes: Mistakes) -> dict[str, Standards]:
    """The files of ``standards/``, each by the form it is for: its name is that of the form."""
    found = {}
    for name, sources in files.items():
        if name.startswith(FOLDER):
            file, path = sources[-1]
            found[path.stem] = _standards(
                Entry(file, "", read_toml(path, file, mistakes), mistakes), path.stem
            )
    return found


def _standards(page: Entry, form: str) -> Standards:
    title = page.text("title", needed=True)
    standards = tuple(_held(entry) for entry in page.tables("standard"))
    examples = tuple(_held(entry) for entry in page.tables("example"))
    page.finish()
    if not standards:
        page.wrong(
            "standard", "There is no standard.", "Add [[standard]] with section, words, source and since."
        )
    for one in standards:
        if not any(other.section == one.section and overlap(one, other) for other in examples):
            page.wrong(
                "example", f"Section {one.section} has a standard and no example.", "Add [[example]] for it."
            )
    return Standards(form, title, standards, examples, page.file)


def _held(entry: Entry) -> Held:
    since, until = entry.span()
    words = entry.text("words", needed=True)
    if len(words) > LONGEST:
        entry.wrong("words", f"There are {len(words):,} letters.", f"Say it in {LONGEST:,} letters.")
    held = Held(
        entry.text("section", needed=True), words, entry.text("source", needed=True), since, until
    )  # fmt: skip
    if since is None:
        entry.wrong("since", "This is missing.", "Write the first day, such as 2010-04-01.")
    entry.finish()
    return held


def check_standards(
    standards: Mapping[str, Standards], forms: Mapping[str, Form], mistakes: Mistakes
) -> None:
    """Every file is for a form, and every section it names is one of that form."""
    for code, one in standards.items():
        if code not in forms:
            mistakes.unknown(one.file, "", "form", code, forms)
            continue
        sections = [section.id for section in forms[code].sections]
        for kind, held in (("standard", one.standards), ("example", one.examples)):
            for section in dict.fromkeys(each.section for each in held):
                if section and section not in sections:
                    mistakes.unknown(one.file, f"{kind}.section", "section", section, sections)
