"""Consent given and taken back, who belongs to the team, who leads it, and its reviews."""

from datetime import date

from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.earlyhelp import queries, rules
from kith.earlyhelp.eyes import writing
from kith.earlyhelp.models import DECISIONS, Consent, EarlyHelp, Helper, HelpReview, Lead, TeamAround
from kith.earlyhelp.rules import Agreed, Member
from kith.work.timescales import actions as timescales

EVERY_ROW = "a rule needs every row, and shows none"
REVIEW = "early_help_review"


@action(May.WORK_EARLY_HELP)
def put_consent(by: Worker, around: TeamAround, told: Agreed) -> Consent:
    """Keep a consent that was checked; part of another action."""
    assert told.given_on is not None
    return Consent.objects.create(
        around=around,
        person_id=told.person,
        who=told.who.strip(),
        relation=told.relation.strip(),
        how=told.how,
        shares=told.shares.strip(),
        given_on=told.given_on,
        by=by,
        recorded_at=clock.now(),
    )


@action(May.WORK_EARLY_HELP)
def put_helper(by: Worker, around: TeamAround, told: Member, on: date) -> Helper:
    """Keep somebody of the team who was checked; part of another action."""
    return Helper.objects.create(
        around=around,
        name=told.name.strip(),
        agency=told.agency,
        organisation=told.organisation.strip(),
        does=told.does.strip(),
        phone=told.phone.strip(),
        worker_id=told.worker,
        started_on=on,
        by=by,
        recorded_at=clock.now(),
    )


@action(May.WORK_EARLY_HELP)
def put_lead(by: Worker, around: TeamAround, helper: Helper, on: date) -> Lead:
    """Let somebody of the team lead from a day on; part of another action."""
    return Lead.objects.create(around=around, helper=helper, started_on=on, by=by, recorded_at=clock.now())


@action(May.WORK_EARLY_HELP)
def dissolve(by: Worker, around: TeamAround, *, on: date) -> TeamAround:
    """The team and its lead end with the early help; part of another action."""
    for rows in (Lead.objects.unguarded(EVERY_ROW), Helper.objects.unguarded(EVERY_ROW)):
        for row in rows.filter(around=around, ended_on=None):
            row.ended_on = max(on, row.started_on)
            row.save(update_fields=["ended_on"])
    return around


@action(May.WORK_EARLY_HELP)
def give_consent(by: Worker, around: TeamAround, *, told: Agreed) -> Consent:
    """Keep that somebody else of the family agreed too."""
    around = queries.locked(by, around)
    today = clock.today()
    if wrong := rules.consent_problems(told, ways=queries.ways(today), today=today):
        raise Refused.several(wrong)
    return put_consent(by, around, told)


@action(May.WORK_EARLY_HELP)
def withdraw_consent(by: Worker, around: TeamAround, *, consent: int, on: date | None, words: str) -> bool:
    """Keep that somebody took their consent back. Gives whether anybody's consent is left.

    Where none is left, early help may not go on: whoever calls this ends it.
    """
    around = queries.locked(by, around)
    row = Consent.objects.seen_by(by).filter(around=around, pk=consent).first()
    if row is None:
        raise Refused("There is no such consent.")
    wrong = rules.withdrawal_problems(row.given_on, row.withdrawn_on, on, clock.today())
    wrong = [(field and f"{field}.{row.pk}", told) for field, told in wrong]
    if len(words) > rules.LONGEST_LINE:
        wrong.append((f"withdrawn_words.{row.pk}", f"Say it in at most {rules.LONGEST_LINE} letters."))
    if wrong:
        raise Refused.several(wrong)
    row.withdrawn_on, row.withdrawn_words, row.withdrawn_recorded_at = on, words.strip(), clock.now()
    row.save(update_fields=["withdrawn_on", "withdrawn_words", "withdrawn_recorded_at"])
    return Consent.objects.unguarded(EVERY_ROW).filter(around=around, withdrawn_on=None).exists()


