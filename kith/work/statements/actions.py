"""Sending a statement: kept as it is sent, to whom, how, with its very file."""

from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.documents.files.actions import store
from kith.people.models import Person
from kith.people.outputs.rules import Reader
from kith.work.answers.held import form_of
from kith.work.models import StatementCopy, Step
from kith.work.models.statements import SENT_BY
from kith.work.statements import making
from kith.work.steps import queries

LONGEST_TO = 120
CHANGED = "The statement was changed meanwhile. Read it again before you send it."


@action(May.WRITE_STEP)
def send_statement(by: Worker, step: Step, *, reader: Reader, to: str, how: str, seen: str) -> StatementCopy:
    """Keep a statement as it is sent: its words with the chronology and its file, to whom, how.

    Raises ``Refused`` where the reader may be told nothing, and where it is not what its sender has read (``seen``).
    """
    row = queries.step_of(by, step.pk)
    if row is None or not making.has_chronology(form_of(row)):
        raise Refused("There is nothing to send here.")
    to = " ".join(to.split()) or (reader.name if reader.id else making.COURT)
    wrong: list[tuple[str | None, str]] = []
    if len(to) > LONGEST_TO:
        wrong.append(("to", f"At most {LONGEST_TO} letters."))
    if how not in SENT_BY:
        wrong.append(("how", "Say how it is sent."))
    if reader.not_told:
        wrong.append(("to", f"{reader.name} is told nothing {'; '.join(reader.not_told)}"))
    if wrong:
        raise Refused.several(wrong)
    made = making.made(by, row, reader, clock.today())
    if seen != made.mark:
        raise Refused(CHANGED)
    return StatementCopy.objects.create(
        step=row,
        person=Person.objects.seen_by(by).filter(pk=reader.id).first() if reader.id else None,
        to=to,
        how=how,
        content=made.content,
        file=store(making.set_as_pdf(made.content), kind="pdf"),
        by=by,
        at=clock.now(),
    )
