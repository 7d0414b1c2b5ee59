"""The pages of court work: what is written, what is refused, who sees what."""

import uuid
from datetime import date

import pytest
from django.urls import reverse

from kith.court.before import actions as before
from kith.court.models import (
    CourtOrder,
    CourtPeriod,
    CourtRequest,
    Direction,
    Hearing,
    PreProceedings,
    Proceedings,
)
from kith.court.orders import actions as orders
from kith.court.papers import actions as papers
from kith.court.proceedings import actions as proceedings
from kith.work.models import Step
from tests import make

pytestmark = pytest.mark.django_db
NEW = ("pre_proceedings_new", "proceedings_new", "court_request_new", "court_order_new")
JULY, AUGUST, TODAY = date(2026, 7, 1), date(2026, 8, 3), date(2026, 10, 14)


def send(client, page, asked="", number=None, **fields):
    address = reverse(page, kwargs={"number": number} if number else {})
    return client.post(address + asked, {"_key": str(uuid.uuid4()), **fields})


def get(client, name, asked="", number=None):
    return client.get(reverse(name, kwargs={"number": number} if number else {}) + asked)


def words(answer):
    return answer.content.decode()


@pytest.fixture
def court(amina, people):
    told = {
        "kind": "care_order",
        "court": "Family court at Westmere",
        "applied_on": AUGUST,
        "issued_on": AUGUST,
    }
    return proceedings.apply(amina, people=people, case_number="WM26C00417", **told)


def test_an_empty_record_says_what_would_be_there(amina, people, browser):
    shown = words(get(browser(amina), "person_court", number=people[0]))

    assert "No court waits for anything about Tia Marlowe." in shown
    assert "They begin with a legal planning meeting." in shown


def test_pre_proceedings_from_the_beginning_to_the_decision(amina, people, browser):
    window, asked = browser(amina), f"?person={people[0]}"
    assert "Kofi, 6" in words(get(window, "pre_proceedings_new", asked))
    answer = send(window, "pre_proceedings_new", asked, children=people, on="1/7/2026")
    made = PreProceedings.objects.seen_by(amina).get()
    assert answer["Location"] == reverse("pre_proceedings", kwargs={"number": made.pk})

    tell = {"page": "pre_proceedings_tell", "number": made.pk}
    send(window, **tell, what="letter", letter_on="6/7/2026", offered="yes")
    send(window, **tell, what="family_meeting", held="yes", meeting_on="20 Jul 2026")
    for held_on in ("21/7/2026", "1/9/2026", "1/10/2026"):
        send(window, **tell, what="meeting", held_on=held_on)
    send(window, **tell, what="decision", children=people[:2], outcome="A", outcome_on="1/10/2026")

    shown = words(get(window, "pre_proceedings", number=made.pk))
    assert "offered, held 20 Jul" in shown
    assert "Written down 105 days after it happened" in shown
    assert "2, the last 1 Oct" in shown
    assert "The census will ask" not in shown
    outcomes = CourtPeriod.objects.seen_by(amina).values_list("person_id", "outcome", "outcome_on")
    assert set(outcomes) == {
        (people[0], "A", date(2026, 10, 1)),
        (people[1], "A", date(2026, 10, 1)),
        (people[2], "", None),
    }
    assert "the first" not in words(get(window, "person_court", number=people[2]))


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"what": "letter", "letter_on": "30/6/2026", "offered": "yes"}, "That is before the decision"),
        ({"what": "letter", "letter_on": "31/9/2026", "offered": "yes"}, "Write the day like 14/10/2026."),
        ({"what": "letter", "letter_on": "6/7/2026"}, "Say whether the letter offers"),
        ({"what": "meeting", "held_on": "15/10/2026"}, "That day is in the future."),
        ({"what": "decision", "outcome": "A", "outcome_on": "1/10/2026"}, "Choose at least one child."),
        (
            {"what": "decision", "outcome": "Z", "outcome_on": "1/10/2026", "children": "all"},
            "Choose what was decided",
        ),
    ],
)
def test_what_cannot_be_written_is_refused_in_words_and_stays_in_its_box(
    amina, people, browser, fields, said
):
    made = before.begin(amina, people=people, on=JULY)
    if fields.get("children") == "all":
        fields = {**fields, "children": people}

    answer = send(browser(amina), "pre_proceedings_tell", number=made.pk, **fields)

    assert answer.status_code == 422
    assert said in words(answer)
    typed = next((value for name, value in fields.items() if name.endswith("_on")), "")
    assert typed in words(answer)
    made.refresh_from_db()
    assert (made.letter_on, made.meetings.seen_by(amina).count()) == (None, 0)


