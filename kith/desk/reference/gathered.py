"""Gathers what there is to describe, in code and packs, and gives every page of the reference."""

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management import get_commands, load_command_class
from django.urls import get_resolver

from kith.access import checks
from kith.access.may import May
from kith.desk.reference import (
    burden,
    commands,
    doors,
    forms,
    indicators,
    marks,
    reporting,
    roles,
    steps,
    tables,
    thresholds,
)
from kith.desk.reference import settings as settings_page
from kith.performance.facts import FACTS
from kith.performance.indicators import INDICATORS
from kith.performance.reporting.views import VIEWS
from kith.practice import Authority, load


def written(root: Path) -> dict[str, str]:
    """Every page of the reference by its file name, from the tree at `root`. Reads no record."""
    authority = load(root / "packs", permissions=[one.name for one in May])
    locked = [pattern.callback for pattern in checks.patterns(get_resolver())]
    return {
        "steps.md": steps.sheet(authority),
        "thresholds.md": thresholds.sheet(authority),
        "burden.md": burden.sheet(authority),
        **forms.sheets(authority),
        "permissions.md": roles.sheet(authority),
        "pages.md": doors.sheet(locked, actions(), _newest(authority)),
        "indicators.md": indicators.sheet([entry.thing for entry in INDICATORS], FACTS),
        "reporting.md": reporting.sheet(VIEWS.values()),
        "tables.md": tables.sheet(_apps()),
        "settings.md": settings_page.sheet((root / "config" / "settings.py").read_text()),
        "commands.md": commands.sheet((root / "Makefile").read_text(), _commands()),
    }


def _newest(authority: Authority) -> Any:
    return authority.practices[authority.in_force[-1].pack]


def actions() -> Iterator[tuple[str, Any]]:
    """Name and function of every action of every app."""
    for app in settings.KITH_APPS:
        package = importlib.import_module(app)
        names = [found.name for found in pkgutil.walk_packages(package.__path__, f"{app}.")]
        for module in (importlib.import_module(name) for name in names if name.endswith(".actions")):
            for name, verb in inspect.getmembers(module, lambda thing: hasattr(thing, "permission")):
                if verb.__module__ == module.__name__:
                    yield f"{module.__name__.removeprefix('kith.').removesuffix('.actions')}.{name}", verb


def _apps() -> Iterator[tuple[str, str, list[Any]]]:
    for config in apps.get_app_configs():
        if config.name.startswith("kith."):
            yield (
                config.label,
                _sentence(config),
                sorted(config.get_models(), key=lambda model: model.__name__),
            )


def _sentence(config: Any) -> str:
    """The first sentence of the app's README, or of its tables where it has none yet."""
    readme = Path(config.path) / "README.md"
    if readme.exists():
        paragraphs = [part for part in readme.read_text().split("\n\n") if not part.startswith("#")]
        return marks.first_sentence(paragraphs[0])
    return marks.first_sentence(getattr(config.models_module, "__doc__", "") or "")


def _commands() -> Iterator[tuple[str, Any]]:
    for name, app in get_commands().items():
        if str(app).startswith("kith."):
            yield name, load_command_class(str(app), name)
