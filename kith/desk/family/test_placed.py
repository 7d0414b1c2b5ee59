"""Children in care among the homes of their family: placed elsewhere, and not counted where they lived before."""

import re
from datetime import date

import pytest
from django.test import Client

from kith.access.guarded import EVERY_ROW
from kith.care.models import Placement
from kith.desk.family import placed
from kith.people.keeping.actions import keep_address
from kith.people.models import Address
from kith.people.outputs.rules import Reader
from tests import make
from tests.caring import in_care

BORN, JAN, MAY, JUN, SEP = (date(2026, month, 1) for month in (1, 2, 5, 6, 9))


def home(since, until=None, address=1):
    return {
        "person_id": 7, "address_id": address, "address__lines": "27 Alder Walk", "address__postcode": "WM4 2QT",
        "started_on": since, "ended_on": until, "kept_from": [],
    }  # fmt: skip


def placement(since, until=None, kind="U6", carer="Mrs Adair", address=2):
    row = home(since, until, address) | {"kind": kind, "carer": carer, "address__lines": "9 Elm Row"}
    return placed.home_of(row, "Foster placement")


def lived(residences, placements):
    return [
        (
            one.get("placed", "at home"),
            one["started_on"].month,
            one["ended_on"].month if one["ended_on"] else None,
        )
        for one in placed.homes(residences, placements)
    ]


@pytest.mark.parametrize(
    ("residences", "placements", "told"),
    [
        ([home(BORN)], [], [("at home", 1, None)]),
        ([home(BORN)], [placement(MAY)], [("at home", 1, 5), ("In care: Mrs Adair", 5, None)]),
        ([home(BORN), home(MAY, None, 2)], [placement(MAY)], [("at home", 1, 5), ("In care: Mrs Adair", 5, None)]),
        ([home(MAY)], [placement(MAY)], [("In care: Mrs Adair", 5, None)]),
        ([home(JUN)], [placement(MAY)], [("In care: Mrs Adair", 5, None)]),
        ([home(BORN, JAN)], [placement(MAY)], [("at home", 1, 2), ("In care: Mrs Adair", 5, None)]),
        ([], [placement(MAY)], [("In care: Mrs Adair", 5, None)]),
        ([home(BORN)], [placement(MAY, SEP)], [("at home", 1, 5), ("In care: Mrs Adair", 5, 9), ("at home", 9, None)]),
        (
            [home(BORN)],
            [placement(MAY, JUN), placement(JUN, SEP, carer="")],
            [
                ("at home", 1, 5), ("In care: Mrs Adair", 5, 6), ("In care: Foster placement", 6, 9),
                ("at home", 9, None),
            ],
        ),
        ([home(BORN)], [placement(MAY, kind="P1")], [("at home", 1, None)]),
        (
            [home(BORN)],
            [placement(MAY, JUN), placement(JUN, kind="T1")],
            [("at home", 1, 5), ("In care: Mrs Adair", 5, None)],
        ),
    ],
)  # fmt: skip
def test_a_placement_stands_before_the_home_on_record(residences, placements, told):
    """At home with a parent is at home; a time away in hospital belongs to the placement before it."""
    assert lived([dict(one) for one in residences], [dict(one) for one in placements]) == told


def test_where_a_child_placed_for_adoption_lives_is_told_on_no_page():
    row = placement(MAY, kind="A6")

    assert "Elm" not in placed.place_words(row)
    assert "WM4" not in placed.place_words(row)
    assert placed.on_record({row["address_id"], 3}) == [3]


def test_what_leaves_the_house_says_neither_where_nor_with_whom():
    told = placed.told_to(Reader(9, "Carl Dean"), placement(MAY))

    assert placed.place_words(told) == "In care, placed elsewhere"
    assert placed.on_record({told["address_id"]}) == []
    assert placed.place_words(placed.told_to(Reader(9, "Carl Dean"), home(BORN))) == "27 Alder Walk, WM4 2QT"


def words(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


@pytest.mark.django_db
def test_the_family_pages_do_not_count_a_child_in_care_at_home(client: Client, monkeypatch):
    monkeypatch.setenv("KITH_TODAY", "2026-10-14")
    worker, family = make.worker(), make.family("Dean", children=2)
    client.force_login(worker)
    ruby, other = family.children
    in_care(ruby, date(2026, 5, 1), worker)
    place = Address.objects.create(lines="9 Elm Row", postcode="WM6 1AB")
    Placement.objects.unguarded(EVERY_ROW).update(carer="Mrs Adair", address=place, postcode="WM6 1AB")

    side, drawn = (words(client.get(f"/family/{family.family.pk}/{page}")) for page in ("", "map/"))
    assert "27 Alder Walk, WM4 2QT · 1 child, 1 adult at home · 1 child in care, placed elsewhere" in side
    assert "In care: Mrs Adair, 9 Elm Row, WM6 1AB" in side
    assert "In care: Mrs Adair, 9 Elm Row, WM6 1AB" in drawn
    at_home = re.search(r"Household 27 Alder Walk, WM4 2QT(.*?)In care", side)
    assert at_home and other.given_name in at_home[1] and ruby.given_name not in at_home[1]

    keep_address(worker, ruby, family.mother, reason="Order", today=date(2026, 10, 14))
    kept = words(client.get(f"/family/{family.family.pk}/map/"))
    assert f"9 Elm Row, WM6 1AB (do not tell {family.mother.name})" in kept
    for page in ("", "map/"):
        given = words(client.get(f"/family/{family.family.pk}/{page}?for={family.mother.pk}"))
        assert "In care, placed elsewhere" in given
        assert "Elm Row" not in given and "Adair" not in given
