"""The corners that a demonstration can show: orders that end, two households, other letters, wrong records."""

from datetime import date, timedelta

from kith.access.guarded import DEMO
from kith.access.models import Worker
from kith.core import clock
from kith.database.session import as_system
from kith.desk.demo.found import is_there, person, worker
from kith.desk.demo.starting import PracticeOn
from kith.people import actions
from kith.people.boundaries.actions import set_boundary
from kith.people.conflicts.actions import keep_from_worker
from kith.people.councils.actions import record_council_move
from kith.people.models import Boundary, Person
from kith.people.traits.actions import say
from kith.work.correcting.actions import correct
from kith.work.visits.actions import record_visit

MANY = 40  # warnings on one record, so that one sees that none is out of reach


def act(today: date, practice_on: PracticeOn) -> None:
    """Tell them once, where the story is; told already, or no story there: nothing happens."""
    with as_system("the demonstration shows its corners"):
        if not is_there() or Boundary.objects.unguarded(DEMO).exists():
            return
        tia, manager = person("tia"), worker("colin.burge")
        _parents(manager, tia, today)
        _two_households(manager, today)
        _other_councils(manager, today)
        _other_letters(manager, today)
        _born_early(manager, today)
        _wrong_child(worker("amina.rahman"), today)
        _own_relative(manager)
        _forty_warnings(manager, today)


def _parents(by: Worker, tia: Person, today: date) -> None:
    """An order that ends in three weeks, one that ran out, and a father who may know of school and health only."""
    lee, daniel, since = person("lee"), person("daniel"), today - timedelta(days=160)
    set_boundary(
        by, tia, lee, kind="no_contact", words="Non-molestation order, Westmere family court",
        started_on=since, until_on=today + timedelta(days=20), today=today,
    )  # fmt: skip
    set_boundary(
        by, person("kofi"), lee, kind="no_contact", words="Condition of bail, Westmere police",
        started_on=since, until_on=today - timedelta(days=6), today=today,
    )  # fmt: skip
    set_boundary(
        by,
        tia,
        lee,
        kind="told_nothing",
        words="Decided with Jade and the police",
        started_on=since,
        today=today,
    )
    set_boundary(
        by, tia, daniel, kind="told_part", words="school reports and health", started_on=since, today=today
    )
    say(by, person("pauline"), kind="needs", code="large_print", listed={"large_print"}, today=today)


def _two_households(by: Worker, today: date) -> None:
    actions.live_also(
        by, person("kofi"), lines="12 Comfort Road", postcode="WM5 6HN", when="every other weekend",
        since=today - timedelta(days=90), today=today,
    )  # fmt: skip


def _other_councils(by: Worker, today: date) -> None:
    record_council_move(
        by, person("ivo"), way="in", council="Harbourne", moved_on=today - timedelta(days=40), today=today,
        words="Plan and chronology handed over, Ms T. Orme, 01632 960 555",
    )  # fmt: skip
    record_council_move(
        by, person("poppy"), way="out", council="Redfell", moved_on=today - timedelta(days=12), today=today,
        words="Case taken over by Mr K. Vance, 01632 960 556",
    )  # fmt: skip


def _other_letters(by: Worker, today: date) -> None:
    """A family whose names are written in other letters, from right to left, and one without a family name."""
    names = (("ليلى", "حسن", "34", "F"), ("يوسف", "حسن", "8", "M"), ("Bilal", "", "3", "M"))
    mother, *children = (
        actions.create_person(by, given_name=given, family_name=family, born_told=born, sex=sex, today=today,
                              lines="4 Weavers Yard", postcode="WM2 8HD")
        for given, family, born, sex in names
    )  # fmt: skip
    actions.create_family(by, name="حسن", members=[mother, *children], on=today)
    for child in children:
        actions.relate(by, mother, child, kind="mother", today=today)
    say(by, mother, kind="needs", code="interpreter", listed={"interpreter"}, today=today, words="Arabic")
    say(by, mother, kind="needs", code="large_print", listed={"large_print"}, today=today)
    leap = today.year - today.year % 4 - 8
    actions.create_person(
        by,
        given_name="Anne-Marie",
        family_name="O’Brien-D’Arcy",
        born_told=f"29/2/{leap}",
        sex="F",
        today=today,
    )


def _born_early(by: Worker, today: date) -> None:
    baby = actions.create_person(
        by, given_name="Baby", family_name="Hendry", sex="U", today=today,
        born_told=f"due {today + timedelta(days=25):%d/%m/%Y}",
    )  # fmt: skip
    born_on = today - timedelta(days=17)
    actions.born(by, baby, born_on=born_on, sex="F", today=today, given_name="Wren", family_name="Hendry")


def _wrong_child(by: Worker, today: date) -> None:
    """A visit that was written on one boy and belonged on his brother's record."""
    ahmed, bilal = person("ahmed"), person("bilal")
    visit = record_visit(
        by, kind="home", visited_at=clock.now() - timedelta(days=3), place="home",
        words="He showed the bicycle he has mended.", children=[(ahmed.pk, "seen", "", "")],
    )  # fmt: skip
    correct(
        by, ahmed, kind="visit", number=visit.pk, reason="Written with his brother’s record open", to=bilal
    )


def _own_relative(by: Worker) -> None:
    ewan = worker("ewan.price")
    keep_from_worker(by, person("alfie"), ewan, words="his nephew")


def _forty_warnings(by: Worker, today: date) -> None:
    rows = Person.objects.unguarded(DEMO).filter(family_memberships__family__name="Ashdown")
    eldest = rows.filter(born_on__gt=today - timedelta(days=17 * 365)).order_by("born_on", "pk").first()
    if eldest is None:
        return
    for number in range(MANY):
        kind, words = ("safety", "Visit in pairs") if number < 2 else ("health", "Medicine")
        actions.add_alert(
            by,
            eldest,
            kind=kind,
            words=f"{words}, line {number + 1} of the plan",
            started_on=today,
            today=today,
        )
