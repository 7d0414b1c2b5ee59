"""Birthdays, as every rule of care asks for them."""

from kith.core.period import birthday

__all__ = ["birthday"]
