"""How long open work has stood, by when it should end, whose it is, and what may be closed together."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from kith.core.calendar import WorkingCalendar
from kith.core.reading_words import count, short_day
from kith.practice import StepKind

NEVER, UNFINISHED, SENT = "never", "unfinished", "sent"
WORDS = {NEVER: "Never started", UNFINISHED: "Started, not finished", SENT: "Waits for sign-off"}
OLD_DAYS = 30
MOST_AT_ONCE = 200
CLOSABLE = ("not_started", "in_progress", "returned")
STATUTORY, LOCAL = "limit", "aim"


@dataclass(frozen=True, slots=True)
class End:
    """The day by which a piece of work should have ended, and where that day comes from."""

    on: date | None
    source: str = ""
    reason: str = ""


def end_of(
    kind: StepKind, *, due_on: date | None, due_reason: str, started_on: date, calendar: WorkingCalendar
) -> End:
    """By when it should end: its limit, or where there is none what the pack aims at for work begun that day."""
    if due_on is not None:
        return End(due_on, STATUTORY, due_reason)
    aim = next((aim for aim in kind.aims if aim.holds_on(started_on)), None)
    if aim is None:
        return End(None)
    days = count(aim.working_days, "working day")
    reason = f"aim: {days} from its start on {short_day(started_on)} ({aim.source})"
    return End(calendar.add(started_on, aim.working_days), LOCAL, reason)


def standing(state: str, *, has_words: bool) -> str:
    """Whether work was never begun, begun and not finished, or sent."""
    if state == "submitted":
        return SENT
    return NEVER if state == "not_started" and not has_words else UNFINISHED


@dataclass(frozen=True, slots=True)
class Piece:
    """One open piece of work: its owner's name, how it stands, its age in days."""

    owner: str
    stands: str
    age: int
    is_past: bool = False


@dataclass(frozen=True, slots=True)
class Tally:
    """Open work of one owner or of a whole team."""

    owner: str
    all: int
    never: int
    unfinished: int
    sent: int
    old: int
    past: int
    oldest: int

    @property
    def share(self) -> str:
        """'3 of 12, 25%': how much of it is older than thirty days."""
        return f"{self.old} of {self.all}, {self.old * 100 // self.all}%" if self.all else "none"


def tally(owner: str, pieces: Sequence[Piece]) -> Tally:
    """The counts of these pieces."""
    stands = [one.stands for one in pieces]
    return Tally(
        owner,
        len(pieces),
        stands.count(NEVER),
        stands.count(UNFINISHED),
        stands.count(SENT),
        sum(one.age > OLD_DAYS for one in pieces),
        sum(one.is_past for one in pieces),
        max((one.age for one in pieces), default=0),
    )


def by_owner(pieces: Iterable[Piece]) -> list[Tally]:
    """The counts of each owner, whoever has most old work first."""
    groups: dict[str, list[Piece]] = {}
    for one in pieces:
        groups.setdefault(one.owner, []).append(one)
    return sorted(
        (tally(owner, held) for owner, held in groups.items()),
        key=lambda one: (-one.old, -one.all, one.owner),
    )


def problems(chosen: Collection[int], reason: str, reasons: Collection[str]) -> list[tuple[str | None, str]]:
    """What is missing before several pieces are closed together."""
    found: list[tuple[str | None, str]] = []
    if not chosen:
        found.append(("step", "Tick at least one piece of work."))
    if len(chosen) > MOST_AT_ONCE:
        found.append(("step", f"Close at most {MOST_AT_ONCE} at once; you ticked {len(chosen)}."))
    if reason not in reasons:
        found.append(("reason", "Choose why they are closed."))
    return found


def obstacle_to_closing(found: Sequence[str], asked: int) -> str | None:
    """Why nothing is closed: some have been sent, ended, moved or hidden since the page was opened."""
    gone = asked - sum(state in CLOSABLE for state in found)
    if not gone:
        return None
    has = "has" if gone == 1 else "have"
    return f"{count(gone, 'piece')} {has} been sent or ended meanwhile. Nothing was closed. Look again."
