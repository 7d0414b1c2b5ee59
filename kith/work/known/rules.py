"""What a fact is, when it needs to be looked at again, and how it is told where else it is shown."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from kith.core import reading_words

Key = tuple[str, int | None]


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing known: what it is about, what is known, and where and when that was recorded.

    ``asks``: somebody should say whether it is still right. ``changes``: it can be changed from a form.
    ``held`` are the codes or parts it is made of.
    """

    title: str
    words: str
    source: str
    name: str = ""
    person: int | None = None
    asks: bool = False
    changes: bool = False
    is_known: bool = True
    held: tuple[str, ...] = ()

    @property
    def key(self) -> Key:
        """What it is and about whom."""
        return self.name, self.person

    @property
    def field(self) -> str:
        """The same in a form."""
        return f"{self.name}.{self.person or ''}"

    @property
    def mark(self) -> str:
        """Stands for what the reader saw; another one when the fact has changed."""
        return hashlib.sha256(self.words.encode()).hexdigest()[:12]

    @property
    def sent(self) -> str:
        """What a form sends back when somebody says that it is right."""
        return f"{self.field}:{self.mark}"


@dataclass(frozen=True, slots=True)
class Said:
    """That somebody said of a fact, as it stood then, that it is right, or changed it to that."""

    words: str
    by: str
    at: datetime
    was_changed: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A fact on the page: ``said``: somebody said it is right, and it stands so still; ``since``: it does not."""

    fact: Fact
    said: Said | None = None
    since: Said | None = None

    @property
    def is_open(self) -> bool:
        """Whether it waits for somebody to say whether it is right."""
        return self.fact.asks and self.fact.is_known and self.said is None


def shown(facts: Iterable[Fact], said: Mapping[Key, Said]) -> list[Shown]:
    """The facts with what was said of each; what changed since is asked about again."""
    found = []
    for fact in facts:
        told = said.get(fact.key) if fact.asks else None
        holds = told is not None and told.words == fact.words
        found.append(Shown(fact, told if holds else None, None if holds else told))
    return found


def said_right(facts: Iterable[Fact], sent: Sequence[str]) -> tuple[list[Fact], list[Fact]]:
    """The facts that are meant by what a form sent, and of them those that changed since the page was made."""
    wanted = dict(one.rpartition(":")[::2] for one in sent)
    meant = [fact for fact in facts if fact.asks and fact.is_known and fact.field in wanted]
    return meant, [fact for fact in meant if wanted[fact.field] != fact.mark]


@dataclass(frozen=True, slots=True)
class Stood:
    """A fact as it stood when a step was completed, and what stands today where that is something else."""

    fact: Fact
    by: str
    at: datetime | None
    today: str = ""


def stood(kept: Iterable[tuple[Fact, str, datetime | None]], today: Iterable[Fact]) -> list[Stood]:
    """The facts of a completed step beside those of today; what can no longer be found says nothing."""
    now = {fact.key: fact.words for fact in today if fact.asks}
    return [
        Stood(fact, by, at, now[fact.key] if now.get(fact.key, fact.words) != fact.words else "")
        for fact, by, at in kept
    ]


def also_shown(steps: Iterable[tuple[str, Sequence[str]]], record_of: str) -> str:
    """Where else a fact is shown: "Core assessment of Tia and Kofi, Plan of Tia, Tia's record"."""
    pieces = [
        f"{title} of {reading_words.listing(list(names))}" if names else title for title, names in steps
    ]
    return ", ".join([*pieces, f"{record_of}’s record"])
