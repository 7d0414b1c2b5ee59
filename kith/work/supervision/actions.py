"""Planning, holding and missing supervision; what is said of a family, decided for children, and of the worker."""

from collections.abc import Sequence
from datetime import date

from kith.access import practice
from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Team, Worker
from kith.access.teams import reached
from kith.core import Refused, clock, reading_words
from kith.people.models import FamilyMember, Person
from kith.people.queries import unknown_to
from kith.work.models import (
    Allocation,
    ManagementDecision,
    ManagementDecisionChild,
    Note,
    NoteChild,
    PersonalNote,
    Step,
    Supervision,
    SupervisionLine,
    SupervisionTalk,
)
from kith.work.notices.actions import tell
from kith.work.supervision import queries, rules
from kith.work.supervision.rules import Decided
from kith.work.visits.queries import holders

LIST = "supervision_missed"
NOTE_KIND = "supervision"
SEE_DECISION = "What was decided stands in the management decision of this day."
NOT_YOURS = "You do not supervise this worker. Whoever does, or the one above them, can plan it."


@action(May.SUPERVISE)
def supervise(by: Worker, worker: Worker, *, supervisor: Worker) -> SupervisionLine:
    """From today on ``worker`` is supervised by ``supervisor``; what is planned goes with it. Both are told.

    Raises ``Refused`` for oneself, who left, who may not supervise, and who is supervised by this very worker.
    """
    today = clock.today()
    _of_own_teams(by, worker, today)
    Worker.objects.select_for_update().get(pk=worker.pk)
    theirs = queries.line_of(supervisor)
    obstacle = rules.problem_with_line(
        worker.pk,
        supervisor.pk,
        may_supervise=supervisor.may(May.SUPERVISE),
        works_here=supervisor.is_active and bool(supervisor.memberships_today),
        supervised_by_worker=theirs is not None and theirs.supervisor_id == worker.pk,
    )
    if obstacle:
        raise Refused(obstacle, "supervisor")
    before = queries.line_of(worker)
    if before and before.supervisor_id == supervisor.pk:
        return before
    is_first = not SupervisionLine.objects.filter(worker=worker).exists()
    due_on, why = queries.due_after(worker, today, "supervision began") if is_first else (None, "")
    if before:
        _end(before, today)
    line = SupervisionLine.objects.create(
        worker=worker, supervisor=supervisor, started_on=today, by=by, recorded_at=clock.now(),
        first_due_on=due_on, due_reason=why,
    )  # fmt: skip
    Supervision.objects.filter(worker=worker, held_on__isnull=True, missed_at__isnull=True).update(
        supervisor=supervisor
    )
    tell(by, worker, "supervision", f"You are supervised by {supervisor.name} from today, said by {by.name}.")
    tell(by, supervisor, "supervision", f"You supervise {worker.name} from today, said by {by.name}.")
    return line


def _end(line: SupervisionLine, today: date) -> None:
    """A line of today that is replaced today never was: nobody was supervised by it."""
    if line.started_on == today and line.first_due_on is None:
        line.delete()
        return
    line.ended_on, line.ended_recorded_at = today, clock.now()
    line.save(update_fields=["ended_on", "ended_recorded_at"])


def _of_own_teams(by: Worker, worker: Worker, today: date) -> Team:
    """The team in which ``by`` may arrange supervision of a worker. Raises ``Refused`` where it is none."""
    if not worker.is_active or not worker.memberships_today:
        raise Refused(f"{worker.name} does not work here any more.", "worker")
    mine = {team.pk for team in reached(by, today)}
    for membership in worker.memberships_today:
        if membership.team_id in mine:
            return membership.team
    line = queries.line_of(worker)
    if line and line.supervisor_id == by.pk and worker.team:
        return worker.team
    raise Refused(f"{worker.name} does not work in a team of yours.", "worker")


@action(May.SUPERVISE)
def plan(by: Worker, worker: Worker, *, planned_on: date | None) -> Supervision:
    """Plan the next supervision of a worker, or move the one planned. Who has no supervisor yet gets ``by``."""
    today = clock.today()
    if by.pk == worker.pk:
        raise Refused(rules.ITSELF, "planned_on")
    if planned_on is None or (problems := rules.problem_with_plan(planned_on, today)):
        raise Refused.several(problems if planned_on else [("planned_on", rules.NO_DAY)])
    team = _of_own_teams(by, worker, today)
    Worker.objects.select_for_update(no_key=True).get(pk=worker.pk)  # one plan at a time
    line = queries.line_of(worker) or supervise(by, worker, supervisor=by)
    if line.supervisor_id != by.pk:
        raise Refused(f"{line.supervisor.name} supervises {worker.name}. Change that first.", "planned_on")
    planned = Supervision.objects.select_for_update().filter(
        worker=worker, held_on__isnull=True, missed_at__isnull=True
    )
    when = reading_words.day(planned_on, year=True)
    if found := planned.first():
        found.planned_on = planned_on
        found.save(update_fields=["planned_on"])
        tell(by, worker, "supervision", f"Your supervision was moved to {when} by {by.name}.")
        return found
    tell(by, worker, "supervision", f"Your supervision is planned for {when} by {by.name}.")
    return Supervision.objects.create(
        worker=worker, supervisor=by, team=team, planned_on=planned_on, by=by, recorded_at=clock.now()
    )


