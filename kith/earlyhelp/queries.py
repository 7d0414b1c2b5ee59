"""Early help to read: one team around children with everything in it, those of a child, those a worker belongs to."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q

from kith.access import practice
from kith.access.models import Worker
from kith.core import Refused
from kith.earlyhelp import rules
from kith.earlyhelp.models import AroundChild, Consent, EarlyHelp, Helper, HelpReview, Lead, TeamAround
from kith.people.models import Person
from kith.practice.thresholds import GuideLevel
from kith.work.models import Timescale
from kith.work.standings.queries import open_of
from kith.work.steps.queries import first_name

EVERY_ROW = "a rule needs every row, and shows none"
REVIEW = "early_help_review"


def outcomes(on: date, *, begun: bool) -> list[tuple[str, str]]:
    """How early help may end, to choose from."""
    offered = practice.current().lists["early_help_outcome"].choices(on)
    return [(code, words) for code, words in offered if rules.outcome_fits(code, begun=begun)]


def outcome_words(code: str) -> str:
    """How early help ended, in words."""
    return practice.current().lists["early_help_outcome"].label(code)


def ways(on: date) -> dict[str, str]:
    """How somebody may agree."""
    return dict(practice.current().lists["consent_way"].choices(on))


def agencies(on: date) -> dict[str, str]:
    """The kinds of agency that helpers come from."""
    return dict(practice.current().lists["partner_agency"].choices(on))


def levels(on: date) -> list[GuideLevel]:
    """The ladder of levels of need of the day, the least first; empty where the practice has no threshold guide."""
    held = practice.on(on).thresholds
    guide = held.on(on) if held else None
    return list(guide.levels) if guide else []


def locked(by: Worker, around: TeamAround) -> TeamAround:
    """The team around the children as it stands now, locked. Raises ``Refused`` where it is gone or has ended."""
    rows = TeamAround.objects.seen_by(by).select_for_update(of=("self",), no_key=True)
    row = rows.select_related("team", "assessment", "plan", "came_from").filter(pk=around.pk).first()
    if row is None:
        raise Refused("This early help is not there any more.")
    if not row.is_open:
        raise Refused(rules.ENDED)
    return row


def member_problems(told: rules.Member, today: date) -> list[rules.Problem]:
    """Everything that is wrong with somebody of the team, an account that is none included."""
    wrong = rules.member_problems(told, agencies(today))
    if told.worker and not Worker.objects.filter(pk=told.worker, is_active=True).exists():
        wrong.append(("account", "There is no such account. Leave it empty where there is none."))
    return wrong


def open_around(people: Collection[int]) -> dict[int, bool]:
    """Those of these children who have early help (True) or to whom it is offered (False)."""
    rows = AroundChild.objects.unguarded(EVERY_ROW).filter(person__in=people, around__ended_on=None)
    return {
        person: started is not None for person, started in rows.values_list("person_id", "around__started_on")
    }


def children_of(viewer: Worker, around: TeamAround) -> list[Person]:
    """The children whose team it is, the eldest first."""
    inside = AroundChild.objects.seen_by(viewer).filter(around=around)
    rows = Person.objects.seen_by(viewer).filter(pk__in=inside.values("person"))
    return list(rows.order_by("born_on", "pk"))


def counted_of(around: TeamAround) -> list[EarlyHelp]:
    """Each child's open time in early help with this team, for rules that need every one."""
    rows = EarlyHelp.objects.unguarded(EVERY_ROW).filter(around=around, standing__ended_on=None)
    return list(rows.select_related("standing").order_by("pk"))


def last_event_on(around: TeamAround) -> date | None:
    """The day of the last thing that happened in early help: a review, somebody joining, consent, a new lead."""
    days: list[date | None] = [around.started_on]
    for rows, column in (
        (HelpReview.objects.unguarded(EVERY_ROW), "on"),
        (Helper.objects.unguarded(EVERY_ROW), "started_on"),
        (Lead.objects.unguarded(EVERY_ROW), "started_on"),
        (Consent.objects.unguarded(EVERY_ROW), "given_on"),
    ):
        days += rows.filter(around=around).values_list(column, flat=True)
    return max((day for day in days if day), default=None)


def around_of(viewer: Worker, number: int) -> TeamAround | None:
    """A team around children the viewer may know of."""
    rows = TeamAround.objects.seen_by(viewer).filter(pk=number)
    return rows.select_related(
        "family", "team", "assessment", "plan", "came_from", "stepped_to", "opened_by"
    ).first()


@dataclass(frozen=True, slots=True)
class Whole:
    """A team around children with everything in it."""

    around: TeamAround
    children: list[Person]
    consents: list[Consent]
    helpers: list[Helper]
    leads: list[Lead]
    reviews: list[HelpReview]
    level: str
    due_on: date | None

    @property
    def team(self) -> list[Helper]:
        """Who belongs to it now."""
        return [one for one in self.helpers if one.ended_on is None]

    @property
    def lead(self) -> Lead | None:
        """The lead professional now, or the last one."""
        return next(iter(self.leads), None)


