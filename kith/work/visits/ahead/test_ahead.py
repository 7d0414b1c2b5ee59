import uuid
from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from kith.access.models import Look
from kith.core import Refused, clock
from kith.work.models import PlannedVisit, Visit
from kith.work.visits.actions import record_visit
from kith.work.visits.ahead import actions, queries, rules
from kith.work.visits.due import next_visits
from tests import make

TODAY = date(2026, 10, 14)
AT = datetime(2026, 10, 14, 16, 5, tzinfo=clock.LONDON)


def problems(**facts):
    known = {
        "planned_at": AT, "today": TODAY, "kind": "home", "kinds": ["home"], "place": "27 Alder Walk",
        "children": [1], "names": {1: "Tia"},
    }  # fmt: skip
    return [field for field, _ in rules.problems_with_plan(**{**known, **facts})]


@pytest.mark.parametrize(
    ("facts", "fields"),
    [
        ({}, []),
        ({"planned_at": AT - timedelta(hours=12)}, []),
        ({"planned_at": AT - timedelta(days=1)}, ["on"]),
        ({"planned_at": AT + timedelta(days=366)}, []),
        ({"planned_at": AT + timedelta(days=367)}, ["on"]),
        ({"kind": "moon", "place": "x" * 121, "children": []}, ["kind", "place", "children"]),
        ({"children": [1, 2]}, ["children"]),
    ],
)
def test_what_stops_a_plan_is_told(facts, fields) -> None:
    assert problems(**facts) == fields


def test_a_visit_is_taken_out_with_a_reason_only() -> None:
    assert rules.problem_with_reason(" ") and rules.problem_with_reason("x" * 201)
    assert rules.problem_with_reason("Mum rang: in hospital") is None


def plan(amina, children, **facts):
    known = {"planned_at": AT, "kind": "home", "place": "27 Alder Walk"}
    return actions.plan_visit(amina, children=[one.pk for one in children], **{**known, **facts})


def test_a_planned_visit_stands_among_those_of_its_day_until_it_is_made(amina, children) -> None:
    planned = plan(amina, children)
    plan(amina, children[:1], planned_at=AT + timedelta(days=1))

    held = queries.between(amina, TODAY, TODAY)

    assert [(one.number, one.ids, one.family) for one in held] == [
        (planned.pk, [child.pk for child in children], "Marlowe family")
    ]
    visit = record_visit(
        amina, kind="home", visited_at=clock.now(), place="", words="", planned=planned.pk,
        children=[(children[0].pk, "alone", "", "")],
    )  # fmt: skip
    assert queries.between(amina, TODAY, TODAY) == []
    assert PlannedVisit.objects.seen_by(amina).get(pk=planned.pk).visit == visit


def test_who_may_not_know_of_a_child_sees_no_plan_that_names_it(amina, children, north) -> None:
    plan(amina, children)
    make.restricted(children[0])

    assert queries.between(amina, TODAY, TODAY) == []


def test_nobody_plans_for_a_child_they_may_not_know_of(amina, children, north) -> None:
    with pytest.raises(Refused, match="not known"):
        plan(amina, [make.restricted()])
    with pytest.raises(PermissionDenied):
        plan(make.worker("Lena Ortiz", role="analyst", team=north), children)


def test_one_saving_moves_the_clocks_of_the_children_seen_and_of_no_other(amina, children) -> None:
    tia, kofi, elsie = children
    before = next_visits(amina, [one.pk for one in children], TODAY)

    record_visit(
        amina, kind="home", visited_at=clock.now(), place="", words="",
        children=[(tia.pk, "alone", "", ""), (kofi.pk, "seen", "", ""), (elsie.pk, "not_seen", "At gran’s", "")],
    )  # fmt: skip
    after = next_visits(amina, [one.pk for one in children], TODAY)

    assert after[tia.pk].on == after[kofi.pk].on == date(2026, 11, 11)
    assert after[elsie.pk] == before[elsie.pk]
    assert "Local policy" in after[tia.pk].rule


def test_the_page_plans_and_takes_out(amina, children, browser) -> None:
    client = browser(amina)
    fields = {
        "_key": str(uuid.uuid4()),
        "on": "16/10/2026",
        "at": "13:00",
        "kind": "school",
        "place": "Nursery",
    }
    address = f"{reverse('visit_plan')}?person={children[2].pk}"

    assert client.post(address, {**fields, "children": [children[2].pk]}).status_code == 302
    planned = PlannedVisit.objects.seen_by(amina).get()
    text = client.get(reverse("visits_today")).content.decode()
    assert "Elsie, 2" in text and "Nursery" in text
    out = reverse("visit_unplan", kwargs={"number": planned.pk})
    why = f"reason.{planned.pk}"
    for typed, told in (("", "Say why the visit is not made."), ("Mum rang " * 40, "Say why in at most")):
        refused = client.post(out, {"_key": str(uuid.uuid4()), why: typed})
        assert (refused.status_code, told in refused.text, f'value="{typed}"' in refused.text) == (
            422,
            True,
            True,
        )
        assert f'href="#{why.replace(".", "-")}"' in refused.text
    assert queries.of_children(amina, [children[2].pk], TODAY)
    assert set(Look.objects.filter(page="visit_unplan").values_list("person_id", flat=True)) == {
        children[2].pk
    }
    client.post(out, {"_key": str(uuid.uuid4()), why: "Mum rang"})
    assert not queries.of_children(amina, [children[2].pk], TODAY)
    assert client.post(out, {"_key": str(uuid.uuid4()), why: "Again"}).status_code == 404


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"on": "13/10/2026"}, "That day is over"),
        ({"on": "soon"}, "cannot be read as a day"),
        ({"at": ""}, "cannot be read as a time"),
        ({"kind": ""}, "Choose what kind it will be"),
        ({"children": []}, "at least one child"),
    ],
)
def test_a_plan_that_cannot_be_is_refused_and_nothing_typed_is_lost(
    amina, children, browser, fields, words
) -> None:
    known = {
        "_key": str(uuid.uuid4()), "on": "16/10/2026", "at": "13:00", "kind": "school", "place": "Nürsery <b>",
        "children": [children[0].pk],
    }  # fmt: skip
    answer = browser(amina).post(f"{reverse('visit_plan')}?person={children[0].pk}", {**known, **fields})

    text = answer.content.decode()
    assert answer.status_code == 422
    assert words in text and "Nürsery &lt;b&gt;" in text
    assert not PlannedVisit.objects.seen_by(amina).exists()


def test_the_form_of_a_planned_visit_has_its_kind_and_nobody_chosen(amina, children, browser) -> None:
    planned = plan(amina, children, kind="school", place="Northgate Primary")

    text = (
        browser(amina)
        .get(f"{reverse('visit_new')}?person={children[0].pk}&planned={planned.pk}")
        .content.decode()
    )

    assert '<option value="school" selected>' in text and 'value="Northgate Primary"' in text
    assert " checked" not in text
    assert text.count("20 working days after") >= len(children)


def test_visits_of_the_day_ask_few_questions(amina, children, browser, django_assert_max_num_queries) -> None:
    for _ in range(3):
        plan(amina, children)
    client = browser(amina)

    with django_assert_max_num_queries(22):
        client.get(reverse("visits_today"))
    assert not Visit.objects.seen_by(amina).exists()
