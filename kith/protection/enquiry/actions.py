"""Recording a strategy discussion, starting the enquiries it decided on, and deciding how an enquiry ends."""

from collections.abc import Mapping
from datetime import date

from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.people.models import Person
from kith.protection.enquiry import queries, rules
from kith.protection.models import Enquiry, StrategyAttendance, StrategyChild, StrategyDiscussion
from kith.work.models import Involvement, Step
from kith.work.standings import actions as standings
from kith.work.steps.queries import first_name
from kith.work.timescales import actions as timescales

EVERY_ROW = "a rule needs every row, and shows none"
CLOCK = "initial_conference"
BEGAN = "the strategy discussion"


@action(May.SIGN_OFF)
def hold_discussion(by: Worker, *, told: rules.Told, step: Step | None = None) -> StrategyDiscussion:
    """Record a strategy discussion: who took part, what was decided for each child, and what that starts.

    An enquiry begins, on its day, for each child for whom one was decided and none goes on already: only the
    discussion that starts the enquiry starts the clock. Raises ``Refused`` with all that is wrong.
    """
    if wrong := rules.problems(told, clock.today()):
        raise Refused.several(wrong)
    assert told.held_on is not None
    cases = _cases(by, told)
    discussion = StrategyDiscussion.objects.create(
        held_on=told.held_on, step=step, by=by, recorded_at=clock.now()
    )
    StrategyChild.objects.bulk_create(
        StrategyChild(
            discussion=discussion,
            person_id=child,
            involvement_id=cases[child].pk,
            held_on=told.held_on,
            decision=decision,
        )
        for child, decision in told.decisions.items()
    )
    StrategyAttendance.objects.bulk_create(
        StrategyAttendance(
            discussion=discussion, agency=one.agency, took_part=one.took_part, words=one.words.strip()
        )
        for one in told.attendance
    )
    _start(by, discussion, told, cases)
    return discussion


def _cases(by: Worker, told: rules.Told) -> dict[int, Involvement]:
    """The case of each child that was open on the day. Locks the children in order."""
    rows = Person.objects.seen_by(by).filter(pk__in=told.decisions).select_for_update(no_key=True)
    names = {row.pk: first_name(row) for row in rows.order_by("pk")}
    if len(names) != len(told.decisions):
        raise Refused("One of these children is not known.")
    found = Involvement.objects.unguarded(EVERY_ROW).filter(person__in=names, started_on__lte=told.held_on)
    cases = {
        row.person_id: row
        for row in found.order_by("started_on")
        if row.ended_on is None or (told.held_on and row.ended_on >= told.held_on)
    }
    if missing := [names[child] for child in names if child not in cases]:
        raise Refused(f"{missing[0]} was not open to us on that day.", field="held_on")
    return cases


def _start(
    by: Worker, discussion: StrategyDiscussion, told: rules.Told, cases: Mapping[int, Involvement]
) -> None:
    going_on = queries.open_enquiries(by, list(cases))
    for child, decision in told.decisions.items():
        if decision not in rules.STARTS or child in going_on:
            continue
        standing = standings.begin(
            by, person=child, kind="enquiry", on=discussion.held_on, involvement=cases[child].pk
        )
        Enquiry.objects.create(standing=standing, discussion=discussion, kind=decision)
        timescales.start(
            by, code=CLOCK, person=child, from_on=discussion.held_on, event=BEGAN, standing=standing
        )


@action(May.SIGN_OFF)
def decide_enquiry(
    by: Worker, enquiry: Enquiry, *, outcome: str, on: date | None, step: Step | None = None
) -> Enquiry:
    """Say what an enquiry came to. Without a conference it ends on that day, and its clock with it.

    With one it goes on until the conference is held. What was decided may be decided otherwise until then. Raises
    ``Refused`` for a day or an outcome that cannot be.
    """
    row = (
        Enquiry.objects.seen_by(by)
        .select_for_update(of=("self",))
        .select_related("standing")
        .get(pk=enquiry.pk)
    )
    held_on, planned = queries.conference_of(row)
    wrong = rules.obstacle_to_deciding(
        outcome,
        on,
        started_on=row.standing.started_on,
        ended_on=row.standing.ended_on,
        held_on=held_on,
        planned=planned,
        today=clock.today(),
    )
    if wrong:
        raise Refused(wrong[1], field=wrong[0])
    row.step = step or row.step
    if not (held_on and row.outcome):
        row.outcome, row.decided_on, row.decided_by = outcome, on, by
        row.decided_recorded_at = clock.now()
    row.save(update_fields=["step", "outcome", "decided_on", "decided_by", "decided_recorded_at"])
    if outcome != rules.TO_CONFERENCE and on is not None:
        standings.end(by, row.standing, on=on, reason=rules.ENDS[outcome])
    return row
