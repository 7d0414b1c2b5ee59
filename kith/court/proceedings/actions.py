"""Applying to a court, who has a part, hearings, and the end: told once for all children of the proceedings."""

from collections.abc import Mapping, Sequence
from datetime import date, time

from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.court import lists, rules
from kith.court.children import chosen
from kith.court.models import CourtParty, CourtPeriod, Hearing, Proceedings
from kith.people.models import Person
from kith.people.outputs.queries import readers
from kith.work.models import Standing
from kith.work.standings import actions as standings
from kith.work.steps.queries import first_name
from kith.work.timescales import actions as timescales

CLOCK = "proceedings"
LONGEST_NAME, LONGEST_NUMBER, LONGEST_WORDS = 120, 40, 20_000
EVERY_ROW = "a rule needs every row, and shows none"


@action(May.RECORD_COURT)
def apply(
    by: Worker,
    *,
    people: Sequence[int],
    kind: str,
    court: str,
    applied_on: date | None,
    issued_on: date | None = None,
    case_number: str = "",
    letter_on: date | None = None,
) -> Proceedings:
    """Record an application to a court for these children; the clock of 26 weeks runs from the day it is issued.

    A child in pre-proceedings goes on from there; any other begins to stand before a court on that day. ``letter_on``
    is the day of the letter that tells the parents. Raises ``Refused`` with everything that stands against it.
    """
    children = chosen(by, people)
    periods = _periods(by, list(children))
    court, case_number = " ".join(court.split()), case_number.strip()
    problems = _children_problems(children, periods, applied_on, issued_on)
    problems += _told_problems(court, case_number, applied_on, letter_on)
    if problems:
        raise Refused.several(problems)
    assert applied_on is not None
    lists.known("court_application", kind, applied_on, "kind", "Choose what the court is asked for.")
    lists.check_stage("proceedings", applied_on, "applied_on")
    made = Proceedings.objects.create(
        kind=kind, court=court, case_number=case_number.strip(), applied_on=applied_on, issued_on=issued_on,
        by=by, recorded_at=clock.now(),
    )  # fmt: skip
    for number in children:
        _put_before_court(by, made, number, periods.get(number), letter_on)
    return made


def _children_problems(
    children: Mapping[int, Person],
    periods: Mapping[int, CourtPeriod],
    applied_on: date | None,
    issued_on: date | None,
) -> list[rules.Problem]:
    """What stands against an application about these children."""
    names = {number: first_name(children[number]) for number in periods}
    decided = {names[number]: _decided(one) for number, one in periods.items() if one.pre_proceedings_id}
    before_court = [names[number] for number, one in periods.items() if one.proceedings_id]
    return [
        *rules.application_problems(
            applied_on=applied_on, issued_on=issued_on, decided=decided, today=clock.today()
        ),
        *(("children", f"{name} is before a court already.") for name in before_court),
    ]


def _told_problems(
    court: str, case_number: str, applied_on: date | None, letter_on: date | None
) -> list[rules.Problem]:
    found: list[rules.Problem] = []
    if not court or len(court) > LONGEST_NAME:
        found.append(("court", f"Write which court, in at most {LONGEST_NAME} letters."))
    if len(case_number) > LONGEST_NUMBER:
        found.append(("case_number", f"At most {LONGEST_NUMBER} letters."))
    if letter_on and applied_on:
        found += rules.not_ahead(letter_on, clock.today(), "letter_on", "")
        found += rules.not_before(letter_on, applied_on, "letter_on", "the application")
    return found


def _decided(period: CourtPeriod) -> date | None:
    goes = lists.group("pre_proceedings_outcome", period.outcome) == rules.TO_COURT
    return period.outcome_on if goes else None


def _periods(by: Worker, people: Sequence[int]) -> dict[int, CourtPeriod]:
    """The open court periods of these children, locked."""
    rows = CourtPeriod.objects.seen_by(by).filter(person__in=people, standing__ended_on__isnull=True)
    return {row.person_id: row for row in rows.select_related("standing").select_for_update(of=("self",))}


def _put_before_court(
    by: Worker, made: Proceedings, person: int, period: CourtPeriod | None, letter_on: date | None
) -> None:
    if period is None:
        standing = standings.begin(by, person=person, kind="court", on=made.applied_on)
        period = CourtPeriod(standing=standing, person_id=person)
    period.proceedings, period.issue_letter_on = made, letter_on
    period.save()
    if made.issued_on:
        _start_clock(by, made, person, period.standing)


def _start_clock(by: Worker, made: Proceedings, person: int, standing: Standing) -> None:
    assert made.issued_on is not None
    timescales.start(
        by,
        code=CLOCK,
        person=person,
        from_on=made.issued_on,
        event="the issue",
        standing=standing,
        about=str(made.pk),
    )


@action(May.RECORD_COURT)
def issue(
    by: Worker, made: Proceedings, *, on: date | None, case_number: str, letter_on: date | None = None
) -> Proceedings:
    """Write down that the court has issued the application, under its number, and when the parents were told."""
    row = _open(by, made)
    problems = rules.not_ahead(on, clock.today(), "issued_on", "Write the day on which the court issued it.")
    problems += rules.not_before(on, row.applied_on, "issued_on", "the application")
    problems += rules.not_before(letter_on, row.applied_on, "letter_on", "the application")
    problems += [] if letter_on is None else rules.not_ahead(letter_on, clock.today(), "letter_on", "")
    if row.issued_on is not None:
        problems.append(("issued_on", "It is issued already."))
    if len(case_number.strip()) > LONGEST_NUMBER:
        problems.append(("case_number", f"At most {LONGEST_NUMBER} letters."))
    if problems:
        raise Refused.several(problems)
    row.issued_on, row.case_number = on, case_number.strip() or row.case_number
    row.save(update_fields=["issued_on", "case_number"])
    for period in _in(by, row):
        _start_clock(by, row, period.person_id, period.standing)
        if letter_on:
            period.issue_letter_on = letter_on
            period.save(update_fields=["issue_letter_on"])
    return row


