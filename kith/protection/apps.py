"""The protection app."""

from django.apps import AppConfig
from django.core.checks import register


class ProtectionConfig(AppConfig):
    """Registers the app and its start-up check with Django."""

    name = "kith.protection"
    label = "protection"
    verbose_name = "Child protection"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have what conferences set going checked at every start."""
        from kith.protection import checks

        register(checks.conferences_lead_somewhere)
