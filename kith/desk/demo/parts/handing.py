"""A family of Joe Whitlock that Amina Rahman is asked to take over."""

from datetime import date, timedelta

from kith.access.guarded import DEMO
from kith.database.session import as_system
from kith.desk.demo.found import is_there, worker
from kith.desk.demo.starting import PracticeOn
from kith.work.handovers import actions
from kith.work.models import Allocation, Transfer

FAMILY = "Dunn"
WHY = "Joe goes to the duty team in a month. Amina has worked with Lacey’s school before."
MEETING = "Joe and Amina, at home after school"


def act(today: date, practice_on: PracticeOn) -> None:
    """Tell it once, where the story is; told already, or no story there: nothing happens."""
    with as_system("the demonstration shows a handover between two workers"):
        if not is_there() or Transfer.objects.unguarded(DEMO).exists():
            return
        joe = worker("joe.whitlock")
        held = Allocation.objects.unguarded(DEMO).filter(
            worker=joe, ended_on__isnull=True, involvement__family__name__startswith=FAMILY
        )
        rows = list(held.select_related("team").order_by("pk"))
        if not rows:
            return
        actions.ask(
            worker("colin.burge"), [row.involvement_id for row in rows], team=rows[0].team, holder=joe,
            taker=worker("amina.rahman"), reason=WHY, meets_on=today + timedelta(days=2), meets_with=MEETING,
        )  # fmt: skip
