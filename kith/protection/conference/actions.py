"""Setting up a conference, holding it, and deciding in the room."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.module_loading import import_string

from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Team, Worker
from kith.core import Refused, clock
from kith.documents.post.rules import address_problem
from kith.people.models import Person, Professional
from kith.protection.conference import queries, rules
from kith.protection.conference.sending import making
from kith.protection.conference.sending.actions import send_invitations
from kith.protection.enquiry import queries as enquiries
from kith.protection.enquiry.rules import ENDS, TO_CONFERENCE
from kith.protection.models import Conference, ConferenceChild, ConferenceInvitation, Enquiry
from kith.protection.plan.actions import begin_plan, review_plan
from kith.work.models import FamilyPlan, Involvement, Standing
from kith.work.notices.actions import tell
from kith.work.plans.actions import begin_plan as begin_outline
from kith.work.standings import actions as standings
from kith.work.steps.queries import first_name, holder_of
from kith.work.timescales import actions as timescales

OUTLINE = "protection"  # the kind of plan made with the family (list plan_kind)


@action(May.ARRANGE_CONFERENCE)
def set_up(by: Worker, *, told: rules.SetUp) -> Conference:
    """Plan one conference for these children, invite everybody, and write their letters and mail.

    Raises ``Refused`` with all that is wrong, and for a child who cannot be in it.
    """
    today = clock.today()
    wrong = rules.problems(told, today) + _mail_problems(told.guests)
    if wrong:
        raise Refused.several(wrong)
    assert told.on is not None
    assert told.at is not None
    people = _lock(by, told.people)
    chair = _chair(told.chair, told.on)
    led_by = _check(by, told, people)
    cases = queries.cases_on(people, today)
    if missing := [name for number, name in people.items() if number not in cases]:
        raise Refused(f"{missing[0]} is not open to us. Begin with a contact at the front door.", "people")
    team, _ = holder_of(list(people)) or (by.team, None)
    if team is None:
        raise Refused("You are in no team, so the conference would belong to nobody.")
    row = Conference.objects.create(
        kind=told.kind,
        family_id=queries.family_of(list(people), today),
        team=team,
        chair=chair,
        planned_at=datetime.combine(told.on, told.at, tzinfo=clock.LONDON),
        place=told.place,
        told_on=told.told_on if told.kind == rules.TRANSFER else None,
        by=by,
        recorded_at=clock.now(),
    )
    _put_in(row, people, cases, led_by)
    if told.kind == rules.TRANSFER and told.told_on:
        _run(by, people, told.told_on)
    _invite(by, row, told.guests, told.report_due_on)
    if chair and chair != by:
        tell(by, chair, "conference", f"You chair a conference on {told.on:%d/%m/%Y} at {told.at:%H:%M}.")
    return row


def _put_in(
    row: Conference,
    people: Mapping[int, str],
    cases: Mapping[int, Involvement],
    led_by: Mapping[int, Enquiry],
) -> None:
    ConferenceChild.objects.bulk_create(
        ConferenceChild(
            conference=row,
            person_id=number,
            involvement=cases[number],
            enquiry=led_by.get(number),
            kind=row.kind,
        )
        for number in people
    )


def _lock(by: Worker, people: Sequence[int]) -> dict[int, str]:
    rows = Person.objects.seen_by(by).filter(pk__in=people).select_for_update(no_key=True).order_by("pk")
    found = {row.pk: first_name(row) for row in rows}
    if len(found) != len(set(people)):
        raise Refused("One of these children is not known.", "people")
    return {number: found[number] for number in dict.fromkeys(people)}


def _chair(number: int | None, on: date) -> Worker | None:
    if number is None:
        return None
    found = next((one for one in queries.chairs(clock.today()) if one.pk == number), None)
    if found is None:
        raise Refused("Choose somebody who chairs conferences, or leave it open.", "chair")
    return found


def _check(by: Worker, told: rules.SetUp, people: Mapping[int, str]) -> dict[int, Enquiry]:
    """The enquiry that led to it, by child, for an initial conference. Raises for a child who cannot be in it."""
    going_on = enquiries.open_enquiries(by, list(people))
    planned = queries.planned_for(people)
    on_plan = queries.with_plan(people, clock.today())
    for number, name in people.items():
        enquiry = going_on.get(number)
        why = rules.obstacle_for_child(
            told.kind,
            name,
            enquiry_on=enquiry.standing.started_on if enquiry else None,
            has_plan=number in on_plan,
            ahead=number in planned,
            on=told.on,
        )
        if why:
            raise Refused(why, "people")
    return going_on if told.kind == rules.INITIAL else {}


def _run(by: Worker, people: Mapping[int, str], told_on: date) -> None:
    """The clock of a transfer-in conference runs from the day we were told."""
    for number in people:
        timescales.start(
            by,
            code=rules.MET_BY_HOLDING[rules.TRANSFER],
            person=number,
            from_on=told_on,
            event="the other council’s notice",
        )


@action(May.ARRANGE_CONFERENCE)
def invite(
    by: Worker, conference: Conference, *, guests: Sequence[rules.Guest], report_due_on: date | None
) -> list[ConferenceInvitation]:
    """Invite more people to a conference that is still ahead."""
    row = _held(by, conference)
    if not row.is_ahead:
        raise Refused("It has been held already, or was cancelled.")
    wrong = rules.guest_problems(guests) + _mail_problems(guests)
    if not guests:
        wrong.append(("guests", "Say who is to be invited."))
    there = {(one.agency, one.name.casefold()) for one in queries.invitations_of(by, row)}
    wrong += [
        ("guests", f"{one.name} is invited already.")
        for one in guests
        if (one.agency, one.name.casefold()) in there
    ]
    if wrong:
        raise Refused.several(wrong)
    return _invite(by, row, guests, report_due_on)


def _mail_problems(guests: Sequence[rules.Guest]) -> list[rules.Problem]:
    return [
        (f"email.{one.key}", problem)
        for one in guests
        if one.email and (problem := address_problem(one.email))
    ]


def _invite(
    by: Worker, row: Conference, guests: Sequence[rules.Guest], report_due_on: date | None
) -> list[ConferenceInvitation]:
    now = clock.now()
    people = Person.objects.seen_by(by).filter(pk__in=[one.person for one in guests if one.person])
    known = set(people.values_list("pk", flat=True))
    there = set(
        Professional.objects.filter(
            pk__in=[one.professional for one in guests if one.professional]
        ).values_list("pk", flat=True)
    )
    rows = [
        ConferenceInvitation(
            conference=row,
            person_id=one.person if one.person in known else None,
            worker_id=one.worker,
            professional_id=one.professional if one.professional in there else None,
            agency=one.agency,
            name=one.name,
            role=one.role[:80],
            email=one.email,
            invited_at=now,
            by=by,
            report_due_on=report_due_on if one.report else None,
        )
        for one in guests
    ]
    try:
        with transaction.atomic():
            made = ConferenceInvitation.objects.bulk_create(rows)
    except (
        IntegrityError
    ):  # one of that name was invited at this moment, or stands among those who are hidden
        raise Refused("One of these cannot be invited under this name. Write it in full.", "guests") from None
    send_invitations(by, row, made)
    return made


@action(May.ARRANGE_CONFERENCE)
def note_replies(
    by: Worker, conference: Conference, *, replies: Mapping[int, rules.Replies]
) -> list[ConferenceInvitation]:
    """Note who comes, who came, and what became of the reports, of several at once."""
    row = _held(by, conference)
    rows = {one.pk: one for one in queries.invitations_of(by, row) if one.pk in replies}
    wrong = [
        one for number, told in replies.items() for one in rules.reply_problems(number, told, clock.today())
    ]
    if wrong:
        raise Refused.several(wrong)
    fields = ["answer", "attended", "report_due_on", "report_received_on", "report_shared_on"]
    for number, one in rows.items():
        for name in fields:
            setattr(one, name, getattr(replies[number], name))
    ConferenceInvitation.objects.seen_by(by).bulk_update(rows.values(), fields)
    return list(rows.values())


@action(May.ARRANGE_CONFERENCE)
def cancel(by: Worker, conference: Conference, *, reason: str) -> Conference:
    """Cancel a conference that is still ahead; its clock goes on. Raises ``Refused`` without a reason."""
    row = _held(by, conference)
    if not row.is_ahead:
        raise Refused("It has been held already, or was cancelled.")
    if not 0 < len(reason.strip()) <= rules.LONGEST:
        raise Refused(f"Say why, in at most {rules.LONGEST} letters.", "reason")
    row.cancelled_at, row.cancel_reason = clock.now(), reason.strip()
    row.save(update_fields=["cancelled_at", "cancel_reason"])
    return row


@action(May.CHAIR_CONFERENCE)
def hold(
    by: Worker, conference: Conference, *, on: date | None, attended: Mapping[int, str], went_on_why: str = ""
) -> Conference:
    """Open the conference: who is there, and on which day it is held.

    Clocks that asked for it are met on that day, and the enquiries that led to it end. Raises ``Refused`` at a weekend,
    and with fewer than two other agencies unless it is said why it goes on.
    """
    row = _held(by, conference)
    invited = queries.invitations_of(by, row)
    for one in invited:
        one.attended = attended.get(one.pk, one.attended)
    children = queries.children_of(by, row)
    began = [child.enquiry.standing.started_on for child in children if child.enquiry]
    there = queries.attended(invited)
    wrong = rules.obstacle_to_holding(
        on,
        is_ahead=row.is_ahead,
        attended=there,
        went_on_why=went_on_why,
        earliest=max(began, default=None),
        told_on=row.told_on,
        has_chair=True,
        today=clock.today(),
    )
    if wrong:
        raise Refused.several(wrong)
    assert on is not None
    ConferenceInvitation.objects.seen_by(by).bulk_update(invited, ["attended"])
    row.held_on, row.held_recorded_at = on, clock.now()
    row.went_on_why = "" if rules.has_quorum(there) else went_on_why.strip()
    row.chair = row.chair or by
    row.save(update_fields=["held_on", "held_recorded_at", "went_on_why", "chair"])
    for child in children:
        _meet(by, child, on)
    return row


def _meet(by: Worker, child: ConferenceChild, on: date) -> None:
    """The clock of one child is met; the enquiry that led here has come to its end."""
    if child.involvement.started_on > on or (child.involvement.ended_on and child.involvement.ended_on < on):
        raise Refused(f"{first_name(child.person)} was not open to us on that day.", "held_on")
    child.held_on = on
    child.save(update_fields=["held_on"])
    if code := rules.MET_BY_HOLDING.get(child.kind):
        timescales.meet(by, code=code, person=child.person_id, on=on)
    enquiry = child.enquiry
    if enquiry is None:
        return
    if not enquiry.outcome:
        enquiry.outcome, enquiry.decided_on, enquiry.decided_by = TO_CONFERENCE, on, by
        enquiry.decided_recorded_at = clock.now()
        enquiry.save(update_fields=["outcome", "decided_on", "decided_by", "decided_recorded_at"])
    if enquiry.standing.ended_on is None:
        standings.end(by, enquiry.standing, on=on, reason=ENDS[TO_CONFERENCE])


@action(May.CHAIR_CONFERENCE)
def decide(
    by: Worker, conference: Conference, *, children: Sequence[int], told: rules.Decided
) -> list[ConferenceChild]:
    """Say what the conference decided, for one child or for several alike.

    A plan that is decided on begins on the day of the conference. Raises ``Refused`` with all that is missing.
    """
    row = _held(by, conference)
    lines = ConferenceChild.objects.seen_by(by).filter(conference=row, person__in=children)
    found = list(lines.select_for_update(of=("self",)).select_related("person").order_by("pk"))
    if not found or len(found) != len(set(children)):
        raise Refused("Tick at least one child of this conference.", "children")
    for line in found:
        _decide(by, row, line, told)
    return found


def _decide(by: Worker, row: Conference, line: ConferenceChild, told: rules.Decided) -> None:
    began = _begun_by(line)
    wrong = rules.decision_problems(
        told,
        categories=queries.categories(row.held_on or clock.today()),
        held=row.held_on is not None,
        before=line.decision,
        began=began,
    )
    if wrong:
        raise Refused.several(wrong)
    line.decision = told.decision
    line.category = told.category if told.decision == rules.PLAN else ""
    line.why, line.dissent = told.why.strip(), told.dissent.strip()
    line.participation = told.participation
    line.decided_by, line.decided_at = by, clock.now()
    line.save(
        update_fields=["decision", "category", "why", "dissent", "participation", "decided_by", "decided_at"]
    )
    _carry_out(by, row, line, began=began)


def _carry_out(by: Worker, row: Conference, line: ConferenceChild, *, began: bool) -> None:
    """What the decision means for the plan: it begins on the day of the conference, goes on, or ends."""
    assert row.held_on is not None
    if line.kind == rules.REVIEW:
        review_plan(
            by,
            person=line.person_id,
            conference=row,
            goes_on=line.decision == rules.PLAN,
            category=line.category,
            on=row.held_on,
        )
    elif line.decision == rules.PLAN and not began:
        begin_plan(by, person=line.person_id, conference=row, category=line.category, on=row.held_on)
    path = import_string(settings.KITH_CONFERENCES).get(line.decision)
    if path:
        try:
            import_string(path)(by, person=line.person_id, on=row.held_on)
        except Refused as refused:
            raise Refused.several([("decision", words) for _, words in refused.problems]) from refused


def _begun_by(line: ConferenceChild) -> bool:
    """Whether what was decided here has begun: a plan of that kind, on the day of this conference."""
    kind = rules.BEGINS.get(line.decision)
    if kind is None or line.held_on is None or (line.kind == rules.REVIEW and line.decision == rules.PLAN):
        return False
    rows = Standing.objects.unguarded(queries.EVERY_ROW).filter(person=line.person_id, kind=kind)
    return rows.filter(started_on=line.held_on).exists()


@action(May.CHAIR_CONFERENCE)
def open_outline(by: Worker, conference: Conference) -> FamilyPlan:
    """The plan that is spoken of: the one these children have with us, or a new one of this conference."""
    row = _held(by, conference)
    children = [line.person_id for line in queries.children_of(by, row)]
    if row.outline is None:
        known = making.plan_of(by, children)
        if known is None:
            known = begin_outline(by, kind=OUTLINE, people=children)
            team, worker = holder_of(children) or (row.team, None)
            known.team, known.worker = Team.objects.get(pk=team.pk), worker or known.worker
            known.save(update_fields=["team", "worker"])
        row.outline = known
        row.save(update_fields=["outline"])
    return row.outline


def _held(by: Worker, conference: Conference) -> Conference:
    """The row as it stands now, kept from changing until this action ends."""
    rows = Conference.objects.seen_by(by).select_for_update(of=("self",), no_key=True)
    return rows.select_related("chair", "team", "family", "outline").get(pk=conference.pk)
