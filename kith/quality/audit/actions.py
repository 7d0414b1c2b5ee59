"""Writing an audit: a box at a time while somebody types, what is to be done, and finishing it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from kith.access.doors import action
from kith.access.guarded import EVERY_ROW
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.database.session import as_system
from kith.quality.audit import facts, queries, rules
from kith.quality.draw.queries import conflict_of
from kith.quality.models import AuditAction, AuditAnswer, AuditCheck, CaseAudit, Grade
from kith.quality.words import OVERALL
from kith.work import typed
from kith.work.notices.actions import NOWHERE, tell


class Closed(Refused):
    """The audit can no longer be written in."""


@dataclass(frozen=True, slots=True)
class Saved:
    """A box that was saved; with ``theirs`` it was not, as somebody (another window) wrote there meanwhile."""

    version: int
    at: datetime
    theirs: AuditAnswer | None = None


@action(May.AUDIT_CASES)
def save_box(
    by: Worker, audit: CaseAudit, *, question: str, values: Sequence[str], base_version: int
) -> Saved:
    """Keep what stands in one box. Refused for a box the form does not have, and for what it cannot hold."""
    row = _held(by, audit)
    if wrong := rules.obstacle_to_box(rules.asked(row.form), queries.checked_ids(row), question, values):
        raise Refused(wrong, field=question)
    return _keep(
        row, question, ",".join(values) if question == "themes" else values[0] if values else "", base_version
    )


def _held(by: Worker, audit: CaseAudit) -> CaseAudit:
    """The audit, held until this is over: the auditor's own, and open."""
    row = CaseAudit.objects.seen_by(by).select_for_update(of=("self",)).get(pk=audit.pk)
    if row.auditor_id != by.pk:
        raise Refused("This audit is somebody else’s.")
    if not row.is_open:
        raise Closed("This audit is finished or stopped, and no longer written in.")
    if not queries.open_to(row, clock.today()):
        raise Closed("The time for which this child was open to you is over.")
    return row


def _keep(row: CaseAudit, question: str, value: str, base_version: int) -> Saved:
    now = clock.now()
    there = AuditAnswer.objects.unguarded(EVERY_ROW).filter(audit=row, question=question).first()
    if row.state == "to_do":
        row.state = "started"
        row.save(update_fields=["state"])
    if there is None:
        AuditAnswer.objects.create(audit=row, question=question, value=value, saved_at=now)
        return Saved(1, now)
    if there.version != base_version and there.value != value:
        return Saved(there.version, there.saved_at, theirs=there)
    there.value, there.version, there.saved_at = value, there.version + 1, now
    there.save(update_fields=["value", "version", "saved_at"])
    return Saved(there.version, now)


@action(May.AUDIT_CASES)
def finish(by: Worker, audit: CaseAudit, *, given: Mapping[str, str], on: date) -> CaseAudit:
    """Finish an audit: grades with reasons, the child's voice, what was checked again, the facts as they were found.

    Refused with everything that is missing; whoever asked still has the words. Owners of actions are told, and the
    worker whose case it is.
    """
    row = _held(by, audit)
    if words := conflict_of(row):
        raise Refused(f"{words} Open the audit again.")
    form, checked = rules.asked(row.form), queries.to_check(by, row)
    ids = [one.pk for one in checked]
    wrong: list[rules.Problem] = []
    for name, value in given.items():
        values = value.split(",") if name == "themes" else [value]
        if obstacle := rules.obstacle_to_box(form, ids, name, values):
            wrong.append((name, obstacle))
    wrong += rules.problems(form, {one.pk: one.words for one in checked}, given)
    days = {who: typed.day(given.get(f"{who}_on", "")) for who in rules.TALKS}
    wrong += rules.problems_of_talks(given, days, on)
    if wrong:
        raise Refused.several(wrong)
    found = queries.through(by, row, lambda eyes: facts.found(eyes, row, on))
    row.found = {code: [list(fact) for fact in those] for code, those in found.items()}
    row.overall, row.voice = given[OVERALL], given["voice"].strip()
    row.good_practice = given.get("practice", "").strip()
    row.worker_met_on, row.family_heard_on = days["worker"], days["family"]
    row.worker_grade = given.get(rules.OWN_GRADE, "")
    row.worker_words, row.family_words = (given.get(f"{who}_said", "").strip() for who in rules.TALKS)
    row.themes = [one for one in given.get("themes", "").split(",") if one]
    row.state, row.finished_on, row.finished_at = "finished", on, clock.now()
    row.save()
    for code in form.standards:
        words = given[f"words:{code}"].strip()
        Grade.objects.create(audit=row, standard=code, grade=given[f"grade:{code}"], words=words)
    _check(by, row, checked, given)
    _tell_everybody(by, row)
    return row


