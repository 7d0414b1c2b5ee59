"""Makes the demonstration's records and stores them: all of it, or nothing."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from random import Random

from django.db import connection

from kith.access import practice as practices
from kith.access.models import Event, Look, Membership, Team, Worker
from kith.core import Refused, calendar
from kith.database.session import as_system
from kith.desk.demo import cast, kin, rows, story, tell
from kith.desk.demo.facts import Facts
from kith.desk.demo.order import Order
from kith.desk.demo.population import Population
from kith.frontdoor.models import (
    Contact,
    ContactChild,
    KeptGuide,
    PartnerCheck,
    Referral,
    SharingEntry,
    Threshold,
    ThresholdTick,
)
from kith.people.models import (
    Address,
    Alert,
    Family,
    FamilyMember,
    Identifier,
    OtherName,
    Person,
    Phone,
    Relationship,
    Residence,
    Restriction,
    RestrictionReader,
)
from kith.practice import Practice
from kith.work.models import (
    Allocation,
    Answer,
    AnswerVersion,
    EventMark,
    FormVersion,
    Involvement,
    NightAlert,
    Note,
    NoteChild,
    Notice,
    SignOff,
    Step,
    StepChild,
    Visit,
    VisitChild,
)

NUMBERED: tuple[rows.Model, ...] = (
    Team, Worker, Membership, Person, OtherName, Identifier, Address, Residence, Phone, Alert, Relationship,
    Family, FamilyMember, Restriction, RestrictionReader, Involvement, Allocation, Step, StepChild, Answer,
    AnswerVersion, SignOff, ContactChild, Referral, Visit, VisitChild, Note, NoteChild, Notice, Event, Look,
    Threshold, ThresholdTick, PartnerCheck, SharingEntry, NightAlert, EventMark,
)  # fmt: skip
FILLED: tuple[rows.Model, ...] = (*NUMBERED, Contact, KeptGuide)
STORY_NUMBERS = tuple(someone.number for someone in story.PEOPLE.values() if someone.number)
ALLOWED = "the demo is being made"
ROWS_AT_A_TIME = 120_000
ONE_AT_A_TIME = 20_111_026  # the lock that keeps two demonstrations from being made at once


def load_story(today: date, practice_on: Callable[[date], Practice] = practices.on) -> cast.Told:
    """The story alone, moved to ``today``. Gives the ids of everybody in it."""
    with as_system("the demo's story is put into the record"):
        made = new_rows()
        facts = new_facts(made, today, practice_on, seed=0)
        told = tell_story(facts)
        rows.write(made)
        rows.advance(made)
    return told


def make(
    order: Order, today: date, practice_on: Callable[[date], Practice] = practices.on, *, add: bool = False
) -> tuple[Counter[str], str]:
    """The story and the ordered population around it, in one transaction.

    Gives how many rows of each table were made, and a fingerprint of them that is the same for the same
    order on an empty database. Raises Refused where there are people already, unless ``add``; then the
    story is told only if it is not there yet.
    """
    order.check()
    with as_system("a demonstration is put into the record"):
        made = new_rows()
        if Person.objects.unguarded(ALLOWED).exists() and not add:
            raise Refused(
                "There are people in this record already. A demonstration belongs in an empty one; "
                "to add to what is there, say --add."
            )
        facts = new_facts(made, today, practice_on, seed=order.seed)
        is_new = not _story_is_there()
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
    tables = ", ".join(f'"{rows.shape(model).table}"' for model in FILLED)
    with connection.cursor() as cursor:
        cursor.execute(f"analyze {tables}")


def _story_is_there() -> bool:
    return Person.objects.unguarded(ALLOWED).filter(pk__in=STORY_NUMBERS).exists()


def _staff_only(facts: Facts) -> cast.Told:
    told = cast.Told()
    cast.staff(facts, told, known_staff())
    return told


def new_rows() -> rows.Rows:
    """Rows that start where each table stands, and leave the story's own record numbers free."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])
        cursor.execute("set local statement_timeout = 0")
        cursor.execute("set local idle_in_transaction_session_timeout = 0")
    return rows.Rows(rows.first_ids(NUMBERED), {Person: STORY_NUMBERS})


def new_facts(made: rows.Rows, today: date, practice_on: Callable[[date], Practice], *, seed: int) -> Facts:
    """A maker of facts that knows the forms and the threshold guides already stored."""
    known_forms = list(FormVersion.objects.values_list("hash", flat=True))
    facts = Facts(made, practice_on, calendar.england(), Random(seed), today, known_forms)  # noqa: S311 - no secret
    facts.guides |= set(KeptGuide.objects.values_list("hash", flat=True))
    return facts


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
