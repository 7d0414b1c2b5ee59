"""What the return calls an error of starts, ends, reviews and visits, on both sides of every border."""

from datetime import date, timedelta

import pytest

from kith.care.period import rules as periods
from kith.care.review import rules as reviews
from kith.care.rules import Child
from kith.care.short_breaks import rules as breaks
from kith.care.visits import rules as visits
from kith.care.visits.rules import FIRST, FOUR_WEEKS, SIX_WEEKS, THREE_MONTHS, WEEKLY, Lives

TODAY = date(2026, 10, 14)
ON = date(2026, 3, 4)
LEAP = date(2008, 2, 29)


def aged(years, on=ON, days=0):
    return Child("Tia", date(on.year - years, on.month, on.day - days))


# --- beginning and ending -------------------------------------------------------------------------


def starts(child, on, *earlier):
    return periods.obstacle_to_starting(child, on, earlier, TODAY)


def test_352_nobody_begins_at_eighteen_nor_on_a_leap_day_birthday():
    born_on_leap_day = Child("Tia", LEAP)
    assert starts(born_on_leap_day, date(2026, 2, 28)) is None
    assert "18 by then" in starts(born_on_leap_day, date(2026, 3, 1))


def test_302_353_and_354_the_days_of_a_start():
    child = Child("Tia", date(1991, 10, 1))
    assert starts(child, date(1991, 10, 14)) is None
    assert "before 14 October 1991" in starts(child, date(1991, 10, 13))
    assert starts(Child("Tia", ON), ON) is None
    assert "born on" in starts(Child("Tia", ON), date(2026, 3, 3))
    assert "still to come" in starts(child, date(2026, 10, 15))
    assert "not born yet" in starts(Child("Baby", None, is_unborn=True), ON)


@pytest.mark.parametrize("reason", ["E2", "E11", "E12", "E15"])
def test_437_and_199_nothing_after_what_is_for_good(reason):
    assert starts(aged(5), ON, periods.Earlier(date(2026, 1, 1), reason)) is not None
    assert starts(aged(5), ON, periods.Earlier(date(2026, 1, 1), "E4A")) is None


def start(**told):
    facts = {"need": "N1", "before": "Z1", "home_postcode": "WM4 2QT"} | told
    found = periods.problems_with_start(periods.Start(**facts), ["N1"], ["P1", "P2", "P3", "P4", "Z1"])
    return {field for field, _ in found}


def test_145_and_630_to_635_what_is_asked_of_every_start():
    assert start() == set()
    assert start(need="N9") == {"need"}
    assert start(before="") == {"before"}
    assert start(before="Z1", before_council="Kent") == {"before_council"}
    assert start(before="P1", before_council="Kent", before_when="May 2019") == set()
    assert start(before="P1", before_council="", before_when="2019") == {"before_council"}
    assert start(before="P1", before_council="Kent", before_when="last year") == {"before_when"}
    assert start(before="P1", before_council="not known", before_when="not known") == set()


def test_406_an_unaccompanied_child_has_no_home_postcode():
    assert start(is_unaccompanied=True) == {"home_postcode"}
    assert start(is_unaccompanied=True, home_postcode="") == set()


def test_303_and_304_when_the_status_of_an_unaccompanied_child_ended():
    child = Child("Sami", date(2008, 5, 1))

    def wrong(until, known=True, today=date(2026, 10, 14)):
        return periods.problems_with_unaccompanied(child, known, until, date(2025, 1, 1), today)

    assert wrong(date(2026, 5, 1)) == []
    assert wrong(date(2026, 5, 2)) != []
    assert wrong(date(2024, 12, 31)) != []
    assert wrong(date(2026, 1, 1), known=False) != []
    assert wrong(date(2026, 4, 1), today=date(2026, 3, 31)) != []
    assert wrong(date(2026, 3, 31), today=date(2026, 3, 31)) == []


CODES = ("X1", "E11", "E12", "E2", "E4A", "E5", "E6", "E7", "E17", "E45", "E46", "E47", "E8")


def ends(child, reason, on=ON, kind="U6", **held):
    facts = {"started_on": date(2025, 1, 1), "status": "C2", "status_since": date(2025, 1, 1), "placement": kind,
             "placed_on": date(2025, 1, 1)} | held  # fmt: skip
    return {
        field
        for field, _ in periods.problems_with_ending(child, periods.Ending(**facts), on, reason, CODES, TODAY)
    }


def test_148_149_and_385_an_end_has_a_day_and_a_reason():
    assert ends(aged(9), "E4A") == set()
    assert ends(aged(9), "X1") == {"reason"}
    assert ends(aged(9), "") == {"reason"}
    assert ends(aged(9), "E4A", None) == {"ended_on"}
    assert ends(aged(9), "E4A", date(2026, 10, 15)) == {"ended_on"}


