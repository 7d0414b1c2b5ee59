"""What a decision on a contact needs to know of each child: what is open, what came before."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import F

from kith.access import practice
from kith.access.guarded import EVERY_ROW
from kith.access.models import Team, Worker
from kith.core import clock
from kith.core.calendar import WorkingCalendar
from kith.database.working_day import working_calendar
from kith.frontdoor.deciding import rules
from kith.frontdoor.models import Contact, ContactChild, Referral
from kith.frontdoor.rules import Before, Standing, course, re_referral, referral_day
from kith.people.queries import Cell, people_cells
from kith.practice import Form, StepKind, due
from kith.work.answers import boxes
from kith.work.models import Allocation, Answer, Involvement, SignOff, Step
from kith.work.naming import queries as naming
from kith.work.opening.queries import referred_on
from kith.work.opening.rules import clock_starts, next_clock
from kith.work.steps.queries import kind_of, line_of, places_of
from kith.work.steps.rules import obstacle_to_deciding


def standings(people: Collection[int], received_on: date) -> dict[int, Standing]:
    """How things stand for each child on the day a contact came in. Three queries, however many children."""
    cases = Involvement.objects.unguarded(EVERY_ROW).filter(person__in=people)
    ended: dict[int, date] = {}
    opened: set[int] = set()
    for person, ended_on in cases.values_list("person_id", "ended_on"):
        if ended_on is None:
            opened.add(person)
        else:
            ended[person] = max(ended_on, ended.get(person, ended_on))
    counts_from = {person: referral_day(received_on, ended.get(person)) for person in people}
    same = [one for one in _referrals(people) if one[1] in (received_on, counts_from[one[0]])]
    referred, free = {person for person, *_ in same}, {person for person, _, case in same if case is None}
    counted = {person for person, on, _ in same if on == counts_from[person]}
    return {
        person: Standing(
            has_open_involvement=person in opened,
            referred_same_day=person in referred,
            used_up=person in referred - free,
            counted_already=person in counted,
            last_ended_on=ended.get(person),
        )
        for person in people
    }


def _referrals(people: Collection[int]) -> list[tuple[int, date, int | None]]:
    """(person, day, involvement) of every referral of these children."""
    rows = Referral.objects.unguarded(EVERY_ROW).filter(person__in=people)
    return list(rows.values_list("person_id", "received_on", "involvement_id"))


def earlier(viewer: Worker, people: Collection[int]) -> dict[int, list[Before]]:
    """The earlier referrals of each child, each with how its case ended and who held it then. Two queries."""
    rows = Referral.objects.seen_by(viewer).filter(person__in=people).select_related("team")
    held = rows.values_list(
        "person_id",
        "received_on",
        "involvement_id",
        "involvement__ended_on",
        "involvement__end_reason",
        "team__name",
    )
    found = list(held)
    workers = last_holders(viewer, [case for _, _, case, *_ in found if case])
    before: dict[int, list[Before]] = {person: [] for person in people}
    for person, on, case, closed_on, reason, team in found:
        worker, last_team = workers.get(case, ("", team))
        before[person].append(Before(on, closed_on, reason_words(reason), worker, last_team))
    return before


def last_holders(viewer: Worker, cases: Collection[int]) -> dict[int, tuple[str, str]]:
    """(worker, team) who held each of these involvements last."""
    rows = Allocation.objects.seen_by(viewer).filter(involvement__in=cases).order_by("started_on", "pk")
    names = rows.values_list("involvement_id", F("worker__name"), "team__name")
    return {case: (worker or "", team) for case, worker, team in names}


def reason_words(code: str) -> str:
    """Why a case was closed, in words."""
    return practice.current().lists["closure_reason"].label(code) if code else ""


@dataclass(frozen=True, slots=True)
class Child:
    """One child as the decision page shows it."""

    position: int
    person_id: int
    name: str
    small: str
    told: str
    recommended: str
    outcome: str
    why: str
    standing: Standing
    again: Before | None
    held_by: str = ""

    @property
    def first(self) -> str:
        """What the child is called in a list of choices."""
        return self.name.split(",")[0]


def children(viewer: Worker, contact: Contact) -> list[Child]:
    """The children of a contact with what stands and what came before. Seven queries, however many."""
    rows = (
        ContactChild.objects.seen_by(viewer)
        .filter(contact=contact, person__isnull=False)
        .order_by("position")
    )
    lines = list(rows)
    ids = [line.person_id for line in lines if line.person_id]
    today = clock.today()
    cells = people_cells(viewer, ids, today)
    stand, before = standings(ids, contact.received_on), earlier(viewer, ids)
    return [
        _child(line, cells[line.person_id], contact, stand[line.person_id], before[line.person_id])
        for line in lines
        if line.person_id in cells
    ]


def _child(
    line: ContactChild, cell: Cell, contact: Contact, standing: Standing, before: list[Before]
) -> Child:
    day = referral_day(contact.received_on, standing.last_ended_on)
    return Child(
        position=line.position,
        person_id=cell.person_id,
        name=", ".join(part for part in (cell.name, cell.age) if part),
        small=f"{cell.sex or 'sex not known'} · born {cell.born}",
        told=", ".join(part for part in (line.name_told, line.born_told) if part),
        recommended=line.recommended or contact.recommended,
        outcome=line.outcome,
        why=line.outcome_words,
        standing=standing,
        again=re_referral(before, day),
        held_by=max(before, key=lambda one: one.received_on).team if before else "",
    )


def outcome_words(contact: Contact) -> dict[str, str]:
    """Every outcome of a contact in words, by code. No query."""
    return {code: label("contact_outcome", code) for code in kind_of(contact.step).next}


def outcome_choices(contact: Contact, found: list[Child]) -> list[tuple[str, str, str]]:
    """(code, words, what follows by itself) of every outcome, the recommended one marked in words."""
    kind, words_of = kind_of(contact.step), practice.current().lists["contact_outcome"].label
    recommended = {child.recommended for child in found}
    calendar = working_calendar()
    offered = []
    for code in kind.next:
        words = words_of(code) + (" – recommended" if recommended == {code} else "")
        offered.append((code, words, _follows(contact, kind, code, found, calendar)))
    return offered


def _follows(
    contact: Contact, kind: StepKind, outcome: str, found: list[Child], calendar: WorkingCalendar
) -> str:
    today, held = clock.today(), practice.current().steps
    started = [held[code] for code in kind.started_by(outcome) if code in held]
    following = rules.Following(
        kind.effects.get(outcome, ""),
        [(one.title, _due_on(one, contact, found, today, calendar)) for one in started],
    )
    accepts = following.effect == "open_referral"
    ways = [course(accepts=accepts, standing=child.standing).way for child in found]
    already = [child.first for child in found if child.standing.has_open_involvement]
    return rules.follow_words(following, ways=ways, open_already=already)


def _due_on(
    kind: StepKind, contact: Contact, found: list[Child], today: date, calendar: WorkingCalendar
) -> date | None:
    """When work that starts today is due: a contact that only joins open work is no new referral for it."""
    held = [child.person_id for child in found if child.standing.has_open_involvement]
    days = [
        referred_on(kind, held) if held else None,
        contact.received_on if len(held) < len(found) else None,
    ]
    referred = min((day for day in days if day), default=None)
    clock_from_on = next_clock([(kind_of(contact.step), contact.received_on)], kind, referred_on=referred)
    told = due(kind, clock_starts(kind, started_on=today, clock_from_on=clock_from_on), calendar, today)
    return told.on if told else None


def teams() -> list[Team]:
    """The teams that take referrals: those that work today."""
    rows = Team.objects.filter(kind="team", ended_on=None).order_by("name")
    return list(rows)


def team(text: str) -> Team | None:
    """The team among those that take referrals whose id this is."""
    return next((one for one in teams() if str(one.pk) == text), None)


def referrals_made(viewer: Worker, contact: Contact) -> int:
    """How many referrals the contact led to. One query."""
    return Referral.objects.seen_by(viewer).filter(contact=contact).count()


def last_team(found: list[Child], known: list[Team]) -> str:
    """The team that last held these children, when it still works and is one: a fact to start from, no decision."""
    names = {child.held_by for child in found if child.held_by}
    teams = [team for team in known if team.name in names]
    return str(teams[0].pk) if len(teams) == 1 else ""


def waiting(viewer: Worker, contact: Contact) -> SignOff | None:
    """The latest time that the contact was sent. One query."""
    rows = SignOff.objects.seen_by(viewer).filter(step=contact.pk)
    return rows.select_related("submitted_by", "asked", "decided_by").order_by("-submitted_at", "-pk").first()


def obstacle(viewer: Worker, contact: Contact, sent: SignOff | None) -> str | None:
    """Why the viewer cannot decide this contact, or None."""
    if sent is None or contact.step.state != "submitted":
        return "This contact does not wait for a decision."
    return obstacle_to_deciding(
        by=viewer.pk,
        role=kind_of(contact.step).sign_off.by,
        writers=[pk for pk in (sent.submitted_by_id, contact.step.worker_id) if pk],
        line=line_of(contact.step.team_id),
        places=places_of(viewer),
    )


def followed(viewer: Worker, contact: Contact) -> list[Step]:
    """The pieces of work that the decision started. One query."""
    rows = Step.objects.seen_by(viewer).filter(came_from=contact.pk).select_related("worker", "team")
    return list(rows.order_by("pk"))


def said(viewer: Worker, contact: Contact) -> list[tuple[str, list[str]]]:
    """What was asked of the caller and what was written, question by question. One query."""
    form = Form.from_content(contact.step.form.content)
    rows = Answer.objects.seen_by(viewer).filter(step=contact.step, child=None)
    held = dict(rows.values_list("question", "value"))
    known = naming.known(viewer, boxes.named(form, held.items()), clock.today())
    return [
        (question.ask, lines)
        for question in form.questions
        if question.id not in ("outcome", "why")
        and (lines := boxes.retold(form, {}, question.id, held.get(question.id), known))
    ]


def label(name: str, code: str) -> str:
    """The words of a code in a list; none for none."""
    return practice.current().lists[name].label(code) if code else ""
