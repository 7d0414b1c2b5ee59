from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from kith.access.models import Membership
from kith.core import Refused, clock
from kith.core.calendar import england
from kith.work.models import ManagementDecision, NoteChild, SampledWork, Supervision, SupervisionLine
from kith.work.steps import actions as steps
from kith.work.supervision import actions, events, queries
from kith.work.supervision.agenda import agenda
from tests import make
from tests.supervising import TODAY, TOMORROW, told


def test_who_plans_first_supervises_and_the_worker_is_told(colin, amina, planned) -> None:
    line = SupervisionLine.objects.get(worker=amina)

    assert (line.supervisor, line.first_due_on) == (colin, date(2026, 11, 14))
    assert "Local policy" in line.due_reason
    assert amina.notices.count() == 2
    assert actions.plan(colin, amina, planned_on=TOMORROW).pk == planned.pk
    planned.refresh_from_db()
    assert planned.planned_on == TOMORROW


def test_the_first_year_has_it_more_often(colin, north) -> None:
    new = make.worker("Farrah Iqbal", team=north, newly_qualified_until=date(2027, 1, 1))

    actions.plan(colin, new, planned_on=TODAY)

    assert SupervisionLine.objects.get(worker=new).first_due_on == date(2026, 10, 28)


def test_nobody_supervises_themselves_or_who_works_elsewhere(colin, amina, north) -> None:
    far = make.worker("Lena Frost", team=make.team("East"))
    gone = make.worker("Mel Gone", role="team_manager", team=north, is_active=False)
    with pytest.raises(Refused, match="Nobody supervises themselves"):
        actions.plan(colin, colin, planned_on=TODAY)
    with pytest.raises(Refused, match="Nobody supervises themselves"):
        actions.supervise(colin, colin, supervisor=colin)
    with pytest.raises(Refused, match="team of yours"):
        actions.plan(colin, far, planned_on=TODAY)
    with pytest.raises(Refused, match="do not work here"):
        actions.supervise(colin, amina, supervisor=gone)
    with pytest.raises(Refused, match="roles do not allow"):
        actions.supervise(colin, amina, supervisor=make.worker("Ben Okoye", team=north))
    with pytest.raises(PermissionDenied):
        actions.plan(amina, colin, planned_on=TODAY)
    assert not SupervisionLine.objects.exists()


def test_a_second_supervisor_takes_over_what_is_planned(colin, amina, north, planned) -> None:
    martin = make.worker("Martin Sole", role="team_manager", team=north)
    with pytest.raises(Refused, match="Colin Burge supervises"):
        actions.plan(martin, amina, planned_on=TOMORROW)

    actions.supervise(martin, amina, supervisor=martin)

    planned.refresh_from_db()
    assert planned.supervisor == martin
    assert queries.line_of(amina).supervisor == martin
    with pytest.raises(Refused, match="do not supervise"):
        actions.hold(colin, planned, held_on=TODAY, next_on=None)
    assert actions.hold(martin, planned, held_on=TODAY, next_on=None).next_due_on == date(2026, 11, 14)


def test_a_supervisor_who_left_is_shown_and_can_be_replaced(colin, amina, north, planned) -> None:
    Membership.objects.filter(worker=colin).update(ended_on=TODAY)
    martin = make.worker("Martin Sole", role="team_manager", team=north)

    row = next(row for row in queries.standings(martin, TODAY, england()) if row.worker_id == amina.pk)

    assert (row.supervisor, row.supervisor_left) == ("Colin Burge", True)
    assert actions.supervise(martin, amina, supervisor=martin).supervisor == martin


def test_held_sets_the_next_day_and_missed_needs_a_reason(colin, amina, planned) -> None:
    with pytest.raises(Refused, match="Choose why"):
        actions.miss(colin, planned, reason="moon", next_on=None)
    with pytest.raises(Refused, match="still to come"):
        actions.hold(colin, planned, held_on=TOMORROW, next_on=None)

    actions.miss(colin, planned, reason="urgent_work", next_on=TOMORROW)
    second = Supervision.objects.get(worker=amina, missed_at__isnull=True)

    assert second.planned_on == TOMORROW
    with pytest.raises(Refused, match="missed"):
        actions.hold(colin, planned, held_on=TODAY, next_on=None)
    held = actions.hold(colin, second, held_on=TODAY, next_on=date(2026, 11, 11))
    assert held.next_due_on == date(2026, 11, 14)
    assert Supervision.objects.filter(worker=amina, held_on=None, missed_at=None).count() == 1


def test_the_agenda_is_made_of_what_stands_in_the_record(colin, amina, children, work, planned) -> None:
    make.step("single_assessment", [children[0]], worker=amina, started_on=date(2026, 7, 1))

    made = agenda(colin, planned, TODAY, england())

    (family,) = made.families
    assert [child.pk for child in family.children] == [child.pk for child in children]
    assert family.points[0].mark == "late"
    assert any("visit" in point.what.lower() for point in family.points)
    assert "As the record stands on Wed 14 Oct 2026" in family.facts(TODAY)


def test_what_drifts_and_what_was_read_by_chance_is_on_the_agenda(
    colin, amina, children, north, planned
) -> None:
    make.step("closure", children, worker=amina, started_on=date(2026, 8, 3), due_on=None)
    done = make.step("single_assessment", children[:1], worker=amina, state="completed")
    SampledWork.objects.create(
        step=done, one_in=2, seed="s", is_drawn=True, drawn_at=clock.now(), reason="", read_at=clock.now(),
        read_by=colin, verdict="concerns", words="Nobody asked Tia",
    )  # fmt: skip

    points = agenda(colin, planned, TODAY, england()).families[0].points

    assert any((point.mark == "drift" and "2026" in point.words) or "aim" in point.words for point in points)
    assert any(point.words == "Has concerns" and point.step == done.pk for point in points)


