"""Asking an agency about a family, keeping its reply, and deciding to share or not."""

from kith.access import practice
from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.frontdoor.checks import rules
from kith.frontdoor.models import Contact, ContactChild, PartnerCheck, SharingEntry
from kith.people.models import Person

OUTCOMES = dict(PartnerCheck.REPLIES)


def _codes(name: str) -> dict[str, str]:
    """The codes of a list that may be chosen today, with their notes."""
    return {code.code: code.note for code in practice.current().lists[name].on(clock.today())}


@action(May.TAKE_CONTACT)
def ask_partner(
    by: Worker, contact: Contact, *, agency: str, whom: str, asked: str, basis: str, why: str, within: str
) -> PartnerCheck:
    """Note a question to an agency, with its clock, and in the ledger of each recognised child that it was shared.

    Raises ``Refused`` with everything that is missing, and without a basis.
    """
    hours = _codes("reply_within")
    wrong = rules.problems_with_sharing(
        agency=agency, agencies=_codes("partner_agency"), what=asked, basis=basis, bases=_codes("sharing_basis"),
        why=why, is_shared=True, names=("asked", "why"),
    )  # fmt: skip
    if within not in hours:
        wrong.append(("within", "Choose how soon they should reply."))
    if len(whom.strip()) > 120:
        wrong.append(("whom", "Shorten this to 120 letters."))
    if wrong:
        raise Refused.several(wrong)
    now = clock.now()
    check = PartnerCheck.objects.create(
        contact=contact, agency=agency, whom=whom.strip(), asked=asked.strip(), basis=basis, asked_by=by, asked_at=now,
        reply_due_at=rules.due(now, hours[within]),
    )  # fmt: skip
    known = ContactChild.objects.seen_by(by).filter(contact=contact, person__isnull=False)
    for person in known.order_by("position").values_list("person_id", flat=True):
        SharingEntry.objects.create(
            person_id=person, check_asked=check, agency=agency, whom=check.whom, what=check.asked, is_shared=True,
            basis=basis, why=why.strip(), by=by, at=now,
        )  # fmt: skip
    return check


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
        agency=agency, agencies=_codes("partner_agency"), what=what, basis=basis, bases=_codes("sharing_basis"),
        why=why, is_shared=is_shared,
    )  # fmt: skip
    if len(whom.strip()) > 120:
        wrong.append(("whom", "Shorten this to 120 letters."))
    if wrong:
        raise Refused.several(wrong)
    return SharingEntry.objects.create(
        person=person, agency=agency, whom=whom.strip(), what=what.strip(), is_shared=is_shared, basis=basis,
        why=why.strip(), by=by, at=clock.now(),
    )  # fmt: skip
