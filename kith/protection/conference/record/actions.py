"""Opening the record of a conference, and noting that a report to one is there."""

from collections.abc import Sequence
from datetime import date

from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused
from kith.protection.conference import queries
from kith.protection.models import Conference, ConferenceInvitation
from kith.work.models import Step
from kith.work.opening.actions import open_step

RECORD = "conference_record"


@action(May.CHAIR_CONFERENCE)
def open_record(by: Worker, conference: Conference) -> Step:
    """The record of a conference that was opened: the one that is there, or a new one for whoever chaired it.

    Raises ``Refused`` before the conference is open, and where the practice of its day has no such work.
    """
    rows = Conference.objects.seen_by(by).select_for_update(of=("self",), no_key=True)
    row = rows.select_related("chair", "team", "record").get(pk=conference.pk)
    if row.held_on is None:
        raise Refused("The conference has not been opened yet. Say first who is there.")
    if row.record is None:
        lines = queries.children_of(by, row)
        row.record = open_step(
            by,
            kind=RECORD,
            people=[line.person_id for line in lines],
            team=by.team or row.team,
            worker=row.chair or by,
            started_on=row.held_on,
            clock_from_on=None,
            involvements={line.person_id: line.involvement_id for line in lines},
        )
        row.save(update_fields=["record"])
    return row.record


@action(May.SUBMIT_STEP)
def note_report(by: Worker, people: Sequence[int], *, worker: Worker, on: date) -> list[ConferenceInvitation]:
    """Note at the conference ahead of these children that the report of one of our workers came on a day."""
    rows = ConferenceInvitation.objects.seen_by(by).filter(
        worker=worker, report_received_on=None, conference__children__person__in=people,
        conference__held_on=None, conference__cancelled_at=None,
    )  # fmt: skip
    found = list(rows.distinct())
    for one in found:
        one.report_received_on = on
        one.save(update_fields=["report_received_on"])
    return found
