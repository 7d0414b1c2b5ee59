"""The connection class that Django looks for by this module's name."""

from pathlib import Path
from typing import Any

from django.db.backends.postgresql import base

from kith.database.server import Server

PLANS_KEPT = 400
_servers: dict[Path, Server] = {}


def server(folder: Path, settings: dict[str, str] | None = None) -> Server:
    """The embedded server of an installation, running and held by this process."""
    if folder not in _servers:
        found = Server(folder, settings=settings)
        found.use()
        _servers[folder] = found
    return _servers[folder]


class DatabaseWrapper(base.DatabaseWrapper):
    """PostgreSQL, with host and password of the embedded server filled in when `EMBEDDED` names its folder."""

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

    def prepared_cursor(self) -> Any:
        """A cursor that sends values apart from the words, so that the server plans a question once."""
        self.ensure_connection()
        with self.wrap_database_errors:
            return self._prepare_cursor(base.ServerBindingCursor(self.connection))  # type: ignore[attr-defined,call-arg]
