"""Where a file of a pack, and an entry of a file, comes from: its own, shared by several, or of the pack below it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kith.practice.entries import Entry, read_toml
from kith.practice.mistakes import Mistakes

SHARED_PAGES = ("steps.toml", "roles.toml", "timescales.toml")
SHARED = "shared"  # the folder of files that several packs name as theirs


@dataclass(frozen=True)
class Layered:
    """The tables of a page of entries, and for each key the file it was written in."""

    file: str
    tables: dict[str, dict[str, Any]] = field(default_factory=dict)
    files: dict[str, dict[str, str]] = field(default_factory=dict)

    def entries(self, mistakes: Mistakes) -> list[Entry]:
        """Each table as an entry that knows where its keys came from."""
        return [
            Entry(self._file_of(code), code, values, mistakes, self.files.get(code))
            for code, values in self.tables.items()
        ]

    def _file_of(self, code: str) -> str:
        return next(iter(self.files.get(code, {}).values()), self.file)

    def lay(self, file: str, tables: Mapping[str, Any]) -> None:
        """Put another file on top: new tables are added, of known tables the keys written there."""
        for code, values in tables.items():
            if not isinstance(values, dict):
                values = {code: values}
            self.tables[code] = {**self.tables.get(code, {}), **values}
            self.files[code] = {**self.files.get(code, {}), **dict.fromkeys(values, file)}


@dataclass(frozen=True)
class PackFolder:
    """One pack as it lies on the disk, before it is read: what it says of itself, and its files."""

    code: str
    path: Path
    title: str
    based_on: str
    replaces: tuple[str, ...]
    about: str = ""
    shares: tuple[str, ...] = ()

    def files(self) -> dict[str, Path]:
        """Its files by their path inside the pack, with those it shares."""
        shared = {name: self.path.parent / SHARED / name for name in self.shares}
        there = {name: path for name, path in shared.items() if path.is_file()}
        return dict(sorted({**there, **self.own_files()}.items()))

    def own_files(self) -> dict[str, Path]:
        """The files that lie in its own folder; pack.toml and stories are nobody's to replace."""
        found = sorted(self.path.rglob("*.toml"))
        inside = {path.relative_to(self.path).as_posix(): path for path in found}
        return {
            name: path
            for name, path in inside.items()
            if name != "pack.toml" and not name.startswith("examples/")
        }

    def stories(self) -> list[Path]:
        """Its files of stories."""
        return sorted((self.path / "examples").glob("*.toml"))


def read_pack_folder(packs: Path, code: str, mistakes: Mistakes) -> PackFolder:
    """What pack.toml says."""
    file = f"{code}/pack.toml"
    entry = Entry(file, "", read_toml(packs / file, file, mistakes), mistakes)
    folder = PackFolder(
        code, packs / code, entry.text("title", needed=bool(entry.values)), entry.text("based_on"),
        entry.texts("replaces"), entry.text("about"), entry.texts("shares"),
    )  # fmt: skip
    _check_shared(folder, file, mistakes)
    entry.finish()
    return folder


def _check_shared(folder: PackFolder, file: str, mistakes: Mistakes) -> None:
    """Every file that a pack shares lies in the shared folder, and the pack has none of its own in its place."""
    place = folder.path.parent / SHARED
    known = sorted(path.relative_to(place).as_posix() for path in place.rglob("*.toml"))
    own = folder.own_files()
    for name in folder.shares:
        if name not in known:
            mistakes.unknown(file, "shares", f"file in packs/{SHARED} called", name, known)
        elif name in own:
            mistakes.add(
                f"{folder.code}/{name}", "", f"{file} takes this file from packs/{SHARED}, and it lies here too.",
                f'Take "{name}" out of shares, or take this file away.',
            )  # fmt: skip


def check_replaced(local: PackFolder, base: PackFolder | None, mistakes: Mistakes) -> None:
    """Every file of the other pack that this one stands in for is named, and every name is such a file."""
    file = f"{local.code}/pack.toml"
    theirs = base.files() if base else {}
    own = local.files()
    for name in own:
        if name in theirs and name not in local.replaces:
            mistakes.add(
                f"{local.code}/{name}", "", f"This file also exists in {local.based_on}.",
                f'Name it in {file}: replaces = ["{name}"], or call it something else.',
            )  # fmt: skip
    for name in local.replaces:
        if name not in own:
            mistakes.unknown(file, "replaces", "file here called", name, own)
        elif name not in theirs:
            mistakes.unknown(
                file, "replaces", f"file in {local.based_on or 'another pack'} called", name, theirs
            )


def merged_files(local: PackFolder, base: PackFolder | None) -> dict[str, list[tuple[str, Path]]]:
    """For each file name its sources, lowest first, as (name for messages, path)."""
    merged: dict[str, list[tuple[str, Path]]] = {}
    for folder in [folder for folder in (base, local) if folder]:
        for name, path in folder.files().items():
            source = (path.relative_to(folder.path.parent).as_posix(), path)
            merged[name] = [*merged.get(name, []), source] if name in SHARED_PAGES else [source]
    return merged


def layered_page(sources: list[tuple[str, Path]], name: str, mistakes: Mistakes) -> Layered:
    """A page of entries read through its layers."""
    page = Layered(sources[-1][0] if sources else name)
    for file, path in sources:
        page.lay(file, read_toml(path, file, mistakes))
    return page
