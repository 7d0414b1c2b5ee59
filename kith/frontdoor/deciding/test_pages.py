"""The decision page, and the queue that leads to it."""

import uuid
from datetime import date, timedelta

import pytest
from django.urls import reverse

from kith.access.guarded import EVERY_ROW
from kith.access.models import Look
from kith.core import clock
from kith.frontdoor.models import Contact, Referral
from kith.work.models import Involvement, Step
from tests import make

pytestmark = pytest.mark.django_db
AGREED = {"outcome": "referral_assessment", "words": "Agreed: violence seen.", "do": "decide"}


def rows(model, **where):
    return list(model.objects.unguarded(EVERY_ROW).filter(**where).order_by("pk"))


@pytest.fixture
def waiting(ewan, duty_team, dochertys):
    """A contact about Kieran and Aoife, sent by Ewan."""
    contact = make.contact(
        dochertys.children[:2], state="submitted", worker=ewan, team=duty_team, recommended_why="Why."
    )
    make.sign_off(contact.step, submitted_by=ewan, submitted_at=clock.now() - timedelta(minutes=30))
    return contact


def decide(client, contact, **fields):
    return client.post(reverse("contact_decide", args=[contact.pk]), fields)


def page(client, contact):
    return client.get(reverse("contact_decide", args=[contact.pk]))


def test_three_clicks_decide_for_all_children(browser, sanjay, north, waiting):
    answer = decide(browser(sanjay), waiting, team=north.pk, **AGREED)

    assert answer["Location"] == reverse("contact_read", args=[waiting.pk])
    assert len(rows(Referral)) == len(rows(Involvement)) == 2
    assert [step.team for step in rows(Step, kind="single_assessment")] == [north]


def test_no_choice_is_made_beforehand_and_what_follows_is_told(browser, sanjay, north, waiting):
    shown = page(browser(sanjay), waiting).content.decode()

    assert "checked" not in shown
    assert (
        "2 referrals, 2 cases in the team you choose; Child and family assessment starts, due Wed 16 Dec."
        in shown
    )


def test_new_information_on_open_work_is_told_with_the_day_of_the_referral_that_waits(
    browser, sanjay, north, waiting, dochertys
):
    for child in dochertys.children[:2]:
        make.involvement(child, north, started_on=date(2026, 9, 7))

    shown = page(browser(sanjay), waiting).content.decode()

    assert "Child and family assessment starts, due Mon 9 Nov;" in shown
    decide(browser(sanjay), waiting, team=north.pk, **AGREED)
    assert [step.due_on for step in rows(Step, kind="single_assessment")] == [date(2026, 11, 9)]


def test_who_came_before_is_shown_with_the_closing_and_the_worker(browser, sanjay, north, waiting, dochertys):
    kieran, farah = dochertys.children[0], make.worker("Farah Aziz", team=north)
    case = make.involvement(kieran, north, farah, started_on=date(2026, 1, 5), ended_on=date(2026, 3, 2))
    make.referral(kieran, date(2026, 1, 5), involvement=case, team=north)

    shown = page(browser(sanjay), waiting).content.decode()

    assert "Referred 5 Jan" in shown
    assert "closed 2 Mar" in shown
    assert "Farah Aziz, Safeguarding North" in shown
    assert f'<option value="{north.pk}" selected>' in shown


def test_the_team_of_an_older_case_is_offered(browser, sanjay, north, waiting, dochertys):
    case = make.involvement(
        dochertys.children[0], north, started_on=date(2023, 1, 5), ended_on=date(2024, 3, 2)
    )
    make.referral(dochertys.children[0], date(2023, 1, 5), involvement=case, team=north)

    shown = page(browser(sanjay), waiting).content.decode()

    assert "Nothing in 12 months" in shown
    assert f'<option value="{north.pk}" selected>' in shown
    assert "They were with Safeguarding North before." in shown


