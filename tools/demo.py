"""Serves an invented authority: loads its people when there are none, then serves until stopped."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MANAGE = [sys.executable, str(ROOT / "manage.py")]
LOADS = {
    "westmere": [["demo", "--today", "2026-10-14"]],
    "westmere2011": [
        ["demo", "--practice", "westmere2011", "--today", "2011-10-26"],
        ["papers", "--keep"],
    ],
}


def main(practice: str) -> None:
    """Have the demonstration of one practice loaded once, whole, and serve it."""
    home = Path(os.environ["KITH_HOME"])
    os.environ.update(KITH_DEMO="1", PYTHONUNBUFFERED="1")
    loaded = home / "demo-loaded"
    try:
        if not loaded.exists():
            _load(practice)
            loaded.write_text(f"{practice}\n")
        os.execv(sys.executable, [*MANAGE, "serve", "--port", os.environ.get("PORT", "8000")])  # noqa: S606
    except KeyboardInterrupt:
        sys.exit("Stopped.")


def _load(practice: str) -> None:
    """Load into empty tables; what an interrupted load left is thrown away first."""
    print(f"Making the invented authority of {practice} (about two minutes, once) ...", flush=True)
    _run("database", "start")
    try:
        if subprocess.run([*MANAGE, "database", "empty"], check=False).returncode:
            _run("database", "forget")
        _run("migrate", "--verbosity", "0")
        for order in LOADS[practice]:
            _run(*order)
    finally:
        subprocess.run([*MANAGE, "database", "stop"], stdout=subprocess.DEVNULL, check=False)


def _run(*order: str) -> None:
    if subprocess.run([*MANAGE, *order], check=False).returncode:
        sys.exit(f"The demonstration could not be made: manage.py {order[0]} did not work.")


if __name__ == "__main__":
    main(sys.argv[1])