def test_an_application_with_its_number_kept_out_of_the_address(amina, people, browser):
    window, asked = browser(amina), f"?person={people[0]}"
    get(window, "proceedings_new", asked)

    answer = send(
        window, "proceedings_new", asked, children=people, kind="care_order", court="Family court at Westmere",
        applied_on="3/8/2026", issued_on="4/8/2026", case_number="WM26C00417",
    )  # fmt: skip

    made = Proceedings.objects.seen_by(amina).get()
    assert "WM26C00417" not in answer["Location"]
    assert "WM26C00417" in words(get(window, "proceedings", number=made.pk))
    assert "Children’s guardian" in words(get(window, "proceedings", number=made.pk))


def test_an_application_that_cannot_be_is_told_with_everything_that_is_wrong(amina, people, browser):
    answer = send(
        browser(amina), "proceedings_new", f"?person={people[0]}", children=people, kind="care_order", court=" ",
        applied_on="3/11/2026", issued_on="1/8/2026",
    )  # fmt: skip

    assert answer.status_code == 422
    assert "That day is in the future." in words(answer)
    assert "Write which court" in words(answer)
    assert "3/11/2026" in words(answer)
    assert not Proceedings.objects.seen_by(amina).exists()


def test_what_somebody_else_wrote_of_a_hearing_meanwhile_stands_and_nobodys_words_are_lost(
    amina, court, browser
):
    found = proceedings.list_hearing(amina, court, kind="final", on=date(2026, 10, 12), at=None)
    proceedings.tell_hearing(amina, found, was_held=True, words="The court made the order.")

    answer = send(
        browser(amina),
        "hearing_tell",
        number=found.pk,
        what="told",
        was_held="yes",
        words="Mum & Dad agreed.",
    )

    assert answer.status_code == 422
    assert "written down already" in words(answer)
    assert "The court made the order." in words(answer)
    assert "Mum &amp; Dad agreed." in answer.content.decode()


def test_a_hearing_that_wants_a_statement_and_makes_orders(amina, people, court, browser):
    window = browser(amina)
    send(window, "proceedings_tell", number=court.pk, what="hearing", hearing_kind="case_management",
         hearing_on="12/10/2026", hearing_at="10:30")  # fmt: skip
    found = Hearing.objects.seen_by(amina).get()
    send(
        window,
        "hearing_tell",
        number=found.pk,
        what="told",
        was_held="yes",
        words="Interim orders were made.",
    )
    send(window, "hearing_tell", number=found.pk, what="paper", paper="statement", directed_on="12/10/2026",
         due_on="30/10/2026")  # fmt: skip
    asked = f"?person={people[0]}&hearing={found.pk}"
    assert "Family court at Westmere" in words(get(window, "court_order_new", asked))
    send(window, "court_order_new", asked, children=people, kind="interim_care", made_on="12/10/2026")

    shown = words(get(window, "hearing", number=found.pk))
    assert "Interim orders were made." in shown
    assert shown.count("Interim care order") >= 3
    step = Step.objects.seen_by(amina).get(kind="court_statement")
    assert (step.due_on, sorted(step.people_ids())) == (date(2026, 10, 30), sorted(people))
    made = Direction.objects.seen_by(amina).get()
    paper = words(get(window, "court_paper", number=made.pk))
    assert reverse("step", kwargs={"number": step.pk}) in paper
    send(window, "court_paper_tell", number=made.pk, what="filed", filed_on="14/10/2026")
    made.refresh_from_db()
    assert made.filed_on == TODAY


