"""Giving a family's copy of a piece of work: kept as it was given, to whom, how, with its very file."""

from collections.abc import Collection

from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.documents.files.actions import store
from kith.people.models import Person
from kith.people.outputs.rules import Reader
from kith.work.answers.held import form_of
from kith.work.copies import making
from kith.work.models import Step, StepCopy
from kith.work.models.plans import HANDED
from kith.work.plans import rules
from kith.work.plans.copies.actions import LONGEST_TO
from kith.work.plans.copies.making import EVERYBODY
from kith.work.steps import queries

CHANGED = "It was changed meanwhile. Read the copy again before you give it."
NOT_FINISHED = "It is given when it is finished."
EMPTY = "Nothing in it is written for this reader."


@action(May.WRITE_STEP)
def give_step_copy(
    by: Worker,
    step: Step,
    *,
    reader: Reader,
    about: int,
    leave: Collection[str],
    to: str,
    how: str,
    seen: str,
) -> StepCopy:
    """Keep a copy as it is given: its words and its file, to whom, how.

    Raises ``Refused`` for work that is not finished, where it takes more than one side (nothing is ever cut), where
    nothing in it may be told to the reader, and where it is not what its giver has read (``seen``).
    """
    row = queries.step_of(by, step.pk)
    if row is None or not form_of(row).for_family:
        raise Refused("There is nothing to give here.")
    if row.state != "completed":
        raise Refused(NOT_FINISHED)
    to = rules.tidied(to) or (reader.name if reader.id else EVERYBODY)
    wrong = rules.too_long("to", "For whom", to, LONGEST_TO)
    if how not in HANDED:
        wrong.append(("how", "Say how it is given."))
    if wrong:
        raise Refused.several(wrong)
    made = making.made(by, row, reader, clock.today(), about=about, leave=leave)
    _check(made, seen)
    return StepCopy.objects.create(
        step=row,
        person=Person.objects.seen_by(by).filter(pk=reader.id).first() if reader.id else None,
        to=to,
        how=how,
        content=made.copy.content,
        file=store(made.copy.printed.pdf, kind="pdf"),
        reading_age=made.copy.reading_age,
        by=by,
        at=clock.now(),
    )


def _check(made: making.Made, seen: str) -> None:
    if made.is_empty:
        raise Refused(EMPTY)
    if seen != made.mark:
        raise Refused(CHANGED)
    if not made.copy.may_be_given:
        raise Refused(made.too_long)
