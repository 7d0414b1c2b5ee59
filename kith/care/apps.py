"""The care app."""

from django.apps import AppConfig


class CareConfig(AppConfig):
    """Registers the app with Django."""

    name = "kith.care"
    label = "care"
    verbose_name = "Looked-after care"
    default_auto_field = "django.db.models.BigAutoField"