@pytest.mark.parametrize(
    ("what", "fields", "said"),
    [
        (
            "hearing",
            {"hearing_kind": "final", "hearing_on": "", "hearing_at": ""},
            "Write the day of the hearing.",
        ),
        (
            "hearing",
            {"hearing_kind": "final", "hearing_on": "12/10/2026", "hearing_at": "25:00"},
            "like 10:30",
        ),
        ("hearing", {"hearing_kind": "first", "hearing_on": "12/10/2026"}, "Choose what kind of hearing"),
        (
            "paper",
            {"paper": "statement", "directed_on": "12/10/2026", "due_on": "1/10/2026"},
            "before the court asked",
        ),
        (
            "paper",
            {"paper": "", "directed_on": "12/10/2026", "due_on": "1/11/2026"},
            "Choose what the court wants",
        ),
        (
            "paper",
            {"paper": "statement", "directed_on": "1/1/1901", "due_on": "1/1/1901"},
            "Check the year",
        ),
        (
            "paper",
            {"paper": "statement", "directed_on": "12/10/2026", "due_on": "31/12/9999"},
            "Write the day like",
        ),
        ("hearing", {"hearing_kind": "final", "hearing_on": "31/12/2061"}, "Write the day like"),
        ("party", {"person": "", "name": "", "part": "mother"}, "or write a name"),
        ("party", {"person": "999999", "name": "", "part": "mother"}, "Choose somebody of the family"),
        ("issue", {"issued_on": "1/9/2026"}, "It is issued already."),
        ("end", {"reason": "", "ended_on": "14/10/2026"}, "Choose how it ended."),
    ],
)
def test_what_a_court_never_did_is_refused(amina, court, browser, what, fields, said):
    answer = send(browser(amina), "proceedings_tell", number=court.pk, what=what, **fields)

    assert answer.status_code == 422
    assert said in words(answer)
    assert not Direction.objects.seen_by(amina).exists()
    assert not Step.objects.seen_by(amina).exists()


def test_a_request_is_recorded_answered_and_counts_its_hours(amina, people, browser):
    window, asked = browser(amina), f"?person={people[0]}"
    get(window, "court_request_new", asked)
    answer = send(window, "court_request_new", asked, children=people[:2], kind="section_7", court="Westmere",
                  asked_on="1/10/2026", wanted_by="30/10/2026", case_number="WM26P00417")  # fmt: skip
    made = CourtRequest.objects.seen_by(amina).get()
    assert answer["Location"] == reverse("court_request", kwargs={"number": made.pk})
    refused = send(
        window, "court_request_tell", number=made.pk, what="sent", sent_on="14/10/2026", hours="a lot"
    )
    assert (refused.status_code, "Write the hours as a number" in words(refused)) == (422, True)
    assert "a lot" in words(refused)

    send(window, "court_request_tell", number=made.pk, what="sent", sent_on="14/10/2026", hours="11.5")

    assert "11.5 hours of work" in words(get(window, "court_request", number=made.pk))
    assert "Section 7 report" in words(get(window, "person_court", number=people[0]))


def test_an_order_ends_with_a_reason(amina, people, browser):
    made = orders.make(
        amina, people=people[:1], kind="supervision", made_on=AUGUST, until_on=date(2026, 9, 3)
    )[0]
    window = browser(amina)
    assert "It ran out on 3 Sep" in words(get(window, "court_order", number=made.pk))

    refused = send(window, "court_order_end", number=made.pk, reason="", ended_on="3/9/2026")
    send(window, "court_order_end", number=made.pk, reason="ran_out", ended_on="3/9/2026")

    assert refused.status_code == 422
    assert CourtOrder.objects.seen_by(amina).get().ended_on == date(2026, 9, 3)


