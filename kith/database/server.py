"""The embedded PostgreSQL server of one installation: make, start, watch, stop.

Knows no Django. Every process that uses the server holds a shared lock; the last one to let go stops it. The
kernel lets go for a process that was killed, so no list of users can go stale.
"""

from __future__ import annotations

import atexit
import contextlib
import fcntl
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

from kith.database import binaries, home, roles, tuning

PATIENCE = 60.0  # seconds a start may take: recovery after a crash reads the log again
TRIES = 3
EXTENSIONS = ("pg_trgm", "btree_gist", "fuzzystrmatch", "unaccent")


class ServerTrouble(Exception):
    """The record store could not be started or stopped; the words say why and what to do."""


class NeedsHelp(ServerTrouble):
    """Trouble that does not pass by trying again: somebody has to do what the words say."""


class Server:
    """The server of the installation in one folder."""

    def __init__(self, folder: Path | str | None = None, *, settings: dict[str, str] | None = None) -> None:
        """`settings` are PostgreSQL settings laid over those of `tuning`."""
        self.home = home.Home.at(folder)
        self.settings = settings or {}
        self._share: int | None = None

    # --- what a user of the server calls -------------------------------------------------------

    def use(self) -> None:
        """Have the server running, and hold it until `release` or the end of this process."""
        with self._alone():
            if not self.answers():
                self._start_or_say_why()
            if self._share is None:
                self._share = _lock(self.home.lock("users"), fcntl.LOCK_SH)
                atexit.register(self.release)

    def release(self) -> None:
        """Let go; the last user stops the server."""
        if self._share is None:
            return
        atexit.unregister(self.release)
        with self._alone():
            os.close(self._share)
            self._share = None
            if self._unused():
                self._stop()

    def leave_running(self) -> None:
        """Let go without stopping, so that the server outlives this process."""
        if self._share is not None:
            atexit.unregister(self.release)
            os.close(self._share)
            self._share = None

    def stop(self) -> bool:
        """Stop the server if nobody uses it; say whether it stands still now."""
        with self._alone():
            if not self._unused():
                return False
            self._stop()
            return True

    def answers(self) -> bool:
        """Whether the server takes connections on its socket at this moment."""
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
                line.settimeout(2)
                line.connect(f"{self.home.secrets()['socket']}/.s.PGSQL.5432")
        except (BlockingIOError, TimeoutError):
            return True  # so many are waiting that there is no room in the queue
        except OSError:
            return False
        return True

    def parameters(self, role: str = "kith_app", database: str = "kith") -> dict[str, str]:
        """What a driver needs to connect as a role."""
        known = self.home.secrets()
        return {
            "host": known["socket"],
            "port": "5432",
            "user": role,
            "password": known[role],
            "dbname": database,
        }

    def url(self, role: str = "kith_app", database: str = "kith") -> str:
        """The same as one address, for tools outside."""
        known = self.parameters(role, database)
        return (
            f"postgresql://{role}:{quote(known['password'])}@/{database}?host={quote(known['host'], safe='')}"
        )

    # --- starting ------------------------------------------------------------------------------

    def _start_or_say_why(self) -> None:
        try:
            self._start()
        except OSError as trouble:
            sorry = "The record store could not be started"
            raise _in_plain_words(sorry, trouble.strerror or str(trouble), self.home) from None
        except subprocess.TimeoutExpired:
            raise ServerTrouble(
                f"The record store did not start within {PATIENCE * 3:.0f} seconds. After a crash on a slow disk this "
                "can happen; start again, it goes on where it stopped."
            ) from None
        except (binaries.NoBinaries, psycopg.Error) as trouble:
            raise ServerTrouble(f"The record store could not be started: {trouble}") from None

    def _start(self) -> None:
        programs = binaries.find()
        user, ground = self.home.user, self.home.ground
        folder = home.copy_where_readable(programs.folder, ground, user, programs.release)
        programs = binaries.Binaries(folder, programs.release)
        _touch_for(self.home.log, self.home.user)
        if not (self.home.cluster / "PG_VERSION").exists():
            self._make(programs)
        self._check_release(programs)
        self._configure()
        self._forget_stranger()
        self._run_up(programs)
        self.settle()

    def _make(self, programs: binaries.Binaries) -> None:
        """Lay the data folder, complete or not at all: a half-made one is never taken for whole."""
        being_made = self.home.cluster.with_name("database-being-made")
        _remove(being_made)
        home.make_private(being_made, self.home.user)
        key = self.home.ground / ".first-password"
        self._hand_over(key, self.home.secrets()["kith_admin"])
        order = ["-D", str(being_made), "-U", "kith_admin", "--pwfile", str(key), "--auth=scram-sha-256"]
        order += ["--encoding=UTF8", "--data-checksums", *_locale(programs.release)]
        order += ["--no-sync"] if self.settings.get("fsync") == "off" else []
        try:
            self._run(programs, "initdb", order, "The record store could not be made")
        finally:
            key.unlink(missing_ok=True)
        (being_made / "pg_hba.conf").write_text("local all all scram-sha-256\n")
        being_made.rename(self.home.cluster)

    def _hand_over(self, place: Path, words: str) -> None:
        place.unlink(missing_ok=True)
        handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(words)
        if self.home.user:
            os.chown(place, self.home.user.uid, self.home.user.gid)

    def _check_release(self, programs: binaries.Binaries) -> None:
        made_with = (self.home.cluster / "PG_VERSION").read_text().strip()
        if made_with != str(programs.release):
            raise ServerTrouble(
                f"The record store in {self.home.folder} was made with PostgreSQL {made_with}, but the programs "
                f"found are {programs.release}. Name a folder with {made_with} in KITH_PG_BIN, or carry the "
                "records over with pg_dump and restore them into a new KITH_HOME."
            )

    def _configure(self) -> None:
        place = self.home.cluster / "postgresql.conf"
        words = tuning.configuration(self.home.socket(), self.settings)
        if place.read_text() == words:
            return
        beside = place.with_suffix(".new")
        self._hand_over(beside, words)
        beside.replace(place)

    def _forget_stranger(self) -> None:
        """Remove a pid file left by a crash when its number now belongs to another program."""
        note = self.home.cluster / "postmaster.pid"
        with contextlib.suppress(FileNotFoundError, ValueError, IndexError):
            number = int(note.read_text().splitlines()[0])
            if not _is_our_server(number, self.home.cluster):
                note.unlink()

    def _run_up(self, programs: binaries.Binaries) -> None:
        """Start, and try again while processes of a crashed server still hold its memory, and twice for the rest."""
        until = time.monotonic() + PATIENCE
        order = [
            "-D",
            str(self.home.cluster),
            "-l",
            str(self.home.log),
            "-w",
            "-t",
            str(int(PATIENCE)),
            "start",
        ]
        tries = 0
        while True:
            tries += 1
            try:
                return self._run(programs, "pg_ctl", order, "The record store could not be started")
            except ServerTrouble as trouble:
                patient = _worth_waiting_for(str(trouble)) and time.monotonic() < until
                if not patient and (tries >= TRIES or isinstance(trouble, NeedsHelp)):
                    raise
                time.sleep(0.5)

    def _run(self, programs: binaries.Binaries, name: str, order: list[str], sorry: str) -> None:
        """Run a program as the server's user; what it says goes to the start log, which is quoted when it fails."""
        user = self.home.user
        said_since = _Said(self.home.log, self.home.cluster / "log")
        with self.home.log.open("ab") as log:
            done = subprocess.run(
                [programs.program(name), *order],
                cwd=self.home.ground,
                env={"PATH": f"{programs.folder}:/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                check=False,
                timeout=PATIENCE * 3,
                user=user.uid if user else None,
                group=user.gid if user else None,
                extra_groups=[] if user else None,
            )
        if done.returncode:
            time.sleep(0.3)  # the server's own log is written by another process, a moment later
            raise _in_plain_words(sorry, said_since(), self.home)

    # --- inside the server ---------------------------------------------------------------------

    def settle(self) -> None:
        """Roles, database and extensions: made when missing, never changed when there."""
        with self._as_admin("postgres") as link:
            for role, rights in (("kith_owner", "CREATEDB"), ("kith_app", "")):
                roles.ensure(link, role, rights, self.home.secrets()[role])
            link.execute("grant kith_app to kith_owner")
            link.execute(
                'grant set on parameter "kith.worker" to kith_owner'
            )  # for functions that look for all
            roles.ensure_reader(link)
            roles.limit_room(link)
            if not link.execute("select 1 from pg_database where datname = 'kith'").fetchone():
                link.execute("create database kith owner kith_owner")
            names = [name for (name,) in link.execute("select datname from pg_database where datallowconn")]
        for name in names:
            with self._as_admin(name) as link:
                roles.keep_identity_from_readers(link)
        with self._as_admin("kith") as link:
            link.execute("revoke create on schema public from public")
            link.execute("grant usage, create on schema public to kith_owner")
            for name in EXTENSIONS:
                link.execute(sql.SQL("create extension if not exists {}").format(sql.Identifier(name)))

    def _as_admin(self, database: str) -> psycopg.Connection:
        return psycopg.connect(
            **self.parameters("kith_admin", database),  # type: ignore[arg-type]
            autocommit=True,
            connect_timeout=20,
            options="-c client_min_messages=warning",
        )

    # --- stopping ------------------------------------------------------------------------------

    def _stop(self) -> None:
        if not self.answers():
            return
        programs = binaries.find()
        folder = home.copy_where_readable(programs.folder, self.home.ground, self.home.user, programs.release)
        order = ["-D", str(self.home.cluster), "-m", "fast", "-w", "-t", str(int(PATIENCE)), "stop"]
        self._run(
            binaries.Binaries(folder, programs.release),
            "pg_ctl",
            order,
            "The record store could not be stopped",
        )

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """One process at a time starts or stops."""
        handle = _lock(self.home.lock("turn"), fcntl.LOCK_EX)
        try:
            yield
        finally:
            os.close(handle)

    def _unused(self) -> bool:
        handle = os.open(self.home.lock("users"), os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        finally:
            os.close(handle)
        return True


class _Said:
    """What the logs gained since this was made: the start log, and those the server keeps once it runs."""

    def __init__(self, log: Path, folder: Path) -> None:
        self.log, self.folder = log, folder
        self.before = {place: place.stat().st_size for place in self._places()}

    def _places(self) -> list[Path]:
        return [*([self.log] if self.log.exists() else []), *sorted(self.folder.glob("*.log"))]

    def __call__(self) -> str:
        return "\n".join(self._gain(place) for place in self._places())

    def _gain(self, place: Path) -> str:
        with place.open(errors="replace") as file:
            file.seek(self.before.get(place, 0))
            return file.read().strip()


def _lock(place: Path, kind: int) -> int:
    handle = os.open(place, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    fcntl.flock(handle, kind)
    return handle


def _locale(release: int) -> list[str]:
    """The same sort order on every machine."""
    if release >= 17:
        return ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
    return ["--locale=C"]


def _is_our_server(number: int, cluster: Path) -> bool:
    """Whether a process number is a PostgreSQL server on this very data folder."""
    try:
        order = Path(f"/proc/{number}/cmdline").read_bytes().decode(errors="replace")
    except FileNotFoundError:
        return not Path("/proc/self").exists() and _lives(number)
    return "postgres" in order and str(cluster) in order


def _lives(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _worth_waiting_for(trouble: str) -> bool:
    return "still in use" in trouble or "already exists" in trouble or "starting up" in trouble


def _in_plain_words(sorry: str, said: str, where: home.Home) -> ServerTrouble:
    last = " ".join(said.strip().splitlines()[-6:])
    if "No space left" in said or "File too large" in said or "Disk quota" in said:
        return NeedsHelp(
            f"{sorry}: the disk that holds {where.ground} is full. Make room there and start again. ({last})"
        )
    if "Permission denied" in said:
        return NeedsHelp(f"{sorry}: something in {where.ground} may not be read or written. ({last})")
    return ServerTrouble(f"{sorry}. The server said: {last or 'nothing'}")


def _touch_for(place: Path, user: home.SystemUser | None) -> None:
    """A start log that the server's user may write; a long one begins anew."""
    if place.exists() and place.stat().st_size > 5_000_000:
        place.unlink()
    place.touch(mode=0o600)
    if user:
        os.chown(place, user.uid, user.gid)


def _remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
