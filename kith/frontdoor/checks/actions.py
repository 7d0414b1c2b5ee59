"""Asking an agency about a family, keeping its reply, and deciding to share or not."""

from datetime import date
from typing import Any

from kith.access import practice
from kith.access.doors import action
from kith.access.guarded import EVERY_ROW
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.frontdoor.checks import rules
from kith.frontdoor.models import Contact, ContactChild, PartnerCheck, SharingEntry
from kith.people.models import Person

OUTCOMES = dict(PartnerCheck.REPLIES)


def _codes(name: str, on: date) -> dict[str, str]:
    """The codes of a list that may be chosen on a day, with their notes."""
    return {code.code: code.note for code in practice.current().lists[name].on(on)}


def _agreed() -> dict[str, Any]:
    """The agencies and the bases that may be chosen today."""
    today = clock.today()
    return {"agencies": _codes("partner_agency", today), "bases": _codes("sharing_basis", today)}


@action(May.TAKE_CONTACT)
def ask_partner(
    by: Worker, contact: Contact, *, agency: str, whom: str, asked: str, basis: str, why: str, within: str
) -> PartnerCheck:
    """Note a question to an agency, with its clock, and in the ledger of each recognised child that it was shared.

    Raises ``Refused`` with everything that is missing, and without a basis.
    """
    now = clock.now()
    hours = _codes("reply_within", clock.today())
    wrong = rules.problems_with_sharing(
        agency=agency, what=asked, basis=basis, why=why, is_shared=True, names=("asked", "why"), **_agreed()
    )
    if within not in hours:
        wrong.append(("within", "Choose how soon they should reply."))
    if len(whom.strip()) > 120:
        wrong.append(("whom", "Shorten this to 120 letters."))
    if wrong:
        raise Refused.several(wrong)
    check = PartnerCheck.objects.create(
        contact=contact, agency=agency, whom=whom.strip(), asked=asked.strip(), basis=basis, why=why.strip(),
        asked_by=by, asked_at=now, reply_due_at=rules.due(now, hours[within]),
    )  # fmt: skip
    enter_in_ledgers(contact.pk)
    return check


def enter_in_ledgers(contact: int) -> None:
    """Put every question about a contact into the ledger of each of its recognised children where it is missing.

    Part of asking an agency, and of recognising a child or putting it on record afterwards.
    """
    checks = PartnerCheck.objects.unguarded(EVERY_ROW).filter(contact=contact).order_by("pk")
    if not checks:
        return
    lines = ContactChild.objects.unguarded(EVERY_ROW).filter(contact=contact, person__isnull=False)
    people = list(lines.order_by("position").values_list("person_id", flat=True))
    kept = SharingEntry.objects.unguarded(EVERY_ROW).filter(check_asked__contact=contact)
    there = set(kept.values_list("check_asked_id", "person_id"))
    SharingEntry.objects.bulk_create(
        SharingEntry(
            person_id=person, check_asked=check, agency=check.agency, whom=check.whom, what=check.asked, is_shared=True,
            basis=check.basis, why=check.why, by_id=check.asked_by_id, at=check.asked_at,
        )
        for check in checks for person in people if (check.pk, person) not in there
    )  # fmt: skip


@action(May.TAKE_CONTACT)
def keep_reply(by: Worker, check: PartnerCheck, *, outcome: str, reply: str) -> PartnerCheck:
    """Keep what an agency replied, once. Raises ``Refused`` when something is missing or a reply is there already."""
    if wrong := rules.problems_with_reply(outcome, OUTCOMES, reply):
        raise Refused.several(wrong)
    changed = PartnerCheck.objects.seen_by(by).filter(pk=check.pk, replied_at__isnull=True)
    now = clock.now()
    if not changed.update(outcome=outcome, reply=reply.strip(), replied_at=now, recorded_by=by):
        raise Refused("A reply is there already, written by somebody else. Write what is new in a note.")
    return check


@action(May.RECORD_VISIT)
def decide_sharing(
    by: Worker, person: Person, *, agency: str, whom: str, what: str, is_shared: bool, basis: str, why: str
) -> SharingEntry:
    """Keep a decision to share something about a person, or not to. Raises ``Refused`` with what is missing."""
    wrong = rules.problems_with_sharing(
        agency=agency, what=what, basis=basis, why=why, is_shared=is_shared, **_agreed()
    )
    if len(whom.strip()) > 120:
        wrong.append(("whom", "Shorten this to 120 letters."))
    if wrong:
        raise Refused.several(wrong)
    return SharingEntry.objects.create(
        person=person, agency=agency, whom=whom.strip(), what=what.strip(), is_shared=is_shared, basis=basis,
        why=why.strip(), by=by, at=clock.now(),
    )  # fmt: skip
