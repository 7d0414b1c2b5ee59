"""Sets up everything a fresh machine lacks: environment, hashed requirements, assets, a browser for journeys.

Runs under any Python 3.8 or later with the standard library alone, and looks for one of 3.11 or later to build
the environment with. A second run does nothing but compare marks.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
MARKS = ROOT / ".stamps"
PYTHONS = ("python3.13", "python3.12", "python3.11", "python3.14", "python3")


def main(wanted):
    """Set up what was asked for: `environment`, `assets`, `browser`."""
    if "environment" in wanted:
        set_up_environment()
    if "assets" in wanted:
        subprocess.run([str(VENV / "bin/python"), str(ROOT / "tools/assets.py")], check=True)
    if "browser" in wanted:
        set_up_browser()


def set_up_environment():
    """The virtual environment with exactly what the lock names."""
    lock = ROOT / "requirements/dev.txt"
    if not (VENV / "bin/python").exists():
        make_environment()
    if mark_of("environment") == digest(lock):
        return
    say("Installing the requirements ...")
    if not install_with_uv(lock):
        pip("install", "--require-hashes", "-r", str(lock))
    subprocess.run(
        [str(VENV / "bin/python"), "-m", "compileall", "-q", "kith", "config", "tests"], cwd=ROOT, check=False
    )
    set_mark("environment", digest(lock))


def make_environment():
    """A virtual environment of the first Python that is new enough."""
    python = find_python()
    if not works([python, "-c", "import ensurepip, venv"]) and not install_from_distribution("python3-venv"):
        give_up("Python's venv module is missing. Install it: apt-get install python3-venv")
    subprocess.run([python, "-m", "venv", str(VENV)], check=True)


def find_python():
    """A Python of 3.11 or later."""
    question = "import sys; sys.exit(sys.version_info < (3, 11))"
    for name in (os.environ.get("PYTHON", ""), *PYTHONS):
        if name and shutil.which(name) and works([name, "-c", question]):
            return name
    return give_up(
        "Kith needs Python 3.11 or later. Install it, or name it: make setup PYTHON=/path/to/python"
    )


def install_with_uv(lock):
    """Install with uv, itself pinned by hash, which is several times faster; False when that did not work."""
    if pip("install", "--require-hashes", "-r", str(ROOT / "requirements/uv.txt"), check=False):
        return False
    order = [
        str(VENV / "bin/uv"),
        "pip",
        "install",
        "-q",
        "--compile-bytecode",
        "--require-hashes",
        "-r",
        str(lock),
    ]
    around = dict(os.environ, VIRTUAL_ENV=str(VENV), UV_COMPILE_BYTECODE="1")
    return subprocess.run(order, env=around, check=False).returncode == 0


def pip(*order, check=True):
    """Run the environment's own pip."""
    quiet = ["-q", "--disable-pip-version-check"]
    return subprocess.run([str(VENV / "bin/python"), "-m", "pip", *order, *quiet], check=check).returncode


def set_up_browser():
    """Chromium of the distribution, for the journeys. Without it they are skipped, and that is said."""
    if find_browser() or (install_from_distribution("chromium") and find_browser()):
        return
    say("Journeys are skipped: no Chromium. To run them: apt-get install chromium (or name one in CHROMIUM).")


def find_browser():
    """A browser that is there already."""
    named = os.environ.get("CHROMIUM", "")
    names = (named, "chromium", "chromium-browser", "google-chrome")
    return next((found for name in names if name and (found := shutil.which(name))), None)


def install_from_distribution(package):
    """Install a package when the distribution is Debian's kind and this user may; say whether it worked."""
    if not shutil.which("apt-get"):
        return False
    rights = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if rights and (
        not shutil.which("sudo")
        or subprocess.run([*rights, "true"], capture_output=True, check=False).returncode
    ):
        return False
    say("Installing " + package + " from the distribution ...")
    around = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    subprocess.run([*rights, *around, "update"], stdout=subprocess.DEVNULL, check=False)
    order = [*rights, *around, "install", "-y", "--no-install-recommends", package]
    return subprocess.run(order, stdout=subprocess.DEVNULL, check=False).returncode == 0


def works(order):
    """Whether a command can be run and ends well; what it says is of no interest."""
    return subprocess.run(order, capture_output=True, check=False).returncode == 0


def digest(*files):
    """A mark of the contents of files."""
    found = hashlib.sha256()
    for file in files:
        found.update(file.read_bytes())
    return found.hexdigest()


def mark_of(name):
    """The mark left by the last run, or nothing."""
    place = MARKS / name
    return place.read_text() if place.exists() else ""


def set_mark(name, words):
    """Leave a mark for the next run."""
    MARKS.mkdir(exist_ok=True)
    (MARKS / name).write_text(words)


def say(words):
    """Tell the person who waits."""
    print(words, flush=True)


def give_up(words):
    """Stop with one line that says what to do."""
    sys.exit(words)


if __name__ == "__main__":
    main(sys.argv[1:] or ["environment", "assets", "browser"])
