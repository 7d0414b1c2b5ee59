"""What a contact's outcomes set going, under the names the packs know."""

from collections.abc import Sequence
from datetime import date

from kith.access.models import Worker
from kith.frontdoor.deciding import actions
from kith.frontdoor.models import Contact
from kith.work.models import Step


def open_referral(by: Worker, *, step: Step, people: Sequence[int], outcome: str, on: date) -> None:
    """The contact is accepted as a request for a service: referrals and involvements."""
    actions.refer(by, _contact(by, step), people=people, outcome=outcome, on=on, accepts=True)


def no_further_action(by: Worker, *, step: Step, people: Sequence[int], outcome: str, on: date) -> None:
    """A referral that goes no further. Other steps with this outcome leave nothing but themselves."""
    if contact := _contact_if_any(by, step):
        actions.refer(by, contact, people=people, outcome=outcome, on=on, accepts=False)


def join_open_involvement(by: Worker, *, step: Step, people: Sequence[int], outcome: str, on: date) -> None:
    """New information on work already open: no referral."""
    actions.join_open(by, _contact(by, step), people=people, outcome=outcome, on=on)


def note_contact(by: Worker, *, step: Step, people: Sequence[int], outcome: str, on: date) -> None:
    """A contact that stays one: advice, early help, nothing more."""
    actions.note_outcome(by, _contact(by, step), people=people, outcome=outcome, on=on)


def _contact(by: Worker, step: Step) -> Contact:
    return Contact.objects.seen_by(by).select_related("step__team", "goes_to").get(step=step)


def _contact_if_any(by: Worker, step: Step) -> Contact | None:
    return Contact.objects.seen_by(by).select_related("step__team", "goes_to").filter(step=step).first()
