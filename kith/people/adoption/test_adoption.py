"""What sealing one child leaves of the work on brothers and sisters, and what must be finished before."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from kith.core import Refused, clock, period
from kith.database import session
from kith.frontdoor.models import Contact, ContactChild
from kith.people.adoption.actions import adopt
from kith.people.models import Conflict, Person, Restriction, RestrictionReader
from kith.performance import queries
from kith.performance.indicators.frontdoor import contacts
from kith.work.models import (
    Answer,
    AnswerVersion,
    NightAlert,
    Note,
    NoteChild,
    Notice,
    Step,
    StepChild,
    Visit,
    VisitChild,
)
from tests import make

pytestmark = pytest.mark.django_db
CHILD = {"given_name": "Tia", "family_name": "Ashdown"}


def alert(*children: Person, expired: bool = True) -> None:
    together, now = uuid4(), clock.now()
    day = timedelta(days=1)
    for one in children:
        NightAlert.objects.create(
            person=one, together=together, words="He may come back", plan_a="Ring", plan_b="Go",
            set_by=make.system(), set_at=now - 3 * day, expires_at=now - day if expired else now + day,
        )  # fmt: skip


def history(*children: Person) -> None:
    """Work that is done, about all these children together."""
    done = make.step(people=children, state="completed")
    for one in children:
        make.answer(done, "wishes", f"Said by {one.given_name}", child=one)
    make.answer(done, "family", "A mother and her children")
    make.visit(children)
    make.note(children)
    make.contact(children, outcome="no_further_action")
    alert(*children)


def seen(viewer) -> dict[str, list]:
    """What stands of both children's work for a viewer: how many rows of each table, and whose."""

    def rows(table, whose="pk"):
        return sorted(table.objects.seen_by(viewer).values_list(whose, flat=True), key=str)

    whole = {table.__name__: len(rows(table)) for table in (Step, Visit, Note, Contact)}
    told = {
        table.__name__: rows(table, "person") for table in (StepChild, VisitChild, NoteChild, ContactChild)
    }
    answers = {table.__name__: rows(table, "child") for table in (Answer, AnswerVersion)}
    return (
        whole | told | answers | {"NightAlert": rows(NightAlert, "person"), "Notice": Notice.objects.count()}
    )


def contacts_counted() -> int:
    """The figure of contacts received this month, as counted for whom the database believes to look."""
    return queries.read(contacts, period.month(clock.today()), on=clock.today()).part


@pytest.fixture
def head(db):
    return make.worker(role="head_of_service")


def seal(by, child: Person) -> int:
    return adopt(by, child, ordered_on=date(2026, 9, 1), today=clock.today(), **CHILD)


def test_sealing_leaves_brothers_and_sisters_all_that_was_done_for_them(head, as_worker):
    tia, ben, reader = make.child("Tia", "Marlowe"), make.child("Ben", "Marlowe"), make.worker()
    history(ben)
    apart = seen(head)
    history(tia, ben)
    history(tia)
    related, outsider = make.worker(), make.worker(role="head_of_service")
    Conflict.objects.create(
        person=tia, worker=related, words="aunt", started_at=clock.now(), by=make.system()
    )
    before = seen(head)
    assert contacts_counted() == 4
    as_worker(head)

    seal(head, tia)

    assert contacts_counted() == 2, "a figure on a screen goes on counting the brother's"
    b, two = ben.pk, [ben.pk, ben.pk]
    for viewer in (head, outsider):
        as_worker(viewer)
        assert seen(viewer) == {
            "Step": 4, "Visit": 2, "Note": 2, "Contact": 2,
            "StepChild": [b] * 4, "VisitChild": two, "NoteChild": two, "ContactChild": two,
            "Answer": [b, b, None, None], "AnswerVersion": [b, b, None, None], "NightAlert": two, "Notice": 0,
        }  # fmt: skip
    as_worker(related)
    hidden_whole = (
        "Step",
        "Visit",
        "Note",
        "Contact",
        "ContactChild",
        "Answer",
        "AnswerVersion",
        "NightAlert",
    )
    for table in hidden_whole:
        assert seen(related)[table] == apart[table], (
            "a relative is shown nothing that names the child, as before"
        )
    wall = Restriction.objects.get(person=tia)
    RestrictionReader.objects.create(restriction=wall, worker=reader)
    as_worker(reader)
    assert seen(reader) == before, "nothing of the sealed record is moved or lost"
    with session.seen_by(session.SYSTEM):
        assert contacts_counted() == 4, "what is published counts everybody"
    as_worker(None)
    assert not any(seen(head).values()), "without an identity nothing is shown"


def test_open_work_contacts_and_night_alerts_are_finished_first(head, as_worker):
    tia, ben = make.child(), make.child()
    step, contact = make.step(people=[tia, ben]), make.contact([tia, ben])
    alert(tia, ben, expired=False)
    as_worker(head)

    with pytest.raises(Refused) as told:
        seal(head, tia)

    (work, night) = (words for _, words in told.value.problems)
    assert "named in open work" in work
    assert step.title in work
    assert contact.step.title in work
    assert "night board" in night
    assert Person.objects.seen_by(head).filter(pk=tia.pk).exists()

    Step.objects.seen_by(head).update(state="cancelled", cancelled_at=clock.now(), cancel_reason="Adopted")
    NightAlert.objects.seen_by(head).update(ended_at=clock.now(), ended_by=head)
    seal(head, tia)
    assert not Person.objects.seen_by(head).filter(pk=tia.pk).exists()
