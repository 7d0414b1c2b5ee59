"""What other subjects have to say on the page of a measure, under the names in the wiring."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string

from kith.access.models import Worker


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a panel: its words and where they lead, what is said under them, further cells, a mark with words."""

    words: str
    href: str
    small: str
    cells: Sequence[str]
    mark: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Beside:
    """A panel on the page of a measure: its title, the heads of its columns, its lines, and how many are in all."""

    code: str
    title: str
    heads: Sequence[str]
    rows: Sequence[Row]
    all: int


def beside(viewer: Worker, measure: str) -> list[Beside]:
    """The panels of other subjects about a measure that have anything to show to this viewer."""
    told = (import_string(name)(viewer, measure) for name in import_string(settings.KITH_BESIDE_MEASURES))
    return [one for one in told if one is not None]
