"""How old one has to be to read a text with ease: words, sentences and the reading age, counted on the spot.

The measure is the grade of Flesch and Kincaid (Kincaid and others, Research Branch Report 8-75, 1975), told as an age:
a grade of American schools is the age less five. It sees long words and long sentences, and nothing else; a good
sentence is still the writer's work. Counted here, not by the library textstat: that needs NLTK and fetches a list of
words over the network when it is first asked, and a record of families must work without a network.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from kith.core.prose import plain

YOUNGEST = 5
OLDEST = 22
ENOUGH = 10  # fewer words say nothing
WORD = re.compile(r"[^\W_]+(?:['’‑-][^\W_]+)*")
SENTENCE_ENDS = re.compile(r"[.!?…]+(?=[\s\"'”’)\]]|$)|[\r\n]+|[:;](?=\s)")
TITLES = re.compile(r"\b(mr|mrs|ms|dr|st|no|e\.g|i\.e)\.", re.IGNORECASE)
VOWELS = re.compile(r"[aeiouy]+")
# vowels side by side that are spoken apart: create, lion (not nation), video, museum, fluid, being, going, annual
APART = re.compile(r"[^tcsgx]i[aou](?!u)|[aeou]ing|creat|eo[nl]?$|eum|ua[lt]|uid|yi|[aeiou]y[aeiou]|ism")
MANY_LETTERS = 40  # beyond that it is no word but an address or a slip


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text asks of its reader. ``age`` is in years, or None where the text is too short to tell."""

    words: int
    sentences: int
    syllables: int
    age: int | None

    @property
    def told(self) -> str:
        """'1,840 words · reading age 12'; the browser says the same while one writes."""
        words = "1 word" if self.words == 1 else f"{self.words:,} words"
        return words if self.age is None else f"{words} · reading age {self.age}"


def reading(text: str) -> Reading:
    """Count a text. A line of its own and what follows a colon count as sentences, as lists are read."""
    parts = [found for part in SENTENCE_ENDS.split(TITLES.sub(r"\1", text)) if (found := WORD.findall(part))]
    words = [word for part in parts for word in part]
    spoken = sum(syllables(word) for word in words)
    return Reading(len(words), len(parts), spoken, reading_age(len(words), len(parts), spoken))


def reading_of(answers: Iterable[str]) -> Reading:
    """Count long answers together, without the signs of their headings and lists."""
    return reading("\n".join(plain(one) for one in answers))


def reading_age(words: int, sentences: int, spoken: int) -> int | None:
    """Years of age at which a text with these counts is read with ease; None for fewer than ten words."""
    if words < ENOUGH or not sentences:
        return None
    grade = 0.39 * words / sentences + 11.8 * spoken / words - 15.59
    return min(max(round(grade + 5), YOUNGEST), OLDEST)


@lru_cache(maxsize=2**14)
def syllables(word: str) -> int:
    """How many syllables a word of English is spoken with, about: at least one. A number counts as one."""
    letters = re.sub(r"[^a-z]", "", word.casefold())[:MANY_LETTERS]
    if not letters:
        return 1
    found = len(VOWELS.findall(letters)) + len(APART.findall(letters))
    return max(found - _silent(letters), 1)


def _silent(letters: str) -> int:
    """1 where the last vowel is written and not spoken: came, helped, makes; not: table, wanted, houses."""
    if letters.endswith("e"):
        return int(not re.search(r"[^aeiouy]le$|[aeiouy]e$", letters))
    if letters.endswith("ed"):
        return int(not re.search(r"[td]ed$|[aeiouy]ed$|[^aeiouyl]led$", letters))
    if letters.endswith("es"):
        return int(not re.search(r"(?:[sxzcg]|ch|sh|[aeiouy]|[^aeiouyl]l)es$", letters))
    return 0
