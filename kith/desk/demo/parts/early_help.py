"""Families in early help: one that a school began and leads, one that was offered it at the front door."""

from datetime import date, timedelta

from kith.access.models import Worker
from kith.core import clock
from kith.database.session import as_system, seen_by
from kith.desk.demo.found import is_there, is_told, worker
from kith.desk.demo.starting import PracticeOn
from kith.earlyhelp import actions
from kith.earlyhelp.around import actions as team
from kith.earlyhelp.models import TeamAround
from kith.earlyhelp.rules import Agreed, Member, NewChild
from kith.people.actions import create_family, create_person
from kith.work.answers.actions import save_answer
from kith.work.models import Step
from kith.work.plans import actions as plans

SAID = {
    "why_now": "Mum asked Bea at the gate, after the third letter about lateness. She works nights since August.",
    "care": "Mum is warm and never misses a parents’ evening. She is asleep when they should leave.",
    "home": "Two bedrooms, dry and tidy; the meter runs out on Thursdays.",
    "network": "Gran: Sundays. Mrs Ade next door: has a key and would walk with them.",
    "analysis": "Nobody is awake between six and eight. With somebody at the door the rest takes care of itself.",
    "change": "Somebody knocks at half past seven. Orla will notice because she gets breakfast.",
}
OWN = {
    "Orla": "“I set two alarms and then I wake Rex. He cries.”",
    "Rex": "“I want mum at the gate like Sam has.”",
}
DAY = {
    "Orla": "Gets up at seven, makes toast for both, leaves at ten to nine. Reads under the covers until mum has gone.",
    "Rex": "Woken by Orla. Football at break. Asleep by eight when gran is there, by ten when not.",
}


def act(today: date, practice_on: PracticeOn) -> None:
    """Tell it once, where the story is; told already, or no story there: nothing happens."""
    with as_system("the demonstration tells of early help"):
        if not is_there() or is_told("Orla", "Quenby"):
            return
        bea, manager = worker("bea.lund"), worker("sanjay.pillai")
        day = min(today, clock.today())
    with seen_by(bea.sight):
        _led_by_the_school(bea, day)
    with as_system("the demonstration offers early help"):
        _offered(manager, day)


def _led_by_the_school(bea: Worker, today: date) -> None:
    began = today - timedelta(days=33)
    around = actions.begin_for_new(
        bea,
        children=[
            NewChild("Orla", "Quenby", f"12/4/{today.year - 10}", "F"),
            NewChild("Rex", "Quenby", f"30/8/{today.year - 7}", "M"),
        ],
        consent=Agreed(
            "Marnie Quenby",
            "mother",
            "signed",
            "School, gran and the health visitor may talk about all of it.",
            began,
        ),
        lead=Member("Bea Lund", "school", "Northgate Primary", "Sees both every morning.", "01632 960 811"),
        level="2",
    )
    nurse = Member(
        "Ivo Reed", "health_visitor", "Westmere Health", "Talks with mum about sleep and her shifts."
    )
    team.add_helper(bea, around, told=nurse, on=began + timedelta(days=7))
    assert around.assessment is not None
    _write(bea, around.assessment, queried=dict(_named(around)))
    plan = actions.make_plan(bea, around)
    plans.add_goal(bea, plan, words="We are at school before the bell.", whose="Orla")
    team.review(
        bea, around, on=today - timedelta(days=5), present="Mum, gran, Bea, Ivo", decision="go_on", level="2",
        words="Mrs Ade has knocked for two weeks. On time eight days of ten.", next_on=today + timedelta(days=28),
    )  # fmt: skip


def _named(around: TeamAround) -> list[tuple[int, str]]:
    rows = around.children.unguarded("the demo is being made").select_related("person").order_by("pk")
    return [(row.person_id, row.person.given_name) for row in rows]


def _write(bea: Worker, step: Step, queried: dict[int, str]) -> None:
    for question, words in SAID.items():
        save_answer(bea, step, question=question, child=None, value=words, base_version=0)
    for person, name in queried.items():
        save_answer(bea, step, question="own_words", child=person, value=OWN[name], base_version=0)
        save_answer(bea, step, question="day", child=person, value=DAY[name], base_version=0)


def _offered(manager: Worker, today: date) -> None:
    child = create_person(
        manager,
        given_name="Ferris",
        family_name="Halden",
        born_told=f"3/3/{today.year - 5}",
        sex="M",
        today=today,
    )
    create_family(manager, name="Halden", members=[child], on=today)
    actions.offer(
        manager, people=[child.pk], source="contact",
        words="The nursery rang: dad is alone with him since spring and is tired.",
    )  # fmt: skip
