"""The early help app."""

from django.apps import AppConfig


class EarlyHelpConfig(AppConfig):
    """Registers the app with Django."""

    name = "kith.earlyhelp"
    label = "earlyhelp"
    verbose_name = "Early help"
    default_auto_field = "django.db.models.BigAutoField"
