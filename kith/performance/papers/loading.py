"""Loads the record sets of the papers into the normal tables: people, referrals, cases, who holds them, assessments."""

from collections.abc import Collection
from datetime import date, datetime, time

from kith.access import practice
from kith.access.models import Team, Worker
from kith.core import Refused, clock
from kith.core.calendar import WorkingCalendar
from kith.database.working_day import working_calendar
from kith.frontdoor.models import Referral
from kith.people.models import Person
from kith.performance.papers import record_sets, standing
from kith.performance.papers.places import Elsewhere, elsewhere
from kith.performance.papers.record_sets import Assessments, Piece, Referrals, Standings, Waiting
from kith.performance.papers.rows import store
from kith.practice import Due, Practice, due
from kith.work.models import Allocation, FormVersion, Involvement, SignOff, Step, StepChild

WORKER = "published-figures"
SOURCE = "10"  # the list of sources' own "unknown"


def present(codes: Collection[str]) -> set[str]:
    """Which of these places stand in the record. Raises Refused when a team of another name has such a code."""
    found = dict(Team.objects.filter(code__in=codes).values_list("code", "name"))
    for code, name in found.items():
        if name != elsewhere()[code].title:
            raise Refused(
                f"There is a team “{name}” with the code {code}, which published figures need. "
                "Give that team another code; nothing was loaded."
            )
    return set(found)


def load(codes: Collection[str]) -> list[str]:
    """Load these places, except those that are there already; gives what was loaded. Needs a transaction."""
    missing = [code for code in elsewhere() if code in codes and code not in present(codes)]
    if missing:
        loader, sets = Loader(), record_sets.record_sets()
        for code in missing:
            loader.place(code, sets)
    return missing


