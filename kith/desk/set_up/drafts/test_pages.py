"""The pages of a draft: changed part by part, tried with invented children, published and rolled back."""

import re
from urllib.parse import urlencode

import pytest
from django.test import Client

from kith.access import practice
from kith.access.editions import queries as editions
from kith.access.guarded import EVERY_ROW
from kith.access.models import Event, PracticeDraft, PracticePublication, Worker
from kith.database import session
from kith.desk.set_up.drafts.trial.actions import INVENTED
from kith.people.models import Person
from kith.practice.steps import SignOff
from kith.work.models import Step
from tests import make

pytestmark = pytest.mark.django_db
BASE = "/set-up/changes/"


@pytest.fixture
def lead() -> Worker:
    return make.worker("Priti Solanki", role="system_lead")


@pytest.fixture
def signed_in(lead) -> Client:
    client = Client()
    client.force_login(lead)
    return client


@pytest.fixture
def draft(signed_in) -> PracticeDraft:
    signed_in.post(f"{BASE}new/", {"title": "A shorter closing form", "why": "Workers asked for it"})
    return PracticeDraft.objects.get()


def page(client: Client, address: str, **query: str) -> str:
    return client.get(f"{BASE}{address}{'?' + urlencode(query) if query else ''}").content.decode()


def seen(text: str) -> str:
    found = re.search(r'name="_seen" value="(\d+)"', text)
    assert found
    return found[1]


def held_now(lead: Worker):
    with session.seen_by(lead.sight):
        return practice.current()


def test_a_step_is_changed_on_its_page_and_told_in_words(signed_in, draft) -> None:
    step = f"{draft.pk}/step/"
    form = {
        "_seen": seen(page(signed_in, step, step="closure")),
        "title": "Closing", "purpose": "The work ends well.", "how": "tell", "by": "team_manager", "warn_days": "2",
        "by_hand": "yes", "limit_days": "10", "limit_unit": "working_days", "limit_since": "1/11/2026",
        "limit_source": "Westmere, decided in October",
    }  # fmt: skip

    assert signed_in.post(f"{BASE}{step}?step=closure", form).status_code == 302

    text = page(signed_in, f"{draft.pk}/")
    assert "Sign-off was “Team manager signs off”, is “Team manager is told”" in text
    assert "10 working days from" in text
    assert "every story of the pack comes out as told" in text


def test_a_step_is_told_and_one_in_so_many_is_read(signed_in, draft) -> None:
    step, shown = f"{draft.pk}/step/", {"step": "closure"}
    form = {
        "_seen": seen(page(signed_in, step, **shown)), "title": "Closing", "purpose": "It ends well.", "how": "sample",
        "sample": "20", "by": "team_manager", "warn_days": "2", "by_hand": "yes",
    }  # fmt: skip

    signed_in.post(f"{BASE}{step}?step=closure", form)
    made = editions.practice_of(draft)
    again = page(signed_in, step, **shown)
    signed_in.post(f"{BASE}{step}?step=closure", form | {"_seen": seen(again), "how": "tell"})
    after = editions.practice_of(draft)

    assert made is not None and made.steps["closure"].sign_off == SignOff("tell", "team_manager", 20)
    assert re.search(r'value="sample"[^>]*checked', again) and 'value="20"' in again
    assert after is not None and after.steps["closure"].sign_off == SignOff("tell", "team_manager", 0)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"title": " "}, "Give it a title."),
        ({"how": "dance"}, "Choose what the other person does."),
        ({"how": "approve", "by": "nobody"}, "Choose who signs it off"),
        ({"how": "sample", "sample": "1"}, "Write how many pieces there are to one that is read: 2 to 1000."),
        ({"how": "sample", "sample": "many"}, "Write how many pieces there are to one that is read"),
        ({"how": "sample", "sample": "20", "by": ""}, "Choose who signs it off or is told."),
        ({"warn_days": "soon"}, "Write a number of working days"),
        ({"limit_days": "0"}, "Write a number of days, 1 or more."),
        (
            {"limit_days": "5", "limit_since": "31/2/2026", "limit_source": "Us"},
            "Write the first day it holds",
        ),
        ({"limit_days": "5", "limit_since": "1/2/2026", "limit_source": ""}, "Say where it comes from"),
    ],
)
def test_a_step_typed_wrong_keeps_what_was_typed(signed_in, draft, wrong, words) -> None:
    form = {
        "_seen": "0", "title": "Closing", "purpose": "A purpose of ours", "how": "tell", "by": "team_manager",
        "warn_days": "2", "limit_unit": "working_days",
    }  # fmt: skip

    answer = signed_in.post(f"{BASE}{draft.pk}/step/?step=closure", form | wrong)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert "A purpose of ours" in answer.content.decode()
    assert editions.saved(draft) == {}


