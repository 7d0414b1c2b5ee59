"""Each change of the record: what it writes, and what it refuses in words with nothing written."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from kith.access.guarded import EVERY_ROW
from kith.access.models import Event
from kith.core import Refused, identifiers
from kith.people import actions, queries
from kith.people.models import Address, Identifier, OtherName, Person, Relationship, Residence, Restriction
from tests import make

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 14)


@pytest.fixture
def duty():
    return make.worker("Ewan Price", role="duty_worker")


@pytest.fixture
def manager():
    return make.worker("Farah Aziz", role="head_of_service")


def create(by, **facts):
    given = {
        "given_name": "Tia",
        "family_name": "Marlowe",
        "born_told": "3/2/2017",
        "sex": "F",
        "today": TODAY,
    }
    return actions.create_person(by, **given | facts)


def people() -> int:
    return Person.objects.unguarded(EVERY_ROW).count()


def test_a_person_is_put_on_record_with_everything_told_and_is_found_at_once(duty):
    tia = create(
        duty,
        known_as="T",
        lines="27 Alder Walk",
        postcode="wm42qt",
        phone="01632 960118",
        nhs=identifiers.make_nhs_number(7),
    )

    assert (tia.born_on, tia.born_by, tia.born_precision) == (date(2017, 2, 3), date(2017, 2, 3), "exact")
    assert [hit.person_id for hit in queries.search(duty, "tea marlow", TODAY)] == [tia.pk]
    assert queries.surroundings(duty, [tia.pk], TODAY)[tia.pk].postcode == "WM4 2QT"
    event = Event.objects.get(action="people.actions.create_person")
    assert (event.worker, event.people) == (duty, [tia.pk])


@pytest.mark.parametrize(
    ("told", "born_on", "born_by", "precision"),
    [
        ("april 2017", date(2017, 4, 1), date(2017, 4, 30), "month"),
        ("2017", date(2017, 1, 1), date(2017, 12, 31), "year"),
        ("9", date(2016, 10, 15), date(2017, 10, 14), "age"),
        ("reception", date(2021, 9, 1), date(2022, 8, 31), "age"),
        ("due 3 Feb 2027", date(2027, 2, 3), date(2027, 2, 3), "expected"),
        ("unborn", None, None, "expected"),
        ("unknown", None, None, "unknown"),
        ("", None, None, "unknown"),
    ],
)
def test_a_birth_is_kept_as_well_as_it_is_known(duty, told, born_on, born_by, precision):
    tia = create(duty, born_told=told)

    assert (tia.born_on, tia.born_by, tia.born_precision) == (born_on, born_by, precision)
    assert tia.born_text == told


@pytest.mark.parametrize(
    ("facts", "field", "words"),
    [
        ({"given_name": " ", "family_name": "-"}, "given_name", "Enter a name"),
        ({"given_name": "x" * 121}, "given_name", "at most 120"),
        ({"born_told": "31/2/2017"}, "born_told", "February 2017 has 28 days"),
        ({"born_told": "15/10/2026"}, "born_told", "still to come"),
        ({"born_told": "gibberish " * 20}, "born_told", "too long"),
        ({"sex": "X"}, "sex", "Choose"),
        ({"postcode": "nowhere"}, "postcode", "no postcode"),
        ({"lines": "x" * 201}, "lines", "at most 200"),
        ({"phone": "ring me"}, "phone", "Enter a telephone"),
        ({"nhs": "9434765918"}, "nhs", "does not add up"),
    ],
)
def test_what_cannot_be_is_refused_by_field_and_nothing_is_written(duty, facts, field, words):
    with pytest.raises(Refused) as refused:
        create(duty, **facts)

    assert words in " ".join(told for name, told in refused.value.problems if name == field)
    assert people() == 0


def test_everything_wrong_is_told_at_once(duty):
    with pytest.raises(Refused) as refused:
        create(duty, given_name="", family_name="", born_told="32/1/2017", sex="", postcode="x")

    assert [field for field, _ in refused.value.problems] == ["given_name", "sex", "postcode", "born_told"]


def test_only_who_may_adds_a_person():
    with pytest.raises(PermissionDenied):
        create(make.worker("Anna Auditor", role="auditor"))


def test_a_name_changed_by_marriage_is_still_found(duty):
    jade = make.adult("Jade", "Osei")

    actions.call(duty, jade, given_name="Jade", family_name="Marlowe", keep="former")

    assert queries.search(duty, "jade osei", TODAY)[0].reasons == ("name the same", "was called Jade Osei")
    assert queries.search(duty, "jade marlow", TODAY)[0].person_id == jade.pk


def test_a_slip_of_the_pen_is_forgotten(duty):
    jade = make.adult("Jaed", "Quillfeather")

    actions.call(duty, jade, given_name="Jade", family_name="Marlowe")

    assert queries.search(duty, "quillfeather", TODAY) == []
    assert not OtherName.objects.unguarded(EVERY_ROW).exists()


def test_a_number_belongs_to_one_person(duty):
    first, second = make.child(), make.child()
    number = identifiers.make_nhs_number(3)
    actions.add_identifier(duty, first, kind="nhs", value=identifiers.nhs_number_in_words(number))

    for taken_by, words in ((second, "cannot be recorded here"), (first, "on this record already")):
        with pytest.raises(Refused, match=words):
            actions.add_identifier(duty, taken_by, kind="nhs", value=number)
    assert Identifier.objects.unguarded(EVERY_ROW).get().value == number


def test_a_number_held_by_a_hidden_person_is_refused_in_the_same_words(duty, as_worker):
    hidden, seen, open_to_all = make.restricted(), make.child(), make.child()
    numbers = [make.identifier(holder).value for holder in (hidden, seen)]
    as_worker(duty)

    said = set()
    for number in numbers:
        with pytest.raises(Refused) as refused:
            actions.add_identifier(duty, open_to_all, kind="nhs", value=number)
        said.add(refused.value.words)

    assert len(said) == 1 and "cannot be recorded here" in said.pop()


@pytest.mark.parametrize(
    ("kind", "value"), [("nhs", "123"), ("upn", "A1"), ("old", ""), ("old", "a b!"), ("made-up", "1")]
)
def test_a_number_that_cannot_be_is_refused(duty, kind, value):
    with pytest.raises(Refused):
        actions.add_identifier(duty, make.child(), kind=kind, value=value)


def test_a_child_expected_is_born_and_keeps_the_record(duty):
    """Pitfall 8: after the birth there is a birth date, and no expected day in its place."""
    baby = make.unborn("Marlowe")
    number = baby.pk

    actions.born(duty, baby, born_on=TODAY, sex="M", today=TODAY, given_name="Noah")

    baby = Person.objects.seen_by(duty).get(pk=number)
    assert (baby.name, baby.born_on, baby.born_precision, baby.sex) == ("Noah Marlowe", TODAY, "exact", "M")
    with pytest.raises(Refused, match="already recorded as born"):
        actions.born(duty, baby, born_on=TODAY, sex="M", today=TODAY)


def test_nobody_dies_before_birth_or_tomorrow(duty):
    tia = make.child(born_on=date(2017, 2, 3))

    for died_on in (date(2017, 2, 2), TODAY + timedelta(days=1)):
        with pytest.raises(Refused):
            actions.died(duty, tia, died_on=died_on, today=TODAY)
    actions.died(duty, tia, died_on=date(2017, 2, 3), today=TODAY)
    assert Person.objects.seen_by(duty).get().died_on == date(2017, 2, 3)
    with pytest.raises(Refused, match="cannot die before birth"):
        actions.describe(duty, tia, born_told="4/2/2017", sex="F", today=TODAY)


def test_a_move_ends_the_home_before_and_may_take_others_along(duty):
    jade, tia, kofi = make.adult("Jade"), make.child("Tia"), make.child("Kofi")
    make.home(jade, tia, kofi)

    actions.move(
        duty,
        jade,
        lines="9 Harbour Row",
        postcode="WM1 3TT",
        since=date(2026, 10, 1),
        today=TODAY,
        together=[tia],
    )

    assert {one.person_id for one in queries.household_of(duty, jade.pk, TODAY)} == {jade.pk, tia.pk}
    assert [one.person_id for one in queries.household_of(duty, kofi.pk, TODAY)] == [kofi.pk]
    assert {one.person_id for one in queries.household_of(duty, kofi.pk, date(2026, 9, 30))} == {
        jade.pk,
        tia.pk,
        kofi.pk,
    }


def test_two_families_at_one_address_share_it(duty):
    one, other = make.adult(), make.adult()

    actions.move(duty, one, lines="9 Harbour Row", postcode="WM1 3TT", since=TODAY, today=TODAY)
    actions.move(duty, other, lines="9  harbour row", postcode="wm13tt", since=TODAY, today=TODAY)

    assert Address.objects.count() == 1


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"since": TODAY + timedelta(days=1)}, "future"),
        ({"since": date(2016, 1, 1)}, "before birth"),
        ({"since": date(2020, 1, 1)}, "nobody has two homes"),
        ({"lines": "", "postcode": ""}, "Enter the address"),
        ({"postcode": "nowhere"}, "no postcode"),
        ({"lines": "27 Alder Walk", "postcode": "WM4 2QT"}, "lives there already"),
    ],
)
def test_a_move_that_cannot_be_is_refused_and_changes_nothing(duty, facts, words):
    tia = make.child("Tia", born_on=date(2017, 2, 3))
    make.home(tia, since=date(2020, 1, 1))
    given = {"lines": "9 Harbour Row", "postcode": "WM1 3TT", "since": TODAY, "today": TODAY}

    with pytest.raises(Refused, match=words):
        actions.move(duty, tia, **given | facts)
    assert Residence.objects.seen_by(duty).get().ended_on is None


def test_when_one_of_those_who_move_cannot_nobody_moves(duty):
    jade, baby = make.adult("Jade"), make.child("Ada", born_on=TODAY)
    make.home(jade)

    with pytest.raises(Refused):
        actions.move(
            duty,
            jade,
            lines="9 Harbour Row",
            postcode="",
            since=TODAY - timedelta(days=1),
            today=TODAY,
            together=[baby],
        )
    assert Residence.objects.seen_by(duty).get().ended_on is None


def test_a_relationship_is_told_from_both_ends(duty):
    jade, tia = make.adult("Jade", "Marlowe"), make.child("Tia", "Marlowe")

    actions.relate(duty, jade, tia, kind="mother", today=TODAY)

    assert [(one.kind, one.other.name) for one in queries.relationships_of(duty, tia.pk, TODAY)] == [
        ("mother", "Jade Marlowe")
    ]
    assert [(one.kind, one.other.name) for one in queries.relationships_of(duty, jade.pk, TODAY)] == [
        ("child", "Tia Marlowe")
    ]
    for again in (("mother", jade, tia), ("child", tia, jade)):
        with pytest.raises(Refused):
            actions.relate(duty, again[1], again[2], kind=again[0], today=TODAY)
    assert Relationship.objects.seen_by(duty).count() == 1


def test_nobody_is_related_to_themselves(duty):
    tia = make.child()

    with pytest.raises(Refused, match="themselves"):
        actions.relate(duty, tia, tia, kind="mother", today=TODAY)


def test_a_relationship_ends_after_it_starts(duty):
    bond = make.relationship(make.adult(), "partner", make.adult(), started_on=date(2026, 1, 1))

    with pytest.raises(Refused, match="before it starts"):
        actions.end_relationship(duty, bond, ended_on=date(2025, 12, 31), today=TODAY)
    actions.end_relationship(duty, bond, ended_on=TODAY, today=TODAY)
    assert Relationship.objects.seen_by(duty).get().ended_on == TODAY


def test_a_person_belongs_to_a_family_once_at_a_time(duty):
    tia, kofi = make.child(), make.child()
    family = actions.create_family(duty, name=" Marlowe ", members=[tia, tia], on=TODAY - timedelta(days=9))

    member = actions.add_to_family(duty, family, kofi, started_on=TODAY - timedelta(days=5), today=TODAY)
    with pytest.raises(Refused, match="already"):
        actions.add_to_family(duty, family, kofi, started_on=TODAY, today=TODAY)
    actions.leave_family(duty, member, ended_on=TODAY, today=TODAY)

    assert [one.person_id for one in queries.members_of(duty, [family.pk], TODAY)[family.pk]] == [tia.pk]
    assert [one.name for one in queries.family_of(duty, tia.pk, TODAY)] == ["Marlowe"]
    with pytest.raises(Refused):
        actions.create_family(duty, name="  ", members=[tia], on=TODAY)


def test_an_alert_stands_until_it_is_ended(duty):
    tia = make.child()
    alert = actions.add_alert(duty, tia, kind="safety", words="Visit in pairs", started_on=TODAY, today=TODAY)

    with pytest.raises(Refused) as refused:
        actions.add_alert(duty, tia, kind="x", words="", started_on=TODAY, today=TODAY, review_on=TODAY)
    assert [field for field, _ in refused.value.problems] == ["alert_kind", "alert_words", "review_on"]
    actions.end_alert(duty, alert, ended_on=TODAY, today=TODAY)
    with pytest.raises(Refused, match="already"):
        actions.end_alert(duty, alert, ended_on=TODAY, today=TODAY)


def test_a_restricted_person_is_gone_for_everybody_else_and_back_when_it_is_lifted(duty, manager, as_worker):
    tia = make.child("Tia", "Marlowe")
    friend = make.worker("Rita Reader", role="social_worker")

    wall = actions.restrict(manager, tia, reason="Works here", readers=[friend])

    for worker, sees in ((duty, False), (friend, True), (manager, True)):
        as_worker(worker)
        assert bool(queries.search(worker, "tia marlowe", TODAY)) is sees
        assert (tia.pk in queries.people_cells(worker, [tia.pk], TODAY)) is sees
    as_worker(manager)
    with pytest.raises(Refused, match="restricted already"):
        actions.restrict(manager, tia, reason="Again", readers=[])
    actions.let_read(manager, wall, readers=[])
    as_worker(friend)
    assert queries.search(friend, "tia marlowe", TODAY) == []
    as_worker(manager)
    actions.lift_restriction(manager, wall)
    as_worker(duty)
    assert queries.search(duty, "tia marlowe", TODAY)


def test_a_restriction_needs_a_reason_and_the_right_to_make_one(duty, manager):
    tia = make.child()

    with pytest.raises(Refused, match="Say why"):
        actions.restrict(manager, tia, reason=" ", readers=[])
    with pytest.raises(PermissionDenied):
        actions.restrict(duty, tia, reason="Because", readers=[])
    assert not Restriction.objects.exists()


def test_the_database_itself_hides_name_keys_and_relationships_of_a_restricted_person(duty, as_worker):
    from django.db import connection

    tia, jade = make.child("Tia"), make.adult("Jade")
    make.relationship(jade, "mother", tia)
    make.restricted(tia)
    as_worker(duty)

    with connection.cursor() as cursor:
        for table, column in (
            ("people_namekey", "person_id"),
            ("people_relationship", "other_id"),
            ("people_person", "id"),
        ):
            cursor.execute(f"select count(*) from {table} where {column} = %s", [tia.pk])
            assert cursor.fetchone() == (0,), table


@pytest.mark.parametrize("typed", ["dochery", "docherti", "dochertey", "docharty", "dockerty", "doherty"])
def test_a_slip_in_the_only_word_typed_still_finds(duty, typed):
    make.child("Kieran", "Docherty")

    assert [hit.name for hit in queries.search(duty, typed, TODAY)] == ["Kieran Docherty"]
