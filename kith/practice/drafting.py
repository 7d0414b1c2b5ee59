"""A local pack with some of its files written anew: read and judged as if they lay on the disk."""

import json
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from kith.core.calendar import WorkingCalendar
from kith.practice.authority import Authority, read_alone
from kith.practice.burden import burden
from kith.practice.layers import SHARED, PackFolder, read_pack_folder
from kith.practice.mistakes import BrokenPacks, Mistakes
from kith.practice.nesting import problem_with_depth
from kith.practice.practice import Names, Practice
from kith.practice.stories import stories_of

PAGES = ("steps.toml", "burden.toml")
NAME = re.compile(r"(?:forms|letters)/[a-z][a-z0-9_]{0,59}\.toml")
LONGEST = 60_000  # letters: seven times the longest of our files, and read in seconds whatever stands in it
Texts = Mapping[str, str]


def problem_with_name(name: str) -> str | None:
    """Why a file is not changed as a draft, or None. Roles, lists, targets and guides are changed in files."""
    if name in PAGES or NAME.fullmatch(name):
        return None
    return "Steps, forms, letters and budgets are changed here. Everything else is changed in the files of the pack."


def problem_with_text(text: str) -> str | None:
    """Why a text is not even kept in a draft, or None: reading it would take too long."""
    if len(text) > LONGEST:
        return f"The file may be {LONGEST:,} letters long; there are {len(text):,}."
    return problem_with_depth(text)


def names_of(folder: Path, pack: str) -> list[str]:
    """The files of a pack, its own and those of the pack below it, that may be changed as a draft."""
    mistakes = Mistakes()
    local = read_pack_folder(folder, pack, mistakes)
    below = read_pack_folder(folder, local.based_on, mistakes) if local.based_on else None
    known = {*local.files(), *(below.files() if below else {}), "steps.toml"}
    return sorted(name for name in known if problem_with_name(name) is None)


def text_of(folder: Path, pack: str, name: str) -> str:
    """A file as it holds for a pack: its own, else that of the pack below it.

    A local ``steps.toml`` says only what differs, so that one below it is never its text. "" for a file nobody has.
    """
    mistakes = Mistakes()
    local = read_pack_folder(folder, pack, mistakes)
    places = [local] if name == "steps.toml" or not local.based_on else [local, _below(folder, local)]
    for place in places:
        if (path := place.files().get(name)) is not None:
            return path.read_text(encoding="utf-8")
    return ""


def _below(folder: Path, local: PackFolder) -> PackFolder:
    return read_pack_folder(folder, local.based_on, Mistakes())


@dataclass(frozen=True)
class Judged:
    """What became of reading a draft: the practice, or its mistakes; and stories that come out otherwise."""

    practice: Practice | None
    mistakes: tuple[str, ...]
    crooked: tuple[str, ...] = ()


def read_draft(here: Authority, pack: str, texts: Texts, names: Names, *, code: str = "") -> Practice:
    """The practice of a pack with these files written anew, called ``code``. Raises ``BrokenPacks``."""
    with _laid_out(here.folder, pack, texts) as copy:
        return replace(read_alone(copy, pack, here.lists, names), code=code or pack)


def judge(here: Authority, pack: str, texts: Texts, names: Names, calendar: WorkingCalendar) -> Judged:
    """Read a pack with these files written anew and tell its stories."""
    with _laid_out(here.folder, pack, texts) as copy:
        try:
            practice, mistakes = read_alone(copy, pack, here.lists, names), Mistakes()
        except BrokenPacks as broken:
            return Judged(None, tuple(str(one) for one in broken.mistakes))
        there = replace(here, practices={pack: practice}, folder=copy)
        told = [line for story in stories_of(there, mistakes) for line in story.told(practice, calendar)]
    return Judged(practice, (), (*(str(one) for one in mistakes.found), *told))


@contextmanager
def _laid_out(folder: Path, pack: str, texts: Texts) -> Iterator[Path]:
    """A copy of a pack, the one below it and what they share, with these files written anew, while the body runs.

    ``pack.toml`` names by itself what it newly stands in for, and shares no longer what was written anew.
    """
    local = read_pack_folder(folder, pack, Mistakes())
    with tempfile.TemporaryDirectory(prefix="kith-draft-") as made:
        copy = Path(made)
        for name in (pack, local.based_on, SHARED):
            if name and (folder / name).is_dir():
                shutil.copytree(folder / name, copy / name)
        for name, text in texts.items():
            path = copy / pack / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        _stand_in(copy, pack)
        yield copy


def _stand_in(folder: Path, pack: str) -> None:
    local = read_pack_folder(folder, pack, Mistakes())
    below = set(_below(folder, local).files()) if local.based_on else set()
    replaces, shares = sorted(set(local.files()) & below), sorted(set(local.shares) - set(local.own_files()))
    said = {
        "title": local.title, "about": local.about, "based_on": local.based_on, "replaces": replaces,
        "shares": shares,
    }  # fmt: skip
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in said.items() if value]
    (folder / pack / "pack.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def obstacles_to_publishing(here: Authority, judged: Judged, changed: bool, day: date) -> list[str]:
    """Why a draft may not be published: its mistakes; else nothing new, a story that fails, a budget gone beyond."""
    if judged.practice is None:
        return list(judged.mistakes)
    found = [] if changed else ["Nothing differs from what holds now."]
    found += [f"A story comes out otherwise. {line}" for line in judged.crooked]
    costs = burden(judged.practice, here.hands, day)
    return found + [f"Beyond the budget without a named reason: {line}" for line in costs.beyond()]
