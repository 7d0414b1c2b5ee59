"""Which clocks run on the way to adoption: what starts each, what it waits for, and what stands against a step.

Adoption statutory guidance 2013: papers for the panel within six weeks of the child's report, its recommendation within
two months of the review that made adoption the plan, the decision within seven working days of the recommendation (of a
match too), parents told within two working days and in writing within five.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from kith.core.reading_words import short_day

Problem = tuple[str | None, str]
ADOPTION = "adoption"  # of the list permanence_plan
# what happens on the way; all but the first three are codes of the list adoption_step
PLAN, DECISION, MATCH = "plan", "decision", "match"
REPORT, PAPERS, PANEL, MATCH_PANEL, TOLD, WRITTEN = (
    "report",
    "papers",
    "panel",
    "match_panel",
    "told",
    "written",
)
AFTER_DECISION = (TOLD, WRITTEN, MATCH_PANEL)
LONGEST_WORDS = 400


@dataclass(frozen=True, slots=True)
class Clock:
    """What starts a clock, the words for it, and what it waits for: any of these."""

    starts: str
    event: str
    waits_for: tuple[str, ...]


CLOCKS: dict[str, Clock] = {
    "adoption_papers": Clock(REPORT, "the child’s report", (PAPERS, PANEL)),
    "adoption_panel": Clock(PLAN, "the review that made adoption the plan", (PANEL, DECISION)),
    "adoption_decision": Clock(PANEL, "the panel", (DECISION,)),
    "adoption_told": Clock(DECISION, "the decision", (TOLD,)),
    "adoption_written": Clock(DECISION, "the decision", (WRITTEN,)),
    "adoption_match_decision": Clock(MATCH_PANEL, "the panel", (MATCH,)),
}
BEFORE_DECISION = ("adoption_papers", "adoption_panel", "adoption_decision")


def started_by(what: str) -> list[str]:
    """The clocks that something starts."""
    return [code for code, clock in CLOCKS.items() if clock.starts == what]


def met_by(what: str) -> list[str]:
    """The clocks that wait for something."""
    return [code for code, clock in CLOCKS.items() if what in clock.waits_for]


def came_already(code: str, since: date, known: Iterable[tuple[str, date]]) -> date | None:
    """When what a clock waits for came, where that is on record although the clock starts only now (written down late).

    ``known``: what happened, and when.
    """
    waits_for = CLOCKS[code].waits_for
    return min((on for what, on in known if what in waits_for and on >= since), default=None)


def problems_of_step(
    kind: str,
    on: date,
    today: date,
    care_from: date,
    decided_on: date | None,
    there: Collection[tuple[str, date]],
    listed: Collection[str],
) -> list[Problem]:
    """What stands against a step on a day. ``there``: those on record already; ``decided_on``: where it was decided."""
    found: list[Problem] = []
    if kind not in listed:
        found.append(("kind", "Choose what happened."))
    if on > today:
        found.append(("on", "That day is still to come."))
    elif on < care_from:
        found.append(("on", f"That is before care began, on {short_day(care_from)}."))
    elif (kind, on) in there:
        found.append(("on", "This is on record already."))
    elif kind in AFTER_DECISION:
        found += _after_decision(on, decided_on)
    return found


def _after_decision(on: date, decided_on: date | None) -> Sequence[Problem]:
    if decided_on is None:
        return [(None, "Record first the decision that the child should be placed for adoption.")]
    if on < decided_on:
        return [("on", f"That is before the decision of {short_day(decided_on)}.")]
    return []
