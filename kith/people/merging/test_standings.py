"""Whatever plans and times in care two records have, made one they never contradict what law says of them."""

from datetime import date, timedelta

import pytest
from django.db import connection
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from kith.access.guarded import EVERY_ROW
from kith.core import Refused, clock
from kith.people.merging import rules
from kith.people.merging.test_merging import MANAGER, everything, merge
from kith.work.models import Involvement, Standing
from kith.work.standings.rules import Case, Held, obstacle_to_beginning
from tests import make

FIRST, LAST = date(2019, 1, 1), date(2026, 9, 30)
KINDS = ("in_need", "protection", "looked_after", "enquiry")
KIND = st.sampled_from(KINDS)
LENGTH = st.integers(0, 6)
# a case of one record or of the other: days after the case before it ended, and what was in it, one after another
IN_A_CASE = st.lists(st.tuples(KIND, LENGTH, LENGTH), max_size=3)
HISTORY = st.lists(st.tuples(st.booleans(), st.sampled_from([0, 0, 1, 5]), IN_A_CASE), max_size=5)
WORDS = {rules.TWO_STANDINGS, rules.IN_NEED_BESIDE, rules.TWO_CASES}


def contradicts(periods):
    """Whether these periods, begun in this order in one record, would be refused by the rules of standing."""
    begun: list[Held] = []
    for one in sorted(periods, key=lambda held: (held.started_on, held.ended_on)):
        found = obstacle_to_beginning(
            "Tia", one.kind, one.started_on, until=one.ended_on, held=begun, case=Case(FIRST),
            needs_case=True, today=LAST,
        )  # fmt: skip
        if found or any(beside_care(one, other) for other in begun):
            return True
        begun.append(one)
    return False


def beside_care(one, other):
    """An in-need plan and a time in care on one day; what begins and ends on one day is on none."""
    if {one.kind, other.kind} != {"in_need", "looked_after"}:
        return False
    shared = (min(one.ended_on, other.ended_on) - max(one.started_on, other.started_on)).days
    return shared > 0 and min(one.ended_on - one.started_on, other.ended_on - other.started_on) > timedelta()


class AnyPlans(TestCase):
    """Two records with cases one after the other, whose plans may touch where one case follows the other."""

    @settings(
        max_examples=25,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.explicit, Phase.generate],
    )
    @given(history=HISTORY)
    def test_two_records_are_merged_exactly_where_the_rules_of_standing_allow_it(self, history):
        """Pitfall 10, kept by a merge too."""
        with connection.cursor() as cursor:
            cursor.execute("set role kith_app")
            cursor.execute("select set_config('kith.worker', '0', false)")
        self.by, self.now = make.worker("Gia Lead", role=MANAGER), clock.now()
        kept, gone = make.child("Tia", "Marlowe", age=9), make.child("Tiah", "Marlowe", age=9)
        told: dict[int, list[Held]] = {kept.pk: [], gone.pk: []}
        self.on = FIRST
        for is_kept, gap, inside in history:
            self.live(kept if is_kept else gone, gap, inside, told)
        before = everything()
        is_contradiction = contradicts([*told[kept.pk], *told[gone.pk]])

        if is_contradiction:
            with pytest.raises(Refused) as refused:
                merge(self.by, kept, gone)
            assert refused.value.problems[0][1] in WORDS
            assert everything() == before
        else:
            merge(self.by, kept, gone)
            rows = Standing.objects.unguarded(EVERY_ROW).filter(person=kept)
            assert rows.count() == len(told[kept.pk]) + len(told[gone.pk])

    def live(self, person, gap, inside, told):
        """One case of a person, with what was in it where that alone is possible."""
        start = self.on = self.on + timedelta(days=gap)
        found = []
        for kind, wait, length in inside:
            begun = self.on + timedelta(days=wait)
            self.on = begun + timedelta(days=max(length, kind in ("protection", "looked_after")))
            found.append(Held(kind, begun, self.on))
        case = make.involvement(person, started_on=start, ended_on=self.on)
        for one in found:
            if not contradicts([*told[person.pk], one]):
                told[person.pk].append(one)
                self.put(case, one)

    def put(self, case: Involvement, one: Held) -> None:
        Standing.objects.create(
            person=case.person, involvement=case, kind=one.kind, started_on=one.started_on,
            ended_on=one.ended_on, end_reason="x", by=self.by, recorded_at=self.now, ended_recorded_at=self.now,
        )  # fmt: skip


@pytest.mark.django_db
def test_a_plan_that_follows_the_others_without_a_day_between_is_not_carried():
    """4014: the record store itself would not have it, and the merge says why in words."""
    by, now, day = make.worker("Gia Lead", role=MANAGER), clock.now(), date(2026, 3, 2)
    kept, gone = make.child("Tia", "Marlowe"), make.child("Tiah", "Marlowe")
    facts = {"kind": "in_need", "by": by, "recorded_at": now, "started_on": day}
    ended = {"ended_on": day, "end_reason": "x", "ended_recorded_at": now}
    first = make.involvement(kept, started_on=day, ended_on=day)
    Standing.objects.create(person=kept, involvement=first, **facts, **ended)
    Standing.objects.create(person=gone, involvement=make.involvement(gone, started_on=day), **facts)

    with pytest.raises(Refused) as refused:
        merge(by, kept, gone)

    assert refused.value.problems[0][1] == rules.TWO_STANDINGS
