"""The folder of one installation: its record store, its files, its secrets. Several may lie side by side."""

from __future__ import annotations

import hashlib
import json
import os
import pwd
import secrets
import shutil
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROLES = ("kith_admin", "kith_owner", "kith_app")
LONGEST_SOCKET_PATH = 90  # the kernel allows 107, and the socket's own name takes 14


@dataclass(frozen=True)
class SystemUser:
    """The ordinary user that runs the server when we are root."""

    name: str
    uid: int
    gid: int


def default_home() -> Path:
    """`KITH_HOME`, or the folder where this user's programs keep what they remember."""
    if named := os.environ.get("KITH_HOME"):
        return Path(named).expanduser().absolute()
    if os.geteuid() == 0:
        return Path("/var/lib/kith")
    import platformdirs

    return platformdirs.user_data_path("kith", appauthor=False)


def server_user() -> SystemUser | None:
    """Who runs the server: None for ourselves, a system user when we are root (it refuses to run as root)."""
    if os.geteuid() != 0:
        return None
    for name in (os.environ.get("KITH_PG_USER", ""), "kith", "postgres", "nobody"):
        try:
            found = pwd.getpwnam(name)
        except KeyError:
            continue
        if found.pw_uid != 0:
            return SystemUser(name, found.pw_uid, found.pw_gid)
    raise RuntimeError(
        "PostgreSQL does not run as root, and no system user was found. Name one in KITH_PG_USER."
    )


def may_enter(user: SystemUser | None, folder: Path) -> bool:
    """Whether the server's user can reach a folder through all of its parents."""
    if user is None:
        return os.access(folder, os.X_OK)
    return all(_may_pass(user, each) for each in [folder, *folder.parents] if each.exists())


def _may_pass(user: SystemUser, folder: Path) -> bool:
    found = folder.stat()
    if found.st_uid == user.uid:
        return bool(found.st_mode & stat.S_IXUSR)
    if found.st_gid == user.gid:
        return bool(found.st_mode & stat.S_IXGRP)
    return bool(found.st_mode & stat.S_IXOTH)


def make_private(folder: Path, user: SystemUser | None) -> None:
    """Make a folder that only the server's user may read; an existing one keeps what it holds."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if user is not None:
        os.chown(folder, user.uid, user.gid)


@dataclass(frozen=True)
class Home:
    """The places of one installation."""

    folder: Path
    user: SystemUser | None

    @classmethod
    def at(cls, folder: Path | str | None = None) -> Home:
        """The installation in `folder`, or in the default place; made when it is not there yet."""
        home = Path(folder).expanduser().absolute() if folder else default_home()
        if not home.exists():
            home.mkdir(mode=0o711, parents=True, exist_ok=True)
        return cls(home, server_user())

    @property
    def files(self) -> Path:
        """Where documents are kept."""
        return self.folder / "files"

    @property
    def ground(self) -> Path:
        """Where the server's own folders lie: in the home, or, when its user may not pass there, beside it.

        Permissions of folders that exist are never widened.
        """
        if may_enter(self.user, self.folder):
            return self.folder
        mark = hashlib.sha256(str(self.folder).encode()).hexdigest()[:12]
        beside = Path("/var/lib/kith-homes") / mark
        beside.mkdir(mode=0o711, parents=True, exist_ok=True)
        return beside

    @property
    def cluster(self) -> Path:
        """The server's data folder."""
        return self.ground / "database"

    @property
    def log(self) -> Path:
        """What the server says while it starts."""
        return self.ground / "database-start.log"

    def lock(self, name: str) -> Path:
        """A lock file of the installation."""
        return self.folder / f".{name}.lock"

    def secrets(self) -> dict[str, str]:
        """The passwords of the roles and the socket folder; made at the first call, readable by us alone."""
        place = self.folder / "database-secrets.json"
        if place.exists():
            return dict(json.loads(place.read_text()))
        made = {role: secrets.token_urlsafe(24) for role in ROLES}
        made["socket"] = str(self._socket_folder())
        made["key"] = secrets.token_urlsafe(48)
        self._write_secrets(made)
        return made

    def socket(self) -> Path:
        """The private folder of the server's socket, made again when a clean-up has removed it."""
        known = self.secrets()
        folder = Path(known["socket"])
        if folder.exists() and not self._is_ours(folder):
            folder = self._socket_folder(salt=secrets.token_hex(4))
            self._write_secrets({**known, "socket": str(folder)})
        make_private(folder, self.user)
        return folder

    def _socket_folder(self, salt: str = "") -> Path:
        mark = hashlib.sha256(f"{self.folder}{salt}".encode()).hexdigest()[:12]
        place = Path(tempfile.gettempdir()) / f"kith-pg-{mark}"
        return place if len(str(place)) <= LONGEST_SOCKET_PATH else Path("/tmp") / place.name  # noqa: S108

    def _is_ours(self, folder: Path) -> bool:
        found = folder.lstat()
        owner = self.user.uid if self.user else os.geteuid()
        return (
            stat.S_ISDIR(found.st_mode)
            and found.st_uid in (owner, os.geteuid())
            and stat.S_IMODE(found.st_mode) == 0o700
        )

    def _write_secrets(self, known: dict[str, str]) -> None:
        """Written whole or not at all: beside first, then put in place."""
        place = self.folder / "database-secrets.json"
        beside = place.with_suffix(f".{os.getpid()}")
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w") as file:
            json.dump(known, file)
        beside.replace(place)


def copy_where_readable(folder: Path, ground: Path, user: SystemUser | None, release: int) -> Path:
    """The folder of programs itself, or a copy beside the data when the server's user may not reach it.

    The wheel keeps the libraries of its programs in a folder beside its own and finds them by the way there, so
    the copy is laid out alike.
    """
    if may_enter(user, folder):
        return folder
    whole, wheel = folder.parent, folder.parents[1]
    copy = ground / f"postgresql-{release}"
    inside = copy / wheel.name / whole.name / folder.name
    if not (copy / "complete").exists() or not inside.exists():
        shutil.rmtree(copy, ignore_errors=True)
        unneeded = shutil.ignore_patterns("include", "doc")
        shutil.copytree(whole, copy / wheel.name / whole.name, symlinks=True, ignore=unneeded)
        if (libraries := wheel.with_name(f"{wheel.name}.libs")).exists():
            shutil.copytree(libraries, copy / libraries.name, symlinks=True)
        for passed in (copy, copy / wheel.name):
            passed.chmod(0o755)
        (copy / "complete").touch()
    return inside
