"""Which lines of the trail somebody ought to look at, and how the lines of one sitting are put together."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from kith.desk.trail import words

SITTING = timedelta(minutes=30)
OF_ADOPTION = ("person_adopted", "person_adoption_link")  # looks that tell that there is a sealed record
ADOPTING = "people.adoption."  # how the names of such actions begin


@dataclass(slots=True)
class Line:
    """One line of the trail: who, when, in which role, what was opened or done, and why they could."""

    at: datetime
    worker: str
    role: str
    reason: str = ""
    opened: list[str] = field(default_factory=list)
    did: list[str] = field(default_factory=list)
    times: int = 0

    @property
    def to_look_at(self) -> bool:
        """Whether nothing known links the worker to this family."""
        return self.reason.startswith("No link") and not self.did


@dataclass(frozen=True, slots=True)
class Trace:
    """One row of the trail as it was written: a look (page) or an event (action)."""

    at: datetime
    worker_id: int
    worker: str
    role: str
    page: str = ""
    action: str = ""
    reason: str = ""


def sittings(traces: Iterable[Trace]) -> list[Line]:
    """Newest first: what one worker did within half an hour, in one role and for one reason, is one line."""
    lines: list[Line] = []
    running: dict[int, Line] = {}
    for trace in sorted(traces, key=lambda trace: trace.at, reverse=True):
        line = running.get(trace.worker_id)
        same = (
            line is not None
            and line.at - trace.at <= SITTING
            and trace.reason in ("", line.reason or trace.reason)
        )
        if line is None or not same:
            line = running[trace.worker_id] = Line(trace.at, trace.worker, trace.role, trace.reason)
            lines.append(line)
        line.reason = line.reason or trace.reason
        line.times += 1
        for said, kept in ((trace.page, line.opened), (trace.action, line.did)):
            if said and said not in kept:
                kept.append(said)
    return lines


def page_words(name: str) -> str:
    """A page's name in words: 'person_steps' -> 'list of work'; of a page that is no more, its own words."""
    return words.PAGES.get(name) or name.replace("_", " ")


def action_words(name: str) -> str:
    """An action's dotted name in words: 'work.visits.actions.record_visit' -> 'record visit'."""
    return name.rsplit(".", 1)[-1].replace("_", " ")