@action(May.WORK_EARLY_HELP)
def add_helper(by: Worker, around: TeamAround, *, told: Member, on: date | None) -> Helper:
    """Somebody joins the team. With an account, they see these children from now on, and nobody else."""
    around = queries.locked(by, around)
    today = clock.today()
    wrong = queries.member_problems(told, clock.today())
    since = around.started_on or around.offered_on
    wrong += rules.day_problem("helper_on", on, today, since, "The early help began on")
    if told.worker and Helper.objects.unguarded(EVERY_ROW).filter(
        around=around, worker=told.worker, ended_on=None
    ):
        wrong.append(("account", "This account belongs to the team already."))
    if wrong:
        raise Refused.several(wrong)
    assert on is not None
    return put_helper(by, around, told, on)


@action(May.WORK_EARLY_HELP)
def end_helper(by: Worker, around: TeamAround, *, helper: int, on: date | None) -> Helper:
    """Somebody leaves the team. Their account sees nothing of these children from then on."""
    with writing(by):
        around = queries.locked(by, around)
        row = _helper(by, around, helper)
        left = Helper.objects.unguarded(EVERY_ROW).filter(around=around, ended_on=None).exclude(pk=row.pk)
        leads = Lead.objects.unguarded(EVERY_ROW).filter(around=around, helper=row, ended_on=None).exists()
        if why := rules.leaving_problem(is_lead=leads, people_left=left.count()):
            raise Refused(why, "helper")
        wrong = rules.day_problem(f"left_on.{row.pk}", on, clock.today(), row.started_on, "They joined on")
        if wrong:
            raise Refused.several(wrong)
        row.ended_on, row.ended_recorded_at = on, clock.now()
        row.save(update_fields=["ended_on", "ended_recorded_at"])
    return row


def _helper(by: Worker, around: TeamAround, number: int) -> Helper:
    row = Helper.objects.seen_by(by).filter(around=around, pk=number, ended_on=None).first()
    if row is None:
        raise Refused("Choose somebody of the team.", "helper")
    return row


@action(May.WORK_EARLY_HELP)
def make_lead(by: Worker, around: TeamAround, *, helper: int, on: date | None) -> Lead:
    """Somebody of the team becomes the lead professional from a day on; the one before ends that day."""
    around = queries.locked(by, around)
    row = _helper(by, around, helper)
    now = Lead.objects.unguarded(EVERY_ROW).filter(around=around, ended_on=None).first()
    since = max(row.started_on, now.started_on) if now else row.started_on
    wrong = rules.lead_problems(
        is_member=True,
        leads_already=bool(now and now.helper_id == row.pk),
        on=on,
        since=since,
        today=clock.today(),
    )
    if wrong:
        raise Refused.several(wrong)
    assert on is not None
    if now:
        now.ended_on = on
        now.save(update_fields=["ended_on"])
    return put_lead(by, around, row, on)


@action(May.WORK_EARLY_HELP)
def review(
    by: Worker,
    around: TeamAround,
    *,
    on: date | None,
    present: str,
    words: str,
    decision: str,
    level: str = "",
    next_on: date | None = None,
) -> HelpReview:
    """Keep that team and family looked at the help together. The clock of the next review starts from this one."""
    around = queries.locked(by, around)
    if around.started_on is None:
        raise Refused(rules.NO_CONSENT)
    if problems := rules.review_problems(
        on=on, present=present, words=words, decision=decision, decisions=DECISIONS, next_on=next_on,
        since=around.started_on, today=clock.today(),
    ):  # fmt: skip
        raise Refused.several(problems)
    assert on is not None
    with writing(by):
        for counted in queries.counted_of(around):
            _start_next(by, counted, on, next_on if decision == "go_on" else None)
            if level and level != counted.level:
                counted.level = level
                counted.save(update_fields=["level"])
    return HelpReview.objects.create(
        around=around, on=on, present=present.strip(), words=words.strip(), decision=decision, level=level,
        next_on=next_on if decision == "go_on" else None, by=by, recorded_at=clock.now(),
    )  # fmt: skip


def _start_next(by: Worker, counted: EarlyHelp, on: date, next_on: date | None) -> None:
    """The clock of this review is met; that of the next runs until the day the team agreed to meet."""
    person, standing = counted.standing.person_id, counted.standing
    timescales.meet(by, code=REVIEW, person=person, on=on)
    if next_on:
        timescales.start(
            by, code=REVIEW, person=person, from_on=on, standing=standing, event="the last review",
            due_on=next_on, why="The day the team agreed to meet.",
        )  # fmt: skip
