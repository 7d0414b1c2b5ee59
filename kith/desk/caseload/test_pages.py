from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kith.access.guarded import EVERY_ROW
from kith.access.models import Leave
from kith.work.models import Allocation, CaseExtra
from tests import make

TODAY = date(2026, 10, 14)


@pytest.fixture
def north(db, monkeypatch):
    monkeypatch.setenv("KITH_TODAY", TODAY.isoformat())
    return make.team("North", code="north")


@pytest.fixture
def amina(north):
    return make.worker("Amina Rahman", team=north)


@pytest.fixture
def colin(north):
    return make.worker("Colin Burge", role="team_manager", team=north)


@pytest.fixture
def at(colin):
    client = Client()
    client.force_login(colin)
    return client


def words(answer) -> str:
    return " ".join(answer.content.decode().split())


def waiting(north, name="Tia", family=None, **facts):
    child = make.child(name, "Hendry", **facts)
    return make.involvement(child, north, started_on=date(2026, 10, 12), family=family)


def test_a_board_shows_waiting_families_workers_and_a_reason(at, north, amina):
    household = make.family("Hendry", children=2)
    for child in household.children:
        make.involvement(child, north, family=household.family, started_on=date(2026, 10, 12))
    Leave.objects.create(
        worker=make.worker("Sophie Lam", team=north), kind="leave", started_on=TODAY,
        ended_on=date(2026, 10, 20), by=amina, recorded_at=make.moment(TODAY),
    )  # fmt: skip

    page = words(at.get("/team/north/board/"))

    assert "On leave until 19 Oct 2026" in page
    assert "room for 24" in page
    assert f'value="{amina.pk}" selected' in page
    assert f'value="{household.family.pk}" aria-label="Allocate Hendry">' in page  # nobody is ticked


def test_weights_are_shown_before_and_after_and_nothing_is_given(at, north, amina):
    one = waiting(north)

    page = words(
        at.post("/team/north/allocate/", {"family": -one.pk, f"worker-{-one.pk}": amina.pk, "look": "1"})
    )

    assert "0.0 → 0.5 of 24.0" in page
    assert f'value="{-one.pk}" aria-label="Allocate Hendry" checked' in page
    assert Allocation.objects.unguarded(EVERY_ROW).get().worker is None


def test_all_ticked_families_go_to_one_worker_when_that_is_chosen(at, north, amina):
    ben = make.worker("Ben Okoye", team=north)
    some = [waiting(north, name) for name in ("Tia", "Kofi")]
    sent = {"family": [-one.pk for one in some], "everyone": ben.pk}
    sent |= {f"worker-{-one.pk}": amina.pk for one in some}

    answer = at.post("/team/north/allocate/", sent)

    assert answer.status_code == 302
    held = Allocation.objects.unguarded(EVERY_ROW).filter(ended_on=None)
    assert set(held.values_list("worker", flat=True)) == {ben.pk}


def test_what_somebody_else_did_meanwhile_is_told_and_nothing_is_half_done(at, north, amina):
    gone, here = waiting(north, "Tia"), waiting(north, "Kofi")
    sent = {"family": [-gone.pk, -here.pk], "everyone": amina.pk, "note": "Both know her"}
    Allocation.objects.unguarded(EVERY_ROW).filter(involvement=gone).update(worker=amina)

    answer = at.post("/team/north/allocate/", sent)

    assert answer.status_code == 422
    assert "1 family you ticked was allocated or closed by somebody else meanwhile" in words(answer)
    assert "Both know her" in words(answer)
    assert not Allocation.objects.unguarded(EVERY_ROW).filter(involvement=here, worker=amina)


def test_a_worker_of_another_team_or_none_is_refused(at, north, amina):
    one, elsewhere = waiting(north), make.worker("Ruth Ellison", team=make.team("South"))
    for worker in (elsewhere.pk, "", "nobody", "9" * 30):
        answer = at.post("/team/north/allocate/", {"family": -one.pk, f"worker-{-one.pk}": worker})
        assert answer.status_code == 422
        assert "Choose a worker of this team for Hendry." in words(answer)


def test_the_board_asks_no_more_with_more_rows(at, north, amina):
    waiting(north)
    make.involvement(make.child(), north, amina)
    at.get("/team/north/board/")
    with CaptureQueriesContext(connection) as few:
        at.get("/team/north/board/")
    for number in range(6):
        waiting(north, f"Child {number}")
        make.involvement(make.child(), north, make.worker(f"Worker {number}", team=north))
    with CaptureQueriesContext(connection) as many:
        at.get("/team/north/board/")

    assert len(many) == len(few) <= 27


def test_a_workers_page_gives_each_weight_with_its_reason(at, north, amina):
    held = make.involvement(make.child("Tia", "Marlowe"), north, amina)
    make.step("single_assessment", [held.person], worker=amina)

    at.post(
        f"/team/north/worker/{amina.pk}/save/", {"what": "add", "involvement": held.pk, "code": "extra_court"}
    )
    page = words(at.get(f"/team/north/worker/{amina.pk}/"))

    assert "Being assessed 1.0; In court 1.0" in page
    assert "carries 2.0 of 24.0" in page


