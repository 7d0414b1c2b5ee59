"""The table of published figures: loads what it needs, reads it back, and leaves nothing behind unless told to."""

from collections.abc import Collection, Iterable

from django.db import connection, transaction

from kith.core import Refused
from kith.database.session import as_system
from kith.performance.papers import loading
from kith.performance.papers.places import elsewhere
from kith.performance.papers.published import Published, figures
from kith.performance.papers.reading import Line, line

WHY = "published figures are loaded and read back"
ONE_AT_A_TIME = 20_110_930  # the lock that keeps two runs from loading the same places at once


def chosen(ids: Collection[str]) -> list[Published]:
    """The published figures with these ids, all without any. Raises Refused for an unknown one."""
    known = figures()
    if unknown := [one for one in ids if one not in known]:
        raise Refused(
            f"No published figure is called {', '.join(unknown)}. Leave the ids out to see them all."
        )
    return [one for one in known.values() if not ids or one.id in ids]


def table(wanted: Iterable[Published], *, keep: bool = False) -> list[Line]:
    """A line for each figure, in their order; computed from rows in one transaction.

    Without `keep` the transaction is rolled back. With it every place stays for the dashboard, but those too large
    to be kept (England), which go again. Places that are there already are read as they stand.
    """
    order = list(wanted)
    places = elsewhere()
    passing = {code for one in order for code in one.places if not places[code].kept}
    staying = {code for one in order for code in one.places} - passing
    if keep:
        staying = {code for code, place in places.items() if place.kept}
    with as_system(WHY):
        _prepare()
        loading.load(staying)
        lines = {one.id: line(one) for one in order if not one.places & passing}
        with transaction.atomic():
            loading.load(passing)
            lines |= {one.id: line(one) for one in order if one.places & passing}
            transaction.set_rollback(True)
        if not keep:
            transaction.set_rollback(True)
    return [lines[one.id] for one in order]


def _prepare() -> None:
    """Alone, without a limit of time, and without loops over rows so new that the database has not measured them."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_xact_lock(%s)", [ONE_AT_A_TIME])
        if not cursor.fetchone()[0]:
            raise Refused(
                "The published figures are being loaded by somebody else at this moment. Try again in a minute."
            )
        cursor.execute("set local statement_timeout = 0")
        cursor.execute("set local idle_in_transaction_session_timeout = 0")
        cursor.execute("set local enable_nestloop = off")
