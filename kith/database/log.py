"""One line an event, without a word about people: names of events, ids, places in the code."""

import logging
import traceback
from datetime import UTC, datetime

STANDARD = set(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
NEVER_WRITTEN = {"request", "sql", "params"}
PLACES = 6


class Line(logging.Formatter):
    """Writes a record as `moment LEVEL logger event key=value`.

    Of an exception only its class and places are written: its words may quote a row.
    """

    def format(self, record: logging.LogRecord) -> str:
        """The whole event on one line."""
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        parts = [moment, record.levelname, record.name, record.getMessage(), *_extras(record)]
        if record.exc_info and record.exc_info[1] is not None:
            parts.append(places(record.exc_info[1]))
        return " ".join(parts).replace("\n", " | ")


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
