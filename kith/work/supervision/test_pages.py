import uuid
from datetime import date

import pytest
from django.urls import reverse

from kith.core import clock
from kith.work.models import ManagementDecision, NoteChild, PersonalNote, Supervision
from kith.work.supervision import actions, queries, sampled
from tests import make
from tests.supervising import FIELDS, TODAY, post, told


def test_the_pages_open_to_the_two_and_to_nobody_else(
    colin, amina, north, children, written, browser
) -> None:
    address = reverse("supervision", kwargs={"number": written.pk})
    other = make.worker("Ben Okoye", team=north)

    mine, theirs = browser(amina).get(address), browser(colin).get(address)

    assert "Tired since the summer" in mine.content.decode()
    assert "Tired since the summer" in theirs.content.decode()
    assert "Held, and plan the next" in theirs.content.decode()
    assert "Held, and plan the next" not in mine.content.decode()
    assert browser(other).get(address).status_code == 404
    assert (
        browser(make.worker("Ngozi Bright", role="head_of_service", team=north)).get(address).status_code
        == 404
    )
    team = browser(colin).get(reverse("team_supervisions")).content.decode()
    assert "Amina Rahman" in team and "Tired" not in team
    assert browser(amina).get(reverse("team_supervisions")).status_code == 403
    assert "Open the next" in browser(amina).get(reverse("supervisions")).content.decode()


def test_one_family_is_filed_from_its_page_in_one_form(colin, amina, children, planned, browser) -> None:
    client, ids = browser(colin), [child.pk for child in children]
    address = reverse("supervision_family", kwargs={"number": planned.pk, "family": ids[0]})
    text = client.get(address).content.decode()
    assert text.count(" checked") == 3 and "As the record stands" in text

    answer = post(
        client, "supervision_family", planned.pk, family=ids[0], children=ids, owner=str(amina.pk), **FIELDS
    )

    assert answer.status_code == 302
    assert ManagementDecision.objects.seen_by(colin).get().do_by == date(2026, 10, 16)
    shown = client.get(reverse("person_decisions", kwargs={"number": ids[1]})).content.decode()
    assert "Elsie stays with gran" in shown and "Foster care, kept ready" in shown


def test_a_family_is_called_by_any_of_its_children(colin, children, planned, browser) -> None:
    for child in children:
        address = reverse("supervision_family", kwargs={"number": planned.pk, "family": child.pk})
        assert browser(colin).get(address).status_code == 200


def test_a_filing_that_cannot_be_loses_nothing_typed(colin, children, planned, browser) -> None:
    ids = [child.pk for child in children]
    fields = {**FIELDS, "reason": "", "decided": "Stäys <b>", "do_by": "someday", "owner": "999999"}

    answer = post(browser(colin), "supervision_family", planned.pk, family=ids[0], children=ids[:1], **fields)

    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Say why." in text and "Stäys &lt;b&gt;" in text and "someday" in text
    assert "Choose who does it" in text
    planned.refresh_from_db()
    assert planned.held_on is None and not ManagementDecision.objects.seen_by(colin).exists()


def test_a_form_sent_twice_files_once(colin, amina, children, planned, browser) -> None:
    client, key = browser(colin), str(uuid.uuid4())
    ids = [child.pk for child in children]
    for _ in range(2):
        sent = post(
            client,
            "supervision_family",
            planned.pk,
            family=ids[0],
            children=ids,
            words="Went well.",
            _key=key,
        )
        assert sent.status_code == 302
    assert NoteChild.objects.seen_by(colin).filter(note__words="Went well.").count() == 3


def test_a_family_gone_since_the_agenda_was_made_leads_back(colin, amina, children, planned, browser) -> None:
    make.restricted(children[0])
    for child in children[1:]:
        child.involvements.seen_by(colin).update(ended_on=TODAY, end_reason="RC7")

    answer = post(browser(colin), "supervision_family", planned.pk, family=children[1].pk, words="Hm")

    assert answer.status_code == 302
    assert (
        browser(colin).get(reverse("person_decisions", kwargs={"number": children[0].pk})).status_code == 404
    )


