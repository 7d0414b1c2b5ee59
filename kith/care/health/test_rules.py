"""Health of children in care: both sides of each border."""

from datetime import date

import pytest

from kith.care.health import rules
from kith.care.health.rules import Stretch

YEAR_END = date(2026, 3, 31)
OPEN = Stretch(date(2024, 6, 1), "S", "C2")


def test_pitfall_17_in_care_all_year_counts():
    assert rules.looked_after_for_12_months([OPEN], YEAR_END) is None


@pytest.mark.parametrize(
    ("episodes", "why"),
    [
        ([], "Not looked after"),
        ([Stretch(date(2024, 6, 1), "S", "C2", date(2025, 3, 31), "E4A")], "Not looked after"),
        ([Stretch(date(2025, 4, 1), "S", "C2")], None),  # on 1 April itself still counts
        ([Stretch(date(2025, 4, 2), "S", "C2")], "Came into care in the year, on 2 Apr 2025."),
        ([Stretch(date(2026, 3, 31), "S", "C2")], "Came into care"),
        ([Stretch(date(2026, 4, 1), "S", "C2")], "Not looked after"),
        ([Stretch(date(2024, 6, 1), "S", "C2", date(2025, 4, 1), "E4A")], "Left care in the year, on 1 Apr 2025."),
        ([Stretch(date(2024, 6, 1), "S", "C2", date(2026, 3, 30), "E4A")], "Left care"),
        ([Stretch(date(2024, 6, 1), "S", "C2", date(2026, 3, 31), "E4A")], None),  # only before 31 March
        ([Stretch(date(2024, 6, 1), "S", "C2", date(2025, 9, 1), "X1"), Stretch(date(2025, 9, 1), "P", "C2")], None),
        ([Stretch(date(2024, 6, 1), "S", "V3")], "short breaks"),
        ([OPEN, Stretch(date(2023, 6, 1), "S", "V4", date(2024, 1, 1), "E8")], None),  # a break of years ago
        ([Stretch(date(2024, 6, 1), "S", "C1", date(2025, 9, 1), "X1"), Stretch(date(2025, 9, 1), "L", "C2")], None),
    ],
)  # fmt: skip
def test_pitfall_17_continuously_looked_after_has_its_own_definition(episodes, why):
    told = rules.looked_after_for_12_months(episodes, YEAR_END)

    assert told is None if why is None else why in told


@pytest.mark.parametrize(
    ("on", "end"),
    [
        (date(2026, 3, 31), date(2026, 3, 31)),
        (date(2026, 4, 1), date(2027, 3, 31)),
        (date(2026, 12, 31), date(2027, 3, 31)),
    ],
)
def test_the_year_ends_on_31_march(on, end):
    assert rules.next_year_end(on) == end


@pytest.mark.parametrize(
    ("born_on", "code", "asked"),
    [
        (date(2022, 3, 31), "strengths", True),  # turns 4 on the last day
        (date(2022, 4, 1), "strengths", False),
        (date(2008, 4, 2), "strengths", True),  # turns 17 on 2 April 2025
        (date(2008, 4, 1), "strengths", False),  # is 17 all the year
        (date(2016, 3, 31), "convicted", True),
        (date(2016, 4, 1), "convicted", False),
        (date(2021, 4, 1), "development", True),  # still four
        (date(2021, 3, 31), "development", False),
        (date(2008, 4, 1), "dental", True),
    ],
)
def test_pitfall_17_what_is_asked_at_which_age(born_on, code, asked):
    assert (code in rules.asked_at(born_on, YEAR_END)) is asked


@pytest.mark.parametrize(
    ("born_on", "on", "code"),
    [
        (date(2021, 10, 15), date(2026, 10, 14), "health_assessment_under_five"),
        (date(2021, 10, 14), date(2026, 10, 14), "health_assessment"),
        (date(2020, 2, 29), date(2025, 2, 28), "health_assessment_under_five"),
        (date(2020, 2, 29), date(2025, 3, 1), "health_assessment"),
        (None, date(2026, 10, 14), "health_assessment"),
    ],
)
def test_health_is_assessed_every_6_months_under_five_and_every_12_from_then(born_on, on, code):
    assert rules.assessment_code(born_on, on) == code


