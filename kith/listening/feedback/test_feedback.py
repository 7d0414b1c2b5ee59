"""A private link takes one answer and tells nothing; papers are entered once; whom to ask follows from the work."""

import re
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import Client

from kith.access.guarded import EVERY_ROW
from kith.database.models import Command
from kith.listening.feedback import queries, rules
from kith.listening.models import FeedbackAnswer, FeedbackRequest, LinkTry
from tests import make

pytestmark = pytest.mark.django_db


def answers():
    return FeedbackAnswer.objects.unguarded(EVERY_ROW)


def words_of(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_a_link_takes_one_answer_which_is_counted(ask, good, caplog):
    made, link = ask()
    visitor = Client()

    page = visitor.get(link)
    sent = visitor.post(link, {**good, "q.change": "Ring me back."}, follow=True)

    assert page.status_code == 200
    assert "Did we make things better for you?" in page.content.decode()
    assert "Tia" not in page.content.decode() + sent.content.decode()
    assert "Childline" in sent.content.decode()
    kept = answers().get()
    assert (kept.request_id, kept.helped, str(kept.score)) == (made.pk, "yes", "88.9")
    assert kept.answers["change"] == "Ring me back."
    assert link not in caplog.text, "the log keeps no private address"


def test_a_form_sent_twice_is_kept_once_and_its_private_address_nowhere(ask, good):
    _, link = ask()
    form = {**good, "_key": str(uuid4())}

    first, again = Client().post(link, form), Client().post(link, form)

    assert first["Location"] == again["Location"] == "/say/thank-you/child/"
    assert answers().count() == 1
    assert Command.objects.get().path == ""


def test_unknown_used_expired_and_guessed_links_are_answered_alike(ask, good, monkeypatch):
    (_, used), (late, over) = ask(), ask("parent")
    Client().post(used, good)
    unknown = "/say/" + "x" * 43 + "/"
    monkeypatch.setenv("KITH_TODAY", str(late.ends_on))
    assert Client().get(over).status_code == 200
    monkeypatch.setenv("KITH_TODAY", str(late.ends_on + timedelta(days=1)))

    told = [Client().get(one) for one in (unknown, used, over, "/say/short/", f"/say/{late.digest}/")]
    sent = [Client().post(one, good) for one in (unknown, used, over)]

    assert {one.status_code for one in told + sent} == {404}
    assert len({words_of(one) for one in told}) == 1
    assert len({words_of(one) for one in sent}) == 1
    assert answers().count() == 1


def test_what_is_missing_or_too_long_comes_back_with_the_words(ask, good):
    _, link = ask()

    nothing = Client().post(link, {})
    long = Client().post(link, {**good, "q.change": "Grün und laut. " * 6667})

    assert nothing.status_code == long.status_code == 422
    assert "Choose an answer: Did we listen to you?" in nothing.content.decode()
    assert "at most 2,000 letters here; there are 100,0" in long.content.decode()
    assert long.content.decode().count("Grün und laut. ") >= 6667, "nothing is lost"
    assert not answers().exists()
    assert Client().post(link, good).status_code == 302, "the link still works"


def test_who_opens_many_links_that_mean_nothing_is_told_the_same_for_an_hour(ask):
    _, link = ask()
    for n in range(rules.TRIES):
        Client().get(f"/say/{n:043}/")

    assert Client().get(link).status_code == 404
    assert LinkTry.objects.count() == rules.TRIES
    assert Client(REMOTE_ADDR="198.51.100.7").get(link).status_code == 200


def test_a_paper_is_entered_once_and_uses_the_link_up(ask, amina, browser, good):
    made, link = ask()
    path = f"/feedback/{made.pk}/paper/"
    paper = {**good, "answered_on": "14/10/2026"}

    assert browser(amina).post(path, {**paper, "answered_on": "1/1/2026"}).status_code == 422
    assert browser(amina).post(path, paper).status_code == 302
    again = browser(amina).post(path, paper)

    assert again.status_code == 422
    assert "It is answered already" in again.content.decode()
    assert answers().get().entered_by == amina
    assert Client().get(link).status_code == 404


def test_the_link_is_shown_once_and_only_its_mark_is_kept(amina, tia, browser):
    posted = {"child": str(tia.pk), "point": "any_time", "questionnaire": "parent"}

    shown = browser(amina).post("/feedback/ask/", posted).content.decode()

    token = re.search(r"/say/([A-Za-z0-9_-]{43})/", shown)[1]
    kept = FeedbackRequest.objects.unguarded(EVERY_ROW).get()
    assert kept.digest == rules.digest(token)
    assert token not in str(vars(kept)) + browser(amina).get("/feedback/").content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"child": "999999"},
        {"child": ""},
        {"child": "x"},
        {"questionnaire": "referrer"},
        {"questionnaire": ""},
        {"point": "never"},
    ],
)
def test_asking_wrongly_is_refused_in_words(wrong, amina, tia, browser):
    posted = {"child": str(tia.pk), "point": "any_time", "questionnaire": "child"} | wrong

    assert browser(amina).post("/feedback/ask/", posted).status_code == 422
    assert not FeedbackRequest.objects.unguarded(EVERY_ROW).exists()


def test_who_is_to_be_asked_follows_from_the_work_until_they_are(amina, tia, ask, today):
    closed = make.child("Kofi", "Marlowe", age=6)
    baby = make.child("Ama", "Marlowe", age=1)
    long_ago = make.child("Elsie", "Marlowe", age=2)
    team = amina.team
    make.involvement(closed, team, amina, started_on=date(2026, 3, 2), ended_on=date(2026, 10, 1))
    make.involvement(long_ago, team, amina, started_on=date(2025, 3, 2), ended_on=date(2026, 1, 1))
    make.involvement(baby, team, amina, started_on=date(2026, 3, 2), ended_on=date(2026, 9, 30))
    make.step(
        "single_assessment",
        [tia],
        team=team,
        worker=amina,
        state="completed",
        completed_on=date(2026, 10, 12),
    )

    def found():
        return [
            (one.child.first, one.point.code, one.questionnaire.code) for one in queries.to_ask(amina, today)
        ]

    assert found() == [
        ("Tia", "assessed", "child"),
        ("Tia", "assessed", "parent"),
        ("Kofi", "closed", "child"),
        ("Kofi", "closed", "parent"),
        ("Ama", "closed", "parent"),  # too young to be asked
    ]
    ask("child", tia, "assessed")
    assert found()[0] == ("Tia", "assessed", "parent")


def test_a_restricted_child_is_nowhere(amina, tia, ask, browser, good, today):
    made, link = ask()
    Client().post(link, good)
    stranger = make.worker("Ben Okoye", role="team_manager", team=amina.team)
    make.restricted(tia, readers=[amina])

    assert browser(stranger).get(f"/feedback/{made.pk}/paper/").status_code == 404
    assert queries.said(stranger) == []
    assert queries.waiting(stranger, today) == []
    posted = {"child": str(tia.pk), "point": "any_time", "questionnaire": "child"}
    assert browser(stranger).post("/feedback/ask/", posted).status_code == 422


def test_what_was_said_is_read_by_few_and_names_no_child(amina, colin, ask, browser, good):
    _, link = ask()
    Client().post(link, {**good, "q.change": "Ring me back."})

    shown = browser(colin).get("/feedback/said/").content.decode()

    assert "Ring me back." in shown
    assert "Tia" not in shown
    assert browser(amina).get("/feedback/said/").status_code == 403
    assert "Ring me back." not in browser(colin).get("/feedback/said/?who=parent").content.decode()
