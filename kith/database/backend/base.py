"""The connection class that Django looks for by this module's name."""

import os
from contextlib import suppress
from pathlib import Path
from typing import Any

import psycopg
from django.db.backends.postgresql import base
from django.db.backends.postgresql.operations import DatabaseOperations
from psycopg.adapt import Loader
from psycopg.pq import Format

from kith.database.server import Server

PLANS_KEPT = 400
GIVES_WAY = 10  # of 19: about a tenth of a processor that others want, so that it comes to an end
_servers: dict[Path, Server] = {}


def server(folder: Path, settings: dict[str, str] | None = None) -> Server:
    """The embedded server of an installation, running and held by this process."""
    if folder not in _servers:
        found = Server(folder, settings=settings)
        found.use()
        _servers[folder] = found
    return _servers[folder]


def _give_way(process: int) -> bool:
    """Let a process of the embedded server have a processor that no other wants; where that may not be, nothing.

    Each is a session of its own. Where Linux shares processors out among sessions, only the session's priority counts.
    Linux takes one such order in a tenth of a second: False where this one has to be given again.
    """
    with suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, process, GIVES_WAY)
    try:
        Path(f"/proc/{process}/autogroup").write_text(str(GIVES_WAY))
    except BlockingIOError:
        return False
    except OSError:
        pass  # sessions share no processors here, or it is not ours to order
    return True


class JsonAsText(Loader):
    """The text of a ``jsonb`` that came in binary form: Django reads it itself."""

    format = Format.BINARY

    def load(self, data: Any) -> str:
        """The text behind the byte that tells the edition of the form."""
        return str(bytes(data[1:]), "utf-8")


class NumberedCursor(base.CursorMixin, psycopg.RawCursor):
    """A cursor for questions whose places are numbered (``$1``): their words are sent as they stand."""


class Operations(DatabaseOperations):
    """What Django asks of PostgreSQL, and how a question with numbered places is told."""

    def last_executed_query(self, cursor: Any, sql: Any, params: Any) -> str:
        """The words with their values; of a question with numbered places the words alone."""
        return sql if isinstance(cursor, NumberedCursor) else super().last_executed_query(cursor, sql, params)


class DatabaseWrapper(base.DatabaseWrapper):
    """PostgreSQL, with host and password of the embedded server filled in when `EMBEDDED` names its folder."""

    ops_class = Operations

    def get_connection_params(self) -> dict[str, Any]:
        """What the driver needs; the first call in a process starts the server."""
        folder = self.settings_dict.get("EMBEDDED")
        if not folder:
            return super().get_connection_params()
        running = server(Path(folder), self.settings_dict.get("SERVER_SETTINGS"))
        known = running.parameters(self.settings_dict["USER"])
        self.settings_dict.update(HOST=known["host"], PORT=known["port"], PASSWORD=known["password"])
        return super().get_connection_params()

    def init_connection_state(self) -> None:
        """A connection keeps the plans of all prepared questions there are, in the lengths of list that occur."""
        super().init_connection_state()
        self.connection.prepared_max = PLANS_KEPT
        self.connection.adapters.register_loader("jsonb", JsonAsText)
        if self.settings_dict.get("GIVES_WAY") and not getattr(self.connection, "has_given_way", False):
            self.connection.has_given_way = _give_way(self.connection.info.backend_pid)

    def prepared_cursor(self, *, binary: bool = False) -> Any:
        """A cursor that sends values apart from the words, so that the server plans a question once.

        ``binary``: rows inside a row come back as their own types, not as a text.
        """
        self.ensure_connection()
        with self.wrap_database_errors:
            cursor = NumberedCursor(self.connection)
            if binary:
                cursor.format = Format.BINARY
            return self._prepare_cursor(cursor)  # type: ignore[attr-defined]
