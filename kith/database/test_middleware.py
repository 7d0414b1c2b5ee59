import threading
from uuid import uuid4

import pytest
from django.contrib.messages import get_messages
from django.db import OperationalError, connection
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.test.utils import CaptureQueriesContext
from django.urls import path

from kith.access.doors import ANYONE, page
from kith.core import clock
from kith.database import session
from kith.database.middleware import SENT_BY_ANOTHER, keep
from kith.database.models import Command, LocalClosure
from kith.database.session import as_system, identity, seen_by

DAY = "2026-12-29"
entered = threading.Semaphore(0)
may_go_on = threading.Event()


def save():
    LocalClosure.objects.create(day=DAY, name="saved by a page")


@page("save/", may=ANYONE)
def save_and_lead_on(request):
    save()
    return HttpResponseRedirect("/there/")


@page("answer/<id:code>/", may=ANYONE)
def save_and_answer(request, code):
    save()
    return HttpResponse("words", status=code)


@page("kept/", may=ANYONE)
def save_and_refuse_but_keep(request):
    save()
    return keep(HttpResponse("words", status=422))


@page("crash/", may=ANYONE)
def save_and_crash(request):
    save()
    raise RuntimeError("Tia Marlowe, born 2019")


@page("who/", may=ANYONE)
def who(request):
    return JsonResponse({"who": identity()})


@page("told/", may=ANYONE)
def told(request):
    return JsonResponse({"words": request.POST.getlist("words")})


@page("slow/", may=ANYONE)
def save_slowly(request):
    save()
    entered.release()
    may_go_on.wait(10)
    return HttpResponseRedirect("/there/")


@page("gone/", may=ANYONE)
def lose_the_database(request):
    raise OperationalError("the connection is closed")


PAGES = (
    save_and_lead_on,
    save_and_answer,
    save_and_refuse_but_keep,
    save_and_crash,
    who,
    told,
    save_slowly,
    lose_the_database,
)
urlpatterns = [path(view.route, view, name=view.page_name) for view in PAGES]
handler500 = "kith.database.faults.fault"
pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


def saved():
    return LocalClosure.objects.count()


@pytest.fixture
def calm(client):
    """A client that shows the fault page instead of raising."""
    client.raise_request_exception = False
    return client


def test_a_form_sent_twice_is_carried_out_once_and_answered_alike(client):
    form = {"_key": str(uuid4())}

    first, second = client.post("/save/", form), client.post("/save/", form)

    assert (first.status_code, first["Location"]) == (302, "/there/")
    assert (second.status_code, second["Location"]) == (302, "/there/")
    assert saved() == 1


def test_a_form_sent_by_somebody_else_leads_back_to_the_page_as_it_was_asked_for_and_says_so(client):
    key = uuid4()
    Command.objects.create(key=key, worker_id=17, path="/save/", location="/theirs/", at=clock.now())

    answer = client.post("/save/?person=204418", {"_key": str(key)})

    assert (answer.status_code, answer["Location"]) == (302, "/save/?person=204418")
    assert saved() == 0
    assert [str(one) for one in get_messages(answer.wsgi_request)] == [SENT_BY_ANOTHER]


def test_a_form_that_led_nowhere_leads_back_to_the_page_as_it_was_asked_for(client):
    key = uuid4()
    Command.objects.create(key=key, path="/save/", at=clock.now())

    answer = client.post("/save/?person=204418", {"_key": str(key)})

    assert answer["Location"] == "/save/?person=204418"
    assert not list(get_messages(answer.wsgi_request))


def test_a_form_that_comes_again_with_other_words_gives_them_back(client):
    form = {"_key": str(uuid4()), "words": "He came at nine."}
    client.post("/save/", form)

    answer = client.post("/save/?person=204418", form | {"words": "He came at ten."})

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "He came at ten." in page and 'action="/save/?person=204418"' in page
    assert form["_key"] not in page
    assert saved() == 1


def test_the_letter_that_no_text_can_hold_is_left_out(client):
    answer = client.post("/told/", {"words": ["a\x00b", "c"]})

    assert answer.json() == {"words": ["ab", "c"]}


def test_forms_with_other_keys_are_other_commands(client):
    client.post("/save/", {"_key": str(uuid4())})
    LocalClosure.objects.all().delete()

    client.post("/save/", {"_key": str(uuid4())})

    assert saved() == 1


@pytest.mark.parametrize("key", ["", "not a key", "0", "'; drop table database_command; --", "9" * 5000])
def test_a_form_with_a_broken_key_is_carried_out_as_one_without(client, key):
    assert client.post("/save/", {"_key": key}).status_code == 302

    assert saved() == 1
    assert not Command.objects.exists()


@pytest.mark.parametrize("code", [400, 403, 404, 405, 422, 500, 503])
def test_a_refusal_or_a_fault_keeps_nothing_and_gives_the_key_back(client, code):
    form = {"_key": str(uuid4())}

    client.post(f"/answer/{code}/", form)

    assert saved() == 0
    assert not Command.objects.exists()
    assert client.post("/save/", form).status_code == 302
    assert saved() == 1


