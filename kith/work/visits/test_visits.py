import uuid
from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from kith.access.models import Event, Look
from kith.core import Refused, clock
from kith.work.models import Note, Notice, Visit, VisitChild
from kith.work.visits import actions, rules
from tests import make

TODAY = date(2026, 10, 14)
NOW = datetime(2026, 10, 14, 16, 30, tzinfo=clock.LONDON)
NAMES = {1: "Tia", 2: "Kofi", 3: "Elsie"}


# --- rules ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "time"),
    [("14/10/2026", "16:05"), ("14.10.26", "1605"), ("14 Oct 2026", "4.05pm"), ("2026-10-14", "4:05 PM")],
)
def test_days_and_times_are_read_as_people_write_them(day, time):
    at, problems = rules.moment(day, time)

    assert problems == []
    assert at == datetime(2026, 10, 14, 16, 5, tzinfo=clock.LONDON)


@pytest.mark.parametrize(
    ("day", "time", "fields"),
    [
        ("31/6/2026", "16:05", ["on"]),
        ("14/10/2026", "25:00", ["at"]),
        ("", "", ["on", "at"]),
        ("14/10/2026", "5", ["at"]),
    ],
)
def test_days_and_times_that_do_not_exist_are_told(day, time, fields):
    at, problems = rules.moment(day, time)

    assert at is None
    assert [field for field, _ in problems] == fields


def test_nothing_has_happened_in_the_future_or_before_a_birth():
    births = {"Tia": date(2017, 2, 3), "the baby": None}

    assert rules.problems_with_moment(NOW + timedelta(minutes=4), NOW, births) == []
    assert "still to come" in rules.problems_with_moment(NOW + timedelta(minutes=6), NOW, births)[0][1]
    assert (
        "Tia was not born then"
        in rules.problems_with_moment(datetime(2017, 2, 2, tzinfo=clock.LONDON), NOW, births)[0][1]
    )
    assert (
        "before 1990" in rules.problems_with_moment(datetime(1989, 2, 2, tzinfo=clock.LONDON), NOW, {})[0][1]
    )


def visit_problems(**facts):
    known = {
        "kind": "home",
        "kinds": ["home"],
        "place": "27 Alder Walk",
        "words": "All well.",
        "children": [rules.ChildSeen(1, "alone"), rules.ChildSeen(3, "not_seen", "At gran’s")],
        "names": NAMES,
    }
    return [field for field, _ in rules.problems_with_visit(**{**known, **facts})]


def test_not_seen_needs_the_reason():
    assert visit_problems() == []
    assert visit_problems(children=[rules.ChildSeen(3, "not_seen", " ")]) == ["reason.3"]


def test_everything_wrong_is_told_at_once():
    children = [rules.ChildSeen(9, "alone"), rules.ChildSeen(2, "maybe")]

    assert visit_problems(kind="moon", place="x" * 121, children=children) == [
        "kind",
        "place",
        "children",
        "seen.2",
    ]
    assert visit_problems(children=[]) == ["children"]


# --- actions and pages ---------------------------------------------------------------------------


@pytest.fixture
def the_day(monkeypatch):
    monkeypatch.setenv("KITH_TODAY", TODAY.isoformat())


@pytest.fixture
def north(db, the_day):
    return make.team("Safeguarding North")


@pytest.fixture
def amina(north):
    return make.worker("Amina Rahman", team=north)


@pytest.fixture
def children(north, amina):
    made = [
        make.child("Tia", "Marlowe", age=9),
        make.child("Kofi", "Marlowe", age=6),
        make.child("Elsie", "Marlowe", age=2),
    ]
    home = make.family(children=made)
    for child in made:
        make.involvement(child, north, amina, family=home.family)
    return made


def record(by, family, **facts):
    tia, kofi, elsie = family
    known = {
        "kind": "home",
        "visited_at": clock.now() - timedelta(minutes=1),
        "place": "27 Alder Walk",
        "words": "Mum opened straight away.",
        "children": [
            (tia.pk, "alone", "", "“Gran came.”"),
            (kofi.pk, "seen", "", ""),
            (elsie.pk, "not_seen", "At gran’s", ""),
        ],
    }
    return actions.record_visit(by, **{**known, **facts})


def test_one_visit_is_kept_on_each_childs_record(amina, children):
    visit = record(amina, children)

    rows = VisitChild.objects.seen_by(amina).filter(visit=visit).order_by("pk")
    assert [(row.person_id, row.seen, row.not_seen_reason) for row in rows] == [
        (children[0].pk, "alone", ""),
        (children[1].pk, "seen", ""),
        (children[2].pk, "not_seen", "At gran’s"),
    ]
    event = Event.objects.get(action="work.visits.actions.record_visit")
    assert sorted(event.people) == sorted(child.pk for child in children)


def test_who_holds_the_children_hears_of_a_visit_by_somebody_else(amina, children, north):
    record(make.worker("Ben Okoye", team=north), children)

    assert Notice.objects.get(worker=amina).words == "A visit was recorded by Ben Okoye."


def test_a_child_one_may_not_know_of_is_refused_as_unknown(amina, children):
    hidden = make.restricted()

    with pytest.raises(Refused, match="not known"):
        record(amina, children, children=[(hidden.pk, "alone", "", "")])
    assert not Visit.objects.seen_by(amina).exists()


