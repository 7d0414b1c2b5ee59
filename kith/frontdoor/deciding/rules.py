"""What each possible decision sets going, told before anybody decides."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kith.core import reading_words


@dataclass(frozen=True, slots=True)
class Following:
    """What an outcome does: its effect's name, and the steps it starts with the days they are due."""

    effect: str
    steps: Sequence[tuple[str, date | None]] = ()


def follow_words(following: Following, *, ways: Sequence[str], open_already: Sequence[str]) -> str:
    """One sentence on what an outcome does for these children.

    ``ways`` is each child's way (see ``rules.course``), ``open_already`` the names of those with open work.
    """
    if following.effect == "join_open_involvement":
        return "The contact goes to whoever holds the children; no referral."
    if following.effect not in ("open_referral", "no_further_action"):
        return "No referral and no case; the contact stays on record."
    accepts = following.effect == "open_referral"
    parts = [_counted(ways, accepts), *_steps(following.steps if accepts else ())]
    if open_already:
        verb = "is" if len(open_already) == 1 else "are"
        parts.append(
            f"{reading_words.listing(list(open_already))} {verb} open already: new information for them"
        )
    return f"{'; '.join(part for part in parts if part)}."


def _counted(ways: Sequence[str], accepts: bool) -> str:
    new = sum(way in ("referral", "accepted") for way in ways) if accepts else ways.count("nfa")
    if not new:
        return "No new referral"
    referrals = reading_words.count(new, "referral")
    return (
        f"{referrals}, {reading_words.count(new, 'case')} in the team you choose"
        if accepts
        else f"{referrals}, no case"
    )


def _steps(steps: Sequence[tuple[str, date | None]]) -> list[str]:
    return [
        f"{title} starts" + (f", due {reading_words.day(due_on)}" if due_on else "")
        for title, due_on in steps
    ]


def chosen_outcomes(positions: Sequence[int], shared: str, own: Sequence[str]) -> dict[int, str]:
    """The outcome of each line: its own where one was chosen, otherwise the one for all."""
    return {place: different or shared for place, different in zip(positions, own, strict=True)}
