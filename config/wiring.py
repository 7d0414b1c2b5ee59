"""Names in packs -> code. The one place where what a pack says meets what the program does.

An effect is what an outcome sets going, called when a step is completed, inside the same transaction:
``effect(by, *, step, people, outcome, on)`` with the worker who decided, the step, the ids of the children
with this outcome, and the day. A start-up check proves that every name leads somewhere.
"""

EFFECTS: dict[str, str] = {
    # what the step engine does by itself
    "start_next_steps": "kith.work.steps.effects.start_next_steps",
    "note_only": "kith.work.steps.effects.note_only",
    # what the front door does
    "open_referral": "kith.frontdoor.deciding.effects.open_referral",
    "note_contact": "kith.frontdoor.deciding.effects.note_contact",
    "join_open_involvement": "kith.frontdoor.deciding.effects.join_open_involvement",
    "no_further_action": "kith.frontdoor.deciding.effects.no_further_action",
    "close_involvement": "kith.frontdoor.closing.effects.close_involvement",
}

# What a question may be filled from: ``fact(viewer, step, names)`` gives what is known, with its source.
FACTS: dict[str, str] = {
    "contact_told": "kith.work.steps.facts.contact_told",
    "visits": "kith.work.steps.facts.visits",
    "last_assessment": "kith.work.steps.facts.last_assessment",
    "history": "kith.work.steps.facts.history",
}

# What chronologies are made of: each module has SOURCES (see kith.core.chronology.Source).
EVENTS: tuple[str, ...] = ("kith.frontdoor.events", "kith.work.events", "kith.people.events")
