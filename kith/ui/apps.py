"""Registers the app that owns the look of every page."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Base page, components, charts, stylesheet and scripts. Has no tables."""

    name = "kith.ui"
    label = "ui"
