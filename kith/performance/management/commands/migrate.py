"""`manage.py migrate`: Django's own, and the reporting views laid anew when every table is there."""

from typing import Any

from django.core.management.commands import migrate
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from kith.performance.reporting import laying


class Command(migrate.Command):
    """Changes tables, with the reporting views out of the way while it does."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Take the views away, migrate, lay them anew. A migration to an earlier state leaves them away."""
        if options["plan"] or options["check_unapplied"]:
            super().handle(*args, **options)
            return
        connection = connections[options["database"]]
        with connection.cursor() as cursor:
            laying.clear(cursor)
        super().handle(*args, **options)
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return
        with connection.cursor() as cursor:
            laying.lay(cursor)
