"""What performance remembers: figures as they were published, what people say about them, and what others count."""

from kith.performance.models.outside import ComparatorFigure, PopulationCount
from kith.performance.models.publications import Publication
from kith.performance.models.telling import FigureComment, NamedChange

__all__ = ["ComparatorFigure", "FigureComment", "NamedChange", "PopulationCount", "Publication"]
