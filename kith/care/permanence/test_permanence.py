"""Permanence on the record: a whole adoption in the order of its days, a reversal, special guardianship."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError

from kith.care.models import AdoptionDecision, AdoptionMatch, CarePeriod, Placement
from kith.care.period.queries import held
from kith.care.permanence import actions, queries
from kith.care.status import actions as statuses
from kith.care.status.rules import Told as Status
from kith.care.together.queries import in_care
from kith.core import Refused, clock
from kith.people.adoption.actions import adopt
from kith.people.models import Identifier, Person
from kith.work.models import Standing
from tests import caring, make

pytestmark = pytest.mark.django_db
TODAY, SINCE = date(2026, 10, 14), date(2025, 1, 6)
DECIDED, MATCHED, PLACED, ORDERED = date(2025, 9, 1), date(2026, 2, 2), date(2026, 3, 2), date(2026, 10, 1)
ALL = "a rule needs every row, and shows none"
COUPLE = {"by_foster_carer": False, "adopters": 2, "sex": "MF", "legal": "L11"}


@pytest.fixture
def head(monkeypatch):
    monkeypatch.setenv("KITH_TODAY", "2026-10-14")
    return make.worker(role="head_of_service", team=make.team())


@pytest.fixture
def amina(head):
    return make.worker(team=head.team)


@pytest.fixture
def tia(amina):
    return make.child("Tia", "Marlowe", born_on=date(2022, 5, 4))


def placed(by, child, kind="A6", status="E1") -> CarePeriod:
    return caring.in_care(child, SINCE, by, status=status, kind=kind, placed_on=PLACED)


def matched(by, child, period):
    actions.decide(by, in_care(by, child.pk, TODAY), on=DECIDED)
    return actions.match(by, period, on=MATCHED, **COUPLE)


def test_a_decision_after_the_placement_order_is_refused_and_an_order_before_it_told_554(amina, tia):
    period = placed(amina, tia)
    with pytest.raises(Refused, match="554"):
        actions.decide(amina, in_care(amina, tia.pk, TODAY), on=PLACED + timedelta(days=1))
    assert queries.findings_of(amina, held(amina, period.pk)) == []

    actions.decide(amina, in_care(amina, tia.pk, TODAY), on=PLACED)
    assert queries.findings_of(amina, held(amina, period.pk)) == []
    last = held(amina, period.pk).statuses[-1]
    statuses.correct(amina, last, told=Status("E1"), on=PLACED - timedelta(days=1), why="The day was wrong")

    assert "rule 554" in queries.findings_of(amina, held(amina, period.pk))[0]


def test_an_adoption_in_the_order_of_its_days(amina, tia):
    period = placed(amina, tia)
    with pytest.raises(Refused, match="Record first the decision"):
        actions.match(amina, period, on=MATCHED, **COUPLE)
    with pytest.raises(Refused, match="601"):
        actions.adoption_order(amina, period, on=ORDERED, is_opposed=False)
    matched(amina, tia, period)
    with pytest.raises(Refused, match="582"):
        actions.adoption_order(amina, period, on=MATCHED, is_opposed=False)
    with pytest.raises(Refused, match="consent"):
        actions.adoption_order(amina, period, on=ORDERED, is_opposed=None)

    actions.adoption_order(amina, period, on=ORDERED, is_opposed=True)

    standing = Standing.objects.unguarded(ALL).get(pk=period.pk)
    assert (standing.ended_on, standing.end_reason) == (ORDERED, "E12")
    held = queries.permanence_of(amina, period)
    assert (held.decision.decided_on, held.match.matched_on) == (DECIDED, MATCHED)


def test_pitfall_9_an_adoption_makes_a_new_unlinked_child(amina, head, tia, as_worker):
    period = placed(amina, tia)
    make.identifier(tia, "upn", "A123456789012")
    matched(amina, tia, period)
    actions.adoption_order(amina, period, on=ORDERED, is_opposed=False)
    new = {"given_name": "Rose", "family_name": "Ashdown", "today": TODAY}
    as_worker(head)
    with pytest.raises(Refused, match="open case"):
        adopt(head, tia, ordered_on=ORDERED, **new)
    case = tia.involvements.unguarded(ALL).get()
    case.ended_on, case.end_reason, case.ended_recorded_at = ORDERED, "RC1", clock.now()
    case.save()

    became = adopt(head, tia, ordered_on=ORDERED, **new)

    assert became != tia.pk
    assert not Identifier.objects.seen_by(head).filter(person=became).exists(), "a new pupil number is given"
    assert not Person.objects.seen_by(head).filter(pk=tia.pk).exists()
    assert in_care(head, became, TODAY) == []
    for table in (CarePeriod, AdoptionDecision, AdoptionMatch, Placement):
        assert not table.objects.seen_by(head).exists(), "nothing of the sealed time in care is shown"


def test_a_decision_is_reversed_once_and_another_may_follow(amina, tia):
    period = caring.in_care(tia, SINCE, amina)
    matched(amina, tia, period)
    with pytest.raises(Refused, match="579"):
        actions.decide(amina, in_care(amina, tia.pk, TODAY), on=date(2026, 9, 1))

    actions.reverse(amina, period, on=date(2026, 9, 1), reason="RD3")

    held = queries.permanence_of(amina, period)
    assert (held.decision, held.match) == (None, None)
    assert held.matches[0].ended_on == date(2026, 9, 1)
    with pytest.raises(Refused, match="579"):
        actions.decide(amina, in_care(amina, tia.pk, TODAY), on=date(2026, 9, 1))
    actions.decide(amina, in_care(amina, tia.pk, TODAY), on=date(2026, 9, 2))


def test_a_decision_stands_while_a_placement_order_or_placement_does(amina, tia):
    period = placed(amina, tia)
    matched(amina, tia, period)

    with pytest.raises(Refused) as told:
        actions.reverse(amina, period, on=TODAY, reason="RD3")
    assert "(553)" in told.value.words
    assert "end that placement" in told.value.words
    with pytest.raises(Refused, match="end that placement"):
        actions.end_match(amina, period, on=TODAY, words="It did not work")


def test_brothers_and_sisters_have_one_plan_and_the_next_replaces_it(amina, tia):
    kofi = make.child("Kofi", "Marlowe", age=6)
    make.family(children=[tia, kofi])
    for child in (tia, kofi):
        caring.in_care(child, SINCE, amina)
    both = in_care(amina, tia.pk, TODAY)

    actions.plan(amina, both, kind="adoption", on=date(2025, 5, 1), words="")
    actions.plan(amina, both[:1], kind="long_term_fostering", on=date(2026, 5, 1), words="With the Bassetts")

    plans = queries.permanence_of(amina, both[0].period).plans
    assert [(one.kind, one.ended_on) for one in plans] == [
        ("long_term_fostering", None), ("adoption", date(2026, 5, 1)),
    ]  # fmt: skip
    with pytest.raises(Refused, match="another begins after"):
        actions.plan(amina, both, kind="adoption", on=date(2026, 5, 1), words="")


def test_special_guardianship_ends_care_with_its_own_code(amina, tia):
    period = caring.in_care(tia, SINCE, amina, kind="U1", placed_on=PLACED)
    actions.plan(amina, in_care(amina, tia.pk, TODAY), kind="guardianship", on=SINCE, words="")

    actions.guardianship_order(
        amina, period, on=ORDERED, is_former_carer=True, is_kin=True, guardians="Gran, Mrs Vera Marlowe"
    )
    actions.end_with_care(amina, period, on=ORDERED, reason="E45")

    standing = Standing.objects.unguarded(ALL).get(pk=period.pk)
    assert (standing.ended_on, standing.end_reason) == (ORDERED, "E45")
    assert queries.permanence_of(amina, period).plan is None


def test_care_does_not_end_otherwise_under_a_decision_for_adoption_557(amina, tia):
    period = caring.in_care(tia, SINCE, amina)
    actions.decide(amina, in_care(amina, tia.pk, TODAY), on=DECIDED)

    with pytest.raises(Refused, match="557"):
        actions.end_with_care(amina, period, on=TODAY, reason="E4A")
    actions.end_with_care(amina, period, on=TODAY, reason="E2")


def test_rows_that_cannot_be_are_not_written(amina, tia):
    period = caring.in_care(tia, SINCE, amina)
    (decision,) = actions.decide(amina, in_care(amina, tia.pk, TODAY), on=DECIDED)
    facts = {"by": amina, "recorded_at": clock.now()}
    told = {"adopters": 2, "adopters_sex": "MM", "adopters_legal": "L11", "by_foster_carer": False}
    for table, row in (
        (AdoptionDecision, {"period": period, "decided_on": TODAY}),  # 579
        (AdoptionDecision, {"period": period, "decided_on": date(2025, 1, 5)}),  # 1003
        (AdoptionMatch, {"decision": decision, "matched_on": MATCHED, **told}),  # 520
    ):
        with pytest.raises(IntegrityError):
            caring.put(table, **row, **facts)
