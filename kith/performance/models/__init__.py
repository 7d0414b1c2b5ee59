"""What performance remembers: published figures, what is said of them, targets, deliveries, reports."""

from kith.performance.models.board_reports import BoardReport, BoardSignature
from kith.performance.models.deep_dives import BECAME, DeepDive, DeepDiveAction
from kith.performance.models.definitions import Definition
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
from kith.performance.models.reports import Report, ReportResult, ReportRun
from kith.performance.models.team_targets import TeamAction, TeamTarget
from kith.performance.models.telling import FigureComment, NamedChange
from kith.performance.models.watching import WatchedMeasure

__all__ = [
    "BECAME",
    "BoardReport",
    "BoardSignature",
    "ComparatorFigure",
    "DailyLine",
    "DailyList",
    "DeepDive",
    "DeepDiveAction",
    "Definition",
    "Delivery",
    "DeliveryRun",
    "FigureComment",
    "LineRemark",
    "NamedChange",
    "PopulationCount",
    "Publication",
    "Reading",
    "RegularReport",
    "Report",
    "ReportResult",
    "ReportRun",
    "TeamAction",
    "TeamTarget",
    "WatchedMeasure",
]
