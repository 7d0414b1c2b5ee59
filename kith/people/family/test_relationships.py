"""One form for how everybody of a family is related."""

from datetime import date

import pytest
from django.test import Client

from kith.access.models import Look
from kith.people.models import Relationship
from tests import make

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 14)


@pytest.fixture(autouse=True)
def _today(monkeypatch) -> None:
    monkeypatch.setenv("KITH_TODAY", "2026-10-14")


@pytest.fixture
def home():
    return make.family("Marlowe", children=2)


@pytest.fixture
def client() -> Client:
    signed_in = Client()
    signed_in.force_login(make.worker())
    return signed_in


def fields(elder, younger, kind: str, was: str = "", since: str = "") -> dict[str, str]:
    pair = f"{elder.pk}.{younger.pk}"
    return {f"kind.{pair}": kind, f"was.{pair}": was, f"since.{pair}": since}


def send(client, home, **_fields):
    return client.post(f"/family/{home.family.pk}/relationships/", _fields)


def between(one, two) -> list[tuple[str, date | None, bool]]:
    rows = Relationship.objects.seen_by(make.worker()).filter(person__in=[one, two], other__in=[one, two])
    return [(row.kind, row.started_on, row.ended_on is None) for row in rows.order_by("pk")]


def test_children_of_one_mother_are_offered_as_brother_and_sister(client, home) -> None:
    page = client.get(f"/family/{home.family.pk}/relationships/").content.decode()

    row = page.split(f'name="kind.{home.children[0].pk}.{home.children[1].pk}"')[1].split("</select>")[0]
    assert "<option selected>brother or sister</option>" in row
    assert page.count("offered, not yet on record") == 1
    assert Look.objects.count() == 3


def test_all_is_kept_in_one_go_dated_and_from_both_ends(client, home) -> None:
    elder, younger = home.children

    answer = send(
        client, home,
        **fields(elder, younger, "half-brother or half-sister", since="1/3/2024"),
        **fields(home.mother, elder, "mother", "mother", since="2 Feb 2018"),
        **fields(home.mother, younger, "foster carer", "mother"),
    )  # fmt: skip

    assert answer.status_code == 302
    assert between(elder, younger) == [("half-brother or half-sister", date(2024, 3, 1), True)]
    assert between(home.mother, elder) == [("mother", date(2018, 2, 2), True)]
    assert between(home.mother, younger) == [("mother", None, False), ("foster carer", None, True)]


def test_what_ends_is_kept_and_can_begin_again(client, home) -> None:
    elder, younger = home.children
    for kind, was in (("cousin", ""), ("", "cousin"), ("cousin", "")):
        assert send(client, home, **fields(elder, younger, kind, was)).status_code == 302

    assert between(elder, younger) == [("cousin", None, False), ("cousin", None, True)]


@pytest.mark.parametrize(
    ("kind", "was", "since", "words"),
    [
        ("mother", "", "", "Check the birth dates."),
        ("emperor", "", "", "Choose what they are to each other from the list."),
        ("cousin", "friend", "", "Somebody changed this meanwhile."),
        ("cousin", "", "tomorrow week", "That cannot be read as one day."),
        ("cousin", "", "1/1/2031", "That day is still to come."),
    ],
)
def test_what_cannot_be_is_told_beside_the_pair_and_nothing_is_written(
    client, home, kind, was, since, words
) -> None:
    elder, younger = home.children

    answer = send(
        client,
        home,
        **fields(elder, younger, kind, was, since),
        **fields(home.mother, elder, "carer", "mother"),
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert between(elder, younger) == []
    assert between(home.mother, elder) == [("mother", None, True)]
    if since:
        assert f'value="{since}"' in page


def test_a_restricted_brother_is_no_row_and_cannot_be_named(client, home, as_worker) -> None:
    elder, younger = home.children
    make.restricted(younger)

    page = client.get(f"/family/{home.family.pk}/relationships/").content.decode()
    send(client, home, **fields(elder, younger, "cousin"))

    assert str(younger.pk) not in page
    as_worker(make.system())
    assert between(elder, younger) == []


def test_who_may_not_edit_is_refused_and_an_absent_family_is_not_found(client, home) -> None:
    auditor = Client()
    auditor.force_login(make.worker(role="auditor"))

    assert auditor.get(f"/family/{home.family.pk}/relationships/").status_code == 403
    assert client.get("/family/999999/relationships/").status_code == 404


def test_of_a_large_family_one_person_is_shown_at_a_time(client) -> None:
    home = make.family("Grove", children=21)
    url = f"/family/{home.family.pk}/relationships/"
    youngest = max(home.children, key=lambda child: (child.born_on, child.pk))

    first = client.get(url).content.decode()
    one = client.get(f"{url}?of={youngest.pk}").content.decode()

    assert first.count("<select") == one.count("<select") == 21
    assert f'name="kind.{home.mother.pk}.{youngest.pk}"' in one
    assert client.get(f"{url}?of=999999").content.decode().count("<select") == 21


def test_after_keeping_one_comes_back_to_the_same_person(client, home) -> None:
    elder, younger = home.children
    url = f"/family/{home.family.pk}/relationships/?of={elder.pk}"

    answer = client.post(url, fields(elder, younger, "cousin"))

    assert answer["Location"] == url
