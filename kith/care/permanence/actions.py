"""Recording permanence plans, the steps of an adoption and special guardianship."""

from collections.abc import Sequence
from datetime import date

from kith.access import practice
from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.care.adopting import clocks
from kith.care.adopting import rules as way
from kith.care.models import AdoptionDecision, AdoptionMatch, CarePeriod, GuardianshipOrder, PermanencePlan
from kith.care.period import queries as period_queries
from kith.care.period.actions import end_care
from kith.care.period.queries import Held
from kith.care.permanence import queries, rules
from kith.care.together.actions import hold, refuse
from kith.care.together.queries import InCare
from kith.core import Refused, clock
from kith.work.timescales.actions import meet

CODE = "permanence_plan"
GONE = "This child is not looked after any more. What was recorded stays as it was."


def _codes(name: str, on: date) -> set[str]:
    return {code for code, _ in practice.current().lists[name].choices(on)}


@action(May.RECORD_CARE)
def plan(by: Worker, children: Sequence[InCare], *, kind: str, on: date, words: str) -> list[PermanencePlan]:
    """Record the permanence plan of these children from a day on; the one before ends. Raises ``Refused``."""
    hold(by, children)
    now = {one.period.pk: _plan_of(one.period) for one in children}
    wrong: list[rules.Problem] = []
    for one in children:
        held = now[one.period.pk]
        since = held.started_on if held else None
        wrong += rules.problems_of_plan(
            kind, on, clock.today(), one.started_on, since, _codes("permanence_plan", on)
        )
        if one.ended_on is not None:
            wrong.append((None, f"{one.called}: {GONE}"))
    if len(words) > rules.LONGEST_WORDS:
        wrong.append(("words", f"Say it in at most {rules.LONGEST_WORDS} letters."))
    refuse(wrong)
    return [_planned(by, one, now[one.period.pk], kind, on, words) for one in children]


def _plan_of(period: CarePeriod) -> PermanencePlan | None:
    rows = PermanencePlan.objects.unguarded(queries.EVERY_ROW).filter(period=period)
    return rows.filter(ended_on__isnull=True).first()


def _planned(
    by: Worker, one: InCare, before: PermanencePlan | None, kind: str, on: date, words: str
) -> PermanencePlan:
    if before is not None:
        before.ended_on, before.ended_recorded_at = on, clock.now()
        before.save(update_fields=["ended_on", "ended_recorded_at"])
    if kind == way.ADOPTION:
        clocks.happened(by, one.period, way.PLAN, on)
    else:
        clocks.over(by, one.period, way.BEFORE_DECISION, on=on, why="The permanence plan is another now.")
    meet(by, code=CODE, person=one.person.pk, on=on)
    return PermanencePlan.objects.create(
        period=one.period, kind=kind, started_on=on, words=words, by=by, recorded_at=clock.now()
    )


@action(May.RECORD_CARE)
def decide(by: Worker, children: Sequence[InCare], *, on: date) -> list[AdoptionDecision]:
    """Record that the agency decided these children should be placed for adoption. Raises ``Refused``."""
    hold(by, children)
    wrong: list[rules.Problem] = []
    for one in children:
        others = queries.decisions_of(one.period.pk)
        wrong += rules.problems_of_decision(on, clock.today(), one.born_on, one.started_on, others)
        decided = [on, *(each.decided_on for each in others)]
        if words := rules.decided_after_order(decided, queries.orders_of(one.period.pk)):
            wrong.append(("on", words))
        if one.ended_on is not None:
            wrong.append((None, f"{one.called}: {GONE}"))
    refuse(wrong)
    facts = {"decided_on": on, "by": by, "recorded_at": clock.now()}
    made = [AdoptionDecision.objects.create(period=one.period, **facts) for one in children]
    for one in children:
        clocks.happened(by, one.period, way.DECISION, on)
    return made


