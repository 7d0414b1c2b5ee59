"""Drawing the sample of a month, and saying what one thinks of what was drawn."""

from collections.abc import Mapping
from datetime import date
from secrets import token_hex

from django.db import IntegrityError, transaction

from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.practice.checklists import DIP_SAMPLE
from kith.practice.checklists import SUPERVISION as OF_SUPERVISION
from kith.quality.dipping import queries, rules
from kith.quality.marking import reading
from kith.quality.marking.rules import lacking
from kith.quality.models import DipReading, DipSample, SupervisionReading
from kith.quality.models.dipping import Reading
from kith.work.models import SignOff
from kith.work.notices.actions import tell
from kith.work.steps import queries as steps

KEPT = ("asked", "met", "partly", "not_met", "words", "read_at", "read_by")


@action(May.RUN_AUDITS)
def draw(by: Worker, *, occasion: str, month: date | None, number: int, seed: str = "") -> DipSample:
    """Draw so many of what was told, or of supervision, in a month that is over; the seed is kept with what it gave.

    ``seed`` is made by chance; who gives one (a test, a demonstration) can make the same draw again.
    """
    if occasion not in rules.OCCASIONS:
        raise Refused("Choose what to draw from.", "occasion")
    first = month.replace(day=1) if month else None
    there = queries.given(by, occasion, first) if first else []
    problems = rules.problems_with_draw(first, clock.today(), number, len(there))
    if problems or first is None:
        raise Refused.several(problems)
    seed = seed or token_hex(16)
    taken = rules.drawn(seed, there, number)
    try:
        with transaction.atomic():
            sample = DipSample.objects.create(
                occasion=occasion,
                month=first,
                seed=seed,
                given=there,
                taken=taken,
                by=by,
                recorded_at=clock.now(),
            )
    except IntegrityError:
        raise Refused("That month is drawn already.", "month") from None
    if occasion == rules.TOLD:
        DipReading.objects.bulk_create(DipReading(sample=sample, step_id=one) for one in taken)
    else:
        SupervisionReading.objects.bulk_create(
            SupervisionReading(sample=sample, supervision_id=one) for one in taken
        )
    return sample


@action(May.READ_SAMPLE)
def say(by: Worker, drawn: DipReading, *, marks: Mapping[str, str], words: str) -> DipReading:
    """Keep what a reader found of a drawn piece of work; what is lacking is told to its writers and their manager."""
    rows = DipReading.objects.seen_by(by).select_for_update(of=("self",)).select_related("step", "read_by")
    row = rows.get(pk=drawn.pk)
    step = row.step
    sent = SignOff.objects.seen_by(by).filter(step=step).select_related("submitted_by")
    makers = {one.pk: one for one in (step.worker, *(each.submitted_by for each in sent)) if one}
    _keep(by, row, DIP_SAMPLE, set(makers), marks, words)
    if lacking(row.marks):
        role = steps.kind_of(step).sign_off.by
        managers = steps.deciders(step.team, role, clock.today()) if role else []
        for worker in {**makers, **{one.pk: one for one in managers}}.values():
            tell(
                by,
                worker,
                "concern",
                f"{step.title}: {by.name} read it in a sample. {_told(words)}",
                step=step,
            )
    return row


@action(May.AUDIT_SUPERVISION)
def say_of_supervision(
    by: Worker, drawn: SupervisionReading, *, marks: Mapping[str, str], words: str
) -> SupervisionReading:
    """Keep what a reader found of a drawn supervision; what is lacking is told to who gave it."""
    rows = SupervisionReading.objects.select_for_update(of=("self",)).select_related("supervision", "read_by")
    row = rows.get(pk=drawn.pk)
    held = row.supervision
    _keep(by, row, OF_SUPERVISION, {held.worker_id, held.supervisor_id}, marks, words)
    if lacking(row.marks):
        tell(by, held.supervisor, "supervision", f"{by.name} read a supervision you gave. {_told(words)}")
    return row


def _told(words: str) -> str:
    return f"What was not met: {words.strip()}"


def _keep(
    by: Worker, row: Reading, code: str, makers: set[int], marks: Mapping[str, str], words: str
) -> None:
    """Answer a reading once. Raises ``Refused`` for one's own, for what is read, and for what is missing."""
    found = reading.checklist(code, clock.today())
    if obstacle := rules.obstacle_to_reading(by.pk, makers, row.read_by.name if row.read_by else ""):
        raise Refused(obstacle)
    if problems := rules.problems_with_reading(reading.items_of(found), marks, words):
        raise Refused.several(problems)
    for column, value in reading.kept(found, marks).items():
        setattr(row, column, value)
    row.words, row.read_at, row.read_by = words.strip(), clock.now(), by
    row.save(update_fields=KEPT)
