"""A link goes by mail: it is made as the mail is sent, stands in no table, and one mail never leaves two that work."""

import re
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.utils.module_loading import import_string

from config import wiring
from kith.access.guarded import EVERY_ROW
from kith.core import clock
from kith.documents.models import Mail
from kith.documents.post import actions as post
from kith.listening.feedback import actions, queries
from kith.listening.models import FeedbackRequest
from tests import make
from tests.post_office import open_post_office
from tests.stored import stored_anywhere

pytestmark = pytest.mark.django_db
ADDRESS = "mum@home.example"
MAIL = {"point": "any_time", "questionnaire": "parent", "email": ADDRESS, "agreed": "yes"}


@pytest.fixture
def office(settings):
    with open_post_office() as one:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", one.port
        settings.EMAIL_USE_TLS, settings.EMAIL_HOST_USER = False, ""
        settings.KITH_SITE = "https://kith.westmere.example"
        yield one


@pytest.fixture
def mailed(amina, tia):
    return actions.ask_by_mail(amina, tia, point="any_time", questionnaire="child", to=ADDRESS, agreed=True)


def send(later=timedelta()):
    return dict(post.send_waiting(clock.now() + later))


def words(letter):
    return letter.get_payload(decode=True).decode()


def paths_in(letter):
    return re.findall(r"https://kith\.westmere\.example(/say/[\w-]{43}/)", words(letter))


def test_the_mail_has_one_link_that_works_and_names_nobody(mailed, office, good, caplog):
    assert send() == {"sent": 1}

    (letter,) = office.letters
    (path,) = paths_in(letter)
    assert letter["To"] == ADDRESS
    assert "Tia" not in words(letter) + letter["Subject"] and "Marlowe" not in words(letter)
    assert Client().post(path, good).status_code == 302
    assert queries.is_answered(mailed)
    assert path not in caplog.text


def test_the_private_address_stands_in_no_table_before_or_after_it_is_sent(mailed, office):
    assert stored_anywhere(ADDRESS), "what is kept is found"
    send()

    (path,) = paths_in(office.letters[0])
    assert not stored_anywhere(path.split("/")[2])
    assert "{link}" in Mail.objects.get().words


def test_nothing_opens_the_questions_before_the_mail_is_sent(mailed, office, settings):
    token = actions.rules.token_for_mail(settings.SECRET_KEY, mailed.mail.key, mailed.pk)

    assert Client().get(actions.path_of(token)).status_code == 404
    send()
    assert Client().get(actions.path_of(token)).status_code == 200


def test_a_mail_sent_again_carries_the_same_link_under_the_same_name(mailed, office):
    office.hangs_up = True  # taken, perhaps, and no answer came
    assert send() == {"put_off": 1}
    office.hangs_up = False
    assert send(timedelta(minutes=1)) == {"sent": 1}
    first, name = paths_in(office.letters[0]), office.letters[0]["Message-ID"]

    Mail.objects.update(
        state=Mail.WAITING, sent_at=None, next_try_at=clock.now()
    )  # the mark was lost in a crash
    assert send(timedelta(minutes=2)) == {"sent": 1}

    assert paths_in(office.letters[1]) == first
    assert office.letters[1]["Message-ID"] == name
    assert Client().get(first[0]).status_code == 200


class Crashed(Exception):
    """The process died before it could say that the mail was sent."""


def send_and_crash():
    with transaction.atomic():
        send()
        raise Crashed


def test_a_crash_before_the_mark_leaves_the_mail_waiting_and_then_one_link_that_works(mailed, office):
    with pytest.raises(Crashed):
        send_and_crash()
    (path,) = paths_in(office.letters[0])
    assert Client().get(path).status_code == 404, "what was undone works not yet"

    assert send() == {"sent": 1}
    assert paths_in(office.letters[1]) == [path]
    assert Client().get(path).status_code == 200


def test_another_secret_ends_the_link_that_was_sent_before(mailed, office, settings):
    send()
    settings.SECRET_KEY = "another secret, as after a change of keys"
    Mail.objects.update(state=Mail.WAITING, sent_at=None)
    send(timedelta(minutes=1))

    old, new = (paths_in(letter)[0] for letter in office.letters)
    assert old != new
    assert (Client().get(old).status_code, Client().get(new).status_code) == (404, 200)


@pytest.mark.parametrize("why", ["answered", "over"])
def test_what_is_answered_or_over_is_not_sent(why, mailed, amina, office, good, monkeypatch, browser):
    if why == "answered":
        actions.enter_paper(amina, mailed, posted=good, answered_on=mailed.asked_on)
    else:
        monkeypatch.setenv("KITH_TODAY", str(mailed.ends_on + timedelta(days=1)))

    assert send() == {"given_up": 1}
    assert send(timedelta(days=9)) == {}
    assert office.letters == []
    assert Mail.objects.get().trouble == "It was answered or over before it could be sent."


def test_on_the_last_day_it_is_still_sent(mailed, office, monkeypatch):
    monkeypatch.setenv("KITH_TODAY", str(mailed.ends_on))

    assert send() == {"sent": 1}


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"email": ""}, "This is no e-mail address"),
        ({"email": "mum at home"}, "This is no e-mail address"),
        ({"email": "mum@home.example\nBcc: x@y.example"}, "This is no e-mail address"),
        ({"agreed": ""}, "Tick that they said we may write there"),
        ({"child": ""}, "Write the record number"),
        ({"child": "999999"}, "There is no record with this number."),
        ({"questionnaire": "referrer"}, "Choose a questionnaire from the list."),
        ({"point": "never"}, "Choose from the list what it is asked after."),
    ],
)
def test_asking_by_mail_wrongly_is_told_and_nothing_goes_out(wrong, told, amina, tia, browser):
    answer = browser(amina).post("/feedback/mail/", {**MAIL, "child": str(tia.pk), **wrong})

    assert answer.status_code == 422
    assert told in answer.content.decode()
    if "email" in wrong:
        assert wrong["email"].split("\n")[0] in answer.content.decode()
    assert not Mail.objects.exists()
    assert not FeedbackRequest.objects.unguarded(EVERY_ROW).exists()


