"""A conference for the children of the enquiries, and those who are invited to it."""

from datetime import date, time

import pytest

from kith.protection.conference import actions, rules
from kith.protection.enquiry.conftest import (
    amina,
    around,
    bea,
    browser,
    children,
    colin,
    enquiries,
    grace,
    household,
    north,
    the_day,
    told,
)

__all__ = [
    "amina", "around", "bea", "browser", "children", "colin", "enquiries", "grace", "household", "north",
    "the_day", "told",
]  # fmt: skip


def guest(name, agency, **facts):
    """Somebody to be invited."""
    return rules.Guest(f"new-{name}", name, agency, **facts)


@pytest.fixture
def conference(bea, grace, children, household, enquiries):
    """An initial conference for the three, tomorrow week, with mum, the police and a teacher invited."""
    mother = household.mother
    guests = [
        guest(mother.name, "family", person=mother.pk, role="Mother"),
        guest("PC Owen", "police", email="owen@police.example", report=True),
        guest("Priya Anand", "school", report=True),
    ]
    return actions.set_up(
        bea,
        told=rules.SetUp(
            kind="initial",
            people=[child.pk for child in children],
            on=date(2026, 10, 22),
            at=time(10, 30),
            place="Room 2, Town Hall",
            chair=grace.pk,
            guests=guests,
            report_due_on=date(2026, 10, 20),
        ),
    )
