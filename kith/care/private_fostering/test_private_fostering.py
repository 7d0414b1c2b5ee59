"""Private fostering on the record: clocks of its visits, brothers and sisters with one carer, its end."""

from datetime import date

import pytest
from django.db import IntegrityError

from kith.care.models import PrivateFosteringVisit
from kith.care.private_fostering import actions, queries
from kith.core import Refused, clock
from kith.work.models import Standing, Timescale
from tests import caring, make

pytestmark = pytest.mark.django_db
ALL = "a rule needs every row, and shows none"
TOLD = {
    "notified_on": date(2026, 9, 10), "began_on": date(2025, 10, 1), "lasts_days": None, "carer": " Mrs  Petra Novak ",
    "relation": "friend", "is_disabled": False,
}  # fmt: skip


@pytest.fixture
def amina(monkeypatch):
    monkeypatch.setenv("KITH_TODAY", "2026-10-14")
    return make.worker()


@pytest.fixture
def children():
    made = [make.child(name, "Novak", age=age) for name, age in (("Jan", 12), ("Eva", 9))]
    make.family(children=made)
    return made


def clocks(child):
    rows = Timescale.objects.unguarded(ALL).filter(person=child).order_by("pk")
    return [(row.code, row.due_on, row.met_on) for row in rows]


def test_the_first_visit_is_due_in_7_working_days_then_every_6_weeks_then_12(amina, children):
    actions.begin(amina, children, **TOLD)
    held = [queries.open_of(amina, child.pk) for child in children]

    actions.visit(amina, held, on=date(2026, 9, 21), seen_alone=True, words="Settled.")
    again = [queries.open_of(amina, child.pk) for child in children]
    actions.visit(amina, again[:1], on=date(2026, 10, 1), seen_alone=True, words="Settled.")

    assert held[0].row.carer == "Mrs Petra Novak"
    assert clocks(children[1]) == [
        ("private_fostering_first_visit", date(2026, 9, 21), date(2026, 9, 21)),
        ("private_fostering_visit_year_one", date(2026, 11, 2), None),
    ]
    assert clocks(children[0])[-1] == ("private_fostering_visit", date(2026, 12, 24), None)


def test_what_is_refused_for_one_is_done_for_none(amina, children):
    old = make.child("Tomas", "Novak", age=17)

    with pytest.raises(Refused, match="16"):
        actions.begin(amina, [*children, old], **TOLD)
    with pytest.raises(Refused, match="close relative"):
        actions.begin(amina, children, **(TOLD | {"relation": "grandparent"}))

    assert not Standing.objects.unguarded(ALL).exists()


def test_a_visit_needs_its_report_and_happens_once_a_day(amina, children):
    actions.begin(amina, children[:1], **TOLD)
    held = [queries.open_of(amina, children[0].pk)]

    with pytest.raises(Refused) as told:
        actions.visit(amina, held, on=date(2026, 9, 9), seen_alone=None, words=" ")
    assert [field for field, _ in told.value.problems] == ["on", "words", "seen_alone"]
    actions.visit(amina, held, on=date(2026, 9, 21), seen_alone=False, words="Eva was out.")
    with pytest.raises(Refused, match="already"):
        actions.visit(
            amina, [queries.open_of(amina, children[0].pk)], on=date(2026, 9, 21), seen_alone=True, words="x"
        )


def test_it_ends_with_its_reason_and_its_clocks(amina, children):
    actions.begin(amina, children[:1], **TOLD)
    held = queries.open_of(amina, children[0].pk)
    actions.visit(amina, [held], on=date(2026, 10, 5), seen_alone=True, words="Settled.")
    held = queries.open_of(amina, children[0].pk)
    with pytest.raises(Refused, match="after that"):
        actions.end(amina, held, on=date(2026, 10, 4), reason="HOME")

    actions.end(amina, held, on=date(2026, 10, 12), reason="HOME")

    assert queries.open_of(amina, children[0].pk) is None
    assert not Timescale.objects.unguarded(ALL).filter(met_on=None, dropped_on=None).exists()
    with pytest.raises(Refused, match="goes on"):
        actions.visit(amina, [held], on=date(2026, 10, 12), seen_alone=True, words="x")


def test_visits_lie_within_it_and_are_hidden_with_the_child(amina, children, as_worker):
    (row,) = actions.begin(amina, children[:1], **TOLD)
    facts = {"arrangement": row, "seen_alone": True, "by": amina, "recorded_at": clock.now()}
    for told in ({"held_on": date(2026, 9, 9), "words": "x"}, {"held_on": date(2026, 9, 21), "words": ""}):
        with pytest.raises(IntegrityError):
            caring.put(PrivateFosteringVisit, **facts, **told)
    make.restricted(children[0])
    stranger = make.worker()

    as_worker(stranger)

    assert queries.arrangements_of(stranger, children[0].pk) == []
