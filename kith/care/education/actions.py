"""Recording personal education plans."""

from collections.abc import Sequence
from datetime import date

from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.care.education import rules
from kith.care.models import EducationPlan
from kith.care.together.actions import EVERY_ROW, happened, run_again
from kith.care.together.queries import InCare
from kith.work.timescales.actions import meet

FIRST, EACH_TERM = rules.CLOCKS


@action(May.RECORD_CARE)
def hold_plan(by: Worker, children: Sequence[InCare], *, on: date, school: str) -> list[EducationPlan]:
    """Record that the plans of these children were made or looked at; the next term begins. Raises ``Refused``."""

    def told(child: InCare) -> dict[str, object]:
        earlier = EducationPlan.objects.unguarded(EVERY_ROW).filter(period=child.period)
        return {"is_first": not earlier.exists(), "school": school}

    made = happened(
        by, EducationPlan, children, on,
        against=lambda child: rules.problems(on, child.born_on, school), told=told,
    )  # fmt: skip
    for child in children:
        meet(by, code=FIRST, person=child.person.pk, on=on)
        run_again(by, child, on, [EACH_TERM], EACH_TERM, "the last plan")
    return made
