"""What early help found, beside the questions of statutory work: the value, who said it, on which day."""

from collections.abc import Mapping, Sequence

from kith.access.models import Worker
from kith.core import clock, reading_words
from kith.earlyhelp.carrying import EARLY, last_of
from kith.earlyhelp.models import AroundChild, Lead, TeamAround
from kith.earlyhelp.rules import state_words
from kith.work.known.rules import Fact
from kith.work.models import Answer, Step

NAME = "early_help"
LONGEST = 400


def early_help(viewer: Worker, step: Step, names: Mapping[int, str], wanted: Sequence[str]) -> list[Fact]:
    """For each child of a step who has or had early help: how it stands, who leads it, what it found. Five queries."""
    inside = AroundChild.objects.seen_by(viewer).filter(person__in=names).order_by("around__offered_on", "pk")
    latest = {row.person_id: row.around for row in inside.select_related("around")}
    if not latest:
        return []
    leads = Lead.objects.seen_by(viewer).filter(around__in=set(latest.values())).select_related("helper")
    led = {one.around_id: one.helper for one in leads.order_by("started_on", "pk")}
    found, source = _found(viewer, list(names))
    return [
        Fact(
            "Early help",
            _words(around, led[around.pk].name if around.pk in led else "", found),
            source or f"offered {reading_words.short_day(around.offered_on)}",
            NAME,
            person,
            asks=True,
        )
        for person, around in latest.items()
    ]


def _words(around: TeamAround, lead: str, found: str) -> str:
    state = state_words(around.started_on, around.ended_on, around.stepped_to_id is not None)
    parts = [state, f"lead professional {lead}" if lead else "", found]
    return ". ".join(part.rstrip(".") for part in parts if part) + "."


def _found(viewer: Worker, people: Sequence[int]) -> tuple[str, str]:
    """What the last early help assessment made of it, in short, and where that is from."""
    step = last_of(viewer, people, (EARLY,), finished=False)
    if step is None:
        return "", ""
    rows = Answer.objects.seen_by(viewer).filter(step=step, question="analysis", child=None)
    told = next((str(value) for value in rows.values_list("value", flat=True)), "")
    flat = " ".join(told.split())
    short = flat if len(flat) <= LONGEST else f"{flat[:LONGEST].rsplit(' ', 1)[0]} …"
    on = step.completed_on or clock.london(step.recorded_at).date()
    who = step.worker.name if step.worker else "the team around the child"
    said = "completed" if step.completed_on else "begun"
    return short, f"{step.title} by {who}, {said} {reading_words.short_day(on)}"
