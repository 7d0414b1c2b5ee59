"""The practice that the packs on the disk say holds: read once, known before any record is opened."""

from datetime import date
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.module_loading import import_string

from kith.access.may import May
from kith.practice import Authority, Practice, load
from kith.practice.practice import Names


@cache
def authority() -> Authority:
    """The authority with all its packs. Raises ``BrokenPacks`` with every mistake when a pack is broken."""
    return read(settings.KITH_PACKS)


def read(folder: Path) -> Authority:
    """A folder of packs, held to the names this program knows. Raises ``BrokenPacks`` with every mistake."""
    known = names()
    return load(folder, permissions=known.permissions, effects=known.effects)


def names() -> Names:
    """The permissions and effects this program knows: packs may use no other."""
    return Names([one.name for one in May], list(import_string(settings.KITH_EFFECTS)), None)


@cache
def on(day: date) -> Practice:
    """The practice that the files say holds on ``day``."""
    return authority().practice_on(day)
