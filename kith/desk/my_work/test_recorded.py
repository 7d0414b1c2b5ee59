import re
from datetime import date, timedelta

import pytest
from django.test import Client

from kith.desk import rules
from kith.performance.recording.queries import own_numbers
from tests import make

TODAY = date(2026, 10, 14)


@pytest.mark.parametrize(
    ("late", "missing", "words"),
    [
        (0, 0, ""),
        (1, 0, "1 thing you wrote down late this month."),
        (3, 0, "3 things you wrote down late this month."),
        (0, 1, "1 thing is missing in the records of children you hold."),
        (3, 5, "3 things you wrote down late this month; 5 things are missing in the records of children you hold."),
    ],
)  # fmt: skip
def test_what_is_late_and_what_is_missing_is_one_sentence(late, missing, words):
    assert rules.late_or_missing(late, missing) == words


@pytest.fixture
def amina(monkeypatch):
    monkeypatch.setenv("KITH_TODAY", TODAY.isoformat())
    return make.worker("Amina Rahman", team=make.team("North team"))


def complete(**facts):
    """A child of whom nothing is missing, unless facts say so."""
    one = make.child(**{"ethnicity": "WBRI", "sex": "F"} | facts)
    one.traits.create(kind="disability", code="NONE", recorded_at=make.moment(TODAY), by=make.system())
    return one


def seen(worker, happened_on, days):
    make.visit(
        [complete()], by=worker, visited_at=make.moment(happened_on, 10),
        recorded_at=make.moment(happened_on + timedelta(days=days), 12),
    )  # fmt: skip


def panel(worker) -> str:
    client = Client()
    client.force_login(worker)
    page = client.get("/work/").content.decode()
    found = re.search(r'<section[^>]*id="recorded".*?</section>', page, re.DOTALL)
    return found[0] if found else ""


@pytest.mark.django_db
def test_only_what_was_written_this_month_and_more_than_a_week_late_counts_and_only_ones_own(amina):
    other = make.worker("Ben Okoye", team=amina.team)
    seen(amina, date(2026, 9, 28), 7)
    seen(amina, date(2026, 9, 20), 10)  # written on 30 September
    seen(amina, date(2026, 9, 24), 8)
    seen(amina, date(2026, 9, 23), 8)  # written on 1 October
    seen(other, date(2026, 9, 1), 40)

    assert own_numbers(amina, TODAY) == (2, 0)
    assert own_numbers(other, TODAY) == (1, 0)


@pytest.mark.django_db
def test_my_work_says_what_is_late_or_missing_and_leads_to_where_it_is_put_right(amina):
    need = {"need": "N1"}
    make.involvement(complete(), worker=amina, **need)
    assert panel(amina) == ""
    make.involvement(complete(ethnicity=""), worker=amina, **need)
    seen(amina, date(2026, 9, 24), 9)

    shown = panel(amina)

    assert (
        "1 thing you wrote down late this month; 1 thing is missing in the records of children you hold."
        in shown
    )
    assert 'href="/performance/recorded/late/?area=mine"' in shown
