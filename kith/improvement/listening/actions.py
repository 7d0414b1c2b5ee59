"""Taking an answer as the words of those affected, keeping what was said at an event, and answering in plain words."""

from collections.abc import Mapping
from datetime import date

from django.db import IntegrityError, transaction

from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.improvement import actions as plans
from kith.improvement.listening import queries, rules
from kith.improvement.models import (
    ActionFeedback,
    HeardAnswer,
    ImprovementSource,
    ListeningEvent,
    PlainAnswer,
    PlanAction,
    Recommendation,
    Voice,
)
from kith.improvement.sources import actions as sources
from kith.listening.models import FeedbackAnswer
from kith.practice.listening import WHO

FEEDBACK = "What people told us, {year}"


@action(May.CHANGE_IMPROVEMENT)
def take(by: Worker, about: PlanAction, *, answer: FeedbackAnswer, words: str) -> ActionFeedback:
    """Take an answer as the words of those affected of an action. A no reopens what was completed.

    Raises Refused where it was taken already, says neither yes nor no, or where a name of the family stands in words.
    """
    why = rules.obstacle_to_taking(answer.helped, queries.is_heard(about, answer))
    names = queries.names_of(by, answer, clock.today())
    named = rules.problem_with_names(words, names)
    if why or named:
        raise Refused(why or named or "", field=None if why else "words")
    said = plans.Said(answer.request.who, rules.agrees(answer.helped), words, answer.answered_on)
    made = plans.hear(by, about, said=said)
    try:
        with transaction.atomic():
            HeardAnswer.objects.create(feedback=made, action=about, answer=answer)
    except IntegrityError:
        raise Refused("This answer was taken for this action already.") from None
    return made


@action(May.CHANGE_IMPROVEMENT)
def hold_event(
    by: Worker, *, title: str, held_on: date | None, came: Mapping[str, str], said: Mapping[str, str]
) -> ListeningEvent:
    """Keep a listening event: its day, how many of each kind came, and what each kind said, one thing a line.

    Each thing said becomes a recommendation of the event, for actions to answer. Raises Refused with all that is wrong.
    """
    counts, wrong = rules.came(came)
    lines = [(who, line) for who in WHO for line in rules.lines_of(said.get(who, ""))]
    if not lines:
        wrong.append((f"said.{next(iter(WHO))}", "Write at least one thing that was said."))
    if len(lines) > rules.MOST_SAID:
        wrong.append((None, f"Write at most {rules.MOST_SAID} things; there are {len(lines)}."))
    for who, line in lines:
        if len(line) > rules.LONGEST:
            wrong.append((f"said.{who}", f"Write each thing in at most {rules.LONGEST:,} letters."))
    try:
        source = sources.register_source(by, kind="listening", title=title, held_on=held_on)
    except Refused as refused:
        raise Refused.several([*refused.problems, *wrong]) from None
    if wrong:
        raise Refused.several(wrong)
    for who, line in lines:
        _voice(by, source, line, who, None)
    return ListeningEvent.objects.create(source=source, by=by, recorded_at=clock.now(), **counts)


@action(May.CHANGE_IMPROVEMENT)
def recommend_from(by: Worker, answer: FeedbackAnswer, *, words: str) -> Recommendation:
    """Make what somebody answered a recommendation, in words without a name, for actions to answer."""
    if named := rules.problem_with_names(words, queries.names_of(by, answer, clock.today())):
        raise Refused(named, field="words")
    year = answer.answered_on.year
    title = FEEDBACK.format(year=year)
    source = ImprovementSource.objects.filter(kind="listening", title=title).first()
    if source is None:
        source = sources.register_source(by, kind="listening", title=title, held_on=answer.answered_on)
    return _voice(by, source, words, answer.request.who, answer)


@action(May.CHANGE_IMPROVEMENT)
def say_plainly(by: Worker, about: Recommendation, *, said: str, done: str) -> PlainAnswer:
    """Say in plain words what was said and what was done, for those who said it. Raises Refused without words."""
    told = {"said": " ".join(said.split()), "done": " ".join(done.split())}
    wrong: rules.Problems = [
        (name, f"Write it, in at most {rules.LONGEST:,} letters.")
        for name, words in told.items()
        if not words or len(words) > rules.LONGEST
    ]
    if wrong:
        raise Refused.several(wrong)
    return PlainAnswer.objects.create(recommendation=about, by=by, recorded_at=clock.now(), **told)


def _voice(
    by: Worker, source: ImprovementSource, words: str, who: str, answer: FeedbackAnswer | None
) -> Recommendation:
    made = sources.recommend(by, source, words=words)
    Voice.objects.create(recommendation=made, who=who, answer=answer)
    return made