class Loader:
    """Writes sets for one place after the other, as the one inactive worker who did all that work."""

    def __init__(self) -> None:
        self.calendar: WorkingCalendar = working_calendar()
        self.worker = worker().pk
        self.forms: dict[tuple[str, str], str] = {}
        self.team = 0
        self.people = 0
        self.name = ""

    def place(self, code: str, sets: record_sets.RecordSets) -> None:
        """Make the place and everything that is to be counted there."""
        known: Elsewhere = elsewhere()[code]
        self.team = Team.objects.create(code=code, name=known.title, kind="area").pk
        self.name, self.people = known.short, 0
        for assessments in (one for one in sets.assessments if one.place == code):
            self.assess(assessments)
        for waiting in (one for one in sets.waiting if one.place == code):
            self.wait(waiting)
        for referrals in (one for one in sets.referrals if one.place == code):
            self.refer(referrals)
        for standings in (one for one in sets.standings if one.place == code):
            self.stand(standings)

    def assess(self, of: Assessments) -> None:
        """Children referred on the day the clock started, held by the worker, assessed and signed off."""
        made = list(record_sets.pieces(of, self.calendar))
        started = [piece.started_on for piece in made]
        recorded = [_at(of.recorded_on or day, 9) for day in started]
        children = self._children(recorded)
        cases = self._open_cases(children, started, recorded)
        self._allocate(cases, started, recorded, [self.worker] * len(cases))
        self._steps(of, made, children, cases, recorded)

    def wait(self, of: Waiting) -> None:
        """Children referred and taken on, whom no worker held for a while."""
        since = record_sets.spread(of.since, of.whole, self.calendar)
        recorded = [_at(day, 9) for day in since]
        cases = self._open_cases(self._children(recorded), since, recorded)
        until = record_sets.spread(of.allocated, of.whole, self.calendar) if of.allocated else []
        moments = [_at(day, 10) for day in until]
        ends = {"ended_on": until, "ended_recorded_at": moments} if until else {}
        store(
            Allocation, of.whole, involvement_id=cases, team_id=self.team, started_on=since, by_id=self.worker,
            recorded_at=recorded, **ends,
        )  # fmt: skip
        if until:
            self._allocate(cases, until, moments, [self.worker] * len(cases))

    def refer(self, of: Referrals) -> None:
        """Children referred, with nothing said of what followed: no case is opened that no paper speaks of."""
        days = record_sets.referral_days(of, self.calendar)
        if of.each == 1:
            self._refer(self._children([_at(day, 9) for day in days]), days, [_at(day, 9) for day in days])
            return
        children = self._children([_at(days[0], 9)] * (of.whole // of.each))
        for day in days:
            self._refer(children, day, _at(day, 9))

    def stand(self, of: Standings) -> None:
        """Children with an open case held by the worker, looked after or on a plan for a time."""
        since = record_sets.spread(of.since, of.whole, self.calendar)
        until = record_sets.spread(of.until, of.whole, self.calendar) if of.until else None
        recorded = [_at(day, 9) for day in since]
        children = self._children(recorded)
        cases = self._open_cases(children, since, recorded)
        self._allocate(cases, since, recorded, [self.worker] * len(cases))
        standing.store_times(of, children, cases, since, until, self.worker)

    def _refer(
        self, children: list[int], days: list[date] | date, recorded: list[datetime] | datetime
    ) -> None:
        store(
            Referral, len(children), person_id=children, team_id=self.team, received_on=days, source=SOURCE,
            no_further_action=True, recorded_at=recorded,
        )  # fmt: skip

    def _children(self, recorded: list[datetime]) -> list[int]:
        first, self.people = self.people + 1, self.people + len(recorded)
        names = [f"Child {number}" for number in range(first, self.people + 1)]
        return store(Person, len(names), given_name=names, family_name=self.name, recorded_at=recorded)

    def _open_cases(self, children: list[int], since: list[date], recorded: list[datetime]) -> list[int]:
        number = len(children)
        cases = store(Involvement, number, person_id=children, started_on=since, recorded_at=recorded)
        store(
            Referral, number, person_id=children, involvement_id=cases, team_id=self.team, received_on=since,
            source=SOURCE, recorded_at=recorded,
        )  # fmt: skip
        return cases

    def _allocate(
        self, cases: list[int], since: list[date], recorded: list[datetime], workers: list[int]
    ) -> None:
        store(
            Allocation, len(cases), involvement_id=cases, team_id=self.team, worker_id=workers, started_on=since,
            by_id=self.worker, recorded_at=recorded, accepted_at=recorded,
        )  # fmt: skip

    def _steps(
        self,
        of: Assessments,
        made: list[Piece],
        children: list[int],
        cases: list[int],
        recorded: list[datetime],
    ) -> None:
        held = [practice.on(piece.started_on) for piece in made]
        dues = [self._due(of, piece) for piece in made]
        ends = [
            None if piece.completed_on is None else of.recorded_on or piece.completed_on for piece in made
        ]
        steps = store(
            Step, len(made), kind=of.kind, pack=[one.code for one in held],
            title=[one.steps[of.kind].title for one in held], form_id=[self._form(one, of.kind) for one in held],
            state=["completed" if day else "in_progress" for day in ends], team_id=self.team, worker_id=self.worker,
            started_on=[piece.started_on for piece in made], clock_from_on=[one.clock_started_on for one in dues],
            due_on=[one.on for one in dues], due_reason=[one.reason for one in dues],
            limit_days=[one.working_days for one in dues], recorded_at=recorded, opened_by_id=self.worker,
            submitted_at=[day and _at(day, 15) for day in ends], completed_at=[day and _at(day, 16) for day in ends],
            completed_on=[piece.completed_on for piece in made],
        )  # fmt: skip
        store(StepChild, len(made), step_id=steps, person_id=children, involvement_id=cases)
        signed = [(step, day) for step, day in zip(steps, ends, strict=True) if day]
        store(
            SignOff, len(signed), step_id=[step for step, _ in signed],
            submitted_at=[_at(day, 15) for _, day in signed], decided_at=[_at(day, 16) for _, day in signed],
            submitted_by_id=self.worker, decided_by_id=self.worker, decision="signed_off",
        )  # fmt: skip

    def _due(self, of: Assessments, piece: Piece) -> Due:
        """The due day as the practice of that day has it; raises ValueError when the set's days belie the set."""
        kind = practice.on(piece.started_on).steps[of.kind]
        found = due(kind, {"referral": piece.started_on}, self.calendar, piece.started_on)
        if found is None:
            raise ValueError(f"{of.place}: {of.kind} has no limit on {piece.started_on}.")
        if piece.completed_on and (piece.completed_on <= found.on) != piece.in_time:
            raise ValueError(
                f"{of.place}: {of.kind} completed on {piece.completed_on} was due on {found.on}."
            )
        return found

    def _form(self, held: Practice, kind: str) -> str:
        key = (held.code, kind)
        if key not in self.forms:
            form = held.form_of(kind)
            if form is None:
                raise ValueError(f"{held.code}: {kind} has no form.")
            FormVersion.objects.get_or_create(hash=form.hash, defaults={"content": form.content()})
            self.forms[key] = form.hash
        return self.forms[key]


def worker() -> Worker:
    """The one who opened and did all of it: nobody can sign in as them."""
    found, is_new = Worker.objects.get_or_create(
        username=WORKER, defaults={"name": "Published figures", "job_title": "No person", "is_active": False}
    )
    if is_new:
        found.set_unusable_password()
        found.save(update_fields=["password"])
    return found


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=clock.LONDON)
