from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.db.models import Count, Q, Value
from django.test.utils import CaptureQueriesContext

from kith.access.guarded import ReadWithoutAViewer
from kith.access.models import Look, Team, Worker
from kith.database.prepared import CannotBePrepared, prepared
from kith.people.models import Person
from tests import make

pytestmark = pytest.mark.django_db


@prepared
def people(viewer, ids, *, newest=False):
    return (
        Person.objects.seen_by(viewer)
        .filter(pk__in=ids)
        .order_by("-pk" if newest else "pk")
        .values("pk", "born_on")
    )


@prepared
def names(viewer, family, born_before):
    rows = Person.objects.seen_by(viewer).filter(family_name=family, born_on__lt=born_before)
    return rows.order_by("pk").values_list("given_name", flat=True)


@prepared
def teams(code):
    return Team.objects.filter(code=code).select_related("parent").annotate(size=Count("memberships"))


def test_it_gives_what_the_query_set_would_give() -> None:
    viewer = make.worker()
    children = [make.child(), make.child(), make.child()]

    for chosen in (children, children[:1], children[1:], []):
        ids = [child.pk for child in chosen]
        rows = Person.objects.seen_by(viewer).filter(pk__in=ids).order_by("pk").values("pk", "born_on")
        assert people(viewer, ids) == list(rows)
        assert people(viewer, ids, newest=True) == list(rows)[::-1]


def test_values_are_told_apart_and_go_to_their_own_places() -> None:
    viewer = make.worker()
    make.child(given_name="Ann", family_name="O'Neill %s", born_on=date(2015, 1, 1))
    make.child(given_name="Ben", family_name="Ångström", born_on=date(2018, 1, 1))

    assert names(viewer, "O'Neill %s", date(2016, 1, 1)) == ["Ann"]
    assert names(viewer, "O'Neill %s", date(2014, 1, 1)) == []
    assert names(viewer, "Ångström", date(2026, 1, 1)) == ["Ben"]


def test_rows_of_a_table_come_with_those_selected_with_them() -> None:
    area = make.team(kind="area")
    team = make.team(parent=area)
    make.worker(team=team)

    with CaptureQueriesContext(connection) as asked:
        found = teams(team.code)[0]
        assert (found, found.parent, found.size) == (team, area, 1)

    assert len(asked) == 1


def test_it_is_asked_with_the_eyes_of_each_worker() -> None:
    child = make.child(family_name="Quillfeather")
    reader, other = make.worker(), make.worker()
    make.restricted(child, readers=[reader])

    assert [len(people(viewer, [child.pk])) for viewer in (reader, other, reader)] == [1, 0, 1]


def test_the_server_keeps_the_plan() -> None:
    viewer = make.worker()

    for _ in range(8):
        people(viewer, [1, 2])

    with connection.cursor() as cursor:
        cursor.execute("select count(*) from pg_prepared_statements where statement like '%people_person%'")
        assert cursor.fetchone()[0] >= 1


def test_a_list_of_one_is_one_thing_so_that_its_plan_is_kept_too() -> None:
    viewer = make.worker()
    children = [make.child(), make.child()]

    for child in children * 6:
        assert [row["pk"] for row in people(viewer, [child.pk])] == [child.pk]

    with connection.cursor() as cursor:
        cursor.execute(
            "select generic_plans from pg_prepared_statements "
            "where statement like '%people_person%' and position('ANY(ARRAY[$' in statement) > 0"
        )
        assert [number for (number,) in cursor.fetchall() if number > 0]


def test_moments_and_numbers_of_any_size_are_one_question() -> None:
    @prepared
    def looks(person, since):
        return Look.objects.filter(person_id=person, at__gte=since).values_list("pk")

    assert looks(1, datetime(2026, 1, 1, tzinfo=UTC)) == []
    assert looks(10**17, datetime(2026, 1, 1, tzinfo=UTC)) == []


@pytest.mark.parametrize(
    ("build", "words"),
    [
        (lambda text: Team.objects.filter(code__contains=text), "changed on its way"),
        (lambda text: Team.objects.filter(code="x"), "does not use every value"),
        (
            lambda text: Team.objects.filter(Q(code=text) | Q(pk=7) if len(text) > 6 else Q(code=text)),
            "depend",
        ),
    ],
)
def test_a_question_that_changes_with_its_values_is_refused(build, words: str) -> None:
    with pytest.raises(CannotBePrepared, match=words):
        prepared(build)("north")


def test_a_value_of_an_unknown_kind_is_refused() -> None:
    with pytest.raises(CannotBePrepared, match="NoneType"):
        teams(None)


def test_a_guarded_table_needs_a_viewer_here_too() -> None:
    @prepared
    def everybody(number):
        return Person.objects.filter(pk=number)

    with pytest.raises(ReadWithoutAViewer):
        everybody(1)


@pytest.mark.parametrize("length", [0, 1, 2, 1100])
def test_a_list_of_any_length_is_one_question(length) -> None:
    worker = make.worker()

    @prepared
    def workers(ids):
        return Worker.objects.filter(pk__in=ids).values_list("pk", Value(1))

    found = workers([worker.pk, *range(10**9, 10**9 + length - 1)][:length])

    assert found == ([(worker.pk, 1)] if length else [])


def test_a_list_that_is_not_searched_in_is_refused() -> None:
    @prepared
    def workers(names):
        return Worker.objects.annotate(first=Value(names[0])).values_list("first")

    with pytest.raises(CannotBePrepared, match="only be searched in"):
        workers(["Amina"])


def test_a_sign_of_percent_stays_one() -> None:
    @prepared
    def looked(name):
        return Worker.objects.extra(where=["name like 'A%%'"]).filter(name=name).values_list("name")

    assert looked("Nobody") == []
