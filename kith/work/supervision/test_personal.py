import pytest
from django.db import connection

from kith.access.models import Event, Membership
from kith.core import Refused
from kith.work.models import NoteChild
from kith.work.supervision import actions, queries
from tests import make
from tests.supervising import TODAY


def seen_by_the_database(as_worker, worker) -> int:
    as_worker(worker)
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from work_personalnote")
        return cursor.fetchone()[0]


def test_how_a_worker_is_is_read_by_the_two_alone(colin, amina, north, written, as_worker) -> None:
    head = make.worker("Ngozi Bright", role="head_of_service", team=north)
    auditor = make.worker("Anneke Vos", role="auditor", team=north)
    ben = make.worker("Ben Okoye", team=north)

    for reader in (amina, colin):
        assert seen_by_the_database(as_worker, reader) == 1
        assert queries.personal(reader, written)["wellbeing"][0].words == "Tired since the summer"
    for other in (head, auditor, ben, None):
        assert seen_by_the_database(as_worker, other) == 0
        if other:
            assert queries.opened(other, written.pk) is None
            assert queries.personal(other, written) == {"wellbeing": [], "development": []}
    with connection.cursor() as cursor:
        cursor.execute("select set_config('kith.worker', '0', false)")
        cursor.execute("select count(*) from work_personalnote")
        assert cursor.fetchone() == (0,), "the system itself reads it"


def test_the_next_manager_reads_it_and_the_one_before_no_longer(
    colin, amina, north, written, as_worker
) -> None:
    martin = make.worker("Martin Sole", role="team_manager", team=north)
    assert seen_by_the_database(as_worker, martin) == 0
    actions.supervise(martin, amina, supervisor=martin)

    assert seen_by_the_database(as_worker, martin) == 1
    assert queries.opened(martin, written.pk) == written
    assert seen_by_the_database(as_worker, colin) == 0
    assert queries.opened(colin, written.pk) is None
    as_worker(colin)
    with pytest.raises(Refused, match="do not supervise"):
        actions.write_personal(colin, written, said={"wellbeing": "Mine"})


def test_who_lost_the_role_or_left_opens_nothing(colin, amina, north, written) -> None:
    Membership.objects.filter(worker=colin).update(role="social_worker")
    Membership.objects.filter(worker=amina).update(ended_on=TODAY)
    for worker in (colin, amina):
        again = type(worker).objects.get(pk=worker.pk)
        assert queries.opened(again, written.pk) is None


def test_it_stands_in_no_trail_and_on_no_record(colin, amina, children, written) -> None:
    assert "Tired" not in "".join(str(vars(event)) for event in Event.objects.all())
    assert not NoteChild.objects.seen_by(colin).exists()
    (event,) = Event.objects.filter(action="work.supervision.actions.write_personal")
    assert event.people == []
    with connection.cursor() as cursor:
        cursor.execute("select has_table_privilege('kith_app', 'work_personalnote', 'UPDATE')")
        assert cursor.fetchone() == (False,)
