"""Runs every check, shows the words of those that found something, and fails when one did."""

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
HOME = os.environ.get("KITH_HOME", str(ROOT / ".kith" / "check"))
COMMANDS = ROOT / "kith"


def checks() -> list[tuple[str, list[str]]]:
    """Name and command of every check that this tree can run."""
    python, manage = str(BIN / "python"), [str(BIN / "python"), "manage.py"]
    found = [
        ("format", [str(BIN / "ruff"), "format", "--check", "."]),
        ("lint", [str(BIN / "ruff"), "check", "."]),
        ("types", [str(BIN / "mypy")]),
        ("layers", [python, "tools/layers.py"]),
        ("Django", [*manage, "check", "--fail-level", "WARNING"]),
        ("migrations", [*manage, "makemigrations", "--check", "--dry-run"]),
    ]
    if any(COMMANDS.glob("*/management/commands/describe.py")):
        found.append(("reference", [*manage, "describe", "--check"]))
    return found


def main() -> None:
    """One line a check; the whole of what a failed one said."""
    around = {**os.environ, "KITH_HOME": HOME, "DJANGO_SETTINGS_MODULE": "config.settings"}
    failed = []
    for name, order in checks():
        began = time.monotonic()
        done = subprocess.run(order, cwd=ROOT, env=around, capture_output=True, text=True, check=False)
        print(
            f"{name:<12}{'ok' if done.returncode == 0 else 'NOT OK'}  {time.monotonic() - began:.1f} s",
            flush=True,
        )
        if done.returncode:
            failed.append(name)
            print(done.stdout + done.stderr, flush=True)
    if failed:
        sys.exit(f"Not in order: {', '.join(failed)}.")


if __name__ == "__main__":
    main()
