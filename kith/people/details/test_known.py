"""What a record holds beyond names: lists, parental responsibility, network, photo, kept addresses, adoption."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from kith.access.guarded import EVERY_ROW
from kith.access.models import Event, Look
from kith.core import Refused, clock
from kith.people import actions
from kith.people.adoption import queries as adoption
from kith.people.adoption.actions import adopt
from kith.people.keeping.rules import WITHHELD, address_words
from kith.people.matching.queries import search
from kith.people.models import (
    Adoption,
    OtherName,
    ParentalResponsibility,
    Person,
    Photo,
    Residence,
    Tie,
    Trait,
)
from kith.people.photos import rules as photos
from kith.people.traits import rules as traits
from tests import make

pytestmark = pytest.mark.django_db
PNG = b"".join([
    b"\x89PNG\r\n\x1a\n", b"\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00:~\x9bU",
    b"\x00\x00\x00\nIDATx\x9cc`\x00\x00\x00\x02\x00\x01H\xaf\xa4q", b"\x00\x00\x00\x00IEND\xaeB`\x82",
])  # fmt: skip


@pytest.fixture
def tia(db) -> Person:
    return make.child("Tia", "Marlowe", sex="F")


def client_of(role: str = "social_worker") -> Client:
    client = Client()
    client.worker = make.worker("Ewan Price", role=role)
    client.force_login(client.worker)
    return client


def post(client: Client, page: str, person: Person, **said):
    return client.post(reverse(page, kwargs={"number": person.pk}), said, follow=True)


def test_a_new_value_ends_the_one_before_and_both_stay_with_their_days(tia):
    client = client_of()

    post(client, "person_trait", tia, code="religion:christian", trait_since="1/2/2020")
    post(client, "person_trait", tia, code="religion:muslim", trait_since="1/3/2024")
    twice = post(client, "person_trait", tia, code="religion:muslim")
    unknown = post(client, "person_trait", tia, code="religion:jedi")

    rows = Trait.objects.seen_by(client.worker).filter(kind="religion").order_by("pk")
    assert [(row.code, row.started_on, row.ended_on) for row in rows] == [
        ("christian", date(2020, 2, 1), date(2024, 3, 1)),
        ("muslim", date(2024, 3, 1), None),
    ]
    assert (twice.status_code, unknown.status_code) == (422, 422)
    assert "This is on record already" in twice.content.decode()
    assert "Choose from the list" in unknown.content.decode()


def test_disabilities_stand_beside_each_other_and_none_stands_alone():
    assert traits.ends("disability", "AUT", {"HEAR"}) == set()
    assert traits.ends("disability", "AUT", {"NONE"}) == {"NONE"}
    assert traits.ends("disability", "NONE", {"HEAR", "AUT"}) == {"HEAR", "AUT"}
    assert traits.ends("religion", "none", {"sikh"}) == {"sikh"}


def test_a_changed_sex_keeps_the_one_before_with_its_days(tia):
    by = make.worker()

    for sex in ("M", "F"):
        actions.describe(by, tia, born_told="2017", sex=sex, today=clock.today())

    rows = Trait.objects.seen_by(by).filter(kind="sex").order_by("pk")
    assert [(row.code, row.ended_on is None) for row in rows] == [("M", False), ("F", True)]


def test_parental_responsibility_is_a_fact_with_days(tia):
    client, mother = client_of(), make.adult("Jade", "Marlowe")
    said = {"pr_other": str(mother.pk), "how": "birth", "pr_since": "3/2/2017"}

    post(client, "person_responsibility", tia, **said)
    again = post(client, "person_responsibility", tia, **said)
    row = ParentalResponsibility.objects.seen_by(client.worker).get()
    post(client, "person_responsibility", tia, ended=row.pk)

    assert again.status_code == 422
    row.refresh_from_db(from_queryset=ParentalResponsibility.objects.seen_by(client.worker))
    assert (row.started_on, row.ended_on) == (date(2017, 2, 3), clock.today())


def test_a_school_and_who_teaches_there(tia):
    client = client_of()
    said = {
        "agency_kind": "school",
        "agency": "Alder Primary",
        "role": "pupil in year 4",
        "tie_since": "1/9/2025",
    }

    shown = post(client, "person_tie", tia, professional="Mrs Ali", tie_phone="01632 960 118", **said)
    bad = post(
        client,
        "person_tie",
        tia,
        agency_kind="circus",
        agency="",
        role="",
        tie_phone="12",
        tie_since="1/9/2025",
    )

    assert "Alder Primary" in shown.content.decode()
    assert "Mrs Ali, pupil in year 4" in shown.content.decode()
    assert bad.status_code == 422
    assert "Choose what kind of agency it is" in bad.content.decode()
    assert Tie.objects.seen_by(client.worker).count() == 1


def test_a_photo_is_served_by_its_locked_page_only(tia, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    client, other = client_of(), make.child()

    post(client, "person_add_photo", tia, photo=SimpleUploadedFile("x.png", PNG))
    fake = post(client, "person_add_photo", tia, photo=SimpleUploadedFile("x.png", b"<script>"))
    none = post(client, "person_add_photo", tia)
    photo = Photo.objects.seen_by(client.worker).get()
    page = reverse("person_photo", kwargs={"number": tia.pk, "photo": photo.pk})
    served = client.get(page)

    assert b"".join(served.streaming_content) == PNG
    assert served["Content-Type"] == "image/png"
    assert served["X-Content-Type-Options"] == "nosniff"
    assert (fake.status_code, none.status_code) == (422, 422)
    assert "no picture we can show" in fake.content.decode()
    assert (
        client.get(reverse("person_photo", kwargs={"number": other.pk, "photo": photo.pk})).status_code == 404
    )
    make.restricted(tia)
    assert client.get(page).status_code == 404
    assert Client().get(page).status_code == 302


def test_a_photo_has_a_size():
    assert photos.size_problem(photos.LARGEST) is None
    assert photos.size_problem(photos.LARGEST + 1) == photos.TOO_LARGE
    assert photos.size_problem(0) == photos.NO_FILE


def test_an_address_kept_from_somebody_says_so_wherever_it_stands(tia):
    client, father = client_of(), make.adult("Kane", "Marlowe")
    make.home(tia)
    make.involvement(tia)

    sister = make.child("Elsie", "Marlowe")
    Residence.objects.create(
        person=sister,
        address_id=Residence.objects.seen_by(client.worker).get(person=tia).address_id,
        started_on=clock.today(),
    )
    said = {"keep_other": str(father.pk), "keep_reason": "Court order of 3 May", "keep_together": "yes"}
    post(client, "person_keep_address", tia, **said)
    nobody = post(client, "person_keep_address", tia, keep_other="", keep_reason="x")

    assert nobody.status_code == 422
    for page in ("person", "person_family", "person_details"):
        words = client.get(reverse(page, kwargs={"number": tia.pk})).content.decode()
        assert "do not tell Kane Marlowe" in words, page
    hers = client.get(reverse("person", kwargs={"number": sister.pk})).content.decode()
    assert "do not tell Kane Marlowe" in hers
    found = search(client.worker, "Tia Marlowe", clock.today())[0]
    assert "do not tell Kane Marlowe" in found.address


def test_an_address_for_somebody_it_is_kept_from_is_not_told():
    parts = ["27 Alder Walk", "WM4 2QT"]

    assert address_words(parts) == "27 Alder Walk, WM4 2QT"
    assert address_words(parts, ["Kane Marlowe"], to="Kane Marlowe") == WITHHELD
    assert "do not tell Kane Marlowe" in address_words(parts, ["Kane Marlowe"], to="Jade Marlowe")
    assert address_words([None, ""], ["Kane Marlowe"]) == ""


def test_a_name_few_may_know_is_shown_to_them_and_found_by_them(tia, as_worker):
    social_worker, manager = make.worker(), make.worker(role="team_manager")
    actions.add_name(manager, tia, given_name="Tobias", family_name="Quill", kind="former", is_close=True)

    for worker, finds in ((social_worker, False), (manager, True)):
        as_worker(worker)
        assert OtherName.objects.seen_by(worker).exists() is finds
        assert bool(search(worker, "Tobias Quill", clock.today())) is finds


def test_an_adoption_seals_the_old_record_and_the_new_one_knows_nothing_of_it(tia, as_worker):
    head = client_of("head_of_service")
    make.relationship(make.adult("Jade", "Marlowe"), "mother", tia)
    make.home(tia)
    said = {"ordered_on": "1/9/2026", "new_given_name": "Tia", "new_family_name": "Ashdown"}

    done = post(head, "person_adopted", tia, **said)

    new = Person.objects.seen_by(head.worker).get(family_name="Ashdown")
    assert (new.born_on, new.sex) == (tia.born_on, tia.sex)
    words = done.content.decode()
    assert "Marlowe" not in words
    assert str(tia.pk) not in words
    assert head.get(reverse("person", kwargs={"number": tia.pk})).status_code == 404
    as_worker(head.worker)
    assert tia.pk not in {hit.person_id for hit in search(head.worker, "Tia Marlowe", clock.today())}
    assert not Person.objects.seen_by(head.worker).filter(pk=tia.pk).exists()
    assert not Adoption.objects.unguarded(EVERY_ROW).exists()
    for event in Event.objects.all():
        assert not {tia.pk, new.pk} <= set(event.people)
    told = Event.objects.get(action="people.adoption.actions.adopt")
    assert (told.subject_id, told.people) == (tia.pk, [tia.pk])
    assert not Event.objects.filter(people__contains=[new.pk], action__contains="adopt").exists()


def test_the_link_is_read_with_a_reason_that_is_written_down(tia):
    head, guard = client_of("head_of_service"), client_of("information_governance")
    number = adopt(
        head.worker,
        tia,
        ordered_on=date(2026, 9, 1),
        given_name="Tia",
        family_name="Ashdown",
        today=clock.today(),
    )
    new = Person.objects.seen_by(guard.worker).get(pk=number)

    no_reason = post(guard, "person_adoption_link", new, why="")
    read = post(guard, "person_adoption_link", new, why="She asks for her records")
    nothing = post(guard, "person_adoption_link", make.child(), why="A slip")

    assert no_reason.status_code == 422
    assert (
        f"{tia.pk:,}".replace(",", "\u00a0") in read.content.decode() or str(tia.pk) in read.content.decode()
    )
    assert "There is no sealed record" in nothing.content.decode()
    assert post(head, "person_adoption_link", new, why="Curious").status_code == 403
    assert {look.person_id for look in Look.objects.filter(reason="She asks for her records")} == {
        tia.pk,
        new.pk,
    }


def test_what_stands_against_an_adoption(tia):
    head = make.worker(role="head_of_service")
    said = {"given_name": "Tia", "family_name": "Ashdown", "today": clock.today()}

    with pytest.raises(Refused, match="cannot be in the future"):
        adopt(head, tia, ordered_on=date(2090, 1, 1), **said)
    with pytest.raises(Refused, match="with a date of birth"):
        adopt(head, make.unborn(), ordered_on=date(2026, 1, 1), **said)
    make.involvement(tia)
    assert adoption.has_open_case(head, tia.pk)
    with pytest.raises(Refused, match="open case"):
        adopt(head, tia, ordered_on=date(2026, 9, 1), **said)
