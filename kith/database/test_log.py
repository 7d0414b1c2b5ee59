import logging

import pytest
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpResponse
from django.test import Client
from django.urls import path

from kith.access.doors import ANYONE, page
from kith.database.log import Line


@page("person/<str:words>/", may=ANYONE)
def answer(request, words):
    found = {"absent": Http404, "refused": PermissionDenied, "broken": BadRequest, "crash": RuntimeError}
    if words in found:
        raise found[words]("Ellie Marlowe")
    return HttpResponse(words)


urlpatterns = [path(answer.route, answer, name="person")]
pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


@pytest.fixture
def written(caplog):
    """What the log would hold, as the formatter of the site writes it."""
    return lambda: "\n".join(Line().format(record) for record in caplog.records)


@pytest.mark.parametrize(
    ("address", "code", "where"),
    [
        ("/person/Ellie Marlowe/chronology/", 404, "Not Found: /person/…"),
        ("/person/Zo%C3%AB Marlowe/x/", 404, "Not Found: /person/…"),
        ("/Ellie Marlowe/", 404, "Not Found: /…"),
        ("/person/absent/", 404, "Not Found: /person/<str:words>/"),
        ("/person/refused/", 403, "Forbidden: /person/<str:words>/"),
        ("/person/crash/", 500, "Internal Server Error: /person/<str:words>/"),
    ],
)
def test_an_address_that_was_typed_stands_in_no_line_of_the_log(client, written, address, code, where):
    client.raise_request_exception = False

    assert client.get(address).status_code == code

    assert where in written()
    assert "Marlowe" not in written()


def test_of_a_page_that_could_not_be_read_the_log_keeps_no_words(client, written):
    assert client.get("/person/broken/?name=Ellie").status_code == 400

    assert "Ellie" not in written()
    assert "/person/<str:words>/" in written()


def test_why_a_form_was_not_taken_as_ours_is_written(written):
    assert Client(enforce_csrf_checks=True).post("/person/Ellie/").status_code == 403

    assert "Forbidden (CSRF cookie not set.): /person/<str:words>/" in written()


def test_a_line_without_a_request_is_written_as_it_is():
    record = logging.makeLogRecord({"name": "kith", "levelname": "INFO", "msg": "step %s", "args": ("/7",)})

    assert "step /7" in Line().format(record)
