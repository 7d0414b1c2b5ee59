import re
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.conf import settings as django_settings
from django.utils.module_loading import import_string
from hypothesis import given, settings
from hypothesis import strategies as st

from kith.core.reading import Reading
from kith.practice import load
from kith.work.cover.rules import Spell, may_be_lent, problems
from kith.work.deciding import rules
from kith.work.deciding.checking import danger_told, risks_without_evidence, wrong_dates
from kith.work.deciding.measure import HowLong, span
from kith.work.deciding.remarks import asked_about, open_question
from kith.work.deciding.undoing import Made, obstacle
from kith.work.deciding.urgency import Waits, in_order, reasons
from kith.work.steps.rules import Place, obstacle_to_deciding, place_to_decide
from tests.house.tree import ROOT

WESTMERE = load(ROOT / "packs").practices["westmere"]
SENT = datetime(2026, 10, 12, 9, tzinfo=UTC)
TODAY = date(2026, 10, 14)


def waits(step, **facts):
    return Waits(step, facts.pop("sent_at", SENT), **facts)


# --- the order of the queue ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (waits(2, first="section 47"), waits(1, stands="late", late_days=40)),
        (waits(2, stands="late", late_days=1), waits(1, stands="soon", unseen=("Tia",), waited=30)),
        (waits(2, stands="late", late_days=3), waits(1, stands="late", late_days=2)),
        (waits(2, stands="soon"), waits(1, stands="in time", unseen=("Tia",), waited=30)),
        (waits(2, unseen=("Tia",)), waits(1, waited=30)),
        (waits(2, waited=4), waits(1, waited=3)),
        (waits(2), waits(1, sent_at=SENT + timedelta(minutes=1))),
    ],
)
def test_the_first_difference_decides_the_order(first, second):
    assert in_order([second, first]) == in_order([first, second]) == [first, second]


piece = st.builds(
    Waits,
    st.integers(1, 10**6),
    st.just(SENT),
    first=st.sampled_from(["", "section 47"]),
    stands=st.sampled_from(["late", "soon", "in time", "no limit"]),
    late_days=st.integers(0, 30),
    unseen=st.sampled_from([(), ("Tia",), ("Tia", "Kofi")]),
    waited=st.integers(0, 60),
)


@settings(max_examples=40)
@given(st.lists(piece, max_size=12))
def test_nothing_is_lost_in_the_order_and_every_place_is_explained(pieces):
    ordered = in_order(pieces)

    assert sorted(one.step for one in ordered) == sorted(one.step for one in pieces)
    assert all(reasons(one) and all(reasons(one)) for one in ordered)
    begins = [bool(one.first) for one in ordered]
    assert begins == sorted(begins, reverse=True)


def test_a_place_is_told_in_words():
    one = waits(1, first="child protection", stands="late", late_days=1, unseen=("Tia", "Kofi"), waited=2)

    assert reasons(one) == [
        "child protection",
        "late by 1 working day",
        "Tia and Kofi not seen since its clock began",
        "waits 2 working days",
    ]
    assert reasons(waits(1)) == ["sent today"]
    assert reasons(waits(1, stands="late")) == ["past its day", "sent today"]


# --- taking a decision back ----------------------------------------------------------------------

UNDOABLE = {"start_next_steps", "note_only"}


def made(**facts):
    known = {"decision": "signed_off", "decided_by": 7, "decided_at": SENT, "effects": {"note_only"}}
    return Made(**{**known, **facts})


def told(one, *, by=7, minutes=9):
    return obstacle(one, by=by, now=SENT + timedelta(minutes=minutes), undoable=UNDOABLE)