def _locked(by: Worker, number: int) -> Supervision:
    """The supervision, held until the transaction ends. Raises ``Refused`` for who does not supervise the worker."""
    found = Supervision.objects.select_for_update(of=("self",)).select_related("worker").get(pk=number)
    line = queries.line_of(found.worker)
    if line is None or line.supervisor_id != by.pk:
        raise Refused(NOT_YOURS)
    return found


@action(May.SUPERVISE)
def hold(by: Worker, supervision: Supervision, *, held_on: date | None, next_on: date | None) -> Supervision:
    """Record that a supervision was held on a day, and plan the next where a day is given."""
    found = _locked(by, supervision.pk)
    if found.missed_at:
        raise Refused(rules.OVER)
    if found.held_on is None:
        _hold(found, by, held_on)
    if next_on is not None:
        plan(by, found.worker, planned_on=next_on)
    return found


def _hold(found: Supervision, by: Worker, held_on: date | None) -> None:
    earlier = Supervision.objects.filter(worker=found.worker_id, held_on__isnull=False).order_by("-held_on")
    last = earlier.values_list("held_on", flat=True).first()
    if held_on is None or (problems := rules.problem_with_held(held_on, clock.today(), last)):
        raise Refused.several(problems if held_on else [("held_on", rules.NO_DAY)])
    found.held_on, found.held_recorded_at, found.supervisor = held_on, clock.now(), by
    found.next_due_on, found.due_reason = queries.due_after(found.worker, held_on, "the last was held")
    found.save()


@action(May.SUPERVISE)
def miss(by: Worker, supervision: Supervision, *, reason: str, next_on: date | None) -> Supervision:
    """Record that a planned supervision was not held, with the reason, and plan another where a day is given."""
    found = _locked(by, supervision.pk)
    if not found.is_planned:
        raise Refused("This supervision was held or marked as missed meanwhile.")
    if not practice.current().lists[LIST].has(reason, clock.today()):
        raise Refused("Choose why it was not held.", "reason")
    found.missed_at, found.missed_reason = clock.now(), reason
    found.save(update_fields=["missed_at", "missed_reason"])
    if next_on is not None:
        plan(by, found.worker, planned_on=next_on)
    return found


@action(May.SUPERVISE)
def file(
    by: Worker,
    supervision: Supervision,
    *,
    children: Sequence[int],
    words: str = "",
    told: Decided | None = None,
) -> Supervision:
    """File what was said of a family, and what was decided, with the children concerned: once, on each record.

    A supervision that was planned counts as held today by it. Raises ``Refused`` with everything that is wrong.
    """
    found = _locked(by, supervision.pk)
    if found.missed_at:
        raise Refused(rules.OVER)
    people = _held_children(by, found, children)
    if told is None and (problems := rules.problems_with_words(words, children)):
        raise Refused.several(problems)
    if found.held_on is None:
        _hold(found, by, clock.today())
    if told is not None:
        decide(by, children=[person.pk for person in people], told=told, supervision=found)
    _talk(by, found, people, words.strip() or SEE_DECISION)
    return found


def _held_children(by: Worker, supervision: Supervision, children: Sequence[int]) -> list[Person]:
    people = _people(by, children)
    held = Allocation.objects.seen_by(by).filter(
        worker=supervision.worker_id, ended_on__isnull=True, involvement__ended_on__isnull=True,
        involvement__person__in=children,
    )  # fmt: skip
    if len(set(held.values_list("involvement__person_id", flat=True))) != len(people):
        raise Refused(rules.NOT_HELD, "children")
    return people


def _people(by: Worker, children: Sequence[int]) -> list[Person]:
    people = list(Person.objects.seen_by(by).filter(pk__in=children).order_by("born_on", "pk"))
    if len(people) != len(set(children)):
        raise Refused(rules.GONE, "children")
    return people


def _talk(by: Worker, supervision: Supervision, people: Sequence[Person], words: str) -> None:
    now = clock.now()
    note = Note.objects.create(kind=NOTE_KIND, happened_at=now, words=words, by=by, recorded_at=now)
    NoteChild.objects.bulk_create(NoteChild(note=note, person=person) for person in people)
    SupervisionTalk.objects.create(supervision=supervision, note=note)


