"""Recording an observation, and the words of the worker on it; keeping that standards were read."""

from collections.abc import Mapping
from datetime import date

from django.db import IntegrityError, transaction

from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock, reading_words
from kith.practice.checklists import OBSERVATION
from kith.practice.standards import StandardsOfDay
from kith.quality.marking import reading
from kith.quality.marking import rules as marking
from kith.quality.models import PracticeObservation, StandardReading
from kith.quality.observing import queries, rules
from kith.work.notices.actions import tell


@action(May.OBSERVE_PRACTICE)
def observe(
    by: Worker,
    *,
    worker: int,
    kind: str,
    observed_on: date | None,
    marks: Mapping[str, str],
    good: str,
    develop: str,
) -> PracticeObservation:
    """Record that ``by`` observed a worker of the own line; the worker is told and can answer.

    Raises ``Refused`` with everything that is missing, for oneself, for others' teams, and for what stands already.
    """
    today = clock.today()
    places = queries.observable(by, today)
    found = reading.checklist(OBSERVATION, observed_on or today)
    problems = rules.problems_with_observation(
        kind=kind, observed_on=observed_on, today=today, good=good, develop=develop, sent=marks
    )
    problems += marking.problems_with_marks(reading.items_of(found), marks)
    if obstacle := rules.obstacle_to_observing(by.pk, worker, works_here=worker in places):
        problems.insert(0, ("worker", obstacle))
    if problems or observed_on is None:
        raise Refused.several(problems)
    try:
        with transaction.atomic():
            row = PracticeObservation.objects.create(
                worker_id=worker, observer=by, team_id=places[worker].team_id, kind=kind, observed_on=observed_on,
                good=good.strip(), develop=develop.strip(), recorded_at=clock.now(), **reading.kept(found, marks),
            )  # fmt: skip
    except IntegrityError:
        raise Refused("You have recorded this observation already.", "observed_on") from None
    day = reading_words.day(observed_on, year=True)
    tell(by, row.worker, "observation", f"{by.name} wrote down what was observed of your practice on {day}.")
    return row


@action(May.BE_SUPERVISED)
def answer(by: Worker, observation: PracticeObservation, *, words: str) -> PracticeObservation:
    """Keep what the observed worker says to it, once; who observed is told."""
    row = (
        PracticeObservation.objects.select_for_update(of=("self",))
        .select_related("observer")
        .get(pk=observation.pk)
    )
    if row.worker_id != by.pk:
        raise Refused("Only who was observed writes here.", "own_words")
    if row.own_words:
        raise Refused("Your words stand there already.", "own_words")
    if problems := marking.problems_with_words(words, "own_words", needed="Write what you say to it."):
        raise Refused.several(problems)
    row.own_words, row.own_words_at = words.strip(), clock.now()
    row.save(update_fields=["own_words", "own_words_at"])
    tell(by, row.observer, "observation", f"{by.name} answered your observation of their practice.")
    return row


@action(May.READ_WORK)
def mark_read(by: Worker, *, form: str, held: StandardsOfDay) -> StandardReading:
    """Keep that ``by`` has read this edition of the standards of a form. Saying it twice changes nothing."""
    row, _ = StandardReading.objects.get_or_create(
        worker=by,
        form=form,
        edition=held.edition,
        defaults={"title": held.title[:120], "read_at": clock.now()},
    )
    return row
