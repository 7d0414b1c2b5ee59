from datetime import date

import pytest
from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import OuterRef, Value
from django.db.models.functions import JSONObject
from django.test.utils import CaptureQueriesContext

from kith.access.guarded import ReadWithoutAViewer
from kith.access.models import Team
from kith.database.prepared import prepared
from kith.database.together import from_rows, together
from kith.people.models import Person, Phone
from tests import make

pytestmark = pytest.mark.django_db


@prepared
def people(viewer, ids):
    rows = Person.objects.seen_by(viewer).filter(pk__in=ids)
    return rows.order_by("-pk").values("pk", "born_on", "recorded_at")


@prepared
def whole(viewer, ids):
    return Person.objects.seen_by(viewer).filter(pk__in=ids).order_by("pk")


@prepared
def called(viewer, family, born_before):
    rows = Person.objects.seen_by(viewer).filter(family_name=family, born_on__lt=born_before)
    return rows.order_by("pk").values_list("given_name", flat=True)


@prepared
def phones(viewer, ids):
    own = Phone.objects.seen_by(viewer).filter(person=OuterRef("pk")).order_by("pk")
    told = own.values(json=JSONObject(number="number", note="note"))
    rows = Person.objects.seen_by(viewer).filter(pk__in=ids).order_by("pk")
    return rows.values_list("pk", ArraySubquery(told))


@prepared
def teams(code):
    return Team.objects.filter(code=code).select_related("parent").annotate(said=Value("$1 %s"))


@prepared
def everybody(ids):
    return Person.objects.filter(pk__in=ids)


def test_each_question_gives_what_it_gives_by_itself_and_all_are_one() -> None:
    viewer, ann = make.worker(), make.child("Ann", "O'Neill $1 %s", born_on=date(2015, 1, 1))
    ben, cy = make.child("Ben", born_on=None), make.child("Cy")
    make.phone(ben, "01632 960 111", note='"quoted" {braces}, ümlaut')
    area = make.team(kind="area")
    team = make.team(parent=area)
    ids, _ = [ann.pk, ben.pk, cy.pk], viewer.sight  # which is asked once
    asked = (
        (people, viewer, ids),
        (whole, viewer, ids),
        (called, viewer, "O'Neill $1 %s", date(2016, 1, 1)),
        (called, viewer, "O'Neill $1 %s", date(2014, 1, 1)),
        (phones, viewer, ids),
        (teams, team.code),
    )

    with CaptureQueriesContext(connection) as questions:
        found = together(*asked)

    assert found == [ask(*values) for ask, *values in asked]
    assert found[2:4] == [["Ann"], []]
    assert found[4][1] == (ben.pk, [{"number": "01632 960 111", "note": '"quoted" {braces}, ümlaut'}])
    assert (found[5][0].parent, found[5][0].said) == (area, "$1 %s")
    assert found[1][0].__dict__.keys() == whole(viewer, ids)[0].__dict__.keys()
    assert len(questions) == 1


def test_other_values_are_another_answer_also_when_two_are_alike() -> None:
    viewer, ann, ben = make.worker(), make.child(), make.child()

    for one, other in (([ann.pk], [ben.pk]), ([ben.pk], [ben.pk]), ([], [ann.pk]), ([], [])):
        found = together((people, viewer, one), (people, viewer, other))
        assert [[row["pk"] for row in rows] for rows in found] == [one, other]

    assert together((people, viewer, [])) == [[]]


def test_a_hidden_person_is_in_no_answer() -> None:
    viewer, seen, hidden = make.worker(), make.child(), make.restricted()

    assert [row["pk"] for row in together((people, viewer, [seen.pk, hidden.pk]))[0]] == [seen.pk]


def test_nobody_is_read_without_a_viewer() -> None:
    with pytest.raises(ReadWithoutAViewer):
        together((everybody, [1]))


def test_what_is_made_of_rows_asks_for_them_itself_or_is_given_them() -> None:
    @from_rows(people, phones)
    def numbers(rows, held):
        return [row["pk"] for row in rows], [len(those) for _, those in held]

    viewer, ann = make.worker(), make.child()
    make.phone(ann)

    assert numbers(viewer, [ann.pk]) == ([ann.pk], [1])
    assert numbers.asks == (people, phones)
    assert numbers.made([], []) == ([], [])
