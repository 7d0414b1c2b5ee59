"""The frontdoor app."""

from django.apps import AppConfig


class FrontdoorConfig(AppConfig):
    """Registers the app with Django."""

    name = "kith.frontdoor"
    label = "frontdoor"
    verbose_name = "Front door"
    default_auto_field = "django.db.models.BigAutoField"
