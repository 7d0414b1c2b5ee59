"""Makes the demonstration's records and stores them: all of it, or nothing."""

from collections import Counter
from datetime import date

from django.apps import apps
from django.db import connection

from kith.access import practice as practices
from kith.access.guarded import DEMO
from kith.access.models import Team, Worker
from kith.core import Refused
from kith.database.session import as_system
from kith.desk.demo import cast, kin, rows, starting, story, tell
from kith.desk.demo.facts import Facts
from kith.desk.demo.found import is_there
from kith.desk.demo.order import Order
from kith.desk.demo.population import Population
from kith.desk.demo.starting import PracticeOn
from kith.people.models import Person

ROWS_AT_A_TIME = 120_000


def load_story(today: date, practice_on: PracticeOn = practices.on) -> cast.Told:
    """The story alone, moved to ``today``. Gives the ids of everybody in it."""
    with as_system("the demo's story is put into the record"):
        made = starting.new_rows()
        facts = starting.new_facts(made, today, practice_on, seed=0)
        told = tell_story(facts)
        rows.write(made)
        rows.advance(made)
    return told


def make(
    order: Order, today: date, practice_on: PracticeOn = practices.on, *, add: bool = False
) -> tuple[Counter[str], str]:
    """The story and the ordered population around it, in one transaction.

    Gives how many rows of each table were made, and a fingerprint of them that is the same for the same
    order on an empty database. Raises Refused where there are people already, unless ``add``; then the
    story is told only if it is not there yet.
    """
    order.check()
    with as_system("a demonstration is put into the record"):
        made = starting.new_rows()
        if Person.objects.unguarded(DEMO).exists() and not add:
            raise Refused(
                "There are people in this record already. A demonstration belongs in an empty one; "
                "to add to what is there, say --add."
            )
        facts = starting.new_facts(made, today, practice_on, seed=order.seed)
        is_new = not is_there()
        told = tell_story(facts) if is_new else _staff_only(facts)
        if is_new:
            kin.add_large_families(made, today)
        for _ in Population(facts, told, order).make():
            if len(made) > ROWS_AT_A_TIME:
                rows.write(made)
        rows.write(made)
        rows.advance(made)
    counts = {rows.shape(model).table: count for model, count in made.made.items()}
    return Counter(counts), made.digest


def take_measure() -> None:
    """Let PostgreSQL count the tables just filled, so that the first pages are planned well. Owner only."""
    tables = ", ".join(f'"{model._meta.db_table}"' for model in apps.get_models() if model._meta.managed)
    with connection.cursor() as cursor:
        cursor.execute(f"analyze {tables}")


def _staff_only(facts: Facts) -> cast.Told:
    told = cast.Told()
    cast.staff(facts, told, known_staff())
    return told


def known_staff() -> cast.Told:
    """The teams and workers that the database has already."""
    return cast.Told(
        teams=dict(Team.objects.values_list("code", "pk")),
        workers=dict(Worker.objects.values_list("username", "pk")),
    )


def tell_story(facts: Facts) -> cast.Told:
    """Make the staff and the story's rows, without storing them."""
    told = cast.Told()
    cast.staff(facts, told, known_staff())
    tell.Teller(facts, told, story.StoryDays(facts.today, facts.calendar)).all()
    return told
