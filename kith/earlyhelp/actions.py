"""Offering early help, beginning it with somebody's consent, its plan, and its end."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from kith.access import practice
from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.earlyhelp import carrying, queries, rules
from kith.earlyhelp.around import actions as around_actions
from kith.earlyhelp.eyes import lent, writing
from kith.earlyhelp.models import AroundChild, EarlyHelp, TeamAround
from kith.earlyhelp.rules import Agreed, Member, NewChild
from kith.people.actions import create_family, create_person
from kith.people.models import Person
from kith.people.queries import shared_family
from kith.work.models import FamilyPlan, Step
from kith.work.opening.actions import open_step
from kith.work.plans.actions import begin_plan, end_plan
from kith.work.standings import actions as standings
from kith.work.steps import actions as steps
from kith.work.steps.queries import first_name
from kith.work.timescales import actions as timescales

EVERY_ROW = "a rule needs every row, and shows none"
KIND, ASSESSMENT, REVIEW = "early_help", "early_help_assessment", "early_help_review"


@action(May.WORK_EARLY_HELP)
def offer(
    by: Worker, *, people: Sequence[int], source: str, words: str = "", came_from: Step | None = None
) -> TeamAround:
    """Offer early help for these children (ids): it waits for somebody's consent.

    ``came_from`` is the work it follows; what the family was told of the last assessment is taken over. Raises
    ``Refused`` for children that are not known, who have it or to whom it was offered already.
    """
    today = clock.today()
    rows = Person.objects.seen_by(by).filter(pk__in=people).select_for_update(no_key=True).order_by("pk")
    known = list(rows)
    if not known or len(known) != len(set(people)):
        raise Refused("Tick at least one child.", "children")
    held = queries.open_around([one.pk for one in known])
    for one in known:
        started = held.get(one.pk)
        if why := rules.beginning_problem(
            first_name(one), has_early_help=bool(started), is_offered=started is False
        ):
            raise Refused(why, "children")
    team = by.team or (came_from.team if came_from else None)
    if team is None:
        raise Refused("You are in no team, so nobody would look after this.")
    made = TeamAround.objects.create(
        family_id=shared_family([one.pk for one in known], today),
        team=team,
        source=source,
        came_from=came_from,
        words=words.strip()[: rules.LONGEST_LINE],
        carried=carrying.from_last(by, [one.pk for one in known]) if came_from else [],
        offered_on=today,
        opened_by=by,
        recorded_at=clock.now(),
    )
    AroundChild.objects.bulk_create(AroundChild(around=made, person=one) for one in known)
    return made


@action(May.WORK_EARLY_HELP)
def begin(by: Worker, around: TeamAround, *, consent: Agreed, lead: Member, level: str = "") -> TeamAround:
    """Begin what was offered, on the day somebody consented: standings, lead professional, assessment, first review.

    What the work it came from said goes into the assessment. Raises ``Refused`` with everything that is wrong.
    """
    with writing(by):
        around = queries.locked(by, around)
        if around.started_on:
            raise Refused("It has begun already.")
        today = clock.today()
        people = queries.children_of(by, around)
        born = [one.born_on for one in people if one.born_on and one.born_on <= today]
        wrong = rules.consent_problems(consent, ways=queries.ways(today), today=today, born=born)
        if wrong := [*wrong, *queries.member_problems(lead, today)]:
            raise Refused.several(wrong)
        assert consent.given_on is not None
        on = consent.given_on
        around.started_on, around.started_recorded_at = on, clock.now()
        if on < around.offered_on:
            around.offered_on = on
        around.save(update_fields=["started_on", "started_recorded_at", "offered_on"])
        around_actions.put_consent(by, around, consent)
        helper = around_actions.put_helper(by, around, lead, on)
        around_actions.put_lead(by, around, helper, on)
        for one in people:
            standing = standings.begin(by, person=one.pk, kind=KIND, on=on)
            EarlyHelp.objects.create(
                standing=standing, around=around, level=level, organisation=lead.organisation.strip()
            )
            timescales.start(by, code=REVIEW, person=one.pk, from_on=on, standing=standing, event="the start")
        _open_assessment(by, around, [one.pk for one in people], helper.worker or by)
    return around


def _open_assessment(by: Worker, around: TeamAround, people: Sequence[int], worker: Worker) -> None:
    """The assessment, with what earlier work said to the same questions in it, where the practice has one."""
    assert around.started_on is not None
    if ASSESSMENT not in practice.on(around.started_on, around.team_id).steps:
        return
    step = open_step(
        by,
        kind=ASSESSMENT,
        people=people,
        team=around.team,
        worker=worker,
        started_on=around.started_on,
        clock_from_on=None,
        came_from=around.came_from,
    )
    around.assessment = step
    around.save(update_fields=["assessment"])
    carrying.put_into(by, step, around.carried)


@action(May.WORK_EARLY_HELP)
def begin_with(
    by: Worker, *, people: Sequence[int], consent: Agreed, lead: Member, level: str = ""
) -> TeamAround:
    """Offer and begin early help for children on record, with the consent that is there already."""
    made = offer(by, people=people, source="own")
    return begin(by, made, consent=consent, lead=lead, level=level)


@action(May.WORK_EARLY_HELP)
def begin_for_new(
    by: Worker, *, children: Sequence[NewChild], consent: Agreed, lead: Member, level: str = ""
) -> TeamAround:
    """The same for children whom the worker writes down: each becomes a record of its own.

    Whoever sees own families alone may not search, so nothing tells them whether a child is known here; two records of
    one child are found and merged by those who may. They lead it themselves until another does. Raises ``Refused`` with
    everything that is wrong, by line.
    """
    with writing(by):
        told = [
            (line, one) for line, one in enumerate(children, start=1) if one.given_name or one.family_name
        ]
        if not told:
            raise Refused("Write down at least one child.", "given_name.1")
        made = [_write_down(by, line, one) for line, one in told]
        create_family(by, name=made[0].family_name or made[0].given_name, members=made, on=clock.today())
        around = _offer_as_system(by, [one.pk for one in made])
        own = replace(lead, worker=by.pk) if by.sees_own_families_only else lead
        return begin(lent(by), around, consent=consent, lead=own, level=level)


def _offer_as_system(by: Worker, people: Sequence[int]) -> TeamAround:
    """The offer for children whom nobody but the system sees yet."""
    if by.team is None:
        raise Refused("You are in no team, so nobody would look after this.")
    made = TeamAround.objects.create(
        family_id=shared_family(people, clock.today()),
        team=by.team,
        source="own",
        offered_on=clock.today(),
        opened_by=by,
        recorded_at=clock.now(),
    )
    AroundChild.objects.bulk_create(AroundChild(around=made, person_id=person) for person in people)
    return made


def _write_down(by: Worker, line: int, child: NewChild) -> Person:
    try:
        return create_person(
            by,
            given_name=child.given_name,
            family_name=child.family_name,
            born_told=child.born_told,
            sex=child.sex,
            today=clock.today(),
        )
    except Refused as refused:
        raise Refused.several(
            [(f"{field}.{line}" if field else None, words) for field, words in refused.problems]
        ) from None


@action(May.WORK_EARLY_HELP)
def make_plan(by: Worker, around: TeamAround) -> FamilyPlan:
    """The plan of the team and the family: the open one, or a new one. Raises ``Refused`` before it has begun."""
    with writing(by):
        around = queries.locked(by, around)
        if around.started_on is None:
            raise Refused(rules.NO_CONSENT)
        if around.plan_id is None:
            people = [one.pk for one in queries.children_of(by, around)]
            around.plan = begin_plan(by, kind=KIND, people=people)
            around.save(update_fields=["plan"])
        assert around.plan is not None
        return around.plan


@action(May.WORK_EARLY_HELP)
def close(by: Worker, around: TeamAround, *, on: date | None, outcome: str, words: str) -> TeamAround:
    """End early help for all its children, with how it ended; team, lead, plan and open assessment end with it.

    Whoever sees own families alone sees nothing of them from then on. Raises ``Refused`` with everything wrong.
    """
    with writing(by):
        around = queries.locked(by, around)
        if problems := rules.closing_problems(
            on=on,
            outcome=outcome,
            outcomes=dict(queries.outcomes(clock.today(), begun=around.started_on is not None)),
            words=words,
            since=around.started_on or around.offered_on,
            last_on=queries.last_event_on(around),
            today=clock.today(),
        ):
            raise Refused.several(problems)
        assert on is not None
        for counted in queries.counted_of(around):
            standings.end(by, counted.standing, on=on, reason=outcome)
        _end_what_belongs(by, around, on, words)
        around.ended_on, around.outcome, around.outcome_words = on, outcome, words.strip()
        around.ended_recorded_at = clock.now()
        around.save(update_fields=["ended_on", "outcome", "outcome_words", "ended_recorded_at"])
    return around


def _end_what_belongs(by: Worker, around: TeamAround, on: date, words: str) -> None:
    if around.assessment and around.assessment.is_open:
        steps.cancel(by, around.assessment, reason=f"Early help ended: {words.strip()}"[: rules.LONGEST_LINE])
    if around.plan and around.plan.is_open:
        end_plan(by, around.plan, reason=words.strip()[: rules.LONGEST_LINE])
    around_actions.dissolve(by, around, on=on)


@action(May.WORK_EARLY_HELP)
def ask_to_step_up(by: Worker, around: TeamAround, *, contact: Step) -> TeamAround:
    """Keep which contact asks that a social worker looks. The help goes on until the front door has decided."""
    with writing(by):
        around = queries.locked(by, around)
        around.stepped_to = contact
        around.save(update_fields=["stepped_to"])
    return around


@action(May.WORK_EARLY_HELP)
def answer_step_up(by: Worker, around: TeamAround, *, taken: bool, on: date) -> TeamAround:
    """What the front door decided: a social worker takes over and early help ends, or it goes on."""
    if not taken:
        around = queries.locked(by, around)
        around.stepped_to = None
        around.save(update_fields=["stepped_to"])
        return around
    day = max(on, queries.last_event_on(around) or on)
    return close(
        by, around, on=min(day, clock.today()), outcome=rules.STEPPED_UP, words="A social worker took over."
    )


@action(May.WORK_EARLY_HELP)
def withdraw(by: Worker, around: TeamAround, *, consent: int, on: date | None, words: str) -> bool:
    """Keep that somebody took their consent back; where nobody's is left, early help ends. Gives whether it goes on."""
    with writing(by):
        if around_actions.withdraw_consent(by, around, consent=consent, on=on, words=words):
            return True
        told = words.strip() or "The family took its consent back."
        day = max(filter(None, [on, queries.last_event_on(around)]))
        close(by, around, on=day, outcome=rules.WITHDRAWN, words=told)
    return False
