"""The access app."""

from django.apps import AppConfig
from django.core.checks import register


class AccessConfig(AppConfig):
    """Registers the app and its start-up checks with Django."""

    name = "kith.access"
    label = "access"
    verbose_name = "Access"

    def ready(self) -> None:
        """Have the doors and the packs checked at every start."""
        from kith.access import checks

        register(checks.every_page_is_locked)
        register(checks.packs_are_whole)
