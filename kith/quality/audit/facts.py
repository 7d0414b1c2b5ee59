"""What the record itself says to each standard, counted for the auditor: nobody has to look it up or type it."""

from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any

from django.db.models import Q

from kith.access.models import Worker
from kith.core import clock
from kith.core.reading_words import count
from kith.quality.draw.queries import ASSESSMENTS
from kith.quality.models import CaseAudit
from kith.work.models import (
    FamilyCopy,
    ManagementDecision,
    PlanAgreement,
    PlanChild,
    StepChild,
    SupervisionTalk,
    Timescale,
    VisitChild,
)

LONG = 28  # days without being seen that are worth a mark
PROMPT = 2  # days within which a visit is written up
Fact = tuple[str, str]  # a mark ("done", "soon" or ""), and words


@dataclass(frozen=True, slots=True)
class Read:
    """What was read of one child's record for the time that is looked at."""

    visits: list[Any]
    steps: list[Any]
    clocks: list[Any]
    talks: int
    decisions: list[Any]
    copies: list[date]
    agreed: int
    today: date


def found(viewer: Worker, audit: CaseAudit, today: date) -> dict[str, list[Fact]]:
    """Facts by standard, as the form of the audit asks for them; of a finished audit those that were found then."""
    if audit.state == "finished":
        return {code: [(mark, words) for mark, words in facts] for code, facts in audit.found.items()}
    read = _read(viewer, audit.person_id, audit.looks_from, today)
    return {
        one["code"]: [fact for name in one["facts"] if (fact := FACTS[name](read))]
        for one in audit.form["standards"]
    }


def _read(viewer: Worker, person: int, since: date, today: date) -> Read:
    visits = VisitChild.objects.seen_by(viewer).filter(person=person, visited_at__date__gte=since)
    steps = StepChild.objects.seen_by(viewer).filter(
        person=person, released_at__isnull=True, step__kind__in=ASSESSMENTS, step__completed_on__gte=since
    )
    clocks = Timescale.objects.seen_by(viewer).filter(
        person=person, dropped_on__isnull=True, due_on__lte=today
    )
    clocks = clocks.filter(Q(met_on__gte=since) | Q(met_on__isnull=True) | Q(due_on__gte=since))
    talks = SupervisionTalk.objects.seen_by(viewer).filter(
        note__children__person=person, note__happened_at__date__gte=since
    )
    decisions = ManagementDecision.objects.seen_by(viewer).filter(
        children__person=person, decided_on__gte=since
    )
    plans = PlanChild.objects.seen_by(viewer).filter(person=person).values("plan")
    copies = FamilyCopy.objects.seen_by(viewer).filter(plan__in=plans, at__date__gte=since)
    agreed = PlanAgreement.objects.seen_by(viewer).filter(plan__in=plans)
    return Read(
        visits=list(
            visits.order_by("visited_at").values("visited_at", "seen", "words", "visit__recorded_at")
        ),
        steps=list(
            steps.order_by("step__completed_on").values("step__title", "step__due_on", "step__completed_on")
        ),
        clocks=list(clocks.values("title", "due_on", "met_on")),
        talks=talks.count(),
        decisions=list(decisions.values("to_do", "do_by", "done_on")),
        copies=[clock.london(at).date() for at in copies.order_by("at").values_list("at", flat=True)],
        agreed=agreed.count(),
        today=today,
    )


def _seen(read: Read) -> Fact:
    seen = [one for one in read.visits if one["seen"] != "not_seen"]
    if not seen:
        return "soon", "Not seen in this time"
    days = (read.today - clock.london(seen[-1]["visited_at"]).date()).days
    tried = len(read.visits) - len(seen)
    also = f", {tried} tried in vain" if tried else ""
    return (
        "soon" if days > LONG else "done"
    ), f"Seen {count(len(seen), 'time')}{also}, last {count(days, 'day')} ago"


def _alone(read: Read) -> Fact | None:
    seen = [one for one in read.visits if one["seen"] != "not_seen"]
    alone = sum(one["seen"] == "alone" for one in seen)
    return (("done" if alone else "soon"), f"Seen alone {alone} of {len(seen)}") if seen else None


def _words(read: Read) -> Fact:
    told = sum(bool(one["words"].strip()) for one in read.visits)
    return "", f"Words about this child alone in {told} of {count(len(read.visits), 'visit')}"


def _assessment(read: Read) -> Fact:
    if not read.steps:
        return "", "No assessment finished in this time"
    last = read.steps[-1]
    due, done = last["step__due_on"], last["step__completed_on"]
    if due is None:
        return "", f"{last['step__title']}: finished, no limit held"
    if done <= due:
        return "done", f"{last['step__title']}: finished in time"
    return "soon", f"{last['step__title']}: finished {count((done - due).days, 'day')} late"


def _clocks(read: Read) -> Fact:
    if not read.clocks:
        return "", "Nothing fell due in this time"
    late = [one for one in read.clocks if one["met_on"] is None or one["met_on"] > one["due_on"]]
    in_time = len(read.clocks) - len(late)
    return ("soon" if late else "done"), f"{in_time} of {len(read.clocks)} in time of what fell due"


def _copy(read: Read) -> Fact:
    if not read.copies:
        return "soon", "No copy given to the family in this time"
    return "done", f"Family’s copy given {count(len(read.copies), 'time')}"


def _supervision(read: Read) -> Fact:
    return ("done" if read.talks else "soon"), f"Talked about in supervision {count(read.talks, 'time')}"


def _decisions(read: Read) -> Fact:
    if not read.decisions:
        return "", "No management decision in this time"
    to_do = [one for one in read.decisions if one["to_do"]]
    late = sum(one["done_on"] is None and one["do_by"] < read.today for one in to_do)
    words = f"{count(len(read.decisions), 'decision')}, {len(to_do)} with something to do"
    return ("soon", f"{words}, {late} of them late") if late else ("done", words)


def _agreed(read: Read) -> Fact:
    told = count(read.agreed, "agreement")
    return ("done" if read.agreed else ""), f"{told} of family and agencies to the plan"


def _written(read: Read) -> Fact:
    waits = [(one["visit__recorded_at"] - one["visited_at"]).days for one in read.visits]
    if not waits:
        return "", "No visit to write up in this time"
    prompt = sum(days <= PROMPT for days in waits)
    middle = int(median(waits))
    return (
        ("done" if prompt == len(waits) else "soon"),
        f"{prompt} of {count(len(waits), 'visit')} written up within {PROMPT} days, median {count(middle, 'day')}",
    )


FACTS: dict[str, Any] = {
    "seen": _seen,
    "alone": _alone,
    "words": _words,
    "assessment": _assessment,
    "clocks": _clocks,
    "copy": _copy,
    "supervision": _supervision,
    "decisions": _decisions,
    "agreed": _agreed,
    "written": _written,
}
