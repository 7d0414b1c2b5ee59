"""Two records of one person made one: what moves, what is refused, and that parting restores all of it."""

from datetime import date, timedelta
from importlib import import_module

import pytest
from django.db import connection

from kith.access.guarded import EVERY_ROW
from kith.core import Refused, clock
from kith.people.apart.actions import tell_apart, withdraw
from kith.people.apart.queries import apart_from
from kith.people.matching.queries import search
from kith.people.merging import actions, queries
from kith.people.models import FamilyMember, Identifier, OtherName, Person, Phone, Relationship, Residence
from kith.work.models import Answer, AnswerVersion, Involvement, StepChild
from tests import make

pytestmark = pytest.mark.django_db
OWN = {"people_merge", "people_mergedrow", "people_unmerge", "access_event"}
MANAGER = "team_manager"


def everything() -> list[tuple[str, str]]:
    """Every row of every table that a merge may touch, as text."""
    tables = {pointer.table for pointer in queries.pointers()} | {"people_person", "people_namekey"}
    asked = " union all ".join(
        f"select '{table}', to_jsonb(t)::text from {table} t" for table in tables - OWN
    )
    with connection.cursor() as cursor:
        cursor.execute(asked)
        return sorted(cursor.fetchall())


def merge(by, kept: Person, gone: Person, take=(), reason="The same child, said the mother", **facts):
    version = facts.get("version", queries.version(by, kept.pk, gone.pk))
    confirmed = facts.get("confirmed", True)
    return actions.merge(by, kept, gone, take=take, reason=reason, version=version, confirmed=confirmed)


@pytest.fixture
def manager(db):
    return make.worker("Gia Lead", role=MANAGER)


def test_everything_that_pointed_to_the_record_points_to_the_one_that_stays(manager):
    kept, gone = make.child("Tia", "Marlowe"), make.child("Tiah", "Marlow")
    make.phone(gone)
    case = make.involvement(gone)
    step = make.step(people=[gone])

    merge(manager, kept, gone, take=["sex"])

    assert not Person.objects.seen_by(manager).filter(pk=gone.pk).exists()
    assert Phone.objects.seen_by(manager).get().person_id == kept.pk
    assert Involvement.objects.seen_by(manager).get(pk=case.pk).person_id == kept.pk
    assert StepChild.objects.seen_by(manager).get(step=step).person_id == kept.pk
    assert queries.leads_to(manager, gone.pk) == kept.pk
    assert [hit.person_id for hit in search(manager, "Tiah Marlow", clock.today())] == [kept.pk]


def test_parting_restores_every_row(manager):
    group = make.family("Marlowe", children=[kept := make.child("Tia", "Marlowe")], since=date(2020, 1, 1))
    gone = make.child("Tiah", "Marlow", known_as="Tee", sex="M")
    FamilyMember.objects.create(family=group.family, person=gone, started_on=date(2019, 1, 1))
    make.home(gone, since=date(2015, 1, 1), lines="2 Mill Lane")
    make.relationship(group.mother, "mother", gone)
    make.relationship(gone, "child", group.mother)
    make.relationship(kept, "brother or sister", gone)
    make.step(people=[kept, gone])
    make.contact([kept, gone])
    make.note([kept, gone])
    before = everything()

    deal = merge(manager, kept, gone, take=["name", "born", "sex"])
    merged = everything()
    actions.unmerge(manager, deal, reason="Two children after all")

    assert merged != before
    assert everything() == before


def test_days_both_tell_are_told_by_the_record_that_stays(manager):
    kept, gone = make.child(), make.child()
    here = make.home(kept, since=date(2020, 1, 1))
    there = make.home(gone, since=date(2018, 1, 1), lines="2 Mill Lane")

    merge(manager, kept, gone)

    homes = Residence.objects.seen_by(manager).order_by("started_on")
    assert [(one.address_id, one.started_on, one.ended_on) for one in homes] == [
        (there.pk, date(2018, 1, 1), date(2020, 1, 1)),
        (here.pk, date(2020, 1, 1), None),
    ]


def test_a_relationship_that_both_have_stands_once_whichever_end_told_it(manager):
    kept, gone, brother = make.child(), make.child(), make.child()
    make.relationship(brother, "brother or sister", kept)
    make.relationship(gone, "brother or sister", brother)

    before = everything()

    deal = merge(manager, kept, gone)

    assert Relationship.objects.seen_by(manager).count() == 1
    actions.unmerge(manager, deal, reason="Two children")
    assert everything() == before


