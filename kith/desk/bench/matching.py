"""How good matching is, measured on the record store: people who are hard to tell apart, told of in many ways.

They are put beside the record that is there, in a transaction that is taken back.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from random import Random

from django.db import transaction
from django.test import Client

from kith.access.models import Worker
from kith.core import Refused, clock, names
from kith.database.session import identify, seen_by
from kith.desk.bench.matching_people import Invented, Population
from kith.desk.bench.matching_score import judged, lines, moments, tallies
from kith.desk.bench.matching_told import Told, pairs
from kith.desk.bench.rules import Line, Section, shares
from kith.desk.demo.rows import Rows, write
from kith.people.matching import queries, typed
from kith.people.matching.rules import Asked, Match
from kith.people.models import Address, Identifier, OtherName, Person, Phone, Residence

PEOPLE, SEED, SHARE = 20_000, 41, 0.68
FIRST_ID = 900_000_001
MOST_LOOK_UP, MOST_PAGE = 150.0, 500.0


def section(viewer: Worker, texts: Sequence[str]) -> Section:
    """The labelled set, looked up as the pages do; and how long the page of results takes for these texts."""
    today = clock.today()
    people = Population(Random(SEED), today, FIRST_ID).made(PEOPLE)  # noqa: S311 - no secret
    told = pairs(Random(SEED + 1), people, today, SHARE)  # noqa: S311
    with on_record(people, clock.now()), seen_by(viewer.sight):
        find = finder(viewer)
        for one in told[:: len(told) // 40]:
            find(one)
        outcomes = judged(told, find)
    how = (
        f"{len(told):,} invented look-ups, each with the one right answer (or none), among {len(people):,} people put "
        "beside the record of this run and taken out again: slips of the pen and of the ear, parts of dates, changed "
        "names, twins of like names, namesakes born on the same day, other letters, and strangers who are on no "
        "record. Asked and judged by the code that the search page and the contact page use."
    )
    took = (moments(outcomes, MOST_LOOK_UP), page_line(viewer, texts))
    return Section("Matching", how, (*lines(*tallies(outcomes)), *took))


def page_line(viewer: Worker, texts: Sequence[str]) -> Line:
    """How long the whole search page takes, with both of its requests, for texts that people type."""
    client = Client(SERVER_NAME="localhost")
    client.force_login(viewer)
    spent = []
    for text in texts:
        started = time.perf_counter()
        answer = client.get(client.post("/find/", {"q": text})["Location"])
        spent.append((time.perf_counter() - started) * 1000)
        if answer.status_code != 200:
            raise Refused(f"The search page was answered with {answer.status_code}.")
    client.logout()
    taken = shares(spent)
    words = f"half within {taken.p50:.0f} ms, the slowest {taken.most:.0f} ms; asked and answered inside this process"
    return Line("the page of results, 95 of 100 within", taken.p95, "ms", MOST_PAGE, words)


def finder(viewer: Worker) -> Callable[[Told], tuple[Sequence[Match], float]]:
    """A look-up as this viewer makes it, with its milliseconds."""

    def find(told: Told) -> tuple[Sequence[Match], float]:
        started = time.perf_counter()
        found = queries.matches(viewer, asked_by(told))
        return found, (time.perf_counter() - started) * 1000

    return find


def asked_by(told: Told) -> Asked:
    """What is asked for a pair: read from the search box, or from the line of a contact."""
    today = clock.today()
    if told.on_a_line:
        return typed.line(told.text, told.born, told.sex, today, postcode=told.home)
    return typed.read(told.text, today)


@contextmanager
def on_record(people: Sequence[Invented], now: datetime) -> Iterator[None]:
    """These people on record until the end, and then no more."""
    with transaction.atomic():
        identify("0")
        write(rows_of(people, now))
        yield
        transaction.set_rollback(True)


def rows_of(people: Sequence[Invented], now: datetime) -> Rows:
    """Everything there is to store of them."""
    rows, homes = Rows(lambda model: FIRST_ID), {}
    for one in people:
        if one.postcode not in homes:
            homes[one.postcode] = rows.add(Address, lines=f"{one.home} Test Row", postcode=one.postcode)
        _add(rows, one, homes[one.postcode], now)
    return rows


def _add(rows: Rows, one: Invented, home: int, now: datetime) -> None:
    rows.add(
        Person,
        id=one.id,
        given_name=one.given,
        family_name=one.family,
        known_as=one.known_as,
        sounds=list(names.sound_codes(one.name)),
        born_on=one.born_on,
        born_by=one.born_on,
        born_precision="exact",
        sex=one.sex,
        recorded_at=now,
    )
    rows.add(Residence, person_id=one.id, address_id=home, started_on=one.born_on)
    for kind, value in (("nhs", one.nhs), ("upn", one.upn)):
        if value:
            rows.add(Identifier, person_id=one.id, kind=kind, value=value)
    if one.phone:
        rows.add(Phone, person_id=one.id, number=one.phone)
    if one.former:
        sounds = list(names.sound_codes(f"{one.given} {one.former}"))
        rows.add(
            OtherName,
            person_id=one.id,
            given_name=one.given,
            family_name=one.former,
            kind="former",
            sounds=sounds,
        )