def _tell_everybody(by: Worker, row: CaseAudit) -> None:
    for asked in row.actions.unguarded(EVERY_ROW).select_related("owner"):
        words = f"An audit asks you to do something by {asked.due_on:%d %B}. It is on your work list."
        _tell(by, asked.owner, row, words)
    words = rules.told_worker(is_second=row.second_of_id is not None, is_again=row.checks_id is not None)
    _tell(by, row.worker, row, words)


def _tell(by: Worker, worker: Worker | None, row: CaseAudit, words: str) -> None:
    """Tell somebody of a finished audit, with the way to it where they may read it and know of the child.

    Whoever is still to read the case does not hear of it: what it asks of them is on their list once both have.
    """
    with as_system("somebody else is told, and of this child alone"):
        if worker is None or not CaseAudit.objects.seen_by(worker).filter(pk=row.pk).exists():
            return
        if row.pk in queries.still_to_read(worker):
            return
        may_read = worker.may(May.ANSWER_AUDITS) and queries.may_read(worker, row)
        leads = ("case_audit_read", row.pk) if may_read else NOWHERE
        tell(by, worker, "audit", words, person=row.person, leads_to=leads)


def _check(by: Worker, row: CaseAudit, checked: Sequence[AuditAction], given: Mapping[str, str]) -> None:
    for one in checked:
        is_met, words = given[f"met:{one.pk}"] == "yes", given[f"said:{one.pk}"].strip()
        AuditCheck.objects.create(
            audit=row, action=one, is_met=is_met, words=words, by=by, recorded_at=clock.now()
        )


@action(May.AUDIT_CASES)
def add_action(
    by: Worker, audit: CaseAudit, *, words: str, owner: int, due_on: date | None, standard: str = ""
) -> AuditAction:
    """Say what somebody is to do until a day. It reaches their work list when the audit is finished."""
    row = _held(by, audit)
    who = Worker.objects.filter(pk=owner, is_active=True).first()
    if wrong := rules.problems_of_action(words, who, due_on, clock.today()):
        raise Refused.several(wrong)
    if who is None or due_on is None:  # told above
        raise Refused("Choose who does it.", field="owner")
    if not who.may(May.ANSWER_AUDITS):
        raise Refused(
            f"{who.name} has no work list for audits. Choose the worker or a manager.", field="owner"
        )
    chosen = standard if standard in rules.asked(row.form).standards else ""
    return AuditAction.objects.create(
        audit=row,
        standard=chosen,
        words=words.strip(),
        owner=who,
        due_on=due_on,
        by=by,
        recorded_at=clock.now(),
    )


@action(May.ANSWER_AUDITS)
def do_action(by: Worker, asked: AuditAction, *, words: str, on: date) -> AuditAction:
    """Say that something an audit asked for is done, and what was done. The next audit of the child looks whether."""
    row = AuditAction.objects.seen_by(by).select_for_update(of=("self",)).get(pk=asked.pk)
    if row.owner_id != by.pk:
        raise Refused("This is somebody else’s to do.")
    if row.done_on is not None:
        raise Refused("It is done already.")
    if not rules.SHORTEST <= len(words.strip()) <= 400:
        raise Refused("Say what was done, in at most 400 letters.", field="words")
    row.done_on, row.done_words, row.done_recorded_at = on, words.strip(), clock.now()
    row.save(update_fields=["done_on", "done_words", "done_recorded_at"])
    return row


@action(May.RUN_AUDITS)
def audit_again(by: Worker, audit: CaseAudit, *, auditor: int, due_on: date | None, on: date) -> CaseAudit:
    """Have a finished audit checked: the same child once more, and whether what was asked for is met.

    Refused while an open re-audit of it is there, and for an auditor with a conflict.
    """
    with as_system("a re-audit may be about a child that is hidden"):
        row = CaseAudit.objects.unguarded(EVERY_ROW).select_for_update(of=("self",)).get(pk=audit.pk)
        who = Worker.objects.filter(pk=auditor, is_active=True).first()
        if wrong := queries.obstacle_to_audit_again(row, who, due_on, on):
            raise Refused.several(wrong)
        if who is None or due_on is None or row.finished_on is None:  # obstacles, told above
            raise Refused("Choose who checks it.", field="auditor")
        made = CaseAudit.objects.create(
            person_id=row.person_id, stratum=row.stratum, auditor=who, team=row.team, worker=row.worker, checks=row,
            looks_from=row.finished_on, due_on=due_on, form=row.form, by=by, recorded_at=clock.now(),
        )  # fmt: skip
    tell(by, who, "audit", "An audit is to be checked by you. It stands among your audits.")
    return made
