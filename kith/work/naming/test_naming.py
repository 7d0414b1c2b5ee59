"""People and addresses in answers, on the record: what is offered, kept and shown, and to whom."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kith.core import clock
from kith.people.models import KeptAddress
from kith.work.models import Answer
from tests import make

pytestmark = pytest.mark.django_db
WHO = "kin_asked:1:who"


@pytest.fixture
def statement(amina, children, writing):
    """A statement for court: its list of relatives names people."""
    return writing.open_assessment(amina, children, kind="court_statement")


@pytest.fixture
def enquiry(amina, children, writing):
    """A section 47 record: it asks where it happened."""
    return writing.open_assessment(amina, children, kind="section_47_enquiry")


@pytest.fixture
def gran(children):
    """The grandmother of the children."""
    gran = make.adult("Maureen", "Holt", age=61)
    make.relationship(gran, "grandparent", children[0])
    return gran


def ask(client, name, step, text):
    answer = client.post(reverse(name, kwargs={"number": step.pk}), {"q": text})
    return [one["value"] for one in answer.json()["found"]]


def save(client, step, question, value, version=0):
    fields = {"question": question, "child": "", "version": version, "value": value}
    return client.post(reverse("step_save", kwargs={"number": step.pk}), fields)


def kept(by, step, question):
    return Answer.objects.seen_by(by).get(step=step, question=question).value


def test_those_round_the_children_are_offered_first_and_what_is_chosen_is_kept_with_its_number(
    amina, statement, gran, browser
):
    stranger = make.adult("Maureen", "Holdsworth")
    client = browser(amina)

    offered = ask(client, "step_people", statement, "maur ho")
    answer = save(client, statement, WHO, f"Anybody (record {gran.pk})")

    assert offered[0] == f"Maureen Holt (record {gran.pk})"
    assert f"Maureen Holdsworth (record {stranger.pk})" in ask(
        client, "step_people", statement, "Maureen Holdsworth"
    )
    assert answer.json()["read"] == "On the record"
    assert kept(amina, statement, WHO) == f"Maureen Holt (record {gran.pk})"


def test_a_hidden_person_is_like_nobody_and_what_was_typed_is_not_lost(amina, statement, gran, browser):
    make.restricted(gran)
    client = browser(amina)

    hidden = save(client, statement, WHO, f"Maureen (record {gran.pk})")
    nobody = save(client, statement, "kin_asked:2:who", "Maureen (record 999999999)")

    assert ask(client, "step_people", statement, "maur") == []
    assert hidden.json()["read"] == nobody.json()["read"] == "Not on the record"
    assert kept(amina, statement, WHO) == f"Maureen (record {gran.pk}, not found)"
    assert kept(amina, statement, "kin_asked:2:who") == "Maureen (record 999999999, not found)"


def test_who_is_hidden_later_is_named_nowhere_and_stays_in_the_answer(amina, colin, statement, gran, browser):
    line = f"Maureen Holt (record {gran.pk})"
    save(browser(colin), statement, WHO, line)
    make.restricted(gran, readers=[colin])
    client = browser(amina)

    shown = [
        client.page(name, statement).content.decode() for name in ("step", "step_submit", "step_history")
    ]
    clash = save(client, statement, WHO, "Somebody else")
    again = client.send("step", statement, _seen=f'{{"{WHO}": 1}}', **{WHO: f"hidden (record {gran.pk})"})

    assert all("Maureen" not in page for page in shown)
    assert "somebody whose record is not open to you" in shown[0]
    assert clash.status_code == 409
    assert "Maureen" not in clash.content.decode()
    assert again.status_code == 302
    assert kept(colin, statement, WHO) == line
    assert "Maureen Holt (on the record)" in browser(colin).page("step_submit", statement).content.decode()


def test_addresses_round_the_children_are_offered_and_never_one_that_is_kept(
    amina, enquiry, children, gran, browser
):
    hers = make.home(gran, lines="3 Mill Street")
    client = browser(amina)
    before = ask(client, "step_addresses", enquiry, "wm4")
    mine = f"3 Mill Street, WM4 2QT (address {hers.pk})"
    save(client, enquiry, "happened_where", mine)
    KeptAddress.objects.create(
        person=gran,
        kept_from=children[1],
        reason="r",
        started_on=clock.today(),
        recorded_at=clock.now(),
        by=amina,
    )

    after = ask(client, "step_addresses", enquiry, "wm4")
    refused = save(client, enquiry, "happened_where", f"x (address {hers.pk})", version=1)
    shown = client.page("step", enquiry).content.decode()

    assert len(before) == 2
    assert mine in before
    assert after == [one for one in before if one != mine]
    assert refused.status_code == 200
    assert kept(amina, enquiry, "happened_where") == mine
    assert "3 Mill Street" not in shown
    assert "an address that is not told here" in shown


def test_a_part_of_a_date_keeps_what_was_typed_and_tells_how_it_was_read(amina, enquiry, browser):
    client = browser(amina)

    read = save(client, enquiry, "happened_when", "april 17").json()["read"]
    half = save(client, enquiry, "happened_when", "21/4", version=1).json()
    page = client.page("step_submit", enquiry).content.decode()

    assert read == "Read as: in April 2017"
    assert half["read"].startswith("Which year?")
    assert "“21/4”. Which year?" in half["progress"]
    assert "“21/4”" in page
    assert kept(amina, enquiry, "happened_when") == "21/4"


@pytest.mark.parametrize(
    "typed", ["\x00Sue", "\u202eeuS", "<b>Sue</b>", "Sue " * 20_000, "(record 1) (record 2)"]
)
def test_odd_input_is_kept_as_typed_or_told_in_words(amina, statement, browser, typed):
    client = browser(amina)

    answer = save(client, statement, WHO, typed)

    assert answer.status_code == 200
    assert kept(amina, statement, WHO) == typed.replace("\x00", "").replace(" 2)", " 2, not found)")
    assert "<b>Sue" not in client.page("step", statement).content.decode()
    assert ask(client, "step_people", statement, typed[:300]) == []


def test_naming_many_asks_no_more_of_the_record_than_naming_one(amina, statement, gran, browser):
    client = browser(amina)
    save(client, statement, WHO, f"x (record {gran.pk})")
    counts = []
    for row in (2, 20):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.page("step", statement)
        counts.append(len(asked))
        for number in range(2, row):
            make.answer(statement, f"kin_asked:{number}:who", f"Maureen Holt (record {gran.pk})", by=amina)
    with CaptureQueriesContext(connection) as asked:
        client.page("step", statement)

    assert len(asked) == counts[0] == counts[1]


def test_nobody_asks_about_a_step_that_is_hidden_from_them(amina, statement, children, browser):
    make.restricted(children[0])

    answer = browser(amina).post(reverse("step_people", kwargs={"number": statement.pk}), {"q": "tia"})

    assert answer.status_code == 404
