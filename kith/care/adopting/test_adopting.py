"""The way to adoption on the record: its clocks from the plan to the match, and what is told of it."""

import re
import uuid
from datetime import date

import pytest
from django.db import IntegrityError
from django.urls import reverse

from kith.care.adopting.actions import step
from kith.care.models import AdoptionStep
from kith.care.permanence import actions as permanence
from kith.care.together.queries import in_care
from kith.core import Refused, clock
from kith.work.models import Timescale
from tests import caring

pytestmark = pytest.mark.django_db
TODAY, SINCE, PLANNED = date(2026, 10, 14), date(2026, 3, 4), date(2026, 6, 29)
PANEL, DECIDED = (
    date(2026, 8, 26),
    date(2026, 9, 4),
)  # a Wednesday, a Friday; Monday 31 August is a bank holiday


def clocks(by):
    rows = Timescale.objects.seen_by(by).filter(code__startswith="adoption_").order_by("pk")
    return {row.code: (str(row.due_on), str(row.met_on or row.dropped_on or "")) for row in rows}


@pytest.fixture
def period(amina, children):
    return caring.in_care(children[2], SINCE, amina, status="C2")


@pytest.fixture
def elsie(amina, children, period):
    return [one for one in in_care(amina, children[2].pk, TODAY) if one.person == children[2]]


def test_each_step_starts_and_ends_the_clocks_of_the_guidance(amina, period, elsie):
    permanence.plan(amina, elsie, kind="adoption", on=PLANNED, words="")
    step(amina, elsie, kind="report", on=date(2026, 7, 6), words="")
    assert clocks(amina) == {
        "adoption_panel": ("2026-08-29", ""),
        "adoption_papers": ("2026-08-17", ""),
    }

    step(amina, elsie, kind="panel", on=PANEL, words="Recommended")
    permanence.decide(amina, elsie, on=DECIDED)
    step(amina, elsie, kind="told", on=date(2026, 9, 7), words="")
    step(amina, elsie, kind="match_panel", on=date(2026, 10, 1), words="")
    permanence.match(
        amina, period, on=date(2026, 10, 9), by_foster_carer=False, adopters=2, sex="FF", legal="L2"
    )

    assert clocks(amina) == {
        "adoption_panel": ("2026-08-29", "2026-08-26"),
        "adoption_papers": ("2026-08-17", "2026-08-26"),
        "adoption_decision": ("2026-09-07", "2026-09-04"),
        "adoption_told": ("2026-09-08", "2026-09-07"),
        "adoption_written": ("2026-09-11", ""),
        "adoption_match_decision": ("2026-10-12", "2026-10-09"),
    }


def test_a_panel_that_is_written_down_after_the_decision_was_answered_in_time(amina, elsie):
    permanence.decide(amina, elsie, on=DECIDED)

    step(amina, elsie, kind="panel", on=PANEL, words="")

    assert clocks(amina)["adoption_decision"] == ("2026-09-07", "2026-09-04")


def test_another_plan_or_a_reversal_asks_for_nothing_of_it_any_more(amina, period, elsie):
    permanence.plan(amina, elsie, kind="adoption", on=PLANNED, words="")
    step(amina, elsie, kind="panel", on=PANEL, words="")
    permanence.plan(amina, elsie, kind="guardianship", on=date(2026, 9, 1), words="Gran")
    assert clocks(amina)["adoption_decision"] == ("2026-09-07", "2026-09-01")

    permanence.decide(amina, elsie, on=DECIDED)
    permanence.reverse(amina, period, on=date(2026, 10, 1), reason="RD1")
    running = Timescale.objects.seen_by(amina).filter(
        code__startswith="adoption_", met_on=None, dropped_on=None
    )
    assert not running.exists()


def test_a_step_that_cannot_be_is_refused_and_not_written(amina, period, elsie):
    with pytest.raises(Refused, match="Record first the decision"):
        step(amina, elsie, kind="told", on=TODAY, words="")
    with pytest.raises(Refused, match="at most 400"):
        step(amina, elsie, kind="panel", on=TODAY, words="x" * 401)
    told = {"kind": "panel", "happened_on": date(2026, 3, 3), "by": amina, "recorded_at": clock.now()}
    with pytest.raises(IntegrityError):
        caring.put(AdoptionStep, period=period, **told)

    assert not AdoptionStep.objects.seen_by(amina).exists()


def test_the_page_of_permanence_takes_the_step_and_the_record_tells_it(
    amina, children, elsie, browser, django_assert_max_num_queries
):
    permanence.plan(amina, elsie, kind="adoption", on=PLANNED, words="")
    client, address = browser(amina), reverse("person_permanence", kwargs={"number": children[2].pk})
    form = {"_key": str(uuid.uuid4()), "form": "step", "step.children": [str(children[2].pk)]}

    wrong = client.post(address, {**form, "step.kind": "panel", "step.on": "1/1/2031"})
    assert wrong.status_code == 422
    form["_key"] = str(uuid.uuid4())
    done = client.post(address, {**form, "step.kind": "panel", "step.on": "26/8/2026", "step.words": "Yes"})
    assert done.status_code == 302

    with django_assert_max_num_queries(25):
        shown = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", client.get(address).content.decode()))
    assert "26 Aug The adoption panel met about placing the child: Yes" in shown
    told = client.get(reverse("person_chronology", kwargs={"number": children[2].pk})).content.decode()
    assert "The adoption panel met" in told
