import io
import zipfile
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from kith.access.models import Look
from kith.core import Refused
from kith.performance import choices
from kith.performance.deep_dive import actions, queries
from kith.performance.models import DeepDive, DeepDiveAction
from kith.performance.packs.queries import Scope
from kith.performance.tree import tree
from kith.work.models import Notice
from tests import make

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 14)
LAST = date(2026, 9, 2)


@pytest.fixture
def area():
    return make.team("North", code="north", kind="area")


@pytest.fixture
def north(area):
    return make.team("North team", parent=area)


@pytest.fixture
def head(area):
    return make.worker(role="head_of_service", team=area)


def client_of(worker) -> Client:
    client = Client()
    client.force_login(worker)
    return client


def place(code="north"):
    return tree().named(code)


def held(head, on=LAST) -> DeepDive:
    return actions.hold(head, place(), held_on=on, note="")


def agreed(head, dive, what="Allocate within a week", due_on=None) -> DeepDiveAction:
    return actions.agree(
        head, dive, what=what, owner=head.pk, due_on=due_on or dive.held_on + timedelta(days=7)
    )


def pack_of(worker, on="2026-10-14"):
    known = tree()
    chosen = choices.read({"area": "north", "on": on}, known, TODAY)
    return queries.pack(Scope(worker, chosen.place, chosen.on, known), chosen)


def table(pack, title):
    return next(one for part in pack.parts for one in part.tables if one.title.startswith(title))


def unallocated(team, **facts):
    child = make.child()
    make.involvement(child, team=team, started_on=facts.pop("started_on", date(2026, 9, 20)), **facts)
    return child


def test_what_was_agreed_is_followed_to_the_next_meeting(head, north) -> None:
    first = held(head)
    done, left, carried = (
        agreed(head, first, what) for what in ("Allocate", "Ring the court", "See each child")
    )
    second = held(head, date(2026, 10, 7))

    actions.settle(head, done, became="done", done_on=date(2026, 9, 9), outcome="")
    actions.settle(head, left, became="not_done", done_on=None, outcome="The court was shut")
    again = actions.carry(head, carried, into=second, due_on=date(2026, 10, 21))

    rows = {row[0]: row[3] for row in queries.last_time(first, TODAY).tables[0].rows}
    assert rows == {"Allocate": "Done", "Ring the court": "Not done", "See each child": "Carried over"}
    assert (again.what, again.owner, again.carried_from) == ("See each child", head, carried)
    assert [row.what for row in queries.agreed(second)] == ["See each child"]
    assert queries.before(place(), TODAY) == second


def test_the_page_asks_as_often_however_many_children_there_are(
    head, north, django_assert_max_num_queries
) -> None:
    client = client_of(head)
    client.get("/performance/deep_dive/?area=north")

    with django_assert_max_num_queries(31):
        client.get("/performance/deep_dive/?area=north")
    held(head)
    with django_assert_max_num_queries(33):
        client.get("/performance/deep_dive/?area=north")


def test_what_became_of_an_action_is_said_once(head, north) -> None:
    one = agreed(head, held(head))
    actions.settle(head, one, became="done", done_on=LAST, outcome="")

    with pytest.raises(Refused, match="meanwhile"):
        actions.settle(head, one, became="not_done", done_on=None, outcome="Late")
    with pytest.raises(Refused, match="meanwhile"):
        actions.carry(head, one, into=held(head, TODAY), due_on=TODAY)


def test_an_action_is_carried_into_a_later_meeting_of_the_same_place(head, north) -> None:
    one = agreed(head, held(head))
    of_team = actions.hold(head, place(north.code), held_on=TODAY)

    for into in (of_team, one.dive):
        with pytest.raises(Refused, match="later meeting"):
            actions.carry(head, one, into=into, due_on=TODAY)


def test_a_place_has_one_deep_dive_a_day_and_whoever_reaches_it_holds_it(head, north) -> None:
    held(head)
    other = make.worker(role="team_manager", team=make.team("South team"))

    with pytest.raises(Refused, match="already"):
        held(head)
    with pytest.raises(Refused, match="teams you work in"):
        actions.hold(other, place(), held_on=TODAY)
    with pytest.raises(Refused, match="teams you work in"):
        actions.hold(head, place(""), held_on=TODAY)
    with pytest.raises(PermissionDenied):
        actions.hold(make.worker(role="analyst", team=north), place(), held_on=TODAY)


def test_whoever_is_given_something_to_do_is_told(head, north) -> None:
    worker = make.worker(role="team_manager", team=north)

    actions.agree(head, held(head), what="Allocate", owner=worker.pk, due_on=date(2026, 9, 9))

    assert "9 Sep" in Notice.objects.get(worker=worker).words


