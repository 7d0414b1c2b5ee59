"""What may be tried at each step of a walk: every move chooses what to tell an action, well or badly, and tries it."""

from collections.abc import Callable
from datetime import time, timedelta
from typing import Any

from kith.access.guarded import EVERY_ROW
from kith.care.models import CarePeriod, LegalStatus, Placement
from kith.care.period import actions as periods
from kith.care.period.rules import Start
from kith.care.placement import actions as placements
from kith.care.placement.rules import Told as Placed
from kith.care.review import actions as care_reviews
from kith.care.status import actions as statuses
from kith.care.status.rules import Told as Status
from kith.earlyhelp import actions as early_help
from kith.earlyhelp.around import actions as around
from kith.earlyhelp.models import TeamAround
from kith.earlyhelp.rules import Agreed, Member
from kith.frontdoor.closing import actions as closing
from kith.frontdoor.deciding import actions as deciding
from kith.inneed.plan import actions as in_need
from kith.people.merging import actions as merging
from kith.people.merging import queries as merging_queries
from kith.people.models import Merge
from kith.protection.conference import actions as conferences
from kith.protection.conference.rules import Decided, SetUp
from kith.protection.enquiry import actions as enquiries
from kith.protection.enquiry.rules import Presence
from kith.protection.enquiry.rules import Told as Discussed
from kith.protection.models import Conference, Enquiry
from kith.protection.plan import actions as plans
from kith.work.models import Involvement, Step
from kith.work.opening import actions as opening
from kith.work.steps import actions as steps
from tests import make
from tests.walks.world import World

Move = Callable[[World], None]
THERE = (Presence("social_care", True), Presence("police", True), Presence("health", True))
CLOSURES = ("RC1", "RC3", "RC4", "RC5", "RC7", "RC7", "RC8", "RC9")


def rows(model: Any, world: World, person: str, **facts: Any) -> Any:
    """Rows of a table about the children of a walk."""
    numbers = [child.pk for child in world.people]
    return model.objects.unguarded(EVERY_ROW).filter(**{f"{person}__in": numbers}, **facts).order_by("pk")


# --- cases ----------------------------------------------------------------------------------------


def refer(world: World) -> None:
    """A contact comes and is accepted or not."""
    child, on, accepts = world.one(world.people), min(world.day(), world.today), world.rng.random() < 0.7
    contact = make.contact([child], received_at=make.moment(on, 9), by=world.by, team=world.team)
    world.mark = None
    outcome = "referral" if accepts else "no_further_action"
    world.run("refer", deciding.refer, contact, people=[child.pk], outcome=outcome, on=on, accepts=accepts)


def close(world: World) -> None:
    """Cases are closed, with a reason that may not fit."""
    found = rows(Involvement, world, "person", ended_on=None)
    free = found.exclude(standings__ended_on=None, standings__isnull=False)
    cases = list((free if world.rng.random() < 0.7 else found)[: world.rng.randint(1, 2)])
    on = world.today if world.rng.random() < 0.5 else world.day()
    world.run(
        "close", closing.close_involvements, cases, ended_on=on, reason=world.pick(*CLOSURES), words="Done."
    )


def assess(world: World) -> None:
    """An assessment is opened."""
    on, kind = world.day(), world.pick(*world.assessments)
    is_open = set(rows(Involvement, world, "person", ended_on=None).values_list("person", flat=True))
    chosen = [
        one for one in world.some() if one in is_open
    ]  # the page of starting work asks for an open case
    world.run(
        "assess", opening.open_step, kind=kind, people=chosen, team=world.team, worker=world.by, started_on=on,
        clock_from_on=None,
    )  # fmt: skip


def cancel_work(world: World) -> None:
    """Open work of any kind is cancelled."""
    step = world.one(rows(Step, world, "children__person", cancelled_at=None, completed_at=None).distinct())
    if step:
        world.run("cancel work", steps.cancel, step, reason=world.pick("Opened by mistake", ""))


# --- protection -----------------------------------------------------------------------------------


def discuss(world: World) -> None:
    """A strategy discussion, with a decision for each child."""
    decisions = {one: world.pick("none", "single", "joint", "joint", "police") for one in world.some()}
    world.run("discuss", enquiries.hold_discussion, told=Discussed(world.day(), THERE, decisions))


def decide_enquiry(world: World) -> None:
    """An enquiry comes to something."""
    enquiry = world.one(rows(Enquiry, world, "standing__person"))
    if enquiry:
        outcome = world.pick("not_substantiated", "substantiated", "conference")
        world.run("decide an enquiry", enquiries.decide_enquiry, enquiry, outcome=outcome, on=world.day())


def set_up(world: World) -> None:
    """A conference is planned; kind and children may not fit."""
    on = world.day()
    kind = world.pick("initial", "initial", "review", "review", "transfer_in")
    asks = {"initial": "enquiry", "review": "protection"}.get(kind, "")
    told = SetUp(
        kind, world.standing(asks), on + timedelta(days=4 - on.weekday()), time(10), "Room 2", told_on=on
    )
    world.run("set up a conference", conferences.set_up, told=told)


