"""Deciding many contacts together: all that are ticked, or none."""

from collections.abc import Sequence

from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.frontdoor.deciding import actions as deciding
from kith.frontdoor.models import Contact
from kith.frontdoor.thresholds.rules import LEVEL
from kith.frontdoor.thresholds.rules import Choice as Threshold
from kith.frontdoor.triage import queries, rules


@action(May.DECIDE_CONTACT)
def triage(by: Worker, choices: Sequence[rules.Choice]) -> list[Contact]:
    """Decide each contact with its own outcome and reason, as if it had been decided alone.

    Raises ``Refused`` with everything that is missing, and with every contact that cannot be decided so: one
    that a colleague decided meanwhile, one whose children have no open work to join. Then none is decided.
    """
    if problems := rules.problems(choices, dict(queries.outcomes()), dict(queries.levels(clock.today()))):
        raise Refused.several(problems)
    decided: list[Contact] = []
    for choice in sorted(choices, key=lambda one: one.contact):
        try:
            decided.append(_decide(by, choice))
        except Refused as refused:
            problems += [
                (
                    f"{'level' if field == LEVEL else 'outcome'}.{choice.contact}",
                    f"Contact {choice.contact}: {words}",
                )
                for field, words in refused.problems
            ]
    if problems:
        raise Refused.several(problems)
    return decided


def _decide(by: Worker, choice: rules.Choice) -> Contact:
    contact = Contact.objects.seen_by(by).filter(pk=choice.contact).first()
    if contact is None:
        raise Refused("It is not there.")
    places = queries.places_of_children(by, choice.contact)
    if not places:
        raise Refused("No child of it is recognised yet. Open it.")
    outcomes = dict.fromkeys(places, choice.outcome)
    return deciding.decide(
        by, contact, outcomes=outcomes, reason=choice.reason, team=None, threshold=Threshold(choice.level)
    )
