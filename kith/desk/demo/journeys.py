"""The way of an invented family through the service: contact, referral, assessment, help, closing."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from kith.desk.demo import chances, wording
from kith.desk.demo.facts import Call, Ending, Facts, moment
from kith.desk.demo.households import Child, Household, Worked
from kith.desk.demo.lives import Life
from kith.desk.demo.name_lists import ORGANISATIONS, WORKERS_FAMILY, WORKERS_GIVEN
from kith.desk.demo.parts import having
from kith.desk.demo.planning import ASSESSMENTS, Planned, Planner, Spell
from kith.desk.demo.staffing import Staffing
from kith.frontdoor.rules import Before, re_referral


class Journeys:
    """Sends families through the service. ``stay`` stretches how long help lasts, ``detail`` thins words."""

    def __init__(
        self, facts: Facts, staff: Staffing, rng: Random, *, stay: float = 1.0, detail: float = 1.0
    ) -> None:
        self.facts, self.staff, self.rng, self.detail = facts, staff, rng, detail
        self.planner = Planner(facts, staff, rng, stay)
        self.own = self.planner.own
        self.calendar, self.today = facts.calendar, facts.today
        self.yesterday = self.calendar.add(self.today, -1)
        self.open_children = self.cases = self.referrals = self.re_referrals = self.contact_lines = 0
        self.counted_since = date.min

    # --- one referral ---

    def refer(self, house: Household, children: list[Child], on: date, ahead: str = "") -> date | None:
        """A referral of these children. Gives the day it was over, or None while anything goes on.

        ``ahead`` "open" or "closed" decides how the case stands today where the draw would have it otherwise.
        """
        call = self._call(children[0].name, on)
        decided_at = self._decided(call)
        if decided_at > self.facts.latest:
            self._undecided(house, children, call)
            return None
        if self.rng.random() < chances.REFERRAL_NFA and not ahead:
            self._nfa(house, children, call, decided_at)
            return on
        spell = self.planner.plan(house, call, decided_at, children, ahead)
        is_open = spell.ended_on > self.yesterday
        cases = self._open_cases(house, children, call, spell, None if is_open else spell.ended_on)
        life = Life(
            house, children, cases, spell, self.staff, min(spell.ended_on, self.yesterday), is_open,
            self._do(house, children, cases, spell),
        )  # fmt: skip
        for live in having("live"):
            live(self.own.of(live.__module__, house.family, on), self.facts, life)
        ended_on, reason = (None, "") if is_open else (spell.ended_on, spell.end_reason)
        house.worked.append(Worked(on, ended_on, cases, spell.held, reason, spell.contact, call.source))
        if is_open:
            self.open_children += len(children)
        self.cases += len(children)
        return None if is_open else spell.ended_on

    def _call(self, name: str, on: date) -> Call:
        rng = self.rng
        code = chances.source(rng, on)
        hour = rng.randint(0, 23) if code in ("6", "3E") else rng.randint(8, 17)
        at = moment(on, hour, rng.randint(0, 59))
        organisation = rng.choice(ORGANISATIONS[code])
        caller = (
            f"{rng.choice(WORKERS_GIVEN)} {rng.choice(WORKERS_FAMILY)}"
            if code not in ("6", "9", "10")
            else ""
        )
        method = chances.METHODS.get(code[0] if code not in ("10",) else "", "email")
        return Call(
            min(at, self.facts.latest), code, wording.told(rng, name), caller, organisation, method=method
        )

    def _decided(self, call: Call) -> datetime:
        days = chances.DECISION_DAYS.draw(self.rng)
        on = call.received_at.date()
        if days == 0 and self.calendar.is_working(on) and call.received_at.hour < 16:
            return call.received_at + timedelta(minutes=self.rng.randint(40, 90))
        on = self.calendar.add(on, max(1, days))
        return moment(on, self.rng.randint(8, 12), self.rng.randint(0, 59))

    def _named(
        self, children: list[Child], cases: dict[int, int], on: date
    ) -> dict[int, tuple[str, int | None]]:
        self.contact_lines += len(children) * (on >= self.counted_since)
        return {child.id: (child.name, cases.get(child.id)) for child in children}

    def _undecided(self, house: Household, children: list[Child], call: Call) -> None:
        on = call.received_at.date()
        call = replace(call, recommends=chances.RECOMMENDED.draw(self.rng))
        held, named = self.staff.at_the_front_door(), self._named(children, house.cases_on(self.today), on)
        state = "submitted" if self.rng.random() < 0.7 else "in_progress"
        if state == "submitted" and call.received_at + timedelta(minutes=35) > self.facts.latest:
            state = "in_progress"
        self.facts.contact(call, named, held, "", state=state, family_id=house.family)

    def _nfa(self, house: Household, children: list[Child], call: Call, decided_at: datetime) -> None:
        front = self.staff.at_the_front_door()
        place = self.staff.place(house.area, "N1")
        contact = self.facts.contact(
            call, self._named(children, {}, call.received_at.date()), front, "referral_nfa",
            decided_at=decided_at, family_id=house.family, goes_to=place.team,
        )  # fmt: skip
        for child in children:
            self._referral(child, None, contact, call, place.team, decided_at, "")
            child.closed_on = None

    def _referral(
        self,
        child: Child,
        case: int | None,
        contact: int,
        call: Call,
        team: int,
        decided_at: datetime,
        need: str,
    ) -> None:
        on = call.received_at.date()
        before = [Before(child.referred_on, child.closed_on)] if child.referred_on else []
        earlier = re_referral(before, on)
        self.facts.referral(
            child.id, case, contact, on, team_id=team, source=call.source, need=need, recorded_at=decided_at,
            previous_on=earlier.received_on if earlier else None,
            previous_closed_on=earlier.closed_on if earlier else None,
        )  # fmt: skip
        self.referrals += on >= self.counted_since
        self.re_referrals += earlier is not None and on >= self.counted_since
        child.referred_on = on

    # --- doing ---

    def _open_cases(
        self, house: Household, children: list[Child], call: Call, spell: Spell, ended_on: date | None
    ) -> dict[int, int]:
        facts, on = self.facts, spell.received_on
        lag = chances.LAG_DAYS.draw(self.rng)
        ends = {"ended_on": ended_on, "end_reason": spell.end_reason, "lag": lag} if ended_on else {}
        cases = {
            child.id: facts.involvement(child.id, house.family, on, spell.decided_at, need=spell.need, **ends)
            for child in children
        }
        outcome = (
            "referral_strategy" if spell.steps[0].kind == "strategy_discussion" else "referral_assessment"
        )
        contact = facts.contact(
            call, self._named(children, cases, on), self.staff.at_the_front_door(), outcome,
            decided_at=spell.decided_at, family_id=house.family, goes_to=spell.held.team,
        )  # fmt: skip
        spell.contact, spell.source = contact, call.source
        spells: list[tuple[date, int, int | None]] = [(on, spell.held.team, None)]
        if spell.held.worker:
            spells.append((spell.allocated_on, spell.held.team, spell.held.worker))
        new = spell.allocated_on >= self.yesterday
        for child in children:
            facts.allocations(cases[child.id], spells, spell.held.manager, ended_on=ended_on, new=new)
            self._referral(
                child, cases[child.id], contact, call, spell.held.team, spell.decided_at, spell.need
            )
            child.closed_on = ended_on
        return cases

    def _do(
        self, house: Household, children: list[Child], cases: dict[int, int], spell: Spell
    ) -> list[tuple[Planned, int]]:
        """The work of a case as far as it has come: what was planned, and its step."""
        made: list[tuple[Planned, int]] = []
        for planned in spell.steps:
            if planned.started_on <= self.yesterday or planned.started_on == spell.received_on:
                if planned.kind == "closure" and planned.started_on > self.yesterday:
                    continue
                came = made[-1][1] if made else None
                made.append((planned, self._step(house, children, cases, spell, planned, came)))
        if self.rng.random() < chances.CANCELLED:
            self._cancelled(house, cases, spell)
        if spell.held.worker:
            self._visits(children, spell)
        return made

    def _step(
        self,
        house: Household,
        children: list[Child],
        cases: dict[int, int],
        spell: Spell,
        planned: Planned,
        came: int | None,
    ) -> int:
        ending = self._ending(planned, spell)
        facts, is_first = self.facts, planned.clock_from_on is not None
        step = facts.step(
            planned.kind, cases, spell.held, ending,
            started_on=planned.started_on,
            clock_from_on=planned.clock_from_on,
            family_id=house.family,
            came_from_id=came,
            **({"recorded_at": spell.decided_at} if is_first else {}),
        )  # fmt: skip
        if ending.state == "completed":
            self._finished(step, planned, spell, list(cases))
        elif ending.state != "not_started":
            self._draft(step, planned, spell, children)
        return step

    def _ending(self, planned: Planned, spell: Spell) -> Ending:
        """How far the work has come by today."""
        rng, add = self.rng, self.calendar.add
        wait = chances.SIGN_OFF_DAYS.draw(rng)
        sent_on = max(planned.started_on, add(planned.done_on, -wait))
        asked = spell.held.manager
        if planned.done_on <= self.yesterday:
            back = add(sent_on, -2) if rng.random() < chances.SENT_BACK else None
            late = self._why_late(planned)
            return Ending(
                "completed", sent_on, planned.done_on, back if back and back > planned.started_on else None,
                planned.outcome, rng.choice(wording.RETURNED) if back else "", asked, late,
            )  # fmt: skip
        if sent_on <= self.yesterday and spell.held.worker:
            return Ending("submitted", submitted_on=sent_on, asked=asked)
        begun = self.calendar.between(planned.started_on, self.yesterday)
        if not spell.held.worker or begun < 2:
            return Ending("not_started")
        if begun > 12 and rng.random() < 0.06:
            back = add(self.yesterday, -rng.randint(0, 3))
            return Ending(
                "returned", add(back, -1), returned_on=back, words=rng.choice(wording.RETURNED), asked=asked
            )
        return Ending("in_progress" if rng.random() < 0.9 else "not_started")

    def _why_late(self, planned: Planned) -> str:
        limit = {"single_assessment": 45, "initial_assessment": 10, "core_assessment": 35}.get(planned.kind)
        if limit is None or self.calendar.between(planned.started_on, planned.done_on) <= limit:
            return ""
        return chances.LATE_REASONS.draw(self.rng) if self.rng.random() < chances.SAYS_WHY_LATE else ""

    def _cancelled(self, house: Household, cases: dict[int, int], spell: Spell) -> None:
        on = self.calendar.next_working(spell.received_on)
        ended = min(self.calendar.add(on, self.rng.randint(0, 3)), self.yesterday)
        if ended >= on:
            ending = Ending("cancelled", completed_on=ended, reason=self.rng.choice(chances.CANCEL_WORDS))
            self.facts.step(
                "strategy_discussion", cases, spell.held, ending, started_on=on, family_id=house.family
            )

    # --- words ---

    def _finished(self, step: int, planned: Planned, spell: Spell, people: list[int]) -> None:
        at = self.facts.some_time(planned.done_on, 12, 13)
        by = spell.held.worker or spell.held.manager
        if self.rng.random() < self.detail:
            told: dict[tuple[str, int | None], str] = {("outcome", None): planned.outcome}
            first = "summary" if planned.kind == "closure" else "why_now"
            if planned.kind in (*ASSESSMENTS, "closure"):
                told[(first, None)] = self.rng.choice(wording.ANSWERS[first])
            self.facts.answers(step, by, at, told)
        own = Random(step)  # noqa: S311 - no secret
        if planned.kind == "single_assessment" and own.random() < self.detail:
            self.facts.counted(step, people, by, at, chances.factors(own, planned.outcome))
        self.facts.event(
            at,
            spell.held.manager,
            "team_manager",
            "work.deciding.actions.sign_off",
            ("work.step", step),
            people,
        )

    def _draft(self, step: int, planned: Planned, spell: Spell, children: list[Child]) -> None:
        if planned.kind not in ASSESSMENTS or self.rng.random() > max(self.detail, 0.3):
            return
        rng, by = self.rng, spell.held.worker or spell.held.manager
        choose = {key: rng.choice(words) for key, words in wording.ANSWERS.items()}
        told: dict[tuple[str, int | None], Any] = {
            ("why_now", None): choose["why_now"],
            ("care", None): choose["care"],
        }
        for child in children[: rng.randint(1, len(children))]:
            told[("day", child.id)] = rng.choice(wording.ANSWERS["day"])
            told[("own_words", child.id)] = rng.choice(wording.ANSWERS["own_words"])
        if rng.random() < 0.5:
            told |= {("risk:1:what", None): choose["harm"], ("risk:danger", None): choose["danger"]}
            told |= {
                ("risk:1:whom", None): [str(child.id) for child in children],
                ("risk:1:sure", None): "told",
            }
        last = self.calendar.add(self.today, -rng.randint(1, 4))
        self.facts.answers(step, by, self.facts.some_time(max(last, planned.started_on), 9, 17), told)

    def _visits(self, children: list[Child], spell: Spell) -> None:
        rng, by = self.rng, spell.held.worker or spell.held.manager
        on = self.calendar.add(spell.allocated_on, rng.randint(1, 6))
        last = min(spell.ended_on, self.yesterday)
        while on <= last:
            if rng.random() < max(self.detail, 0.25):
                self._visit(children, on, by)
            if rng.random() < 0.3 * self.detail:
                kind = rng.choice(("call", "call", "message", "decision"))
                words, writer = rng.choice(wording.CALLS), by
                if kind == "decision":
                    words, writer = rng.choice(wording.DIRECTION), spell.held.manager
                at, ids = self.facts.some_time(on, 9, 17), [child.id for child in children]
                self.facts.note(kind, at, writer, words, ids, chances.LAG_DAYS.draw(rng))
            on = self.calendar.add(on, chances.VISIT_GAP.draw(rng))

    def _visit(self, children: list[Child], on: date, by: int) -> None:
        rng, lag = self.rng, chances.LAG_DAYS.draw(self.rng)
        at = self.facts.some_time(on, 9, 18)
        if rng.random() < 0.07:
            seen = {child.id: ("not_seen", wording.NOT_SEEN[0]) for child in children}
            self.facts.visit("no_reply", at, by, "No reply. Card left.", seen, lag=lag)
            return
        kind = rng.choices(("home", "unannounced", "school", "office"), (70, 10, 16, 4))[0]
        seen = {}
        for child in children:
            how = (
                rng.choices(("seen", "alone", "not_seen"), (50, 38, 12))[0]
                if child.born_on <= on
                else "not_seen"
            )
            why = (
                ("Not yet born" if child.born_on > on else rng.choice(wording.NOT_SEEN))
                if how == "not_seen"
                else ""
            )
            seen[child.id] = (how, why)
        where = {"school": "at school", "office": "at our office"}.get(kind, "at home")
        self.facts.visit(kind, at, by, wording.visit(rng, where), seen, lag=lag)

    # --- contacts that lead to no referral ---

    def hear(self, house: Household, on: date) -> bool:
        """One more contact about a family, new information if work is open. Whether there was a child."""
        children = [child for child in house.children if child.is_child_on(on)]
        if not children:
            return False
        call = self._call(children[0].name, on)
        decided_at = self._decided(call)
        if decided_at > self.facts.latest:
            self._undecided(house, children, call)
            return True
        cases = house.cases_on(on)
        if house.cases_on(decided_at.date()) != cases:
            cases = {}  # closed before the decision, or opened since
        outcome = "join_open" if cases else chances.OTHER_CONTACT.draw(self.rng)
        children = [child for child in children if child.id in cases] or children
        front = self.staff.at_the_front_door()
        named = self._named(children, cases, on)
        step = self.facts.contact(call, named, front, outcome, decided_at=decided_at, family_id=house.family)
        if outcome == "early_help":
            for heard in having("heard"):
                own = self.own.of(heard.__module__, house.family, on)
                heard(own, self.facts, self.staff, house, children, step, decided_at.date())
        return True
