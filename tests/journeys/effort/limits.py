"""What a task may cost, and what of it was exceeded."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from tests.journeys.effort.counting import Effort

FILE = Path(__file__).parent / "limits.toml"


@dataclass(frozen=True, slots=True)
class Limit:
    """The budget of one task."""

    title: str
    who: str
    goal_seconds: float
    fail_seconds: float
    max_clicks: int
    max_loads: int

    def exceeded(self, cost: Effort, *, by_keyboard: bool) -> list[str]:
        """Everything about a task that is beyond its budget, in words."""
        found = []
        if cost.seconds > self.fail_seconds:
            found.append(f"{cost.seconds} s, at most {self.fail_seconds}")
        if cost.loads > self.max_loads:
            found.append(f"{cost.loads} pages, at most {self.max_loads}")
        if cost.clicks > self.max_clicks:
            found.append(f"{cost.clicks} clicks, at most {self.max_clicks}")
        if by_keyboard and cost.mouse_events:
            found.append(f"the mouse was used {cost.mouse_events} times")
        if cost.rekeyed:
            found.append(f"typed twice: {', '.join(cost.rekeyed)}")
        if cost.errors:
            found.append(f"{cost.errors} errors shown")
        return found


def limits() -> dict[str, Limit]:
    """The budget of each task by its number."""
    return {task: Limit(**told) for task, told in tomllib.loads(FILE.read_text()).items()}
