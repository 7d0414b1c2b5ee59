"""One of many small forms on a page: its fields have names of their own, and give back what was typed when refused."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from kith.core import Refused, clock, sent_back
from kith.people.days import read_day
from kith.work import typed

YES_NO = (("yes", "Yes"), ("no", "No"))
HOW_TIMES = "Write the time as 16:05."


@dataclass(frozen=True, slots=True)
class Form:
    """A form by its name ("back.12": the deed and the row), what was sent, and what is wrong with it."""

    name: str
    sent: Any = None
    problems: Sequence[tuple[str | None, str]] = field(default_factory=tuple)

    @property
    def is_open(self) -> bool:
        """Whether this one was sent and refused."""
        return self.sent is not None

    @property
    def row(self) -> int:
        """The number of the row it is about; 0 without one."""
        return sent_back.number(self.name.partition(".")[2])

    def called(self, name: str) -> str:
        """What a field is called in the page."""
        return f"{self.name}.{name}"

    def was(self, name: str, stands: Any = "") -> Any:
        """What was typed, or else what stands."""
        return stands if self.sent is None else self.sent.get(self.called(name), "")

    def ticked(self, name: str, stands: Collection[Any] = ()) -> list[str]:
        """Which boxes were ticked, or else are."""
        return [str(one) for one in stands] if self.sent is None else self.sent.getlist(self.called(name))

    def text(self, name: str) -> str:
        """A line or some lines without blanks round them."""
        said = self.was(name).replace("\x00", "")
        return "\n".join(" ".join(line.split()) for line in said.splitlines()).strip()

    def day(self, name: str, today: date, *, ahead: bool = False) -> date:
        """A day. Raises ``Refused``."""
        return read_day(self.was(name), today, name, ahead=ahead)

    def day_or_none(self, name: str, today: date, *, ahead: bool = False) -> date | None:
        """A day, or None where nothing was written. Raises ``Refused``."""
        return self.day(name, today, ahead=ahead) if self.was(name).strip() else None

    def moment(self, on: str, at: str, today: date) -> datetime:
        """The moment of a day and a time, in UTC so that hours are hours. Raises ``Refused``."""
        day, time = self.day(on, today), typed.time_of_day(self.was(at))
        if time is None:
            raise Refused(f"That cannot be read as a time. {HOW_TIMES}", at)
        return datetime.combine(day, time, tzinfo=clock.LONDON).astimezone(UTC)

    def yes(self, name: str) -> bool | None:
        """Yes, no, or None where nothing was chosen."""
        return {"yes": True, "no": False}.get(self.was(name))

    def number(self, name: str) -> int:
        """A number; 0 for anything else."""
        return sent_back.number(self.was(name).strip(), 4)

    def named(self, refused: Refused) -> Refused:
        """The same refusal with its fields as the page calls them."""
        return Refused.several(
            [(self.called(one) if one else None, words) for one, words in refused.problems]
        )
