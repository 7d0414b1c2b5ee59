"""Kith: case recording, practice and performance for children's social care."""

__version__ = "0.1.0"
