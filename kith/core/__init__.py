"""Pure ground: time, words, numbers, identifiers. Knows no Django, no settings, no record."""

from kith.core.refused import Refused

__all__ = ["Refused"]
