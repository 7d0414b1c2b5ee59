"""What a decision on many contacts needs to know of each: who it is about, what happened, how often before."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef

from kith.access import practice
from kith.access.models import Worker
from kith.core import clock, period, prose
from kith.frontdoor.models import Contact, ContactChild
from kith.frontdoor.queue import rules as queue
from kith.frontdoor.thresholds import queries as guides
from kith.frontdoor.triage import rules
from kith.people import queries as people
from kith.people.models import Residence
from kith.work.models import Answer, Involvement, SignOff
from kith.work.steps.queries import line_of, places_of
from kith.work.steps.rules import obstacle_to_deciding

KIND = "contact"


@dataclass(frozen=True, slots=True)
class Child:
    """A child of a contact: the name cell, and whether there is open work."""

    cell: people.Cell
    is_open: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One contact that waits for its decision."""

    number: int
    came_in: datetime
    mark: str
    clock: str
    source: str
    caller: str
    way: str
    incident: str
    reference: str
    words: str
    children: Sequence[Child]
    at_home: int
    repeats: rules.Repeats
    obstacle: str | None


def waiting(viewer: Worker, *, numbers: Collection[int] = (), way: str = "", team: str = "") -> Any:
    """The contacts that wait for a decision, the least time left first: those named, or all of a way or team."""
    rows = Contact.objects.seen_by(viewer).filter(decided_at=None, step__state="submitted")
    named = {"step_id__in": numbers} if numbers else {}
    chosen = {name: value for name, value in (("method", way), ("step__team__code", team)) if value}
    return rows.filter(**named, **chosen).order_by("decision_due_at", "pk")


def rows(viewer: Worker, contacts: Any, now: datetime) -> list[Row]:
    """Everything there is to know of these contacts at once. Nine queries, however many they are."""
    columns = (
        "step_id",
        "received_at",
        "decision_due_at",
        "source",
        "method",
        "caller_organisation",
        "caller_name",
    )
    more = ("notification__incident", "notification__reference", "step__worker_id", "step__team_id")
    found = list(contacts.values(*columns, *more)[: rules.MOST])
    numbers = [row["step_id"] for row in found]
    children = _children(viewer, numbers, clock.london(now).date())
    homes = _households(viewer, children, clock.london(now).date())
    repeats = _repeats(viewer, found, children, homes, now)
    told = _told(viewer, numbers)
    obstacles = _obstacles(viewer, found)
    return [_row(row, children, homes, repeats, told, obstacles, now) for row in found]


def _row(
    row: Mapping[str, Any],
    children: Mapping[int, Sequence[Child]],
    homes: Mapping[int, set[int]],
    repeats: Mapping[int, rules.Repeats],
    told: Mapping[int, str],
    obstacles: Mapping[int, str | None],
    now: datetime,
) -> Row:
    lists, number = practice.current().lists, row["step_id"]
    mark, words = queue.time_left(row["decision_due_at"], now)
    placed = children.get(number, ())
    return Row(
        number=number,
        came_in=row["received_at"],
        mark=mark,
        clock=words,
        source=lists["referral_source"].label(row["source"]) if row["source"] else "",
        caller=" · ".join(part for part in (row["caller_name"], row["caller_organisation"]) if part),
        way=lists["contact_method"].label(row["method"]) if row["method"] else "",
        incident=row["notification__incident"] or "",
        reference=row["notification__reference"] or "",
        words=told.get(number, ""),
        children=placed,
        at_home=len(homes.get(number, set())),
        repeats=repeats[number],
        obstacle=obstacles[number] if placed else "No child of it is recognised yet: open it.",
    )


def _children(viewer: Worker, contacts: Sequence[int], today: date) -> dict[int, list[Child]]:
    """The recognised children of each contact. One query."""
    lines = ContactChild.objects.seen_by(viewer).filter(contact__in=contacts, person__isnull=False)
    open_work = Involvement.objects.seen_by(viewer).filter(person=OuterRef("person"), ended_on=None)
    told = [f"person__{name}" for name in people.COLUMNS]
    found: dict[int, list[Child]] = defaultdict(list)
    ordered = lines.order_by("contact_id", "position").annotate(opened=Exists(open_work))
    for line in ordered.values("contact_id", "opened", *told):
        cell = people.cell({name: line[f"person__{name}"] for name in people.COLUMNS}, today)
        found[line["contact_id"]].append(Child(cell, line["opened"]))
    return found


