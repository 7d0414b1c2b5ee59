"""The practice that holds today and for whom: the packs on the disk, and what was published on the screen since."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from functools import lru_cache

from kith.access import filed
from kith.access.editions.rules import Publication, holding
from kith.access.filed import authority, names, read
from kith.access.models import PracticeEdition, PracticePublication
from kith.core import clock
from kith.database import session
from kith.practice import BrokenPacks, Practice
from kith.practice.drafting import read_draft

__all__ = ["STAMP", "authority", "current", "holds", "known", "names", "on", "publications", "read", "tried"]
STAMP = "practice"
AT = "@"
log = logging.getLogger(__name__)
_tried: ContextVar[Practice | None] = ContextVar("tried", default=None)


def on(day: date, team: int | None = None) -> Practice:
    """The practice that holds on ``day`` for everybody, or for the team with this id.

    What was published on the screen counts inside a transaction of a viewer or of the system; elsewhere, and where
    nothing was published, the files hold.
    """
    if (held := _tried.get()) is not None:
        return held
    files = filed.on(day)
    found = holds(files.code, day, team)
    return (_edition(found.edition) if found else None) or files


def current(team: int | None = None) -> Practice:
    """The practice that holds today."""
    return on(clock.today(), team)


def known(code: str) -> Practice | None:
    """A practice by the code that work opened under it keeps: of a pack, or of an edition; None for one long gone."""
    held = _tried.get()
    if held is not None and held.code == code:
        return held
    if AT not in code:
        return authority().practices.get(code)
    number = code.rpartition(AT)[2]
    return _edition(int(number)) if number.isascii() and number.isdecimal() else None


def holds(pack: str, day: date, team: int | None = None) -> Publication | None:
    """The publication that holds for a team, or for everybody, on a day; None where the files hold as they lie."""
    return holding(publications(), pack, day, team)


def publications() -> tuple[Publication, ...]:
    """Everything ever published, as this process last read it; read anew when its stamp has changed."""
    stamp = session.stamp(STAMP)
    return () if stamp is None else _publications(stamp)


@contextmanager
def tried(practice: Practice) -> Iterator[None]:
    """As if this practice held, for everybody and on every day, while the body runs: a draft is tried so."""
    token = _tried.set(practice)
    try:
        yield
    finally:
        _tried.reset(token)


@lru_cache(maxsize=2)
def _publications(stamp: int) -> tuple[Publication, ...]:
    rows = PracticePublication.objects.order_by("pk").values_list(
        "pk", "edition", "edition__pack", "team", "started_on", "ended_on"
    )
    return tuple(Publication(*row) for row in rows)


def _edition(number: int) -> Practice | None:
    """An edition as it was published; None where there is none, or this program can no longer read it."""
    stamp = session.stamp(STAMP)
    made_at = _made(stamp).get(number) if stamp is not None else None
    made_at = made_at or PracticeEdition.objects.filter(pk=number).values_list("made_at", flat=True).first()
    return _made_then(number, made_at) if made_at else None


@lru_cache(maxsize=2)
def _made(stamp: int) -> dict[int, datetime]:
    return dict(PracticeEdition.objects.values_list("pk", "made_at"))


@lru_cache(maxsize=32)
def _made_then(number: int, made_at: datetime) -> Practice | None:
    """The edition with this number. Once a record is put back from a copy, its next edition has a number that this
    process may have met before: the moment tells the two apart.
    """
    edition = PracticeEdition.objects.get(pk=number)
    try:
        return read_draft(authority(), edition.pack, edition.texts, names(), code=edition.code)
    except BrokenPacks:
        log.exception("practice.edition_unreadable", extra={"edition": number})
        return None
