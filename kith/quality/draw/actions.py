"""Drawing a month of audits, or audits of a theme; drawing anew where an auditor came to hold the child."""

from collections.abc import Sequence
from datetime import date, timedelta
from secrets import token_hex

from django.db import IntegrityError, transaction

from kith.access import practice
from kith.access.doors import action
from kith.access.guarded import EVERY_ROW
from kith.access.may import May
from kith.access.models import Worker, with_memberships
from kith.core import Refused, clock
from kith.core.period import add_months
from kith.core.reading_words import LONG_MONTHS, count
from kith.database.session import as_system
from kith.practice.audits import AuditGuide
from kith.quality.draw import queries, rules
from kith.quality.models import AuditDraw, AuditRound, CaseAudit
from kith.quality.words import COHORTS
from kith.work.notices.actions import tell

MOST = 200
ALONE = "The first reading of this case was stopped."
EYES = "audits are drawn from every child, whoever draws"


@action(May.RUN_AUDITS)
def draw_month(by: Worker, *, month: date, on: date, seed: str = "") -> AuditRound:
    """Draw the audits of a month: for every manager the pack names, so many cases. Refused when one would go without.

    ``seed`` is made by chance; who gives one (a test, a demonstration) can make the same draw again.
    """
    guide = _guide()
    first = month.replace(day=1)
    if first < on.replace(day=1):
        raise Refused("That month is over. Draw this month or one that comes.", field="month")
    if AuditRound.objects.filter(kind="monthly", month=first).exists():
        raise Refused("The audits of that month are drawn already.", field="month")
    row = AuditRound(
        kind="monthly", month=first, title=f"{LONG_MONTHS[first.month - 1]} {first.year}", cohort_on=on,
        due_on=max(add_months(first, 1) - timedelta(days=1), on),
    )  # fmt: skip
    who = queries.auditors(guide.roles, on)
    return _draw(by, row, guide, [(one, guide.each_month) for one in who], seed)


@action(May.RUN_AUDITS)
def draw_theme(
    by: Worker, *, cohort: str, number: int, auditors: Sequence[int], due_on: date | None, on: date, seed: str = "",
    open_until: date | None = None,
) -> AuditRound:  # fmt: skip
    """Draw audits of a theme from the children of a cohort, shared out among auditors in turn.

    ``open_until`` is the day from which auditors from elsewhere see these children no more.
    """
    guide = _guide()
    problems: list[tuple[str | None, str]] = []
    if cohort not in COHORTS:
        problems.append(("cohort", "Choose whose cases are audited."))
    if not 1 <= number <= MOST:
        problems.append(("number", f"Write how many audits, from 1 to {MOST}."))
    if due_on is None or due_on <= on:
        problems.append(("due_on", "Write a day after today by which they are done."))
    who = list(Worker.objects.filter(pk__in=auditors, is_active=True).order_by("name", "pk"))
    who = [one for one in who if one.may(May.AUDIT_CASES)]
    if not who:
        problems.append(("auditors", "Choose who audits."))
    if any(one.sees_own_families_only for one in who) and (open_until is None or open_until <= on):
        problems.append(("open_until", "Write until when auditors from elsewhere see the children."))
    if problems or due_on is None:
        raise Refused.several(problems)
    row = AuditRound(
        kind="thematic",
        month=on.replace(day=1),
        title=COHORTS[cohort],
        cohort=cohort,
        cohort_on=on,
        due_on=due_on,
    )
    turns = [who[at % len(who)] for at in range(number)]
    shared = [(one, turns.count(one)) for one in who if one in turns]
    return _draw(by, row, guide, shared, seed, open_until)


def _guide() -> AuditGuide:
    guide = practice.current().audits
    if guide is None:
        raise Refused("The practice that holds today says nothing of audits.")
    return guide


def _draw(
    by: Worker,
    row: AuditRound,
    guide: AuditGuide,
    who: Sequence[tuple[Worker, int]],
    seed: str,
    open_until: date | None = None,
) -> AuditRound:
    on = row.cohort_on
    row.looks_from = add_months(on, -guide.looks_back)
    row.pack, row.form, row.by, row.recorded_at = practice.current().code, guide.content, by, clock.now()
    with as_system(EYES):
        cases = queries.population(on, guide)
        if row.cohort:
            those = queries.cohort(row.cohort, on)
            cases = [one for one in cases if one[0] in those]
        else:
            lately = queries.drawn_since(add_months(on, -guide.apart))
            cases = [one for one in cases if one[0] not in lately]
        given = _given_for(guide, who, cases, row.looks_from)
        made = seed or token_hex(16)
        drawn, short = rules.draw(made, given)
        if short or not drawn:
            raise Refused.several(_short_words(short, [one for one, _ in who], len(cases)))
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:
            raise Refused("The audits of that month are drawn already.", field="month") from None
        kept = _keep_draw(by, row, 1, made, given, drawn)
        _audits(by, kept, drawn, open_until)
    return row


