"""What the page of journeys shows: every chart with its sentence, and the address behind each of its numbers."""

from dataclasses import dataclass
from typing import Any

from kith.access import practice
from kith.core.period import Period
from kith.core.reading_words import short_day
from kith.performance.choices import Choices
from kith.performance.figure import Figure
from kith.performance.held import held
from kith.performance.indicators.frontdoor import contact_to_referral
from kith.performance.journeys import queries, rules
from kith.performance.journeys.asked import Pick
from kith.performance.journeys.queries import Step, Weeks
from kith.performance.journeys.rules import Journey, Verdict
from kith.performance.measure.queries import LATE_REASONS, labels
from kith.performance.tree import Tree
from kith.ui.charts.funnel import Point
from kith.ui.charts.spans import Span, tenths
from kith.ui.charts.waterfall import Move


@dataclass(frozen=True, slots=True)
class Teams:
    """Teams side by side: points, verdicts, who has no cases, and the team to look at with its reasons."""

    points: list[Point]
    verdicts: list[Verdict]
    without: list[str]
    sentence: str
    period: Period
    worst: Figure | None
    late: int
    reasons: list[tuple[str, queries.Why, str]]


def flow(chosen: Choices, picked: Pick) -> dict[str, Any]:
    """Where the contacts led."""
    found = queries.journey(chosen, queries.first_steps(practice.on(chosen.on)))
    places = {part.at for stage in found.stages for part in stage} | {band[2].at for band in found.bands}
    address = {at: picked.address(chosen, "journey_children", of="contacts", **dict(at)) for at in places}
    return {
        "journey": found,
        "flow_stages": rules.blocks(found, address),
        "flow_bands": rules.bands(found, address),
        "flow_sentence": rules.journey_sentence(found, _elsewhere(chosen)),
        "flow_rows": flow_rows(found),
        "flow_address": address,
    }


def _elsewhere(chosen: Choices) -> str:
    """How many contacts become a referral at the neighbours, or else in England, where either is held."""
    against = held([contact_to_referral], chosen.on, chosen.place)[contact_to_referral.code]
    for who, other in (("neighbours", against.neighbours), ("England", against.england)):
        if other:
            return rules.elsewhere(who, other.value, other.year)
    return ""


def flow_rows(found: Journey) -> list[rules.Part]:
    """Every place and band with its number, as a table has them: places of the last stage by where they came from."""
    places = [part for stage in found.stages for part in stage]
    return places + [band[2] for band in found.bands if len(band[2].at) > 1]


def step_spans(chosen: Choices, picked: Pick) -> tuple[list[Step], list[Span]]:
    """The steps of the practice of the day, and how long they took."""
    asked = queries.steps(practice.on(chosen.on), chosen.on)
    found = queries.lengths(asked, chosen)
    return asked, [
        _span(step, found[step.code], picked.address(chosen, "journey_children", of="step", step=step.code))
        for step in asked
    ]


def _span(step: Step, tally: Any, href: str) -> Span:
    cases = sum(tally.values())
    low, middle, high = tenths(tally) if cases else (0, 0, 0)
    over = sum(number for length, number in tally.items() if step.limit is not None and length > step.limit)
    return Span(step.words, cases, low, middle, high, step.limit, over, href)


def waterfall(chosen: Choices, picked: Pick) -> tuple[Weeks, list[Move]]:
    """The chosen backlog week by week, and its bars."""
    found = queries.backlog(picked.backlog, chosen)

    def address(move: str, week: int) -> str:
        return picked.address(chosen, "journey_children", of="backlog", move=move, week=str(week))

    moves = [
        Move(
            short_day(one.week.last_day, year=False),
            sum(one.joined.values()),
            sum(one.left.values()),
            address("joined", number),
            address("left", number),
        )
        for number, one in enumerate(found.moved, 1)
    ]
    return found, moves


def teams(chosen: Choices, picked: Pick, known: Tree, *, may_see: bool) -> Teams:
    """The chosen share for each team against the average of all of them."""
    found = queries.teams(picked.share, chosen, known)
    with_cases = [figure for figure in found if figure.whole]
    points = [
        Point(
            figure.place.name,
            figure.part,
            figure.whole or 0,
            picked.address(chosen, "journey_children", of="share", team=figure.place.code),
        )
        for figure in with_cases
    ]
    verdicts = rules.verdicts(points, picked.share.good) if points else []
    wrong = "low" if picked.share.good == "high" else "high"
    outermost = verdicts[0] if verdicts and verdicts[0].standing.endswith(wrong) else None
    worst = with_cases[points.index(outermost.point)] if outermost else None
    late = 0 if worst is None else (worst.part if wrong == "high" else (worst.whole or 0) - worst.part)
    return Teams(
        points,
        verdicts,
        [figure.place.name for figure in found if not figure.whole and figure.place.kind == "team"],
        rules.funnel_sentence(verdicts, picked.share.good),
        queries.period_of(picked.share, chosen),
        worst,
        late,
        [] if worst is None else _reasons(chosen, picked, worst, may_see=may_see),
    )


def _reasons(
    chosen: Choices, picked: Pick, worst: Figure, *, may_see: bool
) -> list[tuple[str, queries.Why, str]]:
    """Reasons in words with the address of their children; what workers wrote is for those who may see names."""
    names = labels(LATE_REASONS, chosen.on)
    side = "others" if picked.share.good == "high" else "counted"
    return [
        (
            names.get(why.code, why.code) or "No reason given",
            why if may_see else queries.Why(why.code, why.number, "", 0),
            picked.address(
                chosen,
                "journey_children",
                of="share",
                team=worst.place.code,
                side=side,
                why=why.code or "none",
            ),
        )
        for why in queries.reasons(picked.share, chosen, worst.place)
    ]