@action(May.RECORD_DECISION)
def decide(
    by: Worker, *, children: Sequence[int], told: Decided, supervision: Supervision | None = None
) -> ManagementDecision:
    """Record a decision about children, written once and read on each of their records.

    Who holds the children and who has something to do are told. Raises ``Refused`` with everything that is wrong.
    """
    today = clock.today()
    people = _people(by, children)
    problems = rules.problems_with_decision(told, today, children, queries.owners(today))
    owner = Worker.objects.filter(pk=told.owner).first() if told.owner and told.to_do.strip() else None
    if owner and unknown_to(owner, children):
        problems.append(("owner", f"{owner.name} cannot be given this. Choose somebody else."))
    if problems or told.decided_on is None:
        raise Refused.several(problems)
    if _stands_already(by, people, told, told.decided_on):
        raise Refused(rules.TWICE)
    to_do = told.to_do.strip()
    made = ManagementDecision.objects.create(
        decided=told.decided.strip(),
        facts=told.facts.strip(),
        reason=told.reason.strip(),
        alternatives=told.alternatives.strip(),
        decided_on=told.decided_on,
        decided_by=by,
        by=by,
        recorded_at=clock.now(),
        family_id=_family_of(by, people),
        supervision=supervision,
        to_do=to_do,
        owner_id=told.owner if to_do else None,
        do_by=told.do_by if to_do else None,
    )
    ManagementDecisionChild.objects.bulk_create(
        ManagementDecisionChild(decision=made, person=person) for person in people
    )
    _tell(by, made, people)
    return made


@action(May.RECORD_DECISION)
def file_written(by: Worker, step: Step, *, children: Sequence[int], told: Decided) -> ManagementDecision:
    """File a decision that was written in a piece of work; more children of it join the decision of the first."""
    made = ManagementDecision.objects.seen_by(by).filter(step=step).first()
    made = made or ManagementDecision.objects.create(
        decided=told.decided, facts=told.facts, reason=told.reason, alternatives=told.alternatives,
        decided_on=told.decided_on or clock.today(), decided_by=step.worker or by, by=by, recorded_at=clock.now(),
        family_id=step.family_id, step=step,
    )  # fmt: skip
    ManagementDecisionChild.objects.bulk_create(
        ManagementDecisionChild(decision=made, person_id=person) for person in children
    )
    return made


def _stands_already(by: Worker, people: Sequence[Person], told: Decided, on: date) -> bool:
    same = ManagementDecision.objects.seen_by(by).filter(
        decided=told.decided.strip(), reason=told.reason.strip(), decided_on=on, decided_by=by
    )
    return same.filter(children__person__in=people).exists()


def _family_of(by: Worker, people: Sequence[Person]) -> int | None:
    rows = FamilyMember.objects.seen_by(by).filter(person=people[0], ended_on__isnull=True)
    return rows.order_by("pk").values_list("family_id", flat=True).first()


def _tell(by: Worker, made: ManagementDecision, people: Sequence[Person]) -> None:
    if made.owner is not None and made.do_by is not None:
        until = reading_words.day(made.do_by, year=True)
        tell(
            by,
            made.owner,
            "decision",
            f"{by.name} decided something you are to do by {until}.",
            person=people[0],
        )
    for worker in holders([person.pk for person in people]):
        if worker.pk != made.owner_id:
            tell(
                by, worker, "decision", f"A management decision was recorded by {by.name}.", person=people[0]
            )


@action(May.READ_RECORD)
def carry_out(
    by: Worker, decision: ManagementDecision, *, done_on: date | None, words: str = ""
) -> ManagementDecision:
    """Record that what a decision asked for was done: by who was to do it, or who may decide."""
    rows = ManagementDecision.objects.seen_by(by).select_for_update(of=("self",))
    found = rows.get(pk=decision.pk)
    if not found.to_do or (by.pk != found.owner_id and not by.may(May.RECORD_DECISION)):
        raise Refused("Only who was to do it, or who may decide, can say that it is done.")
    if found.done_on:
        raise Refused("It was marked as done meanwhile.")
    if done_on is None or not found.decided_on <= done_on <= clock.today():
        raise Refused("Give a day between the decision and today, like 21/4/2026.", "done_on")
    if len(words) > rules.LONGEST_TO_DO:
        raise Refused(f"Say it in at most {rules.LONGEST_TO_DO} letters.", "done_words")
    found.done_on, found.done_words = done_on, words.strip()
    found.done_by, found.done_recorded_at = by, clock.now()
    found.save(update_fields=["done_on", "done_words", "done_by", "done_recorded_at"])
    return found


@action(May.BE_SUPERVISED)
def write_personal(by: Worker, supervision: Supervision, *, said: dict[str, str]) -> Supervision:
    """Keep what was said of how the worker is and what they learn. Only the worker and who supervises them now.

    ``said``: words by kind; empty ones are left out. Earlier words stay. Raises ``Refused`` where nothing is said.
    """
    found = queries.opened(by, supervision.pk)
    if found is None:
        raise Refused(NOT_YOURS)
    kinds = dict(PersonalNote.KINDS)
    written = {kind: words.strip() for kind, words in said.items() if kind in kinds and words.strip()}
    if not written:
        raise Refused("Write something in one of the two.", "wellbeing")
    for kind, words in written.items():
        if len(words) > rules.LONGEST_WORDS:
            raise Refused(f"Say it in at most {rules.LONGEST_WORDS:,} letters.", kind)
        PersonalNote.objects.create(
            supervision=found, worker_id=found.worker_id, kind=kind, words=words, by=by, at=clock.now()
        )
    return found
