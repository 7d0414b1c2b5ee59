from datetime import date
from importlib import import_module

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from kith.access.models import Event
from kith.core import Refused
from kith.documents.files import rules as kinds
from kith.documents.files.handed import Handed, handed
from kith.documents.models import StoredFile
from kith.improvement.adding.actions import begin_with, carry_on
from kith.improvement.conftest import named
from kith.improvement.evidence import actions, queries, rules
from kith.improvement.models import EvidenceFile, PlanAction, PlanChange
from kith.improvement.sources import actions as sources
from tests import make
from tests.stored import stored_anywhere

TODAY = date(2026, 10, 14)
SO_FAR = import_module("kith.improvement.migrations.0014_words_of_documents").SO_FAR
PDF = b"%PDF-1.7 Minutes of the tracking meeting"


@pytest.mark.parametrize(
    ("rating", "carried", "words"),
    [
        ("", "", None),
        ("red", "", None),
        ("amber", "", None),
        ("green", "", None),
        ("proved", "", "what proved it stays as it was"),
        ("amber", "1.1 of Phase 2", "carried on as 1.1 of Phase 2"),
        ("proved", "1.1 of Phase 2", "carried on as 1.1 of Phase 2"),
    ],
)
def test_what_is_proved_or_carried_on_takes_no_document(rating, carried, words) -> None:
    why = rules.obstacle_to_adding(rating, carried)

    assert (why is None) if words is None else words in why


@pytest.mark.parametrize(
    ("says", "proof", "problem", "fields"),
    [
        ("Minutes", "lead", "", []),
        ("", "lead", "", ["shows"]),
        ("m" * 200, "board", "", []),
        ("m" * 201, "board", "", ["shows"]),
        ("Minutes", "somebody", "", ["proof"]),
        ("Minutes", "", "", ["proof"]),
        ("", "", "It is empty.", ["document", "shows", "proof"]),
    ],
)
def test_a_document_says_what_it_shows_and_of_which_proof(says, proof, problem, fields) -> None:
    wrong = [*rules.problems(says, problem), *rules.problems_of_proof(proof)]

    assert [field for field, _ in wrong] == fields


@pytest.mark.parametrize(
    ("why", "is_fine"), [("", False), ("w", True), ("w" * 150, True), ("w" * 151, False)]
)
def test_a_document_is_taken_back_for_a_reason(why, is_fine) -> None:
    assert (rules.problem_of_why(why) is None) == is_fine


def test_a_file_that_is_too_large_is_not_read_and_none_is_asked_for() -> None:
    large = SimpleUploadedFile("large.pdf", b"%PDF-" + b"x" * kinds.MOST_BYTES)

    assert handed(large).raw == b"" and "megabytes" in handed(large).problem
    assert handed(None) == Handed("", "", b"", "Choose a file.")
    assert handed(SimpleUploadedFile("a.pdf", PDF)) == Handed("a.pdf", "pdf", PDF)


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def minutes(raw=PDF, name="Minutes.pdf") -> Handed:
    return handed(SimpleUploadedFile(name, raw))


def add(head, row, **facts) -> EvidenceFile:
    return actions.add_evidence(head, row, **{"file": minutes(), "says": "Minutes", "proof": "lead"} | facts)


@pytest.mark.django_db
def test_a_document_is_kept_with_its_action_and_in_the_log(head, one) -> None:
    made = add(head, one())

    assert queries.of_action(one()) == [made]
    assert (made.stored.kind, made.name, made.proof) == ("pdf", "Minutes.pdf", "lead")
    assert default_storage.exists(made.stored.place)
    kept = PlanChange.objects.get(subject="Action 1.1.1", field="evidence added")
    assert kept.after == f"Document {made.pk}: The lead says done"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("facts", "field", "words"),
    [
        ({"file": handed(None)}, "document", "Choose a file."),
        ({"file": minutes(b"")}, "document", "It is empty."),
        ({"file": minutes(b"MZ\x90\x00 a program")}, "document", "This kind of file is not taken"),
        ({"file": minutes(b"%PDF-" + b"x" * kinds.MOST_BYTES)}, "document", "at most 5 are taken"),
        ({"says": "  "}, "shows", "Write what it shows"),
        ({"proof": "nobody"}, "proof", "Choose what it is evidence of."),
    ],
)
def test_what_is_no_document_is_refused_and_nothing_is_kept(head, one, facts, field, words) -> None:
    with pytest.raises(Refused, match=words) as refused:
        add(head, one(), **facts)

    assert [name for name, _ in refused.value.problems] == [field]
    assert not StoredFile.objects.exists()