@pytest.mark.parametrize(
    ("page", "fields", "words"),
    [
        ("supervision_held", {"held_on": "15/10/2026"}, "still to come"),
        ("supervision_held", {"held_on": "moon"}, "Write the day like"),
        ("supervision_held", {"held_on": "14/10/2026", "next_on": "1/1/2020"}, "That day is over"),
        ("supervision_held", {"held_on": "14/10/2026", "next_on": "soon"}, "or leave it empty"),
        ("supervision_missed", {"reason": ""}, "Choose why it was not held"),
        ("supervision_missed", {"reason": "other", "instead_on": "x"}, "or leave it empty"),
        ("supervision_personal", {"wellbeing": "  "}, "Write something in one of the two"),
    ],
)
def test_what_cannot_be_recorded_is_told_and_nothing_changed(
    colin, amina, planned, browser, page, fields, words
) -> None:
    answer = post(browser(colin), page, planned.pk, **fields)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    planned.refresh_from_db()
    assert planned.is_planned and Supervision.objects.count() == 1


def test_planning_from_the_team_page(colin, amina, browser) -> None:
    client = browser(colin)
    address = reverse("supervision_plan", kwargs={"worker": amina.pk})
    key = {"_key": str(uuid.uuid4())}
    refused = client.post(address, {**key, f"planned_on.{amina.pk}": "32/1/2026"})
    assert refused.status_code == 422 and "32/1/2026" in refused.content.decode()
    assert client.post(address, {**key, f"supervisor.{amina.pk}": "x"}).status_code == 422

    sent = client.post(address, {"_key": str(uuid.uuid4()), f"planned_on.{amina.pk}": "16/10/2026"})

    assert sent.status_code == 302
    assert Supervision.objects.get(worker=amina).planned_on == date(2026, 10, 16)
    assert client.post(reverse("supervision_plan", kwargs={"worker": 999999}), key).status_code == 404


def test_a_decision_outside_supervision(colin, amina, children, browser) -> None:
    client = browser(colin)
    address = f"{reverse('decision_new')}?person={children[0].pk}"
    assert client.get(address).status_code == 200
    fields = {**FIELDS, "_key": str(uuid.uuid4()), "owner": str(amina.pk), "children": [children[1].pk]}
    assert client.post(address, {**fields, "decided_on": "15/10/2026"}).status_code == 422
    assert client.post(address, {"_key": str(uuid.uuid4())}).status_code == 422

    assert client.post(address, {**fields, "_key": str(uuid.uuid4())}).status_code == 302

    (made,) = queries.decisions_of(colin, [children[1].pk])
    assert queries.decisions_of(colin, [children[0].pk]) == []
    page = browser(amina).get(reverse("decision", kwargs={"number": made.pk})).content.decode()
    assert "It is done" in page
    done = post(
        browser(amina), "decision_done", made.pk, done_on="14/10/2026", back="https://elsewhere.example/"
    )
    assert done.url == reverse("decision", kwargs={"number": made.pk})
    assert browser(amina).get(address).status_code == 403


def test_some_are_drawn_by_chance_without_how_the_worker_is(colin, amina, children, written, browser) -> None:
    assert sampled.drawn(colin, TODAY) == []
    actions.file(colin, written, children=[children[0].pk], told=told())

    (row,) = sampled.drawn(colin, TODAY)

    assert (row.talks, len(row.decisions), row.done) == (1, 1, 0)
    text = browser(colin).get(reverse("supervision_sample")).content.decode()
    assert "Elsie stays with gran" in text and "Tired" not in text


def test_pages_ask_few_questions(
    colin, amina, children, planned, browser, django_assert_max_num_queries
) -> None:
    client = browser(colin)
    for name, most in (("team_supervisions", 24), ("supervision_sample", 16)):
        with django_assert_max_num_queries(most):
            assert client.get(reverse(name)).status_code == 200
    with django_assert_max_num_queries(25):
        client.get(reverse("supervision", kwargs={"number": planned.pk}))
    assert PersonalNote.objects.seen_by(colin).count() == 0
    assert clock.today() == TODAY
