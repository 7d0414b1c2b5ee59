"""The inneed app."""

from django.apps import AppConfig


class InneedConfig(AppConfig):
    """Registers the app with Django."""

    name = "kith.inneed"
    label = "inneed"
    verbose_name = "Child in need"
    default_auto_field = "django.db.models.BigAutoField"
