"""Giving a family's copy: kept as it was given, to whom, how, with its very file."""

from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.documents.files.actions import store
from kith.people.models import Person
from kith.people.outputs.rules import Reader
from kith.work.models import FamilyCopy, FamilyPlan
from kith.work.models.plans import HANDED
from kith.work.plans import rules
from kith.work.plans.copies.making import EVERYBODY, made, too_long_words

LONGEST_TO = 120


@action(May.WRITE_STEP)
def give_copy(
    by: Worker, plan: FamilyPlan, *, reader: Reader | None, to: str, how: str, seen: int
) -> FamilyCopy:
    """Keep a copy as it is given: its words and its file, to whom, how.

    Raises ``Refused`` where it takes more than one side (nothing is ever cut), where the reader may be told nothing,
    and where the plan was changed since the page was made: nobody hands over what they have not read.
    """
    row = FamilyPlan.objects.seen_by(by).filter(pk=plan.pk).select_related("worker", "team").first()
    if row is None:
        raise Refused("This plan is not there any more.")
    if seen != row.version:
        raise Refused("The plan was changed meanwhile. Read the copy again before you give it.")
    to = rules.tidied(to) or (reader.name if reader else EVERYBODY)
    wrong = rules.too_long("to", "For whom", to, LONGEST_TO)
    if how not in HANDED:
        wrong.append(("how", "Say how it is given."))
    if reader and reader.not_told:
        wrong.append(("to", f"{reader.name} is told nothing {'; '.join(reader.not_told)}"))
    if wrong:
        raise Refused.several(wrong)
    copy = made(by, row, reader, clock.today())
    if not copy.may_be_given:
        raise Refused(too_long_words(copy.printed.lines_over, copy.longest))
    return FamilyCopy.objects.create(
        plan=row,
        person=Person.objects.seen_by(by).filter(pk=reader.id).first() if reader else None,
        to=to,
        how=how,
        content=copy.content,
        file=store(copy.printed.pdf, kind="pdf"),
        reading_age=copy.reading_age,
        version=row.version,
        by=by,
        at=clock.now(),
    )
