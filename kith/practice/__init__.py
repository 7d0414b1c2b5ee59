"""Reads practice packs: which steps, questions, limits and sign-offs hold. Knows no Django and no clock."""

from kith.practice.authority import Area, Authority, load
from kith.practice.forms import Column, Form, Option, Question, Section, ShowIf
from kith.practice.limits import ClockNotStarted, Due, due, review_due, standing
from kith.practice.lists import Code, CodeList
from kith.practice.mistakes import BrokenPacks, PackMistake
from kith.practice.practice import Practice
from kith.practice.roles import Role
from kith.practice.steps import Limit, ReviewPoint, SignOff, StepKind
from kith.practice.targets import CaseloadLimit, Comparator, Population, ReportLimit, Scorecard, Target
from kith.practice.thresholds import ChecklistItem, Guide, GuideLevel, GuideLine, ThresholdGuide

__all__ = [
    "Area", "Authority", "BrokenPacks", "CaseloadLimit", "ChecklistItem", "ClockNotStarted", "Code", "CodeList",
    "Column", "Comparator", "Due", "Form", "Guide", "GuideLevel", "GuideLine", "Limit", "Option", "PackMistake",
    "Population", "Practice", "Question", "ReportLimit", "ReviewPoint", "Role", "Scorecard", "Section", "ShowIf",
    "SignOff", "StepKind", "Target", "ThresholdGuide", "due", "load", "review_due", "standing",
]  # fmt: skip
