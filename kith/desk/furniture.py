"""What stands round every page for the worker who looks: doors, notices, the strip of a training system."""

from typing import Any

from django.conf import settings
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from kith import __version__
from kith.access import practice
from kith.access.may import May
from kith.access.models import Worker
from kith.core import clock
from kith.database.prepared import prepared
from kith.ui.formatting import long_day
from kith.ui.jinja import url_if_any
from kith.work.models import Notice

# name, words, page, permission, key after "g"
DOORS = (
    ("work", "My work", "my_work", May.READ_RECORD, "w"),
    ("front_door", "Front door", "front_door", May.TAKE_CONTACT, "f"),
    ("people", "Children and families", "find", May.SEARCH, "c"),
    ("team", "Team", "team", May.SEE_TEAM, "t"),
    ("conferences", "Conferences", "conferences", May.ARRANGE_CONFERENCE, "m"),
    ("performance", "Performance", "performance", May.SEE_PERFORMANCE, "p"),
    ("improvement", "Improvement", "improvement_plans", May.SEE_IMPROVEMENT, "i"),
    ("quality", "Quality", "audits", May.SEE_AUDITS, "q"),
    ("quality", "Quality", "audits_mine", May.AUDIT_CASES, "q"),
    ("quality", "Quality", "sampled", May.READ_SAMPLE, "q"),
    ("set_up", "Set-up", "practice_show", May.SEE_PRACTICE, "s"),
)

# for who sees own families alone
OWN_FAMILIES = (
    ("early_help", "Early help", "early_help", May.WORK_EARLY_HELP, "e"),
    ("quality", "Audits", "audits_mine", May.AUDIT_CASES, "q"),
)


def furniture(request: HttpRequest) -> dict[str, Any]:
    """The furniture of one request; two queries at most (memberships, unread notices)."""
    given: dict[str, Any] = {
        "authority": practice.authority().title,
        "strip": strip(),
        "version": __version__,
    }
    worker = getattr(request, "user", None)
    if not isinstance(worker, Worker) or getattr(request, "is_broken", False):
        return given
    court = [("Court work", address("court_work"))] if worker.may(May.RECORD_COURT) else []
    return given | {
        "home": address(_home(worker)),
        "find": address("find") if worker.may(May.SEARCH) else None,
        "find_live": address("find_live") if worker.may(May.SEARCH) else None,
        "doors": doors(worker),
        "notices": {"href": address("notices"), "count": unread(worker)},
        "help": address("keyboard"),
        "worker": {
            "name": worker.name,
            "role": worker.job_title,
            "links": [*court, ("Keyboard shortcuts", address("keyboard"))],
        },
        "sign_out": address("sign_out"),
        "record_visit": address("visit_new") if worker.may(May.RECORD_VISIT) else None,
        "record_contact": address("contact_new") if worker.may(May.TAKE_CONTACT) else None,
        "single_keys": worker.single_keys,
    }


def _home(worker: Worker) -> str:
    if not worker.sees_own_families_only:
        return "my_work"
    return "early_help" if worker.may(May.WORK_EARLY_HELP) else "audits_mine"


def strip() -> str | None:
    """The words of the violet strip; nothing on a live system."""
    if not settings.KITH_DEMO:
        return None
    stands = f" Its clock stands at {long_day(clock.today())}." if settings.KITH_TODAY else ""
    return f"Training system – every person in it is made up.{stands}"


def doors(worker: Worker) -> list[dict[str, str]]:
    """The doors this worker's roles open."""
    known = OWN_FAMILIES if worker.sees_own_families_only else DOORS
    open_to = {door[0]: door for door in reversed(known) if worker.may(door[3])}  # of one name, the first
    named = [(name, words, address(page), key) for name, words, page, _, key in reversed(open_to.values())]
    return [
        {"name": name, "words": words, "href": href, "key": key} for name, words, href, key in named if href
    ]


@prepared
def _unread(worker: Worker) -> QuerySet[Any, Any]:
    waiting = Notice.objects.filter(worker=worker.pk, read_at__isnull=True)
    return waiting.values("worker").annotate(number=Count("pk")).values_list("number", flat=True)


def unread(worker: Worker) -> int:
    """How many notices wait for this worker."""
    return sum(_unread(worker))


def address(page: str, number: int | None = None) -> str:
    """The address of a page (about the row ``number``), or nothing where this installation has no such page."""
    return url_if_any(page, **({} if number is None else {"number": number})) or ""
