"""A kind of step: its form, its limits, who signs it off, what may follow."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from kith.practice.entries import in_force

ABOUT = ("family", "child")
HOW = ("approve", "tell", "none")
OWN_START = "start"
START_NEXT = "start_next_steps"


@dataclass(frozen=True, slots=True)
class Limit:
    """How long a step may take while this limit holds: working days or calendar days from a clock.

    `clock` names the event that starts it ("referral", "start" for the step's own beginning);
    `otherwise_clock` is used when that event does not exist. `verified` is False where the source itself
    was not read; `caution` then says so.
    """

    clock: str
    source: str
    working_days: int | None = None
    calendar_days: int | None = None
    since: date | None = None
    until: date | None = None
    otherwise_clock: str = ""
    verified: bool = True
    caution: str = ""

    def holds_on(self, day: date) -> bool:
        """Whether a clock that starts on this day runs under this limit."""
        return in_force(self.since, self.until, day)


@dataclass(frozen=True, slots=True)
class SignOff:
    """Who ends a step: `approve` needs somebody of the role, `tell` only lets them know, `none` neither.

    `sample`: of work that is only told, one piece in so many is drawn by chance and read; 0 where none is.
    """

    how: str = "none"
    by: str = ""
    sample: int = 0

    @property
    def needed(self) -> bool:
        """Whether the work waits for a decision."""
        return self.how == "approve"


@dataclass(frozen=True, slots=True)
class Aim:
    """By when work of a kind without a limit should end, while this aim holds: our own wish, no law."""

    working_days: int
    source: str
    since: date | None = None
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether work that starts on this day runs under this aim."""
        return in_force(self.since, self.until, day)


@dataclass(frozen=True, slots=True)
class ReviewPoint:
    """A look at the work on the way: a reminder, not a limit."""

    title: str
    working_days: int
    source: str = ""


@dataclass(frozen=True, slots=True)
class StepKind:
    """Everything practice says about one kind of step.

    `about` is "family" (one step for several children) or "child". `next` lists what may follow: steps and
    endings. `plan` is the kind of plan whose making the step is. `effects` maps an outcome to the name of what
    it sets going; `starts` to the steps it starts. `comes_first` says why such work is decided before other
    work; empty for what waits its turn.
    """

    code: str
    title: str
    about: str
    form: str = ""
    limits: tuple[Limit, ...] = ()
    sign_off: SignOff = SignOff()
    next: tuple[str, ...] = ()
    effects: Mapping[str, str] = field(default_factory=dict)
    starts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    review_point: ReviewPoint | None = None
    warn_days: int = 2
    by_hand: bool = False
    plan: str = ""
    group: str = ""
    purpose: str = ""
    comes_first: str = ""
    aims: tuple[Aim, ...] = ()

    def effect_of(self, outcome: str) -> str:
        """The name of what an outcome sets going; starting the next step when the outcome is one."""
        return self.effects.get(outcome) or START_NEXT

    def started_by(self, outcome: str) -> tuple[str, ...]:
        """The codes of the steps that follow from an outcome; none when it ends there."""
        if outcome in self.starts:
            return self.starts[outcome]
        return (outcome,) if outcome in self.next and outcome not in self.effects else ()