def test_everything_missing_is_told_and_the_words_stay(browser, sanjay, north, waiting):
    answer = decide(browser(sanjay), waiting, outcome="", words="Half a thought", do="decide")

    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "Choose what happens." in shown
    assert "Half a thought" in shown
    assert rows(Referral) == []


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"team": ""}, "Choose the team that takes the referral."),
        ({"team": "999999"}, "Choose a team from the list."),
        ({"team": "x"}, "Choose a team from the list."),
        ({"words": " "}, "Give the reason for your decision."),
        ({"outcome": "invented"}, "Choose what happens for child 1."),
        ({"do": "return", "words": ""}, "Say what is to be answered"),
    ],
)
def test_half_a_decision_is_none(browser, sanjay, north, waiting, fields, words):
    answer = decide(browser(sanjay), waiting, **{"team": north.pk, **AGREED, **fields})

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert rows(Referral) == rows(Involvement) == []
    assert rows(Contact)[0].decided_at is None


def test_a_decision_sent_twice_is_one(browser, sanjay, north, waiting):
    client, key = browser(sanjay), str(uuid.uuid4())

    for _ in range(2):
        answer = decide(client, waiting, team=north.pk, _key=key, **AGREED)
        assert answer.status_code == 302
    assert len(rows(Referral)) == 2


def test_who_comes_second_reads_who_decided_and_keeps_the_words(browser, sanjay, north, waiting, duty_team):
    decide(browser(sanjay), waiting, team=north.pk, **AGREED)
    second = make.worker("Dee Marsh", role="duty_manager", team=duty_team)

    answer = decide(browser(second), waiting, outcome="advice", words="I would only advise.", do="decide")

    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "Sanjay Pillai decided this contact at" in shown
    assert "I would only advise." in shown
    assert len(rows(Referral)) == 2


def test_a_referral_of_an_ended_case_stays_with_that_case(browser, sanjay, north, waiting, dochertys):
    kieran = dochertys.children[0]
    Contact.objects.unguarded(EVERY_ROW).filter(pk=waiting.pk).update(
        received_on=date(2026, 10, 1), received_at=make.moment(date(2026, 10, 1))
    )
    ended = make.involvement(kieran, north, started_on=date(2026, 10, 1), ended_on=date(2026, 10, 9))
    first = make.referral(kieran, date(2026, 10, 1), involvement=ended, team=north)

    answer = decide(browser(sanjay), waiting, team=north.pk, **AGREED)

    assert answer.status_code == 302
    of_kieran = rows(Referral, person=kieran)
    assert [(one.pk == first.pk, one.received_on) for one in of_kieran] == [
        (True, date(2026, 10, 1)),
        (False, date(2026, 10, 9)),
    ]
    assert of_kieran[0].involvement_id == ended.pk
    assert of_kieran[1].involvement_id not in (None, ended.pk)


def test_a_child_referred_and_closed_today_is_not_referred_again_today(
    browser, sanjay, north, waiting, dochertys
):
    kieran, today = dochertys.children[0], waiting.received_on
    ended = make.involvement(kieran, north, started_on=today, ended_on=today)
    make.referral(kieran, today, involvement=ended, team=north)

    answer = decide(browser(sanjay), waiting, team=north.pk, **AGREED)

    assert answer.status_code == 422
    assert "was referred and closed on one day" in answer.content.decode()
    assert "Agreed: violence seen." in answer.content.decode()
    assert len(rows(Referral)) == len(rows(Involvement)) == 1


def test_a_contact_goes_back_with_points(browser, sanjay, waiting):
    decide(browser(sanjay), waiting, do="return", words="Where is dad now?")

    assert rows(Step, kind="contact")[0].state == "returned"


def test_one_child_needs_something_different(browser, sanjay, north, waiting):
    decide(browser(sanjay), waiting, team=north.pk, **AGREED, **{"outcome.2": "early_help"})

    assert len(rows(Referral)) == 1


def test_who_may_not_decide_is_kept_out(browser, ewan, colin, waiting):
    for worker in (ewan, colin):
        assert page(browser(worker), waiting).status_code == 403
        assert decide(browser(worker), waiting, **AGREED).status_code == 403


def test_the_writer_reads_why_somebody_else_decides(browser, duty_team, dochertys):
    sanjay = make.worker("Sanjay Pillai", role="duty_manager", team=duty_team)
    own = make.contact(dochertys.children[:1], state="submitted", worker=sanjay, team=duty_team)
    make.sign_off(own.step, submitted_by=sanjay)

    shown = page(browser(sanjay), own).content.decode()

    assert "Somebody else signs off what you wrote." in shown
    assert 'name="outcome"' not in shown


