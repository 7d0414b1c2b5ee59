"""The family's pages, as a worker sees them."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kith.access.models import Look
from kith.core import clock
from kith.people.boundaries.actions import set_boundary
from kith.people.keeping.actions import keep_address
from kith.people.models import FamilyMember, Person
from kith.people.network.actions import tie
from tests import make

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 14)


@pytest.fixture(autouse=True)
def _today(monkeypatch) -> None:
    monkeypatch.setenv("KITH_TODAY", "2026-10-14")


@pytest.fixture
def amina():
    return make.worker("Amina Rahman")


@pytest.fixture
def signed_in(amina):
    client = Client()
    client.force_login(amina)
    return client


def a_family(worker, children: int = 3):
    household = make.family("Marlowe", children=children)
    for child in household.children:
        make.involvement(child, worker.team, worker, family=household.family)
    step = make.step(people=household.children, worker=worker, family=household.family)
    make.answer(step, "risk:danger", "Nobody wakes them.")
    make.answer(step, "own_words", "Gran does eggy bread.", child=household.children[0])
    make.visit(household.children, by=worker, seen="seen", place="27 Alder Walk")
    make.visit(
        household.children[:1], by=worker, seen="not_seen", visited_at=make.moment(TODAY - timedelta(9))
    )
    return household


def test_what_holds_for_all_is_said_once(signed_in, amina) -> None:
    household = a_family(amina)

    page = signed_in.get(f"/family/{household.family.pk}/").content.decode().split("k-side", 1)[1]

    for words in ("Amina Rahman", "Nobody wakes them.", "27 Alder Walk, WM4 2QT"):
        cell = page.split(f">{words}<")[0].rsplit("<td", 1)[1]
        assert 'colspan="3"' in cell
    assert page.count("Gran does eggy bread.") == 1


def test_only_differences_leaves_out_what_all_share(signed_in, amina) -> None:
    household = a_family(amina)

    page = signed_in.get(f"/family/{household.family.pk}/?show=differences").content.decode()

    assert "Gran does eggy bread." in page
    assert "Nobody wakes them." not in page


@pytest.mark.parametrize("page", ["", "map/"])
def test_each_person_shown_has_one_look(signed_in, amina, page) -> None:
    household = a_family(amina)

    assert signed_in.get(f"/family/{household.family.pk}/{page}").status_code == 200

    looks = list(Look.objects.values_list("person_id", flat=True))
    assert sorted(looks) == sorted(one.pk for one in [household.mother, *household.children])


@pytest.mark.parametrize("page", ["", "map/"])
def test_no_more_is_asked_for_fourteen_than_for_two(signed_in, amina, page) -> None:
    asked = []

    for number in (2, 14):
        household = a_family(amina, number)
        signed_in.get(f"/family/{household.family.pk}/{page}")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert signed_in.get(f"/family/{household.family.pk}/{page}").status_code == 200
        asked.append(len(queries))

    assert asked[0] == asked[1] <= 32


@pytest.mark.parametrize("page", ["", "map/"])
def test_a_restricted_child_is_absent_without_a_trace(signed_in, amina, as_worker, page) -> None:
    household = a_family(amina)
    hidden = household.children[1]
    make.restricted(hidden)
    as_worker(amina)

    shown = signed_in.get(f"/family/{household.family.pk}/{page}").content.decode()

    assert str(hidden.pk) not in shown
    assert f">{hidden.name}<" not in shown
    assert "2 children" in shown or page


@pytest.mark.parametrize("page", ["", "map/"])
def test_a_family_nobody_of_whom_one_may_see_is_not_found(signed_in, amina, as_worker, page) -> None:
    child = make.child("Elin", "Vaughan")
    family = make.family("Vaughan", children=[child])
    for one in (child, family.mother):
        make.restricted(one)
    as_worker(amina)

    hidden = signed_in.get(f"/family/{family.family.pk}/{page}")
    absent = signed_in.get(f"/family/999999/{page}")

    assert hidden.status_code == absent.status_code == 404


def test_the_household_of_another_day(signed_in, amina) -> None:
    household = make.family("Marlowe", children=1, since=date(2026, 3, 1))
    url = f"/family/{household.family.pk}/"

    before = signed_in.get(f"{url}?on=1/2/2026").content.decode()
    wrong = signed_in.get(f"{url}?on=soon")

    assert "No address of anybody here is known for that day." in before
    assert wrong.status_code == 200
    assert "That cannot be read as one day." in wrong.content.decode()


def test_who_died_or_left_since_still_lived_there(signed_in, amina) -> None:
    household = make.family("Marlowe", children=2)
    Person.objects.seen_by(amina).filter(pk=household.mother.pk).update(died_on=date(2026, 6, 1))
    left = FamilyMember.objects.seen_by(amina).filter(person=household.children[1])
    left.update(ended_on=date(2026, 6, 1))

    def lived(day: str) -> str:
        page = signed_in.get(f"/family/{household.family.pk}/?on={day}").content.decode()
        return page.split('class="k-around__name">27 Alder Walk')[1].split("</ul>")[0]

    before, since = lived("31/5/2026"), lived("1/6/2026")
    assert "Jade" in before and "Jade" not in since
    assert "not in this family" not in before and "not in this family" in since


def test_the_year_is_told_as_lanes_and_as_a_table(signed_in, amina) -> None:
    household = a_family(amina)
    make.contact(household.children, source="6", received_on=TODAY - timedelta(40),
                 received_at=make.moment(TODAY - timedelta(40)), outcome="advice")  # fmt: skip

    page = signed_in.get(f"/family/{household.family.pk}/").content.decode()

    lanes, table = page.split("The year as a table")
    assert 'role="img"' in lanes
    assert "k-lanes__dot--alarm" in lanes
    for words in ("Contact: ", "Tried, not seen", "Seen, 27 alder walk", "Child and family assessment"):
        assert words in table or words.replace("alder walk", "Alder Walk") in table


def test_the_map_links_everybody_and_says_the_same_in_a_table(signed_in, amina) -> None:
    household = a_family(amina)

    page = signed_in.get(f"/family/{household.family.pk}/map/").content.decode()

    drawing, table = page.split("What the signs mean")[0], page.split("The same facts as a table")[1]
    for one in [household.mother, *household.children]:
        assert f'href="/person/{one.pk}/"' in drawing
        assert one.name in table
    assert "mother of" in table
    assert "style=" not in drawing


def test_an_empty_family_of_adults_says_so(signed_in) -> None:
    household = make.family("Marlowe", children=0)

    page = signed_in.get(f"/family/{household.family.pk}/").content.decode()

    assert "There is no child in this family today." in page
    assert "Record a visit for all" not in page
    assert clock.today() == TODAY


@pytest.mark.parametrize("page", ["", "map/"])
def test_what_is_made_for_somebody_holds_no_address_that_is_kept_from_them(signed_in, amina, page) -> None:
    household = a_family(amina, 2)
    lee = make.adult("Lee", "Hargreaves")
    make.relationship(lee, "father", household.children[0])
    make.alert(household.children[0], "Lee may come to the house")
    make.phone(household.mother, "01632 960 118")
    keep_address(amina, household.mother, lee, reason="Order", today=TODAY)
    address = f"/family/{household.family.pk}/{page}"

    ours, his = signed_in.get(f"{address}?for=ask"), signed_in.get(f"{address}?for={lee.pk}")
    hers = signed_in.get(f"{address}?for={household.mother.pk}").content.decode()

    assert "Lee Hargreaves, father" in ours.content.decode()
    words = his.content.decode()
    for secret in ("Alder Walk", "WM4 2QT", "may come to the house", "01632 960 118", "Nobody wakes them."):
        assert secret in ours.content.decode() or page
        assert secret not in words, secret
    assert "address not told" in words
    assert "27 Alder Walk" in hers and "do not tell" not in hers
    for nobody in ("999999999", "x", "9" * 40):
        assert signed_in.get(f"{address}?for={nobody}").status_code == 404
    set_boundary(
        amina, household.children[0], lee, kind="told_nothing", words="Order", started_on=TODAY, today=TODAY
    )
    closed = signed_in.get(f"{address}?for={lee.pk}").content.decode()
    assert "Do not hand this over." in closed and "Who is around" not in closed and "k-map__one" not in closed


def test_school_and_doctor_stand_side_by_side(signed_in, amina) -> None:
    household = a_family(amina, 2)
    told = {"role": "pupil", "since": date(2025, 9, 1), "today": TODAY}
    for child in household.children:
        tie(amina, child, kind="school", agency="Alder Primary", professional="Mrs Ali", **told)
    tie(amina, household.children[0], kind="gp", agency="Canal Surgery", **told | {"role": "patient"})

    page = signed_in.get(f"/family/{household.family.pk}/").content.decode()

    school = page.split("School or nursery")[1].split("</tr>")[0]
    assert 'colspan="2"' in school and school.count("Alder Primary") == 1 and "Mrs Ali, pupil" in school
    doctor = page.split("Doctor and health")[1].split("</tr>")[0]
    assert "colspan" not in doctor and "Canal Surgery" in doctor


def test_the_overview_fetches_the_map_of_the_child(signed_in, amina) -> None:
    household = a_family(amina)
    child, father = household.children[0], make.person("Lee", "Hargreaves")
    FamilyMember.objects.create(family=household.family, person=father, started_on=TODAY - timedelta(30))
    make.restricted(father, readers=[])

    overview = signed_in.get(f"/person/{child.pk}/").content.decode()
    drawn = signed_in.get(f"/person/{child.pk}/map/").content.decode()

    assert f'hx-get="/person/{child.pk}/map/"' in overview
    assert all(f'href="/person/{one.pk}/"' in drawn for one in household.children)
    assert "<html" not in drawn and "Hargreaves" not in drawn


def test_whoever_belongs_to_no_family_has_no_map(signed_in) -> None:
    alone = make.child()

    assert "map/" not in signed_in.get(f"/person/{alone.pk}/").content.decode()
    assert signed_in.get(f"/person/{alone.pk}/map/").status_code == 404


def test_a_sister_who_is_not_open_to_us_stands_with_the_others(signed_in, amina) -> None:
    household = make.family("Marlowe", children=2)
    make.involvement(household.children[0], amina.team, amina, family=household.family)

    page = signed_in.get(f"/family/{household.family.pk}/").content.decode()

    opened = page.split("Open to us</th>")[1].split("</tr>")[0]
    assert "Since 4 Sep 2026" in opened and "Not open" in opened and "never was" in opened


def test_a_time_unseen_that_began_before_the_year_is_told_whole(signed_in, amina) -> None:
    child = make.child()
    household = make.family(children=[child])
    make.involvement(
        child, amina.team, amina, family=household.family, started_on=TODAY - timedelta(days=330)
    )

    page = signed_in.get(f"/family/{household.family.pk}/").content.decode()

    assert "Not seen for 330 days" in page
    row = page.split("The year as a table")[1].split("Not seen for 330 days")[0].rsplit("<tr>", 1)[1]
    assert "since " in row and " to " not in row
