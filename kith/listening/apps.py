"""The listening app."""

from django.apps import AppConfig


class ListeningConfig(AppConfig):
    """Registers the app with Django."""

    name = "kith.listening"
    label = "listening"
    verbose_name = "Listening"
    default_auto_field = "django.db.models.BigAutoField"
