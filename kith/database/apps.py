"""Registers the ground under the record."""

from django.apps import AppConfig


class DatabaseConfig(AppConfig):
    """Working days, local closures and the keys of commands already carried out."""

    name = "kith.database"
    label = "database"
    default_auto_field = "django.db.models.BigAutoField"
