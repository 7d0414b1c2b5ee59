"""A small family and a worker who may do everything, for walks: runs one action after another and reads the store."""

import json
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from random import Random
from typing import Any

from django.db import connection

from kith.core import Refused, clock
from kith.people.models import Person
from tests import make
from tests.walks import guards

ROLES = (
    "social_worker", "duty_manager", "team_manager", "conference_chair", "business_support", "head_of_service",
    "system_lead",
)  # fmt: skip
FINGERPRINTED = (
    "work_involvement", "work_allocation", "work_standing", "work_timescale", "work_step", "work_stepchild",
    "work_note", "work_notechild", "frontdoor_referral", "protection_strategydiscussion",
    "protection_strategychild", "protection_enquiry", "protection_conference", "protection_conferencechild",
    "protection_conferenceinvitation", "protection_protectionplan", "protection_plancategory",
    "protection_coregroup", "protection_temporaryplan", "inneed_inneedplan", "inneed_inneedreview",
    "care_careperiod", "care_legalstatus", "care_placement", "care_carereview", "care_carecorrection",
    "care_careleaver", "earlyhelp_teamaround", "earlyhelp_earlyhelp", "earlyhelp_consent", "earlyhelp_helper",
    "people_person", "people_merge", "people_unmerge", "access_event",
)  # fmt: skip
# which row is which version of itself: an update writes another, a deletion takes one away
FINGERPRINT = " union all ".join(
    f"select '{table}', count(*), coalesce(sum(hashtext(t.ctid::text || t.xmin::text)), 0) from {table} t"
    for table in FINGERPRINTED
)
OF_A_STANDING = "{table} t join work_standing s on s.id = t.{column}"
OF_A_PLAN, OF_CARE = (
    OF_A_STANDING.format(table="{table}", column=column) for column in ("plan_id", "period_id")
)
# what ``guards.Store`` calls the rows, where they are, whose they are, and the columns that guards look at
READ = {
    "cases": ("work_involvement t", "t.person_id", "t.id, t.started_on, t.ended_on, t.end_reason"),
    "referrals": (
        "frontdoor_referral t", "t.person_id", "t.received_on, t.no_further_action, t.involvement_id",
    ),
    "standings": (
        "work_standing t", "t.person_id",
        "t.id, t.kind, t.involvement_id, t.started_on, t.ended_on, t.end_reason",
    ),
    "steps": (
        "work_stepchild t join work_step w on w.id = t.step_id", "t.person_id",
        "t.step_id, w.kind, w.state, t.involvement_id, t.released_at",
    ),
    "enquiries": (
        f"{OF_A_STANDING.format(table='protection_enquiry', column='standing_id')}"
        " join protection_strategydiscussion d on d.id = t.discussion_id", "s.person_id",
        "t.standing_id, t.discussion_id, d.held_on, t.outcome, t.decided_on",
    ),
    "discussed": (
        "protection_strategychild t", "t.person_id", "t.discussion_id, t.held_on, t.decision, t.involvement_id",
    ),
    "conferences": (
        "protection_conferencechild t", "t.person_id",
        "t.conference_id, t.kind, t.held_on, t.decision, t.enquiry_id, t.involvement_id",
    ),
    "plans": (
        OF_A_STANDING.format(table="protection_protectionplan", column="standing_id"), "s.person_id",
        "t.standing_id, t.conference_id, t.first_category",
    ),
    "categories": (
        OF_A_PLAN.format(table="protection_plancategory"), "s.person_id", "t.plan_id, t.since_on, t.category",
    ),
    "groups": (OF_A_PLAN.format(table="protection_coregroup"), "s.person_id", "t.plan_id, t.held_on"),
    "need_reviews": (OF_A_PLAN.format(table="inneed_inneedreview"), "s.person_id", "t.plan_id, t.held_on"),
    "statuses": (
        OF_CARE.format(table="care_legalstatus"), "s.person_id",
        "t.period_id, t.code, t.started_on, t.ended_on",
    ),
    "placements": (
        OF_CARE.format(table="care_placement"), "s.person_id",
        "t.period_id, t.kind, t.started_on, t.ended_on, t.resumes_id",
    ),
    "care_reviews": (
        OF_CARE.format(table="care_carereview"), "s.person_id", "t.period_id, t.held_on, t.participation",
    ),
    "clocks": (
        "work_timescale t", "t.person_id", "t.code, t.about, t.standing_id, t.met_on, t.dropped_on",
    ),
}  # fmt: skip
ROWS = " union all ".join(
    f"select '{name}', child, to_jsonb(x) - 'child' from "
    f"(select {child} as child, {columns} from {table} where {child} = any(%s)) x"
    for name, (table, child, columns) in READ.items()
)
AGES = (2, 8, 16)
BEGAN_AGO = 700


