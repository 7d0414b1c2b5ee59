"""What invented workers tick in the threshold guide and invented managers decide, for the latest year.

Chosen by chances of their own, so that everything else of a demonstration comes out as it did: agencies differ a
little, managers mostly agree with their duty workers, and some decide without saying a level.
"""

from datetime import datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

from kith.core.clock import LONDON
from kith.frontdoor.models import KeptGuide, Threshold, ThresholdTick
from kith.practice import Guide
from kith.practice.threshold_words import matches

if TYPE_CHECKING:
    from kith.desk.demo.facts import Call, Facts, Held

SINCE = timedelta(days=400)
WITHOUT = 0.12  # of decisions, those without a level
DISAGREES = 0.18
MOST_TICKED = 3
USUAL = {
    "referral_strategy": "4", "referral_assessment": "3", "referral_nfa": "2", "early_help": "2", "join_open": "3",
    "advice": "1", "no_further_action": "1",
}  # fmt: skip
CAUTIOUS = frozenset({"6", "2A"})  # agencies whose contacts are seen a level higher more often


def weigh(
    facts: "Facts", step: int, call: "Call", outcome: str, held: "Held", decided_at: datetime | None
) -> None:
    """What was recommended and decided on one contact by the guide of the day it came in.

    ``outcome`` is what was decided, or recommended where that is not done; "" while it is being written.
    """
    day = call.received_at.astimezone(LONDON).date()
    practice = facts.practice_on(day)
    held_guide = practice.thresholds if day > facts.today - SINCE else None
    guide = held_guide.on(day) if held_guide else None
    if guide is None or outcome not in USUAL or held.worker is None:
        return
    chance = Random(f"{step} {call.told}")  # noqa: S311 - no secret
    level = _level(guide, outcome, call.source, chance)
    ticks = _ticks(guide, call.told, chance)
    at = facts.recorded(call.received_at + timedelta(minutes=30))
    _keep(facts, step, guide, "recommended", level, ticks, held.worker, at)
    if decided_at and chance.random() > WITHOUT:
        decided = _lower(guide, level) if chance.random() < DISAGREES else level
        _keep(facts, step, guide, "decided", decided, ticks[:2], held.manager, facts.recorded(decided_at))


def _level(guide: Guide, outcome: str, source: str, chance: Random) -> str:
    codes = [level.code for level in guide.levels]
    place = codes.index(USUAL[outcome])
    if source in CAUTIOUS and chance.random() < 0.2:
        place += 1
    return codes[min(place, len(codes) - 1)]


def _lower(guide: Guide, level: str) -> str:
    codes = [one.code for one in guide.levels]
    return codes[max(codes.index(level) - 1, 0)]


def _ticks(guide: Guide, told: str, chance: Random) -> list[tuple[str, str, str]]:
    """(kind, code, words found) of lines and items whose words were written, most of them ticked."""
    lines = [
        ("line", match.line.code, match.quoted) for match in matches(told, guide.lines) if not match.denied
    ]
    items = [
        ("item", match.line.code, match.quoted) for match in matches(told, guide.items) if not match.denied
    ]
    return [tick for tick in [*lines[:MOST_TICKED], *items[:MOST_TICKED]] if chance.random() < 0.8]


def _keep(
    facts: "Facts",
    step: int,
    guide: Guide,
    stage: str,
    level: str,
    ticks: list[tuple[str, str, str]],
    by: int,
    at: datetime,
) -> None:
    threshold = facts.rows.add(
        Threshold, contact_id=step, stage=stage, guide_id=_guide(facts, guide), level=level, by_id=by, at=at
    )
    for kind, code, words in ticks:
        facts.rows.add(
            ThresholdTick, threshold_id=threshold, contact_id=step, kind=kind, code=code, found_in=words
        )


def _guide(facts: "Facts", guide: Guide) -> str:
    """The guide's own row, made when it is first needed."""
    mark = guide.hash
    if mark not in facts.guides:
        facts.guides.add(mark)
        pack = facts.practice_on(facts.today).code
        facts.rows.add(KeptGuide, hash=mark, pack=pack, version=guide.version, content=guide.content())
    return mark