def test_the_agenda_asks_the_same_for_three_children_and_for_twelve(
    colin, amina, north, children, planned, django_assert_max_num_queries
) -> None:
    with django_assert_max_num_queries(18):
        agenda(colin, planned, TODAY, england())
    for number in range(3):
        more = [make.child(f"Child{number}{each}", f"Novak{number}") for each in range(3)]
        home = make.family(f"Novak{number}", children=more)
        for child in more:
            make.involvement(child, north, amina, family=home.family)
        make.step("single_assessment", more, worker=amina)
    with django_assert_max_num_queries(18):
        made = agenda(colin, planned, TODAY, england())
    assert len(made.people) == 12


def test_a_decision_is_filed_once_and_read_on_every_record(colin, amina, children, planned) -> None:
    ids = [child.pk for child in children]

    actions.file(colin, planned, children=ids, told=told(to_do="Ring gran", owner=amina.pk, do_by=TOMORROW))

    planned.refresh_from_db()
    assert planned.held_on == TODAY
    for child in ids:
        (made,) = queries.decisions_of(amina, [child])
        assert (made.owner, made.supervision, made.decided_by) == (amina, planned, colin)
    assert len(list(events.decisions(amina, ids))) == 3
    assert NoteChild.objects.seen_by(colin).filter(person__in=ids, note__kind="supervision").count() == 3
    assert queries.to_do(amina) == [made]
    assert set(queries.last_talked(colin, ids)) == set(ids)


def test_what_was_agreed_comes_back_next_time_until_it_is_done(colin, amina, children, planned) -> None:
    ids = [child.pk for child in children]
    actions.file(colin, planned, children=ids, told=told(to_do="Ring gran", owner=amina.pk, do_by=TOMORROW))
    actions.hold(colin, planned, held_on=TODAY, next_on=TOMORROW)
    second = Supervision.objects.get(worker=amina, held_on=None)
    made = agenda(colin, second, TODAY, england())
    (agreed,) = made.families[0].agreed

    with pytest.raises(Refused, match="between the decision and today"):
        actions.carry_out(amina, agreed, done_on=TOMORROW)
    with pytest.raises(Refused, match="Only who was to do it"):
        actions.carry_out(make.worker("Ben Okoye"), agreed, done_on=TODAY)
    actions.carry_out(amina, agreed, done_on=TODAY, words="She will take her")
    with pytest.raises(Refused, match="meanwhile"):
        actions.carry_out(colin, agreed, done_on=TODAY)

    assert queries.to_do(amina) == []
    assert made.families[0].talked_on == TODAY


def test_the_same_decision_is_not_recorded_twice(colin, amina, children, planned) -> None:
    ids = [child.pk for child in children]
    actions.file(colin, planned, children=ids, told=told())

    with pytest.raises(Refused, match="already"):
        actions.file(colin, planned, children=ids[:1], told=told(decided=" Elsie stays with gran this week "))

    assert ManagementDecision.objects.seen_by(colin).count() == 1
    assert NoteChild.objects.seen_by(colin).filter(person=ids[0]).count() == 1


def test_a_child_closed_or_restricted_meanwhile_refuses_the_filing(colin, amina, children, planned) -> None:
    tia, kofi, elsie = children
    make.restricted(elsie, [amina])
    with pytest.raises(Refused, match="not among those you may see"):
        actions.file(colin, planned, children=[tia.pk, elsie.pk], told=told())
    tia.involvements.seen_by(colin).update(ended_on=TODAY, end_reason="RC7")
    with pytest.raises(Refused, match="held by somebody else or closed"):
        actions.file(colin, planned, children=[tia.pk, kofi.pk], words="Talked.")

    planned.refresh_from_db()
    assert planned.held_on is None and not ManagementDecision.objects.seen_by(amina).exists()
    assert [child.pk for child in agenda(colin, planned, TODAY, england()).families[0].children] == [kofi.pk]


def test_nobody_is_to_do_something_about_a_child_they_may_not_know_of(colin, children, north) -> None:
    ben = make.worker("Ben Okoye", team=north)
    make.restricted(children[0], [colin])

    with pytest.raises(Refused, match="Ben Okoye cannot be given this"):
        actions.decide(
            colin, children=[children[0].pk], told=told(to_do="Ring the school", owner=ben.pk, do_by=TODAY)
        )

    assert not ManagementDecision.objects.seen_by(colin).exists()


def test_a_decision_hidden_with_a_restricted_child(colin, amina, children, north, as_worker) -> None:
    ids = [child.pk for child in children]
    made = actions.decide(colin, children=ids, told=told())
    ben = make.worker("Ben Okoye", team=north)

    assert queries.decision(ben, made.pk) == made
    make.restricted(children[0], [colin])
    assert queries.decision(ben, made.pk) is None
    as_worker(ben)
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from work_managementdecision")
        assert cursor.fetchone() == (0,)


def test_a_decision_written_at_length_stands_with_the_others(colin, children, north, writing) -> None:
    step = writing.open_assessment(colin, children, kind="management_decision", started_on=TODAY)
    writing.fill(colin, step, outcome="continue", different={children[0].pk: "single_assessment"})

    steps.submit(colin, step, asked=None)

    (made,) = queries.decisions_of(colin, [children[2].pk])
    assert (made.step, made.reason, made.decided_by) == (step, "Said and seen.", colin)
    assert queries.decisions_of(colin, [children[0].pk]) == [made]


def test_thinking_at_length_counts_as_talked_about(colin, children) -> None:
    make.step("supervision", children[:1], state="completed", started_on=TODAY)

    assert queries.last_talked(colin, [child.pk for child in children]) == {children[0].pk: TODAY}
