"""Tells what has happened to the families of the story."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from kith.access.models import Look
from kith.desk.demo import cases, parts, story
from kith.desk.demo.cast import People, Told
from kith.desk.demo.checks import ask_agencies
from kith.desk.demo.facts import Call, Ending, Facts, Held, moment
from kith.desk.demo.kin import tell_couples
from kith.desk.demo.marks import mark_visit
from kith.desk.demo.planning import in_depth
from kith.desk.demo.written import LISLE_ANSWERS
from kith.desk.demo.written_more import BEING_WRITTEN, COMPLETED, MARSH
from kith.work.answers.evidence import Cited
from kith.work.answers.parts import question_of
from kith.work.models import Notice

INITIAL_TOOK = 10
CITED_AS = "Seen alone – Northgate Primary"  # what the chronology calls the visit that is cited
WRITTEN = {"lisle": LISLE_ANSWERS, "marsh": MARSH, **BEING_WRITTEN, **COMPLETED}


class Teller:
    """Tells the story's families, moved to the days of ``days``."""

    def __init__(self, facts: Facts, told: Told, days: story.StoryDays) -> None:
        self.facts, self.told, self.days, self.rows = facts, told, days, facts.rows

    def all(self) -> None:
        """Everything."""
        People(self.facts, self.told, self.days).all()
        tell_couples(self.rows, self.told.people)
        for past in cases.PAST:
            self._past(past)
        for case in cases.CASES:
            self._case(case)
        self._marlowe()
        for heard in cases.HEARD:
            self._heard(heard)
        self._notices()
        self._looks()
        for tell in parts.having("tell"):
            tell(self.facts, self.days, self.told)

    # --- work ---

    def _held(self, team: str, worker: str = "") -> Held:
        told = self.told
        return Held(told.teams[team], told.workers[worker] if worker else None, told.managers[team])

    def _duty(self) -> Held:
        return self._held(story.FRONT_DOOR, "ewan.price")

    def _call(self, at: datetime, source: str, caller: tuple[str, str], words: str) -> Call:
        method = {"6": "police_notice", "2": "phone", "3": "form"}.get(source[0], "phone")
        return Call(at, source, words, caller[0], caller[1], method=method)

    def _opened(
        self, family: str, children: tuple[str, ...], call: Call, team: str, need: str = "N1", **facts: Any
    ) -> dict[int, int]:
        """Contact, referral and open case of each child; gives person -> case."""
        person = {child: self.told.people[child] for child in children}
        decided_at = min(call.received_at + timedelta(hours=2), max(call.received_at, self.facts.latest))
        received_on = call.received_at.date()
        family_id = self.told.families[family]
        opened = {
            one: self.facts.involvement(one, family_id, received_on, decided_at, need=need, **facts)
            for one in person.values()
        }
        named = {person[child]: (story.PEOPLE[child].given, opened[person[child]]) for child in children}
        duty, outcome, takes = self._duty(), "referral_assessment", self.told.teams[team]
        step = self.facts.contact(
            call, named, duty, outcome, decided_at=decided_at, family_id=family_id, goes_to=takes
        )
        for one, case in opened.items():
            self.facts.referral(
                one,
                case,
                step,
                received_on,
                team_id=takes,
                source=call.source,
                need=need,
                recorded_at=decided_at,
            )
        if "ended_on" not in facts:
            self.told.cases.update({child: opened[person[child]] for child in children})
        return opened

    def _past(self, past: cases.Past) -> None:
        started, ended = self.days.on(past.started_on), self.days.on(past.ended_on)
        call = self._call(moment(started, 10, 20), past.source, ("", ""), past.told)
        opened = self._opened(
            past.family, past.children, call, past.team, ended_on=ended, end_reason=past.reason
        )
        held = self._held(past.team, past.worker)
        for case in opened.values():
            self.facts.allocations(case, [(started, held.team, held.worker)], held.manager, ended_on=ended)
        family = self.told.families[past.family]
        done = Ending(
            "completed",
            self.facts.calendar.add(started, 30),
            self.facts.calendar.add(started, 31),
            outcome="in_need",
        )
        self._assessment(opened, held, started, done, family)
        closing = self.facts.calendar.add(ended, -3)
        self.facts.step(
            "closure",
            opened,
            held,
            Ending("completed", ended, ended, outcome="close"),
            started_on=closing,
            family_id=family,
        )

    def _assessment(
        self,
        opened: Mapping[int, int],
        held: Held,
        referred_on: date,
        ending: Ending,
        family: int,
        **facts: Any,
    ) -> int:
        """The assessment of a referral: one step today; in 2010's practice an initial and then a core one."""
        practice = self.facts.practice_on(referred_on)
        first_one: dict[str, Any] = {"started_on": referred_on, "clock_from_on": referred_on}
        first_one["family_id"] = family
        if "single_assessment" in practice.steps:
            return self.facts.step("single_assessment", opened, held, ending, **first_one, **facts)
        last = ending.completed_on or self.days.working_days_ago(0)
        if self.facts.calendar.between(referred_on, last) <= INITIAL_TOOK:
            return self.facts.step("initial_assessment", opened, held, ending, **first_one, **facts)
        day = self.facts.calendar.add(referred_on, INITIAL_TOOK)
        first = Ending("completed", day, day, outcome="core_assessment")
        came = self.facts.step("initial_assessment", opened, held, first, **first_one, **facts)
        return self.facts.step(
            in_depth(self.facts.practice_on(day))[0],
            opened,
            held,
            ending,
            started_on=day,
            family_id=family,
            came_from_id=came,
        )

    def _case(self, case: cases.Case) -> None:
        days, facts = self.days, self.facts
        referred = days.working_days_ago(case.day)
        at = moment(referred, 16 if case.day == 1 else 10, 20)
        call = self._call(at, case.source, case.caller, case.told)
        opened = self._opened(
            case.family, case.children, call, case.was[0] if case.was else case.team, case.need
        )
        held = self._held(case.team, case.worker)
        for one in opened.values():
            facts.allocations(
                one, self._spells(case, held, referred), held.manager, note=case.note, new=bool(case.note)
            )
        family = self.told.families[case.family]
        worked = self._worked_by(case, held)
        step = self._assessment(opened, worked, referred, self._ending(case, referred), family)
        self._written(case, step, worked, referred)
        if case.strategy is not None:
            self._strategy(case, opened, held, family)
        self._last_seen(case, opened, held)

    def _written(self, case: cases.Case, step: int, held: Held, referred: date) -> None:
        """What was written in an assessment by now, as far as the practice of the day asks it."""
        told = WRITTEN.get(case.family)
        if not told:
            return
        practice, people = self.facts.practice_on(referred), self.told.people
        form = practice.form_of(in_depth(practice)[0])
        answers = {
            (name, people.get(child)): _in_ids(name, words, people)
            for (name, child), words in told.items()
            if form and form.has(question_of(name))
        }
        add, ago = self.facts.calendar.add, self.days.working_days_ago
        days = {"in_need": add(referred, 31), "returned": ago(4)}
        at = moment(max(referred, days.get(case.state, ago(1))), 9, 40)
        self.facts.answers(step, held.worker or held.manager, at, answers)

    def _spells(self, case: cases.Case, held: Held, referred: date) -> list[tuple[date, int, int | None]]:
        """Who has held the case: nobody at first, then the worker; or an earlier team and worker before."""
        if case.was:
            team, worker, until = case.was
            before = self._held(team, worker)
            allocated = self.facts.calendar.add(referred, case.took)
            handed = self.days.working_days_ago(until)
            return [
                (referred, before.team, None),
                (allocated, before.team, before.worker),
                (handed, held.team, held.worker),
            ]
        waiting: tuple[date, int, int | None] = (referred, held.team, None)
        if not case.worker:
            return [waiting]
        return [waiting, (self.facts.calendar.add(referred, case.took), held.team, held.worker)]

    def _worked_by(self, case: cases.Case, held: Held) -> Held:
        """Who did the assessment: whoever held the case then."""
        return self._held(case.was[0], case.was[1]) if case.was else held

    def _ending(self, case: cases.Case, referred: date) -> Ending:
        add, ago = self.facts.calendar.add, self.days.working_days_ago
        if case.state == "in_need":
            done = add(referred, 33)
            return Ending("completed", add(done, -1), done, outcome="in_need")
        if case.state == "submitted":
            return Ending("submitted", submitted_on=ago(1), asked=self.told.workers["colin.burge"])
        if case.state == "returned":
            return Ending("returned", submitted_on=ago(3), returned_on=ago(1), words=case.words)
        return Ending(case.state, reason=case.late[0], late_words=case.late[1])

    def _strategy(self, case: cases.Case, opened: Mapping[int, int], held: Held, family: int) -> None:
        on = self.days.working_days_ago(case.strategy or 0)
        is_over = bool(case.strategy)
        ending = Ending("completed", on, on, outcome="continue") if is_over else Ending("in_progress")
        self.facts.step("strategy_discussion", opened, held, ending, started_on=on, family_id=family)

    def _last_seen(self, case: cases.Case, opened: Mapping[int, int], held: Held) -> None:
        on, place = case.seen
        if on and held.worker:
            at = moment(self.days.on(on), 15, 45)
            words = "Seen at home, all well today." if place == "home" else "Seen, talked about the week."
            seen = dict.fromkeys(opened, ("alone" if place != "home" else "seen", ""))
            self.facts.visit(place, at, held.worker, words, seen)

    # --- the Marlowes ---

    def _marlowe(self) -> None:
        fixed, days = cases.MarloweDays(), self.days
        referred = days.on(fixed.referred)
        call = self._call(
            moment(referred, 9, 50), "2A", ("Ms J. Ferris", "Northgate Primary"), cases.MARLOWE_TOLD
        )
        opened = self._opened("marlowe", fixed.children, call, story.NORTH)
        held, family = self._held(story.NORTH, "amina.rahman"), self.told.families["marlowe"]
        allocated = self.facts.calendar.add(referred, 1)
        for case in opened.values():
            self.facts.allocations(
                case, [(referred, held.team, None), (allocated, held.team, held.worker)], held.manager
            )
        assessed = days.on(fixed.assessed)
        done = Ending("completed", self.facts.calendar.add(assessed, -1), assessed, outcome="in_need")
        came = self._assessment(opened, held, referred, done, family)
        on = days.on(fixed.strategy)
        ending = Ending("completed", on, on, outcome="continue")
        self.facts.step(
            "strategy_discussion", opened, held, ending, started_on=on, family_id=family, came_from_id=came
        )
        again = days.working_days_ago(self.facts.calendar.between(fixed.again, story.TODAY))
        kind = in_depth(self.facts.practice_on(again))[0]
        step = self.facts.step(kind, opened, held, Ending("in_progress"), started_on=again, family_id=family)
        self._marlowe_words(step, held)

    def _marlowe_words(self, step: int, held: Held) -> None:
        people, days, workers = self.told.people, self.days, self.told.workers
        writer = held.worker or held.manager
        answers = {
            (name, people.get(child)): _in_ids(name, words, people)
            for (name, child), words in cases.MARLOWE_ANSWERS.items()
        }
        for on, hour, minute, kind, place, words, seen in cases.MARLOWE_VISITS:
            how = {people[child]: told for child, told in seen.items()}
            at = moment(days.on(on), hour, minute)
            beside = cases.MARLOWE_ASKED.get(on, {})
            asked = {people[child] if child else None: one for child, one in beside.items()}
            visit = self.facts.visit(kind, at, writer, words, how, place=place, told=asked)
            mark_visit(self.rows, visit, on, at + timedelta(hours=2), writer, people)
            line = Cited(f"visit-{visit}-", days.on(on), CITED_AS).line
            answers |= {(name, None): [line] for name, day in cases.MARLOWE_CITES.items() if day == on}
        self.facts.answers(step, writer, moment(days.working_days_ago(1), 10, 31), answers)
        children = [people[child] for child in cases.MarloweDays().children]
        for on, hour, minute, kind, by, words in cases.MARLOWE_NOTES:
            self.facts.note(kind, moment(days.on(on), hour, minute), workers[by], words, children)

    # --- the rest ---

    def _heard(self, heard: cases.Heard) -> None:
        at = moment(self.days.on(heard.on), *heard.at)
        call = self._call(at, heard.source, heard.caller, heard.told)
        open_now = heard.outcome == "join_open"
        named = {
            self.told.people[child]: (
                story.PEOPLE[child].given,
                self.told.cases.get(child) if open_now else None,
            )
            for child in heard.children
        }
        quick = at + timedelta(minutes=7 if open_now else 120)
        duty = self._duty()
        contact = self.facts.contact(
            call,
            named,
            duty,
            heard.outcome,
            decided_at=quick,
            family_id=self.told.families[heard.family],
        )
        if heard.family == "marlowe" and open_now:
            ask_agencies(self.rows, contact, quick, duty.worker or duty.manager, named)

    def _looks(self) -> None:
        for back, hour, minute, who, role, page, reason in cases.LOOKS:
            at = moment(self.days.working_days_ago(back), hour, minute)
            worker, tia = self.told.workers[who], self.told.people["tia"]
            self.rows.add(Look, at=at, worker_id=worker, role=role, person_id=tia, page=page, reason=reason)

    def _notices(self) -> None:
        morning = moment(self.days.today, 8, 5)
        for who, kind, words, hours, about in cases.NOTICES:
            self.rows.add(
                Notice,
                worker_id=self.told.workers[who],
                at=morning - timedelta(hours=hours),
                kind=kind,
                words=words,
                person_id=self.told.people[about],
            )


def _in_ids(name: str, value: Any, people: Mapping[str, int]) -> Any:
    """An answer of the story as it is kept: whom a risk is for by their record numbers."""
    return [str(people[child]) for child in value] if name.endswith(":whom") else value