def ahead(world: World) -> Conference | None:
    """A conference that is planned, or any."""
    found = rows(Conference, world, "children__person").distinct()
    likely = found.filter(held_on=None, cancelled_at=None) if world.rng.random() < 0.9 else found
    return world.one(likely)


def hold(world: World) -> None:
    """A conference is opened."""
    row = ahead(world)
    if row:
        world.run(
            "hold a conference", conferences.hold, row, on=world.day(), attended={}, went_on_why="Agreed."
        )


def call_off(world: World) -> None:
    """A conference is cancelled."""
    row = ahead(world)
    if row:
        world.run("cancel a conference", conferences.cancel, row, reason="The school is closed.")


def decide(world: World) -> None:
    """A conference decides, or decides otherwise than before."""
    held = rows(Conference, world, "children__person", held_on__isnull=False).distinct().order_by("-held_on")
    row = held.first() if world.rng.random() < 0.7 else world.one(held)
    if row is None:
        return
    children = list(row.children.unguarded(EVERY_ROW).values_list("person_id", flat=True))
    told = Decided(
        world.pick("plan", "plan", "in_need", "neither"), world.pick("NEG", "EMO", "PHY"), "Because."
    )
    chosen = children if world.rng.random() < 0.5 else children[:1]
    world.run("decide a conference", conferences.decide, row, children=chosen, told=told)


def core_group(world: World) -> None:
    """A core group meets."""
    world.run("core group", plans.record_core_group, world.standing("protection"), held_on=world.day())


def end_plan(world: World) -> None:
    """A protection plan ends, for a reason that may not hold."""
    reason = world.pick("review", "transfer", "adult", "died", "looked_after")
    world.run(
        "end a plan",
        plans.end,
        world.standing("protection"),
        on=world.day(),
        reason=reason,
        council="Eastmere",
    )


def sooner(world: World) -> None:
    """The next review conference is brought forward."""
    world.run(
        "bring a review forward",
        plans.bring_forward,
        world.standing("protection"),
        due_on=world.day(),
        why="A move.",
    )


def stay(world: World) -> None:
    """A child on another council's plan stays here, or leaves."""
    on = world.day()
    if world.rng.random() < 0.5:
        world.run("end a stay", plans.end_temporary, world.standing("temporary_protection"), on=on)
        return
    facts = {"council": "Eastmere", "category": "NEG", "words": ""}
    world.run("begin a stay", plans.begin_temporary, world.some(), on=on, told_on=on, **facts)


def register(world: World) -> None:
    """An old registration is written down."""
    on = world.first - timedelta(days=world.rng.randint(0, 900))
    until = on + timedelta(days=world.rng.randint(-5, 300))
    world.run(
        "old registration", plans.add_registration, world.some()[0], started_on=on, ended_on=until,
        category="NEG", words="The register of 2006",
    )  # fmt: skip


# --- in need --------------------------------------------------------------------------------------


def in_need_begin(world: World) -> None:
    """A child in need plan begins; one that is over already may be written down."""
    on = world.day()
    until = on + timedelta(days=world.rng.randint(0, 60)) if world.rng.random() < 0.2 else None
    reason = world.pick("met", "declined") if until else ""
    world.run("begin in need", in_need.begin, world.some(), on=on, until=until, reason=reason)


def in_need_review(world: World) -> None:
    """A child in need plan is reviewed."""
    decision = world.pick("go_on", "go_on", "step_up", "step_down", "end")
    world.run(
        "review in need", in_need.review, world.standing("in_need"), held_on=world.day(), decision=decision
    )


def in_need_end(world: World) -> None:
    """A child in need plan ends."""
    world.run(
        "end in need",
        in_need.end,
        world.standing("in_need"),
        on=world.day(),
        reason=world.pick("met", "declined"),
    )


# --- care -----------------------------------------------------------------------------------------


KINDS = ("P1", "T0", "T0", "T3", "A5", "K3")


def placed(world: World) -> Placed:
    """A placement as somebody may type it; more often one that fits."""
    kind = world.pick("U6", "U4", "U1", "K2") if world.rng.random() < 0.75 else world.pick(*KINDS)
    provider = "PR0" if kind == "P1" else "" if kind.startswith("T") else "PR1"
    return Placed(kind, provider, "Mr and Mrs Osei", carer_stays=world.rng.random() < 0.2)


def begin_care(world: World) -> None:
    """Children begin to be looked after."""
    status = Status(world.pick("V2", "V2", "C1", "C2", "C2", "L1", "J1"), at=time(14))
    start = Start(world.pick("N1", "N1", "N1", "N4", "N4", "N9"), before="Z1")
    world.run(
        "begin care", periods.become_looked_after, people=world.some(), on=world.day(), status=status,
        start=start, placement=placed(world),
    )  # fmt: skip


def in_care(world: World) -> list[CarePeriod]:
    """A time in care, most often one that goes on."""
    found = rows(CarePeriod, world, "standing__person")
    going = found.filter(standing__ended_on=None) if world.rng.random() < 0.95 else found
    one = world.one(going)
    return [one] if one else []