def test_the_list_is_by_day_and_says_what_is_late_and_whose_it_is(amina, leonie, people, court, browser):
    papers.direct(amina, court, kind="chronology", words="", directed_on=AUGUST, due_on=date(2026, 10, 12))
    proceedings.list_hearing(amina, court, kind="final", on=date(2026, 11, 20), at=None)
    noor = make.child("Noor", "Pell")
    papers.ask(leonie, people=[noor.pk], kind="wishes", court="Westmere", asked_on=AUGUST, wanted_by=TODAY)

    shown = words(get(browser(leonie), "court_work"))

    places = [shown.index(one) for one in ("Chronology", "wishes and feelings", "Final hearing")]
    assert places == sorted(places)
    assert "1 is late." in shown
    assert "Amina Rahman" in shown
    mine = words(get(browser(amina), "court_work", "?show=mine"))
    assert ("Noor" in mine, "Final hearing" in mine) == (False, True)


def test_the_pages_ask_the_same_number_of_questions_however_much_there_is(
    amina, court, people, browser, django_assert_max_num_queries
):
    for day in range(1, 12):
        proceedings.list_hearing(amina, court, kind="directions", on=date(2026, 9, day), at=None)
        papers.direct(amina, court, kind="other", words="", directed_on=AUGUST, due_on=date(2026, 11, day))
        papers.ask(
            amina, people=people, kind="other", court="x", asked_on=AUGUST, wanted_by=date(2026, 11, day)
        )
    order = orders.make(amina, people=people[:1], kind="supervision", made_on=AUGUST, until_on=TODAY)[0]
    first = {
        "hearing": Hearing, "court_paper": Direction, "court_request": CourtRequest, "proceedings": Proceedings,
    }  # fmt: skip
    pages = [(name, "", model.objects.seen_by(amina).first().pk) for name, model in first.items()]
    pages += [("person_court", "", people[0]), ("court_work", "", None), ("court_order", "", order.pk)]
    pages += [(name, f"?person={people[0]}", None) for name in NEW]
    window = browser(amina)
    for name, asked, number in pages:
        with django_assert_max_num_queries(25):
            assert get(window, name, asked, number=number).status_code == 200


@pytest.mark.parametrize(
    "name", ["pre_proceedings", "proceedings", "hearing", "court_paper", "court_request", "court_order"]
)
def test_what_is_not_there_is_not_found(amina, browser, name):
    assert get(browser(amina), name, number=999).status_code == 404


def test_court_work_about_a_hidden_child_is_not_found(amina, colin, children, court, browser):
    make.restricted(children[1])

    assert get(browser(colin), "proceedings", number=court.pk).status_code == 404
    shown = words(get(browser(colin), "person_court", number=children[0].pk))
    assert "Family court" not in shown


def test_the_lawyer_records_and_a_chair_does_not(north, leonie, people, browser):
    chair = make.worker("Jo Chair", role="conference_chair", team=north)

    assert get(browser(leonie), "court_order_new", f"?person={people[0]}").status_code == 200
    assert get(browser(chair), "court_order_new", f"?person={people[0]}").status_code == 403
    assert get(browser(chair), "person_court", number=people[0]).status_code == 200


def test_an_order_is_never_made_in_the_proceedings_of_another_family(amina, people, court, browser):
    noor = make.child("Noor", "Pell")

    answer = send(browser(amina), "court_order_new", f"?person={noor.pk}&proceedings={court.pk}",
                  children=[noor.pk], kind="supervision", made_on="12/10/2026")  # fmt: skip

    assert answer.status_code == 422
    assert "Noor has no part in these proceedings." in words(answer)
    assert not CourtOrder.objects.seen_by(amina).exists()