def test_355_and_356_an_end_comes_after_the_last_change_pitfall_14():
    assert ends(aged(9), "E4A", date(2025, 1, 1)) == {"ended_on"}
    assert ends(aged(9), "E4A", ON, placed_on=ON) == {"ended_on"}
    assert ends(aged(9), "E4A", ON, status_since=ON) == {"ended_on"}


def test_care_does_not_end_before_a_review_that_was_held_in_it():
    assert ends(aged(9), "E4A", reviewed_on=ON + timedelta(days=1)) == {"ended_on"}
    assert ends(aged(9), "E4A", reviewed_on=ON) == set()


@pytest.mark.parametrize(
    ("rule", "reason", "years", "is_good_from"),
    [("387", "E5", 14, True), ("387", "E6", 14, True), ("389", "E7", 16, True), ("460", "E17", 18, True),
     ("386", "E11", 18, False)],
)  # fmt: skip
def test_386_387_389_460_ages_at_the_end(rule, reason, years, is_good_from):
    kind = "A4" if reason == "E11" else "U6"
    before, at = Child("Tia", date(ON.year - years, ON.month, ON.day + 1)), aged(years)
    assert (ends(at, reason, kind=kind) == set()) is is_good_from
    assert (ends(before, reason, kind=kind) == set()) is not is_good_from


def test_407_a_special_guardian_until_the_birthday_itself():
    assert ends(aged(18), "E47") == set()
    assert ends(Child("Tia", date(2008, 3, 3)), "E47") == {"reason"}


def test_390_516_and_381_the_end_and_the_placement_pitfall_15():
    assert ends(aged(3), "E11", kind="U6") == {"reason"}
    assert ends(aged(3), "E11", kind="A4") == set()
    assert ends(aged(3), "E45", kind="K2") == {"reason"}
    assert ends(aged(3), "E45", kind="U1") == set()
    assert ends(aged(3), "E4A", kind="T3") == {"reason"}


def test_437_a_child_who_died():
    died = Child("Tia", date(2020, 1, 1), died_on=ON)
    assert ends(died, "E2") == set()
    assert ends(died, "E4A") == {"reason"}
    assert ends(died, "E2", date(2026, 3, 5)) == {"reason"}
    assert ends(died, "E4A", ON + timedelta(days=1)) == {"reason"}, (
        "nothing happens to a child after its death"
    )
    assert ends(died, "E4A", ON - timedelta(days=1)) == set()


# --- reviews and visits ---------------------------------------------------------------------------


def reviewed(child, code, on=ON, **more):
    facts = {"started_on": date(2025, 1, 1), "ended_on": None, "held": [], "today": TODAY} | more
    return {
        field for field, _ in reviews.problems_with(child, on, code, [f"PN{n}" for n in range(8)], **facts)
    }


def test_440_and_441_under_four_and_from_four():
    three = Child("Tia", date(2022, 3, 5))
    assert reviewed(three, "PN0") == set()
    assert reviewed(three, "PN1") == {"participation"}
    assert reviewed(aged(4), "PN0") == {"participation"}
    assert reviewed(aged(4), "PN7") == set()
    assert reviewed(aged(4), "PN8") == {"participation"}  # 167


def test_a_review_lies_in_its_time_in_care():
    assert reviewed(aged(9), "PN1", date(2024, 12, 31)) == {"held_on"}
    assert reviewed(aged(9), "PN1", date(2026, 10, 15)) == {"held_on"}
    assert reviewed(aged(9), "PN1", ended_on=date(2026, 3, 3)) == {"held_on"}
    assert reviewed(aged(9), "PN1", held=[ON]) == {"held_on"}
    assert reviewed(aged(9), "PN1", None) == {"held_on"}


def test_the_clocks_of_reviews_follow_each_other_pitfall_18():
    assert [reviews.clock_after(n) for n in range(4)] == [
        "care_review_first", "care_review_second", "care_review_later", "care_review_later",
    ]  # fmt: skip


def clock(seen=(), **lives):
    facts = {"kind": "U6", "placed_on": ON, "status": "C2", "status_since": ON} | lives
    found = visits.next_visit(Lives(**facts), [date(2026, *on) if len(on) == 2 else date(*on) for on in seen])
    return found.code, found.since


def test_28_2_a_week_then_six_weeks_then_three_months_pitfall_18():
    assert clock() == (FIRST, ON)
    assert clock([(3, 3)]) == (FIRST, ON)
    assert clock([(3, 4)]) == (SIX_WEEKS, ON)
    assert clock([(2027, 3, 3)], is_lasting=True) == (SIX_WEEKS, date(2027, 3, 3))
    assert clock([(2027, 3, 4)], is_lasting=True) == (THREE_MONTHS, date(2027, 3, 4))
    assert clock([(2027, 3, 4)]) == (SIX_WEEKS, date(2027, 3, 4))


