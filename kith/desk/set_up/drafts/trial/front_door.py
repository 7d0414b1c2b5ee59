"""Trying the form of a contact: a real one about the invented children, taken, sent and decided at the front door."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from typing import Any

from kith.access.models import Team, Worker
from kith.core import clock, reading_words
from kith.core.clock import LONDON
from kith.frontdoor.contacts import actions as contacts
from kith.frontdoor.contacts.actions import KIND
from kith.frontdoor.contacts.rules import Told
from kith.frontdoor.deciding.actions import decide
from kith.frontdoor.models import Contact, Referral
from kith.frontdoor.recognising.actions import recognise
from kith.frontdoor.sending.actions import send_for_decision
from kith.frontdoor.thresholds import actions as thresholds
from kith.frontdoor.thresholds.queries import guide_on
from kith.frontdoor.thresholds.rules import Choice
from kith.work.answers.actions import Typed, save_answers
from kith.work.answers.rules import outcomes

__all__ = ["KIND", "answered", "decided", "taken"]
SOURCE = "2A"  # a school rings
REASON = "Agreed, as a trial."


def taken(by: Worker, names: Mapping[int, str], numbers: Mapping[int, int], day: Any) -> Contact:
    """A call that came in on a day about the invented children, who are recognised. ``names`` by line."""
    at = min(datetime.combine(day, time(9, 30), tzinfo=LONDON), clock.now())
    told = {f"name_told.{line}": Told(name) for line, name in names.items()}
    contact = contacts.take_contact(by, received_at=at, facts={"source": Told(SOURCE), **told})
    for line, person in numbers.items():
        recognise(by, contact, position=line, person_id=person)
    return contact


def answered(by: Worker, contact: Contact, typed: Sequence[Typed]) -> None:
    """Write what was typed, with a level where the guide asks for one, and send it to whoever decides."""
    save_answers(by, contact.step, typed=typed)
    if level := _level(contact):
        thresholds.weigh(by, contact, shown=Choice(), wanted=level)
    send_for_decision(by, contact, asked=None)


def decided(by: Worker, contact: Contact, team: Team, answers: Any, numbers: Mapping[int, int]) -> list[str]:
    """Decide it as it was recommended; gives what came of it beside the work that starts."""
    proposed = outcomes(answers, list(numbers.values()))
    by_line = {line: proposed[person] for line, person in numbers.items() if person in proposed}
    decide(by, contact, outcomes=by_line, reason=REASON, team=team, threshold=_level(contact))
    made = Referral.objects.seen_by(by).filter(contact=contact).count()
    return [f"{reading_words.count(made, 'referral is', 'referrals are')} made."] if made else []


def _level(contact: Contact) -> Choice | None:
    """The first level of the guide, where the pack asks for one: it is the guide's matter, not the form's."""
    guide = guide_on(contact.received_on)
    return Choice(guide.levels[0].code) if guide and guide.asks_level and guide.levels else None
