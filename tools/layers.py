"""Checks the import contracts of pyproject.toml on the program alone: tests may look anywhere."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LEFT_OUT = shutil.ignore_patterns("test_*.py", "__pycache__", "static", "assets", "*.html", "migrations")


def main() -> int:
    """Run the linter on a copy without tests; gives its exit code."""
    with tempfile.TemporaryDirectory(prefix="kith-layers-") as folder:
        for package in ("kith", "config"):
            shutil.copytree(ROOT / package, Path(folder) / package, ignore=LEFT_OUT)
        order = [str(Path(sys.executable).parent / "lint-imports"), "--config", str(ROOT / "pyproject.toml")]
        return subprocess.run([*order, "--no-cache"], cwd=folder, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
