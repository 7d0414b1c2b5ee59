"""What performance remembers: figures as published, what is said of them, and what was delivered to whom."""

from kith.performance.models.delivery import (
    DailyLine,
    DailyList,
    Delivery,
    DeliveryRun,
    LineRemark,
    Reading,
    RegularReport,
)
from kith.performance.models.outside import ComparatorFigure, PopulationCount
from kith.performance.models.publications import Publication
from kith.performance.models.telling import FigureComment, NamedChange

__all__ = [
    "ComparatorFigure",
    "DailyLine",
    "DailyList",
    "Delivery",
    "DeliveryRun",
    "FigureComment",
    "LineRemark",
    "NamedChange",
    "PopulationCount",
    "Publication",
    "Reading",
    "RegularReport",
]
