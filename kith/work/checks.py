"""Start-up checks: every name that packs use for an effect or a fact leads to code; what is printed has its font."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning
from django.utils.module_loading import import_string

from kith.access import practice
from kith.practice import BrokenPacks
from kith.work import paper


def names_lead_somewhere(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """An error for each name in the wiring without code, and for each fact in a pack without a name there."""
    effects, facts = import_string(settings.KITH_EFFECTS), import_string(settings.KITH_FACTS)
    missing = [*_without_code(effects), *_without_code(facts)]
    found: list[CheckMessage] = [
        Error(f"The wiring says {name!r} is {path}, and there is no such function.", id="work.E001")
        for name, path in missing
    ]
    unknown = sorted(set(_pulled()) - set(facts))
    hint = f"Known: {', '.join(facts)}."
    return found + [
        Error(f"A form pulls {name!r}, which nobody wired.", hint=hint, id="work.E002") for name in unknown
    ]


def typeface_is_there(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """A warning where nothing can be printed: the rest works, and the assets are built with the same commands."""
    missing = paper.typeface_missing(paper.FOLDER)
    return [Warning(missing, id="work.W001")] if missing else []


def _without_code(wired: dict[str, str]) -> Iterator[tuple[str, str]]:
    for name, path in wired.items():
        try:
            import_string(path)
        except ImportError:
            yield name, path


def _pulled() -> Iterator[str]:
    try:
        practices = practice.authority().practices.values()
    except BrokenPacks:
        return  # told by the check of the packs
    for held in practices:
        for form in held.forms.values():
            yield from form.facts
            yield from (question.pulls for question in form.questions if question.pulls)
