from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kith.access.models import Look
from kith.core import clock
from kith.database.working_day import close_on
from kith.work.allocation.actions import allocate
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def amina():
    return make.worker("Amina Rahman")


@pytest.fixture
def signed_in(amina) -> Client:
    client = Client()
    client.force_login(amina)
    return client


def a_family(worker, children: int = 3):
    household = make.family("Marlowe", children=children)
    for child in household.children:
        make.involvement(child, worker.team, worker)
    make.step(people=household.children, worker=worker)
    make.visit(household.children, by=worker, words="Everybody at breakfast.")
    make.contact(household.children, outcome="referral_assessment", team=worker.team)
    make.note(household.children, by=worker)
    return household


def test_my_work_shows_the_family_once_with_all_its_children(signed_in, amina) -> None:
    household = a_family(amina)

    page = signed_in.get("/work/").content.decode()

    assert "My work" in page
    for child in household.children:
        assert child.given_name in page


def test_a_note_is_read_on_the_guarded_row_and_a_notice_leads_to_nobody_kept_since(signed_in, amina) -> None:
    colin = make.worker("Colin Burge", role="team_manager", team=amina.team)
    shown, kept = (make.involvement(make.child(), amina.team) for _ in range(2))
    for one in (shown, kept):
        allocate(colin, one, worker=amina, team=amina.team, on=clock.today(), note=f"Gran of {one.pk} helps")
    make.restricted(kept.person)

    page = signed_in.get("/work/").content.decode()

    assert f"“Gran of {shown.pk} helps”" in page
    assert f"Gran of {kept.pk}" not in page
    assert f'<a href="/person/{shown.person_id}/">A child has been allocated to you' in page
    assert f"/person/{kept.person_id}/" not in page


def test_an_empty_desk_says_what_would_be_there(signed_in) -> None:
    assert "Nothing waits for you." in signed_in.get("/work/").content.decode()


@pytest.mark.parametrize("tab", ["", "chronology/", "chronology/?with=all", "steps/", "visits/"])
def test_opening_a_record_writes_who_looked_and_why(signed_in, amina, tab: str) -> None:
    child = a_family(amina).children[0]

    answer = signed_in.get(f"/person/{child.pk}/{tab}")

    assert answer.status_code == 200
    look = Look.objects.get(person_id=child.pk)
    assert (look.worker_id, look.reason, look.role) == (amina.pk, "Allocated worker", "social_worker")


def test_somebody_without_a_link_is_marked(signed_in, amina) -> None:
    child = a_family(make.worker("Ben Okoye")).children[0]
    signed_in.get(f"/person/{child.pk}/")
    manager = Client()
    manager.force_login(make.worker(role="team_manager"))

    page = manager.get(f"/person/{child.pk}/who-looked/").content.decode()

    assert "No link to this family" in page
    assert "Amina Rahman" in page


@pytest.mark.parametrize(
    ("completed_on", "told", "listed"),
    [
        (date(2026, 9, 20), "Completed in time.", "In time"),
        (date(2026, 9, 21), "Completed late.", "Late, due"),
    ],
)
def test_what_is_due_on_a_friday_is_late_from_monday(signed_in, amina, completed_on, told, listed) -> None:
    child, friday = make.child(), date(2026, 9, 18)
    make.involvement(child, amina.team, amina)
    make.step(
        people=[child],
        worker=amina,
        state="completed",
        started_on=date(2026, 8, 3),
        due_on=friday,
        completed_on=completed_on,
    )

    assert told in signed_in.get(f"/person/{child.pk}/chronology/").content.decode()
    assert listed in signed_in.get(f"/person/{child.pk}/steps/").content.decode()


def test_siblings_share_one_line_of_the_chronology(signed_in, amina) -> None:
    child = a_family(amina).children[0]

    page = signed_in.get(f"/person/{child.pk}/chronology/?with=all").content.decode()

    assert page.count("Everybody at breakfast") == 1
    assert page.count(">Child and family assessment started</a>") == 1


def test_what_the_census_will_call_wrong_stands_beside_the_case_and_nothing_where_all_is_well(
    signed_in, amina
) -> None:
    held, stranger = make.child(), make.child()
    make.involvement(held, amina.team, amina)

    shown = [signed_in.get(f"/person/{one.pk}/").content.decode() for one in (held, stranger)]

    assert "To put right for the children in need census (2)" in shown[0]
    assert "is missing (rule 8610)." in shown[0]
    assert "children in need census" not in shown[1]


@pytest.mark.parametrize("families", [1, 6])
def test_pages_ask_no_more_when_there_is_more(
    signed_in, amina, families: int, django_assert_max_num_queries
) -> None:
    children = [a_family(amina).children[0] for _ in range(families)]
    signed_in.get("/work/")  # the first page of a process asks for what it keeps from then on

    with django_assert_max_num_queries(25):
        signed_in.get("/work/")
    with django_assert_max_num_queries(25):
        signed_in.get(f"/person/{children[0].pk}/")
    with django_assert_max_num_queries(25):
        signed_in.get(f"/person/{children[0].pk}/chronology/?with=all")


def test_a_manager_allocates_two_families_at_once(django_assert_max_num_queries) -> None:
    team = make.team(code="north")
    manager, amina = make.worker(role="team_manager", team=team), make.worker("Amina Rahman", team=team)
    households = [make.family(name, children=2) for name in ("Hendry", "Umeh")]
    for household in households:
        for child in household.children:
            make.involvement(child, team, family=household.family)
    client = Client()
    client.force_login(manager)
    with django_assert_max_num_queries(28):
        page = client.get("/team/north/board/").content.decode()
    assert "Hendry" in page and "Umeh" in page

    chosen = {f"worker-{household.family.pk}": amina.pk for household in households}
    answer = client.post("/team/north/allocate/", {"family": [h.family.pk for h in households], **chosen})

    assert answer.status_code == 302
    assert "Every child of this team has a worker." in client.get("/team/north/board/").content.decode()


def test_allocating_nothing_says_what_to_do() -> None:
    team = make.team(code="north")
    client = Client()
    client.force_login(make.worker(role="team_manager", team=team))

    answer = client.post("/team/north/allocate/", {})

    assert answer.status_code == 422
    assert "Tick at least one family." in answer.content.decode()


@pytest.mark.parametrize(
    "address", ["/work/", "/person/{person}/steps/", "/team/north/board/", "/step/{step}/"]
)
def test_every_page_counts_the_days_without_those_on_which_the_authority_closes(address: str) -> None:
    north = make.team(code="north")
    manager = make.worker(role="team_manager", team=north)
    step = late_and_due(north, manager)
    close_on(date(2026, 10, 13), "Offices move")
    close_on(date(2026, 10, 15), "Offices move")
    client = Client()
    client.force_login(manager)

    with CaptureQueriesContext(connection) as asked:
        page = client.get(address.format(step=step.pk, person=step.people_ids()[0])).content.decode()

    words = {"/team/north/board/": "Late by 2 working days", "/step/{step}/": "orking day 5 of 10"}
    assert words.get(address, "3 working days left") in page
    assert sum("localclosure" in one["sql"] for one in asked) == 1


def late_and_due(team, worker):
    """One piece of work three working days late, and one due in four; the latter."""
    child = make.child("Tia")
    make.involvement(child, team, worker)
    late, due = date(2026, 10, 9), date(2026, 10, 20)
    make.step(people=[child], worker=worker, due_on=late, started_on=date(2026, 9, 1))
    facts = {"started_on": date(2026, 10, 6), "due_on": due, "limit_days": 10}
    return make.step("strategy_discussion", [child], worker=worker, **facts)
