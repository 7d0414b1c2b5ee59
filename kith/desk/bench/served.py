"""The real server on a free port of this machine, for as long as a measurement lasts."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from kith.core import Refused
from kith.database.home import Home
from kith.desk.bench import machine

WORKERS = 2
PATIENCE = 120.0
HOST = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Served:
    """A running server: where it listens, and its processes."""

    port: int
    watcher: int

    @property
    def web(self) -> list[int]:
        """Every process of the web server."""
        return [pid for pid in machine.descendants(self.watcher) if "granian" in machine.command(pid)]

    @property
    def web_workers(self) -> list[int]:
        """Those that answer requests."""
        web = self.web
        return [pid for pid in web if not any(child in web for child in machine.children_of(pid))]

    def web_seconds(self) -> float:
        """Processor seconds of the web server so far."""
        return machine.seconds(self.web)

    def store_seconds(self) -> float:
        """Processor seconds of the embedded record store so far; nothing when it runs elsewhere."""
        main = _store()
        if main is None:
            return 0.0
        return machine.seconds([main], with_ended_children=True) + machine.seconds(machine.children_of(main))


def _store() -> int | None:
    with suppress(OSError, ValueError, IndexError):
        return int((Home.at(settings.KITH_HOME).cluster / "postmaster.pid").read_text().splitlines()[0])
    return None


@contextmanager
def serving() -> Iterator[Served]:
    """Start the server as `make demo` does; stop it whatever happens. Raises Refused when it does not come up."""
    port = _free_port()
    order = [
        sys.executable,
        "manage.py",
        "serve",
        "--host",
        HOST,
        "--port",
        str(port),
        "--workers",
        str(WORKERS),
        "--no-deliver",
    ]
    environment = {
        **os.environ,
        "KITH_DEMO": "1",
        "KITH_HOME": str(settings.KITH_HOME),
        "KITH_DB_ROLE": "app",
    }
    log = Path(settings.KITH_HOME) / "bench-server.log"
    with log.open("wb") as said:
        watcher = subprocess.Popen(
            order, cwd=settings.ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=said, stderr=said,
            start_new_session=True,
        )  # fmt: skip
        try:
            _wait(watcher, port, log)
            yield Served(port, watcher.pid)
        finally:
            _stop(watcher)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _wait(watcher: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and watcher.poll() is None:
        with suppress(OSError, http.client.HTTPException):
            line = http.client.HTTPConnection(HOST, port, timeout=10)
            line.request("GET", "/sign-in/")
            if line.getresponse().status == 200:
                line.close()
                return
        time.sleep(0.3)
    last = " ".join(log.read_text(errors="replace").split()[-40:])
    raise Refused(f"The server did not start to answer. It said: {last or 'nothing'}")


def _stop(watcher: "subprocess.Popen[bytes]") -> None:
    if watcher.poll() is not None:
        return
    watcher.send_signal(signal.SIGTERM)
    try:
        watcher.wait(40)
    except subprocess.TimeoutExpired:
        watcher.kill()
        watcher.wait()
