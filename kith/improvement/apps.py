"""The improvement app."""

from django.apps import AppConfig


class ImprovementConfig(AppConfig):
    """Registers the app with Django."""

    name = "kith.improvement"
    label = "improvement"
    verbose_name = "Improvement"
    default_auto_field = "django.db.models.BigAutoField"
