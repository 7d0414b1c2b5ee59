"""A statement for court from choosing events to what was sent, and who may not see or send it."""

import uuid
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kith.core import clock
from kith.people.models import KeptAddress
from kith.work.models import Answer, StatementCopy
from kith.work.statements import making
from kith.work.steps import actions as steps
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def statement(amina, children, writing):
    return writing.open_assessment(amina, children, kind="court_statement")


@pytest.fixture
def events(amina, children):
    """Two visits of which one happened before the other."""
    for place, day in (("Northgate Primary", 29), ("27 Alder Walk", 2)):
        make.visit(children, by=amina, seen="alone", place=place, visited_at=make.moment(date(2026, 9, day)))


def choose(client, step, titles=("Northgate", "Alder")):
    """Tick events on the page where they are chosen."""
    place = reverse("step_cite", kwargs={"number": step.pk})
    page = client.get(place, {"box": "chronology"}).text
    offered = [part.split('"')[0] for part in page.split('value="visit-')[1:]]
    chosen = [f"visit-{line}" for line in offered if any(title in line for title in titles)]
    return client.post(
        place, {"_key": str(uuid.uuid4()), "box": "chronology", "version": 0, "chronology": chosen}
    )


def send(client, step, **more):
    mark = client.page("statement", step).text.split('name="seen" value="')[1].split('"')[0]
    return client.send("statement_send", step, **({"seen": mark, "for": "", "to": "", "how": "email"} | more))


def test_the_day_it_was_signed_off_is_the_day_in_london(amina, colin, children):
    days = {"started_on": date(2026, 6, 1), "completed_on": date(2026, 6, 16)}
    done = make.step("court_statement", children, worker=amina, state="completed", **days)
    late = datetime(2026, 6, 15, 23, 30, tzinfo=UTC)  # half past midnight in London
    make.sign_off(done, decision="signed_off", by=colin, submitted_at=late, decided_at=late)
    reader = making.reader_of(amina, done, 0, clock.today())

    told = making.made(amina, done, reader, clock.today()).content["by"]

    assert told[-1] == "Signed off by Colin Burge on Tuesday 16 June 2026"


def test_what_is_chosen_is_kept_and_goes_out_as_sent_for_ever(amina, statement, events, browser, writing):
    client = browser(amina)

    assert choose(client, statement).status_code == 302
    kept = Answer.objects.seen_by(amina).get(step=statement, question="chronology").value
    writing.save(amina, statement, "background", "Police came twice.")
    page = client.page("statement", statement).text
    there = client.get(send(client, statement).url)
    writing.save(amina, statement, "background", "Other words.", base_version=1)

    assert len(kept) == 2
    assert "2 events of the chronology" in page and "A draft" in page
    assert page.index("Alder Walk</b>") < page.index("Northgate Primary</b>")
    assert "Police came twice." in there.text
    copy = StatementCopy.objects.seen_by(amina).get()
    again = {"number": statement.pk, "copy": copy.pk}
    assert "Other words." not in client.get(reverse("statement_sent", kwargs=again)).text
    file = client.get(reverse("statement_pdf", kwargs=again))
    assert file.content.startswith(b"%PDF-")
    assert (copy.to, copy.how, copy.by_id) == ("The court", "email", amina.pk)


def test_what_was_changed_meanwhile_or_is_badly_said_is_not_sent(amina, statement, browser):
    client, fetch = browser(amina), {"headers": {"X-Requested-With": "fetch"}}

    changed = send(client, statement, seen="0" * 32)
    owl = send(client, statement, how="owl", to="Her Honour")
    long = send(client, statement, to="x" * 121)
    place = reverse("statement_send", kwargs={"number": statement.pk})

    assert changed.status_code == owl.status_code == long.status_code == 422
    assert "Read it again before you send it" in changed.text
    assert "Say how it is sent" in owl.text and "Her Honour" in owl.text
    assert client.post(place, {"seen": "", "how": "email"}, **fetch).status_code == 422
    assert not StatementCopy.objects.seen_by(amina).exists()


def test_an_address_that_anybody_keeps_is_not_in_what_the_court_reads(
    amina, statement, events, children, browser
):
    dad = make.adult("Lee", "Osei")
    make.relationship(dad, "parent", children[0])
    told = {"reason": "Order", "started_on": date(2026, 9, 1), "recorded_at": clock.now(), "by": amina}
    KeptAddress.objects.create(person=children[0], kept_from=dad, **told)
    client = browser(amina)
    choose(client, statement)

    page = client.page("statement", statement).text

    assert "Alder" not in page.split('class="k-sheet')[1]
    assert "left out" in page


def test_only_statements_have_it_and_a_hidden_child_takes_it_away(amina, work, statement, children, browser):
    client = browser(amina)
    send(client, statement)
    copy = StatementCopy.objects.seen_by(amina).get()

    assert client.page("statement", work).status_code == 404
    assert client.page("statement", statement, **{"for": "999999"}).status_code == 404
    assert client.page("statement", statement, **{"for": "x"}).status_code == 404
    make.restricted(children[0])
    for name in ("statement_sent", "statement_pdf"):
        there = reverse(name, kwargs={"number": statement.pk, "copy": copy.pk})
        assert client.get(there).status_code == 404
    assert client.page("statement", statement).status_code == 404


def test_a_signed_statement_says_who_signed_it(amina, colin, statement, events, browser, writing):
    choose(browser(amina), statement)
    writing.fill(amina, statement, outcome="to_court")
    steps.sign_off(colin, steps.submit(amina, statement, asked=None))

    reader = making.reader_of(amina, statement, 0, clock.today())
    told = making.made(amina, writing.now(statement), reader, clock.today()).content

    assert told["draft"] == "" and "Colin Burge" in told["by"][-1]
    assert "Choose from the chronology" not in browser(amina).page("step", statement).text


def test_it_asks_no_more_for_more_events(amina, statement, events, children, browser):
    client = browser(amina)
    choose(client, statement, ("Northgate",))
    client.page("statement", statement)
    with CaptureQueriesContext(connection) as few:
        client.page("statement", statement)
    for day in range(3, 9):
        make.visit(children, by=amina, place=f"Alder {day}", visited_at=make.moment(date(2026, 9, day)))
    Answer.objects.seen_by(amina).filter(step=statement).delete()
    choose(client, statement)
    client.page("statement", statement)
    with CaptureQueriesContext(connection) as many:
        assert "8 events" in client.page("statement", statement).text

    assert len(many) == len(few) <= 25