@action(May.RECORD_CARE)
def reverse(by: Worker, period: CarePeriod, *, on: date, reason: str) -> AdoptionDecision:
    """Record that the child should not be placed for adoption any more, and why; the match ends. Raises ``Refused``."""
    held, row = _held(by, period), _decision(by, period)
    status = held.status_on(clock.today())
    refuse(
        rules.problems_of_reversal(
            on, reason, clock.today(), row.decided_on, reasons=_codes("adoption_reversal_reason", on),
            has_placement_order=bool(status and status.code == rules.PLACEMENT_ORDER),
            is_placed=queries.adoption_placement(held) is not None,
        )
    )  # fmt: skip
    row.ceased_on, row.ceased_reason, row.ceased_recorded_at = on, reason, clock.now()
    row.save(update_fields=["ceased_on", "ceased_reason", "ceased_recorded_at"])
    match = _match(by, row)
    if match is not None:
        _end_match(match, max(on, match.matched_on), "The decision was reversed")
    clocks.over(by, period, list(way.CLOCKS), on=on, why="The decision was reversed.")
    return row


@action(May.RECORD_CARE)
def match(
    by: Worker,
    period: CarePeriod,
    *,
    on: date,
    by_foster_carer: bool | None,
    adopters: int,
    sex: str,
    legal: str,
) -> AdoptionMatch:
    """Record that the child was matched with adopters, and who they are as the return asks it. Raises ``Refused``."""
    held, row = _held(by, period), _decision(by, period)
    placed = queries.adoption_placement(held)
    wrong = rules.problems_of_match(
        on, clock.today(), row.decided_on, adopters=adopters, sex=sex, legal=legal,
        placed_on=placed.started_on if placed else None,
    )  # fmt: skip
    if by_foster_carer is None:
        wrong.append(("by_foster_carer", "Say whether they are the child’s foster carers (114)."))
    if _match(by, row) is not None:
        wrong.append((None, "The child is matched already. Record first that the match ended."))
    refuse(wrong)
    made = AdoptionMatch.objects.create(
        decision=row, matched_on=on, by_foster_carer=bool(by_foster_carer), adopters=adopters, adopters_sex=sex,
        adopters_legal=legal, by=by, recorded_at=clock.now(),
    )  # fmt: skip
    clocks.happened(by, period, way.MATCH, on)
    return made


@action(May.RECORD_CARE)
def end_match(by: Worker, period: CarePeriod, *, on: date, words: str) -> AdoptionMatch:
    """Record that the match ended, and why. Raises ``Refused``."""
    held, row = _held(by, period), _match(by, _decision(by, period))
    if row is None:
        raise Refused("There is no match to end.")
    wrong: list[rules.Problem] = []
    if on > clock.today() or on < row.matched_on:
        wrong.append(("on", "The match ends on a day after it was made, and not in the future."))
    if not 0 < len(words.strip()) <= rules.LONGEST_WORDS:
        wrong.append(("words", f"Say why, in at most {rules.LONGEST_WORDS} letters."))
    if queries.adoption_placement(held) is not None:
        wrong.append((None, "The child is placed for adoption: end that placement first."))
    refuse(wrong)
    _end_match(row, on, words)
    return row


@action(May.RECORD_CARE)
def adoption_order(by: Worker, period: CarePeriod, *, on: date, is_opposed: bool | None) -> CarePeriod:
    """Record the adoption order: care ends on that day (E11, or E12 where consent was dispensed with).

    The record is sealed afterwards, when the case is closed (``kith.people.adoption``). Raises ``Refused``.
    """
    held = _held(by, period)
    decision, matched_on, _ = queries.placing(period.pk, on)
    placed = queries.adoption_placement(held)
    wrong = rules.problems_of_order(
        on, clock.today(), held.child.born_on, placement=placed.kind if placed else "",
        placed_on=placed.started_on if placed else None, decision=decision, matched_on=matched_on,
    )  # fmt: skip
    if is_opposed is None:
        wrong.append(("opposed", "Say whether the court dispensed with consent."))
    refuse(wrong)
    return _end_care(by, held.period, on, rules.OPPOSED if is_opposed else rules.UNOPPOSED)


