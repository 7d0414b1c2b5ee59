"""Sending and giving what a conference has for those at the table; kept as they got it."""

from collections.abc import Collection, Sequence
from typing import Any

from kith.access import practice
from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.core.reading_words import listing, long_day
from kith.documents.files.actions import store
from kith.documents.models import Mail
from kith.documents.post import actions as post
from kith.protection.conference import queries, rules
from kith.protection.conference.sending import making
from kith.protection.models import Conference, ConferenceInvitation, ConferencePaper
from kith.work.models import Step
from kith.work.notices.actions import tell
from kith.work.plans.copies.printing import printed

INVITED, DECIDED = "conference_invitation", "conference_decided"  # letters of the pack: no place for a person


@action(May.ARRANGE_CONFERENCE)
def send_invitations(
    by: Worker, conference: Conference, invited: Sequence[ConferenceInvitation]
) -> list[ConferencePaper]:
    """Write the letter of each of those invited, and mail that names nobody where there is an address.

    Our own workers are told on their work list. Raises ``Refused`` for who may be told nothing of these children.
    """
    today = clock.today()
    at = making.table(by, conference)
    when = rules.when_words(clock.london(conference.planned_at))
    made = []
    for one in invited:
        if one.worker_id:
            tell(by, one.worker, "conference", f"You are invited to a conference on {when}.")
            continue
        content = making.invitation(by, at, one, today)
        if content is None:
            raise Refused(
                f"{one.name} is told nothing about these children, so there is no letter for them. Untick the name.",
                "guests",
            )
        made.append(_keep(by, conference, one, "invitation", content, _mail(conference, one, INVITED)))
    return made


@action(May.ARRANGE_CONFERENCE)
def send_reports(by: Worker, conference: Conference) -> list[ConferencePaper]:
    """Give the finished reports of our own to everybody who may read them, each as they may read it.

    The invitation of whoever wrote it says from then on that the report came and was shared with the family.
    Raises ``Refused`` where no report is finished.
    """
    today = clock.today()
    at = making.table(by, conference)
    found = making.reports(by, at)
    if not found:
        raise Refused("No report to this conference is finished yet.")
    invited = queries.invitations_of(by, conference)
    made = [
        _keep(by, conference, one, "report", content, None)
        for step in found
        for one in invited
        if not one.worker_id and (content := making.report(by, at, step, one, today)) is not None
    ]
    writers = {step.worker_id: step.completed_on for step in found}
    shared = any(one.invitation.agency == rules.FAMILY for one in made)
    for one in invited:
        if one.worker_id in writers:
            one.report_received_on = one.report_received_on or writers[one.worker_id]
            one.report_shared_on = one.report_shared_on or (today if shared else None)
            one.save(update_fields=["report_received_on", "report_shared_on"])
    return made


@action(May.CHAIR_CONFERENCE)
def send_decisions(by: Worker, conference: Conference, *, to: Collection[int]) -> list[ConferencePaper]:
    """Give the decisions and the outline plan to those chosen, before they leave the room.

    Each gets what they may hear; mail names nobody. Raises ``Refused`` while something is not decided.
    """
    if conference.held_on is None:
        raise Refused("The conference has not been opened yet. Say first who is there.")
    at = making.table(by, conference)
    if lacking := [at.names[line.person_id] for line in at.lines if not line.decision]:
        raise Refused(f"Nothing is decided yet for {listing(lacking)}.")
    invited = [one for one in queries.invitations_of(by, conference) if one.pk in to]
    if not invited:
        raise Refused("Tick at least one of those invited.", "to")
    today, made = clock.today(), []
    for one in invited:
        if one.worker_id:
            tell(
                by, one.worker, "conference", f"The conference {rules.reference(conference.pk)} has decided."
            )
            continue
        content = making.decisions(by, at, one, today)
        if content is not None:
            made.append(
                _keep(by, conference, one, "decisions", content, _mail(conference, one, DECIDED), file=True)
            )
    return made


@action(May.SUBMIT_STEP)
def send_record(by: Worker, conference: Conference, record: Step) -> list[ConferencePaper]:
    """Give the finished record to everybody who was invited, each as they may read it; our own are told of it."""
    at, today = making.table(by, conference), clock.today()
    words = f"The record of the conference {rules.reference(conference.pk)} is finished."
    made = []
    for one in queries.invitations_of(by, conference):
        if one.worker_id:
            tell(by, one.worker, "conference", words, step=record)
        elif (content := making.record(by, at, record, one, today)) is not None:
            made.append(_keep(by, conference, one, "record", content, None))
    return made


def _mail(conference: Conference, one: ConferenceInvitation, letter: str) -> Mail | None:
    """Mail to who has an address: reference, day and place, and nobody's name."""
    if not one.email:
        return None
    planned = clock.london(conference.planned_at)
    subject, words = (
        practice.current()
        .letters[letter]
        .filled(
            {
                "reference": rules.reference(conference.pk),
                "when": long_day(conference.held_on) if conference.held_on else rules.when_words(planned),
                "until": long_day(one.report_due_on) if one.report_due_on else "the day itself",
                "service": practice.authority().service or practice.authority().title,
            }
        )
    )
    return post.write(to=one.email, subject=subject, words=words, kind=letter)


def _keep(
    by: Worker,
    conference: Conference,
    one: ConferenceInvitation,
    kind: str,
    content: dict[str, Any],
    mail: Mail | None,
    *,
    file: bool = False,
) -> ConferencePaper:
    return ConferencePaper.objects.create(
        conference=conference,
        invitation=one,
        kind=kind,
        how="mail" if mail else "hand" if conference.held_on else "post",
        content=content,
        file=store(printed(content).pdf, kind="pdf") if file else None,
        mail=mail,
        by=by,
        at=clock.now(),
    )
