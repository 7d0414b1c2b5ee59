"""What performance remembers: figures as they were published, and what people say about figures."""

from kith.performance.models.publications import Publication
from kith.performance.models.telling import FigureComment, NamedChange

__all__ = ["FigureComment", "NamedChange", "Publication"]
