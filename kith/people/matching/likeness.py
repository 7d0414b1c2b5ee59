"""How like two names are, word by word, and which words say so. Plain text in, plain text out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import jellyfish

from kith.core import names

GIVEN, FAMILY = "first name", "family name"
POINTS = {
    "same": 1.0,
    "form": 0.85,
    "begins": 0.82,
    "sound": 0.8,
    "slip": 0.78,
    "near": 0.75,
    "rough": 0.5,
    "initial": 0.4,
}
GRADES = {"same": 3, "form": 2, "begins": 2, "sound": 2, "slip": 2, "near": 1.25, "rough": 1, "initial": 1}
WORDS = {
    "same": "the same",
    "form": "another form of the same name",
    "begins": "begins like that",
    "sound": "sounds the same",
    "slip": "is spelt nearly the same",
    "near": "is spelt nearly the same",
    "rough": "sounds alike",
    "initial": "has the same initial",
}
WHOLE_WORDS = {
    "same": "name the same",
    "form": "another form of the same name",
    "begins": "name begins like that",
    "sound": "sounds the same",
    "slip": "spelt nearly the same",
    "near": "spelt nearly the same",
    "rough": "sounds alike",
    "initial": "initials the same",
}
CLOSE = 0.9  # Jaro-Winkler nearness from which two spellings may be slips of each other
SLIP = 0.95  # and from which they hardly can be anything else
ALIKE = 0.7  # nearness below which a shared sound code is chance
MOST_WORDS = 8
PARTICLES = frozenset(
    ("mac", "mc", "o", "st", "de", "da", "di", "la", "le", "van", "von", "al", "el", "ben", "abu")
)


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
    missing: int = 0
    turned: bool = False

    @property
    def whole(self) -> bool:
        """Whether every part the name has was met, and well, with nothing typed left over."""
        parts_met = (self.given or not (self.name.given or self.name.known_as)) and (
            self.family or not self.name.family
        )
        return bool(parts_met) and self.points >= POINTS["near"] and self.left_over == 0

    @property
    def grade(self) -> float:
        """How much it says: 3 the whole name as written, 2 by sound or form, 1 a part of it, 0 next to nothing."""
        kinds = {self.given, self.family} - {""}
        if self.whole:
            half = self.family and self.missing > 0  # one of two family names
            return min([GRADES[kind] for kind in kinds] + [GRADES["near"]] * bool(half))
        if kinds == {"same"} and self.left_over == 1 and self.missing <= 0:
            return GRADES["near"]
        return 1 if self.given and POINTS[self.given] >= POINTS["near"] else 0

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
    if kinds <= {"sound", "slip", "near"} and "sound" in kinds:
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
        for way in (_ways_to_write(words, name) if len(words) > 1 else (words,))
    ]
    if len(found) == 1:
        return found[0] if found[0].points > 0 else None
    best = max(found, key=lambda one: (one.points, not one.name.how, -one.left_over), default=None)
    return best if best and best.points > 0 else None


def fit_one(typed: Sequence[str], name: Name, *, unfinished: bool = False) -> NameFit:
    """How typed words fit one name: the likest pairs are joined first, each word once."""
    places, last = _places(name), len(typed) - 1 if unfinished else -1
    pairs = [
        (-POINTS[kind], index, at, kind)
        for index, word in enumerate(typed)
        for at, (_, other) in enumerate(places)
        if (kind := likeness(word, other, index == last))
    ]
    if not pairs:
        return NameFit(name=name, left_over=len(typed))
    pairs.sort()
    taken: dict[int, tuple[str, str]] = {}
    used: set[int] = set()
    total = 0.0
    for less, index, at, kind in pairs:
        if index not in taken and at not in used:
            taken[index] = (places[at][0], kind)
            used.add(at)
            total -= less
    return NameFit(
        name=name,
        given=_weakest(taken, GIVEN),
        family=_weakest(taken, FAMILY),
        points=total / max(len(typed), 1),
        left_over=len(typed) - len(taken),
        missing=_family_words(name) - sum(part == FAMILY for part, _ in taken.values()),
        turned=len(taken) > 1 and _turned(taken),
    )


@lru_cache(maxsize=50_000)
def likeness(word: str, other: str, unfinished: bool = False) -> str:
    """How two folded words are alike: a key of POINTS, or "" when they are not."""
    if word == other:
        return "same"
    if not (word.isascii() and other.isascii()):
        return _across_letters(word, other)
    if len(word) == 1 or len(other) == 1:
        return "initial" if word[0] == other[0] else ""
    if other in names.also_known_as(word):
        return "form"
    heard = _by_ear(word, other)
    if unfinished and len(word) > 1 and other.startswith(word) and heard != "sound":
        return "begins"
    return heard or ("form" if _through_a_form(word, other) else "")


def _across_letters(word: str, other: str) -> str:
    """Of words in different letters, or both in others than Latin ones."""
    near = jellyfish.jaro_winkler_similarity(names.latin(word), names.latin(other))
    return "sound" if near >= CLOSE or names.same_in_latin(word, other) else ""


def _by_ear(word: str, other: str) -> str:
    near = jellyfish.jaro_winkler_similarity(word, other)
    if near < ALIKE:
        return ""
    shared = {code[0] for code in names.sound_codes(word) if code in names.sound_codes(other)}
    if shared & {"m", "n"}:
        return "sound"
    if near >= CLOSE:
        return "slip" if near >= SLIP else "near"
    return "rough" if "s" in shared else ""


@lru_cache(maxsize=20_000)
def _through_a_form(word: str, other: str) -> bool:
    """Whether `word` sounds like a known form of `other`: Kiran sounds like Kieran, which is Ciaran."""
    return any(_by_ear(word, form) == "sound" for form in names.also_known_as(other))


def _ways_to_write(typed: tuple[str, ...], name: Name) -> Iterator[tuple[str, ...]]:
    """The words as typed, and with two neighbours joined where that is a known word: "o brien", "obrien"."""
    yield typed
    known = _known_words(name)
    for at in range(len(typed) - 1):
        if typed[at] + typed[at + 1] in known:
            yield (*typed[:at], typed[at] + typed[at + 1], *typed[at + 2 :])


@lru_cache(maxsize=20_000)
def _known_words(name: Name) -> frozenset[str]:
    return frozenset(word for _, word in _places(name))


@lru_cache(maxsize=20_000)
def _places(name: Name) -> tuple[tuple[str, str], ...]:
    """The words of a name with their part; double-barrelled ones also joined."""
    found: list[tuple[str, str]] = []
    for part, text in ((GIVEN, f"{name.given} {name.known_as}"), (FAMILY, name.family)):
        words = names.words(text)
        joined = ["".join(names.words(piece)) for piece in text.split()]
        joined += ["".join(words)] if len(words) == 2 and words[0] in PARTICLES else []
        found += [(part, word) for word in dict.fromkeys([*words, *joined])]
    return tuple(found)


@lru_cache(maxsize=20_000)
def _family_words(name: Name) -> int:
    """How many words a family name has; a particle before it does not count."""
    return len([word for word in names.words(name.family) if word not in PARTICLES])


def _weakest(taken: dict[int, tuple[str, str]], part: str) -> str:
    kinds = [kind for where, kind in taken.values() if where == part]
    return min(kinds, key=lambda kind: POINTS[kind], default="")


def _turned(taken: dict[int, tuple[str, str]]) -> bool:
    """Whether the family name was typed before the first name."""
    order = [taken[index][0] for index in sorted(taken)]
    return GIVEN in order and FAMILY in order and order.index(FAMILY) < order.index(GIVEN)
