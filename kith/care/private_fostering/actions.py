"""Recording private fostering: that we were told of it, visits, and its end."""

from collections.abc import Sequence
from datetime import date

from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.care.models import PrivateFostering, PrivateFosteringVisit
from kith.care.period.queries import child_of
from kith.care.private_fostering import rules
from kith.care.private_fostering.queries import Arrangement
from kith.care.together.actions import refuse
from kith.core import Refused, clock
from kith.core.reading_words import short_day
from kith.people.models import Person
from kith.work.models import Standing
from kith.work.standings import actions as standings
from kith.work.timescales.actions import run_again, start

KIND = "private_fostering"
CODES = (rules.FIRST, rules.FIRST_YEAR, rules.LATER)
NOT_OPEN = "There is no private fostering that goes on."


@action(May.RECORD_CARE)
def begin(
    by: Worker, people: Sequence[Person], *, notified_on: date, began_on: date | None, lasts_days: int | None,
    carer: str, relation: str, is_disabled: bool,
) -> list[PrivateFostering]:  # fmt: skip
    """Record that we were told of private fostering, of several children of one carer in one go. Raises ``Refused``.

    The first visit is due within 7 working days of the day we were told.
    """
    if not people:
        raise Refused("Tick at least one child.", "children")
    carer = " ".join(carer.split())
    refuse([
        problem
        for person in people
        for problem in rules.problems(
            began_on=began_on, notified_on=notified_on, lasts_days=lasts_days, relation=relation, carer=carer,
            born_on=child_of(person).born_on, is_disabled=is_disabled, today=clock.today(),
        )
    ])  # fmt: skip
    return [_begun(by, one.pk, notified_on, began_on, carer, relation, is_disabled) for one in people]


def _begun(
    by: Worker,
    person: int,
    notified_on: date,
    began_on: date | None,
    carer: str,
    relation: str,
    is_disabled: bool,
) -> PrivateFostering:
    standing = standings.begin(by, person=person, kind=KIND, on=notified_on)
    start(
        by, code=rules.FIRST, person=person, from_on=notified_on, event="the notification", standing=standing
    )
    return PrivateFostering.objects.create(
        standing=standing, began_on=began_on, carer=carer, relation=relation, is_disabled=is_disabled
    )


@action(May.RECORD_CARE)
def visit(
    by: Worker, arrangements: Sequence[Arrangement], *, on: date, seen_alone: bool | None, words: str
) -> list[PrivateFosteringVisit]:
    """Record a visit with its report, to several children of one carer in one go; the next clock begins.

    Raises ``Refused``.
    """
    words, wrong = words.strip(), []
    _hold(by, arrangements)
    for one in arrangements:
        standing = one.row.standing
        wrong += rules.problems_of_visit(on, clock.today(), standing.started_on, standing.ended_on, words)
        if any(before.held_on == on for before in one.visits):
            wrong.append(("on", f"The visit of {short_day(on)} is on record already."))
    if seen_alone is None:
        wrong.append(("seen_alone", "Say whether the child was seen alone."))
    refuse(wrong)
    facts = {
        "held_on": on,
        "seen_alone": bool(seen_alone),
        "words": words,
        "by": by,
        "recorded_at": clock.now(),
    }
    made = [PrivateFosteringVisit.objects.create(arrangement=one.row, **facts) for one in arrangements]
    for one in arrangements:
        _run_again(by, one, on)
    return made


@action(May.RECORD_CARE)
def end(by: Worker, arrangement: Arrangement, *, on: date, reason: str) -> PrivateFostering:
    """Record that private fostering ended, and why. Raises ``Refused``."""
    _hold(by, [arrangement])
    standing = arrangement.row.standing
    refuse(rules.problems_of_end(reason, on, standing.started_on, clock.today()))
    if arrangement.visits and arrangement.visits[0].held_on > on:
        raise Refused(f"There was a visit on {short_day(arrangement.visits[0].held_on)}, after that.", "on")
    standings.end(by, standing, on=on, reason=reason)
    return arrangement.row


def _hold(by: Worker, arrangements: Sequence[Arrangement]) -> None:
    """Locked until this is done. Raises ``Refused`` where one does not go on."""
    numbers = [one.row.pk for one in arrangements]
    rows = Standing.objects.seen_by(by).filter(pk__in=numbers, ended_on__isnull=True)
    if not numbers or len(rows.select_for_update().order_by("pk")) != len(set(numbers)):
        raise Refused(NOT_OPEN)


def _run_again(by: Worker, one: Arrangement, on: date) -> None:
    standing = one.row.standing
    run_again(
        by, codes=CODES, code=rules.visit_clock(one.began_on, on), person=standing.person_id, on=on,
        event="the last visit", standing=standing,
    )  # fmt: skip
