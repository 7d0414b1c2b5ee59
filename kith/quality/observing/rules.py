"""What an observation must say, who may make it and who may read it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from kith.quality.marking.rules import Problems, lacking, problems_with_words

KINDS = {
    "visit": "A visit",
    "conference": "A conference",
    "review": "A review",
    "meeting": "A meeting with the family",
    "direct_work": "Direct work with a child",
    "court": "Evidence in court",
    "duty": "Duty at the front door",
    "supervision": "Supervision given",
}
EARLIEST = timedelta(days=366)


def problems_with_observation(
    *, kind: str, observed_on: date | None, today: date, good: str, develop: str, sent: Mapping[str, str]
) -> Problems:
    """What is missing in an observation; what was not met wants words on what to develop."""
    problems: Problems = [] if kind in KINDS else [("kind", "Choose what was observed.")]
    if observed_on is None:
        problems.append(("observed_on", "Give the day as day, month and year, like 21/4/2026."))
    elif not today - EARLIEST <= observed_on <= today:
        problems.append(("observed_on", "Give a day of the last year, not one to come."))
    problems += problems_with_words(good, "good", needed="Say what was good: there is always something.")
    need = "Say what to develop: not everything was met." if lacking(sent) else ""
    return problems + problems_with_words(develop, "develop", needed=need)


def obstacle_to_observing(by: int, worker: int, *, works_here: bool) -> str | None:
    """Why somebody does not observe a worker, or None."""
    if by == worker:
        return "Somebody else observes your practice."
    return None if works_here else "Choose somebody who works in one of your teams."


def may_read(
    viewer: int, *, worker: int, observer: int, supervisor: int | None, in_reach: bool, manages: bool
) -> bool:
    """Whether somebody reads an observation: the two of it, who supervises the worker, and managers above them."""
    return viewer in (worker, observer, supervisor) or (manages and in_reach)


@dataclass(frozen=True, slots=True)
class Counted:
    """How much of the practice of a team was observed in a year."""

    team: str
    workers: int
    observed: int
    times: int

    @property
    def words(self) -> str:
        """'4 of 6 workers observed, 5 times'."""
        times = "once" if self.times == 1 else f"{self.times:,} times"
        return f"{self.observed:,} of {self.workers:,} workers observed, {times}"


def counted(teams: Mapping[str, Collection[int]], seen: Collection[tuple[str, int]]) -> list[Counted]:
    """By team: ``teams`` says who works in each, ``seen`` each observation as team and worker.

    Who has left since is not counted among the workers; the times stay the team's.
    """
    return [
        Counted(
            team,
            len(workers),
            len({worker for _, worker in seen if worker in workers}),
            sum(name == team for name, _ in seen),
        )
        for team, workers in sorted(teams.items())
    ]
