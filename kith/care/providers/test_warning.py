"""A placement that speaks against the list is recorded all the same, and the worker is told."""

import re
import uuid

import pytest
from django.urls import reverse

from kith.care.models import Postcode
from kith.care.period import queries
from kith.care.providers.actions import read_in
from kith.care.providers.reading import Line

pytestmark = pytest.mark.django_db
MOVE = {
    "on": "5/5/2026", "kind": "K2", "provider": "PR1", "carer": "Larch House", "urn": "SC765432",
    "postcode": "WM7 1AB", "end_reason": "CARPL",
}  # fmt: skip
START = {
    "on": "4/3/2026", "status": "V2", "need": "N1", "home_postcode": "WM4 2QT", "before": "Z1", "kind": "U6",
    "provider": "PR1", "carer": "Mr and Mrs Osei", "urn": "SC123456", "postcode": "WM6 1AB",
}  # fmt: skip


def send(client, name, person, query="", **fields):
    address = reverse(name, kwargs={"number": person.pk}) + query
    answer = client.post(address, {"_key": str(uuid.uuid4()), **fields}, follow=True)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_a_move_against_the_list_is_on_record_and_told_once_and_on_the_page(amina, tia, browser):
    Postcode.objects.create(key="WM71AB", easting=1, northing=1, council="E06000001")
    listed = [Line("SC123456", ("U6",)), Line("SC765432", ("K1",), ("PR4",), "WM7 1AD")]
    read_in(listed, year=2026, source="Invented")
    child, client = tia.standing.person, browser(amina)

    shown = send(client, "person_care_move", child, **MOVE)

    assert [one.carer for one in queries.held(amina, tia.pk).placements] == ["Mr and Mrs Osei", "Larch House"]
    for rule in ("219", "221", "224", "1015"):
        assert (
            shown.count(f"(rule {rule})") == 2
        )  # beside what was done, and in the list of what to put right
    assert "Check with the provider: Ofsted does not list SC765432 for this kind of placement" in shown
    row = queries.held(amina, tia.pk).placements[-1]
    query, right = f"?part=placement&row={row.pk}", {"why": "It is K1", "kind": "K1", "provider": "PR4"}

    shown = send(client, "person_care_correct", child, query, **(MOVE | right | {"postcode": "WM7 1AD"}))

    assert "Check with the provider" not in shown


def test_nothing_is_said_of_numbers_while_no_list_was_read_in(amina, tia, browser):
    assert "Check with the provider" not in send(
        browser(amina), "person_care_move", tia.standing.person, **MOVE
    )


def test_a_start_with_a_number_nobody_lists_is_on_record_and_told(amina, children, browser):
    read_in([Line("SC654321")], year=2026, source="Invented")

    shown = send(
        browser(amina), "person_care_start", children[0], children=[one.pk for one in children[:2]], **START
    )

    assert shown.count("Ofsted’s list of 2025-26 has no provider SC123456 (rule 1008)") == 2
    assert "Looked after from now on record" in shown
