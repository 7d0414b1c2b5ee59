"""The contacts at the front door: those undecided by time left, those decided lately."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import OuterRef, Subquery

from kith.access import practice
from kith.access.models import Worker
from kith.core import clock
from kith.frontdoor.models import Contact, ContactChild, PartnerCheck, Threshold
from kith.frontdoor.queue import rules
from kith.people import rules as people_rules
from kith.work.models import OPEN_STATES

LATELY = timedelta(days=7)
SHOWN = 25
COLUMNS = (
    "step_id", "received_at", "decision_due_at", "decided_at", "source", "caller_name", "method",
    "step__state", "step__worker_id", "step__worker__name", "decided_by__name", "step__outcome",
    "step__team__code", "step__team__name",
)  # fmt: skip
ARRIVE_BY_THEMSELVES = ("form", "police_notice", "agency_list")
STATES = {
    "not_started": "Being written",
    "in_progress": "Being written",
    "returned": "Sent back",
    "submitted": "Waiting for a decision",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One contact in a list."""

    number: int
    children: Sequence[str]
    came_in: datetime
    source: str
    caller: str
    state: str
    with_whom: str
    mark: str
    clock: str
    due_at: datetime
    decided_at: datetime | None
    is_waiting: bool
    is_mine: bool
    way: str = ""
    way_words: str = ""
    team: str = ""
    team_name: str = ""
    level: str = ""
    overdue: int = 0

    @property
    def may_tick(self) -> bool:
        """Whether it can be decided together with others: it waits, and the viewer did not write it."""
        return self.is_waiting and not self.is_mine


def undecided(viewer: Worker, now: datetime) -> list[Line]:
    """Every contact without a decision, the least time left first. Three queries."""
    rows = Contact.objects.seen_by(viewer).filter(decided_at=None, step__state__in=OPEN_STATES)
    chosen = Threshold.objects.seen_by(viewer).filter(contact=OuterRef("pk"), stage="recommended", line=None)
    leveled = rows.annotate(level=Subquery(chosen.values("level")[:1]))
    found = _lines(viewer, list(leveled.order_by("decision_due_at", "pk").values(*COLUMNS, "level")), now)
    overdue = _overdue(viewer, now)
    return [replace(line, overdue=overdue[line.number]) if line.number in overdue else line for line in found]


def _overdue(viewer: Worker, now: datetime) -> dict[int, int]:
    """How many agencies should have replied by now, by contact without a decision. One query."""
    checks = PartnerCheck.objects.seen_by(viewer).filter(replied_at=None, reply_due_at__lt=now)
    return Counter(checks.filter(contact__decided_at=None).values_list("contact_id", flat=True))


def decided_lately(viewer: Worker, now: datetime) -> list[Line]:
    """The contacts decided in the last seven days, newest first. Two queries."""
    rows = Contact.objects.seen_by(viewer).filter(decided_at__gt=now - LATELY)
    return _lines(viewer, list(rows.order_by("-decided_at", "-pk").values(*COLUMNS)[:SHOWN]), now)


def counts(lines: Collection[Line], asked: rules.Asked) -> dict[str, int]:
    """How many undecided contacts each choice of ``show`` shows, the other filters as they are."""
    return {name: len(chosen(lines, replace(asked, show=name))) for name in rules.FILTERS}


def chosen(lines: Collection[Line], asked: rules.Asked) -> list[Line]:
    """The undecided contacts that the filters show, in the order asked for."""
    shown = [
        line
        for line in lines
        if rules.belongs(
            asked.show, is_late=line.mark == "late", is_waiting=line.is_waiting, is_mine=line.is_mine
        )
        and asked.way in ("", line.way)
        and asked.team in ("", line.team)
    ]
    orders: dict[str, Callable[[Line], Any]] = {
        "level": lambda line: (tuple(-ord(sign) for sign in line.level) or (1,), line.due_at),
        "received": lambda line: -line.came_in.timestamp(),
        "source": lambda line: (line.source or "\uffff", line.due_at),
        "way": lambda line: (line.way_words or "\uffff", line.due_at),
    }
    return sorted(shown, key=orders.get(asked.sort, lambda line: line.due_at))


def ways(lines: Collection[Line]) -> list[tuple[str, str, int]]:
    """(code, words, how many) of each way in which undecided contacts came, the most used first."""
    counted = Counter((line.way, line.way_words) for line in lines if line.way)
    return [(code, words, number) for (code, words), number in counted.most_common()]


def teams(lines: Collection[Line]) -> list[tuple[str, str, int]]:
    """(code, name, how many) of each team at whose door undecided contacts wait."""
    counted = Counter((line.team, line.team_name) for line in lines)
    return [
        (code, name, number) for (code, name), number in sorted(counted.items(), key=lambda one: one[0][1])
    ]


def _lines(viewer: Worker, rows: list[dict[str, Any]], now: datetime) -> list[Line]:
    names = children_of(viewer, [row["step_id"] for row in rows], clock.london(now).date())
    return [_line(viewer, row, names[row["step_id"]], now) for row in rows]


def _line(viewer: Worker, row: dict[str, Any], children: Sequence[str], now: datetime) -> Line:
    lists = practice.current().lists
    mark, words = rules.time_left(row["decision_due_at"], row["decided_at"] or now)
    outcome = (
        lists["contact_outcome"].label(row["step__outcome"])
        if row["step__outcome"]
        else "Different for each child"
    )
    return Line(
        number=row["step_id"],
        children=children,
        came_in=row["received_at"],
        source=lists["referral_source"].label(row["source"]) if row["source"] else "",
        caller=row["caller_name"],
        state=outcome if row["decided_at"] else _state_words(row),
        with_whom=row["decided_by__name"] or row["step__worker__name"] or "",
        mark=mark if not row["decided_at"] or mark == "late" else "",
        clock=words if not row["decided_at"] else ("Late" if mark == "late" else "In time"),
        due_at=row["decision_due_at"],
        decided_at=row["decided_at"],
        is_waiting=row["step__state"] == "submitted",
        is_mine=row["step__worker_id"] == viewer.pk,
        way=row["method"],
        way_words=lists["contact_method"].label(row["method"]) if row["method"] else "",
        team=row["step__team__code"],
        team_name=row["step__team__name"],
        level=row.get("level") or "",
    )


def _state_words(row: dict[str, Any]) -> str:
    """How an undecided contact stands; what nobody here has looked at yet is to be read."""
    unread = row["method"] in ARRIVE_BY_THEMSELVES and row["step__state"] in ("not_started", "in_progress")
    return "To be read" if unread else STATES.get(row["step__state"], "")


def children_of(viewer: Worker, contacts: Sequence[int], today: date) -> dict[int, list[str]]:
    """The children of each contact with their ages, as on record or as told. One query."""
    rows = (
        ContactChild.objects.seen_by(viewer).filter(contact__in=contacts).order_by("contact_id", "position")
    )
    columns = ("contact_id", "name_told", "person__given_name", "person__known_as", "person__family_name")
    found: dict[int, list[str]] = defaultdict(list)
    for row in rows.values(*columns, "person__born_on", "person__born_precision", "person_id"):
        found[row["contact_id"]].append(_child_words(row, today))
    return found


def _child_words(row: dict[str, Any], today: date) -> str:
    if row["person_id"] is None:
        return row["name_told"] or "a child not named yet"
    name = people_rules.full_name(
        row["person__given_name"], row["person__family_name"], row["person__known_as"]
    )
    age = people_rules.age_words(row["person__born_on"], row["person__born_precision"], today)
    return ", ".join(part for part in (name, age) if part)
