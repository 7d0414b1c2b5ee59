"""A family's copy of an assessment from the last answer to what was given, and who may not see or give it."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kith.core import clock
from kith.people.models import Boundary, KeptAddress, Restriction
from kith.work.models import StatementCopy, StepCopy
from kith.work.plans.copies import printing
from kith.work.steps import actions as steps
from tests import make

pytestmark = pytest.mark.django_db
WORDS = "Gran is there every morning."


@pytest.fixture
def finished(amina, colin, work, children, writing):
    """Answered, signed off, with words of two children that differ."""
    writing.fill(amina, work)
    writing.save(amina, work, "own_words", "I want Gran to stay.", children[0].pk, base_version=1)
    writing.save(amina, work, "own_words", "Tia makes my tea.", children[1].pk, base_version=1)
    writing.save(amina, work, "care", WORDS, base_version=1)
    steps.sign_off(colin, steps.submit(amina, work, asked=None))
    return writing.now(work)


@pytest.fixture
def lee(children):
    """The father of the youngest, who is on record for no other."""
    made = make.adult("Lee", "Osei")
    make.relationship(made, "father", children[2])
    return made


def give(client, step, asked=None, **more):
    asked = asked or {}
    mark = client.page("step_copy", step, **asked).text.split('name="seen" value="')[1].split('"')[0]
    return client.send("step_copy_give", step, **({"seen": mark, "to": "", "how": "hand"} | asked | more))


def sheet_in(page):
    """The side of paper itself, without what stands beside it for the worker."""
    return page.text.split('<article class="k-sheet')[1].split("</article>")[0]


def test_it_is_read_given_kept_and_printed_again_as_it_was(amina, finished, browser):
    client = browser(amina)

    read = client.page("step", finished).text
    page = client.page("step_copy", finished)
    there = client.get(give(client, finished).url)

    assert reverse("step_copy", kwargs={"number": finished.pk}) in read
    for words in (WORDS, "I want Gran to stay.", "Colin Burge agreed on", "Child in need"):
        assert words in sheet_in(page) and words in sheet_in(there)
    copy = StepCopy.objects.seen_by(amina).get()
    assert (copy.to, copy.how, copy.by_id, copy.person_id) == ("The family", "hand", amina.pk, None)
    file = client.get(reverse("step_copy_pdf", kwargs={"number": finished.pk, "copy": copy.pk}))
    assert file.content.startswith(b"%PDF-") and file["Content-Disposition"].startswith("attachment")
    assert "The family</a>" in client.page("step_copy", finished).text


def test_an_unfinished_one_is_shown_and_not_given(amina, work, browser, writing):
    client = browser(amina)

    empty = client.page("step_copy", work).text
    writing.save(amina, work, "care", WORDS)
    draft = client.page("step_copy", work)
    refused = client.send("step_copy_give", work, seen="", how="hand")

    assert "Nothing in it is written for this reader yet" in empty
    assert "Not finished" in draft.text and WORDS in sheet_in(draft) and "A draft" in sheet_in(draft)
    assert 'id="give"' not in draft.text
    assert refused.status_code == 422 and "It is given when it is finished" in refused.text
    assert not StepCopy.objects.seen_by(amina).exists()


def test_what_was_changed_or_is_badly_said_is_not_given(amina, finished, browser):
    client, fetch = browser(amina), {"headers": {"X-Requested-With": "fetch"}}

    changed = give(client, finished, seen="0" * 32)
    owl = give(client, finished, how="owl", to="Auntie Pat")
    long = give(client, finished, to="x" * 121)
    script = client.post(reverse("step_copy_give", kwargs={"number": finished.pk}), {"how": "hand"}, **fetch)

    assert [one.status_code for one in (changed, owl, long, script)] == [422] * 4
    assert "Read the copy again before you give it" in changed.text
    assert "Say how it is given" in owl.text and "Auntie Pat" in owl.text
    assert "shorten this to 120 letters" in long.text
    assert "Read the copy again" in script.json()["words"]
    assert not StepCopy.objects.seen_by(amina).exists()


def test_one_that_is_too_long_is_refused_until_a_part_is_left_out_which_it_says(
    amina, colin, work, browser, writing
):
    writing.fill(amina, work)
    writing.save(amina, work, "care", "They were hungry and tired. " * 160, base_version=1)
    steps.sign_off(colin, steps.submit(amina, work, asked=None))
    client = browser(amina)

    refused = give(client, work)
    given = give(client, work, {"leave": ["care", "no such question"]})

    assert refused.status_code == 422 and "too long for one side" in refused.text
    assert "“What goes well, and what is hard” (800 words)" in refused.text
    assert given.status_code == 302
    copy = StepCopy.objects.seen_by(amina).get()
    assert "What is not on this page" in str(copy.content) and "hungry" not in str(copy.content)
    assert printing.printed(copy.content).pages == 1


def test_a_relative_hears_only_of_the_children_they_are_related_to(amina, finished, browser, lee):
    client, asked = browser(amina), {"for": str(lee.pk)}

    page = client.page("step_copy", finished, **asked)
    give(client, finished, asked)

    assert "Lee Osei hears nothing of Tia, Kofi" in page.text
    assert "Tia" not in sheet_in(page) and "Kofi" not in sheet_in(page)
    assert "I want Gran" not in sheet_in(page) and WORDS in sheet_in(page)
    copy = StepCopy.objects.seen_by(amina).get()
    assert (copy.person_id, copy.to) == (lee.pk, "Lee Osei")
    assert "Tia" not in str(copy.content)


def test_who_is_told_nothing_of_one_child_reads_nothing_written_for_all(
    amina, finished, browser, children, lee
):
    for child in children[:2]:
        make.relationship(lee, "step_father", child)
    told = {"kind": "told_nothing", "words": "Court order", "recorded_at": clock.now(), "by": amina}
    Boundary.objects.create(person=children[0], other=lee, started_on=date(2026, 9, 1), **told)
    client = browser(amina)

    page = client.page("step_copy", finished, **{"for": str(lee.pk)})

    assert "Lee Osei is told nothing about Tia" in page.text
    assert "Tia" not in sheet_in(page) and WORDS not in sheet_in(page)
    assert "Kofi" in sheet_in(page) and "makes my tea" not in sheet_in(page)


def test_a_copy_for_one_child_and_one_for_nobody_who_is_there(amina, finished, browser, children):
    client = browser(amina)

    page = client.page("step_copy", finished, about=str(children[0].pk))

    assert "I want Gran to stay." in sheet_in(page) and "makes my tea" not in sheet_in(page)
    for bad in ({"about": "999999"}, {"about": "x"}, {"for": "999999"}, {"for": "x"}):
        assert client.page("step_copy", finished, **bad).status_code == 404
        assert client.send("step_copy_give", finished, **bad).status_code == 404


def test_an_address_that_anybody_keeps_is_not_on_it(amina, colin, work, children, browser, writing, lee):
    told = {"reason": "Order", "started_on": date(2026, 9, 1), "recorded_at": clock.now(), "by": amina}
    KeptAddress.objects.create(person=children[0], kept_from=lee, **told)
    writing.fill(amina, work)
    writing.save(amina, work, "care", "They live at 27 alder walk now.", base_version=1)
    steps.sign_off(colin, steps.submit(amina, work, asked=None))

    page = browser(amina).page("step_copy", work)

    assert "alder" not in sheet_in(page).lower() and "They live at" in sheet_in(page)


def test_work_without_words_for_the_family_has_no_copy_and_a_hidden_child_takes_it_away(
    amina, finished, children, browser, writing
):
    client = browser(amina)
    give(client, finished)
    copy = StepCopy.objects.seen_by(amina).get()
    other = writing.open_assessment(amina, children, kind="court_statement")

    assert client.page("step_copy", other).status_code == 404
    assert "step_copy" not in client.page("step", other).text
    make.restricted(children[0])
    assert client.page("step_copy", finished).status_code == 404
    for name in ("step_copy_given", "step_copy_pdf"):
        place = reverse(name, kwargs={"number": finished.pk, "copy": copy.pk})
        assert client.get(place).status_code == 404


def test_copies_are_out_of_sight_once_a_child_of_them_is_sealed(
    amina, finished, children, browser, as_worker
):
    client = browser(amina)
    give(client, finished)
    copy = StepCopy.objects.seen_by(amina).get()
    StatementCopy.objects.create(
        step=finished, to="The court", how="post", content={}, file=copy.file, by=amina, at=clock.now()
    )
    sealed = {"reason": "Adopted", "started_at": clock.now(), "sealed": True}
    Restriction.objects.create(person=children[0], by=make.system(), **sealed)

    page = client.page("step_copy", finished)

    assert page.status_code == 200 and "I want Gran" not in page.text
    assert "Nobody was given a copy yet" in page.text
    place = reverse("step_copy_given", kwargs={"number": finished.pk, "copy": copy.pk})
    assert client.get(place).status_code == 404
    as_worker(amina)
    assert not StatementCopy.objects.seen_by(amina).exists()


def test_it_asks_no_more_for_more_copies(amina, finished, browser):
    client = browser(amina)
    client.page("step_copy", finished)
    with CaptureQueriesContext(connection) as few:
        client.page("step_copy", finished)
    for _ in range(2):
        give(client, finished)
    client.page("step_copy", finished)  # what was told of the last one is told now
    with CaptureQueriesContext(connection) as many:
        client.page("step_copy", finished)

    assert len(many) == len(few)
