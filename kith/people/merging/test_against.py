"""What is said before two records are made one, what is refused, and what goes along when they are parted."""

from datetime import date

import pytest

from kith.core import Refused, clock
from kith.frontdoor.models import Referral
from kith.people.adoption.actions import adopt
from kith.people.merging import actions, against, queries, rules
from kith.people.merging.test_merging import MANAGER, everything, merge
from kith.people.models import Adoption, Boundary, Person, Trait
from kith.work.models import Answer, Involvement, StepChild, VisitChild
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(db):
    return make.worker("Gia Lead", role=MANAGER)


def test_what_both_tell_of_one_thing_is_said_before_and_a_child_seen_stays_seen(manager):
    kept, gone, father, brother = make.child(), make.child(), make.adult(), make.child()
    by = {"started_on": date(2020, 5, 1), "recorded_at": clock.now(), "by": manager}
    for one, words in ((kept, "By order of 2020"), (gone, "By order of 2024")):
        Boundary.objects.create(person=one, other=father, kind="no_contact", words=words, **by)
        Trait.objects.create(person=one, kind="religion", code="none", **by)
    visit = make.visit([kept], seen="not_seen")
    VisitChild.objects.seen_by(manager).filter(visit=visit).update(told={"said": "“Gran came.”"})
    line = {"seen": "alone", "words": "Talked of school", "visited_at": visit.visited_at}
    line |= {"told": {"said": "“I like gran.”", "wishes": "A bed"}, "bedroom_seen": "yes"}
    VisitChild.objects.create(visit=visit, person=gone, **line)
    make.relationship(brother, "brother or sister", kept, started_on=date(2019, 1, 1))
    make.relationship(gone, "brother or sister", brother)
    before = everything()

    with pytest.raises(Refused, match="speaks against it"):
        merge(manager, kept, gone, confirmed=False)
    deal = merge(manager, kept, gone)

    told = "\n".join(deal.warnings)
    assert "words: By order of 2020 – words: By order of 2024. The record that stays tells it." in told
    assert "seen: not seen, not seen reason: No reply at the door" in told
    assert "seen: seen alone" in told and "bedroom seen: bedroom seen" in told
    assert "started on: 1 Jan 2019 – started on: not said" in told
    assert "a list" not in told, "both tell the same of it"
    seen = VisitChild.objects.seen_by(manager).get(visit=visit)
    assert (seen.person_id, seen.seen, seen.not_seen_reason) == (kept.pk, "alone", "")
    assert (seen.words, seen.bedroom_seen) == ("Talked of school", "yes")
    assert seen.told == {"said": "“Gran came.”\n\n“I like gran.”", "wishes": "A bed"}
    actions.unmerge(manager, deal, reason="Two children after all")
    assert everything() == before


def test_what_the_one_who_merges_may_not_know_of_is_not_told(manager, as_worker):
    kept, gone, hidden = make.child(), make.child(), make.child()
    by = {"started_on": date(2020, 5, 1), "recorded_at": clock.now(), "by": manager}
    for one, words in ((kept, "Secret one"), (gone, "Secret two")):
        Boundary.objects.create(person=one, other=hidden, kind="no_contact", words=words, **by)
    assert "Secret one" in "".join(against.warnings(manager, kept.pk, gone.pk))

    make.restricted(hidden)
    as_worker(manager)

    assert "Secret" not in "".join(against.warnings(manager, kept.pk, gone.pk))


def test_a_record_that_began_with_an_adoption_is_not_merged_and_nobody_learns_why(manager, as_worker):
    head, same = make.worker(role="head_of_service"), {"given_name": "Tia", "family_name": "Ashdown"}
    by_order = {"ordered_on": date(2026, 9, 1), "today": clock.today()} | same
    numbers = [adopt(head, make.child(age=5), **by_order) for _ in range(2)]
    one, two = (Person.objects.seen_by(manager).get(pk=number) for number in numbers)
    other = make.child(age=5)
    as_worker(manager)

    for kept, gone in ((one, other), (other, one), (one, two)):
        with pytest.raises(Refused) as told:
            merge(manager, kept, gone)
        assert told.value.words == rules.NOT_THESE == queries.obstacle(manager, kept.pk, gone.pk)
    assert "adopt" not in rules.NOT_THESE
    as_worker(head)
    assert Person.objects.seen_by(head).filter(pk__in=numbers).count() == 2
    assert not Adoption.objects.seen_by(head).exists(), "the link is nobody's to see"


def test_a_case_given_back_takes_along_all_that_was_added_to_it(manager):
    kept, gone = make.child(), make.child()
    deal = merge(manager, kept, gone, confirmed=True)
    other = make.step(people=[kept])
    case = make.involvement(kept)
    referral = make.referral(kept, involvement=case)
    step = make.step(people=[kept], involvements={kept: case})
    make.answer(step, "wishes", "To stay with gran", child=kept)

    actions.unmerge(manager, deal, reason="Two", give=[f"work_involvement.person_id.{case.pk}"])

    assert Involvement.objects.seen_by(manager).get(pk=case.pk).person_id == gone.pk
    assert Referral.objects.seen_by(manager).get(pk=referral.pk).person_id == gone.pk
    assert StepChild.objects.seen_by(manager).get(step=step).person_id == gone.pk
    assert Answer.objects.seen_by(manager).get(step=step).child_id == gone.pk
    assert StepChild.objects.seen_by(manager).get(step=other).person_id == kept.pk
