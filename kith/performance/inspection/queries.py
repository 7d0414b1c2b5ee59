"""The inspection pack of a place as it was known on a day: lists, figures, targets, standards, caseloads, audits."""

from collections.abc import Mapping

from kith.access import practice
from kith.core.reading_words import long_day
from kith.performance.choices import Choices
from kith.performance.packs import queries
from kith.performance.packs.content import IN_WORKBOOK, Pack, Part, Table
from kith.performance.packs.queries import Scope
from kith.performance.packs.registers import ANNEX_A, AUDITED, NOT_THERE

KNOWN_THEN = (
    "Everything is as it was known at the end of that day: what was recorded later is not in it. "
    "Name, sex, ethnicity and birth are as they are on record now."
)


def pack(scope: Scope, chosen: Choices, most: int = IN_WORKBOOK) -> Pack:
    """The whole pack; no list in it has more than `most` rows."""
    found = queries.listed(scope, (*ANNEX_A, AUDITED), most)
    *registers, audited = found.tables
    if not scope.may_name:
        audited = queries.without_children(scope, AUDITED, most)
    parts = [_contents(found.counts), *_performance(scope, chosen), queries.caseloads(scope)]
    if scope.may_name:
        parts.append(queries.staff(scope))
    parts += [Part("Case audits", (), (audited,)), Part("Lists", (), tuple(registers))]
    return Pack(
        kind="inspection-pack",
        title=f"Inspection pack: {scope.where}",
        council=practice.authority().service,
        on=scope.on,
        lead=(f"As it stood on {long_day(scope.on)}.", KNOWN_THEN),
        parts=parts,
        foot=f"Inspection pack as it stood on {long_day(scope.on)}",
        people=found.people,
    )


def summary(scope: Scope) -> Part:
    """How long each list of the pack is, without its rows."""
    return _contents(queries.counts(scope, (*ANNEX_A, AUDITED)))


def _contents(counts: Mapping[str, int]) -> Part:
    rows = [[one.title, counts[one.code], one.indicator.words] for one in (*ANNEX_A, AUDITED)]
    rows += [[title, None, why] for title, why in NOT_THERE]
    return Part(
        "What is in it",
        (),
        (Table("Lists and how long they are", ("List", "Rows", "What is in it"), rows),),
    )


def _performance(scope: Scope, chosen: Choices) -> list[Part]:
    """The figures of that day and what they were held against."""
    cards = queries.cards_of(queries.standing_alone(), chosen, scope.tree, scope.on)
    alive = [one for one in cards if one.has_cases]
    return [
        Part("Performance", (), (queries.figures(alive), queries.months(alive))),
        Part("Targets and standards", (), (queries.targets(scope, alive), queries.standards(scope))),
    ]
