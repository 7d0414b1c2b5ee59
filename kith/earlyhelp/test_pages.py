"""The pages of early help, for those of the council and for those who see own families alone."""

import re
import uuid

import pytest
from django.urls import reverse

from kith.earlyhelp import actions
from kith.earlyhelp.conftest import agreed, member
from kith.earlyhelp.models import Consent, Helper, TeamAround
from kith.work.models import Standing
from tests import make

pytestmark = pytest.mark.django_db
WHOLE = {
    "given_name.1": "Tia", "family_name.1": "Marlowe", "born_told.1": "3/2/2017", "sex.1": "F",
    "who": "Jade Marlowe", "relation": "mother", "how": "signed", "given_on": "1/10/2026",
    "shares": "School may talk about all of it.", "name": "Bea Lund", "agency": "school",
    "organisation": "Alder Primary", "does": "Sees her every morning.", "is_me": "yes", "level": "2",
}  # fmt: skip


def send(client, page, number=None, /, **fields):
    address = reverse(page, kwargs={"number": number} if number else {})
    return client.post(address, {"_key": str(uuid.uuid4()), **fields})


def text(client, name, **kwargs) -> str:
    answer = client.get(reverse(name, kwargs=kwargs))
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_school_worker_begins_with_children_nobody_searched_for(school, browser) -> None:
    client = browser(school)
    assert client.get("/")["Location"] == reverse("early_help")
    assert "You work with no family in early help yet." in text(client, "early_help")

    made = send(client, "early_help_new", **WHOLE)

    assert made.status_code == 302
    page = client.get(made["Location"]).content.decode()
    for words in (
        "Team around Tia",
        "Write the assessment",
        "Jade Marlowe",
        "Lead professional since",
        "Tia now",
    ):
        assert words in page
    assert "Name they sign in with" not in page
    held = TeamAround.objects.seen_by(school).get()
    assert client.get(reverse("step", kwargs={"number": held.assessment_id})).status_code == 200
    assert "Tia" in text(client, "early_help")
    plan = send(client, "team_around_write", held.pk, do="plan")
    assert client.get(plan["Location"]).status_code == 200
    for page in (reverse("step", kwargs={"number": held.assessment_id}), plan["Location"]):
        links = set(
            re.findall(
                r'href="(/(?:person|step|plan|early-help)/[^"?#]*)"', client.get(page).content.decode()
            )
        )
        assert {link: client.get(link).status_code for link in links} == dict.fromkeys(links, 200)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"given_name.1": "", "family_name.1": ""}, "Write down at least one child."),
        ({"who": ""}, "Say who agreed, by name."),
        ({"given_on": "31/2/2026"}, "Enter the day, like 21/4/2026."),
        ({"given_on": "15/10/2026"}, "That day is still to come."),
        ({"given_on": "1/1/1901", "born_told.1": ""}, "Check the year"),
        ({"given_on": "1/1/0202", "born_told.1": ""}, "Enter the day, like 21/4/2026."),
        ({"agency": "circus"}, "Choose the kind of agency."),
        ({"born_told.1": "yesterday week"}, ""),
    ],
)
def test_what_is_refused_stays_typed_and_makes_nothing(changed, words, school, browser) -> None:
    answer = send(browser(school), "early_help_new", **{**WHOLE, **changed})

    assert answer.status_code == 422
    page = answer.content.decode()
    assert words in page
    assert "Sees her every morning." in page
    assert not TeamAround.objects.unguarded("a rule needs every row, and shows none").exists()
    assert not Standing.objects.unguarded("a rule needs every row, and shows none").exists()


