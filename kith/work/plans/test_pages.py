"""The page of a plan: worked in where it is read; what is wrong is told there with the words kept."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kith.access.models import Look
from kith.core import Refused, clock
from kith.people.models import KeptAddress, Restriction
from kith.people.outputs.rules import Reader
from kith.work.models import FamilyCopy, FamilyPlan, PlanChild, PlanGoal
from kith.work.plans import actions, queries, rules
from kith.work.plans.copies import actions as copies
from kith.work.plans.promises import actions as promises
from tests import make

SHORT = {"worries": "They got up by themselves. They were hungry.", "going_well": "Gran comes every day."}


@pytest.fixture
def plan(amina, children):
    made = actions.begin_plan(amina, kind="in_need", people=[child.pk for child in children])
    told = {field: SHORT.get(field, "") for field in rules.WORDS}
    return actions.write_words(amina, made, told=told, seen=1)


def send(client, plan, do, row=0, **fields):
    named = {f"{name}.{do}.{row}": value for name, value in fields.items()}
    facts = {"_key": str(uuid.uuid4()), "do": do, "row": row, "seen": plan.version}
    return client.post(reverse("family_plan_write", kwargs={"number": plan.pk}), facts | named)


def test_a_plan_is_begun_and_worked_in_on_one_page(amina, children, browser):
    client = browser(amina)
    begin = reverse("family_plan_new") + f"?person={children[0].pk}"

    assert "For which children?" in client.get(begin).text
    sent = {"_key": str(uuid.uuid4()), "kind": "in_need", "children": [child.pk for child in children]}
    assert client.post(begin, sent).status_code == 302
    plan = FamilyPlan.objects.seen_by(amina).get()
    assert send(client, plan, "goal", goal="A grown-up gets us up.", whose="Tia").status_code == 302
    goal = PlanGoal.objects.seen_by(amina).get()
    told = {
        "task": "Come at seven",
        "owner_ref": "family",
        "owner": "Gran",
        "when": "Every day",
        "goal_of": goal.pk,
    }
    assert send(client, plan, "task", **told).status_code == 302
    changed = {"progress": "Four days of five.", "progress_on": "14/10/2026"}
    assert send(client, plan, "progress", goal.pk, goal_of=goal.pk, **changed).status_code == 302
    assert send(client, plan, "agreement", who="Mum", agrees="yes").status_code == 302

    page = client.get(reverse("family_plan", kwargs={"number": plan.pk})).text
    for words in ("A grown-up gets us up.", "Come at seven", "Every day", "Four days of five.", "Mum agrees"):
        assert words in page
    assert Look.objects.filter(page="family_plan", person_id=children[0].pk).exists()
    record = client.get(reverse("person_steps", kwargs={"number": children[0].pk})).text
    assert reverse("family_plan", kwargs={"number": plan.pk}) in record
    chronology = client.get(reverse("person_chronology", kwargs={"number": children[0].pk})).text
    assert "Child in need plan begun" in chronology


KEPT = "Kept as typed"
WRONG = (
    ("goal", {"goal": " ", "whose": KEPT}, "in the family’s words"),
    ("task", {"task": KEPT, "owner_ref": "", "when": "31/6/2026x"}, "by name"),
    ("review", {"review_day": "1/1/2031", "review_words": KEPT}, "still to come"),
    ("words", {"worries": "x" * 4001, "danger": KEPT}, "shorten this"),
    ("agreement", {"who": KEPT, "agrees": "no"}, "what they do not agree with"),
    ("meeting", {"review_on": "1/1/2020", "review_words": KEPT}, "That day is past"),
)


def test_what_is_wrong_is_told_and_what_was_typed_stays(amina, plan, browser):
    client = browser(amina)
    for do, fields, words in WRONG:
        answer = send(client, plan, do, **fields)

        assert answer.status_code == 422, do
        assert words in answer.text and KEPT in answer.text, do
    assert queries.plan_of(amina, plan.pk).version == plan.version


def test_a_row_of_another_plan_an_unknown_deed_and_a_hidden_plan_are_not_there(
    amina, plan, browser, children
):
    client = browser(amina)

    assert send(client, plan, "close_goal", 999, closed_how="reached", result="worked").status_code == 422
    assert send(client, plan, "moon").status_code == 404
    make.restricted(children[0])
    assert client.get(reverse("family_plan", kwargs={"number": plan.pk})).status_code == 404
    assert client.get(reverse("family_copy", kwargs={"number": plan.pk})).status_code == 404
    assert client.get(reverse("family_plan", kwargs={"number": 10**17})).status_code == 404


def test_the_history_tells_nothing_of_a_child_who_was_sealed(amina, plan, browser, children):
    client, place = browser(amina), reverse("family_plan_history", kwargs={"number": plan.pk})
    row = PlanChild.objects.seen_by(amina).get(plan=plan, person=children[0])
    actions.write_child(amina, plan, child=row.pk, own_words="I sleep at Gran's.", seen=plan.version)
    told = rules.Promise("Ring the school", "family", "Tia", "Every day", person=children[0].pk)
    promises.add_task(amina, plan, told=told)
    before = client.get(place).text
    sealed = {"reason": "Adopted", "started_at": clock.now(), "sealed": True}
    Restriction.objects.create(person=children[0], by=make.system(), **sealed)

    after = client.get(place).text

    assert "I sleep at Gran" in before and "Ring the school" in before and "They were hungry." in before
    assert "I sleep at Gran" not in after and "Ring the school" not in after
    assert "They were hungry." in after


def test_a_plan_asks_no_more_for_more_of_everything(amina, plan, browser):
    client, place = browser(amina), reverse("family_plan", kwargs={"number": plan.pk})
    client.get(place)
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(place)
    for number in range(6):
        goal = actions.add_goal(amina, plan, words=f"Goal {number}", whose="Mum")
        told = rules.Promise("Do it", "family", "Mum", "Every day", goal=goal.pk)
        promises.add_task(amina, plan, told=told)
    with CaptureQueriesContext(connection) as many:
        client.get(place)

    assert len(many) == len(few)


# --- the family's copy ---------------------------------------------------------------------------


def give(client, plan, **more):
    facts = {"_key": str(uuid.uuid4()), "seen": plan.version, "for": "", "to": "Mum", "how": "hand"}
    return client.post(reverse("family_copy_give", kwargs={"number": plan.pk}), facts | more)


def test_a_copy_is_kept_as_given_and_printed_again_as_it_was(amina, plan, browser):
    client = browser(amina)

    assert "One A4 side" in client.get(reverse("family_copy", kwargs={"number": plan.pk})).text
    given = client.get(give(client, plan).url)
    told = dict.fromkeys(rules.WORDS, "Other words.")
    actions.write_words(amina, plan, told=told, seen=plan.version)
    copy = FamilyCopy.objects.seen_by(amina).get()

    assert "They were hungry." in given.text
    again = client.get(reverse("family_copy_given", kwargs={"number": plan.pk, "copy": copy.pk}))
    assert "They were hungry." in again.text and "Other words." not in again.text
    file = client.get(reverse("family_copy_pdf", kwargs={"number": plan.pk, "copy": copy.pk}))
    assert file["Content-Type"] == "application/pdf" and file.content.startswith(b"%PDF-")
    assert (copy.to, copy.how, copy.by_id, copy.version) == ("Mum", "hand", amina.pk, plan.version)


def test_a_script_is_answered_in_values(amina, plan, browser):
    fetch = {"headers": {"X-Requested-With": "fetch"}}
    place = reverse("family_copy_give", kwargs={"number": plan.pk})
    sent = {"seen": plan.version, "for": "", "to": "Mum", "how": "hand"}

    assert browser(amina).post(place, sent, **fetch).json()["words"] == "Kept as it is given to Mum."
    refused = browser(amina).post(place, sent | {"how": "owl"}, **fetch)
    assert refused.status_code == 422 and refused.json()["words"] == "Say how it is given."


def test_what_was_changed_meanwhile_is_read_again_first(amina, plan, browser):
    answer = give(browser(amina), plan, seen=plan.version - 1)

    assert answer.status_code == 422 and "changed meanwhile" in answer.text


def test_what_does_not_fit_is_not_given_and_nothing_is_cut(amina, plan, browser):
    long = "They came to school hungry and tired. " * 90
    told = {field: long if field == "worries" else "" for field in rules.WORDS}
    plan = actions.write_words(amina, plan, told=told, seen=plan.version)
    client = browser(amina)

    answer = give(client, plan)

    assert answer.status_code == 422
    assert "too long for one side" in answer.text and "“What we are worried about” (630 words)" in answer.text
    assert not FamilyCopy.objects.seen_by(amina).exists()


def test_an_address_kept_from_the_reader_is_not_in_their_copy(amina, plan, children):
    told = {field: "She lives at 27 Alder Walk." if field == "worries" else "" for field in rules.WORDS}
    plan = actions.write_words(amina, plan, told=told, seen=plan.version)
    reader = Reader(children[0].pk, "Lee", ("27 Alder Walk",))

    copy = copies.give_copy(amina, plan, reader=reader, to="", how="hand", seen=plan.version)

    assert copy.to == "Lee" and "27 Alder Walk" not in str(copy.content)


def test_a_copy_is_made_for_nobody_who_has_nothing_to_do_with_the_family(amina, plan, browser, children):
    client, place = browser(amina), reverse("family_copy", kwargs={"number": plan.pk})

    assert client.get(place, {"for": children[0].pk}).status_code == 200
    assert client.get(place, {"for": make.adult().pk}).status_code == 404
    assert give(client, plan, **{"for": make.adult().pk}).status_code == 404


def test_an_address_kept_from_one_of_the_family_is_not_in_the_copy_for_all(amina, plan, children):
    dad, today = make.adult("Lee", "Marlowe"), clock.today()
    make.relationship(dad, "parent", children[0])
    kept = {"started_on": today, "by": amina, "recorded_at": clock.now()}
    KeptAddress.objects.create(person=children[0], kept_from=dad, **kept)
    told = {field: "She lives at 27 Alder Walk." if field == "worries" else "" for field in rules.WORDS}
    plan = actions.write_words(amina, plan, told=told, seen=plan.version)

    copy = copies.give_copy(amina, plan, reader=None, to="", how="hand", seen=plan.version)

    assert "She lives at" in str(copy.content) and "27 Alder Walk" not in str(copy.content)


def test_who_may_be_told_nothing_gets_no_copy(amina, plan, children):

    reader = Reader(children[0].pk, "Lee", not_told=("about Tia: court order",))

    with pytest.raises(Refused, match="told nothing"):
        copies.give_copy(amina, plan, reader=reader, to="Lee", how="hand", seen=plan.version)
