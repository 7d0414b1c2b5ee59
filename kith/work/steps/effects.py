"""The two effects that need nothing beyond the step engine. Both exist so that a pack can say so in words."""

from collections.abc import Sequence
from datetime import date

from kith.access.models import Worker
from kith.work.models import Step


def start_next_steps(by: Worker, *, step: Step, people: Sequence[int], outcome: str, on: date) -> None:
    """The next steps named for the outcome start; the engine does that after every effect."""


def note_only(by: Worker, *, step: Step, people: Sequence[int], outcome: str, on: date) -> None:
    """The outcome is kept on each child's record, and nothing starts by itself."""
