"""How an address is told: the one function every screen, print and export asks."""

from collections.abc import Collection, Sequence

WITHHELD = "address not told"


def address_words(parts: Sequence[str | None], kept_from: Collection[str] = (), *, to: str = "") -> str:
    """An address in one line, marked where it is kept from somebody.

    `kept_from` are the names of those who must not learn it. A print or export made for one of them says `to`
    with that name: then the address is not in it at all.
    """
    words = ", ".join(part for part in parts if part)
    if not words or not kept_from:
        return words
    if to and to in kept_from:
        return WITHHELD
    return f"{words} (do not tell {' or '.join(sorted(kept_from))})"
