"""The performance app."""

from django.apps import AppConfig
from django.core.checks import register


class PerformanceConfig(AppConfig):
    """Registers the app and its start-up check with Django."""

    name = "kith.performance"
    label = "performance"
    verbose_name = "Performance"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have the measures of the packs beside the indicators in code, and what packs say checked at every start."""
        from kith.performance import checks
        from kith.performance.measures import catalogue

        catalogue.enter()
        register(catalogue.measures_are_whole)
        register(checks.targets_are_of_measures)