@pytest.mark.parametrize("code", [200, 201, 204, 409, 429])
def test_an_answer_stands(client, code):
    client.post(f"/answer/{code}/", {"_key": str(uuid4())})

    assert saved() == 1


def test_autosave_may_come_again_with_the_same_key(client):
    form = {"_key": str(uuid4())}
    client.post("/answer/200/", form)
    LocalClosure.objects.all().delete()

    assert client.post("/answer/200/", form).status_code == 200

    assert saved() == 1


def test_what_must_stay_in_spite_of_a_refusal_is_marked(client):
    client.post("/kept/")

    assert saved() == 1


def test_a_page_that_crashes_leaves_nothing_and_tells_nothing(calm, caplog):
    response = calm.post("/crash/", {"_key": str(uuid4())})

    assert response.status_code == 500
    assert "was not saved" in response.content.decode()
    assert "Tia" not in response.content.decode()
    assert saved() == 0
    assert not Command.objects.exists()


def test_while_the_record_store_is_away_the_page_says_so(calm):
    response = calm.get("/gone/")

    assert response.status_code == 503
    assert "The record store is restarting. Nothing you saved is lost." in response.content.decode()
    assert response["Retry-After"] == "3"


def test_a_script_is_told_the_same_as_data(calm):
    response = calm.get("/gone/", headers={"accept": "application/json"})

    assert response.status_code == 503
    assert response.json()["words"].startswith("The record store is restarting.")


def test_nobody_is_nobody_to_the_database(client):
    assert client.get("/who/").json() == {"who": ""}


def test_the_viewer_of_a_request_is_forgotten_after_it(client):
    before = identity()

    client.get("/who/")

    assert identity() == before == "0"


def test_pages_are_never_stored(client):
    assert "no-store" in client.get("/who/")["Cache-Control"]


def test_the_policy_allows_our_own_things_only(client):
    policy = client.get("/who/")["Content-Security-Policy"]

    assert set(policy.split("; ")) == {
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    }


@pytest.mark.django_db(transaction=True)
def test_the_same_form_sent_twice_at_once_waits_for_the_first(client):
    from django.test import Client

    form, answers = {"_key": str(uuid4())}, []
    may_go_on.clear()

    def send():
        try:
            answers.append(Client().post("/slow/", form))
        finally:
            connection.close()

    both = [threading.Thread(target=send) for _ in range(2)]
    for each in both:
        each.start()
    assert entered.acquire(timeout=10)
    assert not entered.acquire(timeout=0.5)  # the second is not let in
    may_go_on.set()
    for each in both:
        each.join(20)

    assert [(each.status_code, each["Location"]) for each in answers] == [(302, "/there/")] * 2
    assert saved() == 1


@pytest.mark.django_db(transaction=True)
def test_whoever_sends_a_form_again_that_takes_its_time_is_told_so():
    from django.test import Client

    form, answers = {"_key": str(uuid4())}, []
    may_go_on.clear()

    def send(patience):
        try:
            with connection.cursor() as cursor:
                cursor.execute(f"set lock_timeout = '{patience}'")
            answers.append(Client(raise_request_exception=False).post("/slow/", form))
        finally:
            connection.close()

    first = threading.Thread(target=send, args=("10s",))
    first.start()
    assert entered.acquire(timeout=10)
    second = threading.Thread(target=send, args=("100ms",))
    second.start()
    second.join(20)
    may_go_on.set()
    first.join(20)

    assert [each.status_code for each in answers] == [503, 302]
    assert "being carried out already" in answers[0].content.decode()
    assert saved() == 1


@pytest.mark.django_db(transaction=True)
def test_an_identity_outlasts_no_transaction():
    with as_system("a test"):
        assert identity() == "0"
    with connection.cursor() as cursor:
        cursor.execute("select set_config('kith.worker', '', false)")

    with seen_by("17"):
        assert identity() == "17"

    assert identity() == ""


def test_a_command_says_why_it_looks():
    with pytest.raises(ValueError, match="why"), as_system(" "):
        raise AssertionError("never here")


@pytest.mark.django_db
def test_who_looked_before_is_known_without_asking() -> None:
    with seen_by("7"):
        with CaptureQueriesContext(connection) as asked, as_system("a part of a page"):
            pass
        assert identity() == "7"

    assert not any("coalesce(current_setting" in one["sql"] for one in asked)


@pytest.mark.django_db
def test_the_viewer_is_the_innermost_and_is_known_without_asking() -> None:
    with seen_by("7"), CaptureQueriesContext(connection) as asked:
        outer = session.viewer()
        with as_system("a part of a page"):
            inner = session.viewer()
        again = session.viewer()

    assert (outer, inner, again) == ("7", "0", "7")
    assert not any("coalesce(current_setting" in one["sql"] for one in asked)
    assert session.viewer() == identity(), "outside one the database is asked"


@pytest.mark.django_db(transaction=True)
def test_an_identity_outside_a_transaction_is_refused():
    with pytest.raises(Exception, match="inside a transaction"):
        session.identify("17")
