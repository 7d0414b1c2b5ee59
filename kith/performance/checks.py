"""Start-up check: what packs hold figures against are measures that are counted here."""

from difflib import get_close_matches
from typing import Any

from django.core.checks import CheckMessage, Warning

from kith.access import practice
from kith.performance.indicators import INDICATORS
from kith.practice import BrokenPacks, Practice


def targets_are_of_measures(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """A warning for each target or comparator of a pack whose measure nobody counts."""
    try:
        known = practice.authority().practices
    except BrokenPacks:
        return []
    return [found for one in known.values() for found in not_counted(one)]


def not_counted(of: Practice) -> list[CheckMessage]:
    """What is wrong with the targets and comparators of one practice."""
    codes = [entry.name for entry in INDICATORS]
    told = {("target", one.indicator): None for one in of.targets}
    told |= {("comparator", one.indicator): None for one in of.comparators}
    return [
        Warning(
            f'{of.code}/targets.toml, {kind}.indicator: There is no measure "{code}".',
            hint=" ".join(f"Meant is perhaps {near}." for near in get_close_matches(code, codes, 1)) or None,
            id="performance.W001",
        )
        for kind, code in told
        if code not in codes
    ]
