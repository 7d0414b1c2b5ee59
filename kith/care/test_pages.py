"""The pages of care: what they show, how much they ask, and what happens to bad input."""

import re
import uuid
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kith.care.conftest import START, begin
from kith.care.models import CareCorrection, CareReview, ShortBreak
from kith.care.period import actions as periods
from kith.care.period import queries
from kith.care.placement import actions as placements
from kith.care.placement.rules import Told as Place
from kith.core import clock
from kith.people.models import KeptAddress
from kith.work.models import Standing, Step, Timescale
from kith.work.standings import actions as standings
from kith.work.visits.actions import record_visit
from tests import make

pytestmark = pytest.mark.django_db
START_TYPED = {
    "on": "4/3/2026", "status": "V2", "need": "N1", "home_postcode": "WM4 2QT", "before": "Z1", "kind": "U6",
    "provider": "PR1", "carer": "Mr and Mrs Osei", "urn": "SC123456", "lines": "9 Elm Row", "postcode": "WM6 1AB",
}  # fmt: skip


def address(name, person):
    return reverse(name, kwargs={"number": person.pk})


def send(client, name, person, query="", **fields):
    return client.post(address(name, person) + query, {"_key": str(uuid.uuid4()), **fields})


def words(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_a_start_is_recorded_once_for_brothers_and_sisters(amina, children, browser):
    client = browser(amina)
    ids = [str(one.pk) for one in children[:2]]

    answer = send(client, "person_care_start", children[0], children=ids, **START_TYPED)

    assert answer.status_code == 302
    assert Standing.objects.seen_by(amina).filter(kind="looked_after").count() == 2
    shown = words(client.get(address("person_care", children[0])))
    assert "Mr and Mrs Osei" in shown
    assert "First looked-after review" in shown
    assert "Written down 224 days after it happened" in shown


def test_a_new_start_opens_what_is_written_then_once_for_all(amina, children, browser):
    ids = [str(one.pk) for one in children[:2]]
    send(
        browser(amina), "person_care_start", children[0], children=ids, **(START_TYPED | {"on": "12/10/2026"})
    )

    kinds = Step.objects.seen_by(amina).values_list("kind", "worker__name", "started_on")
    assert set(kinds) == {
        ("placement_information", "Amina Rahman", date(2026, 10, 12)),
        ("care_plan", "Amina Rahman", date(2026, 10, 12)),
    }
    assert {len(step.people_ids()) for step in Step.objects.seen_by(amina)} == {2}


def test_a_review_opens_its_record_for_who_chaired_it(ruth, amina, tia, browser):
    answer = send(
        browser(ruth), "person_care_review", tia.standing.person, do="record", held_on="12/10/2026",
        chair=str(ruth.pk), **{f"part.{tia.pk}": "PN1"},
    )  # fmt: skip

    step = Step.objects.seen_by(ruth).get()
    assert (step.kind, step.worker, answer.url) == ("care_review", ruth, f"/step/{step.pk}/")
    assert CareReview.objects.seen_by(ruth).get().step == step


def test_a_start_tells_what_becomes_of_the_plans_there_are(amina, children, browser):
    tia, kofi, *_ = children
    standings.begin(amina, person=tia.pk, kind="in_need", on=date(2026, 3, 2))
    standings.begin(amina, person=kofi.pk, kind="protection", on=date(2026, 3, 2))

    shown = words(browser(amina).get(address("person_care_start", tia)))

    assert "Tia has had a child in need plan since 2 Mar 2026. It ends on the day care begins." in shown
    assert "Kofi has been on a child protection plan since 2 Mar 2026. It goes on beside care" in shown


def test_a_start_that_cannot_be_is_told_and_nothing_typed_is_lost(amina, children, browser):
    answer = send(
        browser(amina), "person_care_start", children[0], children=str(children[0].pk),
        **(START_TYPED | {"on": "4/3/2031", "need": ""}),
    )  # fmt: skip

    assert answer.status_code == 422
    assert "still to come" in words(answer)
    assert 'value="4/3/2031"' in answer.content.decode()
    assert 'value="Mr and Mrs Osei"' in answer.content.decode()
    assert not Standing.objects.seen_by(amina).exists()


@pytest.mark.parametrize(
    "name", ["person_care_move", "person_care_status", "person_care_end", "person_care_back"]
)
def test_nothing_happens_to_a_child_who_is_not_looked_after(amina, children, browser, name):
    assert browser(amina).get(address(name, children[0])).status_code == 404


def test_a_form_that_is_sent_after_care_ended_says_so_and_keeps_the_words(amina, tia, browser):
    child = tia.standing.person
    periods.end_care(amina, tia, on=date(2026, 9, 1), reason="E4A")
    typed = {"on": "5/9/2026", "carer": "Mr and Mrs Osei, as before"}

    moved = send(browser(amina), "person_care_move", child, **typed)
    begun = send(browser(amina), "person_care_back", child, on="5/9/2026")

    assert (moved.status_code, begun.status_code) == (422, 422)
    assert "None of them is looked after any more. Somebody else may have" in words(moved)
    assert "Mr and Mrs Osei, as before" in moved.content.decode()
    assert "Tia is not looked after any more" in words(begun)


def test_what_is_asked_for_a_child_whose_care_ended_while_a_sister_stays_in_care_is_refused(
    amina, ruth, children, browser
):
    gone, _ = begin(amina, children[:2])
    periods.end_care(amina, gone, on=date(2026, 9, 1), reason="E4A")
    child = gone.standing.person

    back = send(browser(amina), "person_care_back", child, on="5/9/2026")
    forward = send(browser(ruth), "person_care_review", child, do="forward", due_on="20/10/2026", why="Soon")

    assert (back.status_code, forward.status_code) == (422, 422)


def test_a_start_that_somebody_else_recorded_meanwhile_says_so(amina, children, browser):
    begin(amina, children)

    answer = send(browser(amina), "person_care_start", children[0], **START_TYPED)

    assert answer.status_code == 422
    assert "All of them are looked after already. Somebody else may have" in words(answer)
    assert 'value="Mr and Mrs Osei"' in answer.content.decode()


def test_a_move_that_cannot_be_is_told_beside_its_box(amina, tia, browser):
    answer = send(
        browser(amina), "person_care_move", tia.standing.person, on="5/5/2026", kind="K3", provider="PR4",
        carer="Larch House", end_reason="CARPL",
    )  # fmt: skip

    assert answer.status_code == 422
    assert "Tia is 9. This kind of placement is possible from 16 on." in words(answer)


def test_a_move_is_recorded_and_the_address_is_told_only_with_its_mark(amina, tia, browser):
    child = tia.standing.person
    dad = make.adult("Dean", "Marlowe")
    KeptAddress.objects.create(
        person=child, kept_from=dad, reason="Violence", started_on=START, recorded_at=clock.now(), by=amina
    )
    send(
        browser(amina), "person_care_move", child, on="5/5/2026", kind="U4", provider="PR1", carer="Ms Bell",
        urn="SC123456", lines="2 Oak Way", postcode="WM7 1AB", end_reason="CARPL", is_lasting="yes",
    )  # fmt: skip

    shown = words(browser(amina).get(address("person_care", child)))

    assert "2 Oak Way, WM7 1AB (do not tell Dean Marlowe)" in shown
    assert queries.held(amina, tia.pk).placements[-1].is_lasting


def test_everything_of_a_time_in_care_stands_on_one_page(amina, tia, browser):
    child, client = tia.standing.person, browser(amina)
    send(client, "person_care_move", child, on="5/5/2026", kind="T1")
    send(client, "person_care_back", child, on="9/5/2026")

    shown = words(client.get(address("person_care_all", child)))

    assert "Temporary: hospital" in shown
    assert "came back" in shown
    assert "Started to be looked after" in shown
    assert "Change of placement and carer only" in shown


def test_a_visit_with_the_child_seen_sets_the_clock_back(amina, tia, browser):
    """Pitfall 18: a week from the start of the placement, then every six weeks."""
    child = tia.standing.person_id
    for on, seen in ((date(2026, 3, 6), "not_seen"), (date(2026, 3, 9), "alone")):
        record_visit(
            amina, kind="looked_after", visited_at=make.moment(on), place="", words="",
            children=[(child, seen, "Out", "")],
        )  # fmt: skip

    rows = Timescale.objects.seen_by(amina).filter(person=child, code__startswith="care_visit")
    assert [(row.code, row.met_on) for row in rows.order_by("pk")] == [
        ("care_visit_first", date(2026, 3, 9)),
        ("care_visit_6_weeks", None),
    ]
    assert rows.get(met_on=None).due_on == date(2026, 4, 20)


def test_a_review_is_recorded_together_and_brought_forward(ruth, amina, children, browser):
    tia, kofi, elsie = begin(amina, children)
    client = browser(ruth)
    parts = {f"part.{one.pk}": code for one, code in ((tia, "PN1"), (kofi, "PN2"), (elsie, "PN0"))}
    ids = [str(one.pk) for one in children]

    wrong = send(
        client, "person_care_review", children[0], do="record", held_on="31/3/2026", children=ids,
        chair=str(ruth.pk), **(parts | {f"part.{elsie.pk}": "PN1"}),
    )  # fmt: skip
    assert wrong.status_code == 422
    assert "Elsie was 1 at the review. Under 4 the answer is" in words(wrong)

    send(
        client, "person_care_review", children[0], do="record", held_on="31/3/2026", children=ids,
        chair=str(ruth.pk), **parts,
    )  # fmt: skip
    assert CareReview.objects.seen_by(ruth).count() == 3
    assert (
        send(
            client, "person_care_review", children[0], do="forward", due_on="20/10/2026", why="Tia asked"
        ).status_code
        == 422
    )  # it was due by 30 June already


def test_what_was_wrong_is_put_right_or_taken_back(amina, tia, browser):
    child, client = tia.standing.person, browser(amina)
    send(client, "person_care_status", child, status="C1", on="1/5/2026")
    last = queries.held(amina, tia.pk).statuses[-1]
    query = f"?part=status&row={last.pk}"

    assert (
        send(
            client, "person_care_correct", child, query, do="correct", status="C1", on="4/5/2026"
        ).status_code
        == 422
    )
    send(
        client,
        "person_care_correct",
        child,
        query,
        do="correct",
        status="C1",
        on="4/5/2026",
        why="The day was wrong",
    )
    assert queries.held(amina, tia.pk).statuses[-1].started_on == date(2026, 5, 4)
    send(client, "person_care_correct", child, query, do="take_back", why="There was no order")

    assert [one.code for one in queries.held(amina, tia.pk).statuses] == ["V2"]
    assert CareCorrection.objects.seen_by(amina).count() == 2
    assert "There was no order" in words(client.get(address("person_care_all", child)))
    assert client.get(address("person_care_correct", child) + "?part=status&row=999999999").status_code == 404


def test_short_breaks_are_recorded_apart_and_limited(amina, children, browser):
    """Pitfall 16; rules 365 and 367."""
    child, client = children[0], browser(amina)
    agreed = {
        "style": "V3",
        "need": "N2",
        "kind": "U6",
        "provider": "PR1",
        "carer": "Mrs Hill",
        "started_on": "1/4/2026",
    }
    assert (
        send(client, "person_short_breaks", child, do="agree", **(agreed | {"kind": "U4"})).status_code == 422
    )
    assert send(client, "person_short_breaks", child, do="agree", **agreed).status_code == 302

    told = send(client, "person_short_breaks", child, do="break", break_from="1/5/2026", break_to="19/5/2026")
    assert told.status_code == 422
    assert "17 days at most; this has 18" in words(told)
    for month in (5, 6, 7, 8):
        days = {"break_from": f"1/{month}/2026", "break_to": f"18/{month}/2026"}
        assert send(client, "person_short_breaks", child, do="break", **days).status_code == 302
    told = send(client, "person_short_breaks", child, do="break", break_from="1/9/2026", break_to="9/9/2026")

    assert "That would be 76 days in the year" in words(told)
    assert ShortBreak.objects.seen_by(amina).count() == 4
    assert not Standing.objects.seen_by(amina).exists()
    assert "are in no figure about looked-after children" in words(client.get(address("person_care", child)))


def test_the_page_asks_as_much_for_forty_placements_as_for_one(amina, tia, browser):
    child, client = tia.standing.person, browser(amina)

    def asked():
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(address("person_care", child)).status_code == 200
        return len(asked)

    asked()
    few = asked()
    for number in range(1, 20):
        told = Place("U6", "PR1", f"Carer {number}", urn="SC123456", postcode="WM7 1AB")
        placements.move(amina, [tia], told=told, on=date(2026, 3, 4 + number), why="OTHER")

    assert asked() == few
    assert few - 2 <= 25  # two are the savepoint that a test has in the place of a transaction


def test_a_hidden_child_is_not_found(amina, north, tia, browser):
    stranger = make.worker("Sam Stranger", team=north)
    make.restricted(tia.standing.person)

    for name in (
        "person_care",
        "person_care_all",
        "person_care_move",
        "person_care_status",
        "person_care_end",
    ):
        assert browser(stranger).get(address(name, tia.standing.person)).status_code == 404
