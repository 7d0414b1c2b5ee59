"""The ground under every test: real PostgreSQL, the web role, a viewer, no network."""

import gc
import os
import socket
import sys
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import hypothesis
import pytest
from django.db import connection, connections, transaction
from django.db.backends.signals import connection_created
from django.test import TransactionTestCase

from kith.database.session import as_system
from kith.database.turns import COUNTING
from tests.databases import Bench
from tests.journeys.site import chromium

LOOPBACK = ("127.0.0.1", "localhost", "::1")
DATABASE_FIXTURES = {"db", "transactional_db", "client_of", "own_database"}
bench: Bench | None = None

# No test fails because the machine is slow: neither by how long an example takes nor by how long it is in the making.
hypothesis.settings.register_profile(
    "kith", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("kith")

if sys.dont_write_bytecode:  # some machines forbid it; then every worker would translate every file anew
    sys.dont_write_bytecode = False
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def pytest_collection_finish() -> None:
    """What is imported by now stays to the end: spare the collector from walking through it again and again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: Any) -> Iterator[None]:
    """A copy of the migrated template, for this run alone."""
    global bench
    bench = Bench()
    with django_db_blocker.unblock():
        bench.lay()
    yield
    with django_db_blocker.unblock():
        bench.clear()


def _renew_instead_of_flush(case: TransactionTestCase) -> None:
    """A flush would empty the calendar that migrations filled: take a new copy instead."""
    connection_created.disconnect(step_down)
    assert bench is not None
    bench.renew()


TransactionTestCase._fixture_teardown = _renew_instead_of_flush  # type: ignore[method-assign]


def step_down(connection: Any, **_: Any) -> None:
    """Serve as the web process does, and look with the system's eyes until a test says otherwise."""
    with connection.cursor() as cursor:
        cursor.execute("set role kith_app")
        cursor.execute("select set_config('kith.worker', '0', false)")


@pytest.fixture(autouse=True)
def _web_role(request: pytest.FixtureRequest) -> Iterator[None]:
    marker = request.node.get_closest_marker("django_db")
    asked_for = DATABASE_FIXTURES & set(request.fixturenames)
    if not marker and not asked_for:
        yield
        return
    for name in asked_for & {"db", "transactional_db"}:
        request.getfixturevalue(name)
    commits = "transactional_db" in request.fixturenames or bool(marker and marker.kwargs.get("transaction"))
    if commits:
        connection_created.connect(step_down)
    step_down(connection)
    _serve_once()
    yield


@cache
def _serve_once() -> None:
    """A process asks once whether the table of stamps is there: not in whichever test comes first."""
    with as_system("tests begin"):
        pass


@pytest.fixture(scope="module")
def rows_of_a_module(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """For a fixture of a module: its rows stay to the end of the module, what each test adds goes with the test.

    Only where no test of the module commits.
    """
    with django_db_blocker.unblock():
        step_down(connection)
        with transaction.atomic():
            yield
            transaction.set_rollback(True)


@pytest.fixture
def as_worker() -> Callable[[Any], None]:
    """`as_worker(worker)`: from here on the database believes that this worker looks; None is nobody."""

    def look_as(worker: Any) -> None:
        sight = worker.sight if worker is not None else ""
        with connection.cursor() as cursor:
            cursor.execute("select set_config('kith.worker', %s, false)", [sight])

    return look_as


@pytest.fixture
def as_owner() -> None:
    """The test is the owner of the tables, as migrations are."""
    with connection.cursor() as cursor:
        cursor.execute("set role none")


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Iterator[None]:
    connect = socket.socket.connect

    def only_here(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX and str(address[0]) not in LOOPBACK:
            raise AssertionError(f"A test reached for the network: {address}")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", only_here)
        yield


@pytest.fixture(scope="session")
def playwright() -> Iterator[Any]:
    """The driver; Django must not take its event loop for an asynchronous view."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def browser(playwright: Any) -> Iterator[Any]:
    """One headless Chromium for all journeys."""
    quiet = [
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
    ]
    if os.geteuid() == 0:
        quiet.append("--no-sandbox")
    one = playwright.chromium.launch(executable_path=chromium(), args=quiet)
    yield one
    one.close()


@pytest.fixture
def replica(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A second way to the record store under the name of the copy, as a read replica would be reached: its settings."""
    create = connections.create_connection

    def created(alias: str) -> Any:
        way = create(alias)
        way.alias = "default"  # tests may reach no other
        return way

    monkeypatch.setattr(connections, "create_connection", created)
    connections.settings[COUNTING] = dict(connection.settings_dict)
    way = connections[COUNTING]
    yield way.settings_dict
    way.close()
    del connections[COUNTING], connections.settings[COUNTING]
