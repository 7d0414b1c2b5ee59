"""The quality app."""

from django.apps import AppConfig


class QualityConfig(AppConfig):
    """Registers the app with Django."""

    name = "kith.quality"
    label = "quality"
    verbose_name = "Quality"
    default_auto_field = "django.db.models.BigAutoField"