def test_questions_are_changed_added_moved_and_taken_out(signed_in, draft) -> None:
    asked = practice.filed.on(practice.clock.today()).forms["closure"].questions
    first, second = asked[0].id, asked[1].id
    query = urlencode({"form": "closure"})

    def version() -> str:
        return seen(page(signed_in, f"{draft.pk}/question/", form="closure"))

    words = {"ask": "What did we do together?", "section": asked[0].section, "required": "yes"}
    change = f"{BASE}{draft.pk}/question/?{query}"
    signed_in.post(f"{change}&question={first}", words | {"_seen": version()})
    fresh = {
        "ask": "Which pilot?",
        "section": asked[0].section,
        "id": "pilot",
        "kind": "choice",
        "options": "North\nSouth",
    }
    assert signed_in.post(change, fresh | {"_seen": version()}).status_code == 302
    move = f"{BASE}{draft.pk}/form/move/?{query}"
    signed_in.post(move, {"question": first, "move": "down", "_seen": version()})
    signed_in.post(move, {"question": asked[-2].id, "move": "out", "_seen": version()})

    made = editions.practice_of(draft)
    assert made is not None
    form = made.forms["closure"]
    assert form.question(first).ask == "What did we do together?"
    assert [one.label for one in form.question("pilot").options] == ["North", "South"]
    assert [one.id for one in form.questions][:2] == [second, first]
    assert not form.has(asked[-2].id)


def test_a_file_is_kept_with_its_mistakes_and_given_back_to_the_later_of_two(signed_in, draft) -> None:
    address = f"{BASE}{draft.pk}/file/?name=steps.toml"
    signed_in.post(address, {"_seen": "0", "text": "[closure"})

    second = signed_in.post(address, {"_seen": "0", "text": "my own words"})

    assert "steps.toml" in page(signed_in, f"{draft.pk}/")
    assert second.status_code == 422
    told = second.content.decode()
    assert "saved this file after you opened it" in told
    assert "my own words" in told
    assert "[closure" in told


def tried(client: Client, draft: PracticeDraft, step: str, **answers: str):
    return client.post(f"{BASE}{draft.pk}/try/?step={step}", {"referred_on": "", **answers})


def test_a_try_says_what_is_missing_and_leaves_nothing(signed_in, draft) -> None:
    before = Person.objects.unguarded(EVERY_ROW).count()

    answer = tried(signed_in, draft, "closure", referred_on="1/10/2026")

    assert answer.status_code == 422
    assert Person.objects.unguarded(EVERY_ROW).count() == before
    assert not Worker.objects.filter(username="kith-trial").exists()


def test_a_try_runs_to_the_end_as_the_draft_has_it_and_is_taken_back(signed_in, draft) -> None:
    form = practice.filed.on(practice.clock.today()).forms["closure"]
    answers: dict[str, str] = {}
    for one in form.questions:
        if one.required or one.id == "outcome":
            plain = "yes" if one.kind == "yes_no_unknown" else "Because the family is safe."
            fill = one.options[0].code if one.options else plain
            names = [f"{one.id}.{child}" for child in INVENTED] if one.per_child else [one.id]
            answers |= dict.fromkeys(names, fill)

    answer = tried(signed_in, draft, "closure", referred_on="1/10/2026", **answers)

    told = answer.content.decode()
    assert "govuk-error-summary" not in told
    assert answer.status_code == 200
    assert "It waits until the team manager signs it off." in told
    assert "The work with 3 children ends." in told
    assert Step.objects.unguarded(EVERY_ROW).count() == 0
    assert not Event.objects.filter(action__contains="create_person").exists()


CONTACT = {
    "told": "He told his teacher.", "safe_now": "yes", "parents_know": "no_risk", "why": "Violence seen.",
    "outcome": "referral_assessment",
}  # fmt: skip
REFERRAL = {
    "worry": "Shouting.",
    "need": "N1",
    "why": "Seen.",
    "referrer_told": "yes",
    "outcome": "single_assessment",
}


def test_a_contact_is_tried_by_the_rules_of_the_front_door(signed_in, draft) -> None:
    missing = tried(signed_in, draft, "contact", referred_on="1/10/2026", **(CONTACT | {"told": ""}))
    answer = tried(signed_in, draft, "contact", referred_on="1/10/2026", **CONTACT)

    assert missing.status_code == 422
    assert "Not answered yet: What has happened" in missing.text
    assert answer.status_code == 200, answer.text
    for words in (
        "It waits until the duty manager signs it off.",
        "3 referrals are made.",
        "assessment starts, due",
    ):
        assert words in answer.text
    assert Step.objects.unguarded(EVERY_ROW).count() == 0
    assert not Worker.objects.filter(username__startswith="kith-trial").exists()


