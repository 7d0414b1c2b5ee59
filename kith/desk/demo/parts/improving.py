"""Improvement plans: the published one of 2010, three of 2011, and Westmere's own with what was said of it."""

from datetime import date

from kith.database.session import as_system
from kith.desk.demo import plans_2010, plans_around, plans_phases, plans_projects
from kith.desk.demo.found import is_there, worker
from kith.desk.demo.starting import PracticeOn
from kith.improvement.layout.actions import read_in
from kith.improvement.models import ImprovementPlan


def act(today: date, practice_on: PracticeOn) -> None:
    """Read the plans in once."""
    with as_system("the demonstration shows improvement plans"):
        if not is_there() or ImprovementPlan.objects.exists():
            return
        by = worker("ngozi.bright")
        read_in(by, named=plans_2010.PLAN, sheet=plans_2010.sheet())
        first = plans_phases.first_of_kent(by)
        plans_around.risks_of_kent(by, first)
        plans_around.money_of_kent(by, plans_phases.second_of_kent(by, first))
        plans_projects.torbay(by)
        plans_around.westmere(today, by, plans_phases.westmere(today, by, worker("harriet.vaux")))
