"""What performance remembers: figures as they were published."""

from kith.performance.models.publications import Publication

__all__ = ["Publication"]
