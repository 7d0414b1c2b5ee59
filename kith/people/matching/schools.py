"""A school named among the words typed: "kieran parkside primary", "Tia, St Mary's C of E School"."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kith.core import names

# words that say that a school is meant, and words that are left out or put in as people please
A_KIND = "academy college grammar high infant infants junior juniors middle nursery preschool primary school secondary"
ANY_SCHOOL = "and c catholic ce church community e england form of rc roman sixth the vc va"
KINDS, LEFT_OUT = frozenset(A_KIND.split()), frozenset(ANY_SCHOOL.split())


@dataclass(frozen=True, slots=True)
class Named:
    """The schools that may be meant, how the first of them is called, and the words that named none."""

    ids: tuple[int, ...]
    name: str
    rest: tuple[str, ...]


def may_be_named(words: Sequence[str]) -> bool:
    """Whether any of these folded words says that a school is meant."""
    return not KINDS.isdisjoint(words)


def named(words: Sequence[str], schools: Mapping[int, str]) -> Named | None:
    """The schools that folded words name: the school's own words, then what kind of school it is.

    Of several that are called alike those count whose kind was said: "parkside primary" is not Parkside Nursery.
    """
    found: dict[tuple[int, int, int, int], list[int]] = {}
    for place, name in schools.items():
        if said := _said(words, _own_words(name)):
            kinds = KINDS.intersection(words[said[0] : said[1]], names.words(name))
            found.setdefault((len(_own_words(name)), len(kinds), *said), []).append(place)
    if not found:
        return None
    best = max(found)
    ids = tuple(sorted(found[best]))
    return Named(ids, schools[ids[0]], (*words[: best[2]], *words[best[3] :]))


@lru_cache(maxsize=5_000)
def _own_words(name: str) -> tuple[str, ...]:
    """What a school is called besides what kind of school it is."""
    return tuple(word for word in names.words(name) if word not in KINDS and word not in LEFT_OUT)


def _said(words: Sequence[str], own: tuple[str, ...]) -> tuple[int, int] | None:
    """From where to where in the words a school of this name is named; None when it is not."""
    telling = [(at, word) for at, word in enumerate(words) if word not in LEFT_OUT]
    for start in range(len(telling) - len(own)):
        after = start + len(own)
        if own and tuple(word for _, word in telling[start:after]) == own and telling[after][1] in KINDS:
            while after + 1 < len(telling) and telling[after + 1][1] in KINDS:
                after += 1
            return telling[start][0], telling[after][0] + 1
    return None