def test_an_analyst_records_no_visit(children, north):
    with pytest.raises(PermissionDenied):
        record(make.worker("Lena Ortiz", role="analyst", team=north), children)


def browser(worker):
    client = Client()
    client.force_login(worker)
    return client


def post(client, name, person, **fields):
    known = {"_key": str(uuid.uuid4()), "kind": "home", "on": "14/10/2026", "at": "00:01"}
    return client.post(f"{reverse(name)}?person={person.pk}", {**known, **fields})


def test_the_page_offers_brothers_and_sisters_and_chooses_nothing(amina, children):
    make.alert(children[0], "Visit in pairs")

    answer = browser(amina).get(f"{reverse('visit_new')}?person={children[1].pk}")

    text = answer.content.decode()
    assert answer.status_code == 200
    assert text.index("Tia, 9") < text.index("Kofi, 6") < text.index("Elsie, 2")
    assert "Visit in pairs" in text
    assert 'value="27 Alder Walk"' in text
    assert 'value="14/10/2026"' in text
    assert " checked" not in text
    assert "Jade" not in text
    assert sorted(Look.objects.values_list("person_id", flat=True)) == sorted(child.pk for child in children)


def test_a_visit_is_saved_for_the_children_chosen(amina, children):
    tia, kofi, _ = children

    answer = post(
        browser(amina),
        "visit_new",
        tia,
        words="Homework.",
        **{f"seen.{tia.pk}": "alone", f"seen.{kofi.pk}": "seen"},
    )

    assert answer.status_code == 302
    assert sorted(Visit.objects.seen_by(amina).get().people_ids()) == sorted([tia.pk, kofi.pk])


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"on": "31/2/2026"}, "cannot be read as a day"),
        ({"on": "15/10/2026"}, "still to come"),
        ({"at": "quarter past"}, "cannot be read as a time"),
        ({"kind": ""}, "Choose what kind"),
        ({"seen": ""}, "at least one child"),
        ({"seen": "not_seen"}, "say why not seen"),
    ],
)
def test_a_visit_that_cannot_be_is_refused_and_nothing_typed_is_lost(amina, children, fields, words):
    tia = children[0]
    seen = {f"seen.{tia.pk}": fields.pop("seen", "alone")}

    answer = post(browser(amina), "visit_new", tia, words="Said “<b>it’s quieter</b>”", **{**seen, **fields})

    text = answer.content.decode()
    assert answer.status_code == 422
    assert words in text
    assert "Said “&lt;b&gt;it’s quieter&lt;/b&gt;”" in text
    assert not Visit.objects.seen_by(amina).exists()


def test_a_form_sent_twice_is_one_visit(amina, children):
    client, same = browser(amina), str(uuid.uuid4())

    for _ in range(2):
        post(client, "visit_new", children[0], _key=same, **{f"seen.{children[0].pk}": "alone"})

    assert Visit.objects.seen_by(amina).count() == 1


@pytest.mark.parametrize("person", ["999999999999999999", "1e3", "-1", "9" * 30])
def test_nobodys_number_is_not_found(amina, person):
    assert browser(amina).get(f"{reverse('visit_new')}?person={person}").status_code == 404


def test_a_hidden_child_is_not_found(amina):
    assert browser(amina).get(f"{reverse('visit_new')}?person={make.restricted().pk}").status_code == 404


def test_without_a_child_the_children_one_holds_are_offered(amina, children):
    text = browser(amina).get(reverse("visit_new")).content.decode()

    assert f"?person={children[0].pk}" in text


def test_a_note_is_kept_for_the_children_chosen(amina, children):
    tia, kofi, _ = children

    answer = post(
        browser(amina), "note_new", tia, kind="call", words="Rang school.", children=[tia.pk, kofi.pk]
    )

    assert answer.status_code == 302
    assert sorted(Note.objects.seen_by(amina).get().people_ids()) == sorted([tia.pk, kofi.pk])


def test_what_a_note_tells_of_one_child_alone_stays_on_that_record(amina, children):
    tia, kofi, _ = children
    fields = {f"words.{tia.pk}": "Tia cried.", f"words.{kofi.pk}": ""}

    post(browser(amina), "note_new", tia, kind="call", words="Rang.", children=[tia.pk, kofi.pk], **fields)

    page = "person_visits"
    assert "Tia cried." in browser(amina).get(reverse(page, kwargs={"number": tia.pk})).content.decode()
    assert "Tia cried." not in browser(amina).get(reverse(page, kwargs={"number": kofi.pk})).content.decode()


@pytest.mark.parametrize(
    ("words", "about", "told"), [("", [0], "worth keeping"), ("Rang.", [], "at least one child")]
)
def test_an_empty_note_is_refused(amina, children, words, about, told):
    answer = post(
        browser(amina),
        "note_new",
        children[0],
        kind="call",
        words=words,
        children=[children[i].pk for i in about],
    )

    assert answer.status_code == 422
    assert told in answer.content.decode()


def test_a_visit_page_asks_few_questions_of_the_database(amina, children, django_assert_max_num_queries):
    client = browser(amina)

    with django_assert_max_num_queries(25):
        client.get(f"{reverse('visit_new')}?person={children[0].pk}")
