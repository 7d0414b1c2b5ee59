"""The pack of a deep dive, the meetings about a place, and what was agreed at them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from kith.access import practice
from kith.access.models import Membership, Worker, holding
from kith.access.teams import reached
from kith.core.reading_words import long_day, short_day
from kith.database import session
from kith.performance import lists
from kith.performance import rules as figure_rules
from kith.performance.choices import Choices
from kith.performance.dashboard.queries import Card
from kith.performance.deep_dive import rules
from kith.performance.definition import Indicator
from kith.performance.figure import EVERYWHERE, Place
from kith.performance.indicators import INDICATORS
from kith.performance.models import DeepDive, DeepDiveAction
from kith.performance.packs import queries
from kith.performance.packs.content import IN_WORKBOOK, Pack, Part, Table
from kith.performance.packs.queries import Scope
from kith.performance.packs.registers import WATCHED, Register
from kith.performance.queries import Readings, groups_of
from kith.performance.tree import tree

USUAL_MEASURES = 6
LATE = {  # what is told with its reasons, and the step it is about
    "single_45wd": "single_assessment",
    "NI059": "initial_assessment",
    "NI060": "core_assessment",
    "single_out_of_timescale": "single_assessment",
    "ia_out_of_timescale": "initial_assessment",
    "ca_out_of_timescale": "core_assessment",
}


def reaches(worker: Worker, team: int | None, day: date) -> bool:
    """Whether a place (None: the whole service) is one the worker works in or above."""
    held = reached(worker, day)
    if team is not None:
        return team in {one.pk for one in held}
    return any(one.kind == "service" for one in held)


def able(dive: DeepDive) -> QuerySet[Worker]:
    """Who can be given something to do: whoever worked somewhere on the day of the meeting or does still, by name."""
    working = Membership.objects.filter(holding(dive.held_on) | Q(ended_on__isnull=True))
    return Worker.objects.filter(is_active=True, pk__in=working.values("worker")).order_by("name", "pk")


def of_place(place: Place) -> QuerySet[DeepDive]:
    """The meetings about a place, the newest first."""
    of_it = Q(team=place.id) if place.id else Q(team__isnull=True)
    return DeepDive.objects.filter(of_it).select_related("by", "team").order_by("-held_on")


def meetings(place: Place) -> list[DeepDive]:
    """The meetings about a place, the newest first, read once for a page."""
    found: list[DeepDive] = session.remembered(f"meetings about {place.id}", lambda: list(of_place(place)))
    return found


def before(place: Place, on: date) -> DeepDive | None:
    """The last meeting about a place before a day."""
    return next((one for one in meetings(place) if one.held_on < on), None)


def agreed(dive: DeepDive) -> list[DeepDiveAction]:
    """What was agreed at a meeting, in the order in which it is due."""
    rows = DeepDiveAction.objects.filter(dive=dive).select_related(
        "owner", "dive", "carried_from__dive", "carried_to__dive"
    )
    return list(rows.order_by("due_on", "pk"))


def measures(cards: Sequence[Card], codes: Sequence[str]) -> list[Card]:
    """The chosen measures; when none is chosen, those with a target or a real change, at most six."""
    if codes:
        return [one for one in cards if one.indicator.code in codes]
    telling = [one for one in cards if one.held.target or one.real.startswith("real change")]
    return (telling or list(cards))[:USUAL_MEASURES]


def registers(on: date) -> list[Register]:
    """The lists of a deep dive: those of assessments only where the practice of the day knows such assessments."""
    known = practice.on(on).steps
    return [one for one in WATCHED if not one.step or one.step in known]


def pack(scope: Scope, chosen: Choices, codes: Sequence[str] = (), most: int = IN_WORKBOOK) -> Pack:
    """The whole pack for a meeting about the place on the day."""
    cards = [
        one
        for one in queries.cards_of(queries.standing_alone(), chosen, scope.tree, scope.on)
        if one.has_cases
    ]
    told, last = measures(cards, codes), before(scope.place, scope.on)
    watched = registers(scope.on)
    found = queries.listed(scope, watched, most)
    parts = [
        *([last_time(last, scope.on)] if last else []),
        trends(told),
        *([_since(scope, chosen, told, watched, last)] if last else []),
        Part("Who is behind it", (), found.tables),
        *([why] if (why := queries.reasons(scope, _late(scope.on), chosen)) else []),
        queries.caseloads(scope),
    ]
    return Pack(
        kind="deep-dive",
        title=f"Deep dive: {scope.where}",
        council=practice.authority().service,
        on=scope.on,
        lead=(f"As it stood on {long_day(scope.on)}.", _told_of(last)),
        parts=parts,
        foot=f"Deep dive, as it stood on {long_day(scope.on)}",
        people=found.people,
    )


def _told_of(last: DeepDive | None) -> str:
    if last is None:
        return "This is the first deep dive of this place on record."
    return f"The last deep dive of this place was on {long_day(last.held_on)}."


def _late(on: date) -> list[Indicator]:
    known = practice.on(on).steps
    return [INDICATORS[code] for code, step in LATE.items() if step in known and code in INDICATORS]


def trends(cards: Sequence[Card]) -> Part:
    """The chosen measures: figures, months, and what the months say."""
    words = [f"{one.indicator.short}: {one.latest.words} ({one.latest.counts}); {one.real}." for one in cards]
    return Part("Trends", words, (queries.figures(cards), queries.months(cards)), queries.drawings(cards))


def last_time(dive: DeepDive, on: date) -> Part:
    """What was agreed at the last meeting and what became of it."""
    rows = [
        [
            one.what,
            one.owner.name,
            one.due_on,
            rules.standing(one.became, one.due_on, on)[1],
            one.done_on,
            one.outcome,
        ]
        for one in agreed(dive)
    ]
    heads = ("What", "Who", "By when", "What became of it", "Done on", "In words")
    words = () if rows else ("Nothing was agreed.",)
    table = Table(f"Agreed on {short_day(dive.held_on)}", heads, rows, sheet="Agreed last time")
    return Part("What was agreed last time", words, (table,) if rows else ())


@dataclass(frozen=True, slots=True)
class Moved:
    """How a list changed between two days: how many then and now, and how many joined and left."""

    then: int
    now: int
    joined: int
    left: int


def _since(
    scope: Scope, chosen: Choices, cards: Sequence[Card], watched: Sequence[Register], last: DeepDive
) -> Part:
    """The figures and lists beside those of the last meeting, each as known on its own day."""
    asked = [
        (one.indicator, figure_rules.period_for(one.indicator, chosen.period, last.held_on)) for one in cards
    ]
    groups = groups_of([scope.place], scope.tree)
    then = Readings(asked, on=last.held_on, as_at=last.held_on, groups=groups)
    figures = [
        [one.indicator.short, then.figure(*wanted, scope.place).words, one.latest.words, one.real]
        for one, wanted in zip(cards, asked, strict=True)
    ]
    rows = [
        [register.title, moved.then, moved.now, moved.joined, moved.left]
        for register, moved in zip(watched, _moved(scope, watched, last.held_on), strict=True)
    ]
    day = short_day(last.held_on)
    return Part(
        "What changed since the last meeting",
        (),
        (
            Table("Figures then and now", ("Measure", day, short_day(scope.on), "Real change"), figures),
            Table("Lists then and now", ("List", day, short_day(scope.on), "Joined", "Left"), rows),
        ),
    )


def _moved(scope: Scope, watched: Sequence[Register], then: date) -> list[Moved]:
    """How each list changed between a day and the day of the pack. One query."""
    asked = [queries.behind(scope, one, day) for day in (then, scope.on) for one in watched]
    found = lists.row_ids(asked, which="counted")
    pairs = zip(found[: len(watched)], found[len(watched) :], strict=True)
    return [
        Moved(len(was), len(now), len(set(now) - set(was)), len(set(was) - set(now))) for was, now in pairs
    ]


def place_of(dive: DeepDive) -> Place:
    """The place a meeting was about."""
    return tree().places[dive.team_id] if dive.team_id else EVERYWHERE
