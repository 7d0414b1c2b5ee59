"""Puts the measures of the packs into the catalogue of indicators, once, when the program starts."""

from pathlib import Path

from django.conf import settings
from django.core.checks import CheckMessage, Error

from kith.access import practice
from kith.performance.definition import Indicator
from kith.performance.indicators import INDICATORS, TOPICS
from kith.performance.measures import proving, reading
from kith.performance.measures.reading import Known
from kith.practice.mistakes import BrokenPacks

_broken: list[BrokenPacks] = []
_entered: set[str] = set()  # codes of measures that came from packs


def enter(folder: Path | None = None) -> list[Indicator]:
    """Add every measure of the packs to the indicators; mistakes are kept for the start-up check."""
    try:
        found = reading.of_packs(folder or settings.KITH_PACKS, Known(INDICATORS.names(), TOPICS))
    except BrokenPacks as broken:
        _broken.append(broken)
        return []
    for measure in found:
        INDICATORS.add(measure.code, measure, measure.words)
        _entered.add(measure.code)
    return found


def proven(file: Path) -> list[tuple[Indicator, list[str]]]:
    """The measures of a file, each with what is wrong with its examples. Raises BrokenPacks with every mistake.

    Codes that the packs took from a file of the same measures are free, so that a file of a pack can be proven too.
    """
    taken = [code for code in INDICATORS.names() if code not in _entered]
    free = Known(taken, TOPICS, tuple(practice.current().roles))
    return [(measure, proving.failures(measure)) for measure in reading.of_file(file, free)]


def measures_are_whole(app_configs: object, **kwargs: object) -> list[CheckMessage]:
    """An error with every mistake in the measures of the packs."""
    hint = "Mend the file; `manage.py figures prove FILE` says the same."
    return [Error(str(broken), hint=hint, id="performance.E001") for broken in _broken]