def test_nothing_is_told_of_families_that_are_not_theirs(around, hub, browser, children) -> None:
    other = browser(make.worker("Zoe Hale", role="early_help_worker", team=hub))
    absent = other.get(reverse("team_around", kwargs={"number": 999_999}))

    for name, number in (
        ("team_around", around.pk), ("early_help_step_up", around.pk), ("person_early_help", children[0].pk),
        ("step", around.assessment_id), ("early_help_new", None),
    ):  # fmt: skip
        address = reverse(name, kwargs={"number": number} if number else {})
        answer = other.get(f"{address}?person={children[0].pk}" if number is None else address)
        assert answer.status_code == absent.status_code == 404, name
    for name in ("person", "find", "front_door", "person_details", "night"):
        address = reverse(name, kwargs={"number": children[0].pk} if name.startswith("person") else {})
        assert other.get(address).status_code == 403, name


def test_on_the_record_it_has_its_tab_and_its_rung(around, social_worker, browser, children) -> None:
    client = browser(social_worker)

    page = text(client, "person_early_help", number=children[0].pk)

    assert "Team around Tia and Kofi" in page
    assert "2 Early help" in page and "Tia now" in page
    assert reverse("person_early_help", kwargs={"number": children[0].pk}) in text(
        client, "person", number=children[0].pk
    )
    assert "Tia and Kofi" in text(client, "early_help")
    assert "Begin early help" in text(client, "person_early_help", number=make.child().pk)


def test_a_team_is_changed_on_its_page_and_refused_in_place(around, social_worker, school, browser) -> None:
    client = browser(social_worker)
    helper = {
        "name": "Ivo Reed", "agency": "health_visitor", "organisation": "Westmere Health", "does": "Weighs Elsie.",
        "helper_on": "5/10/2026",
    }  # fmt: skip

    wrong = send(client, "team_around_write", around.pk, do="helper", **{**helper, "account": "nobody.here"})
    assert wrong.status_code == 422
    assert "There is no such account." in wrong.content.decode() and "Weighs Elsie." in wrong.content.decode()
    assert send(client, "team_around_write", around.pk, do="helper", **helper).status_code == 302
    ivo = Helper.objects.seen_by(social_worker).get(name="Ivo Reed")
    assert (
        send(
            client, "team_around_write", around.pk, do="lead", helper=ivo.pk, lead_on="6/10/2026"
        ).status_code
        == 302
    )
    bea = Helper.objects.seen_by(social_worker).get(name="Bea Lund")
    left = {"do": "leave", "row": bea.pk}
    assert (
        send(client, "team_around_write", around.pk, **left, **{f"left_on.{bea.pk}": "1/9/2026"}).status_code
        == 422
    )
    assert (
        send(client, "team_around_write", around.pk, **left, **{f"left_on.{bea.pk}": "7/10/2026"}).status_code
        == 302
    )
    assert browser(school).get(reverse("team_around", kwargs={"number": around.pk})).status_code == 404
    assert send(client, "team_around_write", around.pk, do="dance").status_code == 404


def test_the_last_consent_taken_back_ends_it_on_the_page(around, school, social_worker, browser) -> None:
    client, consent = browser(school), Consent.objects.seen_by(social_worker).get()
    fields = {"do": "withdraw", "row": consent.pk}

    wrong = send(
        client, "team_around_write", around.pk, **fields, **{f"withdrawn_on.{consent.pk}": "1/1/2026"}
    )
    assert wrong.status_code == 422
    done = send(
        client, "team_around_write", around.pk, **fields, **{f"withdrawn_on.{consent.pk}": "14/10/2026"}
    )

    assert done["Location"] == reverse("early_help")
    page = text(browser(social_worker), "team_around", number=around.pk)
    assert "The family took its consent back" in page and "End early help" not in page


def test_the_pages_ask_as_much_for_one_family_as_for_many(
    around, social_worker, browser, django_assert_max_num_queries, hub
) -> None:
    client = browser(social_worker)
    for _ in range(3):
        actions.begin_with(social_worker, people=[make.child().pk], consent=agreed(), lead=member())
    for name, kwargs in (("early_help", {}), ("team_around", {"number": around.pk})):
        with django_assert_max_num_queries(25):
            text(client, name, **kwargs)
    with django_assert_max_num_queries(25):
        text(client, "person_early_help", number=around.people_ids()[0])
