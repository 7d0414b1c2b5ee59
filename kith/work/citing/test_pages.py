"""A risk analysis on the page of a step: its boxes, the events it cites, with scripts and without."""

from datetime import date, datetime

import pytest
from django.urls import reverse

from kith.access.guarded import EVERY_ROW
from kith.work.models import Answer, AnswerVersion, VisitChild
from tests import make

pytestmark = pytest.mark.django_db
WHAT = "Nobody wakes them on school days."


@pytest.fixture
def visit(amina, children):
    return make.visit(
        children, by=amina, seen="alone", place="Northgate Primary", visited_at=make.moment(date(2026, 9, 29))
    )


@pytest.fixture
def line(visit):
    return f"visit-{visit.pk}- | 2026-09-29 | Seen alone – Northgate Primary"


def save(client, step, question, value, version=0):
    fields = {"question": question, "child": "", "value": value, "version": version}
    return client.post(reverse("step_save", kwargs={"number": step.pk}), fields)


def kept(step, name="risk:1:evidence"):
    return Answer.objects.unguarded(EVERY_ROW).get(step=step, question=name).value


def test_nothing_is_chosen_and_nothing_is_scored(amina, work, browser):
    text = browser(amina).page("step", work).content.decode()
    analysis = text.split('id="section-risk"', 1)[1].split('name="likely"', 1)[0]

    assert "Risk 1" in analysis
    assert "Risk 2" not in analysis
    assert "checked" not in analysis
    assert "Choose from the chronology" in analysis


def test_each_box_saves_itself_and_a_child_of_another_family_is_refused(amina, work, children, browser):
    client, stranger = browser(amina), make.child("Ada", "Okafor", age=7)

    assert save(client, work, "risk:1:what", WHAT).status_code == 200
    assert save(client, work, "risk:1:whom", [children[0].pk, "others"]).status_code == 200
    assert kept(work, "risk:1:whom") == [str(children[0].pk), "others"]
    refused = save(client, work, "risk:1:whom", [stranger.pk], version=1)

    assert refused.status_code == 422
    assert "Choose among the children" in refused.json()["words"]
    assert save(client, work, "risk:1:score", "5").status_code == 422


def test_an_event_is_cited_from_the_record_whatever_the_page_says_it_was(amina, work, line, browser):
    forged = line.replace("Seen alone", "Nobody was").replace("2026-09-29", "2026-09-01")

    assert save(browser(amina), work, "risk:1:evidence", [forged]).status_code == 200

    assert kept(work) == [line]


@pytest.mark.parametrize("value", ["nonsense", "visit-999999- | 2026-09-29 | Seen alone"])
def test_what_is_not_on_the_record_of_these_children_is_refused(amina, work, browser, value):
    answer = save(browser(amina), work, "risk:1:evidence", [value])

    assert answer.status_code == 422
    assert "not on the record of these children" in answer.json()["words"]
    assert not Answer.objects.seen_by(amina).filter(step=work).exists()


def test_what_happened_to_a_hidden_child_cannot_be_cited(amina, work, browser):
    hidden = make.restricted()
    visit = make.visit([hidden], by=amina, seen="alone", place="27 Alder Walk")

    assert (
        save(browser(amina), work, "risk:1:evidence", [f"visit-{visit.pk}- | 2026-10-14 | Seen"]).status_code
        == 422
    )


def test_the_events_are_offered_in_the_form_and_on_a_page_of_their_own(amina, work, line, browser):
    client, asked = browser(amina), {"box": "risk:1:evidence"}

    alone = client.page("step_cite", work, **asked).content.decode()
    in_place = client.get(
        reverse("step_cite", kwargs={"number": work.pk}), asked, headers={"HX-Request": "true"}
    )

    assert f'value="{line}"' in alone
    assert "<html" in alone
    assert f'value="{line}"' in in_place.content.decode()
    assert "<html" not in in_place.content.decode()
    assert client.page("step_cite", work, box="risk:1:what").status_code == 404
    assert client.page("step_cite", work, box="likely").status_code == 404


