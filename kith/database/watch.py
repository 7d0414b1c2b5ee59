"""Watches over the record store and the web server, and starts again whichever died. Knows no Django."""

from __future__ import annotations

import ctypes
import logging
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence

from kith.database.server import Server, ServerTrouble

log = logging.getLogger(__name__)

LOOK_EVERY = 0.5
TOO_QUICK = 5.0  # a web server that dies sooner than this has not really started
TRIES = 5
WAIT_FOR_END = 20.0
START_AGAIN_AFTER = 10.0  # a helper that keeps dying costs little
DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG


class Watch:
    """Keeps a web server, and the embedded record store when there is one, running until interrupted."""

    def __init__(
        self,
        store: Server | None,
        order: Sequence[str],
        environment: Mapping[str, str],
        beside: Sequence[Sequence[str]] = (),
    ) -> None:
        self.store = store
        self.order = list(order)
        self.environment = dict(environment)
        self.web: subprocess.Popen[bytes] | None = None
        self.started_at = 0.0
        self.quick_deaths = 0
        self.helpers = [Helper(list(one), self.environment) for one in beside]

    def run(self) -> None:
        """Look after both; returns after an interrupt, when both have stopped."""
        try:
            while True:
                self.look_after_store()
                self.look_after_web()
                for helper in self.helpers:
                    helper.look_after()
                time.sleep(LOOK_EVERY)
        except KeyboardInterrupt:
            log.info("watch.stopping")
        finally:
            self.end()

    def look_after_store(self) -> None:
        """Start the record store again when it does not answer; a failure is told and tried again."""
        if self.store is None or self.store.answers():
            return
        log.warning("watch.store_died")
        try:
            self.store.use()
        except ServerTrouble as trouble:
            log.error("watch.store_not_started %s", trouble)
            time.sleep(2)
        else:
            log.warning("watch.store_started_again")

    def look_after_web(self) -> None:
        """Start the web server when it is not running; give up when it dies at once again and again."""
        if self.web is not None and self.web.poll() is None:
            return
        if self.web is not None:
            self._count_death(self.web.returncode)
        self.started_at = time.monotonic()
        self.web = _start(self.order, self.environment)

    def _count_death(self, code: int) -> None:
        log.warning("watch.web_died", extra={"code": code})
        quick = time.monotonic() - self.started_at < TOO_QUICK
        self.quick_deaths = self.quick_deaths + 1 if quick else 0
        if self.quick_deaths >= TRIES:
            raise SystemExit("The web server stops as soon as it starts; the lines above say why.")

    def end(self) -> None:
        """Stop the web server, then let go of the record store."""
        running = [self.web, *(helper.process for helper in self.helpers)]
        for process in running:
            _stop(process)
        if self.store is not None:
            self.store.release()


class Helper:
    """A process that works beside the web server and is started again when it dies, never in a hurry."""

    def __init__(self, order: Sequence[str], environment: Mapping[str, str]) -> None:
        self.order, self.environment = order, environment
        self.process: subprocess.Popen[bytes] | None = None
        self.started_at = float("-inf")

    def look_after(self) -> None:
        """Start it when it is not running and was not started a moment ago."""
        if self.process is not None and self.process.poll() is None:
            return
        if time.monotonic() - self.started_at < START_AGAIN_AFTER:
            return
        if self.process is not None:
            log.warning("watch.helper_died", extra={"code": self.process.returncode})
        self.started_at = time.monotonic()
        self.process = _start(self.order, self.environment)


def _start(order: Sequence[str], environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        order,
        env=environment,
        stdin=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl-C reaches us, and we stop it in order
        preexec_fn=_die_with_parent,  # one call into the C library, no locks
    )


def _stop(process: subprocess.Popen[bytes] | None) -> None:
    if process is None or process.poll() is not None:
        return
    process.terminate()
    try:
        process.wait(WAIT_FOR_END)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _die_with_parent() -> None:
    """On Linux, have the kernel stop the child when we are killed; elsewhere this does nothing."""
    try:
        ctypes.CDLL(None, use_errno=True).prctl(DIE_WITH_PARENT, signal.SIGTERM)
    except (OSError, AttributeError):
        return
