"""Court work as it is worked: the outcomes of steps write the facts, in both practices."""

from datetime import date

import pytest

from kith.access.guarded import EVERY_ROW
from kith.core import Refused
from kith.court.before import actions as before
from kith.court.models import CourtPeriod, CourtRequest, Direction, PreProceedings
from kith.court.papers import actions as papers
from kith.court.proceedings import actions as proceedings
from kith.people.outputs.rules import Reader
from kith.work.copies import making as copies
from kith.work.models import Step, Timescale
from kith.work.opening.actions import open_step
from kith.work.statements import making as statements
from kith.work.steps import actions
from tests import make, writing

pytestmark = pytest.mark.django_db
HELD, AUGUST = date(2026, 10, 7), date(2026, 8, 3)


def opened(by, kind, people):
    return open_step(
        by, kind=kind, people=people, team=by.team, worker=by, started_on=HELD, clock_from_on=None
    )


def finish(by, manager, step, outcome, *, different=None, **said):
    """Answer everything, then what is said here, and have it decided."""
    writing.fill(by, step, outcome=outcome, different=different)
    for question, value in said.items():
        writing.save(by, step, question, value)
    sent = actions.submit(by, step, asked=None)
    if sent.state == "submitted":
        actions.sign_off(manager, sent)


def test_a_legal_planning_meeting_begins_pre_proceedings_on_its_day_and_asks_for_the_letter(
    amina, colin, people
):
    step = opened(amina, "legal_planning_meeting", people)

    finish(amina, colin, step, "pre_proceedings", held_on="8/10/2026")

    made = PreProceedings.objects.seen_by(amina).get()
    assert (made.decided_on, sorted(made.people_ids())) == (date(2026, 10, 8), sorted(people))
    assert Step.objects.seen_by(amina).get(kind="letter_before_proceedings").worker == amina


def test_only_the_children_it_was_decided_for_are_in_pre_proceedings(amina, colin, people):
    step = opened(amina, "legal_planning_meeting", people)

    finish(amina, colin, step, "pre_proceedings", different={people[2]: "continue"}, held_on="8/10/2026")

    assert sorted(PreProceedings.objects.seen_by(amina).get().people_ids()) == sorted(people[:2])


def test_the_letter_writes_its_day_and_what_it_offers(amina, colin, people):
    made = before.begin(amina, people=people, on=date(2026, 10, 8))
    step = opened(amina, "letter_before_proceedings", people)

    finish(amina, colin, step, "sent", sent_on="12/10/2026", family_meeting="no")

    made.refresh_from_db()
    assert (made.letter_on, made.meeting_offered) == (date(2026, 10, 12), False)


def test_a_letter_without_pre_proceedings_is_refused_and_nothing_is_signed_off(amina, colin, people):
    step = opened(amina, "letter_before_proceedings", people)

    with pytest.raises(Refused, match="Begin them on the court page first"):
        finish(amina, colin, step, "sent", sent_on="12/10/2026")

    assert writing.now(step).state == "submitted"


def test_a_meeting_counts_and_may_decide_differently_for_one_child(amina, colin, people):
    made = before.begin(amina, people=people, on=date(2026, 7, 1))
    first = opened(amina, "pre_proceedings_review", people)
    finish(amina, colin, first, "continue", held_on="1/9/2026")
    second = opened(amina, "pre_proceedings_review", people)

    finish(amina, colin, second, "to_court", different={people[0]: "step_down"}, held_on="8/10/2026")

    rows = CourtPeriod.objects.seen_by(amina).values_list("person_id", "outcome", "outcome_on")
    assert set(rows) == {
        (people[0], "B", date(2026, 10, 8)),
        *((one, "A", date(2026, 10, 8)) for one in people[1:]),
    }
    days = made.meetings.seen_by(amina).order_by("held_on").values_list("held_on", flat=True)
    assert list(days) == [date(2026, 9, 1), date(2026, 10, 8)]
    assert sorted(Step.objects.seen_by(amina).get(kind="court_statement").people_ids()) == sorted(people[1:])


def test_a_report_that_is_not_needed_any_more_lets_go_of_the_request(amina, colin, people):
    asked = papers.ask(
        amina, people=people, kind="section_7", court="Westmere", asked_on=HELD, wanted_by=date(2026, 10, 30)
    )

    finish(amina, colin, asked.step, "not_needed")

    assert CourtRequest.objects.seen_by(amina).get().dropped_why.startswith("Whoever wrote it")
    assert not Timescale.objects.unguarded(EVERY_ROW).filter(code="court_request", dropped_on=None).exists()


def test_a_statement_that_goes_to_court_is_still_to_be_filed(amina, colin, people):
    court = proceedings.apply(amina, people=people, kind="care_order", court="Westmere", applied_on=AUGUST)
    wanted = papers.direct(
        amina, court, kind="statement", words="", directed_on=HELD, due_on=date(2026, 10, 30)
    )

    finish(amina, colin, wanted.step, "to_court")

    assert Direction.objects.seen_by(amina).get().filed_on is None


def test_both_practices_have_the_same_court_work(amina, colin, people, monkeypatch):
    monkeypatch.setenv("KITH_TODAY", "2011-10-26")
    child = make.child("Noor", age=9)
    make.involvement(child, amina.team, amina, started_on=date(2011, 6, 6))
    step = open_step(
        amina, kind="legal_planning_meeting", people=[child.pk], team=amina.team, worker=amina,
        started_on=date(2011, 10, 25), clock_from_on=None,
    )  # fmt: skip

    finish(amina, colin, step, "pre_proceedings", held_on="25/10/2011")
    before.decide(
        amina,
        PreProceedings.objects.seen_by(amina).get(),
        people=[child.pk],
        outcome="A",
        on=date(2011, 10, 26),
    )
    proceedings.apply(
        amina, people=[child.pk], kind="care_order", court="Westmere", applied_on=date(2011, 10, 26),
        issued_on=date(2011, 10, 26),
    )  # fmt: skip

    due = Timescale.objects.seen_by(amina).get(code="proceedings", person=child)
    assert due.due_on == date(2012, 8, 1), "forty weeks: the twenty-six came in 2014"


def test_no_address_kept_from_a_parent_stands_in_a_letter_or_a_report(amina, colin, people):
    """What goes out masks it, whoever wrote it into the words."""
    before.begin(amina, people=people, on=date(2026, 10, 8))
    step = opened(amina, "letter_before_proceedings", people)
    writing.fill(amina, step, outcome="sent")
    writing.save(amina, step, "worried", "On 3 October Mum fled to 8 Harbour Street, WM9 1AA.")
    dad = Reader(1, "Lee", ("8 Harbour Street", "WM9 1AA"))
    report = papers.ask(
        amina, people=people, kind="section_7", court="Westmere", asked_on=HELD, wanted_by=date(2026, 10, 30)
    ).step
    writing.fill(amina, report, outcome="to_court")
    writing.save(amina, report, "did", "Mum at 8 Harbour Street.")

    letter = str(copies.made(amina, step, dad, date(2026, 10, 14)).copy.content)
    paper = str(statements.made(amina, report, dad, date(2026, 10, 14)).content)

    assert "What we are worried about" in letter
    assert "Whom did the writer see" in paper
    assert "Harbour" not in letter + paper
    assert "WM9 1AA" not in letter
