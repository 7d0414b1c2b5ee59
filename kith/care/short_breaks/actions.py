"""Recording series of short breaks and their breaks."""

from datetime import date

from kith.access import practice
from kith.access.doors import action
from kith.access.guarded import EVERY_ROW
from kith.access.may import May
from kith.access.models import Worker
from kith.care.models import ShortBreak, ShortBreakSeries
from kith.care.period.queries import KIND, child_of
from kith.care.placement.queries import codes
from kith.care.short_breaks import rules
from kith.core import Refused, clock
from kith.people.models import Person
from kith.work.models import Involvement, Standing


@action(May.RECORD_CARE)
def agree(by: Worker, *, person: int, series: rules.Series, on: date | None) -> ShortBreakSeries:
    """Record a series of short breaks agreed for a child from a day on. It is no time in care and counts in none."""
    child = Person.objects.seen_by(by).select_for_update(no_key=True).get(pk=person)
    day, lists = on or clock.today(), practice.current().lists
    first, end = rules.year_of(day)
    rows = ShortBreakSeries.objects.unguarded(EVERY_ROW).filter(person=person)
    that_year = rows.filter(started_on__lt=end).exclude(ended_on__lt=first).values_list("style", flat=True)
    problems = rules.problems_with_series(
        child_of(child), series, on, needs=codes(lists["category_of_need"], day),
        kinds=codes(lists["placement_type"], day), providers=codes(lists["placement_provider"], day),
        styles_that_year=list(that_year), today=clock.today(),
    )  # fmt: skip
    case = Involvement.objects.unguarded(EVERY_ROW).filter(person=person, ended_on__isnull=True).first()
    if case is None or (on and on < case.started_on):
        problems.append(
            ("started_on", "Short breaks are agreed within an open case. There was none on that day.")
        )
    if rows.filter(ended_on__isnull=True).exists():
        problems.append(("started_on", "There is a series of short breaks already. End it first."))
    care = Standing.objects.unguarded(EVERY_ROW).filter(person=person, kind=KIND)
    if care.exclude(ended_on__lte=day).exists():
        problems.append(
            ("started_on", "The child is looked after. Short breaks are for children who live at home.")
        )
    if problems:
        raise Refused.several(problems)
    assert case is not None
    return ShortBreakSeries.objects.create(
        person=child, involvement=case, style=series.style, need=series.need, kind=series.kind,
        provider=series.provider, carer=series.carer.strip(), started_on=day, by=by, recorded_at=clock.now(),
    )  # fmt: skip


@action(May.RECORD_CARE)
def add_break(by: Worker, series: ShortBreakSeries, *, first: date | None, last: date | None) -> ShortBreak:
    """Record one break of a series, from the first day to the day the child came home."""
    row = ShortBreakSeries.objects.seen_by(by).select_for_update(of=("self",)).get(pk=series.pk)
    held = ShortBreak.objects.seen_by(by).filter(series__person=row.person_id)
    spells = list(held.values_list("started_on", "ended_on"))
    if problems := rules.problems_with_break(
        (first, last), (row.started_on, row.ended_on), row.style, spells, clock.today()
    ):
        raise Refused.several(problems)
    assert first is not None
    assert last is not None
    return ShortBreak.objects.create(
        series=row, started_on=first, ended_on=last, by=by, recorded_at=clock.now()
    )


@action(May.RECORD_CARE)
def end_series(by: Worker, series: ShortBreakSeries, *, on: date | None) -> ShortBreakSeries:
    """End a series on a day, which no break goes beyond."""
    row = ShortBreakSeries.objects.seen_by(by).select_for_update(of=("self",)).get(pk=series.pk)
    last = ShortBreak.objects.seen_by(by).filter(series=row).order_by("-ended_on").first()
    latest = max(row.started_on, last.ended_on) if last else row.started_on
    if on is None or on > clock.today() or on < latest or row.ended_on is not None:
        raise Refused(
            "Write the day it ended: not still to come, nor before its last break.", "series_ended_on"
        )
    row.ended_on, row.ended_recorded_at = on, clock.now()
    row.save(update_fields=["ended_on", "ended_recorded_at"])
    return row
