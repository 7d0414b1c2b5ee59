"""Finds in a text the words by which lines of a guide are offered. Offers only: no score, no level, no decision.

A phrase is words, in any case and with any punctuation between them; simple endings are heard (bruise, bruises,
bruised, bruising); ` ... ` inside a phrase lets a few words stand between. A phrase never runs over the end of a
sentence. Nothing is understood: what is said with a no ("no bruises") is offered all the same, with the no quoted
and marked, because the worker must see it, and because a line that was missed for a "not" elsewhere in the sentence
would be the worse mistake.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from kith.practice.thresholds import ChecklistItem, GuideLine

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
SENTENCE_ENDS = re.compile(r"[.!?;:]|\n\s*\n|\n\s*[-*•]")
GAP = "..."
MOST_BETWEEN = 4  # words that may stand where a phrase has a gap
NEAR = 4  # words before a phrase among which a no belongs to it
NOES = frozenset([
    "no", "not", "never", "none", "without", "nobody", "nothing", "neither", "nor", "cannot", "cant", "isnt", "wasnt",
    "arent", "werent", "hasnt", "havent", "hadnt", "doesnt", "didnt", "dont", "wont", "wouldnt", "couldnt", "denied",
    "denies", "deny", "denying",
])  # fmt: skip
VOWELS = "aeiouy"


@dataclass(frozen=True, slots=True)
class Span:
    """Where words were found: offsets into the text as typed, and the words themselves.

    `denied` tells that a no stands before them; it is inside the span then, so that it is quoted too.
    """

    starts: int
    ends: int
    words: str
    denied: bool = False


Offered = TypeVar("Offered", GuideLine, ChecklistItem)


@dataclass(frozen=True, slots=True)
class Match(Generic[Offered]):
    """A line or an item of the checklist, with the words that suggested it."""

    line: Offered
    spans: tuple[Span, ...]

    @property
    def quoted(self) -> str:
        """The words found, quoted: “pushed mum”, “hid in the bathroom”; each once."""
        return quoted(span.words for span in self.spans)

    @property
    def denied(self) -> bool:
        """Whether all of it was said with a no."""
        return all(span.denied for span in self.spans)


@dataclass(frozen=True, slots=True)
class _Token:
    starts: int
    ends: int
    plain: str
    sentence: int


def quoted(words: Iterable[str]) -> str:
    """Words found in a text, in quotation marks and each once, however they were typed."""
    once = {" ".join(found.split()).casefold(): " ".join(found.split()) for found in words}
    return ", ".join(f"“{found}”" for found in once.values())


def matches(text: str, offered: Sequence[Offered]) -> list[Match[Offered]]:
    """The lines whose words stand in a text, those said without a no first, otherwise in the guide's order."""
    tokens = _tokens(text)
    heard = _heard(tokens)
    found = [Match(line, spans) for line in offered if (spans := _spans(text, tokens, heard, line.suggests))]
    return sorted(found, key=lambda match: match.denied)


def phrase_problem(phrase: str) -> str | None:
    """Why a phrase of the guide can never be found, or None."""
    words = phrase.replace(GAP, " ").split()
    if not words:
        return "There is no word in it."
    if any(WORD.fullmatch(part) is None for word in words for part in word.split("-")):
        return "Only words, hyphens and apostrophes, and ... for a few words between."
    parts = [part.split() for part in phrase.split(GAP)]
    if not all(parts):
        return "A gap (...) stands between words, not at an end."
    if all(_plain(word) in NOES for word in words):
        return "It is nothing but a no."
    return None


@lru_cache(maxsize=20_000)
def _plain(word: str) -> str:
    """A word without case, accents and apostrophes; an owner's 's is left off."""
    bare = "".join(
        sign for sign in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(sign)
    )
    bare = bare.replace("’", "'")
    return bare.removesuffix("'s").replace("'", "")


def _tokens(text: str) -> list[_Token]:
    tokens, sentence, last = [], 0, 0
    for found in WORD.finditer(text):
        sentence += bool(SENTENCE_ENDS.search(text, last, found.start()))
        tokens.append(_Token(found.start(), found.end(), _plain(found[0]), sentence))
        last = found.end()
    return tokens


def _heard(tokens: Sequence[_Token]) -> dict[str, list[int]]:
    """For every form of a word the places where it stands."""
    heard: dict[str, list[int]] = {}
    for place, token in enumerate(tokens):
        for form in forms(token.plain):
            heard.setdefault(form, []).append(place)
    return heard


@lru_cache(maxsize=20_000)
def forms(word: str) -> frozenset[str]:
    """A word and what it may be an ending of: 'bruises' is also 'bruise', 'hitting' 'hit', 'carried' 'carry'."""
    found = {word}
    for ending in ("ing", "ed", "ies", "es", "s"):
        stem = word.removesuffix(ending)
        if stem != word and _is_word(stem, ending):
            found |= _without(stem, ending)
            break
    return frozenset(found)


