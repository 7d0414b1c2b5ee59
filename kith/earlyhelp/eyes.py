"""The system's eyes for writing what somebody who sees own families alone is beginning.

What they begin is not theirs before it is written, so the walls would keep them from writing it.
"""

from contextlib import AbstractContextManager, nullcontext
from copy import copy

from kith.access.models import Worker
from kith.database.session import as_system


def writing(by: Worker) -> AbstractContextManager[None]:
    """As long as it holds, an action of this worker may write rows that the worker will know only afterwards."""
    return as_system("early help is written down") if by.sees_own_families_only else nullcontext()


def lent(by: Worker) -> Worker:
    """The same worker with an ordinary worker's eyes, for what an action writes on their behalf and never shows."""
    same = copy(by)
    same.sees_own_families_only = False
    return same
