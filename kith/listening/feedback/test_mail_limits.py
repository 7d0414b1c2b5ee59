"""Letters with a link are limited: by asking, by worker and day, and by address; a letter too many is told kindly."""

from datetime import date, timedelta

import pytest

from kith.access import practice
from kith.access.guarded import EVERY_ROW
from kith.core import Refused, clock
from kith.documents.models import Mail
from kith.documents.post import actions as post
from kith.listening.feedback import actions
from kith.listening.models import FeedbackRequest
from tests import make

pytestmark = pytest.mark.django_db
ADDRESS = "mum@home.example"
OPEN, ASKING, DAY = "A link went to this address already", "for one asking", "from one worker on one day"


@pytest.fixture
def limit(the_day):
    """What the practice of the day lets out."""
    return practice.current().listening.mail_limit_on(clock.today())


@pytest.fixture
def mail(amina, tia):
    """A letter goes out, or is refused: gives the request."""

    def sent(to=ADDRESS, questionnaire="parent", by=amina, child=tia):
        return actions.ask_by_mail(
            by, child, point="any_time", questionnaire=questionnaire, to=to, agreed=True
        )

    return sent


def count():
    return FeedbackRequest.objects.unguarded(EVERY_ROW).count(), Mail.objects.count()


@pytest.mark.parametrize("to", [ADDRESS, "Mum@HOME.example"])
def test_an_address_with_an_open_link_is_not_written_to_again(to, mail, colin):
    mail()

    with pytest.raises(Refused, match=OPEN):
        mail(to, questionnaire="child")
    with pytest.raises(Refused, match=OPEN):
        mail(to, questionnaire="staff", child=None, by=colin)
    assert count() == (1, 1)


def test_an_address_is_written_to_again_once_its_link_is_answered_or_over(mail, amina, good, monkeypatch):
    first = mail(questionnaire="child")
    actions.enter_paper(amina, first, posted=good, answered_on=first.asked_on)
    second = mail()

    monkeypatch.setenv("KITH_TODAY", str(second.ends_on))
    with pytest.raises(Refused, match=OPEN):
        mail()
    monkeypatch.setenv("KITH_TODAY", str(second.ends_on + timedelta(days=1)))
    assert mail().pk


def test_what_could_not_be_sent_counts_for_no_asking(mail, limit):
    for _ in range(limit.letters + 1):
        mail()
        Mail.objects.filter(state=Mail.WAITING).update(state=Mail.GIVEN_UP)

    assert count() == (limit.letters + 1, limit.letters + 1)


def test_so_many_letters_go_out_for_one_asking_and_more_for_another(mail, limit, colin, amina, north):
    for number in range(limit.letters):
        mail(f"one{number}@home.example")

    with pytest.raises(Refused, match=ASKING):
        mail("more@home.example", by=colin)
    mail("more@home.example", questionnaire="child")
    other = make.child("Kofi", "Mensah", age=9)
    make.involvement(other, north, amina, started_on=clock.today())
    mail("another@home.example", child=other)
    assert count()[0] == limit.letters + 2


@pytest.mark.parametrize("is_child_told", [False, True])
def test_letters_of_staff_are_one_asking_for_each_address(mail, limit, amina, tia, is_child_told):
    """A child told beside questions that are about none changes nothing."""
    answers, child = {"q.helped": "yes"}, tia if is_child_told else None
    for number in range(limit.letters + 1):
        mail(f"worker{number}@westmere.example", questionnaire="staff", child=child)

    for _ in range(limit.letters - 1):
        last = FeedbackRequest.objects.unguarded(EVERY_ROW).order_by("-pk").first()
        asked = actions.queries.questionnaire(last)
        told = {actions.rules.field(one): next(iter(dict(one.choices)), "Fine.") for one in asked.questions}
        actions.enter_paper(amina, last, posted=told | answers, answered_on=last.asked_on)
        mail(last.mail.to, questionnaire="staff", child=child)
    last = FeedbackRequest.objects.unguarded(EVERY_ROW).order_by("-pk").first()
    actions.enter_paper(amina, last, posted=told | answers, answered_on=last.asked_on)
    with pytest.raises(Refused, match=ASKING):
        mail(last.mail.to, questionnaire="staff", child=child)


def test_so_many_letters_go_out_from_one_worker_a_day(mail, limit, colin, monkeypatch):
    for number in range(limit.a_day):
        mail(f"worker{number}@westmere.example", questionnaire="staff", child=None)

    with pytest.raises(Refused, match=DAY):
        mail("more@westmere.example", questionnaire="staff", child=None)
    assert mail("more@westmere.example", questionnaire="staff", child=None, by=colin).pk
    monkeypatch.setenv("KITH_TODAY", str(clock.today() + timedelta(days=1)))
    assert mail("again@westmere.example", questionnaire="staff", child=None).pk


def test_what_could_not_be_sent_counts_for_the_day(mail, limit):
    for number in range(limit.a_day):
        mail(f"worker{number}@westmere.example", questionnaire="staff", child=None)
    Mail.objects.update(state=Mail.GIVEN_UP)

    with pytest.raises(Refused, match=DAY):
        mail("more@westmere.example", questionnaire="staff", child=None)


@pytest.mark.parametrize("day", [date(2011, 10, 26), date(2026, 10, 14)])
def test_every_practice_has_a_limit_of_its_own_that_says_it_is_to_be_checked(day):
    held = practice.on(day).listening

    (found,) = held.mail_limits
    assert held.mail_limit_on(day) == found
    assert found.source and not found.verified and "to be checked" in found.caution


def test_an_address_asked_about_a_hidden_child_tells_nobody_else_of_it(mail, tia, amina, colin):
    mail()
    make.restricted(tia, readers=[amina])

    with pytest.raises(Refused, match=OPEN):
        mail(questionnaire="staff", child=None)
    assert mail(questionnaire="staff", child=None, by=colin).pk


def test_the_form_tells_the_limit_and_gives_what_was_typed_back(mail, amina, tia, browser, limit):
    mail()
    worker, form = browser(amina), {"point": "any_time", "questionnaire": "child", "email": ADDRESS}

    page = worker.get("/feedback/mail/").content.decode()
    answer = worker.post("/feedback/mail/", {**form, "child": str(tia.pk), "agreed": "yes"})

    told = answer.content.decode()
    assert f"At most {limit.letters} letters go out for one asking" in page and "to be checked" in page
    assert (answer.status_code, OPEN in told, "Sun 13 Dec 2026" in told) == (422, True, True)
    assert f'value="{ADDRESS}"' in told and f'value="{tia.pk}"' in told and 'value="yes" checked' in told
    assert 'value="child" selected' in told
    assert count() == (1, 1)


def test_what_was_refused_sends_nothing(mail, amina, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    mail()
    with pytest.raises(Refused):
        mail()

    assert dict(post.send_waiting(clock.now())) == {"sent": 1}
