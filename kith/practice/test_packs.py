"""The packs that come with Kith: whole, proven by their stories, and fit to be read."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from kith.core.calendar import england
from kith.practice import load
from kith.practice.forms import OUTCOME, Form
from kith.practice.mistakes import Mistakes
from kith.practice.stories import stories_of
from kith.practice.visits import FORM as VISIT

PACKS = Path(__file__).parents[2] / "packs"
AUTHORITY = load(PACKS)
CROOKED = Mistakes()
STORIES = list(stories_of(AUTHORITY, CROOKED))
FORMS = [(practice, form) for practice in AUTHORITY.practices.values() for form in practice.forms.values()]
LOCAL = [AUTHORITY.practices[each.pack] for each in AUTHORITY.in_force]
AT_THE_DOOR = ["contact", "referral"]  # what the front door begins
AT_ITS_OWN_DOOR = [
    "conference_record",  # opened in the room, of a conference that was held
    "early_help_assessment",  # what those begin who are no social workers, by offering early help
]
WITH_RISK = ("assessment", "chronology_update", "section_47_enquiry", "conference_report", "court_statement")
WORK = [(practice, form) for practice, form in FORMS if form.code != VISIT]  # a visit decides nothing
ASSESSMENTS = [(practice, form) for practice, form in FORMS if form.code.endswith(WITH_RISK)]


def named(value):
    return f"{value.code}" if hasattr(value, "code") else None


@pytest.mark.parametrize("story", STORIES, ids=lambda story: f"{story.practice}: {story.title}")
def test_a_story_comes_out_as_told(story):
    assert story.told(AUTHORITY.practice(story.practice), england()) == []


def test_every_pack_has_stories_and_none_is_crooked():
    assert CROOKED.found == []
    assert {story.practice for story in STORIES} == set(AUTHORITY.practices)


@pytest.mark.parametrize(
    ("day", "pack"),
    [
        (date(2011, 10, 26), "westmere2011"),
        (date(2013, 4, 14), "westmere2011"),
        (date(2013, 4, 15), "westmere"),
        (date(2026, 10, 14), "westmere"),
        (date(1999, 1, 1), "westmere2011"),
    ],
)
def test_the_practice_of_a_day(day, pack):
    assert AUTHORITY.practice_on(day).code == pack


def test_the_two_practices_have_their_own_assessments():
    then, now = AUTHORITY.practice("westmere2011").steps, AUTHORITY.practice("westmere").steps

    assert {"initial_assessment", "core_assessment"} <= set(then) - set(now)
    assert "single_assessment" in set(now) - set(then)


@pytest.mark.parametrize("practice", LOCAL, ids=named)
def test_every_step_is_begun_by_hand_or_follows_from_another(practice):
    steps = practice.steps.values()
    follow = {code for kind in steps for ending in kind.next for code in kind.started_by(ending)}

    assert [kind.code for kind in steps if not kind.by_hand and kind.code not in follow] == [
        *AT_THE_DOOR,
        *AT_ITS_OWN_DOOR,
    ]


@pytest.mark.parametrize(("practice", "form"), FORMS, ids=named)
def test_a_form_survives_being_kept(practice, form):
    kept = Form.from_content(form.content())

    assert kept == form
    assert kept.hash == form.hash
    assert kept.content() == form.content()


@pytest.mark.parametrize(("practice", "form"), WORK, ids=named)
def test_a_form_asks_less_than_thirty_questions_at_once_and_ends_with_what_happens_next(practice, form):
    shown = [question for question in form.questions if question.show_if is None]

    assert len(shown) < 30
    assert form.question(OUTCOME).kind == "choice"
    assert form.question(OUTCOME).required
    assert all(question.ask.endswith("?") for question in form.questions if question.kind != "text")


@pytest.mark.parametrize(("practice", "form"), ASSESSMENTS, ids=named)
def test_every_assessment_hears_the_child(practice, form):
    own_words = form.question("own_words")

    assert own_words.per_child
    assert own_words.required
    assert form.question("risk").kind == "risk"
    assert form.question("risk").required
    assert not any(form.has(gone) for gone in ("harm", "factors", "danger"))
    assert {question.section for question in form.questions} == {section.id for section in form.sections}


@pytest.mark.parametrize("practice", LOCAL, ids=named)
def test_every_form_is_used_by_a_step_that_can_be_opened(practice):
    started = {
        code for kind in practice.steps.values() for name in kind.next for code in kind.started_by(name)
    }
    by_hand = {code for code, kind in practice.steps.items() if kind.by_hand}
    doors = by_hand | started | {*AT_THE_DOOR, *AT_ITS_OWN_DOOR}

    assert {practice.steps[code].form for code in doors & practice.steps.keys()} == {*practice.forms} - {
        VISIT
    }


@pytest.mark.parametrize(("practice", "form"), FORMS, ids=named)
def test_what_must_be_written_shows_what_a_good_answer_looks_like(practice, form):
    bare = [
        question.id
        for question in form.questions
        if question.kind in ("words", "risk")
        and question.required
        and question.show_if is None
        and not question.good
    ]

    assert bare == []


@pytest.mark.parametrize("practice", LOCAL, ids=named)
def test_every_outcome_leads_somewhere(practice):
    for code, kind in practice.steps.items():
        for outcome in practice.forms[kind.form].question(OUTCOME).codes():
            assert outcome in kind.next, (code, outcome)
            assert all(started in practice.steps for started in kind.started_by(outcome))


def test_what_outcomes_set_going():
    steps = AUTHORITY.practice("westmere").steps

    assert steps["contact"].effect_of("referral_assessment") == "open_referral"
    assert steps["contact"].started_by("referral_assessment") == ("single_assessment",)
    assert steps["contact"].started_by("referral_strategy") == ("strategy_discussion",)
    assert steps["contact"].started_by("no_further_action") == ()
    assert steps["single_assessment"].effect_of("strategy_discussion") == "start_next_steps"
    assert steps["single_assessment"].started_by("strategy_discussion") == ("strategy_discussion",)
    assert steps["single_assessment"].started_by("close") == ("closure",)
    assert steps["single_assessment"].started_by("in_need") == ()
    assert steps["closure"].effect_of("close") == "close_involvement"
    assert steps["section_47_enquiry"].started_by("conference") == ("conference_report",)
    assert steps["supervision"].started_by("chronology_update") == ("chronology_update",)
    assert steps["need_plan_review"].started_by("close") == ("closure",)
    assert not steps["supervision"].sign_off.needed
    assert not steps["management_decision"].sign_off.needed


@pytest.mark.parametrize("practice", LOCAL, ids=named)
def test_somebody_may_sign_whatever_waits_for_a_signature(practice):
    for kind in practice.steps.values():
        if kind.sign_off.needed:
            assert "SIGN_OFF" in practice.roles[kind.sign_off.by].may


@pytest.mark.parametrize("practice", LOCAL, ids=named)
def test_roles_give_their_permissions_and_strangers_get_none(practice):
    assert practice.permissions_of(practice.roles) >= {"WRITE_STEP", "SIGN_OFF"}
    assert practice.permissions_of(["social_worker"]) >= {"WRITE_STEP", "RECORD_VISIT"}
    assert "SIGN_OFF" not in practice.permissions_of(["social_worker", "duty_worker", "analyst"])
    assert "SEE_NAMES_BEHIND_FIGURES" not in practice.permissions_of(["analyst"])
    assert practice.permissions_of(["nobody_knows"]) == frozenset()


@pytest.mark.parametrize("practice", LOCAL, ids=named)
def test_the_day_of_those_on_duty_begins_at_the_front_door(practice):
    assert practice.first_page_of(["social_worker", "duty_worker"]) == "front_door"
    assert practice.first_page_of(["social_worker", "nobody_knows"]) == ""


def test_what_a_local_pack_says_comes_from_it_and_the_rest_from_below():
    westmere = AUTHORITY.practice("westmere")

    assert westmere.origins["step single_assessment.review_point"] == "westmere/steps.toml"
    assert westmere.origins["step single_assessment.limit"] == "wt2023/steps.toml"
    assert westmere.origins["form contact"] == "westmere/forms/contact.toml"
    assert westmere.origins["form closure"] == "shared/forms/closure.toml"
    assert westmere.forms["contact"].has("who_else")
    assert not AUTHORITY.practice("wt2023").forms["contact"].has("who_else")


def test_a_list_knows_the_codes_of_each_year():
    """Pitfall 20."""
    sources = AUTHORITY.lists["referral_source"]

    assert not sources.has("5D", date(2011, 10, 26))
    assert sources.has("5D", date(2022, 4, 1))
    assert sources.label("5D") == "LA: early help"
    assert sources.label("99") == "99"
    assert ("6", "Police") in sources.choices(date(2011, 10, 26))


def test_a_label_that_changed_is_told_as_of_the_day():
    need = AUTHORITY.lists["primary_need"]

    assert need.label("N1", date(2025, 3, 31)) == "Abuse or neglect"
    assert need.label("N1", date(2025, 4, 1)) == need.label("N1") == "Abuse, neglect and exploitation"


def test_a_question_from_a_list_offers_the_codes_of_the_day():
    reason = AUTHORITY.practice("westmere").forms["closure"].question("reason")

    assert "RC9" not in [option.code for option in reason.options_on(date(2022, 3, 31))]
    assert "RC9" in [option.code for option in reason.options_on(date(2022, 4, 1))]
    assert reason.label("RC9").startswith("Closed after assessment")


def test_targets_and_comparators_of_2011_are_those_of_the_papers():
    then, day = AUTHORITY.practice("westmere2011"), date(2011, 9, 30)

    assert then.target("NI059", day).value == Decimal("80.0")
    assert then.target("NI059", day, place="kent").value == Decimal("69.0")
    assert then.target("NI059", day, place="torbay").verdict(Decimal("57.7")) == "below"
    assert then.target("unallocated_28", day, place="kent").verdict(Decimal(40)) == "on"
    assert then.target("NI059", date(2012, 4, 1)) is None
    assert [(other.who, other.value) for other in then.comparators_of("NI059", day)] == [
        ("england", Decimal("79.6")),
        ("neighbours", Decimal("83.0")),
    ]


def test_the_population_of_a_year_is_the_newest_known_then():
    assert AUTHORITY.population(date(2011, 10, 26)).value == 74600
    assert AUTHORITY.population(date(2026, 10, 14)).year == 2025
    assert AUTHORITY.population(date(2026, 10, 14), "north").value == 30100
    assert AUTHORITY.population(date(2000, 1, 1)).year == 2010
    assert AUTHORITY.population(date(2026, 10, 14), "atlantis") is None


def test_pitfall_13_no_factors_stands_alone_among_the_factors_of_an_assessment():
    """Rule 8869 of the children in need census."""
    for pack in ("wt2023", "westmere"):
        assert (
            AUTHORITY.practice(pack).forms["single_assessment"].question("factor_codes").stands_alone == "21"
        )
