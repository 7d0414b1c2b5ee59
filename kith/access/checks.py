"""Start-up checks: every page has a lock, and the packs are whole."""

from typing import Any

from django.core.checks import CheckMessage, Error
from django.urls import URLPattern, URLResolver, get_resolver

from kith.access import practice
from kith.practice import BrokenPacks


def every_page_is_locked(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """An error for each address whose view was not made by ``@page``."""
    return [
        Error(
            f"The page {pattern.pattern} has no lock.",
            hint="Make it with @page(route, may=May.X).",
            id="access.E001",
        )
        for pattern in patterns(get_resolver())
        if not hasattr(pattern.callback, "lock")
    ]


def packs_are_whole(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """An error with every mistake in the practice packs."""
    try:
        practice.authority()
    except BrokenPacks as broken:
        return [
            Error(str(broken), hint="Mend the pack; `manage.py pack check` says the same.", id="access.E002")
        ]
    return []


def patterns(resolver: URLResolver) -> list[URLPattern]:
    """Every address of the site, those of included files too."""
    found: list[URLPattern] = []
    for entry in resolver.url_patterns:
        found += patterns(entry) if isinstance(entry, URLResolver) else [entry]
    return found