@action(May.RECORD_COURT)
def add_party(
    by: Worker,
    made: Proceedings,
    *,
    person: int | None,
    name: str,
    part: str,
    spoken_for_by: str,
    on: date | None,
) -> CourtParty:
    """Say who has a part in the proceedings: somebody of the family on record, or by name."""
    row, name, lawyer = _open(by, made), " ".join(name.split()), " ".join(spoken_for_by.split())
    on = on or row.applied_on
    problems = rules.not_ahead(on, clock.today(), "party_on", "")
    problems += rules.not_before(on, row.applied_on, "party_on", "the application")
    if person is not None and person not in _family_of(by, row):
        problems.append(("person", "Choose somebody of the family, or write a name."))
    if person is None and not name:
        problems.append(("name", "Choose somebody of the family, or write a name."))
    if len(name) > LONGEST_NAME or len(lawyer) > LONGEST_NAME:
        problems.append(("name", f"Names have at most {LONGEST_NAME} letters."))
    if problems:
        raise Refused.several(problems)
    lists.known("court_part", part, clock.today(), "part", "Choose what part they have.")
    return CourtParty.objects.create(
        proceedings=row, person_id=person, name="" if person else name, part=part, spoken_for_by=lawyer,
        started_on=on, by=by, recorded_at=clock.now(),
    )  # fmt: skip


def _family_of(by: Worker, made: Proceedings) -> set[int]:
    """The children of the proceedings, and who is related to them."""
    children = made.children.seen_by(by).values_list("person_id", flat=True)
    return {number for number, _ in readers(by, dict.fromkeys(children, ""))}


@action(May.RECORD_COURT)
def list_hearing(by: Worker, made: Proceedings, *, kind: str, on: date | None, at: time | None) -> Hearing:
    """Put a hearing on the list: ahead, or past and told afterwards."""
    row = _open(by, made)
    if on is None:
        raise Refused("Write the day of the hearing.", field="hearing_on")
    if problems := rules.not_before(on, row.applied_on, "hearing_on", "the application"):
        raise Refused.several(problems)
    lists.known("hearing_kind", kind, on, "hearing_kind", "Choose what kind of hearing it is.")
    return Hearing.objects.create(proceedings=row, kind=kind, on=on, at=at, by=by, recorded_at=clock.now())


@action(May.RECORD_COURT)
def tell_hearing(by: Worker, hearing: Hearing, *, was_held: bool | None, words: str) -> Hearing:
    """Write down what came of a hearing: what was said and decided, or why it was not held."""
    row = Hearing.objects.seen_by(by).select_for_update().get(pk=hearing.pk)
    problems: list[rules.Problem] = []
    if was_held is None:
        problems.append(("was_held", "Say whether it was held."))
    elif was_held and row.on > clock.today():
        problems.append(("was_held", "It lies ahead. Write down what came of it when it was held."))
    if not words.strip() or len(words) > LONGEST_WORDS:
        problems.append(("words", f"Write what came of it, in at most {LONGEST_WORDS:,} letters."))
    if row.was_held is not None:
        problems.append((None, "What came of this hearing is written down already."))
    if problems:
        raise Refused.several(problems)
    row.was_held, row.words, row.told_recorded_at = was_held, words.strip(), clock.now()
    row.save(update_fields=["was_held", "words", "told_recorded_at"])
    return row


@action(May.RECORD_COURT)
def end(by: Worker, made: Proceedings, *, on: date | None, reason: str) -> Proceedings:
    """End the proceedings for all their children. Clocks that run for them are met or dropped.

    Raises ``Refused`` while a court still waits for a paper of ours, and for a hearing after that day.
    """
    row, today = _open(by, made), clock.today()
    problems = rules.not_ahead(on, today, "ended_on", "Write the day on which the court was done with it.")
    problems += rules.not_before(on, row.issued_on or row.applied_on, "ended_on", "the proceedings")
    waiting = row.directions.seen_by(by).filter(filed_on=None, dropped_on=None).count()
    if waiting:
        problems.append(
            (None, "The court still waits for a paper. File it first, or say why it is not wanted any more.")
        )
    if on and row.hearings.seen_by(by).filter(on__gt=on).exclude(was_held=False).exists():
        problems.append(("ended_on", "There is a hearing after that day."))
    if problems:
        raise Refused.several(problems)
    assert on is not None
    lists.known("court_end", reason, on, "reason", "Choose how it ended.")
    for period in _in(by, row):
        timescales.meet(by, code=CLOCK, person=period.person_id, on=on, about=str(row.pk))
        standings.end(by, period.standing, on=on, reason=reason)
    row.ended_on, row.end_reason, row.ended_recorded_at = on, reason, clock.now()
    row.save(update_fields=["ended_on", "end_reason", "ended_recorded_at"])
    CourtParty.objects.seen_by(by).filter(proceedings=row, ended_on=None).update(ended_on=on)
    return row


def _in(by: Worker, made: Proceedings) -> list[CourtPeriod]:
    rows = CourtPeriod.objects.unguarded(EVERY_ROW).filter(proceedings=made, standing__ended_on__isnull=True)
    return list(rows.select_related("standing").order_by("person_id"))


def _open(by: Worker, made: Proceedings) -> Proceedings:
    """The proceedings, locked. Raises ``Refused`` when they have ended."""
    row = Proceedings.objects.seen_by(by).select_for_update().get(pk=made.pk)
    if row.ended_on is not None:
        raise Refused("These proceedings have ended.")
    return row
