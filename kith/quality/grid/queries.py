"""What audits found, worked out from their rows: by standard, auditor, team and theme."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from kith.access.models import Worker
from kith.quality.agreement.queries import moderations
from kith.quality.audit.queries import grades as grades_of
from kith.quality.audit.queries import still_to_read
from kith.quality.models import AuditAction, AuditCheck, CaseAudit

LAST = 24
OVERALL = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A finished first reading with its grades by standard ('' is overall): what was settled, else the auditor's."""

    audit: CaseAudit
    grades: dict[str, str]
    changed: int


def finished(viewer: Worker, since: date, until: date) -> list[Found]:
    """Finished first readings of a time (both days included), the oldest first. Four queries.

    Without those that the viewer is still to read: nothing that is worked out from them tells a second reader anything.
    """
    rows = CaseAudit.objects.seen_by(viewer).filter(
        state="finished", second_of__isnull=True, finished_on__gte=since, finished_on__lte=until
    )
    told = rows.exclude(pk__in=still_to_read(viewer)).select_related("auditor", "team", "person")
    audits = list(told.order_by("finished_on", "pk"))
    graded, settled = grades_of(viewer, audits), moderations(viewer, audits)
    found = []
    for audit in audits:
        own = {code: row.grade for code, row in graded.get(audit.pk, {}).items()} | {OVERALL: audit.overall}
        agreed = {code: settled[audit.pk, code].grade for code in own if (audit.pk, code) in settled}
        changed = sum(own[code] != grade for code, grade in agreed.items())
        found.append(Found(audit, own | agreed, changed))
    return found


def asked_for(those: Sequence[Found], wanted: Mapping[str, str]) -> list[Found]:
    """Of these, the ones with this grade of this standard (overall without one), this theme, team and month."""
    kept = {name: wanted.get(name, "") for name in ("standard", "grade", "theme", "team", "month")}
    return [
        one
        for one in those
        if (not kept["grade"] or one.grades.get(kept["standard"]) == kept["grade"])
        and (not kept["theme"] or kept["theme"] in one.audit.themes)
        and kept["team"] in ("", str(one.audit.team_id))
        and kept["month"] in ("", f"{one.audit.finished_on:%Y-%m}")
    ]


def good_share(those: Sequence[Found], standard: str, good: set[str]) -> tuple[int, int]:
    """How many are good in a standard, of how many that graded it."""
    told = [one.grades[standard] for one in those if standard in one.grades]
    return sum(grade in good for grade in told), len(told)


def by_team(those: Sequence[Found]) -> list[tuple[Any, list[Found]]]:
    """The same by the team that held the child, by name."""
    teams = {one.audit.team_id: one.audit.team for one in those if one.audit.team is not None}
    ordered = sorted(teams.values(), key=lambda team: team.name if team else "")
    return [(team, [one for one in those if team and one.audit.team_id == team.pk]) for team in ordered]


def themes(those: Sequence[Found]) -> Counter[str]:
    """How many audits found each theme."""
    return Counter(code for one in those for code in one.audit.themes)


@dataclass(frozen=True, slots=True)
class Turn:
    """What one auditor did for one month: a grade, or how it stands."""

    state: str
    grade: str = ""


def turns(viewer: Worker, months: Sequence[date], today: date) -> dict[Worker, dict[date, Turn]]:
    """For each auditor and month of drawn audits: the overall grade, or to do, started, not done. Two queries.

    Stopped audits are nobody's turn: another was drawn for them. Of a case the viewer is still to read a second time it
    says that the first reading is done, and not its grade.
    """
    unread = still_to_read(viewer)
    rows = CaseAudit.objects.seen_by(viewer).filter(
        draw__round__kind="monthly", draw__round__month__in=months, second_of__isnull=True
    )
    found: dict[Worker, dict[date, Turn]] = {}
    told = rows.exclude(state="stopped").select_related("auditor", "draw__round")
    for one in told.order_by("auditor__name", "auditor", "recorded_at"):
        month = one.draw.round.month if one.draw else today
        found.setdefault(one.auditor, {})[month] = _turn(one, today, is_unread=one.pk in unread)
    return found


def _turn(one: CaseAudit, today: date, *, is_unread: bool) -> Turn:
    if is_unread and one.state == "finished":
        return Turn("unread")
    return Turn("late" if one.is_open and one.due_on < today else one.state, one.overall)


@dataclass(frozen=True, slots=True)
class Numbers:
    """How the programme goes: audits due, done in time; actions late, of all; checked again, met."""

    due: int
    in_time: int
    actions: int
    late: int
    checked: int
    met: int


def numbers(viewer: Worker, since: date, today: date) -> Numbers:
    """Of audits that fell due in a time, and of what audits asked for. Three queries."""
    rows = CaseAudit.objects.seen_by(viewer).exclude(state="stopped").filter(
        Q(due_on__lt=today) | Q(state="finished"), second_of__isnull=True, due_on__gte=since
    )  # fmt: skip
    told = list(rows.values_list("due_on", "finished_on"))
    asked = AuditAction.objects.seen_by(viewer).filter(audit__state="finished", recorded_at__date__gte=since)
    actions = list(asked.values_list("due_on", "done_on"))
    checks = (
        AuditCheck.objects.seen_by(viewer)
        .filter(recorded_at__date__gte=since)
        .values_list("is_met", flat=True)
    )
    met = list(checks)
    return Numbers(
        due=len(told),
        in_time=sum(done is not None and done <= due for due, done in told),
        actions=len(actions),
        late=sum(done is None and due < today for due, done in actions),
        checked=len(met),
        met=sum(met),
    )
