import re
from datetime import timedelta

import pytest
from django.test import Client

from kith.access.guarded import EVERY_ROW
from kith.access.models import Look
from kith.core import clock
from kith.database.session import seen_by
from kith.desk.chronology import queries
from kith.desk.family import queries as family
from kith.desk.record.queries import known_of
from kith.people.keeping.actions import keep_address
from kith.people.traits.actions import say
from kith.work.models import EventMark, Note, NoteChild, Visit
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def amina():
    return make.worker(role="social_worker")


@pytest.fixture
def window(amina) -> Client:
    client = Client()
    client.force_login(amina)
    return client


@pytest.fixture
def seen(amina):
    """Two sisters, open for 90 days, seen once 40 days ago, one of them alone."""
    tia, elsie = make.child(given_name="Tia"), make.child(given_name="Elsie")
    make.family(children=[tia, elsie])
    today = clock.today()
    for child in (tia, elsie):
        make.involvement(child, amina.team, amina, started_on=today - timedelta(days=90))
    visit = make.visit([tia, elsie], by=amina, visited_at=clock.now() - timedelta(days=40))
    return tia, elsie, visit


def text_of(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_times_in_which_nobody_saw_a_child_stand_in_the_line(window, seen) -> None:
    page = text_of(window.get(f"/person/{seen[0].pk}/chronology/"))

    assert "Not seen for 40 days so far" in page
    assert "Not seen for 50 days<" in page


def test_a_visit_hidden_for_the_sake_of_a_sister_still_counts_as_seen(window, seen, amina) -> None:
    tia, elsie, visit = seen
    Visit.objects.seen_by(amina).update(words="Elsie hid behind the sofa.", place="town library")
    make.restricted(elsie, readers=[make.worker()])

    page = text_of(window.get(f"/person/{tia.pk}/chronology/"))
    with seen_by(amina.sight):
        assert not Visit.objects.unguarded(EVERY_ROW).exists()
        known = known_of(amina, tia.pk, clock.today())
        assert known and known.beside.seen == (clock.london(visit.visited_at).date(), "seen")
        ((person, *_, place),) = family.last_seen(amina, [tia.pk, elsie.pk])
        ((same, at, _, nowhere),) = family.visits(amina, [tia.pk], clock.now() - timedelta(days=41))

    assert "Not seen for 40 days so far" in page and "Not seen for 90 days" not in page
    assert "sofa" not in page and "town library" not in page
    assert (person, same, at, place, nowhere) == (tia.pk, tia.pk, visit.visited_at, "", "")


def test_times_unseen_are_told_as_of_the_day_asked(seen, amina) -> None:
    tia, _, visit = seen
    ten_days_later = (visit.visited_at + timedelta(days=10)).date()

    told = [event.title for event in queries.events(amina, [tia.pk], ten_days_later, ["visits"])]

    assert "Not seen for 40 days so far" not in told and "Not seen for 50 days" in told


def test_one_chooses_kinds_and_the_times_unseen_stay(window, seen) -> None:
    page = text_of(window.get(f"/person/{seen[0].pk}/chronology/?kind=referrals&kind=nonsense"))

    assert "Involvement opened" not in page.split('<ol class="k-timeline">')[1]
    assert "Not seen for 40 days so far" in page


def test_a_day_that_is_none_is_told_and_everything_is_shown(window, seen) -> None:
    answer = window.get(f"/person/{seen[0].pk}/chronology/?from=lastweek&to=2020-01-01")

    assert answer.status_code == 200
    assert 'value="lastweek"' in answer.content.decode()
    assert "That cannot be read as one day." in answer.content.decode()


def test_the_file_holds_each_event_with_its_source(window, seen) -> None:
    answer = window.get(f"/person/{seen[0].pk}/chronology/csv/?with=all")

    rows = answer.content.decode("utf-8-sig").splitlines()
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert f"visit {seen[2].pk}" in "\n".join(rows)
    assert rows[0].startswith("Day,Recorded,What happened")
    assert Look.objects.filter(page="person_chronology_csv").count() == 2


def test_what_an_event_means_stands_beside_it_for_all_it_is_about(window, seen, amina) -> None:
    tia, elsie, visit = seen
    key = f"visit-{visit.pk}-"

    answer = window.post(
        f"/person/{tia.pk}/chronology/{key}/",
        {"weight": "key", "meaning": "The first calm morning.", "whom": "all"},
    )

    assert answer.status_code == 302
    assert EventMark.objects.seen_by(amina).count() == 2
    for child in (tia, elsie):
        assert "The first calm morning." in text_of(window.get(f"/person/{child.pk}/chronology/?show=key"))


def test_only_one_child_is_meant_when_one_says_so(window, seen, amina) -> None:
    tia, elsie, visit = seen

    window.post(
        f"/person/{tia.pk}/chronology/visit-{visit.pk}-/",
        {"weight": "usual", "meaning": "Hers.", "whom": "one"},
    )

    assert "Hers." in text_of(window.get(f"/person/{tia.pk}/chronology/"))
    assert "Hers." not in text_of(window.get(f"/person/{elsie.pk}/chronology/"))


def test_too_many_words_are_refused_and_kept_on_the_page(window, seen, amina) -> None:
    words = "She waited. " * 40

    answer = window.post(
        f"/person/{seen[0].pk}/chronology/visit-{seen[2].pk}-/", {"weight": "key", "meaning": words}
    )

    assert answer.status_code == 422
    assert "She waited." in answer.content.decode()
    assert not EventMark.objects.seen_by(amina).exists()


@pytest.mark.parametrize("key", ["visit-999999999-", "nothing", "gap-1-", "visit-1-completed"])
def test_an_event_that_is_not_on_the_record_is_not_found(window, seen, key: str) -> None:
    assert window.get(f"/person/{seen[0].pk}/chronology/{key}/").status_code == 404


def test_a_sibling_one_may_not_know_of_gets_no_mark_and_shows_nowhere(window, seen, amina) -> None:
    tia, elsie, _ = seen
    make.restricted(elsie, readers=[make.worker()])

    page = text_of(window.get(f"/person/{tia.pk}/chronology/?with=all"))
    key = re.search(
        r"/chronology/(involvement-[^/]+-opened)/",
        window.get(f"/person/{tia.pk}/chronology/").content.decode(),
    )[1]
    answer = window.post(
        f"/person/{tia.pk}/chronology/{key}/", {"weight": "key", "whom": "all", "meaning": "Now."}
    )

    assert "Elsie" not in page
    assert answer.status_code == 302
    marked = EventMark.objects.unguarded(EVERY_ROW).values_list("person", flat=True)
    assert list(marked) == [tia.pk]


def test_three_hundred_events_and_fourteen_siblings_ask_no_more(
    window, amina, django_assert_max_num_queries
) -> None:
    children = [make.child() for _ in range(14)]
    make.family(children=children)
    make.visit(children, by=amina)
    now = clock.now()
    noted = [
        Note(kind="call", words=f"Call {n}", happened_at=now - timedelta(days=n), recorded_at=now, by=amina)
        for n in range(300)
    ]
    NoteChild.objects.bulk_create(
        NoteChild(note=note, person=children[0]) for note in Note.objects.bulk_create(noted)
    )
    window.get("/work/")

    with django_assert_max_num_queries(25):
        page = window.get(f"/person/{children[0].pk}/chronology/?with=all").content.decode()

    assert page.count("k-timeline__event") == 300


def test_every_event_is_of_a_kind_that_its_source_names(seen, amina) -> None:
    for source in queries.sources():
        kinds = {event.source[0] for event in source.events(amina, [child.pk for child in seen[:2]])}
        assert kinds <= source.kinds, source.code
    codes = [source.code for source in queries.sources()]
    assert len(codes) == len(set(codes))


def test_a_chronology_for_somebody_holds_no_address_that_is_kept_from_them(window, seen, amina) -> None:
    tia = seen[0]
    lee = make.adult("Lee", "Hargreaves")
    make.relationship(lee, "father", tia)
    make.visit([tia], by=amina, place="27 Alder Walk", words="Pauline of 27 alder walk was there.")
    make.alert(tia, "Lee may come to the house")
    keep_address(amina, tia, lee, reason="Order", today=clock.today())
    say(amina, lee, kind="needs", code="large_print", listed={"large_print"}, today=clock.today())
    address = f"/person/{tia.pk}/chronology/"

    ours = text_of(window.get(f"{address}?for=ask"))
    his = text_of(window.get(f"{address}?for={lee.pk}"))
    file = window.get(f"{address}csv/?for={lee.pk}").content.decode()

    assert f'<option value="{lee.pk}">Lee Hargreaves, father</option>' in ours and "27 Alder Walk" in ours
    for made in (his, file):
        assert "alder walk" not in made.casefold() and "address not told" in made
        assert "Lee may come" not in made
    assert "Lee Hargreaves needs: Large print." in his and "k-large-print" in his
    assert window.get(f"{address}?for=999999999").status_code == 404
