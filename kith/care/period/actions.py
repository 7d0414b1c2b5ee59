"""Beginning and ending times in care, for brothers and sisters in one go."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Q

from kith.access import practice
from kith.access.doors import action
from kith.access.guarded import EVERY_ROW
from kith.access.may import May
from kith.access.models import Worker
from kith.care.actions import keep_before, open_work
from kith.care.models import CarePeriod, Placement, ShortBreakSeries
from kith.care.period import clocks, queries, rules
from kith.care.period.holding import GONE
from kith.care.placement import actions as placements
from kith.care.placement import queries as places
from kith.care.placement import rules as placement_rules
from kith.care.placement.kept import NOBODY, Kept
from kith.care.placement.kept import problems_with as problems_with_keeping
from kith.care.review.actions import review_days, run_clock
from kith.care.rules import Problem
from kith.care.status import actions as statuses
from kith.care.status import rules as status_rules
from kith.care.visits.actions import reckon
from kith.core import Refused, clock
from kith.core.reading_words import short_day
from kith.people import rules as people_rules
from kith.people.models import Person
from kith.work.models import Standing
from kith.work.standings import actions as standings
from kith.work.timescales.actions import drop as drop_clock
from kith.work.timescales.actions import meet as meet_clock
from kith.work.timescales.actions import running_one
from kith.work.timescales.actions import start as start_clock

WORK_AT_START = ("placement_information", "care_plan")


@action(May.RECORD_CARE)
def become_looked_after(
    by: Worker,
    *,
    people: Sequence[int],
    on: date | None,
    status: status_rules.Told,
    start: rules.Start,
    placement: placement_rules.Told,
    officer: Worker | None = None,
    kept: Kept = NOBODY,
) -> list[CarePeriod]:
    """Let these children (ids) be looked after from a day on: one legal status, one placement, told once for all, and
    from whom its address is ``kept``.

    What practice asks for by a day begins to run for each: reviews, visits, health, education. Raises ``Refused`` with
    everything that stands against it for any of them; then none begins.
    """
    start, placement = start.tidied(), placement.tidied()
    rows = Person.objects.seen_by(by).filter(pk__in=people).select_for_update(no_key=True).order_by("pk")
    children = list(rows)
    if not children or len(children) != len(set(people)):
        raise Refused("Choose at least one child.", "children")
    if on is None:
        raise Refused("Write the day like 21/4/2026.", "on")
    if problems := [*_problems(children, on, status, start, placement), *problems_with_keeping(kept)]:
        raise Refused.several(list(dict.fromkeys(problems)))
    made = [_begun(by, child, on, status, start, placement, officer) for child in children]
    placements.keep_from(by, children, kept)
    for kind in WORK_AT_START:
        open_work(by, kind, [child.pk for child in children], on)
    return made


def _problems(
    children: Sequence[Person],
    on: date,
    status: status_rules.Told,
    start: rules.Start,
    placement: placement_rules.Told,
) -> list[Problem]:
    lists, today = practice.current().lists, clock.today()
    found = rules.problems_with_start(
        start, places.codes(lists["category_of_need"], on), places.codes(lists["previous_permanence"], on)
    )
    if people_rules.tidy_postcode(start.home_postcode) is None:
        found.append(("home_postcode", people_rules.NO_POSTCODE))
    if people_rules.tidy_postcode(placement.postcode) is None:
        found.append(("postcode", people_rules.NO_POSTCODE))
    found += status_rules.problems_with_words(status)
    for person in children:
        child, earlier = queries.child_of(person), _earlier(person)
        if words := rules.obstacle_to_starting(child, on, earlier, today):
            found.append(("on", words))
            continue
        if words := _short_breaks(person, child.called, on):
            found.append(("on", words))
        codes = places.codes(lists["legal_status"], on)
        now = status_rules.Now(placement=placement.kind)
        found += status_rules.problems_with(child, status.code, on, codes, now)
        found += placement_rules.problems_with(
            child, placement, on, places.known(on), status.code, placement_rules.Before()
        )
    return found


def _short_breaks(person: Person, called: str, on: date) -> str | None:
    """Short breaks and care are never at once (426, 399)."""
    rows = ShortBreakSeries.objects.unguarded(EVERY_ROW).filter(person=person)
    held = rows.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=on)).order_by("started_on").first()
    return (
        f"{called} has a series of short breaks since {short_day(held.started_on)}. End it first."
        if held
        else None
    )


def _earlier(person: Person) -> list[rules.Earlier]:
    rows = Standing.objects.unguarded(EVERY_ROW).filter(person=person, kind=queries.KIND)
    return [rules.Earlier(row.ended_on, row.end_reason) for row in rows if row.ended_on]


def _begun(
    by: Worker,
    child: Person,
    on: date,
    status: status_rules.Told,
    start: rules.Start,
    placement: placement_rules.Told,
    officer: Worker | None,
) -> CarePeriod:
    standing = standings.begin(by, person=child.pk, kind=queries.KIND, on=on)
    period = CarePeriod.objects.create(
        standing=standing,
        need=start.need,
        home_postcode=people_rules.tidy_postcode(start.home_postcode) or "",
        is_unaccompanied=start.is_unaccompanied,
        before=start.before,
        before_council=start.before_council,
        before_when=start.before_when,
        officer=officer,
    )
    statuses.begin(by, period, standing, status, on)
    placements.begin(by, period, placement, on)
    run_clock(by, period, clock.today())
    _decision_carried_out(by, child.pk, on)
    for code in clocks.AT_START:
        start_clock(by, code=code, person=child.pk, from_on=on, event="the start of care", standing=standing)
    clocks.begin(by, period)
    if held := queries.held(by, period.pk):
        reckon(by, held, clock.today())
    return period


def _decision_carried_out(by: Worker, person: int, on: date) -> None:
    """What was decided happened; also where care began before the decision was written down."""
    if row := running_one(by, code=queries.TO_BEGIN, person=person):
        meet_clock(by, code=queries.TO_BEGIN, person=person, on=max(on, row.from_on))


@action(May.RECORD_CARE)
def not_begun(by: Worker, people: Sequence[int], *, why: str) -> int:
    """It was decided that these children are looked after, and care does not begin after all; gives of how many."""
    if not 0 < len(why.strip()) <= 400:
        raise Refused("Say why care does not begin, in at most 400 letters.", "why_not")
    rows = [row for person in people if (row := running_one(by, code=queries.TO_BEGIN, person=person))]
    if not rows:
        raise Refused("Of none of these children is a start of care waited for.", "waiting")
    for row in rows:
        drop_clock(by, row, on=clock.today(), why=why.strip())
    return len(rows)


@action(May.RECORD_CARE)
def end_care(by: Worker, period: CarePeriod, *, on: date | None, reason: str) -> CarePeriod:
    """End a time in care on a day, with a code of the list ``rec``: its legal status and placement end with it."""
    held = queries.held(by, period.pk, lock=True)
    if held is None:
        raise Refused(GONE)
    if held.standing.ended_on is not None:
        raise Refused("It has ended already.", "ended_on")
    status, placement = held.statuses[-1], held.placements[-1]
    facts = rules.Ending(
        held.standing.started_on, status.code, status.started_on, placement.kind, placement.started_on,
        max(review_days(held.period), default=None),
    )  # fmt: skip
    known = places.codes(practice.current().lists["rec"], on or clock.today())
    if problems := rules.problems_with_ending(held.child, facts, on, reason, known, clock.today()):
        raise Refused.several(problems)
    assert on is not None
    clocks.end(by, held.period, on, reason)
    statuses.end(by, status, held.standing, on)
    _end_placement(placement, on)
    standings.end(by, held.standing, on=on, reason=reason)
    return held.period


@action(May.RECORD_CARE)
def end_together(
    by: Worker, periods: Sequence[CarePeriod], *, on: date | None, reason: str
) -> list[CarePeriod]:
    """End the times in care of several children on one day for one reason; all of them or none."""
    if not periods:
        raise Refused("Choose at least one child.", "children")
    return [end_care(by, one, on=on, reason=reason) for one in periods]


def _end_placement(row: Placement, on: date) -> None:
    """Why it ended is told by the end of care, so that it has no reason of its own (233)."""
    row.ended_on, row.end_reason, row.ended_recorded_at = on, "", clock.now()
    row.save(update_fields=["ended_on", "end_reason", "ended_recorded_at"])


@action(May.RECORD_CARE)
def correct_start(by: Worker, period: CarePeriod, *, start: rules.Start, why: str) -> CarePeriod:
    """Put right what was told of a start of care. It changes for the whole time in care (504); what was is kept."""
    held, start = queries.held(by, period.pk, lock=True), start.tidied()
    if held is None:
        raise Refused(GONE)
    lists, began = practice.current().lists, held.standing.started_on
    problems = rules.problems_with_start(
        start,
        places.codes(lists["category_of_need"], began),
        places.codes(lists["previous_permanence"], began),
    )
    if people_rules.tidy_postcode(start.home_postcode) is None:
        problems.append(("home_postcode", people_rules.NO_POSTCODE))
    if not 0 < len(why.strip()) <= 400:
        problems.append(("why", "Say what was wrong, in at most 400 letters."))
    if problems:
        raise Refused.several(problems)
    row = held.period
    keep_before(by, row, "period", row, why)
    row.need, row.before, row.before_council = start.need, start.before, start.before_council
    row.before_when, row.is_unaccompanied = start.before_when, start.is_unaccompanied
    row.home_postcode = people_rules.tidy_postcode(start.home_postcode) or ""
    if not start.is_unaccompanied:
        row.unaccompanied_until = None
    row.save()
    _measure_again(held)
    return row


def _measure_again(held: queries.Held) -> None:
    """How far each placement is from home goes by the home as it is told now; an unaccompanied child has none."""
    home, is_far = held.period.home_postcode, not held.period.is_unaccompanied
    for one in held.placements:
        one.miles = places.where(home, one.postcode).miles if is_far else None
        one.save(update_fields=["miles"])


@action(May.RECORD_CARE)
def end_unaccompanied(by: Worker, period: CarePeriod, *, until: date | None) -> CarePeriod:
    """Record the day on which a child was no longer an unaccompanied asylum-seeking child (303, 304)."""
    held = queries.held(by, period.pk, lock=True)
    if held is None:
        raise Refused(GONE)
    if until is None:
        raise Refused("Write the day like 21/4/2026.", "unaccompanied_until")
    if problems := rules.problems_with_unaccompanied(
        held.child, held.period.is_unaccompanied, until, held.standing.started_on, clock.today()
    ):
        raise Refused.several(problems)
    held.period.unaccompanied_until = until
    held.period.save(update_fields=["unaccompanied_until"])
    return held.period
