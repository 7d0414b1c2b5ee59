"""What the threshold panel shows: lines offered for the words typed, what is ticked, and by whom."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from kith.access import practice
from kith.access.models import Worker
from kith.frontdoor.models import Contact, Threshold, ThresholdTick
from kith.frontdoor.thresholds import rules
from kith.frontdoor.thresholds.rules import Choice
from kith.practice import ChecklistItem, Guide, GuideLine
from kith.practice.threshold_words import Match, matches
from kith.work.models import Answer

TOLD = "told"  # the question whose words are looked through
RECOMMENDED, DECIDED = "recommended", "decided"


def guide_on(day: date) -> Guide | None:
    """The guide of a day, None where the practice of that day has none. No query."""
    held = practice.on(day).thresholds
    return held.on(day) if held else None


@dataclass(frozen=True, slots=True)
class Chosen:
    """What somebody chose with a recommendation or a decision, in the words of the guide as it was."""

    stage: str
    guide: Guide
    choice: Choice
    found_in: dict[tuple[str, str], str]
    by: str
    at: datetime

    @property
    def level_words(self) -> str:
        """The level as the guide named it; none for none."""
        return self.guide.level_words(self.choice.level) if self.choice.level else ""

    @property
    def lines(self) -> list[tuple[GuideLine, str]]:
        """The lines ticked, in the guide's order, each with the words it was found in."""
        ticked = self.choice.codes("line")
        return [(one, self.found_in[("line", one.code)]) for one in self.guide.lines if one.code in ticked]

    @property
    def items(self) -> list[tuple[ChecklistItem, str]]:
        """The items of the checklist ticked, each with the words it was found in."""
        ticked = self.choice.codes("item")
        return [(one, self.found_in[("item", one.code)]) for one in self.guide.items if one.code in ticked]


def chosen(viewer: Worker, contact: Contact) -> dict[str, Chosen]:
    """What was chosen for all children of a contact so far, by stage. One query, two where something was."""
    return {stage: one for (stage, place), one in chosen_in_all(viewer, contact).items() if place is None}


def chosen_in_all(viewer: Worker, contact: Contact) -> dict[tuple[str, int | None], Chosen]:
    """What was chosen so far by stage and line; for the line None, for all. One query, two where something was."""
    rows = Threshold.objects.seen_by(viewer).filter(contact=contact).select_related("guide", "by", "line")
    held = {row.pk: row for row in rows}
    ticked: dict[int, dict[tuple[str, str], str]] = {pk: {} for pk in held}
    if held:
        found = ThresholdTick.objects.seen_by(viewer).filter(threshold__in=list(held))
        for threshold, kind, code, words in found.values_list("threshold_id", "kind", "code", "found_in"):
            ticked[threshold][(kind, code)] = words
    return {
        (row.stage, row.line.position if row.line else None): Chosen(
            row.stage,
            Guide.from_content(row.guide.content),
            Choice(row.level, frozenset(ticked[pk])),
            ticked[pk],
            row.by.name,
            row.at,
        )
        for pk, row in held.items()
    }


def guide_of(contact: Contact, held: dict[str, Chosen]) -> Guide | None:
    """The guide a contact is held against: the one it was begun with, else that of the day it came in."""
    first = held.get(RECOMMENDED) or held.get(DECIDED)
    return first.guide if first else guide_on(contact.received_on)


def told(viewer: Worker, contact: Contact) -> str:
    """What was written of what the caller said. One query."""
    rows = Answer.objects.seen_by(viewer).filter(step=contact.pk, question=TOLD, child=None)
    return str(rows.values_list("value", flat=True).first() or "")


def level_missing(viewer: Worker, contact: Contact) -> list[tuple[str | None, str]]:
    """What the pack asks of the writer before a contact is sent, and nobody chose."""
    held = chosen(viewer, contact)
    before = held.get(RECOMMENDED)
    return rules.missing(before.choice.level if before else "", guide_of(contact, held))


