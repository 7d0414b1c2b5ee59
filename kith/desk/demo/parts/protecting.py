"""What is done to protect Leo and Maya, and Ahmed, Bilal and Noor: done by the workers' own actions, as they do it.

The Farrants are between a strategy discussion and an initial conference; the Sharifs have had one, with a plan, and
their review is to be set up: what the task T12 of the usability bench starts from.
"""

from datetime import date, time, timedelta

from kith.access.guarded import DEMO
from kith.access.models import Worker
from kith.core import calendar
from kith.database.session import as_system
from kith.desk.demo import rows, starting
from kith.desk.demo.facts import Ending, Held, moment
from kith.desk.demo.found import is_there, person, worker
from kith.desk.demo.starting import PracticeOn
from kith.people.actions import create_person
from kith.people.family.actions import relate
from kith.people.keeping.actions import keep_address
from kith.people.models import Person
from kith.people.network.actions import tie
from kith.protection.conference import actions, queries, rules
from kith.protection.enquiry.actions import hold_discussion
from kith.protection.enquiry.rules import Presence, Told
from kith.protection.models import StrategyChild
from kith.work.models import Involvement
from kith.work.visits.actions import record_visit

FARRANTS, SHARIFS = ("leo", "maya"), ("ahmed", "bilal", "noor")
THERE = (
    Presence("social_care", True),
    Presence("police", True, "DC Hart, public protection"),
    Presence("health", True, "School nurse"),
    Presence("school", True, "Mr Dale"),
)
TOWN_HALL = "Room 3, Westmere Town Hall"
REPORT = {
    "why": "Noor was found alone in the street twice in spring. Since the plan, an aunt or dad is home each night.",
    "care": "Mum makes breakfast and gets them to school. Dad is on time when he fetches them.",
    "parents_say": "Mum says that she wants the meetings to end. Dad wants to see the children more.",
    "helped": "A neighbour has a key. A family worker came on Mondays until August.",
    "recommend": "in_need",
    "recommend_why": "Nobody was left alone since May. Help is still needed with money.",
    "family_read": "yes",
    "outcome": "to_conference",
}
OWN = {
    "ahmed": "“I don’t have to lock the door any more.”",
    "bilal": "“I had breakfast every day but one.”",
    "noor": "Drew mum on the sofa, asleep, and herself beside her, smiling.",
}


def act(today: date, practice_on: PracticeOn) -> None:
    """Do it once, where the story is; done already, or no story there: nothing happens."""
    with as_system("the demonstration shows how children are protected"):
        if not is_there() or StrategyChild.objects.unguarded(DEMO).filter(person=person(SHARIFS[0])).exists():
            return
        _before_a_conference(today)
        _before_a_review(today)
        _report(today, practice_on)
        _visited(today)


def _visited(today: date) -> None:
    """The brothers and their sister on a plan were last seen alone twelve working days ago: two too many."""
    record_visit(
        worker("amina.rahman"), kind="home", visited_at=moment(_ago(today, 12), 16), place="at home",
        words="Spoke with each of them in the kitchen, one after the other. Noor showed her room.",
        children=[(person(key).pk, "alone", "", "") for key in SHARIFS],
    )  # fmt: skip


def _ago(today: date, days: int) -> date:
    return calendar.england().add(today, -days)


def _discuss(today: date, keys: tuple[str, ...], held_on: date) -> list[int]:
    children = [person(key).pk for key in keys]
    told = Told(held_on, THERE, dict.fromkeys(children, "joint"))
    hold_discussion(worker("colin.burge"), told=told)
    return children


def _parents(
    by: Worker, today: date, keys: tuple[str, ...], mother: str, father: str, home: tuple[str, str]
) -> tuple[Person, Person]:
    """Mother, who lives with these children, and father, who does not; neither is on record yet."""
    family, places = person(keys[0]).family_name, (home, ("", ""))
    made = [
        create_person(
            by, given_name=name, family_name=family, born_told=born, sex=sex, today=today, lines=lines,
            postcode=postcode,
        )
        for (name, born, sex), (lines, postcode) in zip(
            ((mother, "1988", "F"), (father, "1985", "M")), places, strict=True
        )
    ]  # fmt: skip
    for one, kind in zip(made, ("mother", "father"), strict=True):
        for key in keys:
            relate(by, one, person(key), kind=kind, today=today)
    return made[0], made[1]


def _guest(one: Person, role: str) -> rules.Guest:
    return rules.Guest(f"p{one.pk}", one.name, "family", role, person=one.pk)