def test_without_scripts_one_goes_there_and_comes_back_with_everything_kept(amina, work, line, browser):
    client = browser(amina)

    there = client.send("step", work, **{"risk:1:what": WHAT, "then": "cite:risk:1:evidence"})
    back = client.post(
        there.url.split("?")[0], {"box": "risk:1:evidence", "version": "0", "risk:1:evidence": [line]}
    )

    assert there.url.endswith("/cite/?box=risk%3A1%3Aevidence")
    assert kept(work, "risk:1:what") == WHAT
    assert kept(work) == [line]
    assert back.url.endswith("#risk-1-evidence-cited")


def test_what_is_cited_is_shown_with_its_day_and_a_link_and_stays_when_the_event_is_gone(
    amina, work, visit, line, browser
):
    client = browser(amina)
    save(client, work, "risk:1:evidence", [line])

    with_link = client.page("step", work).content.decode()
    VisitChild.objects.unguarded(EVERY_ROW).filter(visit=visit).delete()
    without = client.page("step", work).content.decode()
    save(client, work, "risk:1:evidence", [line], version=1)

    assert "29 Sep 2026 Seen alone – Northgate Primary</label><a" in with_link
    assert "29 Sep 2026 Seen alone – Northgate Primary" in without
    assert "no longer in the chronology" in without
    assert kept(work) == [line]


def test_two_who_cite_at_once_see_both_and_nothing_is_lost(amina, colin, work, children, line, browser):
    other = make.visit(
        children, by=colin, seen="seen", place="Home", visited_at=make.moment(date(2026, 10, 2))
    )
    theirs = f"visit-{other.pk}- | 2026-10-02 | Seen – Home"
    save(browser(colin), work, "risk:1:evidence", [theirs])
    client, page = browser(amina), reverse("step_cite", kwargs={"number": work.pk})

    typed = save(client, work, "risk:1:evidence", [line])
    sent = client.post(page, {"box": "risk:1:evidence", "version": "0", "risk:1:evidence": [line]})

    assert typed.status_code == sent.status_code == 409
    assert typed.json()["value"] == [theirs]
    assert "2 Oct 2026 Seen – Home" in sent.content.decode()
    assert kept(work) == [theirs]
    assert AnswerVersion.objects.seen_by(amina).get(step=work, clashed=True).value == [line]


def test_a_row_added_on_the_page_is_saved_with_the_rest(amina, work, browser):
    client = browser(amina)

    more = client.page("step_add", work, add="risk:2").content.decode()
    client.send(
        "step",
        work,
        **{"risk:1:what": WHAT, "risk:4:what": "Cold at night.", "risk:x:what": "?", "likely:9:z": "?"},
    )

    assert 'name="risk:2:what"' in more
    assert 'value="add:risk:3"' in more
    assert kept(work, "risk:4:what") == "Cold at night."
    assert client.page("step_add", work, add="risk:99").status_code == 404
    assert client.page("step_add", work, add="likely:1").status_code == 404


def test_a_finished_step_and_its_history_read_row_by_row(amina, children, sent, line, browser):
    client = browser(amina)
    facts = {"step": sent, "question": "risk:1:evidence", "value": [line], "by": amina, "version": 1}
    Answer.objects.create(saved_at=datetime.fromisoformat("2026-10-14T10:00:00+00:00"), **facts)
    AnswerVersion.objects.create(saved_at=datetime.fromisoformat("2026-10-14T10:00:00+00:00"), **facts)

    read, history = (client.page(name, sent).content.decode() for name in ("step", "step_history"))

    assert "<dt>For whom</dt><dd><p>Tia, Kofi, Elsie</p></dd>" in read
    assert 'href="' in read.split("29 Sep 2026 Seen alone")[0].rsplit("<li>", 1)[1]
    assert "Danger: Said and seen." in read
    assert "<p>29 Sep 2026 Seen alone – Northgate Primary</p>" in history
    assert "<p>Elsie</p>" in history
    assert "<small>Risk 1: For whom?</small>" in history


def test_saving_asks_no_chronology_while_nothing_new_is_cited(
    amina, work, line, browser, django_assert_max_num_queries
):
    client = browser(amina)
    save(client, work, "risk:1:evidence", [line])

    with django_assert_max_num_queries(60) as asked:
        save(client, work, "risk:1:what", WHAT)
        save(client, work, "risk:1:evidence", [""], version=1)

    assert not any("work_visit" in str(query["sql"]) for query in asked.captured_queries)
    assert kept(work) == []