@pytest.mark.parametrize(
    ("one", "asked", "words"),
    [
        (made(), {}, None),
        (made(decision="returned", effects=()), {}, None),
        (made(), {"minutes": 10}, "10 minutes have passed"),
        (made(), {"by": 8}, "Only whoever decided"),
        (made(effects={"note_only", "close_involvement"}), {}, r"cannot be taken back \(close involvement\)"),
        (made(effects={"never heard of"}), {}, "cannot be taken back"),
        (made(touched=["Closing"]), {}, "begun what followed: Closing"),
        (made(decision="returned", is_written_since=True), {}, "begun to answer"),
        (made(decision="told"), {}, "no decision"),
        (made(decision="undone"), {}, "no decision"),
        (None, {}, "no decision"),
    ],
)
def test_what_stands_against_taking_a_decision_back(one, asked, words):
    found = told(one, **asked)

    assert found is None if words is None else re.search(words, found)


def test_only_effects_that_exist_can_be_undone_and_none_that_reaches_others():
    effects, undoable = (
        import_string(django_settings.KITH_EFFECTS),
        import_string(django_settings.KITH_UNDOABLE),
    )

    assert undoable - set(effects) == set()
    assert [name for name in undoable if not effects[name].startswith("kith.work.steps.effects.")] == []


# --- cover ---------------------------------------------------------------------------------------

LENT = Place("team_manager", 1, may_sign_off=True, lent_by=5)
ASK = {"role": "team_manager", "line": [1, 10]}


def test_a_lent_place_decides_but_never_on_the_work_of_either():
    assert obstacle_to_deciding(by=7, writers=[9], places=[LENT], **ASK) is None
    assert "Somebody else" in obstacle_to_deciding(by=7, writers=[7], places=[LENT], **ASK)
    assert "decided by the team manager" in obstacle_to_deciding(by=7, writers=[5], places=[LENT], **ASK)


def test_ones_own_place_comes_before_a_lent_one():
    own = Place("team_manager", 10, may_sign_off=True)

    assert place_to_decide(writers=[9], places=[own, LENT], **ASK) == own
    assert place_to_decide(writers=[5], places=[LENT, own], **ASK) == own


def test_nobody_wins_a_right_by_covering():
    assert may_be_lent({"SIGN_OFF", "SEE_TEAM"}, {"SIGN_OFF"})
    assert not may_be_lent({"SIGN_OFF", "DECIDE_CONTACT"}, {"SIGN_OFF"})
    assert not may_be_lent({"SEE_TEAM"}, {"SEE_TEAM"})


WEEK = Spell(date(2026, 10, 19), date(2026, 10, 23))


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({}, None),
        ({"by": None}, "by"),
        ({"by": 3}, "by"),
        ({"spell": None}, "starts_on"),
        ({"spell": Spell(WEEK.until_on, WEEK.starts_on)}, "until_on"),
        ({"spell": Spell(date(2026, 10, 5), date(2026, 10, 9))}, "until_on"),
        ({"spell": Spell(TODAY, date(2027, 3, 1))}, "until_on"),
        ({"mine": [Spell(WEEK.until_on, WEEK.until_on)]}, "starts_on"),
        ({"theirs": [Spell(TODAY, WEEK.starts_on)]}, "by"),
        ({"mine": [Spell(TODAY, TODAY)], "theirs": [Spell(TODAY, TODAY)]}, None),
    ],
)
def test_a_cover_needs_somebody_able_and_days_of_its_own(facts, field):
    known = {"by": 2, "able": [2], "spell": WEEK, "today": TODAY, "mine": (), "theirs": ()}

    assert [name for name, _ in problems(**{**known, **facts})] == ([field] if field else [])


# --- what is told --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("time", "words"),
    [
        (timedelta(minutes=3), "an hour"),
        (timedelta(minutes=61), "2 hours"),
        (timedelta(hours=47), "47 hours"),
        (timedelta(hours=49), "3 days"),
    ],
)
def test_a_wait_is_rounded_up(time, words):
    assert span(time) == words


def test_few_decisions_make_no_figure():
    assert "too few" in HowLong(90, 4, 0, timedelta(1), timedelta(2)).words
    assert "too few" in HowLong(90).words
    assert HowLong(90, 12, 1, timedelta(hours=4), timedelta(days=3)).words == (
        "In the last 90 days half of 12 decisions came within 4 hours, nine in ten within 3 days; 1 was sent back."
    )


