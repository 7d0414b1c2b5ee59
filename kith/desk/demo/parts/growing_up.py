"""Young people in care and on the way out: missing, health, education, permanence, pathways; private fostering."""

from datetime import date, timedelta

from kith.access.models import Worker
from kith.care.education import actions as education
from kith.care.health import actions as health
from kith.care.leaving import actions as leaving
from kith.care.leaving import queries as leavers
from kith.care.missing import actions as missing
from kith.care.models import CarePeriod, CareReview
from kith.care.period.actions import become_looked_after
from kith.care.period.rules import Start
from kith.care.permanence import actions as permanence
from kith.care.placement.rules import Told
from kith.care.private_fostering import actions as fostering
from kith.care.private_fostering import queries as arrangements
from kith.care.review.actions import appoint, run_clock
from kith.care.review.rules import clock_after
from kith.care.status.rules import Told as Status
from kith.care.together.queries import in_care
from kith.core import Refused, clock
from kith.database.session import as_system
from kith.desk.demo.facts import moment
from kith.desk.demo.found import is_there, is_told, worker
from kith.desk.demo.starting import PracticeOn
from kith.people import actions
from kith.people.models import Person
from kith.work.models import Allocation, Involvement
from kith.work.timescales.actions import running_one
from kith.work.visits.actions import record_visit

HOME = "WM6 4RE"


def act(today: date, practice_on: PracticeOn) -> None:
    """Tell them once, where the story is; told already, or no story there: nothing happens."""
    with as_system("the demonstration shows children in care"):
        if not is_there() or is_told("Reece", "Whitfield"):
            return
        by = worker("farah.aziz")
        _in_care(by, today)
        _leaving(by, today)
        _privately_fostered(by, today)


def _person(by: Worker, given: str, family: str, born_on: date, sex: str, today: date, home: str) -> Person:
    return actions.create_person(
        by, given_name=given, family_name=family, born_told=f"{born_on:%d/%m/%Y}", sex=sex, today=today, lines=home,
        postcode=HOME,
    )  # fmt: skip


def _open(by: Worker, people: list[Person], since: date) -> None:
    """Their cases, held by one worker since a day."""
    if by.team is None:
        raise Refused(f"{by.name} works in no team.")
    for one in people:
        case = Involvement.objects.create(
            person=one, started_on=since, need="N1", recorded_at=moment(since, 10)
        )
        Allocation.objects.create(
            involvement=case, team=by.team, worker=by, started_on=since, by=by, recorded_at=moment(since, 10),
            accepted_at=moment(since, 10),
        )  # fmt: skip


def _begin(by: Worker, people: list[Person], since: date, status: str) -> None:
    become_looked_after(
        by, people=[one.pk for one in people], on=since, status=Status(status),
        start=Start("N1", HOME, before="Z1"),
        placement=Told("U6", "PR1", "Marta and Phil Sunday", urn="SC046801", lines="6 Quarry Bank", postcode="WM6 1AB"),
    )  # fmt: skip


def _in_care(by: Worker, today: date) -> None:
    """Two brothers, in care for seven months: one was away over a night, and both went to the dentist."""
    since = today - timedelta(days=214)
    boys = [
        _person(by, "Reece", "Whitfield", today - timedelta(days=14 * 365 + 90), "M", today, "2 Cutlers Row"),
        _person(by, "Finn", "Whitfield", today - timedelta(days=11 * 365 + 30), "M", today, "2 Cutlers Row"),
    ]
    actions.create_family(by, name="Whitfield", members=boys, on=since)
    _open(by, boys, since - timedelta(days=90))
    _begin(by, boys, since, "C2")
    both = in_care(by, boys[0].pk, today)
    health.assess(by, both, on=since + timedelta(days=24), assessor="Dr Ama Boateng")
    health.check(by, both, kind="dental", on=since + timedelta(days=60), is_up_to_date=None)
    health.check(by, both, kind="immunisations", on=since + timedelta(days=24), is_up_to_date=True)
    health.score(by, both[0], on=since + timedelta(days=80), score="16", reason="")
    education.hold_plan(by, both, on=since + timedelta(days=12), school="Quarry Bank Academy")
    _seen_and_reviewed(by, boys, [one.period for one in both], since, today)
    permanence.plan(
        by, both, kind="long_term_fostering", on=since + timedelta(days=110), words="With Marta and Phil"
    )
    (first,) = missing.record(
        by, both[:1], kind="M", started_at=moment(today - timedelta(days=20), 21),
        ended_at=moment(today - timedelta(days=19), 7),
        where_found="With his cousin in Harbourne; the police brought him home.",
    )  # fmt: skip
    missing.talk(
        by, first, held_at=moment(today - timedelta(days=18), 16), interviewer="Dee Marsh, Here to Hear",
        is_independent=True, words="“I wanted to see where we used to live.” He asks to see his cousin once a month.",
    )  # fmt: skip
    missing.record(
        by, both[:1], kind="A", started_at=moment(today - timedelta(days=2), 19),
        ended_at=moment(today - timedelta(days=2), 23), where_found="At a friend’s. Marta fetched him.",
    )  # fmt: skip


