"""Deciding a contact: one decision for all its children, and the referrals that follow from it."""

from collections.abc import Mapping, Sequence
from datetime import date

from kith.access.doors import action
from kith.access.guarded import EVERY_ROW
from kith.access.may import May
from kith.access.models import Team, Worker
from kith.core import Refused, clock
from kith.frontdoor import rules
from kith.frontdoor.deciding import queries
from kith.frontdoor.feedback import actions as feedback
from kith.frontdoor.models import Contact, ContactChild, Referral
from kith.frontdoor.thresholds import actions as thresholds
from kith.frontdoor.thresholds import queries as guides
from kith.frontdoor.thresholds.rules import Choice, Own
from kith.work.allocation.actions import open_involvement
from kith.work.models import Involvement, Step, StepChild
from kith.work.notices.actions import tell
from kith.work.steps import actions as steps
from kith.work.steps.queries import deciders, holder_of, kind_of

ALLOCATES = "team_manager"


@action(May.DECIDE_CONTACT)
def decide(
    by: Worker,
    contact: Contact,
    *,
    outcomes: Mapping[int, str],
    reason: str,
    team: Team | None,
    late_reason: str = "",
    late_words: str = "",
    threshold: Choice | None = None,
    own: Mapping[int, Own] = {},
) -> Contact:
    """Decide a contact for all its children at once and set going what follows.

    ``outcomes`` maps line positions to outcome codes; ``team`` takes the children who are referred;
    ``threshold`` is the level and the lines of the guide by the manager, kept with the decision; ``own`` what is
    different for the child on a line. Raises ``Refused`` with everything that is missing, when a colleague has
    decided meanwhile, and for whoever wrote the contact.
    """
    contact = _lock(by, contact)
    step, lines = contact.step, _lines(contact)
    problems = rules.deciding_problems(dict(outcomes), list(lines), kind_of(step).next, reason)
    if team is None and _refers(step, outcomes.values()):
        problems.append(("team", "Choose the team that takes the referral."))
    problems += guides.obstacle_to_choice(by, contact, threshold or Choice(), own, list(lines))
    if problems:
        raise Refused.several(problems)
    contact.goes_to = team
    contact.save(update_fields=["goes_to"])
    if late_reason:
        steps.explain_lateness(by, step, reason=late_reason, words=late_words)
    decided = {lines[place].person_id: outcome for place, outcome in outcomes.items() if place in lines}
    if threshold or own:
        thresholds.keep_decision(by, contact, choice=threshold or Choice(), own=own)
    steps.sign_off(by, step, words=reason.strip(), outcomes=decided)
    contact.refresh_from_db()
    feedback.tell_outcome(contact)
    return contact


@action(May.DECIDE_CONTACT)
def send_back(by: Worker, contact: Contact, *, words: str) -> Contact:
    """Send a contact back to whoever took it, with what to find out. Raises ``Refused`` without words."""
    contact = _lock(by, contact)
    steps.return_step(by, contact.step, words=words.strip())
    return contact


def _lock(by: Worker, contact: Contact) -> Contact:
    rows = (
        Contact.objects.seen_by(by)
        .select_for_update(of=("self",))
        .select_related("step__team", "step__form", "decided_by")
    )
    locked = rows.get(pk=contact.pk)
    if locked.decided_at is not None:
        name = locked.decided_by.name if locked.decided_by else "Somebody"
        raise Refused(f"{name} decided this contact at {clock.london(locked.decided_at):%H:%M on %-d %B %Y}.")
    return locked


def _lines(contact: Contact) -> dict[int, ContactChild]:
    rows = ContactChild.objects.unguarded(EVERY_ROW).filter(contact=contact, person__isnull=False)
    return {line.position: line for line in rows.order_by("position")}


def _refers(step: Step, outcomes: object) -> bool:
    effects = kind_of(step).effects
    return any(effects.get(outcome) in ("open_referral", "no_further_action") for outcome in outcomes)  # type: ignore[attr-defined]


@action(May.DECIDE_CONTACT)
def note_outcome(by: Worker, contact: Contact, *, people: Sequence[int], outcome: str, on: date) -> Contact:
    """Write what was decided beside what was told of these children; part of signing the contact off."""
    rows = ContactChild.objects.unguarded(EVERY_ROW).filter(contact=contact, person__in=people)
    rows.update(outcome=outcome)
    if contact.decided_at is None:
        contact.decided_at, contact.decided_on, contact.decided_by = clock.now(), on, by
        contact.save(update_fields=["decided_at", "decided_on", "decided_by"])
    return contact


