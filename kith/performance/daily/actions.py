"""Making a daily list, saying something about one of its lines, and noting who opened what was delivered."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import F

from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.performance.daily import drawing, queries, rules
from kith.performance.figure import end_of
from kith.performance.models import DailyLine, DailyList, Delivery, LineRemark, Reading

ROWS_AT_A_TIME = 1000


def freeze(on: date, now: datetime) -> DailyList:
    """Keep the list of a day as it stood when the day began. A part of a delivery; needs the system's eyes."""
    made = DailyList.objects.create(on=on, known_at=end_of(rules.known_until(on)), made_at=now)
    rows = [
        DailyLine(
            daily=made, kind=one.kind, of=one.of, code=one.code, title=one.title, team_id=one.team,
            worker_id=one.worker, people=list(one.people), subjects=list(one.subjects), since_on=one.since,
            days=one.days, reason=one.reason,
        )
        for one in drawing.drawn(on)
    ]  # fmt: skip
    DailyLine.objects.bulk_create(rows, batch_size=ROWS_AT_A_TIME)
    return made


@action(May.RECEIVE_DAILY_LIST)
def remark(by: Worker, line: DailyLine, *, words: str) -> LineRemark:
    """Say something about a line of one's own list; it is kept with name and moment, and seen by all who get the line.

    Raises ``Refused`` without words, with too many, and for a line that is not on the worker's own list, or of a team
    that they answer for no more.
    """
    words = " ".join(words.split())
    if problem := rules.problem_of_remark(words):
        raise Refused(problem, field="words")
    if not queries.may_answer(by, line):
        raise Refused("This line is not on your list.")
    if not queries.answers_still(by, line, clock.today()):
        raise Refused(rules.NOT_YOURS_NOW)
    return LineRemark.objects.create(line=line, people=line.people, words=words, by=by, at=clock.now())


@action(May.RECEIVE_DAILY_LIST)
def note_reading(by: Worker, delivery: Delivery) -> Reading:
    """Note that somebody opened what was delivered: when first, when last, how often."""
    now = clock.now()
    try:
        with transaction.atomic():
            return Reading.objects.create(delivery=delivery, by=by, first_at=now, last_at=now)
    except IntegrityError:
        Reading.objects.filter(delivery=delivery, by=by).update(last_at=now, times=F("times") + 1)
    return Reading.objects.get(delivery=delivery, by=by)