def _is_word(stem: str, ending: str) -> bool:
    """Whether what is left without an ending can be a word: 'need' is not 'ne' that ended."""
    least = 3 if ending in ("ing", "ed") and not stem.endswith("i") else 2
    return len(stem) >= least and any(sign in VOWELS for sign in stem)


def forms_of(text: str, *, plain: bool = False) -> set[str]:
    """Every form of every word of a text; `plain`: the words alone, without what they may be endings of."""
    words = [token.plain for token in _tokens(text)]
    return set(words) if plain else {form for word in words for form in forms(word)}


def _without(stem: str, ending: str) -> set[str]:
    """What a word may have been before its ending."""
    if ending == "s":
        return set() if stem.endswith(("s", "u", "i")) else {stem}
    if ending == "ies":
        return {f"{stem}y", f"{stem}ie"}
    if ending == "es":
        return {stem, f"{stem}e"} if stem.endswith(("s", "x", "z", "ch", "sh", "o")) else {f"{stem}e"}
    if ending == "ed" and stem.endswith("i"):
        return {f"{stem[:-1]}y"}
    if stem[-1] == stem[-2]:
        return {stem, stem[:-1]}
    return {f"{stem}e"} if _is_short(stem) else {stem, f"{stem}e"}


def _is_short(stem: str) -> bool:
    """One vowel before one consonant, in one syllable: such a word would have doubled its last letter."""
    vowels = [place for place, sign in enumerate(stem) if sign in VOWELS]
    return len(vowels) == 1 and vowels[0] == len(stem) - 2 and stem[-1] not in "wxy"


@lru_cache(maxsize=5_000)
def _parts(phrase: str) -> tuple[tuple[str, ...], ...]:
    """A phrase as runs of plain words between its gaps."""
    return tuple(
        tuple(_plain(word) for word in WORD.findall(part.replace("-", " "))) for part in phrase.split(GAP)
    )


@lru_cache(maxsize=5_000)
def _begins(phrase: str) -> frozenset[str]:
    """Every form of the first word of a phrase: where none was said, the phrase does not stand."""
    return forms(_parts(phrase)[0][0])


def _spans(
    text: str, tokens: Sequence[_Token], heard: dict[str, list[int]], phrases: Sequence[str]
) -> tuple[Span, ...]:
    """Where any of the phrases stands, the longer of two that overlap, in the order of the text."""
    words = heard.keys()
    begun = (phrase for phrase in phrases if not words.isdisjoint(_begins(phrase)))
    places = {found for phrase in begun for found in _places(tokens, heard, _parts(phrase))}
    kept: list[tuple[int, int]] = []
    taken: set[int] = set()
    for first, last in sorted(places, key=lambda place: (place[0] - place[1], place)):
        if taken.isdisjoint(range(first, last + 1)):
            kept.append((first, last))
            taken.update(range(first, last + 1))
    return tuple(_span(text, tokens, *place) for place in sorted(kept))


def _places(
    tokens: Sequence[_Token], heard: dict[str, list[int]], parts: tuple[tuple[str, ...], ...]
) -> Iterable[tuple[int, int]]:
    """(first, last) token of every place where a phrase stands within one sentence."""
    for first in _standing(heard, parts[0][0]):
        last = _end(tokens, parts[0], first)
        for part in parts[1:]:
            if last is None:
                break
            last = _after_gap(tokens, part, last)
        if last is not None and tokens[first].sentence == tokens[last].sentence:
            yield first, last


def _standing(heard: dict[str, list[int]], word: str) -> list[int]:
    """Where a word of a phrase stands, in any form of either."""
    return sorted({place for form in forms(word) for place in heard.get(form, ())})


def _end(tokens: Sequence[_Token], words: tuple[str, ...], first: int) -> int | None:
    """The last token of a run of words that begins at `first`, or None where it is another run."""
    last = first + len(words) - 1
    if last >= len(tokens):
        return None
    same = all(forms(tokens[first + step].plain) & forms(word) for step, word in enumerate(words))
    return last if same else None


def _after_gap(tokens: Sequence[_Token], words: tuple[str, ...], last: int) -> int | None:
    tries = (_end(tokens, words, last + 1 + between) for between in range(MOST_BETWEEN + 1))
    return next((end for end in tries if end is not None), None)


def _span(text: str, tokens: Sequence[_Token], first: int, last: int) -> Span:
    no = _no_before(tokens, first)
    inside = any(tokens[place].plain in NOES for place in range(first, last + 1))
    starts = tokens[first if no is None else no].starts
    ends = tokens[last].ends
    return Span(starts, ends, text[starts:ends], denied=no is not None and not inside)


def _no_before(tokens: Sequence[_Token], first: int) -> int | None:
    """The nearest no among the few words before, in the same sentence."""
    near = range(first - 1, max(first - 1 - NEAR, -1), -1)
    return next(
        (
            place
            for place in near
            if tokens[place].plain in NOES and tokens[place].sentence == tokens[first].sentence
        ),
        None,
    )
