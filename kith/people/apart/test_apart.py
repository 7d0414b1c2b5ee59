"""Two records told apart are proposed as one person to nobody, until somebody takes it back."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from kith.core import Refused, clock
from kith.people.apart import actions, queries
from kith.people.matching.queries import alike_to
from kith.people.models import Person, ToldApart
from tests import make

pytestmark = pytest.mark.django_db
WHY = "Cousins: both have a birth certificate"


@pytest.fixture
def ewan(db):
    return make.worker("Ewan Price", role="duty_worker")


def pair(**facts) -> tuple[Person, Person]:
    born = {"born_on": date(2017, 4, 21), "sex": "F"} | facts
    return make.child("Tia", "Marlowe", **born), make.child("Tiah", "Marlow", **born)


def alike(viewer, person: Person) -> list[int]:
    apart = queries.apart_from(viewer, person.pk)
    return [hit.person_id for hit in alike_to(viewer, person.pk, clock.today(), apart=apart)]


def page(client: Client, person: Person) -> str:
    return client.get(reverse("person_alike", kwargs={"number": person.pk})).content.decode()


def test_records_that_look_alike_are_proposed_to_each_other_until_told_apart(ewan):
    one, other = pair()
    make.child(
        "Kofi", "Marlowe", born_on=date(2017, 4, 21)
    )  # a twin of another name is nobody's second record
    make.child("Tia", "Marlowe", born_on=date(2009, 1, 2))

    assert (alike(ewan, one), alike(ewan, other)) == ([other.pk], [one.pk])

    told = actions.tell_apart(ewan, one, other, reason=WHY)
    colleague = make.worker("Amina Rahman", role="social_worker")
    assert (alike(colleague, one), alike(colleague, other)) == ([], [])

    actions.withdraw(ewan, told, reason="The certificate is of one child")
    assert alike(colleague, one) == [other.pk]
    kept = ToldApart.objects.seen_by(ewan).get()
    assert (kept.reason, kept.withdrawn_by, kept.withdrawn_reason) == (
        WHY,
        ewan,
        "The certificate is of one child",
    )
    assert queries.told_of(ewan, one.pk) == []


def test_names_that_only_sound_alike_are_proposed_when_the_birth_dates_agree(ewan):
    maya = make.child("Maya", "Farrant", born_on=date(2021, 1, 25), sex="F")
    month = {"born_on": date(2021, 1, 1), "born_by": date(2021, 1, 31), "born_precision": "month"}
    maia = make.child("Maia", "Farrent", sex="F", **month)
    make.child("Leo", "Farrant", born_on=date(2021, 1, 25))
    make.child("Mia", "Farrent", sex="M", **month)
    make.child("Maya", "Costa", born_on=date(2019, 1, 25), sex="F")

    assert alike(ewan, maya) == [maia.pk]


def test_what_cannot_be_told_apart_is_refused_in_words(ewan):
    one, other = pair()
    hidden = make.restricted(make.child(), [ewan])

    for act, words in (
        (lambda: actions.tell_apart(ewan, one, other, reason=" "), "Say how you know"),
        (lambda: actions.tell_apart(ewan, one, one, reason=WHY), "from itself"),
        (lambda: actions.tell_apart(ewan, one, hidden, reason=WHY), "restricted"),
    ):
        with pytest.raises(Refused) as told:
            act()
        assert words in told.value.words
    assert not ToldApart.objects.seen_by(ewan).exists()


def test_a_pair_is_told_apart_once_whichever_end_told_it(ewan):
    one, other = pair()
    told = actions.tell_apart(ewan, one, other, reason=WHY)

    with pytest.raises(Refused, match="already"):
        actions.tell_apart(ewan, other, one, reason=WHY)
    actions.withdraw(ewan, told, reason="Not sure")
    with pytest.raises(Refused, match="withdrawn already"):
        actions.withdraw(ewan, told, reason="Not sure")
    assert actions.tell_apart(ewan, other, one, reason=WHY).pk != told.pk


def test_the_record_store_keeps_every_row_whole(ewan):
    one, other = pair()
    told = actions.tell_apart(ewan, one, other, reason=WHY)

    with pytest.raises(IntegrityError, match="told_apart_withdrawn_whole"), transaction.atomic():
        ToldApart.objects.seen_by(ewan).filter(pk=told.pk).update(withdrawn_at=clock.now())
    with connection.cursor() as cursor:
        for right in ("DELETE", "TRUNCATE"):
            cursor.execute("select has_table_privilege('kith_app', 'people_toldapart', %s)", [right])
            assert cursor.fetchone() == (False,)


def test_who_may_not_know_of_one_of_them_sees_nothing_of_it(ewan, as_worker):
    one, other = pair()
    actions.tell_apart(ewan, one, other, reason=WHY)
    make.restricted(other)
    as_worker(ewan)

    assert queries.told_of(ewan, one.pk) == []
    assert queries.between(ewan, one.pk, other.pk) is None
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from people_toldapart")
        assert cursor.fetchone() == (0,)


def test_the_page_proposes_tells_apart_and_takes_back(ewan):
    one, other = pair()
    client = Client()
    client.force_login(ewan)
    address = reverse("person_alike", kwargs={"number": one.pk})

    before = page(client, one)
    empty = client.post(address, {"other": other.pk, f"why.{other.pk}": ""})
    client.post(address, {"other": other.pk, f"why.{other.pk}": WHY})
    after = page(client, other)
    told = queries.told_of(ewan, one.pk)[0]
    client.post(address, {"told": told.pk, f"why.t{told.pk}": "Asked again"})

    assert "Tiah Marlow" in before
    assert "same date of birth" in before
    assert empty.status_code == 422
    assert "Say how you know that they are two people" in empty.content.decode()
    assert WHY in after
    assert "No other record looks like this one" in after
    assert queries.told_of(ewan, one.pk) == []


def test_the_page_answers_the_same_for_hidden_and_absent(ewan):
    one, other = pair()
    make.restricted(other)
    client = Client()
    client.force_login(ewan)
    address = reverse("person_alike", kwargs={"number": one.pk})

    answers = [
        client.post(address, {"other": number, f"why.{number}": WHY}) for number in (other.pk, 999_999)
    ]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert client.get(reverse("person_alike", kwargs={"number": other.pk})).status_code == 404
    assert "Tiah" not in page(client, one)


def test_who_is_none_of_these_when_added_is_told_apart_from_them(ewan):
    one, other = pair()
    client = Client()
    client.force_login(ewan)
    said = {"given_name": "Tia", "family_name": "Marlowe", "born_told": "21/4/2017", "sex": "F"}

    client.post(reverse("person_new"), said)
    assert Person.objects.seen_by(ewan).count() == 2
    client.post(reverse("person_new"), said | {"seen": f"{one.pk},{other.pk}", "none_of_these": "yes"})

    made = Person.objects.seen_by(ewan).latest("pk")
    assert queries.apart_from(ewan, made.pk) == {one.pk, other.pk}
    assert alike(ewan, made) == []
    assert queries.told_of(ewan, made.pk)[0].reason == "Said when the record was made: none of these"


def test_the_search_page_says_that_somebody_may_be_on_record_twice(ewan):
    one, other = pair()
    client = Client()
    client.force_login(ewan)

    def search() -> str:
        found = client.post(reverse("find"), {"q": "tia marlowe"})["Location"]
        return client.get(found).content.decode()

    assert "May be on record twice" in search()
    actions.tell_apart(ewan, one, other, reason=WHY)
    assert "May be on record twice" not in search()