def test_28_3_with_a_parent_before_the_assessment_is_finished_pitfall_18():
    told = {"kind": "P1", "visits": "unassessed_parent"}
    assert clock([(3, 6)], **told) == (WEEKLY, date(2026, 3, 6))
    assert clock([(3, 6)], **told, reviewed_on=date(2026, 3, 20)) == (SIX_WEEKS, date(2026, 3, 6))


@pytest.mark.parametrize(
    "told", [{"kind": "U3", "visits": "temporary_carer"}, {"kind": "P1", "status": "C1"}]
)
def test_28_4_a_carer_for_the_time_being_or_a_parent_under_an_interim_order_pitfall_18(told):
    assert clock([(3, 6)], **told) == (WEEKLY, date(2026, 3, 6))
    assert clock([(3, 6)], **told, reviewed_on=date(2026, 3, 20)) == (FOUR_WEEKS, date(2026, 3, 6))


def test_28_5_a_week_from_the_care_order_while_with_a_parent_pitfall_18():
    order = {"kind": "P1", "status": "C2", "status_since": date(2026, 5, 1)}
    assert clock([(4, 20)], **order) == (FIRST, date(2026, 5, 1))
    assert clock([(5, 4)], **order) == (SIX_WEEKS, date(2026, 5, 4))


def test_a_visit_does_not_meet_the_clock_that_runs_from_it():
    assert visits.met_on(SIX_WEEKS, ON, [ON]) is None
    assert visits.met_on(SIX_WEEKS, ON, [ON, date(2026, 4, 1), date(2026, 5, 1)]) == date(2026, 4, 1)
    assert visits.met_on(FIRST, ON, [ON]) == ON


# --- unaccompanied children -----------------------------------------------------------------------


def test_231_an_unaccompanied_child_of_eleven_or_younger_at_the_year_end_is_asked_about():
    def told(born_on, until=None, today=TODAY):
        return periods.young_and_alone(Child("Tia", born_on), until, today)

    assert "rule 231" in told(date(2015, 4, 1))  # 11 on 31 March 2027
    assert told(date(2015, 3, 31)) is None  # 12 on that day
    assert told(None) is None
    assert told(date(2015, 4, 1), today=date(2027, 4, 1)) is None
    assert "rule 231" in told(date(2020, 1, 1), date(2026, 4, 1))
    assert told(date(2020, 1, 1), date(2026, 3, 31)) is None  # not in this year any more


# --- short breaks ---------------------------------------------------------------------------------


def test_365_367_and_382_to_426_short_breaks_pitfall_16():
    def series(style="V3", kind="U6", that_year=()):
        told = breaks.Series(style, "N2", kind, "PR1")
        found = breaks.problems_with_series(
            aged(9), told, ON, needs=["N2"], kinds=["U6", "U4", "T1"], providers=["PR1"], styles_that_year=that_year,
            today=TODAY,
        )  # fmt: skip
        return {field for field, _ in found}

    assert series() == set()
    assert series(kind="T1") == series(kind="U4") == {"kind"}  # 382, 384
    assert series(that_year=["V4"]) == {"style"}  # 426
    assert breaks.year_of(date(2026, 3, 31)) == (date(2025, 4, 1), date(2026, 4, 1))
    assert breaks.year_of(date(2026, 4, 1)) == (date(2026, 4, 1), date(2027, 4, 1))

    def taken(first, last, *held):
        found = breaks.problems_with_break((first, last), (date(2026, 1, 1), None), "V3", held, TODAY)
        return {field for field, _ in found}

    assert taken(date(2026, 5, 1), date(2026, 5, 18)) == set()
    assert taken(date(2026, 5, 1), date(2026, 5, 19)) == {"break_to"}  # 365
    assert taken(date(2026, 5, 1), date(2026, 5, 1)) == {"break_to"}
    held = [(date(2026, 4 + n, 1), date(2026, 4 + n, 18)) for n in range(4)]  # 68 days
    assert taken(date(2026, 9, 1), date(2026, 9, 8), *held) == set()  # 75
    assert taken(date(2026, 9, 1), date(2026, 9, 9), *held) == {"break_to"}  # 367
    assert taken(date(2026, 4, 17), date(2026, 4, 20), *held[:1]) == {"break_from"}


def test_what_becomes_of_a_plan_is_told_where_care_begins():
    """Process.md 4.11 and 4.13: a child in need plan ends, a protection plan does not by itself."""
    since = date(2026, 6, 15)

    assert periods.beside("Tia", "in_need", since) == (
        "Tia has had a child in need plan since 15 Jun 2026. It ends on the day care begins."
    )
    assert "does not end by itself" in (periods.beside("Tia", "protection", since) or "")
    assert periods.beside("Tia", "court", since) is None
