"""Keeping what a worker recommends and a manager decides by the threshold guide."""

from collections.abc import Mapping

from kith.access.doors import action
from kith.access.guarded import EVERY_ROW
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.frontdoor.contacts.actions import lines_of, lock
from kith.frontdoor.models import Contact, ContactChild, KeptGuide, Threshold, ThresholdTick
from kith.frontdoor.thresholds import queries, rules
from kith.frontdoor.thresholds.rules import Choice
from kith.practice import Guide


@action(May.TAKE_CONTACT)
def weigh(by: Worker, contact: Contact, *, shown: Choice, wanted: Choice) -> Contact:
    """Keep the level and the lines that the writer of a contact chose; ``shown`` is what their page had.

    What a colleague ticked meanwhile stays ticked. Raises ``Refused`` when both chose another level, for what
    the guide does not have, and when the contact can no longer be written in.
    """
    contact = lock(by, contact)
    held = queries.chosen(by, contact)
    guide = queries.guide_of(contact, held)
    if guide is None:
        raise Refused("There is no threshold guide for the day this contact came in.")
    if found := rules.problems(wanted, guide):
        raise Refused.several(found)
    before = held.get(queries.RECOMMENDED)
    choice = rules.merged(before.choice if before else Choice(), shown, wanted)
    if choice is None:
        assert before is not None
        raise Refused(
            f"{before.by} chose {before.level_words or 'no level'} meanwhile. Look at it, and choose again.",
            field=rules.LEVEL,
        )
    _keep(by, contact, queries.RECOMMENDED, guide, choice)
    return contact


@action(May.TAKE_CONTACT)
def settle(by: Worker, contact: Contact) -> Contact:
    """Part of sending a contact: note for every tick the words it is found in as they stand now."""
    held = queries.chosen(by, contact).get(queries.RECOMMENDED)
    if held:
        row = Threshold.objects.unguarded(EVERY_ROW).get(contact=contact, stage=queries.RECOMMENDED)
        _tick(by, contact, row, held.guide, held.choice)
    return contact


@action(May.DECIDE_CONTACT)
def keep_decision(
    by: Worker, contact: Contact, *, choice: Choice, own: Mapping[int, rules.Own] = {}
) -> Contact:
    """Part of deciding a contact: keep the manager's level and lines beside those of the writer.

    ``own`` is what was chosen for children who differ, by line; why it differs is kept beside the child. Raises
    ``Refused`` for what the guide does not have and for a missing level where the pack asks for one.
    """
    lines = {place: line for place, line in lines_of(contact).items() if line.person_id}
    if found := queries.obstacle_to_choice(by, contact, choice, own, list(lines)):
        raise Refused.several(found)
    guide = queries.guide_of(contact, queries.chosen(by, contact))
    if guide and choice:
        _keep(by, contact, queries.DECIDED, guide, choice)
    for place, one in own.items():
        if guide and one.differs:
            _keep(by, contact, queries.DECIDED, guide, one.choice, lines[place])
        if one.why:
            lines[place].outcome_words = one.why
            lines[place].save(update_fields=["outcome_words"])
    return contact


def _keep(
    by: Worker, contact: Contact, stage: str, guide: Guide, choice: Choice, line: ContactChild | None = None
) -> None:
    """Write a choice for all children, or for one, with the guide as it is."""
    kept, _ = KeptGuide.objects.get_or_create(
        hash=guide.hash,
        defaults={"pack": contact.step.pack, "version": guide.version, "content": guide.content()},
    )
    threshold, _ = Threshold.objects.unguarded(EVERY_ROW).update_or_create(
        contact=contact,
        stage=stage,
        line=line,
        defaults={"guide": kept, "level": choice.level, "by": by, "at": clock.now()},
    )
    _tick(by, contact, threshold, guide, choice)


def _tick(by: Worker, contact: Contact, threshold: Threshold, guide: Guide, choice: Choice) -> None:
    """Write what is ticked, each with the words it is found in."""
    ThresholdTick.objects.unguarded(EVERY_ROW).filter(threshold=threshold).delete()
    words = queries.found_words(guide, choice, queries.told(by, contact))
    ThresholdTick.objects.bulk_create(
        ThresholdTick(
            threshold=threshold, contact=contact, kind=kind, code=code, found_in=words[(kind, code)]
        )
        for kind, code in sorted(choice.ticks)
    )
