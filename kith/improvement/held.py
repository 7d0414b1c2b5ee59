"""The row of an action, held while something is done with it."""

from kith.core import Refused
from kith.improvement import rules
from kith.improvement.models import PlanAction
from kith.improvement.queries import carried_as


def held(about: PlanAction) -> PlanAction:
    """The row of an action, locked, as it is now."""
    return PlanAction.objects.select_for_update(of=("self",)).select_related("plan").get(pk=about.pk)


def held_here(about: PlanAction) -> PlanAction:
    """The same; raises Refused where a later plan carries the action on, and says where."""
    row = held(about)
    if why := rules.obstacle_when_carried(carried_as(row)):
        raise Refused(why)
    return row