class World:
    """Children, the worker, a day that moves on, and how many actions were taken and refused so far."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.team = make.team("Safeguarding North")
        self.by = make.worker("Ada Allsorts", role=None)
        for role in ROLES:
            make.member(self.by, self.team, role)
        self.taken: dict[str, int] = {}
        self.refused: dict[str, int] = {}
        self.mark: Any = None
        self.last: dict[int, dict[str, list[guards.Row]]] = {}
        self.begin_family()

    def begin_family(self) -> None:
        """New children, with an open case each, and the days begin anew. One has an assessment behind it."""
        self.today = clock.today()
        self.first = self.on = self.today - timedelta(days=BEGAN_AGO)
        self.told, self.is_merged = [], False
        self.people = [
            make.child(born_on=self.first - timedelta(days=age * 365 + 100), sex="F") for age in AGES
        ]
        make.family(children=self.people)
        for child in self.people:
            make.referral(child, self.first, team=self.team, worker=self.by)
        assessed = {
            "state": "completed",
            "started_on": self.first,
            "completed_on": self.first,
            "team": self.team,
        }
        make.step(self.assessments[0], self.people[:2], **assessed)
        self.mark, self.last = None, {}

    @property
    def assessments(self) -> list[str]:
        """The assessments of today's practice."""
        return ["single_assessment"] if self.today.year > 2013 else ["initial_assessment", "core_assessment"]

    @property
    def steps(self) -> int:
        """How many actions were tried."""
        return sum(self.taken.values()) + sum(self.refused.values())

    # --- choosing ---------------------------------------------------------------------------------

    def day(self) -> date:
        """Mostly a little later than what was before; sometimes any day, in the future too."""
        if self.rng.random() < 0.9:
            self.on += timedelta(days=self.rng.randint(0, 6))
            return min(self.on, self.today)
        return self.first + timedelta(days=self.rng.randint(-10, BEGAN_AGO + 3))

    def some(self) -> list[int]:
        """One child or several, by number."""
        chosen = self.rng.sample(self.people, self.rng.choice((1, 1, 1, 2, 3)) if len(self.people) > 2 else 1)
        return [child.pk for child in chosen]

    def standing(self, kind: str) -> list[int]:
        """Children who most likely stand so with the service; now and then any others."""
        held = [number for number, rows in self.last.items() if _stands(rows, kind)]
        if not held or self.rng.random() < 0.15:
            return self.some()
        return self.rng.sample(held, self.rng.randint(1, len(held)))

    def one(self, rows: Iterable[Any]) -> Any:
        """Any of these rows, or None; now and then none although there are some."""
        found = list(rows)
        return self.rng.choice(found) if found else None

    def pick(self, *choices: Any) -> Any:
        """One of these."""
        return self.rng.choice(choices)

    # --- doing ------------------------------------------------------------------------------------

    def run(self, name: str, action: Callable[..., Any], *args: Any, **facts: Any) -> None:
        """Try an action: where it is refused nothing has changed, where it is taken every guard holds."""
        before = self.mark or self.fingerprint()
        self.told.append(f"{name} {args} {facts}".replace("datetime.date", ""))
        try:
            action(self.by, *args, **facts)
        except Refused:
            self.refused[name] = self.refused.get(name, 0) + 1
            assert self.fingerprint() == before, f"{name} was refused and something changed:\n{self.story()}"
            self.mark = before
            return
        except Exception as fault:
            raise AssertionError(f"{name} failed instead of refusing:\n{self.story()}") from fault
        self.taken[name] = self.taken.get(name, 0) + 1
        self.told[-1] += " TAKEN"
        self.settle()
        self.mark = None
        found = self.broken()
        assert found == [], f"after {name}: {found}\n{self.story()}"

    def settle(self) -> None:
        """Let the record store check what it checks at the end of each transaction."""
        with connection.cursor() as cursor:
            try:
                cursor.execute("set constraints all immediate")
            except Exception as fault:
                raise AssertionError(f"the record store refuses what was taken:\n{self.story()}") from fault
            cursor.execute("set constraints all deferred")

    def story(self) -> str:
        """What was done with these children, the last lines of it."""
        return "\n".join(self.told[-40:])

    def fingerprint(self) -> Any:
        """What all tables of the record hold, as one value."""
        with connection.cursor() as cursor:
            cursor.execute(FINGERPRINT)
            return cursor.fetchall()

    # --- looking ----------------------------------------------------------------------------------

    def broken(self) -> list[str]:
        """Every guard that is broken by what is in the record store about these children."""
        rows = self.last = self.rows()
        return [
            f"child {child.pk}: {words}"
            for child in self.people
            for words in guards.broken(
                guards.Store(child.born_on, self.today, self.is_merged, **rows[child.pk])
            )
        ]

    def rows(self) -> dict[int, dict[str, list[guards.Row]]]:
        """The rows of each child by the names that ``guards.Store`` gives them. One question."""
        numbers = [child.pk for child in self.people]
        found: dict[int, dict[str, list[guards.Row]]] = {number: {} for number in numbers}
        with connection.cursor() as cursor:
            cursor.execute(ROWS, [numbers] * len(READ))
            for name, child, told in cursor.fetchall():
                columns = json.loads(told) if isinstance(told, str) else told
                row = {column: _date(column, value) for column, value in columns.items()}
                found[child].setdefault(name, []).append(row)
        return found

    def drop(self, gone: Person) -> None:
        """A record that was merged into another is none of ours any more."""
        self.people = [child for child in self.people if child.pk != gone.pk]
        self.last.pop(gone.pk, None)


def _date(name: str, value: Any) -> Any:
    return date.fromisoformat(value) if name.endswith("_on") and value else value


def _stands(rows: dict[str, list[guards.Row]], kind: str) -> bool:
    return any(row["kind"] == kind and row["ended_on"] is None for row in rows.get("standings", ()))
