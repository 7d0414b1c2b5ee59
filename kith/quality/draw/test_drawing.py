"""A month is drawn free of conflict and can be drawn again; who comes to hold a child audits another."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kith.access.guarded import EVERY_ROW
from kith.core import Refused
from kith.quality.conftest import OPENED, SEED, TODAY
from kith.quality.draw import actions, queries, rules
from kith.quality.draw.again import drawn_again
from kith.quality.models import AuditDraw, AuditRound, CaseAudit
from kith.work.models import Allocation, Involvement, Notice
from tests import make
from tests.auditing import on_a_plan, related

pytestmark = pytest.mark.django_db


def every():
    return list(CaseAudit.objects.unguarded(EVERY_ROW).order_by("pk"))


def test_every_manager_gets_a_case_that_is_not_of_their_team(month, audits, service, children):
    assert {one.auditor for one in audits} == {service["head"], *service["managers"].values()}
    for name, manager in service["managers"].items():
        mine = next(one for one in audits if one.auditor == manager)
        assert mine.person not in children[name]
    assert {one.due_on for one in audits} == {date(2026, 10, 31)}
    assert {one.looks_from for one in audits} == {date(2026, 4, 14)}


def test_one_in_six_has_a_second_reader_who_is_another(month, audits):
    seconds = [one for one in every() if one.second_of_id]

    assert len(seconds) == 1
    first = seconds[0].second_of
    assert (seconds[0].person_id, seconds[0].auditor_id != first.auditor_id) == (first.person_id, True)


def test_the_draw_is_kept_and_gives_the_same_when_it_is_made_again(month):
    row = AuditDraw.objects.get(round=month)

    assert (row.seed, drawn_again(row).is_same) == (SEED, True)
    assert len(row.given["cases"]) == 12
    row.taken = [[1, 2, "open", None]]
    assert not drawn_again(row).is_same
    assert "OTHER audits" in drawn_again(row).words


def test_conflicts_are_found_by_kind(service, children):
    north, head = service["managers"]["North"], service["head"]
    away, aunt, signed, hidden = children["South"]
    related(north, aunt)
    step = make.step(people=[signed], worker=service["workers"]["South"], state="completed")
    make.sign_off(step, decision="signed_off", by=north)
    make.restricted(hidden)
    case = away.involvements.unguarded(EVERY_ROW).get()
    Allocation.objects.unguarded(EVERY_ROW).filter(involvement=case).update(
        ended_on=TODAY - timedelta(days=30)
    )
    make.allocation(case, service["teams"]["West"], north, started_on=TODAY - timedelta(days=30))

    people = [one.pk for ones in children.values() for one in ones]
    told = queries.conflicts([north, head], people, date(2026, 4, 14))

    assert {person: why for person, why in told[north.pk].items() if why != "team"} == {
        aunt.pk: "related", signed.pk: "decided", hidden.pk: "closed_to", away.pk: "held",
    }  # fmt: skip
    assert {one.pk for one in children["North"]} == {p for p, why in told[north.pk].items() if why == "team"}
    assert told[head.pk] == {}


def test_conflicts_are_the_same_among_few_children_and_among_many(service, children):
    north = service["managers"]["North"]
    own, aunt = children["North"][0], children["South"][0]
    related(north, aunt)
    make.restricted(children["West"][0])
    numbers = [own.pk, aunt.pk]

    few = queries.barred([north], numbers, date(2026, 4, 14))
    many = queries.barred([north], [*numbers, *range(10**9, 10**9 + queries.FEW)], date(2026, 4, 14))

    assert few == many == {north.pk: {own.pk: "team", aunt.pk: "related"}}


def test_a_draw_asks_as_many_questions_for_few_auditors_as_for_many(service, children):
    def asked(month: date) -> int:
        with CaptureQueriesContext(connection) as told:
            actions.draw_month(service["head"], month=month, on=TODAY, seed=SEED)
        return len(told)

    for name, team in service["teams"].items():
        for _ in range(12):
            make.involvement(make.child(age=9), team, service["workers"][name], started_on=OPENED)
    assert service["head"].memberships_today  # read once and known from then on
    few = asked(TODAY)
    for at in range(6):
        make.worker(f"Manager {at}", role="team_manager", team=make.team(f"Area {at}"))

    assert asked(date(2026, 11, 1)) == few


def test_groups_are_found_from_facts(service, children):
    plan, closed, *_ = children["North"]
    on_a_plan(plan)
    case = closed.involvements.unguarded(EVERY_ROW).get()
    type(case).objects.unguarded(EVERY_ROW).filter(pk=case.pk).update(
        ended_on=date(2026, 9, 1), end_reason="RC7"
    )
    assessed = children["South"][0]
    make.step(people=[assessed], state="completed", started_on=date(2026, 9, 1))

    told = dict(queries.population(TODAY, actions._guide()))

    assert (told[plan.pk], told[closed.pk], told[assessed.pk]) == ("protection", "closed", "assessed")
    assert told[children["West"][0].pk] == "open"


def test_too_few_cases_are_refused_with_how_many_and_for_whom(service):
    child = make.child(age=9)
    make.involvement(child, service["teams"]["North"], service["workers"]["North"])

    with pytest.raises(Refused) as refused:
        actions.draw_month(service["head"], month=TODAY, on=TODAY)

    words = [one for _, one in refused.value.problems]
    assert words[0] == "Nothing was drawn: there is 1 case to draw from, and 3 audits went without one."
    assert any(one.startswith("For North Manager there is no case: of 1, 1 in the team") for one in words)
    assert not AuditRound.objects.exists()
    assert every() == []


def test_a_month_is_drawn_once_and_no_month_that_is_over(month, service):
    with pytest.raises(Refused, match="drawn already"):
        actions.draw_month(service["head"], month=TODAY, on=TODAY)
    with pytest.raises(Refused, match="is over"):
        actions.draw_month(service["head"], month=date(2026, 9, 1), on=TODAY)
    with pytest.raises(PermissionDenied):
        actions.draw_month(service["managers"]["North"], month=date(2026, 11, 1), on=TODAY)


def test_a_child_is_not_drawn_again_the_next_month(month, audits, service):
    later = actions.draw_month(service["head"], month=date(2026, 11, 1), on=TODAY)

    rows = CaseAudit.objects.seen_by(service["head"]).filter(draw__round=later, second_of=None)
    assert not {one.person_id for one in rows} & {one.person_id for one in audits}


def test_an_auditor_who_comes_to_hold_the_child_gets_another(month, audits, service, children):
    north = service["managers"]["North"]
    mine = next(one for one in audits if one.auditor == north)
    is_read_twice = mine.second_readings.unguarded(EVERY_ROW).exists()
    assert actions.stop_for_conflict(north, mine) is None
    case = mine.person.involvements.unguarded(EVERY_ROW).get()
    Allocation.objects.unguarded(EVERY_ROW).filter(involvement=case).update(ended_on=TODAY)
    make.allocation(case, service["teams"]["North"], north, started_on=TODAY)

    new = actions.stop_for_conflict(north, mine)

    mine = CaseAudit.objects.unguarded(EVERY_ROW).get(pk=mine.pk)
    assert (mine.state, mine.stop_reason) == ("stopped", "North Manager holds the child now.")
    assert new is not None
    assert (new.instead_of_id, new.auditor, new.person_id in {one.person_id for one in audits}) == (
        mine.pk, north, False,
    )  # fmt: skip
    assert [drawn_again(one).is_same for one in queries.draws(month)] == [True] * (2 + is_read_twice)
    assert actions.stop_for_conflict(north, new) is None


def held_by(auditor, audit):
    """That an auditor comes to hold the child of an audit."""
    case = audit.person.involvements.unguarded(EVERY_ROW).get()
    Allocation.objects.unguarded(EVERY_ROW).filter(involvement=case).update(ended_on=TODAY)
    make.allocation(case, make.team("Elsewhere"), auditor, started_on=TODAY)


def test_a_second_reader_who_comes_to_hold_the_child_is_followed_by_another(month):
    second = next(one for one in every() if one.second_of_id)
    held_by(second.auditor, second)

    new = actions.stop_for_conflict(second.auditor, second)

    assert new is not None
    assert (new.second_of_id, new.instead_of_id, new.person_id) == (
        second.second_of_id, second.pk, second.person_id,
    )  # fmt: skip
    assert new.auditor_id not in (second.auditor_id, second.second_of.auditor_id)
    told = queries.conflicts([new.auditor], [new.person_id], new.looks_from)
    assert told[new.auditor_id] == {}
    assert [drawn_again(one).words for one in queries.draws(month)][1] == (
        "Drawn again from the same seed and the same 1 child: the same 1 audit."
    )
    assert Notice.objects.filter(worker=new.auditor, kind="audit").count() == 1


def test_where_nobody_is_left_a_second_reading_stops_all_the_same(month):
    for _ in range(4):
        second = next((one for one in every() if one.second_of_id and one.is_open), None)
        if second is None:
            break
        related(second.auditor, second.person)
        actions.stop_for_conflict(second.auditor, second)

    assert not [one for one in every() if one.second_of_id and one.is_open]
    assert next(one for one in every() if one.second_of_id).second_of.is_open


def test_a_case_that_was_to_be_read_twice_takes_its_second_reading_along(month):
    second = next(one for one in every() if one.second_of_id)
    first = second.second_of
    held_by(first.auditor, first)

    new = actions.stop_for_conflict(first.auditor, first)

    rows = {one.pk: one for one in every()}
    assert (rows[second.pk].state, rows[second.pk].stop_reason) == ("stopped", actions.ALONE)
    again = [one for one in rows.values() if one.second_of_id == new.pk]
    assert [one.instead_of_id for one in again] == [second.pk]
    assert again[0].auditor_id != first.auditor_id
    assert all(drawn_again(one).is_same for one in queries.draws(month))


def test_a_case_has_one_second_reading_that_is_not_stopped(month):
    second = next(one for one in every() if one.second_of_id)
    readers = (second.auditor_id, second.second_of.auditor_id)
    other = next(one for one in every() if one.auditor_id not in readers)

    second.pk, second.auditor = None, other.auditor
    with pytest.raises(IntegrityError, match="case_audit_one_second_reading"), transaction.atomic():
        second.save(force_insert=True)


def test_a_theme_draws_from_its_cohort_and_keeps_it(service, children):
    for one in children["South"][:3]:
        on_a_plan(one)
    old = children["North"][0]
    case = old.involvements.unguarded(EVERY_ROW).get()
    type(case).objects.unguarded(EVERY_ROW).filter(pk=case.pk).update(started_on=date(2024, 1, 8))
    on_a_plan(old, since=date(2024, 10, 14))

    with pytest.raises(Refused, match="Choose whose cases"):
        actions.draw_theme(
            service["head"],
            cohort="",
            number=1,
            auditors=[service["head"].pk],
            due_on=date(2026, 11, 30),
            on=TODAY,
        )
    made = actions.draw_theme(
        service["head"], cohort="plan_over_two_years", number=1, auditors=[service["head"].pk],
        due_on=date(2026, 11, 30), on=TODAY,
    )  # fmt: skip

    assert [one.person_id for one in every()] == [old.pk]
    assert AuditDraw.objects.get(round=made).given["cases"] == [[old.pk, "protection"]]
    assert queries.cohort("plan_over_two_years", TODAY - timedelta(days=1)) == set()


def test_a_second_plan_is_one_that_is_not_the_first(service, children):
    again, once = children["North"][:2]
    case = again.involvements.unguarded(EVERY_ROW).get()
    type(case).objects.unguarded(EVERY_ROW).filter(pk=case.pk).update(started_on=date(2024, 1, 8))
    on_a_plan(again, since=date(2024, 3, 1), until=date(2024, 9, 1))
    on_a_plan(again)
    on_a_plan(once)

    assert queries.cohort("second_plan", TODAY) == {again.pk}


def test_a_theme_gives_nobody_a_child_whom_they_audit_already(month, audits, service):
    mine = {
        one.person_id for one in every() if one.auditor == service["head"]
    }  # a second reading may be among them
    Involvement.objects.unguarded(EVERY_ROW).update(started_on=date(2024, 1, 8))
    for one in audits:
        on_a_plan(one.person, since=date(2024, 6, 1))

    drawn = actions.draw_theme(
        service["head"], cohort="plan_over_two_years", number=len(audits) - len(mine), auditors=[service["head"].pk],
        due_on=date(2026, 11, 30), on=TODAY,
    )  # fmt: skip
    with pytest.raises(Refused) as refused:
        actions.draw_theme(
            service["head"], cohort="plan_over_two_years", number=1, auditors=[service["head"].pk],
            due_on=date(2026, 11, 30), on=TODAY,
        )  # fmt: skip

    rows = CaseAudit.objects.unguarded(EVERY_ROW).filter(draw__round=drawn)
    assert mine and not mine & {one.person_id for one in rows}
    told = [words for _, words in refused.value.problems]
    assert len(told) == 2  # how many there are, and the one auditor once
    assert told[1] == "For Ngozi Bright there is no case: of 4, 4 audit the child already."


def test_the_programme_draws_and_shows_the_round_with_its_draw(service, children, browser):
    window = browser(service["head"])
    shown = window.get(reverse("audit_programme")).content.decode()
    assert "4 managers" in shown
    bad = window.post(reverse("audit_draw"), {"do": "theme", "number": "many"})
    assert bad.status_code == 422
    assert "Choose whose cases are audited." in bad.content.decode()
    odd = window.post(reverse("audit_draw"), {"do": "month", "month": "99"})
    assert (odd.status_code, "Choose a month." in odd.content.decode()) == (422, True)

    answer = window.post(reverse("audit_draw"), {"do": "month", "month": "0"}, follow=True)

    text = answer.content.decode()
    assert "Drawn again from the same seed and the same 12 children: the same 4 audits." in text
    assert browser(service["workers"]["North"]).get(reverse("audit_programme")).status_code == 403
    assert browser(service["managers"]["North"]).post(reverse("audit_draw"), {}).status_code == 403


def test_a_restricted_child_is_on_nobodys_page_who_may_not_know(month, audits, service, browser):
    manager = service["managers"]["North"]
    hidden = next(one for one in audits if one.auditor != manager)
    make.restricted(hidden.person)

    shown = browser(manager).get(reverse("audit_round", kwargs={"number": month.pk})).content.decode()

    assert hidden.person.name not in shown
    assert not CaseAudit.objects.seen_by(manager).filter(pk=hidden.pk).exists()


def test_the_reason_for_a_stop_has_words_for_every_conflict():
    assert set(rules.STOPPED) == set(rules.WHY)
    assert Notice.objects.count() == 0
