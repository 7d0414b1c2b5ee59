"""A visit recorded as every visit is: for a privately fostered child it is the visit law asks for, with its report."""

from datetime import date, datetime

import pytest

from kith.care.models import PrivateFosteringVisit
from kith.care.private_fostering import actions, queries
from kith.core import Refused, clock
from kith.work.models import Timescale, Visit
from kith.work.visits.actions import record_visit

pytestmark = pytest.mark.django_db
TOLD, SEEN = date(2026, 9, 1), datetime(2026, 9, 8, 15, 0, tzinfo=clock.LONDON)
ARRANGEMENT = {
    "notified_on": TOLD, "began_on": None, "lasts_days": None, "carer": "Mrs Novak", "relation": "friend",
    "is_disabled": False,
}  # fmt: skip


@pytest.fixture
def fostered(amina, children):
    """Tia and Kofi live with a friend of the family; Elsie does not."""
    actions.begin(amina, children[:2], **ARRANGEMENT)
    return children


def visit(by, children, words="Settled, at school.", **told):
    seen = [(child.pk, how, "", "") for child, how in children]
    known = {"kind": "private_fostering", "visited_at": SEEN, "place": "Mrs Novak's", "words": words}
    return record_visit(by, children=seen, **(known | told))


def test_it_is_the_visit_law_asks_for_with_what_was_written_as_its_report(amina, fostered):
    tia, kofi, elsie = fostered

    visit(amina, [(tia, "alone"), (kofi, "seen"), (elsie, "seen")])

    rows = PrivateFosteringVisit.objects.seen_by(amina).order_by("arrangement__standing__person")
    told = [(one.arrangement.standing.person_id, one.held_on, one.seen_alone, one.words) for one in rows]
    assert told == [
        (tia.pk, date(2026, 9, 8), True, "Settled, at school."),
        (kofi.pk, date(2026, 9, 8), False, "Settled, at school."),
    ]
    met = Timescale.objects.seen_by(amina).get(person=tia, code="private_fostering_first_visit")
    assert met.met_on == date(2026, 9, 8)


def test_a_child_who_was_not_seen_was_not_visited(amina, fostered):
    tia, kofi, _ = fostered

    record_visit(
        amina, kind="private_fostering", visited_at=SEEN, place="", words="Tia is settled.",
        children=[(tia.pk, "alone", "", ""), (kofi.pk, "not_seen", "At the dentist; Monday", "")],
    )  # fmt: skip

    assert len(queries.open_of(amina, tia.pk).visits) == 1
    assert queries.open_of(amina, kofi.pk).visits == []


def test_without_words_there_is_no_report_and_nothing_is_kept(amina, fostered):
    with pytest.raises(Refused, match="Write the report of the visit"):
        visit(amina, [(fostered[0], "alone")], words="")

    assert queries.open_of(amina, fostered[0].pk).visits == []


def test_a_second_visit_of_the_day_is_kept_as_a_visit_alone(amina, fostered):
    visit(amina, [(fostered[0], "alone")])
    visit(amina, [(fostered[0], "alone")], words="Once more in the evening.")

    assert len(queries.open_of(amina, fostered[0].pk).visits) == 1
    assert Visit.objects.seen_by(amina).count() == 2
