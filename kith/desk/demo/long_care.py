"""A child who was looked after for twelve years, with more moves, visits and reviews than most. Only for measuring."""

from datetime import date, datetime, time, timedelta

from kith.access.guarded import DEMO
from kith.access.models import Worker
from kith.care.models import CarePeriod, CareReview, LegalStatus, Placement
from kith.core import Refused, clock
from kith.core.period import add_months
from kith.database.session import as_system
from kith.people.models import Person
from kith.work.models import Allocation, Involvement, Standing, Visit, VisitChild

YEARS, MOVES, VISITS, REVIEWS = 12, 40, 200, 30
CALLED = ("Twelve", "Years-Here")


def long_in_care(worker: Worker) -> int:
    """The number of that child's record, made when there is none yet."""
    with as_system("making the child long in care that is measured"):
        given, family = CALLED
        known = Person.objects.unguarded(DEMO).filter(given_name=given, family_name=family).first()
        return int(known.pk if known else _made(worker))


def _made(worker: Worker) -> int:
    today, now, team = clock.today(), clock.now(), worker.team
    if team is None:
        raise Refused(f"{worker.name} works in no team.")
    began = add_months(today, -12 * YEARS)
    person = Person.objects.create(
        given_name=CALLED[0], family_name=CALLED[1], sex="F", born_on=add_months(began, -14),
        born_precision="exact", recorded_at=now,
    )  # fmt: skip
    case = Involvement.objects.create(person=person, started_on=began, need="N1", recorded_at=now)
    Allocation.objects.create(
        involvement=case, team=team, worker=worker, started_on=began, by=worker, recorded_at=now
    )
    standing = Standing.objects.create(
        person=person, kind="looked_after", involvement=case, started_on=began, by=worker, recorded_at=now
    )
    period = CarePeriod.objects.create(standing=standing, need="N1", home_postcode="WM4 2QT")
    _fill(period, worker, began, today, now)
    return int(person.pk)


def _fill(period: CarePeriod, worker: Worker, began: date, today: date, now: datetime) -> None:
    """Legal statuses and placements that chain, the reviews and the visits of all these years."""
    told = {"period": period, "by": worker, "recorded_at": now}
    full = began + timedelta(days=200)
    LegalStatus.objects.bulk_create(
        [
            LegalStatus(code="C1", started_on=began, ended_on=full, ended_recorded_at=now, **told),
            LegalStatus(code="C2", started_on=full, **told),
        ]
    )
    moves = [began + (today - began) * number / MOVES for number in range(MOVES)]
    Placement.objects.bulk_create(
        Placement(
            kind=("U6", "K2", "U4")[number % 3], provider="PR1", carer=f"Carer {number + 1}", started_on=on,
            ended_on=moves[number + 1] if number + 1 < MOVES else None,
            end_reason="CARPL" if number + 1 < MOVES else "", **told,
        )
        for number, on in enumerate(moves)
    )  # fmt: skip
    CareReview.objects.bulk_create(
        CareReview(held_on=add_months(began, 1 + number * 143 // REVIEWS), participation="PN1", **told)
        for number in range(REVIEWS)
    )
    _visits(period.standing.person, worker, began, today, now)


def _visits(person: Person, worker: Worker, began: date, today: date, now: datetime) -> None:
    moments = [
        datetime.combine(began + (today - began) * number / VISITS, time(16), tzinfo=clock.LONDON)
        for number in range(VISITS)
    ]
    visits = Visit.objects.bulk_create(
        Visit(kind="looked_after", visited_at=at, by=worker, recorded_at=now) for at in moments
    )
    VisitChild.objects.bulk_create(
        VisitChild(visit=one, person=person, seen="alone", visited_at=one.visited_at) for one in visits
    )