def test_later_work_stays_and_earlier_rows_go_back(manager):
    kept, gone = make.child(), make.child()
    make.phone(gone, "01632 960 118")
    deal = merge(manager, kept, gone)
    new, given_back = make.phone(kept, "01632 960 200"), make.phone(kept, "01632 960 300")
    keys = {one.words: one.key for one in queries.added_since(manager, deal)}

    actions.unmerge(manager, deal, reason="Two children", give=[keys["telephones: 01632 960 300"]])

    numbers = {phone.number: phone.person_id for phone in Phone.objects.seen_by(manager)}
    assert numbers == {"01632 960 118": gone.pk, new.number: kept.pk, given_back.number: gone.pk}


def test_work_on_a_case_that_goes_back_goes_with_it(manager):
    kept, gone = make.child(), make.child()
    case = make.involvement(gone)
    deal = merge(manager, kept, gone)
    step = make.step(people=[kept], involvements={kept: case})

    actions.unmerge(manager, deal, reason="Two children")

    assert StepChild.objects.seen_by(manager).get(step=step).person_id == gone.pk


def test_a_fact_changed_since_is_kept(manager):
    kept, gone = make.child("Tia", "Marlowe"), make.child("Tiah", "Marlow")
    deal = merge(manager, kept, gone, take=["name"])
    Person.objects.seen_by(manager).filter(pk=kept.pk).update(given_name="Tiana")

    actions.unmerge(manager, deal, reason="Two children")

    kept = Person.objects.seen_by(manager).get(pk=kept.pk)
    assert (kept.given_name, kept.family_name) == ("Tiana", "Marlowe")


def refused(act) -> str:
    before = everything()
    with pytest.raises(Refused) as told:
        act()
    assert everything() == before
    return told.value.words


def test_two_cases_on_the_same_days_are_refused_in_words(manager):
    kept, gone = make.child(), make.child()
    make.involvement(kept)
    make.involvement(gone)

    assert "a case on the same days" in refused(lambda: merge(manager, kept, gone))


def test_two_referrals_of_one_day_are_refused_in_words(manager):
    kept, gone, day = make.child(), make.child(), clock.today() - timedelta(days=3)
    for one in (kept, gone):
        make.referral(one, received_on=day, involvement=None, no_further_action=True)

    assert "referral received on the same day" in refused(lambda: merge(manager, kept, gone))


def test_a_stale_page_is_refused(manager):
    kept, gone = make.child(), make.child()
    version = queries.version(manager, kept.pk, gone.pk)
    make.phone(gone)

    words = refused(lambda: merge(manager, kept, gone, version=version))
    assert "changed one of the two records meanwhile" in words


def test_a_restricted_record_is_refused_to_who_may_see_it_and_absent_to_others(manager, as_worker):
    kept, gone = make.child(), make.child()
    version = queries.version(manager, kept.pk, gone.pk)
    make.restricted(gone, [manager])
    version = queries.version(manager, kept.pk, gone.pk)
    other = make.worker("Omar Other", role=MANAGER)

    assert "restricted" in refused(lambda: merge(manager, kept, gone, version=version))
    as_worker(other)
    assert queries.side(other, gone.pk) is None
    assert "meanwhile" in refused(lambda: merge(other, kept, gone, version=version))


def test_a_merge_moves_what_the_one_who_merges_may_not_know_of(manager, as_worker):
    kept, gone, hidden = make.child(), make.child(), make.child()
    step = make.step(people=[gone, hidden])
    make.relationship(hidden, "brother or sister", gone)
    make.restricted(hidden)
    as_worker(manager)
    before = everything()

    deal = merge(manager, kept, gone)
    assert not StepChild.objects.seen_by(manager).filter(person=hidden).exists()
    assert queries.side(manager, hidden.pk) is None
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from people_mergedrow")
        assert cursor.fetchone() == (0,), "nobody reads the trace"
    as_worker(None)
    with connection.cursor() as cursor:
        cursor.execute("select set_config('kith.worker', '0', false)")
    moved = StepChild.objects.unguarded(EVERY_ROW).filter(step=step)
    assert {row.person_id for row in moved} == {kept.pk, hidden.pk}
    as_worker(manager)
    actions.unmerge(manager, deal, reason="Two children")
    assert everything() == before


def test_merges_are_undone_in_the_order_they_were_made(manager):
    first, second, third = make.child(), make.child(), make.child()
    before = everything()
    one = merge(manager, second, first)
    two = merge(manager, third, second)

    assert queries.leads_to(manager, first.pk) == third.pk
    one.refresh_from_db(from_queryset=type(one).objects.seen_by(manager))
    assert "later merge first" in refused(lambda: actions.unmerge(manager, one, reason="Wrong"))
    actions.unmerge(manager, two, reason="Wrong")
    one.refresh_from_db(from_queryset=type(one).objects.seen_by(manager))
    actions.unmerge(manager, one, reason="Wrong")
    assert everything() == before
    assert "undone already" in refused(lambda: actions.unmerge(manager, one, reason="Again"))


