"""Writing bulletins, taking them down, and keeping when somebody last opened the hub."""

from datetime import datetime, timedelta

from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.improvement.models import Bulletin, HubVisit
from kith.improvement.models.plans import LONGEST_TITLE
from kith.improvement.rules import in_lines, one_line

LONGEST = 3_000
ONE_LOOK = timedelta(minutes=30)  # opening it again within this time is the same visit


@action(May.KEEP_BOARDS)
def publish(by: Worker, *, title: str, words: str) -> Bulletin:
    """Put a bulletin on the hub. Raises Refused without words, and for more than a short notice."""
    head, told = one_line(title), in_lines(words)
    problems: list[tuple[str | None, str]] = []
    if not head or len(head) > LONGEST_TITLE:
        problems.append(("title", f"Write a heading of at most {LONGEST_TITLE} letters."))
    if not told or len(told) > LONGEST:
        problems.append(("words", f"Write the notice, in at most {LONGEST:,} letters."))
    if problems:
        raise Refused.several(problems)
    return Bulletin.objects.create(title=head, words=told, by=by, published_at=clock.now())


@action(May.KEEP_BOARDS)
def take_down(by: Worker, bulletin: Bulletin) -> Bulletin:
    """Take a bulletin down. Taking it down twice changes nothing."""
    bulletin.is_off = True
    bulletin.save(update_fields=["is_off"])
    return bulletin


@action(May.SEE_IMPROVEMENT)
def open_hub(by: Worker) -> datetime | None:
    """Keep that somebody opens the hub now, and give when they last did; None for the first time.

    Looking again within half an hour is the same visit: what was new then still is.
    """
    now = clock.now()
    row = HubVisit.objects.select_for_update().filter(worker=by).first()
    if row is None:
        HubVisit.objects.get_or_create(worker=by, defaults={"opened_at": now})
        return None
    if now - row.opened_at > ONE_LOOK:
        row.before_at, row.opened_at = row.opened_at, now
        row.save(update_fields=["before_at", "opened_at"])
    return row.before_at
