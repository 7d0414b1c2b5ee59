"""Stepping up: early help asks a social worker to look, and its content goes along."""

from kith.access import practice
from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.earlyhelp import actions as early_help
from kith.earlyhelp import carrying, queries, rules
from kith.earlyhelp.eyes import lent, writing
from kith.earlyhelp.models import TeamAround
from kith.frontdoor.contacts import actions as contacts
from kith.frontdoor.contacts.rules import Told
from kith.frontdoor.models import Contact
from kith.frontdoor.recognising import actions as recognising
from kith.work.steps import actions as steps

METHOD = "form"
RECOMMENDED = "referral_assessment"


@action(May.WORK_EARLY_HELP)
def step_up(by: Worker, around: TeamAround, *, why: str) -> Contact:
    """Make a contact of early help that asks for a social worker; it waits in the queue of the front door.

    Children, what the assessment said, who leads and who agreed go along: nothing is typed again but why now. The
    source is early help, where the list of the day has it (5D). Raises ``Refused`` without a reason, before it has
    begun, and when it was asked already.
    """
    with writing(by):
        around = queries.locked(by, around)
        if wrong := rules.step_up_problems(
            begun=around.started_on is not None, is_asked=around.stepped_to_id is not None, why=why
        ):
            raise Refused.several(wrong)
        whole = queries.whole(by, around)
        eyes = lent(by)  # whoever sees own families alone does not see the contact they ask for
        contact = contacts.take_contact(eyes, received_at=clock.now(), facts=_facts(by, whole))
        recognising.add_from_record(eyes, contact, people=[one.pk for one in whole.children])
        told = carrying.told_to_the_front_door(
            by, around.assessment, whole.children, _with_consent(whole, why)
        )
        answers = {"told": told, "outcome": RECOMMENDED, "why": why.strip()}
        contacts.save_answers(eyes, contact, answers={name: (words, 0) for name, words in answers.items()})
        steps.hand_in(eyes, contact.step)
        early_help.ask_to_step_up(by, around, contact=contact.step)
    return contact


def _facts(by: Worker, whole: queries.Whole) -> dict[str, Told]:
    lead = whole.lead.helper if whole.lead else None
    codes = [code for code, _ in practice.current().lists["referral_source"].choices(clock.today())]
    facts = {
        "source": rules.source_code(codes, lead.agency if lead else ""),
        "method": METHOD,
        "caller_name": lead.name if lead else by.name,
        "caller_organisation": lead.organisation if lead else "",
        "caller_phone": lead.phone if lead else by.phone,
        "caller_email": by.email,
    }
    return {name: Told(value) for name, value in facts.items() if value}


def _with_consent(whole: queries.Whole, why: str) -> str:
    """The reason, and who agreed to early help: whoever reads it knows whom they may speak to."""
    held = [one for one in whole.consents if one.withdrawn_on is None]
    agreed = ", ".join(f"{one.who} ({one.relation})" for one in held)
    team = ", ".join(f"{one.name} ({one.organisation}: {one.does})" for one in whole.team)
    lines = [why.strip(), f"Agreed to early help: {agreed}." if agreed else "Nobody’s consent is left."]
    return "\n".join([*lines, f"Team around the children: {team}." if team else ""]).strip()
