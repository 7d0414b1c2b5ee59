"""The people app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Registers the app with Django."""

    name = "kith.people"
    label = "people"
    verbose_name = "People"
    default_auto_field = "django.db.models.BigAutoField"