def test_children_may_be_decided_differently_in_a_try_of_a_contact(signed_in, draft) -> None:
    differs = CONTACT | {"outcome.2": "advice", "outcome.3": "advice"}

    assert (
        "1 referral is made." in tried(signed_in, draft, "contact", referred_on="1/10/2026", **differs).text
    )


def test_a_referral_decision_is_tried(signed_in, draft) -> None:
    assert f"{draft.pk}/try/?step=referral" in page(signed_in, f"{draft.pk}/")

    answer = tried(signed_in, draft, "referral", referred_on="1/10/2026", **REFERRAL)

    assert answer.status_code == 200, answer.text
    assert "assessment starts, due" in answer.text


def test_published_to_a_team_then_to_all_and_rolled_back_in_two_clicks(signed_in, draft, lead) -> None:
    north = make.team("North")
    values = {
        "_seen": "0",
        "title": "Closing the work",
        "how": "tell",
        "by": "team_manager",
        "warn_days": "2",
    }
    signed_in.post(f"{BASE}{draft.pk}/step/?step=closure", values | {"by_hand": "yes"})

    refused = signed_in.post(f"{BASE}{draft.pk}/publish/", {"team": "", "why": "A trial"})
    assert refused.status_code == 422
    assert "Choose one team, or everybody." in refused.content.decode()
    signed_in.post(f"{BASE}{draft.pk}/publish/", {"team": str(north.pk), "why": "A trial"})
    trial = PracticePublication.objects.get()
    assert held_now(lead).steps["closure"].title != "Closing the work"
    signed_in.post(f"{BASE}edition/{trial.edition_id}/publish/", {"team": "all", "why": "It went well"})
    assert held_now(lead).steps["closure"].title == "Closing the work"
    public = PracticePublication.objects.get(team__isnull=True)
    assert "Roll back" in page(signed_in, f"published/{public.pk}/roll-back/")
    signed_in.post(f"{BASE}published/{public.pk}/roll-back/", {"why": "Too soon"})

    assert held_now(lead).steps["closure"].title != "Closing the work"
    assert "Too soon" in page(signed_in, "")


def test_what_costs_too_much_is_allowed_only_under_a_name_and_for_a_time(signed_in, draft, lead) -> None:
    before = page(signed_in, f"{draft.pk}/file/", name="burden.toml")
    text = re.search(r'<textarea[^>]*name="text"[^>]*>\n(.*?)</textarea>', before, re.DOTALL)
    assert text
    page_text = text[1].replace("&#34;", '"').replace("&#39;", "'").replace("most   = 30", "most   = 16")
    signed_in.post(f"{BASE}{draft.pk}/file/?name=burden.toml", {"_seen": "0", "text": page_text})
    allow = f"{BASE}{draft.pk}/allow/"
    choices = re.findall(r'name="which"[^>]*value="([^"]+)"', signed_in.get(allow).content.decode())
    assert len(choices) > 1

    refused = signed_in.post(allow, {"which": choices[0], "reason": "x", "until": "1/1/2040", "_seen": "1"})
    assert refused.status_code == 422
    for number, which in enumerate(choices, start=1):
        signed_in.post(
            allow,
            {"which": which, "reason": "The pilot asks more", "until": "1/3/2027", "_seen": str(number)},
        )

    made = editions.practice_of(draft)
    assert made is not None
    assert {one.who for one in made.budgets.exemptions} >= {lead.name}
    assert "Beyond the budget" not in page(signed_in, f"{draft.pk}/")


@pytest.mark.parametrize(
    "address",
    ["999/", "{}/step/?step=none", "{}/form/?form=none", "{}/question/?form=closure&question=none",
     "{}/file/?name=roles.toml", "{}/file/?name=../authority.toml", "{}/try/?step=none", "published/9/roll-back/",
     "edition/9/publish/"],
)  # fmt: skip
def test_what_is_not_there_is_not_found(signed_in, draft, address) -> None:
    assert signed_in.get(BASE + address.format(draft.pk)).status_code == 404


def test_a_manager_reads_the_practice_and_changes_nothing(draft) -> None:
    client = Client()
    client.force_login(make.worker(role="team_manager"))

    assert client.get(BASE).status_code == 403
    assert "set-up/changes" not in client.get("/set-up/practice/").content.decode()
