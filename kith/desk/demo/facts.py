"""Facts of the record made as practice would have made them: contacts, referrals, cases, steps, visits, notes.

Used by the story and by the generator alike, so that both obey the same rules: due days come from the pack and
the working calendar, every day of an open case has one allocation, a decision follows its submission.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from kith.access.models import Event
from kith.core.calendar import WorkingCalendar
from kith.core.clock import LONDON
from kith.desk.demo.rows import Rows
from kith.frontdoor.models import Contact, ContactChild, Referral
from kith.frontdoor.rules import decision_due
from kith.practice import Form, Practice, due, review_due
from kith.practice.steps import OWN_START
from kith.work.models import (
    Allocation,
    Answer,
    AnswerVersion,
    FormVersion,
    Involvement,
    Note,
    NoteChild,
    SignOff,
    Step,
    StepChild,
    Visit,
    VisitChild,
)

LAST_RECORDED = time(7, 40)  # nothing made up was recorded later than this on the last day
REFERS = ("referral_assessment", "referral_strategy", "referral_nfa")


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


@dataclass(frozen=True, slots=True)
class Call:
    """A contact as it came in."""

    received_at: datetime
    source: str
    told: str
    caller: str = ""
    organisation: str = ""
    phone: str = ""
    method: str = "phone"


class Facts:
    """Makes rows. ``practice_on`` answers which practice held on a day; ``rng`` makes up times of day."""

    def __init__(
        self,
        rows: Rows,
        practice_on: Callable[[date], Practice],
        calendar: WorkingCalendar,
        rng: Random,
        today: date,
        known_forms: Sequence[str] = (),
    ) -> None:
        self.rows, self.practice_on, self.calendar, self.rng, self.today = rows, practice_on, calendar, rng, today
        self.steps: Counter[str] = Counter()  # made so far, by state
        self._forms = set(known_forms)
        self._form_of: dict[tuple[str, str], str] = {}
        self._due_of: dict[tuple[str, date, date | None], dict[str, Any]] = {}
        self.latest = datetime.combine(today, LAST_RECORDED, tzinfo=LONDON)

    # --- moments ---

    def some_time(self, on: date, first: int = 8, last: int = 17) -> datetime:
        """A time of day between two hours; on the last day never later than work was recorded."""
        at = moment(on, self.rng.randint(first, last - 1), self.rng.randint(0, 59))
        return min(at, self.latest)

    def recorded(self, happened: datetime, lag_days: int = 0) -> datetime:
        """When something was written down: so many days after it happened, or as late as can be."""
        return max(happened, min(happened + timedelta(days=lag_days, minutes=20), self.latest))

    # --- cases ---

    def involvement(self, person: int, family: int | None, started_on: date, decided_at: datetime, **facts: Any) -> int:
        """A case of one child, open unless ``ended_on`` and ``end_reason`` are given."""
        if facts.get("ended_on"):
            facts.setdefault("ended_recorded_at", self.recorded(moment(facts["ended_on"], 15), facts.pop("lag", 0)))
        return self.rows.add(
            Involvement, person_id=person, family_id=family, started_on=started_on, recorded_at=decided_at, **facts
        )

    def allocations(self, case: int, spells: Sequence[tuple[date, int, int | None]], by: int, **facts: Any) -> None:
        """Who held a case: spells of (first day, team, worker), each until the next, the last until ``ended_on``.

        Spells of no length are left out: two hand-overs on one day leave the last.
        """
        ended_on, note = facts.get("ended_on"), facts.get("note", "")
        ends = [spell[0] for spell in spells[1:]] + [ended_on]
        kept = [(spell, end) for spell, end in zip(spells, ends, strict=True) if end is None or end > spell[0]]
        if not kept:
            kept = [(spells[-1], ended_on)]
        for (started_on, team, worker), end in kept:
            since = self.recorded(moment(started_on, 9, 10))
            is_last = end == ended_on
            self.rows.add(
                Allocation,
                involvement_id=case,
                team_id=team,
                worker_id=worker,
                started_on=started_on,
                ended_on=end,
                note=note if is_last and worker else "",
                by_id=by,
                recorded_at=since,
                ended_recorded_at=self.recorded(moment(end, 15)) if end else None,
                accepted_at=self._accepted(since, facts) if worker else None,
            )

    def _accepted(self, since: datetime, facts: Mapping[str, Any]) -> datetime | None:
        return None if facts.get("new") else self.recorded(since + timedelta(hours=2))

    def referral(self, person: int, case: int | None, contact: int | None, received_on: date, **facts: Any) -> int:
        """A referral; without a case it is one with no further action."""
        return self.rows.add(
            Referral,
            person_id=person,
            involvement_id=case,
            contact_id=contact,
            received_on=received_on,
            no_further_action=case is None,
            **facts,
        )

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
        """A step about ``people`` (ids with the case of each). ``facts``: family_id, came_from_id, recorded_at."""
        practice = self.practice_on(started_on)
        opened = facts.pop("recorded_at", None) or self.some_time(started_on, 8, 12)
        opened_by = facts.pop("opened_by_id", held.manager)
        values = self._clock(practice, kind, started_on, clock_from_on) | self._ended(ending, opened)
        self.steps[ending.state] += 1
        step = self.rows.add(
            Step,
            kind=kind,
            pack=practice.code,
            title=practice.steps[kind].title,
            form_id=self.form(practice, kind),
            team_id=held.team,
            worker_id=held.worker,
            started_on=started_on,
            recorded_at=opened,
            opened_by_id=opened_by,
            **values,
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
            asked = practice.form_of(kind) or Form(code="", title=practice.steps[kind].title, sections=(), questions=())
            self._form_of[key] = asked.hash
            if asked.hash not in self._forms:
                self._forms.add(asked.hash)
                self.rows.add(FormVersion, hash=asked.hash, content=asked.content())
        return self._form_of[key]

    def _clock(self, practice: Practice, kind: str, started_on: date, clock_from_on: date | None) -> dict[str, Any]:
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
                SignOff, submitted_at=sent, decided_at=back, decided_by_id=asked, decision="returned", words=words, **common
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

    def answers(self, step: int, by: int, saved_at: datetime, told: Mapping[tuple[str, int | None], Any]) -> None:
        """Answers of a step by (question, child or None), each with its first version."""
        for (question, child), value in told.items():
            common = {"step_id": step, "question": question, "child_id": child, "value": value, "version": 1}
            self.rows.add(Answer, saved_at=saved_at, by_id=by, **common)
            self.rows.add(AnswerVersion, saved_at=saved_at, by_id=by, **common)

    # --- front door ---

    def contact(
        self, call: Call, children: Mapping[int, tuple[str, int | None]], held: Held, outcome: str, **facts: Any
    ) -> int:
        """A contact about ``children`` (id: name told, case), decided with ``outcome`` unless that is empty.

        ``facts``: decided_at, family_id, goes_to (the team that takes a referral), state of an undecided one.
        """
        received_on = call.received_at.astimezone(LONDON).date()
        decided_at = facts.pop("decided_at", None) or call.received_at + timedelta(hours=2)
        decided_on = decided_at.astimezone(LONDON).date() if outcome else None
        state, goes_to = facts.pop("state", "completed" if outcome else "in_progress"), facts.pop("goes_to", None)
        recorded_at = self.recorded(call.received_at)
        ending = Ending(state=state, outcome=outcome)
        step = self._contact_step(call, children, held, ending, decided_at if outcome else None, received_on, facts)
        self.rows.add(
            Contact,
            step_id=step,
            received_at=call.received_at,
            received_on=received_on,
            method=call.method,
            source=call.source,
            caller_name=call.caller,
            caller_organisation=call.organisation,
            caller_phone=call.phone,
            recommended=outcome,
            recommended_why="What was told, and what is known of the family, point this way." if outcome else "",
            goes_to_id=goes_to if outcome in REFERS else None,
            decision_due_at=decision_due(call.received_at, self.calendar),
            decided_at=decided_at if outcome else None,
            decided_on=decided_on,
            decided_by_id=held.manager if outcome else None,
            recorded_at=recorded_at,
        )
        self._contact_children(step, children, outcome)
        self.answers(step, held.worker or held.manager, recorded_at, {("told", None): call.told})
        return step

    def _contact_step(
        self,
        call: Call,
        children: Mapping[int, tuple[str, int | None]],
        held: Held,
        ending: Ending,
        decided_at: datetime | None,
        received_on: date,
        facts: Mapping[str, Any],
    ) -> int:
        practice = self.practice_on(received_on)
        values = self._clock(practice, "contact", received_on, received_on) | {"state": ending.state}
        if ending.state in ("completed", "submitted"):
            values["submitted_at"] = call.received_at + timedelta(minutes=35)
        if decided_at:
            decided_at = max(decided_at, values["submitted_at"])
            values |= {"completed_on": decided_at.astimezone(LONDON).date(), "completed_at": decided_at}
            values["outcome"] = ending.outcome
        self.steps[ending.state] += 1
        step = self.rows.add(
            Step,
            kind="contact",
            pack=practice.code,
            title=practice.steps["contact"].title,
            form_id=self.form(practice, "contact"),
            team_id=held.team,
            worker_id=held.worker,
            started_on=received_on,
            recorded_at=self.recorded(call.received_at),
            opened_by_id=held.worker or held.manager,
            **values,
            **facts,
        )
        for person, (_, case) in children.items():
            outcome = ending.outcome if decided_at else ""
            self.rows.add(StepChild, step_id=step, person_id=person, involvement_id=case, outcome=outcome)
        if ending.state in ("completed", "submitted"):
            self._sign_offs(step, held, ending, practice.steps["contact"].sign_off.by, values)
        return step

    def _contact_children(self, step: int, children: Mapping[int, tuple[str, int | None]], outcome: str) -> None:
        for position, (person, (name, _)) in enumerate(children.items(), start=1):
            self.rows.add(
                ContactChild,
                contact_id=step,
                position=position,
                name_told=name,
                person_id=person,
                recommended=outcome,
                outcome=outcome,
            )

    # --- visits, notes, trail ---

    def visit(self, kind: str, at: datetime, by: int, words: str, seen: Mapping[int, tuple[str, str]], **facts: Any) -> int:
        """A visit; ``seen`` says of each child how it was seen, and why not."""
        lag = facts.pop("lag", 0)
        visit = self.rows.add(
            Visit, kind=kind, visited_at=at, by_id=by, words=words, recorded_at=self.recorded(at, lag), **facts
        )
        for person, (how, why_not) in seen.items():
            self.rows.add(VisitChild, visit_id=visit, person_id=person, seen=how, not_seen_reason=why_not)
        return visit

    def note(self, kind: str, at: datetime, by: int, words: str, people: Sequence[int], lag: int = 0) -> int:
        """A note about some people."""
        note = self.rows.add(
            Note, kind=kind, happened_at=at, words=words, by_id=by, recorded_at=self.recorded(at, lag)
        )
        for person in people:
            self.rows.add(NoteChild, note_id=note, person_id=person)
        return note

    @property
    def open_steps(self) -> int:
        """How many steps made so far are still open."""
        return self.steps.total() - self.closed_steps

    @property
    def closed_steps(self) -> int:
        """How many steps made so far are completed or cancelled."""
        return self.steps["completed"] + self.steps["cancelled"]

    def event(self, at: datetime, worker: int, role: str, action: str, subject: tuple[str, int], people: list[int]) -> None:
        """A line of the trail."""
        self.rows.add(
            Event,
            at=at,
            worker_id=worker,
            role=role,
            action=action,
            subject_kind=subject[0],
            subject_id=subject[1],
            people=people,
        )