def _seen_and_reviewed(
    by: Worker, boys: list[Person], periods: list[CarePeriod], since: date, today: date
) -> None:
    """They were visited in the first week and then every five weeks, and their plan was reviewed in time twice."""
    chair = worker("grace.adeyemi")
    appoint(by, periods, officer=chair)
    for days in (5, *range(38, (today - since).days, 35)):
        record_visit(
            by, kind="looked_after", visited_at=moment(since + timedelta(days=days), 16), place="At the placement",
            words="Both at home with Marta. School, football and when they see their mum.",
            children=[(one.pk, "alone", "", "") for one in boys],
        )  # fmt: skip
    for number, days in enumerate((24, 110)):
        for one, child, part in zip(periods, boys, ("PN1", "PN6"), strict=True):
            due = running_one(by, code=clock_after(number), person=child.pk)
            CareReview.objects.create(
                period=one, held_on=since + timedelta(days=days), due_on=due.due_on if due else None,
                participation=part, chair=chair, by=by, recorded_at=clock.now(),
            )  # fmt: skip
            run_clock(by, one, today)


def _leaving(by: Worker, today: date) -> None:
    """A young woman of 17 who has been in care for four years: eligible, with a plan and somebody to call."""
    born_on = today - timedelta(days=17 * 365 + 30)
    since = today - timedelta(days=4 * 365)
    mina = _person(by, "Mina", "Castell", born_on, "F", today, "40 Kiln Street")
    _open(by, [mina], since - timedelta(days=60))
    _begin(by, [mina], since, "V2")
    leaving.begin(
        by, mina, category="eligible", why="", on=today - timedelta(days=390), adviser=worker("owen.tait")
    )
    leaver = leavers.leaver_of(by, mina.pk)
    if leaver is None:
        return
    leaving.be_in_touch(
        by, leaver, on=today - timedelta(days=12), in_touch="YES", activity="F2", accommodation="E1",
        words="Met at college. She wants to learn to drive and to stay near Marta.",
    )  # fmt: skip
    leaving.begin_pathway(by, leaver)


def _privately_fostered(by: Worker, today: date) -> None:
    """Two children who live with a friend of their mother's while she works abroad."""
    children = [
        _person(by, "Jonas", "Adler", today - timedelta(days=12 * 365), "M", today, "15 Foundry Lane"),
        _person(by, "Lotte", "Adler", today - timedelta(days=9 * 365), "F", today, "15 Foundry Lane"),
    ]
    told_on = today - timedelta(days=45)
    actions.create_family(by, name="Adler", members=children, on=told_on)
    _open(by, children, told_on)
    fostering.begin(
        by, children, notified_on=told_on, began_on=told_on - timedelta(days=20), lasts_days=None,
        carer="Mrs Ingrid Falk", relation="friend", is_disabled=False,
    )  # fmt: skip
    held = [found for one in children if (found := arrangements.open_of(by, one.pk))]
    fostering.visit(
        by, held, on=told_on + timedelta(days=8), seen_alone=True,
        words="Both have a room of their own. Jonas misses his mother at night; they ring her at six every day.",
    )  # fmt: skip
