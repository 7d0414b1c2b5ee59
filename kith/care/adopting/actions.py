"""Recording the steps on the way to adoption."""

from collections.abc import Sequence
from datetime import date

from kith.access import practice
from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.care.adopting import clocks, rules
from kith.care.models import AdoptionStep
from kith.care.together.actions import hold, refuse
from kith.care.together.queries import InCare
from kith.core import clock

GONE = "is not looked after any more. What was recorded stays as it was."


@action(May.RECORD_CARE)
def step(by: Worker, children: Sequence[InCare], *, kind: str, on: date, words: str) -> list[AdoptionStep]:
    """Record that something happened on the way to adoption of these children on a day. Raises ``Refused``."""
    hold(by, children)
    listed = {code for code, _ in practice.current().lists["adoption_step"].choices(on)}
    wrong: list[rules.Problem] = []
    for one in children:
        known = clocks.known_of(one.period)
        decided_on = max((day for what, day in known if what == rules.DECISION), default=None)
        wrong += rules.problems_of_step(kind, on, clock.today(), one.started_on, decided_on, known, listed)
        if one.ended_on is not None:
            wrong.append((None, f"{one.called} {GONE}"))
    if len(words) > rules.LONGEST_WORDS:
        wrong.append(("words", f"Say it in at most {rules.LONGEST_WORDS} letters."))
    refuse(wrong)
    facts = {"kind": kind, "happened_on": on, "words": words, "by": by, "recorded_at": clock.now()}
    made = [AdoptionStep.objects.create(period=one.period, **facts) for one in children]
    for one in children:
        clocks.happened(by, one.period, kind, on)
    return made
