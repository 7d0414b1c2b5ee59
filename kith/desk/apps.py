"""The desk: screens that gather."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Registers the app with Django."""

    name = "kith.desk"
    label = "desk"
    verbose_name = "Desk"