def change_status(world: World) -> None:
    """Another legal status."""
    if held := in_care(world):
        told = Status(world.pick("V2", "C1", "C2", "E1", "L2", "J2"), at=time(9))
        world.run("change the status", statuses.change, held, told=told, on=world.day())


def change_back(world: World) -> None:
    """A legal status or placement is corrected or taken back."""
    of_status = world.rng.random() < 0.5
    found = rows(LegalStatus if of_status else Placement, world, "period__standing__person")
    row = found.last() if world.rng.random() < 0.6 else world.one(found)
    if row is None:
        return
    on = row.started_on if world.rng.random() < 0.5 else world.day()
    if world.rng.random() < 0.5:
        act = statuses.take_back if of_status else placements.take_back
        world.run("take back", act, row, why="It never was.")
    elif of_status:
        told = Status(world.pick(row.code, "C1", "C2"), at=time(9))
        world.run("correct a status", statuses.correct, row, told=told, on=on, why="A slip.")
    else:
        world.run("correct a placement", placements.correct, row, told=placed(world), on=on, why="A slip.")


def move(world: World) -> None:
    """A child moves, or comes back from a time away."""
    held = in_care(world)
    if not held:
        return
    if world.rng.random() < 0.3:
        world.run("come back", placements.come_back, held[0], on=world.day())
        return
    told = placed(world)
    why = (
        ""
        if told.kind.startswith("T")
        else world.pick("CARPL", "CARPL", "OTHER", "OTHER", "PLACE", "nonsense")
    )
    world.run("move", placements.move, held, told=told, on=world.day(), why=why)


def review_care(world: World) -> None:
    """A review of children in care."""
    if held := in_care(world):
        children = {one.pk: world.pick("PN0", "PN1", "PN1", "PN3") for one in held}
        world.run("review care", care_reviews.record, held_on=world.day(), children=children, chair=world.by)


def end_care(world: World) -> None:
    """A time in care ends."""
    if held := in_care(world):
        reason = world.pick("E4A", "E4A", "E4B", "E3", "E8", "E13", "E2", "E11", "X1")
        world.run("end care", periods.end_care, held[0], on=world.day(), reason=reason)


# --- early help -----------------------------------------------------------------------------------


def begin_early_help(world: World) -> None:
    """Early help begins with somebody's consent."""
    consent = Agreed("Jade Marlowe", "mother", world.pick("signed", "told"), "School may know.", world.day())
    lead = Member("Bea Lund", "school", "Alder Primary", "Sees them every morning.")
    world.run("begin early help", early_help.begin_with, people=world.some(), consent=consent, lead=lead)


def go_on_with_early_help(world: World) -> None:
    """It is reviewed, or closed."""
    row = world.one(rows(TeamAround, world, "children__person").distinct())
    if row is None:
        return
    if world.rng.random() < 0.5:
        facts = {"present": "All.", "words": "It goes well.", "decision": "go_on"}
        world.run("review early help", around.review, row, on=world.day(), **facts)
        return
    outcome = world.pick("met", "moved", "nonsense")
    world.run("close early help", early_help.close, row, on=world.day(), outcome=outcome, words="Well.")


# --- records --------------------------------------------------------------------------------------


def second_record(world: World) -> None:
    """A second record of a child comes up, with a case of its own; later it may be made one with the first."""
    if len(world.people) > 4:
        return
    like = world.people[0]
    twin = make.child(like.given_name, like.family_name, born_on=like.born_on, sex="F")
    if world.rng.random() < 0.5:
        make.referral(twin, world.day() if world.on > world.first else world.first, team=world.team)
    world.people.append(twin)
    world.mark = None


def merge(world: World) -> None:
    """Two records are made one, which may bring two cases or two plans together."""
    if len(world.people) < 4:
        second_record(world)
        return
    kept, gone = world.people[0], world.people[-1]
    version = merging_queries.version(world.by, kept.pk, gone.pk)
    before, people = world.taken.get("merge", 0), list(world.people)
    world.drop(gone)
    world.is_merged = True
    world.run(
        "merge", merging.merge, kept, gone, take=[], reason="One child", version=version, confirmed=True
    )
    if world.taken.get("merge", 0) == before:
        world.people, world.is_merged = people, False
    elif world.rng.random() < 0.5:
        unmerge(world, people)
    else:
        world.begin_family()


def unmerge(world: World, people: list[Any]) -> None:
    """What was made one is parted again: all is as it was before."""
    deal = rows(Merge, world, "kept").last()
    world.people, world.is_merged = people, False
    world.run("unmerge", merging.unmerge, deal, reason="Two children after all")


MOVES: tuple[tuple[int, Move], ...] = (
    (2, refer), (4, close), (2, assess), (2, cancel_work),
    (6, discuss), (4, decide_enquiry), (8, set_up), (9, hold), (2, call_off), (8, decide), (7, core_group),
    (3, end_plan), (2, sooner), (2, stay), (1, register),
    (6, in_need_begin), (4, in_need_review), (3, in_need_end),
    (7, begin_care), (5, change_status), (6, change_back), (6, move), (6, review_care), (5, end_care),
    (1, begin_early_help), (2, go_on_with_early_help),
    (1, merge),
)  # fmt: skip
