"""`manage.py serve`: the record store, the tables and the web server, watched over together."""

import argparse
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from kith.database.backend.base import server
from kith.database.server import ServerTrouble
from kith.database.watch import Watch

LAST_PORT = 65_535


class Command(BaseCommand):
    """Serves until it is told to stop, and starts again whatever dies."""

    help = "Start the record store, bring its tables up to date and serve the site; restart what dies."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Where to listen and with how many processes."""
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
        parser.add_argument("--port", type=int, default=os.environ.get("PORT", "8000"))
        parser.add_argument("--workers", type=int, default=2, help="web processes")
        parser.add_argument("--threads", type=int, default=8, help="requests a web process works on at once")
        parser.add_argument("--no-post", action="store_true", help="send no mail; something else does")
        parser.add_argument(
            "--no-deliver", action="store_true", help="make no daily lists; something else does"
        )
        parser.add_argument("--no-migrate", action="store_true", help="leave the tables as they are")

    def handle(self, *args: Any, **options: Any) -> None:
        """Prepare, then watch."""
        self.check()
        check_port(options["host"], options["port"])
        store = None
        if not settings.DATABASE_URL:
            try:
                store = server(settings.KITH_HOME)
            except ServerTrouble as trouble:
                raise CommandError(str(trouble)) from None
        if not options["no_migrate"]:
            self._django("migrate", "--skip-checks", "--verbosity=0", role="owner")
        self._django("collectstatic", "--no-input", "--skip-checks", "--verbosity=0")
        signal.signal(signal.SIGTERM, _stop)
        self.stdout.write(f"Kith is at http://{options['host']}:{options['port']}/  (Ctrl-C stops it)")
        Watch(store, web_server(options), environment("app"), helpers(options)).run()

    def _django(self, *order: str, role: str = "app") -> None:
        done = subprocess.run(
            [sys.executable, "-m", "django", *order], env=environment(role), cwd=settings.ROOT, check=False
        )
        if done.returncode:
            raise CommandError(f"{order[0]} did not work; the lines above say why. Nothing is served.")


def environment(role: str) -> dict[str, str]:
    """What the processes started from here are told."""
    path = os.pathsep.join(filter(None, [str(settings.ROOT), os.environ.get("PYTHONPATH", "")]))
    known = {"DJANGO_SETTINGS_MODULE": "config.settings", "KITH_SERVING": "1", "KITH_DB_ROLE": role}
    return {**os.environ, **known, "KITH_HOME": str(settings.KITH_HOME), "PYTHONPATH": path}


def web_server(options: dict[str, Any]) -> list[str]:
    """The web server's command. It keeps no access log: addresses of pages say what was searched for."""
    granian = [sys.executable, "-m", "granian", "--interface", "wsgi", "config.wsgi:application"]
    where = ["--host", options["host"], "--port", str(options["port"])]
    size = ["--workers", str(options["workers"]), "--blocking-threads", str(options["threads"])]
    manner = ["--backpressure", "64", "--respawn-failed-workers", "--respawn-interval", "0.5"]
    manner += ["--workers-kill-timeout", "10", "--log-level", "warning", "--no-ws"]
    return [*granian, *where, *size, *manner, "--working-dir", str(Path(settings.ROOT))]


def helpers(options: dict[str, Any]) -> list[list[str]]:
    """What works beside the web server: sending the mail that waits, making the lists and reports that fall due."""
    wanted = {"post": not options["no_post"], "deliver": not options["no_deliver"]}
    return [[sys.executable, "-m", "django", name, "watch"] for name, is_on in wanted.items() if is_on]


def check_port(host: str, port: int) -> None:
    """Say so at once when the port is none, or somebody else already listens there."""
    if not 0 < port <= LAST_PORT:
        raise CommandError(f"{port} is no port. Choose one from 1 to {LAST_PORT}, for example PORT=8000.")
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as trouble:
            raise CommandError(
                f"Cannot listen on {host}:{port}: {trouble.strerror}. Choose another port, for example "
                f"PORT={port + 1 if port < LAST_PORT else 8000}."
            ) from None


def _stop(*_: Any) -> None:
    raise KeyboardInterrupt
