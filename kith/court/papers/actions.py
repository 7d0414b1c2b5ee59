"""Papers a court wants: directed in proceedings, or asked for about a family that we may hardly know.

What is to be written opens its step for all the children at once, due on the court's day, and starts a clock for each.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from kith.access import practice
from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.court import lists, rules
from kith.court.children import chosen
from kith.court.models import LONGEST, CourtRequest, CourtRequestChild, Direction, Hearing, Proceedings
from kith.work.models import Standing, Step
from kith.work.opening.actions import open_step
from kith.work.steps.queries import already_open, holder_of
from kith.work.timescales import actions as timescales

ASKED, WANTED = "court_request", "court_direction"  # codes of the clocks
STEPS = {"statement": "court_statement", "care_plan": "court_care_plan"}
REPORT, REPORTS = "court_report", ("section_7", "section_37", "section_16a", "wishes")
LONGEST_COURT, LONGEST_NUMBER, MOST_HOURS = 120, 40, Decimal(999)
WHY = "The day on which the court wants it"
NOT_BOTH = "It is done with already."


@action(May.RECORD_COURT)
def direct(
    by: Worker,
    proceedings: Proceedings,
    *,
    kind: str,
    words: str,
    directed_on: date | None,
    due_on: date | None,
    from_whom: str = "",
    hearing: Hearing | None = None,
) -> Direction:
    """Write down what the court wants by a day. ``from_whom`` is empty for us, else who is to file it.

    A statement or care plan from us opens its step for the children of the proceedings, if the practice has it and none
    is open; a clock starts for each child. Raises ``Refused`` for days that cannot be.
    """
    row = Proceedings.objects.seen_by(by).select_for_update().get(pk=proceedings.pk)
    if row.ended_on is not None:
        raise Refused("These proceedings have ended.")
    words, whom = words.strip(), " ".join(from_whom.split())
    problems = rules.due_problems(
        asked_on=directed_on, due_on=due_on, today=clock.today(), asked="directed_on"
    )
    problems += rules.not_before(directed_on, row.applied_on, "directed_on", "the application")
    problems += _too_long(words, whom, "paper_words")
    if problems:
        raise Refused.several(problems)
    assert directed_on is not None
    assert due_on is not None
    lists.known("court_paper", kind, directed_on, "paper", "Choose what the court wants.")
    standings = {one.person_id: one.standing for one in row.children.seen_by(by).select_related("standing")}
    made = Direction.objects.create(
        proceedings=row, hearing=hearing, kind=kind, words=words, from_whom=whom, directed_on=directed_on,
        due_on=due_on, step=None if whom else _open(by, STEPS.get(kind, ""), list(standings), due_on),
        by=by, recorded_at=clock.now(),
    )  # fmt: skip
    if not whom:
        _start(by, WANTED, made.pk, standings, directed_on, due_on)
    return made


@action(May.RECORD_COURT)
def file(by: Worker, direction: Direction, *, on: date | None) -> Direction:
    """Write down that what the court wanted was filed on a day."""
    row = Direction.objects.seen_by(by).select_for_update().get(pk=direction.pk)
    problems = rules.not_ahead(on, clock.today(), "filed_on", "Write the day on which it was filed.")
    problems += rules.not_before(on, row.directed_on, "filed_on", "the court asked for it")
    if row.filed_on or row.dropped_on:
        problems.append((None, NOT_BOTH))
    if problems:
        raise Refused.several(problems)
    assert on is not None
    row.filed_on, row.filed_recorded_at = on, clock.now()
    row.save(update_fields=["filed_on", "filed_recorded_at"])
    _meet(by, WANTED, row.pk, row.people_ids(), on)
    return row


@action(May.RECORD_COURT)
def release(by: Worker, direction: Direction, *, why: str) -> Direction:
    """Say that the court does not want it any more, and why."""
    row = Direction.objects.seen_by(by).select_for_update().get(pk=direction.pk)
    _check_over(why, is_over=bool(row.filed_on or row.dropped_on))
    row.dropped_on, row.dropped_why = clock.today(), why.strip()
    row.save(update_fields=["dropped_on", "dropped_why"])
    _drop(by, WANTED, row.pk, row.people_ids(), why)
    return row


@action(May.RECORD_COURT)
def ask(
    by: Worker,
    *,
    people: Sequence[int],
    kind: str,
    court: str,
    asked_on: date | None,
    wanted_by: date | None,
    case_number: str = "",
    words: str = "",
) -> CourtRequest:
    """Write down what a family court, or Cafcass for it, asks us about these children.

    A report opens its step for all of them, due on the court's day; they need not be open to us. Raises ``Refused``
    with everything that is wrong.
    """
    children = chosen(by, people)
    court, words = " ".join(court.split()), words.strip()
    problems = rules.due_problems(asked_on=asked_on, due_on=wanted_by, today=clock.today(), due="wanted_by")
    if not court or len(court) > LONGEST_COURT:
        problems.append(("court", f"Write which court, in at most {LONGEST_COURT} letters."))
    if len(case_number.strip()) > LONGEST_NUMBER:
        problems.append(("case_number", f"At most {LONGEST_NUMBER} letters."))
    problems += _too_long(words, "")
    if problems:
        raise Refused.several(problems)
    assert asked_on is not None
    assert wanted_by is not None
    lists.known("court_request", kind, asked_on, "kind", "Choose what the court asks for.")
    made = CourtRequest.objects.create(
        kind=kind, court=court, case_number=case_number.strip(), words=words, asked_on=asked_on,
        wanted_by=wanted_by, step=_open(by, _report(kind), list(children), wanted_by), by=by, recorded_at=clock.now(),
    )  # fmt: skip
    CourtRequestChild.objects.bulk_create(CourtRequestChild(request=made, person_id=one) for one in children)
    _start(by, ASKED, made.pk, dict.fromkeys(children), asked_on, wanted_by)
    return made


@action(May.RECORD_COURT)
def answer(by: Worker, request: CourtRequest, *, on: date | None, hours: Decimal | None) -> CourtRequest:
    """Write down that the court was answered on a day, and how many hours it took."""
    row = CourtRequest.objects.seen_by(by).select_for_update().get(pk=request.pk)
    problems = rules.not_ahead(on, clock.today(), "sent_on", "Write the day on which it was sent.")
    problems += rules.not_before(on, row.asked_on, "sent_on", "the court asked for it")
    if hours is not None and not 0 < hours <= MOST_HOURS:
        problems.append(("hours", f"Write hours between half an hour and {MOST_HOURS}, or leave it empty."))
    if row.sent_on or row.dropped_on:
        problems.append((None, NOT_BOTH))
    if problems:
        raise Refused.several(problems)
    assert on is not None
    row.sent_on, row.sent_recorded_at, row.hours = on, clock.now(), hours
    row.save(update_fields=["sent_on", "sent_recorded_at", "hours"])
    _meet(by, ASKED, row.pk, row.people_ids(), on)
    return row


@action(May.RECORD_COURT)
def withdraw(by: Worker, request: CourtRequest, *, why: str) -> CourtRequest:
    """Say that the court does not ask for it any more, and why."""
    row = CourtRequest.objects.seen_by(by).select_for_update().get(pk=request.pk)
    _check_over(why, is_over=bool(row.sent_on or row.dropped_on))
    row.dropped_on, row.dropped_why = clock.today(), why.strip()
    row.save(update_fields=["dropped_on", "dropped_why"])
    _drop(by, ASKED, row.pk, row.people_ids(), why)
    return row


def _check_over(why: str, *, is_over: bool) -> None:
    if is_over:
        raise Refused(NOT_BOTH)
    if not why.strip() or len(why.strip()) > LONGEST:
        raise Refused(f"Say why it is not wanted any more, in at most {LONGEST} letters.", field="why")


def _report(kind: str) -> str:
    """The step in which the answer to a request of this kind is written; nothing for what needs no report."""
    return REPORT if kind in REPORTS else ""


def _too_long(words: str, whom: str, field: str = "words") -> list[rules.Problem]:
    found: list[rules.Problem] = []
    if len(words) > LONGEST:
        found.append((field, f"At most {LONGEST} letters."))
    if len(whom) > LONGEST_COURT:
        found.append(("from_whom", f"At most {LONGEST_COURT} letters."))
    return found


def _open(by: Worker, kind: str, people: Sequence[int], due_on: date) -> Step | None:
    """The step in which it is written, for those who have none open; None where the practice has no such step."""
    if kind not in practice.current().steps:
        return None
    waiting = [one for one in people if one not in already_open(kind, people)]
    if not waiting:
        return None
    team, worker = holder_of(people) or (by.team, by)
    if team is None:
        return None
    return open_step(
        by, kind=kind, people=waiting, team=team, worker=worker, started_on=clock.today(), clock_from_on=None,
        wanted=(due_on, WHY),
    )  # fmt: skip


def _start(
    by: Worker,
    code: str,
    number: int,
    people: dict[int, Standing] | dict[int, None],
    since: date,
    due_on: date,
) -> None:
    for person, standing in people.items():
        timescales.start(
            by, code=code, person=person, from_on=since, standing=standing, about=str(number), due_on=due_on,
            why=WHY,
        )  # fmt: skip


def _meet(by: Worker, code: str, number: int, people: Iterable[int], on: date) -> None:
    for person in people:
        timescales.meet(by, code=code, person=person, on=on, about=str(number))


def _drop(by: Worker, code: str, number: int, people: Iterable[int], why: str) -> None:
    for person in people:
        if running := timescales.running_one(by, code=code, person=person, about=str(number)):
            timescales.drop(by, running, on=clock.today(), why=why.strip())
