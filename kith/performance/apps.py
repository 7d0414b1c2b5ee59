"""The performance app."""

from django.apps import AppConfig
from django.core.checks import register


class PerformanceConfig(AppConfig):
    """Registers the app with Django."""

    name = "kith.performance"
    label = "performance"
    verbose_name = "Performance"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have the measures of the packs beside the indicators in code, and checked at every start."""
        from kith.performance.measures import catalogue

        catalogue.enter()
        register(catalogue.measures_are_whole)
