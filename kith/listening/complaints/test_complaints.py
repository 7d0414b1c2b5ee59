"""The register on the screen: stage after stage, refused in words, and hidden with the child."""

import pytest

from kith.access.guarded import EVERY_ROW
from kith.listening.complaints import queries
from kith.listening.models import Complaint, ComplaintStep
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(tia, north):
    return {
        "kind": "complaint", "who": "parent", "team": str(north.pk), "child": str(tia.pk),
        "words": "Nobody rang back for three weeks.", "received_on": "1/10/2026",
    }  # fmt: skip


@pytest.fixture
def registered(told, colin, browser):
    browser(colin).post("/complaints/new/", told)
    return Complaint.objects.unguarded(EVERY_ROW).get()


ANSWER = {
    "do": "answer",
    "outcome": "not",
    "answer": "We wrote.",
    "learning": "None.",
    "answered_on": "9/10/2026",
}


def test_a_complaint_goes_from_stage_to_stage(registered, colin, browser, today):
    manager, path = browser(colin), f"/complaints/{registered.pk}/"

    (first,) = queries.stages(colin, registered, today)
    assert (str(first.row.due_on), first.row.title) == ("2026-10-15", "Local answer")
    assert manager.post(path, {"do": "next", "started_on": "10/10/2026"}).status_code == 422
    assert manager.post(path, {**ANSWER, "outcome": ""}).status_code == 422
    assert manager.post(path, {**ANSWER, "answered_on": "30/9/2026"}).status_code == 422
    assert (
        "It may take until 29 Oct: 20 working days from Thu 1 Oct 2026" in manager.get(path).content.decode()
    )
    assert manager.post(path, {"do": "longer", "why": "An advocate is wanted."}).status_code == 302
    assert "It may take until" not in manager.get(path).content.decode(), "once"
    assert manager.post(path, ANSWER).status_code == 302
    again = manager.post(path, {**ANSWER, "learning": "Something else."})
    assert again.status_code == 422
    assert "Something else." in again.content.decode(), "nothing is lost"
    assert manager.post(path, {"do": "next", "started_on": "8/10/2026"}).status_code == 422
    assert manager.post(path, {"do": "next", "started_on": "12/10/2026"}).status_code == 302

    one, two = queries.stages(colin, registered, today)
    assert (one.outcome, str(one.row.longest_on), one.mark) == ("Not upheld", "2026-10-29", "done")
    assert (two.row.stage, str(two.row.due_on)) == ("2", "2026-11-16")


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": ""}, {"who": ""}, {"team": "0"}, {"child": "999999"}, {"words": "  "}, {"words": "x" * 100_000},
        {"received_on": "1/12/2026"}, {"received_on": "soon"},
    ],
)  # fmt: skip
def test_what_is_missing_is_told_and_the_words_come_back(wrong, told, colin, browser):
    answer = browser(colin).post("/complaints/new/", told | wrong)

    assert answer.status_code == 422
    assert (told | wrong)["words"].strip() in answer.content.decode()
    assert not Complaint.objects.unguarded(EVERY_ROW).exists()


def test_a_compliment_has_no_stage(told, colin, browser):
    browser(colin).post("/complaints/new/", told | {"kind": "compliment"})

    made = Complaint.objects.unguarded(EVERY_ROW).get()
    assert not ComplaintStep.objects.unguarded(EVERY_ROW).exists()
    assert browser(colin).post(f"/complaints/{made.pk}/", ANSWER).status_code == 422


def test_a_complaint_about_a_restricted_child_is_nowhere(registered, tia, north, browser, today):
    make.restricted(tia)
    stranger = make.worker("Ben Okoye", role="team_manager", team=north)

    assert queries.register(stranger, today) == []
    assert browser(stranger).get(f"/complaints/{registered.pk}/").status_code == 404


def test_the_register_asks_the_same_however_long_it_is(
    told, colin, browser, today, django_assert_max_num_queries
):
    for n in range(3):
        browser(colin).post("/complaints/new/", told | {"words": f"Words {n}."})

    with django_assert_max_num_queries(5):
        assert len(queries.register(colin, today)) == 3
