"""What came of the lines of a daily list since its morning, from the record as it stands, by the right of who looks."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Max

from kith.access.models import Worker
from kith.core.reading_words import short_day
from kith.performance.daily import rules
from kith.performance.models import DailyLine
from kith.work.models import STEP_STATES, Allocation, Involvement, Step, Timescale, VisitChild

STANDS = "Nothing yet"


@dataclass(frozen=True, slots=True)
class Became:
    """What came of a line: in words, whether that ends it, and why it is late in the worker's words."""

    words: str = STANDS
    is_over: bool = False
    why: str = ""
    why_words: str = ""


def became(viewer: Worker, rows: Sequence[DailyLine]) -> dict[int, Became]:
    """Of each of these lines what came of it. At most six queries, however many lines."""
    subjects: dict[str, set[int]] = defaultdict(set)
    for row in rows:
        subjects[row.of].update(row.subjects)
    told: dict[str, dict[int, Became]] = {
        rules.INVOLVEMENT: _of_cases(viewer, subjects[rules.INVOLVEMENT]),
        rules.STEP: _of_work(viewer, subjects[rules.STEP]),
        rules.CLOCK: _of_clocks(viewer, subjects[rules.CLOCK]),
        rules.PERSON: {},
    }
    visits = _visits(viewer, subjects[rules.PERSON])
    return {
        row.pk: _of_visits(row, visits) if row.of == rules.PERSON else _whole(row.subjects, told[row.of])
        for row in rows
    }


def _whole(subjects: Iterable[int], told: dict[int, Became]) -> Became:
    """One answer for brothers and sisters: what still stands comes first."""
    found = [told[one] for one in subjects if one in told]
    return next((one for one in found if not one.is_over), found[0] if found else Became())


def _of_cases(viewer: Worker, ids: set[int]) -> dict[int, Became]:
    if not ids:
        return {}
    found: dict[int, Became] = {}
    rows = Allocation.objects.seen_by(viewer).filter(involvement__in=ids, ended_on__isnull=True)
    for case, worker, since in rows.values_list("involvement_id", "worker__name", "started_on"):
        found[case] = Became(f"Allocated to {worker} on {_day(since)}", True) if worker else Became()
    ended = Involvement.objects.seen_by(viewer).filter(pk__in=ids, ended_on__isnull=False)
    for case, ended_on in ended.values_list("pk", "ended_on"):
        found[case] = Became(f"Closed on {_day(ended_on)}" if ended_on else "Closed", True)
    return found


def _of_work(viewer: Worker, ids: set[int]) -> dict[int, Became]:
    if not ids:
        return {}
    columns = ("pk", "state", "completed_on", "late_reason", "late_words", "worker__name")
    rows = Step.objects.seen_by(viewer).filter(pk__in=ids).values_list(*columns)
    return {pk: _of_step(state, done, why, words) for pk, state, done, why, words, _ in rows}


def _of_step(state: str, done: date | None, why: str, words: str) -> Became:
    if done is not None:
        return Became(f"Finished on {_day(done)}", True, why, words)
    return Became(STEP_STATES[state], state == "cancelled", why, words)


def _of_clocks(viewer: Worker, ids: set[int]) -> dict[int, Became]:
    if not ids:
        return {}
    rows = Timescale.objects.seen_by(viewer).filter(pk__in=ids)
    return {
        pk: Became(f"Done on {_day(met)}", True)
        if met
        else Became(f"No longer due since {_day(dropped)}", True, why_words=why)
        if dropped
        else Became(why_words=moved)
        for pk, met, dropped, why, moved in rows.values_list(
            "pk", "met_on", "dropped_on", "dropped_why", "moved_why"
        )
    }


Visits = dict[int, tuple[date | None, date | None, str]]


def _visits(viewer: Worker, people: set[int]) -> Visits:
    """Of each child: when last seen, when last not seen, and why not."""
    if not people:
        return {}
    rows = VisitChild.objects.seen_by(viewer).filter(person__in=people)
    seen = dict(
        rows.exclude(seen="not_seen").values_list("person_id").annotate(Max("visited_at__date")).order_by()
    )
    missed: dict[int, tuple[date, str]] = {}
    for person, on, why in (
        rows.filter(seen="not_seen").order_by("visited_at").values_list(
            "person_id", "visited_at__date", "not_seen_reason"
        )
    ):  # fmt: skip
        missed[person] = (on, why)
    return {person: (seen.get(person), *missed.get(person, (None, ""))) for person in {*seen, *missed}}


def _of_visits(row: DailyLine, visits: Visits) -> Became:
    """Seen since the visit was due, or why not at the last attempt.

    Whoever stood on the list had not been seen since that day as far as was known, so that such a visit is news.
    """
    answers = {}
    for person in row.subjects:
        seen, missed, why = visits.get(person, (None, None, ""))
        if seen is not None and seen >= row.since_on:
            answers[person] = Became(f"Seen on {_day(seen)}", True)
        elif missed is not None and (seen is None or missed > seen):
            answers[person] = Became(why=f"Not seen on {_day(missed)}: {why}")
        else:
            answers[person] = Became()
    return _whole(row.subjects, answers)


def _day(on: date) -> str:
    return short_day(on, year=False)
