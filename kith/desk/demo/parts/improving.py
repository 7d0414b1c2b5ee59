"""Improvement plans: the published plan of 2010, and Westmere's own with evidence, feedback and a board."""

from datetime import date

from kith.database.session import as_system
from kith.desk.demo import plans_2010
from kith.desk.demo.found import is_there, worker
from kith.desk.demo.starting import PracticeOn
from kith.improvement.layout.actions import read_in
from kith.improvement.models import ImprovementPlan


def act(today: date, practice_on: PracticeOn) -> None:
    """Read the plans in once."""
    with as_system("the demonstration shows improvement plans"):
        if not is_there() or ImprovementPlan.objects.exists():
            return
        read_in(worker("ngozi.bright"), named=plans_2010.PLAN, sheet=plans_2010.sheet())
