"""How like two names are, word by word, and which words say so. Plain text in, plain text out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import jellyfish

from kith.core import names

GIVEN, FAMILY = "first name", "family name"
POINTS = {"same": 1.0, "form": 0.85, "begins": 0.82, "sound": 0.8, "near": 0.75, "rough": 0.5, "initial": 0.4}
WORDS = {
    "same": "the same",
    "form": "another form of the same name",
    "begins": "begins like that",
    "sound": "sounds the same",
    "near": "is spelt nearly the same",
    "rough": "sounds alike",
    "initial": "has the same initial",
}
WHOLE_WORDS = {
    "same": "name the same",
    "form": "another form of the same name",
    "begins": "name begins like that",
    "sound": "sounds the same",
    "near": "spelt nearly the same",
    "rough": "sounds alike",
    "initial": "initials the same",
}
CLOSE = 0.9  # Jaro-Winkler nearness from which two spellings are taken for slips of each other
ALIKE = 0.7  # nearness below which a shared sound code is chance
MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a person; `how` says which: "" for the present one, "was called", "also called"."""

    given: str
    family: str
    known_as: str = ""
    how: str = ""

    @property
    def in_full(self) -> str:
        """Given and family name as they are written."""
        return " ".join(part for part in (self.given or self.known_as, self.family) if part)


@dataclass(frozen=True, slots=True)
class NameFit:
    """How typed words fit one name: the likeness of each part, words left over, and words for the reader."""

    name: Name
    given: str = ""
    family: str = ""
    points: float = 0.0
    left_over: int = 0
    turned: bool = False

    @property
    def whole(self) -> bool:
        """Whether every part the name has was met, and well, with nothing typed left over."""
        parts_met = (self.given or not (self.name.given or self.name.known_as)) and (
            self.family or not self.name.family
        )
        return bool(parts_met) and self.points >= POINTS["near"] and self.left_over == 0

    def grounds(self) -> list[str]:
        """Why this name is like the one typed: ["sounds the same"]."""
        met = [(part, kind) for part, kind in ((GIVEN, self.given), (FAMILY, self.family)) if kind]
        if not met:
            return []
        if len(met) == 2:
            words = [_both(self.given, self.family)]
        else:
            part, kind = met[0]
            words = [f"{part} only" if self.left_over and kind == "same" else f"{part} {WORDS[kind]}"]
            words += ["the rest differs"] if self.left_over and kind != "same" else []
        if self.turned:
            words.append("names the other way round")
        return words + ([f"{self.name.how} {self.name.in_full}"] if self.name.how else [])


def _both(given: str, family: str) -> str:
    """Words for a first and a family name that both fit."""
    kinds = {given, family}
    if "same" in kinds and len(kinds) == 2:
        part, kind, other = (GIVEN, given, FAMILY) if family == "same" else (FAMILY, family, GIVEN)
        return f"{part} {WORDS[kind]}, {other} the same"
    if kinds == {"sound", "near"}:
        return WHOLE_WORDS["sound"]
    return WHOLE_WORDS[min(kinds, key=lambda kind: POINTS[kind])]


def fit(typed: Sequence[str], known: Sequence[Name], *, unfinished: bool = False) -> NameFit | None:
    """The best fit of typed, folded words among the names of one person; None when no word is like any.

    `unfinished`: the last word is still being typed, so its beginning is enough.
    """
    words = tuple(typed[:MOST_WORDS])
    found = [
        fit_one(way, name, unfinished=unfinished)
        for name in known
        for way in _ways_to_write(words, frozenset(word for _, word in _places(name)))
    ]
    best = max(found, key=lambda one: (one.points, not one.name.how, -one.left_over), default=None)
    return best if best and best.points > 0 else None


def fit_one(typed: Sequence[str], name: Name, *, unfinished: bool = False) -> NameFit:
    """How typed words fit one name: the likest pairs are joined first, each word once."""
    places = _places(name)
    pairs = sorted(
        (
            (POINTS[kind], kind, index, at)
            for index, word in enumerate(typed)
            for at, (_, other) in enumerate(places)
            if (kind := likeness(word, other, unfinished=unfinished and index == len(typed) - 1))
        ),
        key=lambda pair: (-pair[0], pair[2], pair[3]),
    )
    taken: dict[int, tuple[str, str]] = {}
    used: set[int] = set()
    total = 0.0
    for points, kind, index, at in pairs:
        if index in taken or at in used:
            continue
        taken[index] = (places[at][0], kind)
        used.add(at)
        total += points
    return NameFit(
        name=name,
        given=_weakest(taken, GIVEN),
        family=_weakest(taken, FAMILY),
        points=total / max(len(typed), 1),
        left_over=len(typed) - len(taken),
        turned=_turned(taken),
    )


@lru_cache(maxsize=50_000)
def likeness(word: str, other: str, *, unfinished: bool = False) -> str:
    """How two folded words are alike: a key of POINTS, or "" when they are not."""
    if word == other:
        return "same"
    if len(word) == 1 or len(other) == 1:
        return "initial" if word[0] == other[0] else ""
    if other in names.also_known_as(word):
        return "form"
    heard = _by_ear(word, other)
    if unfinished and len(word) > 1 and other.startswith(word) and heard != "sound":
        return "begins"
    return heard or ("form" if _through_a_form(word, other) else "")


def _by_ear(word: str, other: str) -> str:
    near = jellyfish.jaro_winkler_similarity(word, other)
    shared = {code[0] for code in set(names.sound_codes(word)) & set(names.sound_codes(other))}
    if shared & {"m", "n"} and near >= ALIKE:
        return "sound"
    if near >= CLOSE:
        return "near"
    return "rough" if "s" in shared and near >= ALIKE else ""


@lru_cache(maxsize=20_000)
def _through_a_form(word: str, other: str) -> bool:
    """Whether `word` sounds like a known form of `other`: Kiran sounds like Kieran, which is Ciaran."""
    return any(_by_ear(word, form) == "sound" for form in names.also_known_as(other))


def _ways_to_write(typed: tuple[str, ...], known: frozenset[str]) -> Iterator[tuple[str, ...]]:
    """The words as typed, and with two neighbours joined where that is a known word: "o brien", "obrien"."""
    yield typed
    for at in range(len(typed) - 1):
        if typed[at] + typed[at + 1] in known:
            yield (*typed[:at], typed[at] + typed[at + 1], *typed[at + 2 :])


@lru_cache(maxsize=20_000)
def _places(name: Name) -> tuple[tuple[str, str], ...]:
    """The words of a name with their part; double-barrelled ones also joined."""
    found: list[tuple[str, str]] = []
    for part, text in ((GIVEN, f"{name.given} {name.known_as}"), (FAMILY, name.family)):
        words = names.words(text)
        joined = ["".join(names.words(piece)) for piece in text.split()]
        found += [(part, word) for word in dict.fromkeys([*words, *joined])]
    return tuple(found)


def _weakest(taken: dict[int, tuple[str, str]], part: str) -> str:
    kinds = [kind for where, kind in taken.values() if where == part]
    return min(kinds, key=lambda kind: POINTS[kind], default="")


def _turned(taken: dict[int, tuple[str, str]]) -> bool:
    """Whether the family name was typed before the first name."""
    order = [taken[index][0] for index in sorted(taken)]
    return GIVEN in order and FAMILY in order and order.index(FAMILY) < order.index(GIVEN)