def test_lists_and_numbers_agree_and_what_changed_adds_up(head, north) -> None:
    for started in (date(2026, 8, 20), date(2026, 9, 20), date(2026, 9, 21)):
        unallocated(north, started_on=started)
    held(head)

    pack = pack_of(head)

    moved = table(pack, "Lists then and now").rows
    for name, then, now, joined, left in moved:
        listed = table(pack, f"{name}: ")
        assert len(listed.rows) == listed.total == now, name
        assert then + joined - left == now, name
    assert ["Unallocated cases", 1, 3, 2, 0] in moved


def test_the_first_meeting_has_nothing_before_it(head, north) -> None:
    pack = pack_of(head)

    assert "first deep dive" in pack.lead[1]
    assert "What was agreed last time" not in [part.title for part in pack.parts]


def test_names_are_for_those_who_may_see_them_and_are_noted(head, north) -> None:
    child = unallocated(north)

    page = client_of(head).get("/performance/deep_dive/?area=north").content.decode()
    looked = set(Look.objects.values_list("person_id", flat=True))
    counted = client_of(make.worker(role="analyst", team=north)).get("/performance/deep_dive/?area=north")

    assert child.name in page and looked == {child.pk}
    assert child.name not in counted.content.decode() and counted.status_code == 200


def test_the_whole_way_over_the_pages(head, north) -> None:
    client = client_of(head)
    first = client.post(
        "/performance/deep_dive/hold/?area=north", {"held_on": "2/9/2026", "_key": str(uuid4())}
    )
    meeting = first["Location"]
    wrong = client.post(
        f"{meeting}agree/", {"what": "Allocate", "owner": "", "due_on": "soon", "_key": str(uuid4())}
    )
    right = client.post(
        f"{meeting}agree/", {"what": "Allocate", "owner": head.pk, "due_on": "9/9/2026", "_key": str(uuid4())}
    )
    later = client.post(
        "/performance/deep_dive/hold/?area=north", {"held_on": "14/10/2026", "_key": str(uuid4())}
    )
    action = DeepDiveAction.objects.get()
    settle = f"{later['Location']}settle/{action.pk}/"
    unsaid = client.post(settle, {f"outcome_{action.pk}": "kept words", "_key": str(uuid4())})
    told = client.post(
        settle, {f"became_{action.pk}": "done", f"day_{action.pk}": "8/9/2026", "_key": str(uuid4())}
    )

    assert (wrong.status_code, right.status_code, unsaid.status_code, told.status_code) == (
        422,
        302,
        422,
        302,
    )
    assert (
        "Choose who does it from the list." in wrong.content.decode()
        and 'value="Allocate"' in wrong.content.decode()
    )
    assert "kept words" in unsaid.content.decode()
    assert [page.content.decode().count("There is a problem") for page in (wrong, unsaid)] == [1, 1]
    action.refresh_from_db()
    assert (action.became, action.done_on) == ("done", date(2026, 9, 8))
    assert "Done" in client.get(later["Location"]).content.decode()


@pytest.mark.parametrize(
    ("method", "address", "status"),
    [
        ("get", "/performance/deep_dive/?on=2030-01-01", 422),
        ("get", "/performance/deep_dive/file/pdf/?area=nowhere", 422),
        ("post", "/performance/deep_dive/hold/?area=nowhere", 422),
        ("post", "/performance/deep_dive/hold/?area=north", 422),
        ("get", "/performance/deep_dive/999/", 404),
        ("post", "/performance/deep_dive/999/agree/", 404),
        ("get", "/performance/deep_dive/file/docx/", 404),
    ],
)
def test_what_cannot_be_is_told(head, north, method, address, status) -> None:
    sent = {"_key": str(uuid4())} if method == "post" else None

    answer = getattr(client_of(head), method)(address, sent)

    assert answer.status_code == status
    assert answer.content.decode().count("There is a problem") == (1 if status == 422 else 0)


def test_the_pack_is_given_as_a_paper_and_a_workbook(head, north) -> None:
    child = unallocated(north)
    client = client_of(head)

    paper = client.get("/performance/deep_dive/file/pdf/?area=north")
    book = client.get("/performance/deep_dive/file/xlsx/?area=north")

    with zipfile.ZipFile(io.BytesIO(book.content)) as opened:
        words = "".join(opened.read(name).decode() for name in opened.namelist())
    assert paper.content.startswith(b"%PDF-") and b"/StructTreeRoot" in paper.content
    assert child.name in words and 'name="Unallocated cases"' in words
    assert "deep-dive-2026-10-14.xlsx" in book["Content-Disposition"]