def test_nothing_happened_before_care_after_it_or_tomorrow():
    def told(on):
        return bool(rules.problems_of_day(on, date(2026, 10, 14), date(2026, 1, 5), date(2026, 9, 1)))

    assert [told(date(2026, 1, 4)), told(date(2026, 1, 5)), told(date(2026, 9, 1)), told(date(2026, 9, 2))] == [
        True, False, False, True,
    ]  # fmt: skip
    assert rules.problems_of_day(date(2026, 10, 15), date(2026, 10, 14), date(2026, 1, 5), None)
    assert not rules.problems_of_day(date(2026, 10, 14), date(2026, 10, 14), date(2026, 1, 5), None)


def strengths(score="", reason="", born_on=date(2017, 1, 1), on=date(2026, 10, 14)):
    return [f for f, _ in rules.problems_of_strengths(score, reason, born_on, on, {"SDQ1", "SDQ2", "SDQ4"})]


@pytest.mark.parametrize("score", ["0", "40", "7"])
def test_a_score_is_0_to_40_180(score):
    assert strengths(score) == []


@pytest.mark.parametrize("score", ["41", "-1", "7.5", "a lot", "٣", "9999999"])
def test_other_scores_are_refused_180(score):
    assert strengths(score) == ["score"]


def test_a_score_or_a_reason_and_not_the_wrong_age_157_197a():
    assert strengths(reason="SDQ2") == []
    assert strengths("7", "SDQ2") == ["score"]
    assert strengths() == ["score"]
    assert strengths(reason="SDQ1") == ["reason"]
    assert strengths(reason="SDQ9") == ["score"]


@pytest.mark.parametrize(
    ("on", "refused"),
    [
        (date(2020, 12, 31), True),  # three
        (date(2021, 1, 1), False),
        (date(2033, 12, 31), False),  # sixteen
        (date(2034, 1, 1), True),
    ],
)
def test_pitfall_17_the_questionnaire_is_for_4_to_16(on, refused):
    assert bool(strengths("7", on=on)) is refused


def test_help_with_substances_is_told_whole_158_159_192():
    assert rules.problems_of_substances(True, None) == []
    assert rules.problems_of_substances(False, True) == []
    assert rules.problems_of_substances(False, False) == []
    assert rules.problems_of_substances(True, True)[0][0] == "offered"
    assert rules.problems_of_substances(False, None)[0][0] == "offered"
    assert rules.problems_of_substances(None, None)[0][0] == "received"


def test_pitfall_17_offences_from_ten_and_surveillance_under_five_542_546():
    born = date(2016, 2, 29)
    assert rules.problems_of_offence(born, date(2026, 2, 28))
    assert not rules.problems_of_offence(born, date(2026, 3, 1))
    assert not rules.problems_of_check("development", born, date(2021, 2, 28))
    assert rules.problems_of_check("development", born, date(2021, 3, 1))
    assert not rules.problems_of_check("dental", born, date(2026, 1, 1))
    assert rules.problems_of_check("eyes", born, date(2026, 1, 1))


def test_the_years_answers_count_only_days_of_the_year():
    year = (date(2025, 4, 1), YEAR_END)
    days = {
        "dental": [date(2025, 3, 31)],
        "immunisations": [date(2025, 4, 1)],
        "convicted": [],
        "health_assessment": [YEAR_END],
    }

    told = rules.answers_of_the_year(
        ["dental", "immunisations", "convicted", "health_assessment"], year, days
    )
    two = rules.answers_of_the_year(["health_assessment"], year, days, needed_assessments=2)

    assert told == {
        "dental": "missing",
        "immunisations": "yes",
        "convicted": "no",
        "health_assessment": "yes",
    }
    assert two == {"health_assessment": "missing"}
