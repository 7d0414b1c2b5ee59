"""What is hidden is worked out once for a transaction in which somebody only looks, and means the same as before."""

from contextlib import nullcontext, suppress

import pytest
from django.db import connection

from kith.database.session import NOBODY, SYSTEM, as_system, seen_by
from kith.people.models import Restriction
from tests import make

NAMES = (
    "hidden_people", "sealed_people", "hidden_steps", "hidden_visits", "hidden_plans", "hidden_standings",
    "hidden_involvements", "hidden_decisions",
)  # fmt: skip
OWN_FAMILIES = "7 own"


def answers(sight: str) -> list[set[int] | None]:
    with connection.cursor() as cursor:
        found = []
        for name in NAMES:
            cursor.execute(f"select kith_{name}(%s)", [sight])
            ids = cursor.fetchone()[0]
            found.append(None if ids is None else set(ids))
    return found


def kept_for() -> str:
    with connection.cursor() as cursor:
        cursor.execute("select coalesce(current_setting('kith.kept_for', true), '')")
        return cursor.fetchone()[0]


@pytest.fixture
def record():
    """A restricted child, a sealed one, and a step about the sealed one and another child."""
    restricted, sealed, other = make.child(), make.child(), make.child()
    make.restricted(restricted)
    make.restricted(sealed)
    Restriction.objects.filter(person=sealed).update(sealed=True)
    make.step(people=[restricted])
    make.step(people=[sealed])
    make.step(people=[sealed, other])
    return restricted, sealed


@pytest.mark.django_db
def test_who_looks_is_answered_the_same_as_who_writes(record) -> None:
    workers = [make.worker(), make.worker(role="head_of_service")]
    for sight in [*(one.sight for one in workers), OWN_FAMILIES, SYSTEM, NOBODY]:
        with seen_by(sight):
            written = answers(sight)
            assert kept_for() == ""
        with seen_by(sight, reads_only=True):
            assert answers(sight) == written
            assert kept_for() == ("" if sight in (SYSTEM, NOBODY) else sight)
    assert answers(workers[0].sight)[0] == {one.pk for one in record}


@pytest.mark.django_db
def test_another_who_is_asked_for_is_not_answered_with_what_was_kept(record) -> None:
    looks, other = make.worker(), make.worker(role="head_of_service")
    with seen_by(looks.sight, reads_only=True):
        assert answers(other.sight)[0] != answers(looks.sight)[0]
        with as_system("a test looks for everyone"):
            assert answers(SYSTEM) == [set() for _ in NAMES]
        assert kept_for() == looks.sight


@pytest.mark.django_db
def test_who_looks_in_between_is_not_answered_with_what_was_kept_and_leaves_nothing(record) -> None:
    looks, reads = make.worker(), make.worker()
    read = make.restricted(readers=[reads])
    make.step(people=[read])
    make.visit([read])
    with seen_by(looks.sight):
        before = answers(looks.sight)
    with seen_by(reads.sight):
        between = answers(reads.sight)
    assert before != between
    with seen_by(looks.sight, reads_only=True):
        assert answers(looks.sight) == before
        with seen_by(reads.sight, reads_only=True):
            assert answers(reads.sight) == between
        assert answers(looks.sight) == before
        with suppress(ZeroDivisionError), seen_by(reads.sight, reads_only=True):
            assert answers(reads.sight) == between
            raise ZeroDivisionError
        assert answers(looks.sight) == before


@pytest.mark.parametrize("first", [nullcontext, None])
@pytest.mark.django_db
def test_a_restriction_hides_from_the_next_who_looks_and_at_once_from_who_writes(first) -> None:
    worker, child = make.worker(), make.child()
    with seen_by(worker.sight, reads_only=True):
        assert answers(worker.sight)[0] == set()
    with seen_by(worker.sight) if first is None else first():
        make.restricted(child)
        assert answers(worker.sight)[0] == {child.pk}
    with seen_by(worker.sight, reads_only=True):
        assert answers(worker.sight)[0] == {child.pk}


@pytest.mark.django_db
def test_what_is_kept_when_asked_is_kept_from_several_processors_too(record) -> None:
    """A server of the council's own may let several of them work on a question; to keep something is refused there."""
    worker = make.worker()
    with seen_by(worker.sight, reads_only=True), connection.cursor() as cursor:
        for name, value in (
            ("max_parallel_workers_per_gather", 2), ("min_parallel_table_scan_size", 0),
            ("parallel_setup_cost", 0), ("parallel_tuple_cost", 0), ("debug_parallel_query", "on"),
        ):  # fmt: skip
            cursor.execute(f"set local {name} = {value}")
        cursor.execute("select count(*) from work_visit")
        assert cursor.fetchone() == (0,)
