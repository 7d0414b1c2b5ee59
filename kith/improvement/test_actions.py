from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.db.utils import ProgrammingError

from kith.access.models import Event
from kith.core import Refused
from kith.improvement import actions, queries
from kith.improvement.actions import Said
from kith.improvement.conftest import ROWS, named, sheet_of
from kith.improvement.layout.actions import read_in
from kith.improvement.models import (
    ActionNote,
    ActionProof,
    ActionRating,
    ImprovementPlan,
    PlanAction,
    Programme,
)
from tests import make

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 14)


def green(head, row):
    return actions.rate(head, row, rating="green", why="Done in all five teams", rated_on=TODAY)


def heard(head, row, who="parent", agrees=True, words="We got it within the week"):
    return actions.hear(head, row, said=Said(who, agrees, words, TODAY))


def moved(row) -> None:
    """A measure that had moved once, and has no months any more."""
    PlanAction.objects.filter(pk=row.pk).update(measure="single_45wd", measure_moved_on=TODAY)


def problems(refused) -> dict:
    return dict(refused.value.problems)


def test_a_plan_is_read_in_with_leads_days_ratings_and_notes(plan, one) -> None:
    first, second = one("1.1.1"), one("1.1.2")

    assert (first.rating, first.due_on, first.lead_officer) == ("amber", date(2026, 3, 31), "Helen Marsh")
    assert (second.due_kind, second.due_on) == ("three_months", date(2026, 3, 1))
    lines = queries.lines(queries.actions(plan, queries.Asked(), TODAY), TODAY)
    assert [(line.row.number, line.bodies, line.officer, line.note, line.is_late) for line in lines] == [
        ("1.1.1", ("NYCC",), "Helen Marsh", "Begun in two teams", True),
        ("1.1.2", ("NYCC", "LSCB"), "AD CSC", "", True),
        ("1.1.3", ("NYCC",), "AD CSC", "Sent in all teams", False),
        ("2.1", ("NYCC", "PCT"), "Director", "", False),
    ]
    assert ActionRating.objects.count() == 3


def test_a_plan_with_a_mistake_leaves_nothing(head) -> None:
    with pytest.raises(Refused) as refused:
        read_in(head, named=named(), sheet=sheet_of([*ROWS, ["NYCC", "2.2", "More", "", "Purple", ""]]))

    assert refused.value.problems == [
        ("file", "Row 10: “Purple” is no rating. Write red, amber or green, or nothing.")
    ]
    assert not ImprovementPlan.objects.exists()
    assert not Programme.objects.exists()


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "n" * 201}, "name"),
        ({"name": "!!!"}, "name"),
        ({"name": "Read in"}, "name"),
        ({"programme": " "}, "programme"),
        ({"started_on": None}, "started_on"),
        ({"stood_on": date(2026, 10, 15)}, "stood_on"),
    ],
)
def test_a_plan_that_cannot_be_called_so_says_why(head, changed, field) -> None:
    with pytest.raises(Refused) as refused:
        read_in(head, named=named(**changed), sheet=sheet_of(ROWS))

    assert list(problems(refused)) == [field]


def test_two_plans_have_two_names(head, plan) -> None:
    with pytest.raises(Refused, match="already"):
        read_in(head, named=named(name="improvement PLAN"), sheet=sheet_of(ROWS))


def test_a_change_of_rating_stands_in_the_history_with_its_reason(head, one) -> None:
    green(head, one())

    assert (one().rating, one().rated_on, one().lead_said_on) == ("green", TODAY, TODAY)
    last = one().ratings.order_by("-pk").first()
    assert (last.before, last.rating, last.why, last.by) == ("amber", "green", "Done in all five teams", head)
    assert one().ratings.count() == 2
    assert Event.objects.filter(action="improvement.actions.rate").exists()


def test_an_action_is_not_completed_without_evidence(head, one) -> None:
    with pytest.raises(Refused) as refused:
        actions.rate(head, one(), rating="green", why=" \n ", rated_on=TODAY)

    assert problems(refused) == {"why": "Write what shows that it is completed."}
    assert one().rating == "amber"


def test_a_rating_is_not_older_than_the_last(head, one) -> None:
    green(head, one())

    with pytest.raises(Refused, match="later day"):
        actions.rate(head, one(), rating="red", why="No", rated_on=date(2026, 10, 13))


def test_all_four_proofs_prove_an_action(head, one, unallocated_fell) -> None:
    green(head, one())
    actions.link_measure(head, one(), code="unallocated")
    actions.check_measure(head, one())
    heard(head, one())
    assert one().rating == "green"

    actions.agree_as_board(head, one(), words="Board of 29 September", agreed_on=TODAY)

    assert one().rating == "proved"
    assert one().ratings.order_by("-pk").first().why == "Board of 29 September"
    assert set(one().proofs.values_list("kind", flat=True)) == {"lead", "measure", "affected", "board"}


