"""Named things with a description: permissions, indicators, effects. What is not listed does not exist."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Generic, TypeVar

Thing = TypeVar("Thing")


class NotInCatalogue(LookupError):
    """A name was used that nobody declared; the message lists what is known."""


@dataclass(frozen=True, slots=True)
class Entry(Generic[Thing]):
    """One named thing and what it is for."""

    name: str
    thing: Thing
    about: str


class Catalogue(Generic[Thing]):
    """An ordered list of named things of one `kind` ("effect", "indicator"), each described in words."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self._entries: dict[str, Entry[Thing]] = {}

    def add(self, name: str, thing: Thing, about: str) -> Thing:
        """Enter a thing and give it back; a second of that name or one without words raises ValueError."""
        if name in self._entries:
            raise ValueError(f"There are two of the {self.kind} {name!r}.")
        if not about.strip():
            raise ValueError(f"Say in words what the {self.kind} {name!r} is.")
        self._entries[name] = Entry(name, thing, about.strip())
        return thing

    def named(self, name: str, about: str) -> Callable[[Thing], Thing]:
        """The same as a decorator."""
        return lambda thing: self.add(name, thing, about)

    def __getitem__(self, name: str) -> Thing:
        if name not in self._entries:
            near = get_close_matches(name, self._entries, n=1)
            hint = f" Did you mean {near[0]!r}?" if near else ""
            known = ", ".join(self._entries) or "none"
            raise NotInCatalogue(f"There is no {self.kind} {name!r}.{hint} Known: {known}.")
        return self._entries[name].thing

    def about(self, name: str) -> str:
        """The words beside a name."""
        self[name]
        return self._entries[name].about

    def names(self) -> list[str]:
        """Every name in the order of entry."""
        return list(self._entries)

    def __iter__(self) -> Iterator[Entry[Thing]]:
        return iter(self._entries.values())

    def __contains__(self, name: object) -> bool:
        return name in self._entries

    def __len__(self) -> int:
        return len(self._entries)
