"""Months of case audits: past ones finished, with second readings and what was checked again, this one under way."""

from datetime import date, timedelta
from itertools import cycle

from kith.access.guarded import DEMO
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.core.period import add_months
from kith.database.session import as_system
from kith.desk.demo.found import is_there, worker
from kith.desk.demo.starting import PracticeOn
from kith.quality.agreement import queries as agreement
from kith.quality.agreement.actions import settle
from kith.quality.audit import actions
from kith.quality.audit.queries import owners
from kith.quality.draw import queries as draws
from kith.quality.draw.actions import draw_month
from kith.quality.models import AuditRound, CaseAudit
from kith.quality.words import OVERALL

MONTHS = 4
USUAL = (
    "good", "good", "requires_improvement", "good", "outstanding", "good", "good", "requires_improvement", "good",
    "inadequate", "good", "requires_improvement", "good",
)  # fmt: skip
SAID = {
    "seen": "Her own list of worries runs through the notes, and bedtime calls stopped because she asked.",
    "assessment": "Clear about harm to each child apart. Dad’s side is thin: he was rung once and never met.",
    "plan": "Steps are small and can be checked. The family’s copy came late and is long.",
    "oversight": "Supervision reflects well, and two decisions from the summer have no day.",
    "family": "Mum’s sister was asked first and has the boys on Tuesdays. School knows and comes.",
    "recording": "Written up within days and kindly; one visit in August says only that it took place.",
}
VOICE = "Her words stand in three notes, and one of them changed the plan."
ASKED = (
    "Get dad’s account in the next visit",
    "Give the two open decisions a day",
    "Give the family a copy it can read",
)
WORKER = "Would ring dad’s sister sooner, and ask for help when both parents speak at once."
FAMILY = "Mum knows the plan and who does what. She would have liked it before the meeting, not after."
SETTLED = "Read together: the later note decides."
DONE = "Met dad at his work; his account is in the note of that day."
THEMES = ("absent_parent", "directions_undated", "copy_late", "direct_work", "", "absent_parent", "")


def act(today: date, practice_on: PracticeOn) -> None:
    """Draw and finish the months before once, and begin this one."""
    with as_system("the demonstration shows case audits"):
        if not is_there() or AuditRound.objects.exists():
            return
        head, grades = worker("ngozi.bright"), cycle(USUAL)
        for back in range(_months(today, practice_on) - 1, -1, -1):
            first = add_months(today.replace(day=1), -back)
            on = min(first + timedelta(days=1), today)
            try:
                with clock.standing_on(on):
                    row = draw_month(head, month=first, on=on, seed=f"{first:%Y%m}".ljust(32, "0"))
            except Refused:  # too few children for so many managers
                break
            _audit(row, grades, today, is_over=back > 0)
        _settle(head, today)
        _check_again(head, today)


def _months(today: date, practice_on: PracticeOn) -> int:
    """As many months as there are children for: a third of them at most is audited."""
    guide = practice_on(today).audits
    if guide is None:
        return 0
    each = len(draws.auditors(guide.roles, today)) * guide.each_month
    return max(min(MONTHS, len(draws.population(today, guide)) // (3 * each)), 1) if each else 0


def _audit(row: AuditRound, grades: "cycle[str]", today: date, *, is_over: bool) -> None:
    """Finish the audits of a round that is over, but one; of one under way, every other."""
    audits = (
        CaseAudit.objects.unguarded(DEMO).filter(draw__round=row).select_related("auditor", "worker", "team")
    )
    for at, one in enumerate(audits.order_by("-second_of", "pk")):  # first readings come first
        left = at == 1 if is_over else at % 2 == 0
        on = min(row.due_on - timedelta(days=1 + at % 9), today - timedelta(days=1 + at % 5))
        if left or on <= row.cohort_on or not one.auditor.may(May.AUDIT_CASES):
            continue
        with clock.standing_on(on):
            _finish(one, grades, at, on)


def _finish(one: CaseAudit, grades: "cycle[str]", at: int, on: date) -> None:
    given = {
        "voice": VOICE,
        "practice": "The child’s own list." if at % 4 == 0 else "",
        "themes": THEMES[at % 7],
    }
    if one.second_of_id is None:
        given |= _talks(at, on)
    first = _of_the_first(one)
    for number, standard in enumerate(one.form["standards"]):
        code = standard["code"]
        grade = "requires_improvement" if code == "oversight" and at % 3 else next(grades)
        if code in first and (at + number) % 5:
            grade = first[code]
        given |= {f"grade:{code}": grade, f"words:{code}": SAID.get(code, VOICE)}
    given["overall"] = first[OVERALL] if first and at % 4 else next(grades)
    if (able := owners(one.auditor, one, on)) and at % 2 == 0:
        words, day = ASKED[at % 3], on + timedelta(days=21)
        actions.add_action(one.auditor, one, words=words, owner=int(able[0][0]), due_on=day)
    actions.finish(one.auditor, one, given=given, on=on)


def _talks(at: int, on: date) -> dict[str, str]:
    """Three in four talked with the worker, two in five with the family."""
    given: dict[str, str] = {}
    if at % 4:
        given |= {"worker_on": f"{on:%d/%m/%Y}", "worker_grade": USUAL[at % 3], "worker_said": WORKER}
    if at % 5 < 2:
        given |= {"family_on": f"{on:%d/%m/%Y}", "family_said": FAMILY}
    return given


def _of_the_first(one: CaseAudit) -> dict[str, str]:
    """What the first reader said, where one is a second reading of it: two who know the work mostly agree."""
    first = CaseAudit.objects.unguarded(DEMO).filter(second_readings=one, state="finished").first()
    if first is None:
        return {}
    told = first.grades.unguarded(DEMO).values_list("standard", "grade")
    return dict(told) | {OVERALL: first.overall}


def _settle(head: Worker, today: date) -> None:
    """The first case on which two readers differ is settled."""
    for pair in agreement.pairs(head)[:1]:
        for line in [line for line in pair.lines if line.differs][:2]:
            with clock.standing_on(today):
                settle(
                    head,
                    pair.first,
                    standard=line.standard,
                    grade=line.second,
                    reason=SETTLED,
                )


def _check_again(head: Worker, today: date) -> None:
    """One audit that asked for something is checked, and finds it met; the action was said to be done."""
    rows = CaseAudit.objects.unguarded(DEMO).filter(state="finished", second_of=None, actions__isnull=False)
    first = rows.select_related("auditor").order_by("finished_on", "pk").first()
    if first is None:
        return
    action = first.actions.unguarded(DEMO).select_related("owner").order_by("pk")[0]
    day = min(action.due_on, today)
    with clock.standing_on(day):
        actions.do_action(action.owner, action, words=DONE, on=day)
    again = actions.audit_again(
        head, first, auditor=first.auditor_id, due_on=today + timedelta(days=14), on=today
    )
    given = {
        "voice": VOICE,
        "overall": "good",
        f"met:{action.pk}": "yes",
        f"said:{action.pk}": "Dad’s words are there.",
    }
    for standard in first.form["standards"]:
        given |= {
            f"grade:{standard['code']}": "good",
            f"words:{standard['code']}": SAID.get(standard["code"], VOICE),
        }
    actions.finish(first.auditor, again, given=given, on=today)