@pytest.mark.parametrize("missing", ["lead", "measure", "affected"])
def test_the_board_does_not_agree_before_the_others(head, one, missing) -> None:
    if missing != "lead":
        green(head, one())
    if missing != "measure":
        moved(one())
    if missing != "affected":
        heard(head, one())

    with pytest.raises(Refused, match="The board agrees last"):
        actions.agree_as_board(head, one(), words="Fine", agreed_on=TODAY)


def test_the_board_does_not_agree_when_the_measure_fell_back(head, one) -> None:
    green(head, one())
    moved(one())
    heard(head, one())

    with pytest.raises(Refused, match="has not moved"):
        actions.agree_as_board(head, one(), words="Fine", agreed_on=TODAY)

    assert one().rating == "green"


def test_a_measure_without_months_has_not_moved(head, one) -> None:
    with pytest.raises(Refused, match="No measure is linked"):
        actions.check_measure(head, one())
    actions.link_measure(head, one(), code="single_45wd")

    with pytest.raises(Refused, match="has not moved"):
        actions.check_measure(head, one())


def proved(head, row) -> None:
    green(head, row)
    heard(head, row)
    PlanAction.objects.filter(pk=row.pk).update(
        measure="single_45wd", measure_moved_on=TODAY, board_agreed_on=TODAY, rating="proved"
    )


@pytest.mark.parametrize("who", ["child", "parent", "staff", "referrer", "foster_carer"])
def test_whoever_says_that_it_did_not_help_reopens_it(head, one, who) -> None:
    proved(head, one())

    heard(head, one(), who=who, agrees=False, words="It came after a month")

    row = one()
    assert (row.rating, row.lead_said_on, row.affected_agreed_on, row.board_agreed_on) == (
        "amber",
        None,
        None,
        None,
    )
    assert row.measure_moved_on == TODAY
    assert row.ratings.order_by("-pk").first().why.startswith("Reopened.")


def test_another_measure_or_rating_ends_what_was_proved(head, one) -> None:
    for change in (
        lambda: actions.link_measure(head, one(), code=""),
        lambda: actions.rate(head, one(), rating="amber", why="Slipped", rated_on=TODAY),
    ):
        actions.rate(head, one(), rating="red", why="Anew", rated_on=TODAY)
        proved(head, one())

        change()

        assert one().rating in ("green", "amber")
        assert one().board_agreed_on is None


def test_a_deliverable_is_not_completed_without_those_affected(head, plan, one) -> None:
    ImprovementPlan.objects.filter(pk=plan.pk).update(asks_those_affected=True)
    heard(head, one(), who="referrer")
    with pytest.raises(Refused, match="before a child, a parent or a member of staff"):
        green(head, one())

    heard(head, one(), who="staff", words="We are heard now")
    green(head, one())
    heard(head, one(), who="child", agrees=False, words="Nobody told me")

    assert one().rating == "amber"


@pytest.mark.parametrize(
    ("said", "fields"),
    [
        (Said("", None, "", None), {"who", "agrees", "words", "said_on"}),
        (Said("uncle", True, "Good", TODAY), {"who"}),
        (Said("child", True, "w" * 5001, TODAY), {"words"}),
        (Said("child", True, "Good", date(2026, 10, 15)), {"said_on"}),
    ],
)
def test_what_is_missing_of_feedback_is_told_at_once(head, one, said, fields) -> None:
    with pytest.raises(Refused) as refused:
        actions.hear(head, one(), said=said)

    assert set(problems(refused)) == fields


def test_a_note_has_words_and_a_day(head, one) -> None:
    actions.note(head, one(), words=" Three teams \n\n now ", noted_on=TODAY)

    assert one().notes.order_by("-pk").first().words == "Three teams\nnow"
    with pytest.raises(Refused) as refused:
        actions.note(head, one(), words="", noted_on=None)
    assert set(problems(refused)) == {"words", "noted_on"}


def test_the_record_store_itself_knows_no_proof_without_all_four(head, one) -> None:
    green(head, one())
    moved(one())

    with pytest.raises(IntegrityError), transaction.atomic():
        PlanAction.objects.filter(pk=one().pk).update(rating="proved")


@pytest.mark.parametrize("model", [ActionNote, ActionRating, ActionProof])
def test_what_was_said_of_an_action_cannot_be_changed(plan, model) -> None:
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"delete from {model._meta.db_table}")


def test_who_may_not_change_plans_does_not(one) -> None:
    member = make.worker("Ruth Calloway", role="elected_member")

    for change in (
        lambda: actions.note(member, one(), words="Well done", noted_on=TODAY),
        lambda: actions.agree_as_board(member, one(), words="Well done", agreed_on=TODAY),
        lambda: read_in(member, named=named(name="Mine"), sheet=sheet_of(ROWS)),
    ):
        with pytest.raises(PermissionDenied):
            change()
