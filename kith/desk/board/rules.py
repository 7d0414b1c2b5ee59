"""How full everybody is, and who might take a family: a suggestion with its reason, for a person to accept or not."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from kith.access.presence.rules import Presence
from kith.core import reading_words
from kith.work.allocation.weighing import Reason

SOON = timedelta(days=7)
TEENAGE, BABY = 13, 2
NOT_IN_THE_FIRST_YEAR = frozenset({"enquiry", "section 47", "court"})


@dataclass(slots=True)
class Load:
    """A worker of the team with the weight of the children held and what can be carried.

    ``hidden`` are the ids of the people who are kept from the worker.
    """

    worker_id: int
    name: str
    job_title: str
    guideline: Decimal
    children: int = 0
    weight: Decimal = Decimal(0)
    late: int = 0
    co_works: int = 0
    presence: Presence = field(default_factory=Presence)
    first_year: bool = False
    reasons: tuple[Reason, ...] = ()
    today: date = date.min
    after: Decimal = Decimal(0)
    leaves_on: date | None = None
    hidden: frozenset[int] = frozenset()

    @property
    def room(self) -> Decimal:
        """How much weight is left under the guideline; negative when over it."""
        return self.guideline - self.weight

    @property
    def choice(self) -> tuple[str, str]:
        """Value and words for a list to choose from."""
        away = self.presence.away_on(self.today)
        told = f", {away.label.lower()}" if away else ""
        return str(self.worker_id), f"{self.name} ({self.weight:.1f} of {self.guideline:.1f}{told})"

    @property
    def is_over(self) -> bool:
        """Whether the guideline is exceeded."""
        return self.room < 0

    @property
    def there(self) -> str:
        """What is to be said of today or the coming week: on duty, on leave until when."""
        now = self.presence.now(self.today) or self.presence.soon_away(self.today, self.today + SOON)
        if now is None:
            return ""
        begins = reading_words.short_day(now.started_on, year=False)
        return now.words if now.is_on(self.today) or begins in now.words else f"{now.words}, from {begins}"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A family that needs a worker, with what speaks for one or another."""

    family_id: int
    weight: Decimal
    knew: frozenset[int] = frozenset()
    holds: frozenset[int] = frozenset()
    ages: tuple[int, ...] = ()
    languages: frozenset[tuple[str, str]] = frozenset()
    groups: frozenset[str] = frozenset()
    kept_from: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Transfers:
    """Offers that come to and go from a team, and for how many working days the oldest that comes has waited."""

    coming: int = 0
    going: int = 0
    longest: int = 0


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A worker for a family (None: nobody can take it), with the reason in words, and what speaks for another."""

    worker_id: int | None
    reason: str
    but: str = ""


def choices(typed: Mapping[str, str], ticked: Iterable[str]) -> dict[str, str]:
    """Ticked family -> the worker's id as it was sent: the one for all, or the one chosen for the family."""
    everyone = typed.get("everyone", "")
    return {family: everyone or typed.get(f"worker-{family}", "") for family in ticked}


def weigh_after(loads: Iterable[Load], families: Iterable[Wanted], chosen: Mapping[str, str]) -> None:
    """Add to each worker what the chosen families weigh."""
    by_worker = {str(load.worker_id): load for load in loads}
    for family in families:
        if load := by_worker.get(chosen.get(str(family.family_id), "")):
            load.after += family.weight


def widest(loads: Iterable[Load], families: Iterable[Wanted]) -> Decimal:
    """The longest bar there can be, whoever is given whatever waits."""
    waiting = sum((family.weight for family in families), Decimal(0))
    return max(
        (max(load.guideline, load.weight + min(waiting, load.guideline / 4)) for load in loads),
        default=Decimal(1),
    )


def suggest(families: Sequence[Wanted], loads: Sequence[Load]) -> dict[int, Suggestion]:
    """Family id -> whom to ask first, each suggestion counted before the next is made.

    Room comes first, then a brother or sister held, the family known, a language, a skill, and most room in
    proportion. Left out: who is away, who may not know of the children, the first year where it is protected.
    """
    room = {load.worker_id: load.room for load in loads}
    found: dict[int, Suggestion] = {}
    for family in families:
        able = [load for load in loads if obstacle(load, family) is None]
        if not able:
            if loads:
                found[family.family_id] = Suggestion(None, "nobody of the team can take them today")
            continue
        chosen = max(able, key=lambda load: _order(load, family, room[load.worker_id]))
        reason = _reason(chosen, family, room[chosen.worker_id])
        found[family.family_id] = Suggestion(chosen.worker_id, reason, _but(chosen, family, loads, room))
        room[chosen.worker_id] -= family.weight
    return found


def obstacle(load: Load, family: Wanted) -> str | None:
    """Why a worker is not suggested for a family, or None. What keeps a record from somebody is not said."""
    if load.worker_id in family.kept_from:
        return ""
    if away := load.presence.away_on(load.today):
        return _lower(away.words)
    if load.first_year and family.groups & NOT_IN_THE_FIRST_YEAR:
        return "first year, no enquiry alone"
    return None


def _order(load: Load, family: Wanted, room: Decimal) -> tuple[bool | int | Decimal, ...]:
    return (
        room >= family.weight,
        load.worker_id in family.holds,
        load.worker_id in family.knew,
        bool(_fit(load, family)),
        not load.presence.soon_away(load.today, load.today + SOON),
        room / (load.guideline or 1),
        -load.worker_id,
    )


def _reason(load: Load, family: Wanted, room: Decimal) -> str:
    if room < family.weight and room <= 0:
        return "everybody is full; least over"
    if load.worker_id in family.holds:
        return "holds a brother or sister"
    if load.worker_id in family.knew:
        return "worked with them before"
    return _fit(load, family) or f"room for {room.normalize():f}"


def _fit(load: Load, family: Wanted) -> str:
    """A language of the family, or what the worker is good at and the children's ages ask for."""
    spoken = [label for code, label in sorted(family.languages) if code in load.presence.languages]
    if spoken:
        return f"speaks {spoken[0]}"
    if "teenagers" in load.presence.skills and any(age >= TEENAGE for age in family.ages):
        return "works with teenagers"
    if "babies" in load.presence.skills and any(age < BABY for age in family.ages):
        return "works with babies"
    return ""


def _but(chosen: Load, family: Wanted, loads: Sequence[Load], room: dict[int, Decimal]) -> str:
    """Why somebody who knows the family is not suggested."""
    for known, words in (
        (family.holds, "holds a brother or sister"),
        (family.knew, "worked with them before"),
    ):
        for load in loads:
            if load.worker_id not in known or load is chosen or chosen.worker_id in known:
                continue
            why = obstacle(load, family)
            why = "is full" if why is None and room[load.worker_id] < family.weight else why
            if why:
                return f"{load.name} {words}, but {'is ' if why.startswith('on ') else ''}{why}"
    return ""


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
