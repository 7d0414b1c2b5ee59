"""Steps made as practice would have made them: due by pack and calendar, signed off in order."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache
from random import Random
from typing import Any, TypeVar

from kith.core.calendar import WorkingCalendar
from kith.core.clock import LONDON
from kith.desk.demo.chances import NO_FACTOR
from kith.desk.demo.rows import Rows
from kith.practice import Form, Practice, due, review_due
from kith.practice.steps import OWN_START
from kith.work.models import Answer, AnswerVersion, CountedAnswer, FormVersion, SignOff, Step, StepChild

Shares = TypeVar("Shares")
FACTOR_CODES = "factor_codes"
# review points: how often none is held, and working days off; assumed
NO_LOOK, LOOK_DAYS = 0.15, (-3, -2, -1, 0, 0, 0, 0, 1, 3)
LAST_RECORDED = time(7, 40)  # nothing made up was recorded later than this on the last day


def moment(on: date, hour: int = 9, minute: int = 0) -> datetime:
    """A time of day in London as a moment."""
    return datetime.combine(on, time(hour, minute), tzinfo=LONDON)


@dataclass(frozen=True, slots=True)
class Held:
    """Who holds a piece of work."""

    team: int
    worker: int | None
    manager: int


@dataclass(slots=True)
class Ending:
    """How far a step has come. Days, with the hours made up."""

    state: str = "completed"
    submitted_on: date | None = None
    completed_on: date | None = None
    returned_on: date | None = None
    outcome: str = ""
    words: str = ""
    asked: int | None = None
    reason: str = ""  # of cancelling, or of being late
    late_words: str = ""
    outcomes: Mapping[int, str] = field(default_factory=dict)


class Steps:
    """Makes steps. ``practice_on`` answers which practice held on a day; ``rng`` makes up times of day."""

    def __init__(
        self,
        rows: Rows,
        practice_on: Callable[[date], Practice],
        calendar: WorkingCalendar,
        rng: Random,
        today: date,
        known_forms: Sequence[str] = (),
    ) -> None:
        self.rows, self.calendar, self.rng, self.today = rows, calendar, rng, today
        self.practice_on = cache(practice_on)  # while one demonstration is made, none is published
        self.steps: Counter[str] = Counter()  # made so far, by state
        self._forms = set(known_forms)
        self.guides: set[str] = set()  # threshold guides that have a row
        self.postcodes: set[str] = set()  # of which the place is known
        self.shares: dict[type, Any] = {}  # what parts keep in shares, made when first asked for
        self._form_of: dict[tuple[str, str], str] = {}
        self._due_of: dict[tuple[str, date, date | None], dict[str, Any]] = {}
        self.detail = 1.0  # of what is written (0 to 1)
        self.latest = datetime.combine(today, LAST_RECORDED, tzinfo=LONDON)

    def kept(self, shares: type[Shares]) -> Shares:
        """What a part keeps in shares over all the cases of one demonstration."""
        found: Shares = self.shares.setdefault(shares, shares())
        return found

    @contextmanager
    def drawing(self, rng: Random) -> Iterator[None]:
        """Make times of day up from a source of its own, so that nothing else comes out differently."""
        held, self.rng = self.rng, rng
        try:
            yield
        finally:
            self.rng = held

    # --- moments ---

    def some_time(self, on: date, first: int = 8, last: int = 17) -> datetime:
        """A time of day between two hours; on the last day never later than work was recorded."""
        at = moment(on, self.rng.randint(first, last - 1), self.rng.randint(0, 59))
        return min(at, self.latest)

    def recorded(self, happened: datetime, lag_days: int = 0) -> datetime:
        """When something was written down: so many days after it happened, or as late as can be."""
        return max(happened, min(happened + timedelta(days=lag_days, minutes=20), self.latest))

    # --- steps ---

    def step(
        self,
        kind: str,
        people: Mapping[int, int | None],
        held: Held,
        ending: Ending,
        *,
        started_on: date,
        clock_from_on: date | None = None,
        **facts: Any,
    ) -> int:
        """A step about ``people`` (id: case). ``facts``: family_id, came_from_id, recorded_at."""
        practice = self.practice_on(started_on)
        opened = facts.pop("recorded_at", None) or self.some_time(started_on, 8, 12)
        opened_by = facts.pop("opened_by_id", held.manager)
        step, values = self.rows.new_id(Step), self._clock(practice, kind, started_on, clock_from_on)
        values |= self._ended(ending, opened)
        self.steps[ending.state] += 1
        self.rows.add(
            Step,
            id=step,
            kind=kind,
            pack=practice.code,
            title=practice.steps[kind].title,
            form_id=self.form(practice, kind),
            team_id=held.team,
            worker_id=held.worker,
            started_on=started_on,
            recorded_at=opened,
            opened_by_id=opened_by,
            **values | self._looked_at(values, step),
            **facts,
        )
        outcome = ending.outcome if ending.state == "completed" else ""
        for person, case in people.items():
            told = ending.outcomes.get(person, outcome)
            self.rows.add(StepChild, step_id=step, person_id=person, involvement_id=case, outcome=told)
        if practice.steps[kind].sign_off.needed:
            self._sign_offs(step, held, ending, practice.steps[kind].sign_off.by, values)
        return step

    def form(self, practice: Practice, kind: str) -> str:
        """The hash of the form a kind of step is asked with, stored when it is new."""
        key = (practice.code, kind)
        if key not in self._form_of:
            asked = practice.form_of(kind) or Form(
                code="", title=practice.steps[kind].title, sections=(), questions=()
            )
            self._form_of[key] = self.kept_form(asked)
        return self._form_of[key]

    def kept_form(self, asked: Form) -> str:
        """The hash of a form, stored when it is new."""
        if asked.hash not in self._forms:
            self._forms.add(asked.hash)
            self.rows.add(FormVersion, hash=asked.hash, content=asked.content())
        return asked.hash

    def _clock(
        self, practice: Practice, kind: str, started_on: date, clock_from_on: date | None
    ) -> dict[str, Any]:
        """When it is due: from the day given (of the referral, the contact), otherwise from its own start."""
        key = (f"{practice.code}/{kind}", started_on, clock_from_on)
        if key not in self._due_of:
            known = practice.steps[kind]
            named = [limit.clock for limit in known.limits if limit.clock != OWN_START]
            starts = dict.fromkeys(named, clock_from_on) if clock_from_on else {}
            found = due(known, starts, self.calendar, started_on)
            review = review_due(known, self.calendar, started_on)
            self._due_of[key] = {
                "clock_from_on": found.clock_started_on if found else clock_from_on or started_on,
                "due_on": found.on if found else None,
                "due_reason": found.reason[:200] if found else "",
                "limit_days": found.working_days if found else None,
                "review_point_on": review.on if review else None,
            }
        return dict(self._due_of[key])

    def _looked_at(self, values: Mapping[str, Any], step: int) -> dict[str, Any]:
        """When the review point of a step was held: mostly in time, sometimes some days late, sometimes not."""
        set_on, own = values["review_point_on"], Random(step)  # noqa: S311 - no secret
        if set_on is None or own.random() < NO_LOOK:
            return {}
        held_on = self.calendar.add(set_on, own.choice(LOOK_DAYS))
        last = values.get("completed_on") or self.today
        if held_on > last or values["state"] == "cancelled":
            return {}
        return {
            "review_point_held_on": held_on,
            "review_point_recorded_at": min(moment(held_on, 16), self.latest),
        }

    def _ended(self, ending: Ending, opened: datetime) -> dict[str, Any]:
        found: dict[str, Any] = {"state": ending.state}
        if ending.submitted_on:
            found["submitted_at"] = max(opened, self.some_time(ending.submitted_on, 13, 16))
        if ending.state == "completed" and ending.completed_on:
            found["completed_on"], found["outcome"] = ending.completed_on, ending.outcome
            done = self.some_time(ending.completed_on, 16, 18)
            found["completed_at"] = max(found.get("submitted_at", opened), done)
        if ending.state == "cancelled" and ending.completed_on:
            found["cancelled_at"] = max(opened, self.some_time(ending.completed_on, 9, 17))
            found["cancel_reason"] = ending.reason
        elif ending.reason:
            found["late_reason"], found["late_words"] = ending.reason, ending.late_words
        return found

    def _sign_offs(self, step: int, held: Held, ending: Ending, role: str, values: Mapping[str, Any]) -> None:
        by, asked = held.worker or held.manager, ending.asked or held.manager
        common = {"step_id": step, "submitted_by_id": by, "asked_id": asked, "asked_role": role}
        if ending.returned_on:
            sent = self.some_time(self.calendar.add(ending.returned_on, -1), 9, 12)
            back = max(sent, self.some_time(ending.returned_on, 13, 17))
            words = ending.words or "Say what each child told us, and what happens if the plan does not work."
            self.rows.add(
                SignOff,
                submitted_at=sent,
                decided_at=back,
                decided_by_id=asked,
                decision="returned",
                words=words,
                **common,
            )
        if ending.state == "submitted":
            self.rows.add(SignOff, submitted_at=values["submitted_at"], **common)
        if ending.state == "completed" and values.get("submitted_at"):
            self.rows.add(
                SignOff,
                submitted_at=values["submitted_at"],
                decided_at=values["completed_at"],
                decided_by_id=asked,
                decision="signed_off",
                words=ending.words if not ending.returned_on else "",
                **common,
            )

    def answers(
        self, step: int, by: int, saved_at: datetime, told: Mapping[tuple[str, int | None], Any]
    ) -> None:
        """Answers of a step by (question, child or None), each with its first version."""
        for (question, child), value in told.items():
            common = {"step_id": step, "question": question, "child_id": child, "value": value, "version": 1}
            self.rows.add(Answer, saved_at=saved_at, by_id=by, **common)
            self.rows.add(AnswerVersion, saved_at=saved_at, by_id=by, **common)

    def counted(
        self, step: int, people: Sequence[int], by: int, saved_at: datetime, codes: Sequence[str]
    ) -> None:
        """What a completed step found of each child, as it was answered and as figures count it."""
        self.answers(step, by, saved_at, {(FACTOR_CODES, None): list(codes)})
        for person in people:
            for code in codes:
                found = {"question": FACTOR_CODES, "code": code, "is_none": code == NO_FACTOR}
                self.rows.add(CountedAnswer, step_id=step, person_id=person, **found)

    @property
    def open_steps(self) -> int:
        """How many steps made so far are still open."""
        return self.steps.total() - self.closed_steps

    @property
    def closed_steps(self) -> int:
        """How many steps made so far are completed or cancelled."""
        return self.steps["completed"] + self.steps["cancelled"]
