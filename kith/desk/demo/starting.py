"""What making a demonstration starts from: rows numbered where each table stands, and a maker of facts."""

from collections.abc import Callable
from datetime import date
from random import Random

from django.db import connection

from kith.care.models import Postcode
from kith.core import calendar
from kith.desk.demo import rows
from kith.desk.demo.facts import Facts
from kith.desk.demo.found import STORY_NUMBERS
from kith.frontdoor.models import KeptGuide
from kith.people.models import Person
from kith.practice import Practice
from kith.work.models import FormVersion

PracticeOn = Callable[[date], Practice]
ONE_AT_A_TIME = 20_111_026  # the lock that keeps two demonstrations from being made at once


def new_rows() -> rows.Rows:
    """Rows that start where each table stands, and leave the story's own record numbers free."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])
        cursor.execute("set local statement_timeout = 0")
        cursor.execute("set local idle_in_transaction_session_timeout = 0")
    return rows.Rows(rows.first_id, {Person: STORY_NUMBERS})


def new_facts(made: rows.Rows, today: date, practice_on: PracticeOn, *, seed: int) -> Facts:
    """A maker of facts that knows the forms and the threshold guides already stored."""
    known_forms = list(FormVersion.objects.values_list("hash", flat=True))
    facts = Facts(made, practice_on, calendar.england(), Random(seed), today, known_forms)  # noqa: S311 - no secret
    facts.postcodes |= set(Postcode.objects.values_list("key", flat=True))
    facts.guides |= set(KeptGuide.objects.values_list("hash", flat=True))
    return facts