def _households(viewer: Worker, children: Mapping[int, Sequence[Child]], today: date) -> dict[int, set[int]]:
    """For each contact, the other children who live with those it names. Three queries."""
    placed = {child.cell.person_id for held in children.values() for child in held}
    lived = Residence.objects.seen_by(viewer).filter(people.holding(today))
    mine = dict[int, set[int]]()
    for person, address in lived.filter(person__in=placed).values_list("person_id", "address_id"):
        mine.setdefault(person, set()).add(address)
    addresses = {address for held in mine.values() for address in held}
    around = defaultdict(set)
    for person, address in lived.filter(address__in=addresses).values_list("person_id", "address_id"):
        around[address].add(person)
    cells = people.people_cells(viewer, {one for held in around.values() for one in held}, today)
    young = {number for number, cell in cells.items() if not cell.is_adult}
    found = {}
    for contact, held in children.items():
        own = {child.cell.person_id for child in held}
        near = {one for child in own for address in mine.get(child, ()) for one in around[address]}
        found[contact] = (near & young) - own
    return found


def _repeats(
    viewer: Worker,
    contacts: Sequence[Mapping[str, Any]],
    children: Mapping[int, Sequence[Child]],
    homes: Mapping[int, set[int]],
    now: datetime,
) -> dict[int, rules.Repeats]:
    """How often each household was told of in the twelve months before. One query."""
    household = {
        number: {child.cell.person_id for child in children.get(number, ())} | homes.get(number, set())
        for number in (row["step_id"] for row in contacts)
    }
    everybody = {person for held in household.values() for person in held}
    since = period.rolling12(clock.london(now).date()).starts
    lines = ContactChild.objects.seen_by(viewer).filter(person__in=everybody, contact__received_on__gte=since)
    told = defaultdict(set)
    for person, contact, method in lines.exclude(contact__step__state="cancelled").values_list(
        "person_id", "contact_id", "contact__method"
    ):
        told[person].add((contact, method))
    found = {}
    for row in contacts:
        others = {one for person in household[row["step_id"]] for one in told[person]}
        others = {one for one in others if one[0] != row["step_id"]}
        found[row["step_id"]] = rules.Repeats(
            len(others), sum(method == row["method"] for _, method in others)
        )
    return found


def household_of(viewer: Worker, contact: Contact, now: datetime) -> rules.Household:
    """How many more children live with those of one contact, and how often all of them were told of. Five queries."""
    today = clock.london(now).date()
    children = _children(viewer, [contact.pk], today)
    homes = _households(viewer, children, today)
    row = {"step_id": contact.pk, "method": contact.method}
    repeats = _repeats(viewer, [row], children, homes, now)
    return rules.Household(len(homes.get(contact.pk, ())), repeats[contact.pk])


def _told(viewer: Worker, contacts: Sequence[int]) -> dict[int, str]:
    """What we were told, by contact. One query."""
    rows = Answer.objects.seen_by(viewer).filter(step__in=contacts, question="told", child=None)
    found = rows.values_list("step_id", "value")
    return {step: prose.plain(value) for step, value in found if isinstance(value, str)}


def _obstacles(viewer: Worker, contacts: Sequence[Mapping[str, Any]]) -> dict[int, str | None]:
    """Why the viewer may not decide each contact, or None. Two queries, and one for each team."""
    numbers = [row["step_id"] for row in contacts]
    sent = SignOff.objects.seen_by(viewer).filter(step__in=numbers, decided_at=None)
    writers = dict(sent.values_list("step_id", "submitted_by_id"))
    role, places = practice.current().steps[KIND].sign_off.by, places_of(viewer)
    lines = {team: line_of(team) for team in {row["step__team_id"] for row in contacts}}
    return {
        row["step_id"]: obstacle_to_deciding(
            by=viewer.pk,
            role=role,
            writers=[pk for pk in (writers.get(row["step_id"]), row["step__worker_id"]) if pk],
            line=lines[row["step__team_id"]],
            places=places,
        )
        for row in contacts
    }


def outcomes() -> list[tuple[str, str]]:
    """(code, words) of the outcomes that may be given to many contacts at once. No query."""
    held = practice.current()
    kind, words = held.steps[KIND], held.lists["contact_outcome"].label
    return [(code, words(code)) for code in rules.outcomes_together(kind.next, kind.effects)]


def levels(on: date) -> list[tuple[str, str]]:
    """(code, words) of the levels of a day's threshold guide, where the practice asks for one. No query."""
    guide = guides.guide_on(on)
    if guide is None or not guide.asks_level:
        return []
    return [(one.code, f"{one.code} {one.title}") for one in reversed(guide.levels)]


def places_of_children(viewer: Worker, number: int) -> list[int]:
    """The lines of a contact on which a child is recognised. One query."""
    lines = ContactChild.objects.seen_by(viewer).filter(contact=number, person__isnull=False)
    return list(lines.order_by("position").values_list("position", flat=True))