@action(May.RECORD_CARE)
def guardianship_order(
    by: Worker,
    period: CarePeriod,
    *,
    on: date,
    is_former_carer: bool | None,
    is_kin: bool | None,
    guardians: str,
) -> GuardianshipOrder:
    """Record a special guardianship order: care ends on that day, with the code that follows. Raises ``Refused``."""
    held = _held(by, period)
    placement = held.placements[-1].kind if held.placements else ""
    wrong = rules.problems_of_guardianship(
        on, clock.today(), held.child.born_on, placement, is_former_carer, is_kin
    )
    if len(guardians) > 120:
        wrong.append(("guardians", "Say it in at most 120 letters."))
    refuse(wrong)
    reason = rules.guardianship_reason(on, is_former_carer=bool(is_former_carer), is_kin=bool(is_kin))
    made = GuardianshipOrder.objects.create(
        period=held.period, ordered_on=on, is_former_carer=bool(is_former_carer), is_kin=bool(is_kin),
        guardians=guardians, by=by, recorded_at=clock.now(),
    )  # fmt: skip
    _end_care(by, held.period, on, reason)
    return made


def end_with_care(by: Worker, period: CarePeriod, *, on: date, reason: str) -> None:
    """What the end of care does: the plan ends; a decision for adoption was reversed before or led to the order (557).

    Part of the action that ends care. Raises ``Refused``.
    """
    rows = AdoptionDecision.objects.seen_by(by).filter(period=period, ceased_on__isnull=True)
    if reason not in (rules.UNOPPOSED, rules.OPPOSED, "E2") and rows.exists():
        raise Refused(
            "It was decided that the child should be placed for adoption: record first why that ended (557)."
        )
    _keep_guardianship(by, period, on, reason)
    plan = _plan_of(period)
    if plan is not None:
        plan.ended_on, plan.ended_recorded_at = max(on, plan.started_on), clock.now()
        plan.save(update_fields=["ended_on", "ended_recorded_at"])


def _keep_guardianship(by: Worker, period: CarePeriod, on: date, reason: str) -> None:
    """Where the reason tells of a special guardianship order that nobody has recorded beside it, it is on record so."""
    told = rules.GUARDIANSHIP.get(reason)
    rows = GuardianshipOrder.objects.unguarded(queries.EVERY_ROW).filter(period=period)
    if told is not None and not rows.exists():
        is_former_carer, is_kin = told
        GuardianshipOrder.objects.create(
            period=period, ordered_on=on, is_former_carer=is_former_carer, is_kin=is_kin, by=by,
            recorded_at=clock.now(),
        )  # fmt: skip


def _end_care(by: Worker, period: CarePeriod, on: date, reason: str) -> CarePeriod:
    try:
        return end_care(by, period, on=on, reason=reason)
    except Refused as refused:
        raise Refused.several(
            [("on" if field == "ended_on" else None, words) for field, words in refused.problems]
        ) from None


def _held(by: Worker, period: CarePeriod) -> Held:
    held = period_queries.held(by, period.pk, lock=True)
    if held is None or held.standing.ended_on is not None:
        raise Refused(GONE)
    return held


def _decision(by: Worker, period: CarePeriod) -> AdoptionDecision:
    rows = AdoptionDecision.objects.seen_by(by).filter(period=period, ceased_on__isnull=True)
    found = rows.first()
    if found is None:
        raise Refused("Record first the decision that the child should be placed for adoption.")
    return found


def _match(by: Worker, decision: AdoptionDecision) -> AdoptionMatch | None:
    return AdoptionMatch.objects.seen_by(by).filter(decision=decision, ended_on__isnull=True).first()


def _end_match(row: AdoptionMatch, on: date, words: str) -> None:
    row.ended_on, row.ended_words = on, words
    row.save(update_fields=["ended_on", "ended_words"])