def test_leave_hours_and_skills_are_entered_and_change_what_can_be_carried(at, north, amina):
    address = f"/team/north/worker/{amina.pk}/"
    at.post(
        f"{address}save/",
        {"what": "leave", "kind": "leave", "started_on": "14/10/2026", "last_day": "19/10/2026"},
    )
    at.post(f"{address}save/", {"what": "hours", "share": "60%"})
    at.post(
        f"{address}save/",
        {"what": "skills", "skills": ["court"], "languages": ["pan"], "newly_qualified_until": "1/9/2027"},
    )

    page = words(at.get(address))

    assert "On leave until 19 Oct 2026" in page
    assert "Works 60% of full hours: 14.4" in page
    assert "carries 0.0 of 8.5" in page
    leave = Leave.objects.get(worker=amina)
    at.post(f"{address}save/", {"what": "take_back", "leave": leave.pk})
    assert "Nothing is entered." in words(at.get(address))


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"what": "leave", "kind": "leave"}, "Write the first day."),
        ({"what": "leave", "kind": "leave", "started_on": "soon"}, "cannot be read as a day"),
        ({"what": "leave", "kind": "ill", "started_on": "14/10/2026"}, "Choose why."),
        ({"what": "hours", "share": "plenty"}, "Write the part of full hours"),
        ({"what": "skills", "skills": ["magic"]}, "Choose from the list."),
    ],
)
def test_what_cannot_be_is_told_and_what_was_typed_stays(at, north, amina, sent, told):
    answer = at.post(f"/team/north/worker/{amina.pk}/save/", sent)

    assert answer.status_code == 422
    assert told in words(answer)
    assert sent.get("started_on", "") in words(answer)


def test_nobody_else_opens_it_or_changes_it(at, north, amina):
    stranger, own = Client(), Client()
    stranger.force_login(make.worker("Martin Sole", role="team_manager", team=make.team("South")))
    own.force_login(amina)
    elsewhere = make.worker("Farah Aziz", team=make.team("South"))
    address = f"/team/north/worker/{amina.pk}/"

    assert stranger.get(address).status_code == 404
    assert own.get(address).status_code == 403
    assert at.get(f"/team/north/worker/{elsewhere.pk}/").status_code == 404
    assert at.post(f"{address}save/", {"what": "everything"}).status_code == 404
    held = make.involvement(make.restricted(), north, amina)
    answer = at.post(f"{address}save/", {"what": "add", "involvement": held.pk, "code": "extra_court"})
    assert answer.status_code == 422 and "with somebody else meanwhile" in words(answer)
    assert not CaseExtra.objects.unguarded(EVERY_ROW).exists()


def test_a_leaver_is_warned_before_and_cannot_leave_work_behind(at, colin, north, amina):
    ben = make.worker("Ben Okoye", team=north)
    tia = make.involvement(make.child("Tia"), north, amina)
    address = f"/team/north/worker/{amina.pk}/leaving/"
    at.get(address)
    with CaptureQueriesContext(connection) as asked:
        page = at.get(address)
    assert len(asked) <= 25
    assert "Holds 1 child" in words(page)
    assert page.content.decode().count(f'<form method="post" action="{address}"') == 2

    ahead = at.post(address, {"what": "note", "last_day": "30/10/2026"})
    assert ahead.status_code == 302
    board = words(at.get("/team/north/board/"))
    assert "Amina Rahman leaves this team on 30 Oct 2026 and holds 1 child." in board

    for sent, told in (
        ({"what": "note", "last_day": "14/10/2026"}, "Amina Rahman still holds 1 child. Say who takes it."),
        ({"what": "hand_over", "last_day": "14/10/2026"}, "Choose who takes what is left."),
        ({"what": "hand_over", "manager": colin.pk, "last_day": ""}, "Write the last day."),
        (
            {"what": "hand_over", "manager": colin.pk, "everyone": "7777", "last_day": "14/10/2026"},
            "of this team",
        ),
        ({"what": "hand_over", "manager": colin.pk, "last_day": "someday"}, "cannot be read as a day"),
    ):
        answer = at.post(address, sent)
        assert (answer.status_code, told in words(answer)) == (422, True), told

    done = at.post(
        address, {"what": "hand_over", "manager": colin.pk, f"to-{tia.pk}": ben.pk, "last_day": "14/10/2026"}
    )
    assert done.status_code == 302
    held = Allocation.objects.unguarded(EVERY_ROW).get(ended_on=None)
    assert held.worker == ben


def test_a_case_of_another_team_is_made_no_heavier_and_no_lighter(at, north, amina):
    away = make.team("South", code="south")
    theirs = make.involvement(make.child(), away, make.worker("Sue Dale", team=away))
    extra = CaseExtra.objects.create(
        involvement=theirs, code="extra_court", started_on=TODAY, by=amina, recorded_at=make.moment(TODAY)
    )
    for sent in (
        {"what": "add", "involvement": theirs.pk, "code": "extra_travel"},
        {"what": "end", "extra": extra.pk},
    ):
        answer = at.post(f"/team/north/worker/{amina.pk}/save/", sent)
        assert answer.status_code == 422
        assert "with somebody else meanwhile" in words(answer)

    assert [(row.code, row.ended_on) for row in CaseExtra.objects.seen_by(amina)] == [("extra_court", None)]