@pytest.mark.django_db
def test_the_same_document_is_added_once_unless_it_was_taken_back(head, one) -> None:
    made = add(head, one())
    with pytest.raises(Refused, match="there already"):
        add(head, one(), says="The same")
    add(head, one("1.1.2"))

    actions.take_back(head, made, why="The wrong month")

    assert add(head, one()).taken_back_on is None


@pytest.mark.django_db
def test_what_was_said_of_documents_before_goes_too(head, one) -> None:
    gone, there = add(head, one(), says="Minutes"), add(head, one("1.1.2"), says="Notes")
    actions.take_back(head, gone, why="The wrong month")
    EvidenceFile.objects.filter(pk=gone.pk).update(says="What Kian said")
    with connection.cursor() as cursor:  # as whoever owns the tables can: the web role cannot
        cursor.execute("set role none")
        cursor.execute("update improvement_planchange set after = 'Kian said' where field = 'evidence added'")
        cursor.execute(
            "update improvement_planchange set before = 'Kian said' where field like 'evidence taken%'"
        )
        cursor.execute(SO_FAR)
        cursor.execute("set role kith_app")

    assert not stored_anywhere("Kian")
    there.refresh_from_db()
    assert there.says == "Notes"


@pytest.mark.django_db
def test_a_closed_action_takes_no_document(head, plan, one) -> None:
    after = begin_with(
        head, named=named(name="Phase 2", started_on=date(2026, 9, 1)), themes=["One"], predecessor=plan
    )
    made = add(head, one())
    carry_on(head, after, chosen={one().pk: after.themes.get().pk})

    with pytest.raises(Refused, match=r"carried on as 1\.1 of Phase 2"):
        add(head, one(), file=minutes(b"%PDF-other"))

    PlanAction.objects.filter(pk=one("1.1.2").pk).update(
        rating="proved", rated_on=TODAY, measure="unallocated", lead_said_on=TODAY, measure_moved_on=TODAY,
        affected_agreed_on=TODAY, board_agreed_on=TODAY,
    )  # fmt: skip
    with pytest.raises(Refused, match="what proved it stays"):
        add(head, one("1.1.2"))
    assert queries.of_action(PlanAction.objects.get(plan=after)) == [made]


@pytest.mark.django_db
def test_what_is_taken_back_loses_its_bytes_its_name_and_its_words(
    head, one, browser, django_capture_on_commit_callbacks
) -> None:
    made = add(head, one(), file=minutes(name="Kian Doherty.pdf"), says="What Kian said of his move")
    assert stored_anywhere("Kian"), "what is kept is found"
    with django_capture_on_commit_callbacks(execute=True):
        actions.take_back(head, made, why="It names a child")

    made.refresh_from_db()
    assert not default_storage.exists(made.stored.place)
    assert (made.name, made.taken_back_on, made.taken_back_why) == ("document.pdf", TODAY, "It names a child")
    assert StoredFile.objects.get().purged_why == "Taken back as evidence: It names a child"
    client = browser(head)
    assert client.get(reverse("improvement_evidence", kwargs={"number": made.pk})).status_code == 404
    page = client.get(reverse("plan_action", kwargs={"number": one().pk})).content.decode()
    assert "It names a child" in page and f"14 Oct by {head.name}" in page and "Kian" not in page
    assert (made.says, made.taken_back_by) == (rules.GONE, head)
    log = client.get(reverse("plan_changes", kwargs={"code": one().plan.code})).content.decode()
    assert f"Document {made.pk}: The lead says done" in log and "It names a child" in log
    assert "Kian" not in log
    assert not stored_anywhere("Kian")
    with pytest.raises(Refused, match="taken back already"):
        actions.take_back(head, made, why="Again")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "may_see", "may_open", "may_add"),
    [("head_of_service", True, True, True), ("analyst", True, True, False),
     ("elected_member", True, False, False), ("social_worker", True, False, False)],
)  # fmt: skip
def test_a_document_is_opened_by_right(head, one, browser, role, may_see, may_open, may_add) -> None:
    made, worker = add(head, one()), make.worker(role=role)
    client, address = browser(worker), reverse("improvement_evidence", kwargs={"number": made.pk})

    page = client.get(reverse("plan_action", kwargs={"number": one().pk})).content.decode()
    answer = client.get(address)

    assert (made.says in page) == may_see
    assert ("Minutes.pdf" in page) == may_open
    assert (address in page) == may_open
    assert answer.status_code == (200 if may_open else 403)
    if may_open:
        assert answer.content == PDF
        assert answer["Content-Disposition"] == f'attachment; filename="evidence-{made.pk}.pdf"'
        assert Event.objects.filter(worker=worker, action__endswith="hand_out").exists()
    if not may_add:
        with pytest.raises(PermissionDenied):
            add(worker, one(), file=minutes(b"%PDF-other"))