def remark(kind, number=1, words="x"):
    return SimpleNamespace(kind=kind, sign_off_id=number, words=words)


def test_a_question_is_open_until_it_is_answered():
    said = [remark("looked"), remark("asked"), remark("asked", 2), remark("answered")]

    assert open_question(said, 1) is None
    assert open_question(said, 2) is said[2]
    assert asked_about(said, 1)[0].answer is said[3]
    assert open_question([remark("answered")], 1) is None


def test_who_was_faster_is_told():
    dana = SimpleNamespace(name="Dana")
    done = SimpleNamespace(decided_at=SENT, decided_by=dana, decided_by_id=2, decision="signed_off")

    assert rules.told_meanwhile(7, [done]) == "Dana signed it off at 10:00 on 12 October 2026."
    assert rules.told_meanwhile(2, [done]) == ""


# --- checks --------------------------------------------------------------------------------------

ASSESSMENT = WESTMERE.form_of("single_assessment")
HELD = WESTMERE.form_of("strategy_discussion")
RISK = next(one.id for one in ASSESSMENT.questions if one.kind == "risk")


def test_the_danger_or_why_there_is_none_must_be_told():
    assert danger_told(ASSESSMENT, {}) is False
    assert danger_told(ASSESSMENT, {(f"{RISK}:danger", None): "  "}) is False
    assert danger_told(ASSESSMENT, {(f"{RISK}:danger", None): "He may hit her."}) is True
    assert danger_told(ASSESSMENT, {(f"{RISK}:none", None): "Nothing seen."}) is True


def test_a_risk_without_an_event_is_counted():
    answers = {
        (f"{RISK}:1:what", None): "Hit",
        (f"{RISK}:2:what", None): "Left",
        (f"{RISK}:3:what", None): " ",
    }
    answers[(f"{RISK}:2:evidence", None)] = ["2026-10-01 Visit"]

    assert risks_without_evidence(ASSESSMENT, answers) == 1


@pytest.mark.parametrize(
    ("held", "found"),
    [("2026-10-13", 0), ("2026-10-15", 1), ("2026-10-01", 1), ("nonsense", 0), (None, 0)],
)
def test_the_day_it_was_held_must_be_possible(held, found):
    assert len(wrong_dates(HELD, {("held_on", None): held}, date(2026, 10, 12), TODAY)) == found


def test_facts_that_nobody_looked_at_are_named():
    asked = {"dates": (), "danger": None, "without_evidence": 0}

    assert [one.words for one in rules.more_checks(**asked)] == ["The days agree"]
    told = rules.more_checks(**asked, facts=[("School", True), ("Home", False), ("Doctor", False)])[1]
    assert (told.mark, told.words, told.small) == (
        "soon",
        "2 facts on record are not said to be right",
        "Home, Doctor",
    )
    assert rules.more_checks(**asked, facts=[("School", True)])[1].mark == "done"


@pytest.mark.parametrize(
    ("told", "parts", "mark", "words", "small"),
    [
        (Reading(0, 0, 0, None), [], "soon", "Nothing is written for the family", ""),
        (Reading(90, 9, 100, 8), [("Why", 8)], "done", "The family reads 90 words · reading age 8", ""),
        (Reading(9, 1, 9, None), [("Why", None)], "done", "The family reads 9 words", ""),
        (Reading(90, 2, 190, 14), [("Why", 15), ("Next", 9)], "soon", "The family reads 90 words · reading age 14",
         "Not read with ease at 11. “Why”: 15"),
        (Reading(401, 50, 500, 9), [], "soon", "The family reads 401 words · reading age 9",
         "More than the 400 words or so that fit on one side."),
    ],
)  # fmt: skip
def test_the_length_and_reading_age_for_the_family_are_told(told, parts, mark, words, small):
    assert rules.read_by_family(told, parts) == rules.Check(mark, words, small)
