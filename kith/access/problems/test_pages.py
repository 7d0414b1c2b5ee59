import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError

from kith.access.models import Event, ProblemReport
from kith.access.problems import actions
from kith.core import Refused
from tests import make

pytestmark = pytest.mark.django_db
WRONG = "The save button <b>did</b> nothing."


@pytest.fixture
def amina():
    return make.worker("Amina Rahman")


@pytest.fixture
def bryn():
    return make.worker("Bryn Hallett", role="information_governance")


@pytest.fixture
def as_amina(client, amina):
    client.force_login(amina)
    return client


@pytest.fixture
def as_bryn(client, bryn):
    client.force_login(bryn)
    return client


def words(answer):
    return answer.content.decode()


def report(by, wrong=WRONG, page=""):
    return actions.report(by, page=page, doing="Saving.", wrong=wrong)


def test_every_page_leads_to_the_report_and_it_knows_where_one_came_from(as_amina):
    assert 'href="/report-a-problem/"' in words(as_amina.get("/notices/"))

    page = words(as_amina.get("/report-a-problem/", headers={"Referer": "http://testserver/find/?s=Ellie"}))

    assert 'value="/find/"' in page
    assert "Ellie" not in page


@pytest.mark.parametrize(
    "before", ["http://testserver/person/Ellie Marlowe/", "http://evil.example/find/", ""]
)
def test_an_address_that_is_no_page_of_ours_is_not_taken_over(as_amina, before):
    page = words(as_amina.get("/report-a-problem/", headers={"Referer": before}))

    assert 'name="page" type="text" value=""' in page
    assert "Ellie" not in page


def test_a_report_is_kept_and_shown_to_its_writer(as_amina, amina):
    sent = {"doing": "Saving a note", "wrong": WRONG, "page": "/note/new/?person=200001"}

    answer = as_amina.post("/report-a-problem/", sent, follow=True)

    kept = ProblemReport.objects.get()
    assert (kept.worker, kept.page, kept.wrong, kept.answer) == (amina, "/note/new/", WRONG, "")
    assert kept.version
    assert "&lt;b&gt;did&lt;/b&gt;" in words(answer)
    assert "Open" in words(answer)


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        ({"wrong": "  "}, "Say what went wrong."),
        ({"wrong": "w" * 4001}, "Make this shorter"),
        ({"wrong": WRONG, "page": "/person/Ellie Marlowe/"}, "There is no page at this address."),
        ({"wrong": WRONG, "page": "https://evil.example/"}, "There is no page at this address."),
    ],
)
def test_a_report_that_can_not_be_kept_keeps_its_words_on_the_page(as_amina, sent, why):
    answer = as_amina.post("/report-a-problem/", {"doing": "Looking at figures", **sent})

    assert answer.status_code == 422
    assert why in words(answer)
    assert "Looking at figures" in words(answer)
    assert not ProblemReport.objects.exists()


def test_nobody_reads_what_a_colleague_reported(as_amina):
    report(make.worker("Colin Burge"))

    assert "save button" not in words(as_amina.get("/report-a-problem/"))
    assert as_amina.get("/problems/").status_code == 403


def test_who_answers_sees_what_waits_the_oldest_first(as_bryn, amina):
    first, second = report(amina, "The first."), report(amina, "The second.")
    actions.answer(make.worker(role="information_governance"), report(amina, "The third."), words="Mended.")

    waiting, answered = words(as_bryn.get("/problems/")), words(as_bryn.get("/problems/?show=answered"))

    assert waiting.index(f"/problems/{first.pk}/") < waiting.index(f"/problems/{second.pk}/")
    assert "2 without an answer" in waiting
    assert "The third." not in waiting
    assert "The third." in answered


def test_an_answer_reaches_who_reported(as_bryn, amina, bryn):
    kept = report(amina)

    assert (
        as_bryn.post(f"/problems/{kept.pk}/", {"answer": "Mended in the next version."})["Location"]
        == "/problems/"
    )

    kept.refresh_from_db()
    assert (kept.answered_by, kept.answer) == (bryn, "Mended in the next version.")
    assert Event.objects.get().subject_id == kept.pk
    as_bryn.force_login(amina)
    page = words(as_bryn.get("/report-a-problem/"))
    assert "Mended in the next version." in page
    assert "Bryn Hallett" in page


@pytest.mark.parametrize("answer", ["", " ", "w" * 4001])
def test_an_answer_without_words_or_end_is_refused_on_its_page(as_bryn, amina, answer):
    kept = report(amina)

    assert as_bryn.post(f"/problems/{kept.pk}/", {"answer": answer}).status_code == 422

    kept.refresh_from_db()
    assert kept.answered_at is None


def test_a_second_answer_changes_nothing_and_its_words_stay(as_bryn, amina, bryn):
    kept = actions.answer(bryn, report(amina), words="The first answer.")

    page = as_bryn.post(f"/problems/{kept.pk}/", {"answer": "The second answer."})

    assert page.status_code == 422
    assert "answered meanwhile" in words(page)
    assert "The first answer." in words(page)
    assert "The second answer." in words(page)
    kept.refresh_from_db()
    assert kept.answer == "The first answer."


def test_answering_needs_the_permission(amina):
    with pytest.raises(PermissionDenied):
        actions.answer(amina, report(amina), words="I answer myself.")


def test_a_report_without_words_is_refused_by_the_action_too(amina):
    with pytest.raises(Refused):
        report(amina, "\0 ")


def test_the_database_keeps_no_answer_without_its_writer(amina):
    with pytest.raises(IntegrityError):
        ProblemReport.objects.filter(pk=report(amina).pk).update(answer="Nobody said this.")
