"""The cast of the daily lists."""

from kith.performance.daily.conftest import browser, late, place, waiting

__all__ = ["browser", "late", "place", "waiting"]