@action(May.DECIDE_CONTACT)
def refer(
    by: Worker, contact: Contact, *, people: Sequence[int], outcome: str, on: date, accepts: bool
) -> list[Referral]:
    """Make the referral of each child, and its involvement where the referral is accepted.

    A child with open work gets neither: the contact is new information for it. Several referrals of a
    child on one day stay one; raises ``Refused`` when that one belongs to a case that has ended.
    ``accepts=False`` records a referral with no further action.
    """
    note_outcome(by, contact, people=people, outcome=outcome, on=on)
    standings = queries.standings(people, contact.received_on)
    _check_referable(by, contact, standings, accepts=accepts)
    before = queries.earlier(by, people)
    made, joined = [], []
    for person in people:
        course = rules.course(accepts=accepts, standing=standings[person])
        if course.way == "joined":
            joined.append(person)
        if course.way in ("referral", "nfa", "accepted"):
            made.append(_refer_one(by, contact, person, course, standings[person], before[person]))
    _tie_to_contact(contact, people)
    _tell_team(by, contact, [one for one in made if one.involvement_id])
    _tell_holders(by, contact, joined)
    return made


def _check_referable(
    by: Worker, contact: Contact, standings: Mapping[int, rules.Standing], *, accepts: bool
) -> None:
    for person, standing in standings.items():
        if obstacle := rules.obstacle_to_referring(accepts=accepts, standing=standing):
            raise Refused(f"{_name_told(by, contact, [person])} {obstacle}", field="outcome")


def _name_told(by: Worker, contact: Contact, people: Sequence[int]) -> str:
    """What the caller called the first of these children."""
    lines = ContactChild.objects.seen_by(by).filter(contact=contact, person__in=people)
    line = lines.order_by("position").first()
    return line.name_told if line and line.name_told else "One child"


def _refer_one(
    by: Worker,
    contact: Contact,
    person: int,
    course: rules.Course,
    standing: rules.Standing,
    before: Sequence[rules.Before],
) -> Referral:
    day = rules.referral_day(contact.received_on, standing.last_ended_on)
    team = contact.goes_to or contact.step.team
    involvement = None
    if course.opens_involvement:
        involvement = open_involvement(
            by, person_id=person, family_id=contact.step.family_id, team=team, started_on=day, need=""
        )
    if course.way == "accepted":
        return _accept(contact, person, day, involvement)
    earlier = rules.re_referral(before, day)
    return Referral.objects.create(
        person_id=person,
        involvement=involvement,
        contact=contact,
        team=team,
        received_on=day,
        source=contact.source,
        no_further_action=involvement is None,
        previous_on=earlier.received_on if earlier else None,
        previous_closed_on=earlier.closed_on if earlier else None,
        recorded_at=clock.now(),
    )


def _accept(contact: Contact, person: int, day: date, involvement: Involvement | None) -> Referral:
    """The referral made earlier the same day, now accepted."""
    days = {day, contact.received_on}
    rows = Referral.objects.unguarded(EVERY_ROW).filter(person=person, received_on__in=days, involvement=None)
    first = rows.order_by("-received_on").select_for_update(of=("self",)).first()
    if first is None:
        raise Refused("A colleague accepted this referral meanwhile. Open the contact again.")
    first.involvement, first.no_further_action = involvement, False
    first.save(update_fields=["involvement", "no_further_action"])
    return first


def _tie_to_contact(contact: Contact, people: Sequence[int]) -> None:
    """The contact belongs to the involvement it led to."""
    opened = Involvement.objects.unguarded(EVERY_ROW).filter(person__in=people, ended_on__isnull=True)
    cases = dict(opened.values_list("person_id", "pk"))
    rows = list(StepChild.objects.unguarded(EVERY_ROW).filter(step=contact.pk, person__in=people))
    for row in rows:
        row.involvement_id = cases.get(row.person_id)
    StepChild.objects.unguarded(EVERY_ROW).bulk_update(rows, ["involvement"])


def _tell_team(by: Worker, contact: Contact, made: Sequence[Referral]) -> None:
    team = contact.goes_to or contact.step.team
    if made:
        children = "1 child" if len(made) == 1 else f"{len(made)} children"
        for worker in deciders(team, ALLOCATES, clock.today()):
            tell(
                by,
                worker,
                "referred",
                f"{children} referred to {team.name}; nobody holds them yet.",
                step=contact.step,
            )


def _tell_holders(by: Worker, contact: Contact, people: Sequence[int]) -> None:
    holders = {held[1].pk: held[1] for person in people if (held := holder_of([person])) and held[1]}
    for worker in holders.values():
        tell(
            by,
            worker,
            "joined",
            "New information came in at the front door about a child you hold.",
            step=contact.step,
        )


@action(May.DECIDE_CONTACT)
def join_open(by: Worker, contact: Contact, *, people: Sequence[int], outcome: str, on: date) -> Contact:
    """Add a contact to work already open. Raises ``Refused`` for a child who has none."""
    standings = queries.standings(people, contact.received_on)
    without = [person for person in people if not standings[person].has_open_involvement]
    if without:
        who = _name_told(by, contact, without)
        raise Refused(
            f"{who} has no open work that this could join. Choose another outcome.", field="outcome"
        )
    note_outcome(by, contact, people=people, outcome=outcome, on=on)
    _tie_to_contact(contact, people)
    _tell_holders(by, contact, people)
    return contact
