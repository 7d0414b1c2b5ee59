"""Taking in a list of notifications: every row or none, and none twice."""

from collections.abc import Sequence

from django.db import IntegrityError, transaction

from kith.access.doors import action, one_piece
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.frontdoor.batch import queries, rules
from kith.frontdoor.contacts import actions as contacts
from kith.frontdoor.contacts.rules import Told
from kith.frontdoor.feedback import actions as feedback
from kith.frontdoor.models import Batch, BatchRow, Contact, Notification
from kith.frontdoor.recognising import actions as recognising
from kith.frontdoor.sending import actions as sending

POLICE = "6"
METHODS = {POLICE: "police_notice"}
FROM_A_LIST = "agency_list"
MEANWHILE = "Somebody else read in rows of this list at the same moment. Look at it again."


@action(May.TAKE_CONTACT)
def take_in(by: Worker, *, rows: Sequence[rules.Row], source: str, organisation: str) -> Batch:
    """Make a contact of every row that was not read in before; those whose children are sure wait for decision.

    Where a child may be one of several on record, the contact stays in the queue for somebody to say.
    Raises ``Refused`` for a reference used before with other words; then nothing is made.
    """
    if problems := queries.references_used(rows, organisation):
        raise Refused.several([(None, problem.told) for problem in problems[: rules.MOST_TOLD]])
    there = queries.already_there(rows, organisation)
    new = [row for row in rows if row.line not in there]
    batch = Batch.objects.create(
        source=source,
        organisation=organisation,
        rows_read=len(rows),
        rows_taken=len(new),
        by=by,
        at=clock.now(),
    )
    marks = _marks(batch, new)
    with one_piece():
        taken = [_take(by, batch, row) for row in new]
    Notification.objects.bulk_create(
        Notification(
            contact=contact,
            row=mark,
            reference=row.reference,
            incident=row.incident,
            happened_on=row.happened_on,
        )
        for contact, mark, row in zip(taken, marks, new, strict=True)
    )
    return batch


def _take(by: Worker, batch: Batch, row: rules.Row) -> Contact:
    """One row. Its children are looked for only now: the row before may have put the same child on record."""
    arrival = queries.arrival(by, row, clock.today())
    contact = contacts.take_contact(by, received_at=row.received_at, facts=_facts(batch, row))
    contacts.save_answers(by, contact, answers={"told": (rules.words_told(row), 0)})
    if row.email:
        feedback.acknowledge(contact)
    if not arrival.is_sure:
        return contact
    for place, child in enumerate(arrival.children, start=1):
        if child.person:
            recognising.recognise(by, contact, position=place, person_id=child.person)
    sending.hand_in(by, contact)
    return contact


def _marks(batch: Batch, rows: Sequence[rules.Row]) -> list[BatchRow]:
    """That these rows came, kept before anything is made of them: whoever reads the same list waits here."""
    marks = [
        BatchRow(
            batch=batch,
            line=row.line,
            fingerprint=row.fingerprint(batch.organisation),
            reference_mark=row.reference_mark(batch.organisation),
        )
        for row in rows
    ]
    try:
        with transaction.atomic():
            return BatchRow.objects.bulk_create(marks)
    except IntegrityError:
        raise Refused(MEANWHILE) from None


def _facts(batch: Batch, row: rules.Row) -> dict[str, Told]:
    facts = {
        "source": batch.source,
        "method": METHODS.get(batch.source, FROM_A_LIST),
        "caller_name": row.sender,
        "caller_organisation": batch.organisation,
        "caller_email": row.email,
        "home_told": row.address,
        "postcode_told": row.postcode,
    }
    for place, child in enumerate(row.children, start=1):
        facts |= {
            f"name_told.{place}": child.name,
            f"born_told.{place}": queries.born_words(child.born),
            f"sex_told.{place}": child.sex,
        }
    return {name: Told(value) for name, value in facts.items() if value}
