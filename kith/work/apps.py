"""The work app."""

from django.apps import AppConfig
from django.core.checks import register


class WorkConfig(AppConfig):
    """Registers the app and its start-up check with Django."""

    name = "kith.work"
    label = "work"
    verbose_name = "Work"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have the names that packs use checked at every start."""
        from kith.work import checks

        register(checks.names_lead_somewhere)
        register(checks.typeface_is_there)
