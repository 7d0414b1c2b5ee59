"""Drawing finished work by chance, and saying what one thinks of what was drawn."""

import secrets

from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.practice import StepKind
from kith.work.models import SampledWork, SignOff, Step
from kith.work.notices.actions import tell
from kith.work.sampling import rules
from kith.work.steps import queries as steps


@action(May.SUBMIT_STEP)
def draw(by: Worker, step: Step, *, kind: StepKind) -> SampledWork:
    """Let chance decide whether this finished piece is read; the seed is kept with the answer."""
    seed, one_in = secrets.token_hex(16), kind.sign_off.sample
    return SampledWork.objects.create(
        step=step,
        one_in=one_in,
        seed=seed,
        is_drawn=rules.is_drawn(seed, step.pk, one_in),
        drawn_at=clock.now(),
        reason=rules.reason(step.title, one_in, step.pack)[:200],
    )


@action(May.READ_SAMPLE)
def say(by: Worker, step: Step, *, verdict: str, words: str) -> SampledWork:
    """Keep what a reader thinks of a piece that was drawn; concerns are told to its worker and their manager.

    Raises ``Refused`` for one's own writing, for what somebody has read already, and for concerns without words.
    """
    rows = SampledWork.objects.seen_by(by).select_for_update(of=("self",)).select_related("read_by")
    row = rows.filter(step=step).first()
    sent = SignOff.objects.seen_by(by).filter(step=step).select_related("submitted_by")
    writers = {worker.pk: worker for worker in (step.worker, *(one.submitted_by for one in sent)) if worker}
    if obstacle := rules.obstacle_to_reading(
        by=by.pk,
        writers=writers,
        is_chosen=row is not None and row.is_drawn,
        read_by=row.read_by.name if row and row.read_by else "",
    ):
        raise Refused(obstacle)
    if problems := rules.problems(verdict, words):
        raise Refused.several(problems)
    if row is None:  # an obstacle, told above
        raise Refused("Chance did not pick this piece.")
    row.read_at, row.read_by, row.verdict, row.words = clock.now(), by, verdict, words.strip()
    row.save(update_fields=["read_at", "read_by", "verdict", "words"])
    if verdict == rules.CONCERNS:
        _tell(by, step, writers)
    return row


def _tell(by: Worker, step: Step, writers: dict[int, Worker]) -> None:
    role = steps.kind_of(step).sign_off.by
    managers = steps.deciders(step.team, role, clock.today())
    for worker in {**writers, **{one.pk: one for one in managers}}.values():
        tell(by, worker, "concern", f"{step.title}: {by.name} read it and has concerns.", step=step)
