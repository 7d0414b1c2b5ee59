"""Registering sources and recommendations, and saying which action answers which."""

from datetime import date

from django.db import IntegrityError, transaction

from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.improvement import rules
from kith.improvement.models import ImprovementSource, PlanAction, Recommendation, RecommendationAnswer
from kith.improvement.models.plans import LONGEST_TITLE
from kith.improvement.sources import queries
from kith.improvement.words import MONTHS, SOURCES

LONGEST = 5_000
Problems = list[tuple[str | None, str]]


@action(May.CHANGE_IMPROVEMENT)
def register_source(by: Worker, *, kind: str, title: str, held_on: date | None) -> ImprovementSource:
    """Register an inspection, a review, a plan of a board or a listening event. Refused when it is there already."""
    words = rules.one_line(title)
    problems: Problems = [] if kind in SOURCES else [("kind", "Choose what it was.")]
    if not words or len(words) > LONGEST_TITLE:
        problems.append(("title", f"Write what it is called, in at most {LONGEST_TITLE} letters."))
    if wrong := rules.problem_of_day(held_on, clock.today()):
        problems.append(("held_on", wrong))
    if problems or held_on is None:
        raise Refused.several(problems)
    try:
        with transaction.atomic():
            return ImprovementSource.objects.create(
                kind=kind, title=words, held_on=held_on, by=by, recorded_at=clock.now()
            )
    except IntegrityError:
        raise Refused("It is registered already.", field="title") from None


@action(May.CHANGE_IMPROVEMENT)
def recommend(
    by: Worker, source: ImprovementSource, *, words: str, within: str = "", number: int = 0
) -> Recommendation:
    """Register one recommendation of a source; without a number it gets the next. Refused for a number used twice."""
    told = rules.one_line(words)
    problems: Problems = []
    if not told or len(told) > LONGEST:
        problems.append(("words", f"Write what is recommended, in at most {LONGEST:,} letters."))
    if within not in ("", *MONTHS):
        problems.append(("within", "Choose by when it is to be met."))
    if problems:
        raise Refused.several(problems)
    place = number or queries.next_number(source)
    try:
        with transaction.atomic():
            return Recommendation.objects.create(
                source=source, number=place, words=told, within=within, by=by, recorded_at=clock.now()
            )
    except IntegrityError:
        raise Refused(f"It has a recommendation {place} already.", field="words") from None


@action(May.CHANGE_IMPROVEMENT)
def answer(by: Worker, about: PlanAction, *, recommendation: int) -> PlanAction:
    """Say that an action answers a recommendation. Saying it twice changes nothing."""
    found = Recommendation.objects.filter(pk=recommendation).first()
    if found is None:
        raise Refused("Choose a recommendation from the list.", field="recommendation")
    RecommendationAnswer.objects.get_or_create(
        recommendation=found, action=about, defaults={"by": by, "recorded_at": clock.now()}
    )
    return about
