"""The chairs' report as page and file."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from kith.access import practice
from kith.protection.challenge import actions as challenges
from kith.protection.plan import actions
from kith.protection.plan.test_plans import begin, conference
from kith.protection.report import queries, rules
from tests import make

pytestmark = pytest.mark.django_db
JULY, SEPTEMBER = date(2026, 7, 6), date(2026, 9, 14)


@pytest.fixture
def browser(grace):
    client = Client()
    client.force_login(grace)
    return client


@pytest.fixture
def worked(grace, colin, children):
    """A plan begun, reviewed and ended in the quarter, another that goes on, and a challenge."""
    tia, kofi = children
    begin(grace, tia, JULY)
    begin(grace, kofi, JULY, "EMO")
    held = conference(grace, [tia], SEPTEMBER)
    actions.review_plan(grace, person=tia.pk, conference=held, goes_on=False, category="", on=SEPTEMBER)
    challenges.raise_challenge(
        grace, [kofi.pk], reason="drift", words="Nothing moved.", wanted="A core group."
    )


def rows(words):
    """The text of the page without its tags."""
    return " ".join(part.split(">")[-1].strip() for part in words.split("<") if part.split(">")[-1].strip())


def test_one_action_shows_the_quarter_beside_the_one_before(browser, worked):
    shown = rows(browser.get(reverse("chair_report")).content.decode())

    assert "Quarter 2 of 2026-27" in shown
    for words in ("Plans begun 2 0", "Begun: Emotional abuse 1 0", "Of these: ended at a review conference 1 0",
                  "Children on a plan on the last day 1 0", "First reviews held in time 0 of 0 0 of 0",
                  "First core groups held in time 0 of 2 0 of 0"):  # fmt: skip
        assert words in shown


def test_what_was_late_already_stays_late_when_a_plan_ends(grace, worked, children):
    """A figure of a past quarter does not get better because a plan ended later, nor counts what was not due yet."""
    told = queries.facts(grace, date(2026, 7, 1), date(2027, 7, 1)).clocks

    assert sorted(((one.code, one.due_on, one.met_on) for one in told), key=str) == [
        ("core_group_first", date(2026, 7, 20), None),
        ("core_group_first", date(2026, 7, 20), None),
        ("protection_first_review", date(2026, 10, 6), None),
        ("protection_first_review", date(2026, 10, 6), SEPTEMBER),
    ]


def test_another_quarter_can_be_asked_for_and_nonsense_gives_the_last_whole_one(browser, worked):
    now = rows(browser.get(reverse("chair_report"), {"quarter": "2026-10-01"}).content.decode())
    nonsense = rows(browser.get(reverse("chair_report"), {"quarter": "1999-99-99"}).content.decode())

    assert "Challenges raised 1 0" in now
    assert "This quarter is not over" in now
    assert "Quarter 2 of 2026-27" in nonsense


def test_looked_after_reviews_stand_in_it_in_both_practices(browser, worked):
    shown = rows(browser.get(reverse("chair_report")).content.decode())

    assert "Reviews held, children 0 0" in shown
    assert "Closed: it was put right 0 0" in shown
    for held in practice.authority().practices.values():
        assert set(rules.CARE_CLOCKS) <= set(held.timescales) or not held.timescales


def test_the_same_report_is_a_file(browser, worked):
    answer = browser.get(reverse("chair_report_pdf"))

    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


def test_a_worker_does_not_see_it(amina):
    client = Client()
    client.force_login(amina)

    assert client.get(reverse("chair_report")).status_code == 403


def test_a_hidden_child_is_not_counted(grace, worked, children):
    """Figures shown to a viewer count only what that viewer may see."""
    make.restricted(children[0])

    assert len(queries.facts(grace, date(2026, 7, 1), date(2026, 10, 1)).plans) == 1


def test_the_report_asks_the_same_however_much_there_was(browser, worked, django_assert_max_num_queries):
    browser.get(reverse("chair_report"))

    with django_assert_max_num_queries(25):
        browser.get(reverse("chair_report"))