def test_the_page_asks_and_says_how_the_mail_stands(amina, tia, browser, office):
    worker = browser(amina)

    assert worker.post("/feedback/mail/", {**MAIL, "child": str(tia.pk)}).status_code == 302
    assert "Waits to be mailed" in worker.get("/feedback/").content.decode()
    office.answer_to_address = "550 unknown"
    send()

    assert "Not mailed: The mail server knows no such address" in worker.get("/feedback/").content.decode()
    paper = f"/feedback/{FeedbackRequest.objects.unguarded(EVERY_ROW).get().pk}/paper/"
    assert "Not mailed: The mail server knows no such address" in worker.get(paper).content.decode()


@pytest.mark.parametrize(
    ("why", "mail", "ended"),
    [
        ("answered", "Not mailed: It was answered or over before it could be sent.", "Answered"),
        ("over", "Not mailed: It was answered or over before it could be sent.", "No answer until 13 Dec"),
        ("sent", "Mailed 14 Oct", "Answered"),
    ],
)
def test_a_mail_that_nobody_waits_for_says_how_it_stands_and_never_to_whom(
    why, mail, ended, mailed, amina, colin, office, good, monkeypatch, browser
):
    if why == "sent":
        send()
    if why != "over":
        actions.enter_paper(amina, mailed, posted=good, answered_on=mailed.asked_on)
    else:
        monkeypatch.setenv("KITH_TODAY", str(mailed.ends_on + timedelta(days=1)))
    send()

    for worker in (amina, colin):
        page = browser(worker).get("/feedback/").content.decode()
        shown = page[page.index('id="by-mail"') :]
        assert mail in shown and ended in shown and "Tia" in shown
        assert ADDRESS not in page
        assert ADDRESS not in browser(worker).get(f"/feedback/{mailed.pk}/paper/").content.decode()


def test_how_a_mail_stands_is_told_to_who_sent_it_without_a_team_and_to_no_other_team(tia, today, good):
    alone, other = (
        make.worker("Ada Obi", role="head_of_service"),
        make.worker("Ben Okoye", team=make.team("South")),
    )
    made = actions.ask_by_mail(alone, None, point="any_time", questionnaire="staff", to=ADDRESS, agreed=True)

    assert [one.row for one in queries.waiting(alone, today)] == [made]
    assert queries.waiting(other, today) == queries.by_mail(other, today) == []
    assert queries.mailed_as_told(alone, made, today) == ("none", "Waits to be mailed.")
    assert queries.mailed_as_told(other, made, today) == ("", "")
    over = made.ends_on + timedelta(days=1)
    assert [one.row for one in queries.by_mail(alone, over)] == [made]
    assert queries.waiting(alone, over) == queries.by_mail(other, over) == []


def test_how_mails_stand_is_read_in_as_many_queries_however_many(
    amina, tia, today, django_assert_max_num_queries
):
    for one in range(3):
        actions.ask_by_mail(
            amina, tia, point="any_time", questionnaire="child", to=f"a{one}@home.example", agreed=True
        )

    with django_assert_max_num_queries(5):
        assert len(queries.by_mail(amina, today + timedelta(days=90))) == 3


def test_how_the_mail_about_a_hidden_child_stands_is_told_nobody_else(mailed, amina, tia):
    stranger = make.worker("Ben Okoye", role="team_manager", team=amina.team)
    over = mailed.ends_on + timedelta(days=1)
    assert len(queries.by_mail(stranger, over)) == 1
    make.restricted(tia, readers=[amina])

    assert queries.by_mail(stranger, over) == []


def test_only_who_told_us_has_an_address_on_record(amina, tia, browser):
    make.contact([tia], outcome="referral_assessment", team=amina.team, caller_email="school@there.example")
    asked = "/feedback/mail/?point={}&questionnaire={}&child=" + str(tia.pk)
    worker = browser(amina)

    assert 'value="school@there.example"' in worker.get(asked.format("answered", "referrer")).content.decode()
    assert "school@there.example" not in worker.get(asked.format("any_time", "parent")).content.decode()


def test_nobody_asks_by_mail_about_a_child_they_may_not_know(amina, tia, browser):
    make.restricted(tia)
    make.contact([tia], outcome="referral_assessment", team=amina.team, caller_email="school@there.example")

    page = browser(amina).get(f"/feedback/mail/?point=answered&questionnaire=referrer&child={tia.pk}")
    sent = browser(amina).post("/feedback/mail/", {**MAIL, "child": str(tia.pk)})

    assert "school@there.example" not in page.content.decode()
    assert sent.status_code == 422
    assert not Mail.objects.exists()


def test_a_link_that_nobody_makes_is_not_written():
    for told in ({"words": "See {link}", "link_by": "nobody"}, {"words": "No place.", "link_by": "feedback"}):
        with pytest.raises(LookupError):
            post.write(to=ADDRESS, subject="S", kind="test", about=1, **told)
    assert all(callable(import_string(path)) for path in wiring.MAIL_LINKS.values())
