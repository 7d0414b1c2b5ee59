"""When signing in is slowed down, and what may follow it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from ipaddress import ip_address
from urllib.parse import urlsplit

TRIES = 5
WINDOW = timedelta(minutes=15)
LONGEST_WAIT = timedelta(minutes=30)
TRIES_FROM_ONE_PLACE = 300  # a council's whole office may come from one address on a Monday morning


def wait_until(failures: Sequence[datetime], now: datetime) -> datetime | None:
    """When a name may be tried again, or None when it may be tried now.

    ``failures`` are the moments of failed tries since the last success, newest first. After five
    within 15 minutes each further one doubles the wait: 1, 2, 4 ... at most 30 minutes.
    """
    recent = [moment for moment in failures if now - moment < LONGEST_WAIT + WINDOW]
    over = len(recent) - TRIES
    if over < 0:
        return None
    until = recent[0] + min(timedelta(minutes=2**over), LONGEST_WAIT)
    return until if until > now else None


def is_flood(tries_from_address: int) -> bool:
    """Whether one address has tried more names in 15 minutes than an office would."""
    return tries_from_address >= TRIES_FROM_ONE_PLACE


def address_of(direct: str, forwarded: str, proxies: int) -> str:
    """The address a try to sign in came from.

    ``direct`` is who spoke to us, ``forwarded`` the header X-Forwarded-For, ``proxies`` how many of our own stand
    before us. Each of ours adds whom it heard at the end, so the last ``proxies`` entries are true and what stands
    before them is whatever the visitor wrote. What is no address is not believed.
    """
    heard = [entry.strip() for entry in forwarded.split(",")][-proxies:] if proxies > 0 else []
    if len(heard) < proxies or not heard:
        return direct
    try:
        return str(ip_address(heard[0]))
    except ValueError:
        return direct


def seconds_left(now: int, *, active_at: int, began_at: int, idle: int, longest: int) -> int:
    """How long a session lasts when nothing more is done in it; 0 or less when it has ended.

    It ends ``idle`` seconds after something was last done, and ``longest`` seconds after it began in any case.
    """
    return min(active_at + idle, began_at + longest) - now


def safe_return(target: str) -> str:
    """Where to go after signing in: a path of this site, never another one."""
    try:
        parts = urlsplit(target)
    except ValueError:
        return "/"
    inside = (
        target.startswith("/")
        and not target.startswith(("//", "/\\"))
        and not parts.netloc
        and not parts.scheme
    )
    return target if inside and "\n" not in target else "/"
