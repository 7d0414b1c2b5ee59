"""Whether a visit or note can be kept as told: when it was, who was seen, and why not if not."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from kith.core import clock, reading_words
from kith.work import typed

SEEN = (("alone", "Alone"), ("seen", "With others"), ("not_seen", "Not seen"))
CLOCKS_DIFFER = timedelta(minutes=5)
EARLIEST_YEAR = 1990
LONGEST_WORDS = 200_000
LONGEST_REASON = 200
LONGEST_PLACE = 120
WRITTEN_ELSEWHERE = ("decision", "supervision")  # kinds of note that come with a decision or a supervision
Problem = tuple[str, str]


@dataclass(frozen=True, slots=True)
class ChildSeen:
    """How one child was on a visit: ``alone``, ``seen`` with others, or ``not_seen`` with the reason."""

    person: int
    seen: str
    reason: str = ""
    words: str = ""


def moment(day_text: str, time_text: str) -> tuple[datetime | None, list[Problem]]:
    """The moment that was typed, in London, and what cannot be read of it."""
    on, at = typed.day(day_text), typed.time_of_day(time_text)
    problems = []
    if on is None:
        problems.append(("on", f"“{day_text[:40]}” cannot be read as a day. Write it like 21/4/2026."))
    if at is None:
        problems.append(("at", f"“{time_text[:40]}” cannot be read as a time. Write it like 16:05."))
    if on is None or at is None:
        return None, problems
    return datetime.combine(on, at, tzinfo=clock.LONDON), []


def problems_with_moment(at: datetime, now: datetime, births: Mapping[str, date | None]) -> list[Problem]:
    """Why something cannot have happened then; ``births`` maps first names to birth dates of those born."""
    if at > now + CLOCKS_DIFFER:
        return [("on", "That is still to come. Record it when it has happened.")]
    on = clock.london(at).date()
    if on.year < EARLIEST_YEAR:
        return [("on", f"That is before {EARLIEST_YEAR}. Check the year.")]
    unborn = [name for name, born in births.items() if born and on < born]
    return [("on", f"{reading_words.listing(unborn)} was not born then. Check the day.")] if unborn else []


def problems_with_visit(
    *,
    kind: str,
    kinds: Collection[str],
    place: str,
    words: str,
    children: Sequence[ChildSeen],
    names: Mapping[int, str],
) -> list[Problem]:
    """Everything else that stops a visit from being kept. ``names`` are the children who may be visited."""
    problems = _problems_with_kind(kind, kinds) + _problems_with_words(words)
    if len(place) > LONGEST_PLACE:
        problems.append(("place", f"Say where in at most {LONGEST_PLACE} letters."))
    if not children:
        problems.append(("children", "Say of at least one child whether you saw them."))
    return problems + [problem for child in children for problem in _problems_with_child(child, names)]


def _problems_with_child(child: ChildSeen, names: Mapping[int, str]) -> list[Problem]:
    name = names.get(child.person)
    if name is None:
        return [("children", "One of these children is not known.")]
    problems = []
    if child.seen not in dict(SEEN):
        problems.append((f"seen.{child.person}", f"{name}: choose alone, with others or not seen."))
    if child.seen == "not_seen" and not child.reason.strip():
        problems.append((f"reason.{child.person}", f"{name}: say why not seen, and when you will."))
    if len(child.reason) > LONGEST_REASON:
        problems.append((f"reason.{child.person}", f"{name}: say why in at most {LONGEST_REASON} letters."))
    if len(child.words) > LONGEST_WORDS:
        problems.append((f"words.{child.person}", f"{name}: that is longer than one record holds."))
    return problems


def are_together(children: Collection[int], families: Mapping[int, Collection[int]]) -> bool:
    """Whether one page offers all these children for one visit: of one person, and of the families of that person.

    ``families`` maps the children, and everybody in a family with one of them, to their families.
    """
    return any(
        all(child == person or set(of) & set(families.get(child, ())) for child in children)
        for person, of in {**dict.fromkeys(children, ()), **families}.items()
    )


def problems_with_left_out(names: Mapping[int, str]) -> list[Problem]:
    """Words about a child of whom nobody said whether they were seen are never dropped in silence."""
    words = "you wrote something of this child alone. Say whether you saw them, or clear it"
    return [(f"seen.{child}", f"{name}: {words}.") for child, name in names.items()]


def problems_with_note(
    *, kind: str, kinds: Collection[str], words: str, children: Mapping[int, str], names: Mapping[int, str]
) -> list[Problem]:
    """Everything that stops a note from being kept; ``children`` maps each to what is told of it alone."""
    problems = _problems_with_kind(kind, kinds) + _problems_with_words(words)
    if not words.strip():
        problems.append(("words", "Write what is worth keeping."))
    if not children:
        problems.append(("children", "Choose at least one child."))
    elif any(child not in names for child in children):
        problems.append(("children", "One of these children is not known."))
    too_long = [person for person, own in children.items() if len(own) > LONGEST_WORDS]
    return problems + [
        (f"words.{person}", f"{names.get(person, 'A child')}: that is longer than one record holds.")
        for person in too_long
    ]


def _problems_with_kind(kind: str, kinds: Collection[str]) -> list[Problem]:
    if kind in kinds:
        return []
    return [
        ("kind", "Choose what kind it was." + (" The one you chose is not used on that day." if kind else ""))
    ]


def _problems_with_words(words: str) -> list[Problem]:
    if len(words) <= LONGEST_WORDS:
        return []
    return [
        (
            "words",
            f"That has {len(words):,} letters; one record holds {LONGEST_WORDS:,}. Attach the rest.",
        )
    ]
