"""Facts of the record made as practice would have made them: contacts, referrals, cases, visits, notes.

Used by the story and by the generator alike, so that both obey the same rules: every day of an open case has
one allocation, a decision follows its submission, nothing was recorded before it happened.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from kith.access.models import Event
from kith.core.clock import LONDON
from kith.desk.demo import thresholds
from kith.desk.demo.steps import Ending, Held, Steps, moment
from kith.frontdoor.models import Contact, ContactChild, Referral
from kith.frontdoor.rules import decision_due
from kith.work.models import Allocation, Involvement, Note, NoteChild, Step, StepChild, Visit, VisitChild

REFERS = ("referral_assessment", "referral_strategy", "referral_nfa")
WHY = "What was told, and what is known of the family, point this way."
__all__ = ["Call", "Ending", "Facts", "Held", "moment"]


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
    recommends: str = ""  # to whoever decides, when that is not yet done


class Facts(Steps):
    """Makes everything else that counts, and the trail."""

    # --- cases ---

    def involvement(
        self, person: int, family: int | None, started_on: date, decided_at: datetime, **facts: Any
    ) -> int:
        """A case of one child, open unless ``ended_on`` and ``end_reason`` are given."""
        if facts.get("ended_on"):
            facts.setdefault(
                "ended_recorded_at", self.recorded(moment(facts["ended_on"], 15), facts.pop("lag", 0))
            )
        return self.rows.add(
            Involvement,
            person_id=person,
            family_id=family,
            started_on=started_on,
            recorded_at=decided_at,
            **facts,
        )

    def allocations(
        self, case: int, spells: Sequence[tuple[date, int, int | None]], by: int, **facts: Any
    ) -> None:
        """Who held a case: spells of (first day, team, worker), each up to the next, then ``ended_on``.

        Spells of no length are left out: two hand-overs on one day leave the last.
        """
        ended_on, note = facts.get("ended_on"), facts.get("note", "")
        ends = [spell[0] for spell in spells[1:]] + [ended_on]
        kept = [
            (spell, end) for spell, end in zip(spells, ends, strict=True) if end is None or end > spell[0]
        ]
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

    def referral(
        self, person: int, case: int | None, contact: int | None, received_on: date, **facts: Any
    ) -> int:
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

    # --- front door ---

    def contact(
        self,
        call: Call,
        children: Mapping[int, tuple[str, int | None]],
        held: Held,
        outcome: str,
        **facts: Any,
    ) -> int:
        """A contact about ``children`` (id: name told, case), decided with ``outcome`` unless that is empty.

        ``facts``: decided_at, family_id, goes_to (the team that takes a referral), state of an undecided one.
        """
        received_on = call.received_at.astimezone(LONDON).date()
        decided_at = facts.pop("decided_at", None) or call.received_at + timedelta(hours=2)
        state = facts.pop("state", "completed" if outcome else "in_progress")
        goes_to = facts.pop("goes_to", None) if outcome in REFERS else None
        ending = Ending(state=state, outcome=outcome)
        decided = decided_at if outcome else None
        step = self._contact_step(call, children, held, ending, decided, received_on, facts)
        self.rows.add(
            Contact, **self._contact_facts(step, call, outcome, decided), goes_to_id=goes_to,
            decided_by_id=held.manager if decided else None,
        )  # fmt: skip
        self._contact_children(step, children, outcome, call)
        told: dict[tuple[str, int | None], Any] = {("told", None): call.told}
        self.answers(step, held.worker or held.manager, self.recorded(call.received_at), told)
        thresholds.weigh(self, step, call, outcome or call.recommends, held, decided)
        return step

    def _contact_facts(self, step: int, call: Call, outcome: str, decided: datetime | None) -> dict[str, Any]:
        recommended = outcome or call.recommends
        return {
            "step_id": step,
            "received_at": call.received_at,
            "received_on": call.received_at.astimezone(LONDON).date(),
            "method": call.method,
            "source": call.source,
            "caller_name": call.caller,
            "caller_organisation": call.organisation,
            "caller_phone": call.phone,
            "recommended": recommended,
            "recommended_why": WHY if recommended else "",
            "decision_due_at": decision_due(call.received_at, self.calendar),
            "decided_at": decided,
            "decided_on": decided.astimezone(LONDON).date() if decided else None,
            "recorded_at": self.recorded(call.received_at),
        }

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

    def _contact_children(
        self, step: int, children: Mapping[int, tuple[str, int | None]], outcome: str, call: Call
    ) -> None:
        for position, (person, (name, _)) in enumerate(children.items(), start=1):
            self.rows.add(
                ContactChild,
                contact_id=step,
                position=position,
                name_told=name,
                person_id=person,
                recognised_at=self.recorded(call.received_at),
                recommended=outcome or call.recommends,
                outcome=outcome,
            )

    # --- visits, notes, trail ---

    def visit(
        self, kind: str, at: datetime, by: int, words: str, seen: Mapping[int, tuple[str, str]], **facts: Any
    ) -> int:
        """A visit; ``seen`` says of each child how it was seen, and why not.

        ``told``: what its kind asks besides, answered for all (None) or for one child.
        """
        lag, told = facts.pop("lag", 0), facts.pop("told", {})
        form = self.practice_on(at.date()).visit_form if told else None
        visit = self.rows.add(
            Visit,
            kind=kind,
            visited_at=at,
            by_id=by,
            words=words,
            recorded_at=self.recorded(at, lag),
            form_id=self.kept_form(form) if form else None,
            told=told.get(None, {}),
            **facts,
        )
        for person, (how, why_not) in seen.items():
            own = {"seen": how, "not_seen_reason": why_not, "told": told.get(person, {})}
            self.rows.add(VisitChild, visit_id=visit, person_id=person, visited_at=at, **own)
        return visit

    def note(self, kind: str, at: datetime, by: int, words: str, people: Sequence[int], lag: int = 0) -> int:
        """A note about some people."""
        note = self.rows.add(
            Note, kind=kind, happened_at=at, words=words, by_id=by, recorded_at=self.recorded(at, lag)
        )
        for person in people:
            self.rows.add(NoteChild, note_id=note, person_id=person)
        return note

    def event(
        self, at: datetime, worker: int, role: str, action: str, subject: tuple[str, int], people: list[int]
    ) -> None:
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
