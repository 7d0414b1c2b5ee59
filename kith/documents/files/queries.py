"""Reading a stored file back, and finding bytes that no row knows."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.core.files.storage import default_storage

from kith.documents.models import StoredFile

PLACE = re.compile(r"\d{4}/\d{2}/[0-9a-f]{32}")  # where ``actions.store`` puts files; nothing else lies there


def contents(stored: StoredFile) -> bytes:
    """The bytes of a file. Raises ``FileNotFoundError`` when the storage has lost it."""
    with default_storage.open(stored.place) as held:
        return bytes(held.read())


@dataclass(frozen=True, slots=True)
class Stray:
    """Bytes in the storage that no row knows: where, how large, since when."""

    place: str
    size: int
    stored_at: datetime


def strays(before: datetime) -> list[Stray]:
    """Bytes stored before a moment that belong to no row. One query for each month of files."""
    found = []
    for month in _months():
        places = _files(month)
        known = set(StoredFile.objects.filter(place__in=places).values_list("place", flat=True))
        unknown = [_stray(place) for place in places if place not in known]
        found += [stray for stray in unknown if stray.stored_at < before]
    return found


def _stray(place: str) -> Stray:
    return Stray(place, default_storage.size(place), default_storage.get_modified_time(place))


def left_behind() -> list[str]:
    """Where bytes still lie though their row says that they were deleted. One query for each month of files."""
    return [
        place
        for month in _months()
        for place in StoredFile.objects.filter(place__in=_files(month), purged_at__isnull=False).values_list(
            "place", flat=True
        )
    ]


def _months() -> Iterator[str]:
    for year in _folders(""):
        if re.fullmatch(r"\d{4}", year):
            yield from (f"{year}/{month}" for month in _folders(year) if re.fullmatch(r"\d{2}", month))


def _folders(path: str) -> list[str]:
    try:
        return sorted(default_storage.listdir(path)[0])
    except FileNotFoundError:
        return []


def _files(month: str) -> list[str]:
    places = [f"{month}/{name}" for name in sorted(default_storage.listdir(month)[1])]
    return [place for place in places if PLACE.fullmatch(place)]