def whole(viewer: Worker, around: TeamAround) -> Whole:
    """A team around children with everything in it, the newest first. Eight queries."""
    of_it: dict[str, Any] = {"around": around}
    counted = EarlyHelp.objects.seen_by(viewer).filter(**of_it).values_list("level", "standing_id")
    told = list(counted)
    due = Timescale.objects.seen_by(viewer).filter(
        standing__in=[standing for _, standing in told], code=REVIEW, met_on=None, dropped_on=None
    )
    return Whole(
        around,
        children_of(viewer, around),
        list(
            Consent.objects.seen_by(viewer).filter(**of_it).select_related("by").order_by("-given_on", "-pk")
        ),
        list(Helper.objects.seen_by(viewer).filter(**of_it).order_by("ended_on", "started_on", "pk")),
        list(
            Lead.objects.seen_by(viewer)
            .filter(**of_it)
            .select_related("helper")
            .order_by("-started_on", "-pk")
        ),
        list(HelpReview.objects.seen_by(viewer).filter(**of_it).select_related("by").order_by("-on", "-pk")),
        max((level for level, _ in told), default=""),
        due.order_by("due_on").values_list("due_on", flat=True).first(),
    )


@dataclass(slots=True)
class Line:
    """One team around children in a list."""

    number: int
    children: list[tuple[int, str]]
    state: str
    lead: str
    due_on: date | None
    offered_on: date
    started_on: date | None
    ended_on: date | None
    source: str
    outcome: str
    level: str = ""
    people: list[int] = field(default_factory=list)


def mine(viewer: Worker, teams: Collection[int]) -> list[Line]:
    """Open early help: where the viewer belongs to the team around the children, and that of the viewer's teams."""
    helping = Helper.objects.seen_by(viewer).filter(worker=viewer, ended_on=None).values("around")
    rows = TeamAround.objects.seen_by(viewer).filter(ended_on=None)
    return _lines(viewer, rows.filter(Q(pk__in=helping) | Q(team__in=list(teams))))


def of_child(viewer: Worker, person: int) -> list[Line]:
    """Every early help of one child, the newest first."""
    inside = AroundChild.objects.seen_by(viewer).filter(person=person).values("around")
    return _lines(viewer, TeamAround.objects.seen_by(viewer).filter(pk__in=inside))


def _lines(viewer: Worker, rows: Any) -> list[Line]:
    """Lines of a list, in a fixed number of queries."""
    found = {
        row.pk: Line(
            row.pk, [], rules.state_words(row.started_on, row.ended_on, bool(row.stepped_to_id)), "", None,
            row.offered_on, row.started_on, row.ended_on, row.source, row.outcome,
        )
        for row in rows.order_by("-offered_on", "-pk")
    }  # fmt: skip
    inside = AroundChild.objects.seen_by(viewer).filter(around__in=found).select_related("person")
    for child in inside.order_by("person__born_on", "person_id"):
        found[child.around_id].children.append((child.person_id, first_name(child.person)))
        found[child.around_id].people.append(child.person_id)
    leads = Lead.objects.seen_by(viewer).filter(around__in=found).select_related("helper")
    for lead in leads.order_by("started_on", "pk"):
        found[lead.around_id].lead = f"{lead.helper.name}, {lead.helper.organisation}"
    _put_clocks(viewer, found)
    return [line for line in found.values() if line.children]


def _put_clocks(viewer: Worker, found: dict[int, Line]) -> None:
    counted = EarlyHelp.objects.seen_by(viewer).filter(around__in=found)
    of_standing = {
        standing: (around, level)
        for standing, around, level in counted.values_list("pk", "around_id", "level")
    }
    for around, level in of_standing.values():
        found[around].level = max(found[around].level, level)
    due = Timescale.objects.seen_by(viewer).filter(
        standing__in=of_standing, code=REVIEW, met_on=None, dropped_on=None
    )
    for standing, on in due.values_list("standing_id", "due_on"):
        line = found[of_standing[standing][0]]
        line.due_on = min(filter(None, [line.due_on, on]))


@dataclass(frozen=True, slots=True)
class Rung:
    """One level of the ladder, and which of these children stand on it."""

    level: GuideLevel
    names: list[str]


def ladder(viewer: Worker, people: Sequence[Person], on: date, said: str = "") -> list[Rung]:
    """The levels of need, the highest first, with who stands where: early help and statutory work on one ladder.

    ``said`` is the level that whoever gives early help has named last; what law asks of a child stands above it.
    """
    found = levels(on)
    codes = [level.code for level in found]
    held = open_of(viewer, [one.pk for one in people], on)
    standing: dict[str, list[str]] = {}
    for one in people:
        kinds = {row.kind for row in held.get(one.pk, [])}
        if (rung := rules.rung(kinds, codes, said)) is not None:
            standing.setdefault(rung, []).append(first_name(one))
    return [Rung(level, standing.get(level.code, [])) for level in reversed(found)]


def of_assessment(viewer: Worker, step: int) -> list[TeamAround]:
    """The open early help whose assessment a piece of work is."""
    rows = TeamAround.objects.seen_by(viewer).filter(assessment=step, ended_on=None)
    return list(rows.order_by("pk"))


def asked_by(contact: int) -> list[TeamAround]:
    """The open early help that asked for a social worker with this contact."""
    rows = TeamAround.objects.unguarded(EVERY_ROW).filter(stepped_to=contact, ended_on=None)
    return list(rows.order_by("pk"))
