"""Whose eyes a file that leaves the service is counted with: everyone is counted for who may publish (0043)."""

from collections.abc import Iterator
from contextlib import contextmanager

from kith.access.may import May
from kith.access.models import Worker
from kith.database.session import as_system

SEEN = "Counted from the records that whoever took this out may open."


def counts_everyone(reader: Worker) -> bool:
    """Whether files of a reader count everyone.

    Held against the page, which counts what its reader may see, such a file tells how many restricted children there
    are of an age, a ward, a need, a source and a day: that is for those who answer for published figures.
    """
    return reader.may(May.PUBLISH_FIGURES) or reader.may(May.SEE_RESTRICTED)


@contextmanager
def counted_for(reader: Worker, reason: str) -> Iterator[str]:
    """Count what leaves the service; gives what has to stand in it where it does not count everyone."""
    if not counts_everyone(reader):
        yield SEEN
        return
    with as_system(reason):
        yield ""
