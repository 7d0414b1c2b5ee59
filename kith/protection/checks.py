"""Start-up check: what a conference sets going in other apps leads to code."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.utils.module_loading import import_string

from kith.protection.models.conferences import DECISIONS


def conferences_lead_somewhere(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """An error for each name in the wiring that no conference decides, or that has no function behind it."""
    found: list[CheckMessage] = []
    for name, path in import_string(settings.KITH_CONFERENCES).items():
        if name not in DECISIONS:
            hint = f"Known: {', '.join(DECISIONS)}."
            words = f"The wiring of conferences has {name!r}, which no conference decides."
            found.append(Error(words, hint=hint, id="protection.E001"))
            continue
        try:
            import_string(path)
        except ImportError:
            words = f"The wiring says that a conference sets {name!r} going in {path}, and there is no such function."
            found.append(Error(words, id="protection.E002"))
    return found
