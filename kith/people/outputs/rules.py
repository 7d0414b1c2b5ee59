"""What is left out of what is made for a person, and what stands at its head."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kith.core.chronology import Event
from kith.people.keeping.rules import WITHHELD

LARGE_PRINT = "large_print"
FOR_WORKERS = ("warning", "boundary")  # kinds of events that nobody takes away
WITH_WHOM = {
    "placement": "Placement"
}  # kinds whose title names with whom somebody lives: what stands there instead


@dataclass(frozen=True, slots=True)
class Reader:
    """Whom something is made for.

    ``secrets``: addresses and postcodes they must not learn. ``not_told``: what stands against telling them anything;
    ``told_part``: what they may be told only. ``needs``: codes and words of how they can be reached.
    """

    id: int
    name: str
    secrets: tuple[str, ...] = ()
    not_told: tuple[str, ...] = ()
    told_part: tuple[str, ...] = ()
    needs: tuple[tuple[str, str], ...] = ()

    @property
    def needs_large_print(self) -> bool:
        """Whether it is set in large print."""
        return any(code == LARGE_PRINT for code, _ in self.needs)

    def without_secrets(self, text: str) -> str:
        """A text in which no address stands that is kept from them."""
        return masked(text, self.secrets)

    def home(self, home: Mapping[str, Any]) -> dict[str, Any]:
        """A row of a home (``address__lines``, ``address__postcode``, ``kept_from``) as they may read it.

        Nothing of an address that is kept from them, whoever lives there, nor that it is kept from others.
        """
        told = dict(home) | {"kept_from": []}
        parts = [home["address__lines"], home["address__postcode"]]
        if [self.without_secrets(part) for part in parts] == parts:
            return told
        return told | {"address__lines": WITHHELD, "address__postcode": ""}


def secrets_of(lines: str, postcode: str) -> list[str]:
    """The words by which an address could be learnt: whole, its parts with a number in them, its postcode."""
    parts = [part.strip() for part in lines.split(",")]
    numbered = [part for part in parts if re.search(r"\d", part) and re.search(r"[^\W\d]", part)]
    found = [lines.strip(), *numbered, postcode]
    return list(dict.fromkeys(one for one in found if len(one) > 3))


def masked(text: str, secrets: Collection[str]) -> str:
    """A text with every secret in it replaced, however its letters and spaces are written."""
    for secret in sorted(secrets, key=len, reverse=True):
        letters = [re.escape(letter) for letter in re.sub(r"\s+", "", secret)]
        text = re.sub(r"[\s,]*".join(letters), f"[{WITHHELD}]", text, flags=re.IGNORECASE)
    return text


def heads(reader: Reader) -> list[str]:
    """What the worker reads before it leaves the house."""
    found = list(reader.told_part)
    if reader.secrets:
        found.append(
            f"Addresses kept from {reader.name} are left out. Read the words too: people describe places."
        )
    if reader.needs:
        needs = ", ".join(words for _, words in reader.needs)
        found.append(f"{reader.name} needs: {needs}.")
    return found


def choices(people: Sequence[tuple[int, str, str]]) -> list[tuple[int, str]]:
    """Whom it can be made for: number and 'Jade Marlowe, mother', each once."""
    named: dict[int, list[str]] = {}
    for person, name, kind in people:
        told = named.setdefault(person, [name])
        if kind and kind not in told:
            told.append(kind)
    return [(person, ", ".join(words)) for person, words in named.items()]


def handed(events: Iterable[Event], reader: Reader) -> tuple[list[Event], int]:
    """The events as somebody may take them away, and how many are not among them.

    No address that is kept from them stands in any, nor with whom somebody was placed where one is; warnings and orders
    are for workers, and so is what workers say of an event. Nothing at all when they are told nothing.
    """
    given = [] if reader.not_told else list(events)
    kept = [
        replace(
            event,
            title=_title(event, reader),
            words=reader.without_secrets(event.words),
            href="",
            said=(),
        )
        for event in given
        if event.source[0] not in FOR_WORKERS
    ]
    return kept, len(given) - len(kept)


def _title(event: Event, reader: Reader) -> str:
    told = WITH_WHOM.get(event.source[0]) if reader.secrets else None
    return told or reader.without_secrets(event.title)


def without_secrets(made: Any, reader: Reader) -> Any:
    """The same with every address left out that is kept from the reader, however it is written."""
    if isinstance(made, str):
        return reader.without_secrets(made)
    if isinstance(made, list):
        return [without_secrets(one, reader) for one in made]
    if isinstance(made, dict):
        return {name: without_secrets(one, reader) for name, one in made.items()}
    return made
