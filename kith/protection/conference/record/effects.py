"""What finished reports and records do to a conference, under the names the packs know."""

from collections.abc import Sequence
from datetime import date

from kith.access.models import Worker
from kith.protection.conference.record.actions import note_report
from kith.protection.conference.sending import actions as sending
from kith.protection.models import Conference
from kith.work.models import Step


def report_came(by: Worker, *, step: Step, people: Sequence[int], outcome: str, on: date) -> None:
    """The report of our own worker is there: whoever is to write it has nothing to note at the conference ahead."""
    if step.worker is not None:
        note_report(by, people, worker=step.worker, on=on)


def send_record(by: Worker, *, step: Step, people: Sequence[int], outcome: str, on: date) -> None:
    """The record goes to everybody who was invited, each as they may read it."""
    conference = Conference.objects.seen_by(by).filter(record=step).first()
    if conference is not None:
        sending.send_record(by, conference, step)