def _given_for(
    guide: AuditGuide,
    who: Sequence[tuple[Worker, int]],
    cases: Sequence[tuple[int, str]],
    looks_from: date,
) -> rules.Given:
    """What a draw among these auditors and cases is made from, with every conflict there is today."""
    people = [case for case, _ in cases]
    return rules.Given(
        auditors=tuple((one.pk, number) for one, number in who),
        cases=tuple(cases),
        shares=tuple((one.code, one.share) for one in guide.strata),
        conflicts=queries.barred([one for one, _ in who], people, looks_from),
        second_one_in=guide.second_one_in,
    )


def _short_words(
    short: Sequence[rules.Short], who: Sequence[Worker], cases: int
) -> list[tuple[str | None, str]]:
    """Too few cases, in words: how many there are, and for whom there is none."""
    if not who:
        return [(None, "Nobody works in a role that audits. The roles stand in the practice pack.")]
    names = {one.pk: one.name for one in who}
    there = f"there {'is' if cases == 1 else 'are'} {count(cases, 'case')} to draw from"
    head = f"Nothing was drawn: {there}, and {count(len(short), 'audit')} went without one."
    each = dict.fromkeys(rules.short_words(one, names[one.auditor]) for one in short)
    return [(None, head), *((None, words) for words in each)]


def _keep_draw(
    by: Worker,
    row: AuditRound,
    number: int,
    seed: str,
    given: rules.Given,
    drawn: Sequence[rules.Drawn],
    reason: str = "",
) -> AuditDraw:
    return AuditDraw.objects.create(
        round=row, number=number, seed=seed, given=given.kept(), reason=reason, by=by, recorded_at=clock.now(),
        taken=[[one.auditor, one.case, one.stratum, one.second] for one in drawn],
    )  # fmt: skip


def _audits(
    by: Worker, kept: AuditDraw, drawn: Sequence[rules.Drawn], open_until: date | None = None
) -> list[CaseAudit]:
    """A row for each audit that was drawn, and for each second reading. Answers with the first readings."""
    row, now = kept.round, clock.now()
    held = queries.holders([one.case for one in drawn], row.cohort_on)
    readers = [*(one.auditor for one in drawn), *(one.second for one in drawn if one.second)]
    there = with_memberships(Worker.objects.filter(pk__in=readers))
    outside = {one.pk for one in there if one.sees_own_families_only}

    def reading(one: rules.Drawn, auditor: int, first: CaseAudit | None = None) -> CaseAudit:
        team, worker = held.get(one.case, (None, None))
        return CaseAudit(
            draw=kept, person_id=one.case, stratum=one.stratum, auditor_id=auditor, team_id=team, worker_id=worker,
            second_of=first, open_until=open_until if auditor in outside else None, looks_from=row.looks_from,
            due_on=row.due_on, form=row.form, by=by, recorded_at=now,
        )  # fmt: skip

    made = CaseAudit.objects.bulk_create(reading(one, one.auditor) for one in drawn)
    pairs = zip(drawn, made, strict=True)
    CaseAudit.objects.bulk_create(reading(one, one.second, first) for one, first in pairs if one.second)
    return made


@action(May.AUDIT_CASES)
def stop_for_conflict(by: Worker, audit: CaseAudit) -> CaseAudit | None:
    """Stop an audit whose auditor came to hold the child, or into its team, and draw anew.

    For a first reading that is another case for the same auditor, for a second reading another reader of the same case;
    a re-audit is given back to whoever asked for it. Answers with the audit drawn instead; None where there is no
    conflict, and nothing changes. Where nobody is left to draw, the audit is stopped all the same, and those who run
    audits see it on the page of the round.
    """
    with as_system("an auditor may have come to know the child"):
        row = CaseAudit.objects.unguarded(EVERY_ROW).select_for_update(of=("self",)).get(pk=audit.pk)
        words = queries.conflict_of(row) if row.is_open else ""
        if not words:
            return None
        _stop(row, words)
        if row.draw is None:
            tell(by, row.by, "audit", f"A re-audit was stopped: {words} Have it checked by somebody else.")
            new = None
        elif row.second_of is not None:
            new = _second_reader(by, row.second_of, instead_of=row, why=words)
        else:
            new = _another_case(by, row, words)
            _second_goes_along(by, row, new)
        tell(by, row.auditor, "audit", _told(row, words, is_drawn=new is not None))
        return new


def _stop(row: CaseAudit, words: str) -> None:
    row.state, row.stopped_at, row.stop_reason = "stopped", clock.now(), words[:200]
    row.save(update_fields=["state", "stopped_at", "stop_reason"])