def test_parting_while_the_record_is_restricted_is_refused(manager):
    kept, gone = make.child(), make.child()
    deal = merge(manager, kept, gone)
    make.restricted(kept, [manager])

    assert "restricted" in refused(lambda: actions.unmerge(manager, deal, reason="Wrong"))


def test_the_trace_can_only_grow(manager):
    with connection.cursor() as cursor:
        for table in ("people_merge", "people_mergedrow", "people_unmerge"):
            for right in ("UPDATE", "DELETE", "TRUNCATE"):
                cursor.execute("select has_table_privilege('kith_app', %s, %s)", [table, right])
                assert cursor.fetchone() == (False,)


def test_answers_about_the_child_and_every_version_of_them_are_read_under_the_one_that_stays(manager):
    kept, gone = make.child(), make.child()
    step = make.step(people=[gone])
    make.answer(step, "wishes", "To stay with gran", child=gone)
    before = everything()

    deal = merge(manager, kept, gone)

    for table in (Answer, AnswerVersion):
        assert table.objects.seen_by(manager).get(step=step).child_id == kept.pk
    actions.unmerge(manager, deal, reason="Two children")
    assert everything() == before


def test_versions_left_behind_by_earlier_merges_are_brought_along(manager, as_owner):
    kept, gone = make.child(), make.child()
    step = make.step(people=[gone])
    make.answer(step, "wishes", "To stay with gran", child=gone)
    before = everything()
    deal = merge(manager, kept, gone)
    left_behind = import_module("kith.work.migrations.0009_versions_belong_to_people").LEFT_BEHIND
    with connection.cursor() as cursor:
        cursor.execute("delete from people_mergedrow where \"table\" = 'work_answerversion'")
        cursor.execute("update work_answerversion set child_id = %s", [gone.pk])

        cursor.execute(left_behind)

    assert AnswerVersion.objects.seen_by(manager).get(step=step).child_id == kept.pk
    actions.unmerge(manager, deal, reason="Two children")
    assert everything() == before


def test_who_was_told_apart_is_merged_only_after_a_look_and_parting_tells_them_apart_again(manager):
    kept, gone, third = make.child("Tia", "Marlowe"), make.child("Tiah", "Marlow"), make.child("Tya", "Marlo")
    withdraw(manager, tell_apart(manager, kept, gone, reason="Mistaken"), reason="Not sure")
    for one, other in ((gone, kept), (kept, third), (third, gone)):
        tell_apart(manager, one, other, reason="Two birth certificates")
    before = everything()

    words = refused(lambda: merge(manager, kept, gone, confirmed=False))
    deal = merge(manager, kept, gone)

    assert "what speaks against it" in words
    assert deal.warnings[0].startswith("Gia Lead said on")
    assert "two people: Two birth certificates" in deal.warnings[0]
    assert apart_from(manager, kept.pk) == {third.pk}
    actions.unmerge(manager, deal, reason="Two children after all")
    assert everything() == before
    assert apart_from(manager, gone.pk) == {kept.pk, third.pk}


def test_what_speaks_against_a_merge_is_confirmed_and_kept_with_it(manager):
    kept, gone = make.child(sex="F", born_on=date(2017, 4, 21)), make.child(sex="M", born_on=date(2015, 6, 2))
    numbers = [make.identifier(one).value for one in (kept, gone)]

    assert "one person all the same" in refused(lambda: merge(manager, kept, gone, confirmed=False))
    deal = merge(manager, kept, gone)

    assert [number in deal.warnings[0] for number in numbers] == [True, True]
    assert [words.split(":")[0] for words in deal.warnings[1:]] == [
        "One is recorded as female, the other as male.",
        "They were not born on the same day",
    ]
    plain = merge(
        manager, make.child("Ann", "Bell", sex="F"), make.child("Anne", "Bell", sex="U"), confirmed=False
    )
    assert plain.warnings == []


def test_no_reason_and_no_words_are_refused(manager):
    kept, gone = make.child(), make.child()

    assert "Say how you know" in refused(lambda: merge(manager, kept, gone, reason="  "))
    assert "this record itself" in refused(
        lambda: actions.merge(
            manager, kept, kept, take=(), reason="x", version=queries.version(manager, kept.pk, kept.pk)
        )
    )


def test_a_name_and_a_number_lead_to_the_one_that_stays(manager):
    kept, gone = make.child("Tia", "Marlowe"), make.child("Tiah", "Marlow", known_as="Tee")

    merge(manager, kept, gone)

    names = {(one.given_name, one.family_name) for one in OtherName.objects.seen_by(manager)}
    assert names == {("Tiah", "Marlow"), ("Tee", "Marlow")}
    assert Identifier.objects.seen_by(manager).get(kind="record").value == str(gone.pk)
