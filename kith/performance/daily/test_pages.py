"""The list on the screen: by whose right, with what came of it, and answering a line."""

import re
from datetime import date

import pytest

from kith.access.models import Event, Look
from kith.performance.daily.conftest import TUESDAY, deliver
from kith.performance.models import DailyLine, LineRemark, Reading
from kith.work.models import Involvement
from tests import make

pytestmark = pytest.mark.django_db
LIST = "/performance/daily/"


def words(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def line(kind="unallocated"):
    return DailyLine.objects.filter(kind=kind).order_by("-pk")[0]


def send(client, number, what, **fields):
    return client.post(f"{LIST}line/{number}/{what}/", fields)


def test_a_head_reads_names_workers_reasons_and_opens_a_child_in_one_go(place, waiting, late, browser):
    deliver()

    page = browser(place.head).get(LIST)

    told = words(page)
    for said in (
        "Daily list, Wed 14 Oct",
        "2 lines",
        "Nobody for 3 working days",
        "Away until Monday.",
        "Ben Okoye",
    ):
        assert said in told, said
    for child in waiting.children:
        assert f'href="/person/{child.pk}/"' in page.content.decode()
    assert "made late" not in told
    assert set(Look.objects.values_list("person_id", flat=True)) >= {child.pk for child in waiting.children}


def test_opening_is_noted_and_stands_on_the_board(place, waiting, browser):
    deliver()
    boss, manager = browser(place.head), browser(place.colin)
    assert "Not opened yet" in words(boss.get("/performance/deliveries/"))

    manager.get(LIST)
    manager.get(LIST)
    send(manager, line().pk, "remark", words="Joe takes them.")

    reading = Reading.objects.get(by=place.colin)
    assert (reading.times, reading.delivery.worker) == (2, place.colin)
    told = words(boss.get("/performance/deliveries/"))
    assert re.search(r"Colin Burge North Daily list 1 .{0,80}Opened .{0,40} 1 ", told)


def test_a_manager_reads_the_own_team_alone(place, waiting, late, browser):
    deliver()

    told = words(browser(place.martin).get(LIST))

    assert "Jordan" in told and "Marlowe" not in told
    assert browser(place.martin).get(f"{LIST}line/{line().pk}/").status_code == 404
    assert send(browser(place.martin), line().pk, "remark", words="x").status_code == 404
    assert send(browser(place.martin), line().pk, "allocate", worker="1").status_code == 404


def test_a_restricted_child_counts_and_is_named_to_those_alone_who_may(place, waiting, browser, as_worker):
    hidden = make.child(given_name="Secret", family_name="Child")
    make.involvement(hidden, place.north, started_on=date(2026, 10, 1))
    make.restricted(hidden)
    deliver()
    kept = DailyLine.objects.get(people=[hidden.pk])

    told = words(browser(place.colin).get(LIST))
    assert "North: 2 lines" in told and "1 more line about children whose record is kept" in told
    assert "Secret" not in told and browser(place.colin).get(f"{LIST}line/{kept.pk}/").status_code == 404
    assert "Secret" in words(browser(place.head).get(LIST))

    assert send(browser(place.head), kept.pk, "remark", words="Nobody else is to know.").status_code == 302
    as_worker(place.colin)
    assert LineRemark.objects.count() == 0, "the record store hides it"
    as_worker(place.head)
    assert LineRemark.objects.count() == 1


def test_what_is_said_is_kept_with_the_line_and_seen_above_and_below(place, waiting, browser):
    deliver()
    number = line().pk

    assert send(browser(place.head), number, "remark", words=" Who  takes\nthem? ").status_code == 302

    assert "Who takes them?" in words(browser(place.colin).get(LIST))
    assert "Who takes them?" in words(browser(place.colin).get(f"{LIST}line/{number}/"))
    assert Event.objects.filter(action="performance.daily.actions.remark").exists()


def test_what_was_said_yesterday_stands_beside_the_same_matter_today(place, waiting, browser):
    deliver(TUESDAY)
    send(browser(place.head), line().pk, "remark", words="By tonight.")
    deliver()

    assert "By tonight." in words(browser(place.colin).get(LIST))
    told = words(browser(place.colin).get(f"{LIST}line/{line().pk}/"))
    assert "By tonight." in told and "on the list for 2 mornings" in told


def test_words_that_cannot_be_kept_are_given_back(place, waiting, browser):
    deliver()
    number, boss = line().pk, browser(place.head)

    refused = send(boss, number, "remark", words="y" * 401)

    assert refused.status_code == 422
    assert "at most 400 letters" in words(refused) and "y" * 401 in refused.content.decode()
    assert send(boss, number, "remark", words="  ").status_code == 422
    assert not LineRemark.objects.exists()


def test_children_are_allocated_from_the_list_and_one_is_back_on_it(place, waiting, browser):
    deliver()
    manager = browser(place.colin)
    assert "Amina Rahman" in words(manager.get(f"{LIST}line/{line().pk}/"))

    done = send(manager, line().pk, "allocate", worker=place.amina.pk, note="Start with school.")

    assert done.headers["Location"] == f"{LIST}?on=2026-10-14"
    assert "Allocated to Amina Rahman on 14 Oct" in words(manager.get(LIST))
    again = send(manager, line().pk, "allocate", worker=place.amina.pk, note="Start with school.")
    assert again.status_code == 422 and "Start with school." in again.content.decode()


@pytest.mark.parametrize("worker", ["", "x", "9" * 40, "-1"])
def test_nobody_is_given_children_by_a_wrong_choice(place, waiting, browser, worker):
    deliver()

    refused = send(browser(place.colin), line().pk, "allocate", worker=worker)

    assert refused.status_code == 422 and "Choose a worker of the team." in words(refused)


def test_who_went_to_another_team_reads_the_old_list_and_acts_no_more(place, waiting, browser):
    deliver()
    place.colin.memberships.update(ended_on=TUESDAY)
    place.colin.memberships.create(role="team_manager", team=place.south, started_on=TUESDAY)
    manager = browser(place.colin)

    read = manager.get(f"{LIST}line/{line().pk}/")
    given = send(manager, line().pk, "allocate", worker=place.amina.pk)
    said = send(manager, line().pk, "remark", words="Ring the mother first.")

    assert read.status_code == 200 and "Amina Rahman" not in words(read)
    assert (given.status_code, said.status_code) == (422, 422)
    assert "do not answer for this team any more" in words(given)
    assert "Ring the mother first." in said.content.decode()
    assert not LineRemark.objects.exists()


def test_children_who_went_to_another_team_are_not_drawn_back(place, waiting, browser):
    deliver()
    cases = Involvement.objects.seen_by(place.head).filter(person__in=waiting.children)
    for case in cases:
        case.allocations.seen_by(place.head).update(team=place.south)

    refused = send(browser(place.colin), line().pk, "allocate", worker=place.amina.pk)

    assert refused.status_code == 422 and "holds none of these children any more" in words(refused)


def test_what_left_the_list_says_what_came_of_it(place, waiting, browser):
    deliver(TUESDAY)
    number = line().pk
    send(browser(place.head), number, "remark", words="By tonight.")
    cases = Involvement.objects.seen_by(place.head).filter(person__in=waiting.children)
    for case in cases:
        held = case.allocations.seen_by(place.head).get()
        held.ended_on, held.ended_recorded_at = TUESDAY, make.moment(TUESDAY, 12)
        held.save()
        make.allocation(
            case, place.north, place.amina, started_on=TUESDAY, recorded_at=make.moment(TUESDAY, 12)
        )
    deliver()

    told = words(browser(place.head).get(LIST))

    assert "What left the list since Tue 13 Oct 1 line" in told
    assert "Allocated to Amina Rahman on 13 Oct" in told and "By tonight." in told
    assert "Nobody for 2 working days" in words(browser(place.head).get(f"{LIST}?on=2026-10-13"))


@pytest.mark.parametrize(
    ("asked", "status", "said"),
    [
        ("2026-10-15", 422, "lies ahead"),
        ("2026-10-11", 422, "was no working day"),
        ("14 October", 422, "Write the day as 2026-10-14."),
        ("0001-01-01", 422, "from 1990 to 2060"),
        ("2026-10-12", 200, "No list was delivered to you for Mon 12 Oct"),
    ],
)
def test_a_day_without_a_list_says_why(place, waiting, browser, asked, status, said):
    deliver()

    found = browser(place.head).get(LIST, {"on": asked})

    assert found.status_code == status and said in words(found)


def test_before_the_first_list_the_page_says_so(place, browser):
    assert "No list was delivered to you" in words(browser(place.head).get(LIST))
    assert "Nothing was delivered in your teams" in words(browser(place.head).get("/performance/deliveries/"))
    assert browser(place.head).get("/performance/deliveries/?on=x").status_code == 422


def test_who_answers_for_no_team_has_no_list(place, waiting, browser):
    deliver()

    assert browser(place.amina).get(LIST).status_code == 403
    assert browser(place.amina).get(f"{LIST}line/{line().pk}/").status_code == 403


def test_kinds_and_teams_are_chosen_and_wrong_choices_are_none(place, waiting, late, browser):
    deliver()
    boss = browser(place.head)

    of_south = words(boss.get(LIST, {"team": place.south.pk}))
    assert "Jordan" in of_south and "Marlowe" not in of_south
    assert "Jordan" not in words(boss.get(LIST, {"kind": "unallocated"}))
    assert boss.get(LIST, {"kind": "x", "team": "9" * 30, "page": "-3"}).status_code == 200


def test_a_hundred_lines_cost_no_more_questions_than_one(place, browser, django_assert_max_num_queries):
    for number in range(100):
        make.involvement(
            make.child(family_name=f"Family {number}"), place.north, started_on=date(2026, 10, 1)
        )
    deliver(TUESDAY)
    deliver()

    boss = browser(place.head)
    with django_assert_max_num_queries(26):
        found = boss.get(LIST)
    assert "All 100" in words(found) and found.content.decode().count("Comment or allocate") == 50
