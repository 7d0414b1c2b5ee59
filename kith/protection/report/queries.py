"""What the chairs' report counts, read from the record for some quarters at once. Eight queries."""

from collections import defaultdict
from datetime import date

from django.conf import settings
from django.db.models import F, Q
from django.utils.module_loading import import_string

from kith.access.models import Worker
from kith.protection.models import (
    Challenge,
    ChallengeMove,
    ConferenceChild,
    ConferenceInvitation,
    EarlierRegistration,
    ProtectionPlan,
)
from kith.protection.plan.rules import Span, number_of_previous
from kith.protection.report import rules
from kith.work.models import Timescale


def facts(viewer: Worker, since: date, until: date) -> rules.Facts:
    """Everything the viewer may know of from a day to another, and every plan and challenge open in between."""
    return rules.Facts(
        held=_held(viewer, since, until),
        reviewed=[
            rules.Reviewed(*row) for row in import_string(settings.KITH_CARE_REVIEWS)(viewer, since, until)
        ],
        plans=_plans(viewer, since, until),
        clocks=_clocks(viewer, since, until),
        asked=_asked(viewer, since, until),
        challenges=_challenges(viewer, until),
    )


def _held(viewer: Worker, since: date, until: date) -> list[rules.Held]:
    rows = ConferenceChild.objects.seen_by(viewer).filter(held_on__gte=since, held_on__lt=until)
    found = rows.values_list(
        "kind", "held_on", "conference__chair__name", "conference__team__name", "participation", "dissent"
    )
    return [
        rules.Held(kind, on, chair or "", team, took_part, bool(dissent))
        for kind, on, chair, team, took_part, dissent in found
        if on is not None
    ]


def _plans(viewer: Worker, since: date, until: date) -> list[rules.Plan]:
    rows = ProtectionPlan.objects.seen_by(viewer)
    spans: dict[int, list[Span]] = defaultdict(list)
    asked = rows.filter(standing__started_on__lt=until).values_list(
        "standing__person_id", "standing__started_on", "standing__ended_on", "standing__end_reason",
        "first_category", "conference__chair__name", "conference__team__name",
    )  # fmt: skip
    found = list(asked)
    for person, started_on, ended_on, *_ in found:
        spans[person].append((started_on, ended_on))
    old = _registrations(viewer)
    return [
        rules.Plan(
            started_on,
            ended_on,
            reason,
            category,
            number_of_previous(started_on, spans[person], old.get(person, [])),
            chair or "",
            team or "",
        )
        for person, started_on, ended_on, reason, category, chair, team in found
        if ended_on is None or ended_on >= since
    ]


def _registrations(viewer: Worker) -> dict[int, list[Span]]:
    found: dict[int, list[Span]] = defaultdict(list)
    rows = EarlierRegistration.objects.seen_by(viewer)
    for person, started_on, ended_on in rows.values_list("person_id", "started_on", "ended_on"):
        found[person].append((started_on, ended_on))
    return found


def _clocks(viewer: Worker, since: date, until: date) -> list[rules.Clock]:
    """What fell due. What was not asked for any more by its last day never did; an initial conference that an enquiry
    turned out not to need was never asked for.
    """
    late = Q(dropped_on__gt=F("due_on")) & ~Q(code=rules.INITIAL)
    rows = Timescale.objects.seen_by(viewer).filter(
        Q(dropped_on__isnull=True) | late,
        code__in=[*rules.CLOCKS, *rules.CARE_CLOCKS],
        due_on__gte=since,
        due_on__lt=until,
    )
    return [rules.Clock(*row) for row in rows.values_list("code", "due_on", "met_on")]


def _asked(viewer: Worker, since: date, until: date) -> list[rules.Asked]:
    rows = ConferenceInvitation.objects.seen_by(viewer).filter(
        report_due_on__gte=since, report_due_on__lt=until, conference__cancelled_at__isnull=True
    )
    found = rows.values_list("report_due_on", "report_received_on")
    return [rules.Asked(due_on, received_on) for due_on, received_on in found if due_on is not None]


def _challenges(viewer: Worker, until: date) -> list[rules.Raised]:
    moves: dict[int, list[ChallengeMove]] = defaultdict(list)
    for move in ChallengeMove.objects.seen_by(viewer).filter(on__lt=until).order_by("pk"):
        moves[move.challenge_id].append(move)
    rows = Challenge.objects.seen_by(viewer).filter(pk__in=list(moves)).select_related("raised_by")
    return [
        rules.Raised(
            row.raised_on,
            row.reason,
            row.raised_by.name,
            _answers(moves[row.pk]),
            [move.on for move in moves[row.pk] if move.kind == "escalated"],
            row.closed_on,
            row.outcome,
        )
        for row in rows
    ]


def _answers(moves: list[ChallengeMove]) -> list[tuple[date, date | None]]:
    """By which day each level was to answer, and the day it did; what was closed unanswered was not asked any more."""
    found: list[tuple[date, date | None]] = []
    for move in moves:
        if move.due_on is not None:
            found.append((move.due_on, None))
        elif move.kind == "answered" and found:
            found[-1] = (found[-1][0], move.on)
        elif move.kind == "closed" and found and found[-1][1] is None:
            found.pop()
    return found