def test_a_contact_about_a_restricted_child_cannot_be_decided_unseen(
    browser, sanjay, north, waiting, dochertys
):
    make.restricted(dochertys.children[1])
    client = browser(sanjay)

    assert page(client, waiting).status_code == 404
    assert decide(client, waiting, team=north.pk, **AGREED).status_code == 404
    assert "Docherty" not in client.get(reverse("front_door")).content.decode()


def test_deciding_is_a_look_at_each_child(browser, sanjay, waiting, dochertys):
    page(browser(sanjay), waiting)

    looked = Look.objects.filter(worker=sanjay, page="contact_decide").values_list("person_id", flat=True)
    assert set(looked) == {child.pk for child in dochertys.children[:2]}


def test_a_late_decision_may_say_why(browser, sanjay, north, ewan, duty_team, dochertys):
    came = clock.now() - timedelta(days=7)
    late = make.contact(
        dochertys.children[:1], state="submitted", worker=ewan, team=duty_team, received_at=came
    )
    make.sign_off(late.step, submitted_by=ewan, submitted_at=came)
    client = browser(sanjay)
    reason = page(client, late).content.decode()
    assert "Why is the decision late?" in reason

    answer = decide(client, late, team=north.pk, **AGREED)

    assert answer.status_code == 302
    assert [one.received_on for one in rows(Referral)] == [date(2026, 10, 7)]


def test_the_page_asks_the_same_for_two_and_for_thirty(
    browser, sanjay, ewan, duty_team, django_assert_max_num_queries
):
    home = make.family("Lisle", children=30)
    contact = make.contact(home.children, state="submitted", worker=ewan, team=duty_team)
    make.sign_off(contact.step, submitted_by=ewan, submitted_at=clock.now() - timedelta(minutes=30))
    for child in home.children:
        make.referral(child, date(2026, 2, 2))
    client = browser(sanjay)

    client.get("/work/")  # the session notes its first use
    with django_assert_max_num_queries(34):
        assert page(client, contact).status_code == 200


# --- the queue ----------------------------------------------------------------------------------------


def test_the_queue_shows_the_least_time_left_first(browser, ewan, duty_team):
    now = clock.now()
    for days, name in ((0, "Newest"), (8, "Oldest"), (1, "Middle")):
        make.contact(
            [make.child(name, "Pell")],
            received_at=now - timedelta(days=days),
            team=duty_team,
            state="submitted",
        )

    shown = browser(ewan).get(reverse("front_door")).content.decode()

    assert shown.index("Oldest Pell") < shown.index("Middle Pell") < shown.index("Newest Pell")
    assert "3 contacts without a decision" in shown
    assert "Late by" in shown


def test_the_queue_can_be_narrowed(browser, ewan, sanjay, duty_team):
    make.contact([make.child("Mine", "Pell")], worker=ewan, team=duty_team)
    make.contact([make.child("Theirs", "Pell")], worker=sanjay, team=duty_team, state="submitted")
    client = browser(ewan)

    assert "Theirs Pell" not in client.get(reverse("front_door"), {"show": "mine"}).content.decode()
    assert "Mine Pell" not in client.get(reverse("front_door"), {"show": "waiting"}).content.decode()
    everything = client.get(reverse("front_door"), {"show": "invented", "page": "9" * 20}).content.decode()
    assert "Mine Pell" in everything
    assert "Theirs Pell" in everything


def test_an_empty_queue_says_what_would_be_here(browser, ewan):
    shown = browser(ewan).get(reverse("front_door")).content.decode()

    assert "Every contact has a decision." in shown
    assert "Nothing was decided in the last seven days." in shown


def test_what_was_decided_stays_in_sight(browser, ewan, sanjay, north, waiting):
    decide(browser(sanjay), waiting, team=north.pk, **AGREED)

    shown = browser(ewan).get(reverse("front_door")).content.decode()

    assert "Decided in the last 7 days" in shown
    assert "Referral, for assessment" in shown


def test_the_queue_asks_the_same_however_long(browser, ewan, duty_team, django_assert_max_num_queries):
    for number in range(40):
        make.contact([make.child(f"Child {number}")], team=duty_team)

    client = browser(ewan)
    with django_assert_max_num_queries(18):
        shown = client.get(reverse("front_door")).content.decode()
    assert "Pages of the queue" in shown
