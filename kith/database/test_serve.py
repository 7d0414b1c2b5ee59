import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent

pytestmark = pytest.mark.journey  # a whole installation, started and hurt


class Site:
    """`manage.py serve` in a home of its own."""

    def __init__(self, home: Path) -> None:
        self.home = home
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        known = {"KITH_HOME": str(home), "KITH_SERVING": "", "KITH_DB_ROLE": "app", "PORT": str(self.port)}
        self.process = subprocess.Popen(
            [sys.executable, ROOT / "manage.py", "serve", "--workers", "1"],
            env={**os.environ, **known, "DJANGO_SETTINGS_MODULE": "config.settings"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def get(self, address="/sign-in/"):
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            line.request("GET", address)
            answer = line.getresponse()
            return answer.status, answer.read().decode()
        finally:
            line.close()

    def wait_until_it_serves(self, seconds=300):
        until = time.monotonic() + seconds
        while True:
            try:
                if self.get()[0] == 200:
                    return
            except OSError:
                assert self.process.poll() is None, "serve ended by itself"
            assert time.monotonic() < until
            time.sleep(0.2)

    def postmaster(self):
        return int((self.home / "database" / "postmaster.pid").read_text().splitlines()[0])

    def web_processes(self):
        """The web server first, then its worker."""
        found = []
        for place in Path("/proc").glob("[0-9]*/cmdline"):
            try:
                words = place.read_text().split("\x00")
                if "granian" in words and str(self.port) in words:
                    found.append(int(place.parent.name))
            except OSError:
                continue
        return sorted(found)


@pytest.fixture(scope="module")
def site():
    home = Path(tempfile.mkdtemp(prefix="kith-serve-"))
    home.chmod(0o711)
    found = Site(home)
    found.wait_until_it_serves()
    yield found
    found.process.send_signal(signal.SIGTERM)
    assert found.process.wait(40) == 0
    assert not (home / "database" / "postmaster.pid").exists()
    assert found.web_processes() == []
    shutil.rmtree(home, ignore_errors=True)


def test_the_record_store_killed_under_load_comes_back_and_pages_say_what_happens(site):
    answers, enough = [], threading.Event()

    def ask():
        while not enough.is_set():
            answers.append(site.get())

    askers = [threading.Thread(target=ask) for _ in range(3)]
    for each in askers:
        each.start()
    killed = site.postmaster()
    os.kill(killed, signal.SIGKILL)
    until = time.monotonic() + 40
    while not _another_runs(site, killed):
        assert time.monotonic() < until
        time.sleep(0.2)
    site.wait_until_it_serves()
    seen_so_far = len(answers)
    while len(answers) < seen_so_far + 20:
        time.sleep(0.1)
    enough.set()
    for each in askers:
        each.join(30)

    assert {code for code, _ in answers} <= {200, 503}
    assert all("Nothing you saved is lost" in words for code, words in answers if code == 503)
    assert {code for code, _ in answers[-10:]} == {200}


def _another_runs(site, killed):
    try:
        return site.postmaster() != killed
    except (FileNotFoundError, IndexError, ValueError):
        return False


def test_a_killed_web_process_is_replaced(site):
    site.wait_until_it_serves()
    killed = site.web_processes()
    for each in killed:
        os.kill(each, signal.SIGKILL)

    until = time.monotonic() + 40
    while not (set(site.web_processes()) - set(killed)):
        assert time.monotonic() < until, "nothing was started in place of what was killed"
        time.sleep(0.2)
    site.wait_until_it_serves()

    assert killed
    assert not set(killed) & set(site.web_processes())


def test_a_second_server_on_the_same_port_says_so_and_stops(site):
    known = {"KITH_HOME": str(site.home), "DJANGO_SETTINGS_MODULE": "config.settings"}
    done = subprocess.run(
        [sys.executable, ROOT / "manage.py", "serve", "--port", str(site.port)],
        env={**os.environ, **known, "KITH_DB_ROLE": "app"},
        capture_output=True,
        text=True,
    )

    assert done.returncode == 1
    assert f"PORT={site.port + 1}" in done.stderr
    assert "Traceback" not in done.stderr
