"""What is wrong in a pack, told so that a practitioner can put it right: file, entry, found, known."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, slots=True)
class PackMistake:
    """One mistake: the file (from the packs folder), the entry in it, what was found, what is known."""

    file: str
    entry: str
    found: str
    known: str = ""

    def __str__(self) -> str:
        place = f"{self.file}, {self.entry}" if self.entry else self.file
        return f"{place}: {self.found} {self.known}".rstrip()


class BrokenPacks(Exception):
    """Packs that cannot be used; `mistakes` holds everything found in one reading."""

    def __init__(self, mistakes: Iterable[PackMistake]) -> None:
        self.mistakes = list(mistakes)
        lines = "\n".join(f"  {mistake}" for mistake in self.mistakes)
        number = len(self.mistakes)
        super().__init__(f"The practice packs have {number} mistake{'s' * (number != 1)}:\n{lines}")


class Mistakes:
    """Gathers mistakes while reading goes on, so that all are told together."""

    def __init__(self) -> None:
        self.found: list[PackMistake] = []

    def add(self, file: str, entry: str, found: str, known: str = "") -> None:
        """Note a mistake, once however often it is met."""
        mistake = PackMistake(file, entry, found, known)
        if mistake not in self.found:
            self.found.append(mistake)

    def unknown(self, file: str, entry: str, thing: str, name: str, known: Iterable[str]) -> None:
        """Note a name that nobody declared, with the nearest known one and all the others."""
        names = sorted(known)
        near = get_close_matches(name, names, n=1)
        hint = f'Did you mean "{near[0]}"? ' if near else ""
        listed = f"Known: {', '.join(names)}." if names else "None is known."
        self.add(file, entry, f'There is no {thing} "{name}".', hint + listed)

    def raise_if_any(self) -> None:
        """Raise BrokenPacks when something was found."""
        if self.found:
            raise BrokenPacks(self.found)