@pytest.mark.django_db
def test_documents_stand_at_their_proof_and_in_the_register(head, one, browser) -> None:
    client, write = browser(head), reverse("plan_action_write", kwargs={"number": one().pk})
    source = sources.register_source(head, kind="inspection", title="Inspection", held_on=date(2025, 12, 1))
    found = sources.recommend(head, source, words="Track each assessment")
    sources.answer(head, one(), recommendation=found.pk)
    form = {"do": "evidence", "shows": "Survey of staff", "proof": "affected"}

    refused = client.post(write, form)
    assert (refused.status_code, "Survey of staff" in refused.content.decode()) == (422, True)
    assert "Choose a file." in refused.content.decode()
    client.post(write, form | {"document": SimpleUploadedFile("survey.txt", b"41 of 52 agree")})
    register = reverse("recommendations_write")
    kept = {"do": "evidence", "about": found.pk, "shows": "Letter of the inspectors"}
    client.post(register, kept | {"document": SimpleUploadedFile("letter.pdf", PDF)})

    page = client.get(reverse("plan_action", kwargs={"number": one().pk})).content.decode()
    proofs = page[page.index('id="proofs"') : page.index('id="evidence"')]
    assert "Survey of staff" in proofs and "survey.txt" in proofs
    told = client.get(reverse("recommendations")).content.decode()
    assert "Survey of staff" in told and "Letter of the inspectors" in told
    letter = EvidenceFile.objects.get(recommendation=found)
    client.post(register, {"do": "take_back", "taking_back": letter.pk, "back_why": "An older one"})
    assert "Letter of the inspectors" not in client.get(reverse("recommendations")).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"do": "evidence", "about": "0", "shows": "Kept"}, "Choose a recommendation from the list."),
        ({"do": "take_back", "taking_back": "x", "back_why": "Kept"}, "Choose a document."),
    ],
)
def test_a_form_of_the_register_that_cannot_be_taken_comes_back(head, browser, form, words) -> None:
    answer = browser(head).post(reverse("recommendations_write"), form)

    assert (answer.status_code, words in answer.content.decode()) == (422, True)


@pytest.mark.django_db
def test_another_action_takes_no_document_of_this_one_back(head, one, browser) -> None:
    made = add(head, one())
    write = reverse("plan_action_write", kwargs={"number": one("1.1.2").pk})

    answer = browser(head).post(write, {"do": "take_back", "taking_back": made.pk, "back_why": "No"})

    assert (answer.status_code, "Choose a document." in answer.content.decode()) == (422, True)


@pytest.mark.django_db
def test_the_record_store_keeps_no_document_of_two_things_or_none(head, one) -> None:
    made = add(head, one())
    for wrong in ({"proof": ""}, {"action": None}, {"says": ""}, {"taken_back_on": TODAY}):
        with pytest.raises(IntegrityError), transaction.atomic():
            EvidenceFile.objects.filter(pk=made.pk).update(**wrong)