def _before_a_conference(today: date) -> None:
    """Leo and Maya: an enquiry since eight working days, and a conference that is set up within its fifteen."""
    by, chair = worker("moira.kemp"), worker("grace.adeyemi")
    children = _discuss(today, FARRANTS, _ago(today, 8))
    mother, _ = _parents(by, today, FARRANTS, "Kelly", "Sean", ("52 Mill Lane", "WM4 1LX"))
    on = _ago(today, -4)
    actions.set_up(
        by,
        told=rules.SetUp(
            "initial", children, on, time(10, 30), TOWN_HALL, chair.pk,
            guests=[
                _guest(mother, "Mother"),
                rules.Guest("w", "Amina Rahman", "social_care", "Social worker", worker=worker("amina.rahman").pk),
                rules.Guest("a", "DC Hart", "police", "Public protection", "hart@police.example", report=True),
                rules.Guest("b", "Ruth Hale", "school", "Head teacher", "head@northgate.example", report=True),
                rules.Guest("c", "Jo Petrie", "health_visitor", "Health visitor", report=True),
            ],
            report_due_on=_ago(today, -2),
        ),
    )  # fmt: skip


def _before_a_review(today: date) -> None:
    """Ahmed, Bilal and Noor: a conference twelve weeks ago with a plan, whose first review is soon due."""
    by, chair = worker("moira.kemp"), worker("grace.adeyemi")
    on = _ago(today, 56)
    children = _discuss(today, SHARIFS, _ago(on, 12))
    mother, father = _parents(by, today, SHARIFS, "Sana", "Imran", ("7 Linden Court", "WM4 5DD"))
    keep_address(
        by, mother, father, reason="He has waited outside the house at night.", today=today,
        together=[person(key) for key in SHARIFS],
    )  # fmt: skip
    amina = worker("amina.rahman")
    for key, facts in {
        "ahmed": {"kind": "school", "agency": "Castle Hill High", "role": "form tutor", "professional": "Ms Field"},
        "noor": {"kind": "health", "agency": "Health visiting", "role": "health visitor", "professional": "Jo Petrie"},
        "bilal": {"kind": "school", "agency": "Quarry Bank Primary", "role": "head teacher", "professional": "Mr Dale"},
    }.items():  # fmt: skip
        tie(by, person(key), since=_ago(today, 200), today=today, **facts)
    made = actions.set_up(
        by,
        told=rules.SetUp(
            "initial", children, on, time(14), TOWN_HALL, chair.pk,
            guests=[
                _guest(mother, "Mother"),
                _guest(father, "Father"),
                rules.Guest("w", amina.name, "social_care", "Social worker", worker=amina.pk),
                rules.Guest("a", "DC Hart", "police", "Public protection", "hart@police.example", report=True),
                rules.Guest("b", "Mr Dale", "school", "Head teacher", "head@quarrybank.example", report=True),
            ],
        ),
    )  # fmt: skip
    there = {one.pk: "present" for one in queries.invitations_of(by, made)}
    held = actions.hold(chair, made, on=on, attended=there)
    plan = rules.Decided(
        "plan", "NEG", "Noor was out alone at night twice, and nobody knew.",
        "Imran thinks that a plan is too much: it happened while he was away.", "spoke_for",
    )  # fmt: skip
    actions.decide(chair, held, children=children, told=plan)


def _report(today: date, practice_on: PracticeOn) -> None:
    """The report to the review is written and signed off: it goes out with the invitation."""
    made = starting.new_rows()
    facts = starting.new_facts(made, today, practice_on, seed=0)
    amina, colin = worker("amina.rahman"), worker("colin.burge")
    people = {key: person(key).pk for key in SHARIFS}
    cases = Involvement.objects.unguarded(DEMO).filter(person__in=people.values(), ended_on__isnull=True)
    inside = {case.person_id: case for case in cases}
    done = _ago(today, 1)
    team = amina.team
    step = facts.step(
        "conference_report", {number: case.pk for number, case in inside.items()},
        Held(team.pk if team else 0, amina.pk, colin.pk),
        Ending("completed", _ago(done, 1), done, outcome="to_conference"),
        started_on=done - timedelta(days=10), family_id=next(iter(inside.values())).family_id,
    )  # fmt: skip
    said: dict[tuple[str, int | None], object] = {(name, None): words for name, words in REPORT.items()}
    said |= {("own_words", people[key]): words for key, words in OWN.items()}
    facts.answers(step, amina.pk, moment(_ago(done, 1), 15, 5), said)
    rows.write(made)
    rows.advance(made)
