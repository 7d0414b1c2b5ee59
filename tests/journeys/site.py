"""A whole Kith for the journeys: its own record store, the story's people, and a server that can be stopped."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from tests.house.tree import ROOT
from tests.post_office import PostOffice

MANAGE = [sys.executable, str(ROOT / "manage.py")]
WAIT = 60


class Site:
    """One installation under ``.kith``: made empty, filled with the story, served on a free port."""

    def __init__(self, name: str, today: str) -> None:
        self.home = ROOT / ".kith" / f"journeys-{name}"
        self.today = today
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.running: subprocess.Popen[bytes] | None = None
        self.office: PostOffice | None = None  # where its mail arrives; without one it is printed
        self.log = ROOT / ".kith" / f"journeys-{name}.log"

    def make(self) -> None:
        """Throw away what was there, make the tables and load the story with a small authority round it."""
        if self.home.exists():
            self.command("database", "stop", check=False)
            shutil.rmtree(self.home)
        self.home.mkdir(parents=True)
        self.command("database", "start")
        self.command("migrate", "--verbosity", "0")
        self.command("demo", "--children", "60", "--years", "1", "--today", self.today)

    def command(self, *order: str, check: bool = True) -> str:
        """Run a management command of this installation; gives what it printed."""
        done = subprocess.run(
            [*MANAGE, *order], env=self.environment(), capture_output=True, text=True, check=False
        )
        if check and done.returncode:
            raise AssertionError(
                f"manage.py {order[0]} ended with {done.returncode}: {done.stdout}{done.stderr}"
            )
        return done.stdout

    def start(self) -> None:
        """Serve, and come back when the sign-in page answers."""
        with self.log.open("ab") as log:
            self.running = subprocess.Popen(
                [*MANAGE, "serve", "--port", str(self.port), "--workers", "1", "--no-migrate", "--no-deliver"],
                env=self.environment(), stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        until = time.monotonic() + WAIT
        while time.monotonic() < until:
            if self.running.poll() is not None:
                break
            try:
                urllib.request.urlopen(f"{self.url}/sign-in/", timeout=2).close()
                return
            except (urllib.error.URLError, OSError):
                time.sleep(0.2)
        raise AssertionError(f"the site did not start:\n{self.log.read_text()[-2000:]}")

    def stop(self) -> None:
        """Stop the server and its record store, as a power cut would be followed by: nothing is asked."""
        if self.running is None:
            return
        self.running.send_signal(signal.SIGTERM)
        try:
            self.running.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(self.running.pid, signal.SIGKILL)
            self.running.wait(10)
        self.running = None

    def environment(self) -> dict[str, str]:
        """What its processes are told."""
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("KITH_", "DJANGO_", "DATABASE_"))
        }
        mail = {"KITH_MAIL": f"smtp://127.0.0.1:{self.office.port}"} if self.office else {}
        return (
            kept
            | mail
            | {
                "KITH_HOME": str(self.home),
                "KITH_TODAY": self.today,
                "KITH_DEMO": "1",
                "PYTHONUNBUFFERED": "1",
            }
        )


def free_port() -> int:
    """A port of the loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def chromium() -> str:
    """Where the browser is, or nothing."""
    named = [
        os.environ.get("KITH_CHROMIUM", ""),
        shutil.which("chromium") or "",
        shutil.which("chromium-browser") or "",
    ]
    named += [shutil.which("google-chrome") or ""]
    return next((path for path in named if path and Path(path).exists()), "")
