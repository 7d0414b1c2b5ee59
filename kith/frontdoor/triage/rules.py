"""What may be decided together, what a page of decisions says, and what is missing in it."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from kith.core import reading_words

MOST = 50
LONGEST_REASON = 2000
REFERS = ("open_referral", "no_further_action")


@dataclass(frozen=True, slots=True)
class Choice:
    """The decision on one contact."""

    contact: int
    outcome: str
    reason: str
    level: str = ""


def outcomes_together(offered: Sequence[str], effects: Mapping[str, str]) -> list[str]:
    """The outcomes that may be given to many at once: those that make no referral.

    A referral needs a team and a look at the family; each is decided on its own page.
    """
    return [outcome for outcome in offered if effects.get(outcome) not in REFERS]


def choices(posted: Mapping[str, str], ticked: Sequence[int]) -> list[Choice]:
    """The decision on each contact that is ticked: its own outcome and reason, or those given for all."""
    return [
        Choice(
            number,
            posted.get(f"outcome.{number}") or posted.get("outcome", ""),
            _said(posted.get(f"reason.{number}", "")) or _said(posted.get("reason", "")),
            posted.get(f"level.{number}") or posted.get("level", ""),
        )
        for number in ticked
    ]


def _said(words: str) -> str:
    return words.replace("\x00", "").replace("\r\n", "\n").strip()


def problems(
    made: Sequence[Choice], allowed: Collection[str], levels: Collection[str] = ()
) -> list[tuple[str | None, str]]:
    """What is missing, with the field it is about. ``levels`` are asked for where the practice asks for one."""
    if not made:
        return [("contact", "Tick at least one contact.")]
    if len(made) > MOST:
        return [("contact", f"At most {MOST} contacts are decided together; {len(made)} are ticked.")]
    without = [one for one in made if one.outcome not in allowed]
    silent = [one for one in made if not one.reason]
    found: list[tuple[str | None, str]] = []
    if len(without) == len(made):
        found.append(("outcome", "Choose what happens."))
    else:
        found += [
            (f"outcome.{one.contact}", f"Contact {one.contact}: choose what happens.") for one in without
        ]
    if len(silent) == len(made):
        found.append(("reason", "Give the reason for your decision."))
    else:
        found += [(f"reason.{one.contact}", f"Contact {one.contact}: give the reason.") for one in silent]
    found += _without_a_level(made, levels)
    long = [one for one in made if len(one.reason) > LONGEST_REASON]
    found += [(f"reason.{one.contact}", f"Say it in at most {LONGEST_REASON} letters.") for one in long[:1]]
    return found


def _without_a_level(made: Sequence[Choice], levels: Collection[str]) -> list[tuple[str | None, str]]:
    without = [one for one in made if levels and one.level not in levels]
    if without and len(without) == len(made):
        return [("level", "Choose a level of the threshold guide.")]
    return [(f"level.{one.contact}", f"Contact {one.contact}: choose a level.") for one in without]


def words_without_a_place(
    posted: Mapping[str, str], gone: Sequence[int], *, is_empty: bool
) -> list[tuple[str, str]]:
    """(what they were for, words) of reasons whose boxes are no longer on the page, so that nothing typed is lost."""
    found = [(f"Reason, contact {number}", _said(posted.get(f"reason.{number}", ""))) for number in gone]
    shared = _said(posted.get("reason", ""))
    return [(what, words) for what, words in [*found, *([("Reason", shared)] if is_empty else [])] if words]


def told(made: Sequence[Choice], words_of: Mapping[str, str]) -> str:
    """What was decided, counted by outcome: "3 contacts decided: 2 Early help, 1 Information or advice given."."""
    counted = Counter(one.outcome for one in made)
    parts = ", ".join(f"{number} {words_of.get(code, code)}" for code, number in counted.most_common())
    return f"{reading_words.count(len(made), 'contact')} decided: {parts}."


@dataclass(frozen=True, slots=True)
class Repeats:
    """How often this household was told of before: contacts in twelve months, those that came the same way."""

    contacts: int = 0
    same_way: int = 0

    @property
    def mark(self) -> str:
        """Three or more in twelve months are worth a mark; it decides nothing."""
        return "soon" if self.contacts >= 3 else ""

    def words(self, way: str) -> str:
        """In words: "4 other contacts in 12 months, 3 by police notification"."""
        if not self.contacts:
            return "No other contact in 12 months"
        same = f", {self.same_way} by {way.lower()}" if self.same_way and way else ""
        return f"{reading_words.count(self.contacts, 'other contact')} in 12 months{same}"


@dataclass(frozen=True, slots=True)
class Household:
    """The children at home whom a contact does not name, and how often all children there were told of."""

    at_home: int
    repeats: Repeats