def _told(row: CaseAudit, words: str, *, is_drawn: bool) -> str:
    if row.draw is None or row.second_of_id is not None:
        return f"An audit of yours was stopped: {words} You need not do anything."
    then = "Another case was drawn for you." if is_drawn else "There is no other case to draw for you."
    return f"An audit of yours was stopped: {words} {then}"


def _another_case(by: Worker, stopped: CaseAudit, words: str) -> CaseAudit | None:
    """Another audit for the same auditor, from the children the round was drawn from whom nobody has."""
    assert stopped.draw is not None
    row = stopped.draw.round
    audits = CaseAudit.objects.unguarded(EVERY_ROW).filter(draw__round=row)
    gone = set(audits.values_list("person_id", flat=True))
    cases = [(one[0], one[1]) for one in row.draws.get(number=1).given["cases"]]
    left = [one for one in cases if one[0] not in gone]
    told = _given_for(_guide(), [(stopped.auditor, 1)], left, row.looks_from)
    given = rules.Given(told.auditors, told.cases, told.shares, told.conflicts)
    kept, drawn = _drawn_again(by, stopped, given, token_hex(16), words)
    if kept is None:
        return None
    new = _audits(by, kept, drawn, stopped.open_until)[0]
    new.instead_of = stopped
    new.save(update_fields=["instead_of"])
    return new


def _second_goes_along(by: Worker, stopped: CaseAudit, new: CaseAudit | None) -> None:
    """An open second reading stops with the first; the case drawn instead, if any, is read twice as this was to be."""
    second = stopped.second_readings.unguarded(EVERY_ROW).exclude(state="stopped").first()
    if second is None:
        return
    if second.is_open:
        _stop(second, ALONE)
        tell(by, second.auditor, "audit", f"A second reading of yours was stopped. {ALONE}")
    if new is not None:
        _second_reader(by, new, instead_of=second if second.state == "stopped" else None, why=ALONE)


def _second_reader(
    by: Worker, first: CaseAudit, *, instead_of: CaseAudit | None, why: str
) -> CaseAudit | None:
    """Another reader for a case, from the auditors of the round who read no case a second time."""
    assert first.draw is not None
    seed = token_hex(16)
    able = _able(first, instead_of, seed)
    case = (first.person_id, first.stratum)
    conflicts = queries.barred(able, [first.person_id], first.looks_from)
    given = rules.Given(tuple((one.pk, 1) for one in able), (case,), ((first.stratum, 1),), conflicts)
    kept, drawn = _drawn_again(by, first, given, seed, why)
    if kept is None:
        return None
    reader = next(one for one in able if one.pk == drawn[0].auditor)
    new = CaseAudit.objects.create(
        draw=kept, person_id=first.person_id, stratum=first.stratum, auditor=reader, team_id=first.team_id,
        worker_id=first.worker_id, second_of=first, instead_of=instead_of, looks_from=first.looks_from,
        due_on=first.due_on, form=first.form, by=by, recorded_at=clock.now(),
    )  # fmt: skip
    tell(by, reader, "audit", "You were drawn to read a case a second time. It stands among your audits.")
    return new


def _able(first: CaseAudit, instead_of: CaseAudit | None, seed: str) -> list[Worker]:
    """The auditors of the round who may read this case a second time, in an order by chance.

    Those from elsewhere are left out: until when they see a child was said for the children drawn for them.
    """
    assert first.draw is not None
    audits = CaseAudit.objects.unguarded(EVERY_ROW).filter(draw__round=first.draw.round)
    reading = audits.filter(second_of__isnull=False).exclude(state="stopped")
    busy = {first.auditor_id, *reading.values_list("auditor_id", flat=True)}
    busy |= {instead_of.auditor_id} if instead_of else set()
    ids = [one[0] for one in first.draw.round.draws.get(number=1).given["auditors"] if one[0] not in busy]
    there = Worker.objects.filter(pk__in=ids, is_active=True)
    able = [one for one in there if one.may(May.AUDIT_CASES) and not one.sees_own_families_only]
    return sorted(able, key=lambda one: rules.by_chance(seed, "reader", one.pk))


def _drawn_again(
    by: Worker, audit: CaseAudit, given: rules.Given, seed: str, why: str
) -> tuple[AuditDraw | None, Sequence[rules.Drawn]]:
    """A further draw of the round of an audit, kept with its seed; nothing is kept where nothing could be drawn."""
    assert audit.draw is not None
    row = audit.draw.round
    drawn, _ = rules.draw(seed, given)
    if not drawn:
        return None, drawn
    number = row.draws.count() + 1
    return _keep_draw(by, row, number, seed, given, drawn, f"Drawn anew: {why}"[:200]), drawn
