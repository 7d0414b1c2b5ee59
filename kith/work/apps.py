"""The work app."""

from django.apps import AppConfig


class WorkConfig(AppConfig):
    """Registers the app with Django."""

    name = "kith.work"
    label = "work"
    verbose_name = "Work"
    default_auto_field = "django.db.models.BigAutoField"
