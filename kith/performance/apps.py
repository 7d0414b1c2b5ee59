"""The performance app."""

from django.apps import AppConfig


class PerformanceConfig(AppConfig):
    """Registers the app with Django."""

    name = "kith.performance"
    label = "performance"
    verbose_name = "Performance"
    default_auto_field = "django.db.models.BigAutoField"
