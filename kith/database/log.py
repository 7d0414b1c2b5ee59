"""One line an event, without a word about people: names of events, ids, places in the code."""

import logging
import traceback
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any

from django.urls import get_resolver

STANDARD = set(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
NEVER_WRITTEN = {"request", "sql", "params"}
PLACES = 6
CSRF = "django.security.csrf"  # its reason is one of a few sentences of Django's own


class Line(logging.Formatter):
    """Writes a record as `moment LEVEL logger event key=value`.

    Of an exception only its class and places are written: its words may quote a row. Of a request its route
    is written, never its address: somebody may have typed a name there.
    """

    def format(self, record: logging.LogRecord) -> str:
        """The whole event on one line."""
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        parts = [moment, record.levelname, record.name, _words(record), *_extras(record)]
        if record.exc_info and record.exc_info[1] is not None:
            parts.append(places(record.exc_info[1]))
        return " ".join(parts).replace("\n", " | ")


def _words(record: logging.LogRecord) -> str:
    """What happened; of a refused request its kind and route, since its own words quote what was typed."""
    request, code = getattr(record, "request", None), getattr(record, "status_code", None)
    if request is None or code is None:
        return record.getMessage()
    why = f" ({record.args[0]})" if record.name == CSRF and isinstance(record.args, tuple) else ""
    return f"{HTTPStatus(code).phrase}{why}: {route(request)}"


def route(request: Any) -> str:
    """The pattern of the page asked for; where there is none, its first part if that is one of the site's."""
    match = getattr(request, "resolver_match", None)
    if match is not None:
        return f"/{match.route}"
    first = str(getattr(request, "path_info", "")).strip("/").partition("/")[0]
    known = {str(pattern.pattern).partition("/")[0] for pattern in get_resolver().url_patterns}
    return f"/{first}/…" if first and first in known else "/…"


def _extras(record: logging.LogRecord) -> list[str]:
    given = {key: value for key, value in vars(record).items() if key not in STANDARD | NEVER_WRITTEN}
    return [f"{key}={value}" for key, value in sorted(given.items())]


def places(problem: BaseException) -> str:
    """Class of an exception and where it came from, innermost first, without its words."""
    frames = traceback.extract_tb(problem.__traceback__)[-PLACES:]
    where = " < ".join(
        f"{frame.filename.rpartition('site-packages/')[2]}:{frame.lineno}" for frame in frames[::-1]
    )
    return f"fault={type(problem).__module__}.{type(problem).__name__} at={where}"
