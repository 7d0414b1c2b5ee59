"""Writing in the learning log, and saying that a team has talked about it."""

from datetime import date

from django.db import IntegrityError, transaction

from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.quality.learning import queries, rules
from kith.quality.models import LearningEntry, LearningTalk


@action(May.SHARE_LEARNING)
def share(
    by: Worker, *, source: str, learned_on: date | None, learned: str, change: str, recommendation: str = ""
) -> LearningEntry:
    """Write down what was learned and what is done differently. Raises ``Refused`` with everything that is missing."""
    problems = rules.problems_with_entry(
        source=source, learned_on=learned_on, today=clock.today(), learned=learned, change=change,
        recommendation=recommendation,
    )  # fmt: skip
    if problems or learned_on is None:
        raise Refused.several(problems)
    return LearningEntry.objects.create(
        source=source, learned_on=learned_on, learned=learned.strip(), change=change.strip(),
        recommendation=recommendation.strip(), by=by, recorded_at=clock.now(),
    )  # fmt: skip


@action(May.SHARE_LEARNING)
def talked(
    by: Worker, entry: LearningEntry, *, team: int, talked_on: date | None, words: str = ""
) -> LearningTalk:
    """Keep that a team has talked about something learned. Once for each team."""
    today = clock.today()
    if team not in queries.teams(today):
        raise Refused("Choose a team.", "team")
    problems = rules.problems_with_talk(talked_on, entry.learned_on, today, words)
    if problems or talked_on is None:
        raise Refused.several(problems)
    try:
        with transaction.atomic():
            return LearningTalk.objects.create(
                entry=entry,
                team_id=team,
                talked_on=talked_on,
                words=words.strip(),
                by=by,
                recorded_at=clock.now(),
            )
    except IntegrityError:
        raise Refused("This team has talked about it already.", "team") from None