def obstacle_to_choice(
    viewer: Worker,
    contact: Contact,
    choice: Choice,
    own: Mapping[int, rules.Own] = {},
    places: Collection[int] = (),
) -> list[tuple[str | None, str]]:
    """Why a manager's choice cannot be kept: a level that the pack asks for, what the guide does not have.

    ``own`` is what was chosen for children who differ, by line; ``places`` are all lines: where each has a level of
    its own, none is asked for all.
    """
    held = chosen(viewer, contact)
    guide = guide_of(contact, held)
    carried = held[RECOMMENDED].choice.ticks if RECOMMENDED in held else frozenset()
    all_differ = bool(places) and all(place in own and own[place].differs for place in places)
    found = [] if all_differ else rules.missing(choice.level, guide)
    found += rules.problems(choice, guide) if guide else []
    for place, one in own.items():
        found += rules.problems_of_own(place, one, carried, guide)
    return found


@dataclass(frozen=True, slots=True)
class Row:
    """One line or item as it is offered: where it was found, and whether somebody ticked it."""

    code: str
    words: str
    level: str = ""
    level_words: str = ""
    theme: str = ""
    found_in: str = ""
    denied: bool = False
    ticked: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    """The threshold aid: lines that fit what was typed or are ticked, the others, the checklist."""

    guide: Guide
    choice: Choice
    lines: Sequence[Row] = ()
    others: Sequence[Row] = ()
    items: Sequence[Row] = ()
    found: Sequence[Row] = ()
    searched: str = ""

    @property
    def levels(self) -> list[tuple[str, str]]:
        """(code, words) of every level, with what usually follows."""
        return [(one.code, f"{one.code} {one.title} – {one.follows}") for one in reversed(self.guide.levels)]


def panel(guide: Guide | None, choice: Choice, text: str, searched: str = "") -> Panel | None:
    """The aid for a text; None where there is no guide. No query."""
    if guide is None:
        return None
    offered = {match.line.code: match for match in matches(text, guide.lines)}
    ticked = choice.codes("line")
    rank = {level.code: place for place, level in enumerate(guide.levels)}
    rows = [_row(guide, line, offered.get(line.code), ticked) for line in guide.lines]
    rows.sort(key=lambda row: (row.denied and not row.ticked, -rank.get(row.level, 0)))
    shown = [row for row in rows if row.code in offered or row.ticked]
    others = [row for row in rows if row.code not in offered and not row.ticked]
    meant = {line.code for line in guide.lines if searched and rules.is_meant(guide, line, searched)}
    return Panel(
        guide=guide,
        choice=choice,
        lines=shown,
        others=[row for row in others if row.code not in meant],
        items=_items(guide, choice, text),
        found=[row for row in others if row.code in meant],
        searched=searched,
    )


def _row(guide: Guide, line: GuideLine, match: Match[GuideLine] | None, ticked: Iterable[str]) -> Row:
    return Row(
        code=line.code,
        words=line.words,
        level=line.level,
        level_words=guide.level_words(line.level),
        theme=line.theme,
        found_in=match.quoted if match else "",
        denied=bool(match and match.denied),
        ticked=line.code in ticked,
    )


def _items(guide: Guide, choice: Choice, text: str) -> list[Row]:
    found = {match.line.code: match for match in matches(text, guide.items)}
    ticked = choice.codes("item")
    return [
        Row(
            code=item.code,
            words=item.words,
            theme=item.theme,
            found_in=found[item.code].quoted if item.code in found else "",
            denied=item.code in found and found[item.code].denied,
            ticked=item.code in ticked,
        )
        for item in guide.items
    ]


def found_words(guide: Guide, choice: Choice, text: str) -> dict[tuple[str, str], str]:
    """For every tick the words it was found in, quoted; none where it was not found. No query."""
    lines = {("line", match.line.code): match.quoted for match in matches(text, guide.lines)}
    items = {("item", match.line.code): match.quoted for match in matches(text, guide.items)}
    return {tick: (lines | items).get(tick, "") for tick in choice.ticks}
