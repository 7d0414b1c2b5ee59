"""The court app."""

from django.apps import AppConfig
from django.core.checks import register


class CourtConfig(AppConfig):
    """Registers the app and its start-up check with Django."""

    name = "kith.court"
    label = "court"
    verbose_name = "Court"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have what orders set going checked at every start."""
        from kith.court import checks

        register(checks.orders_lead_somewhere)
