"""What the looked-after return calls an error, on both sides of every border; each test names its rules."""

from datetime import date
from decimal import Decimal

import pytest

from kith.care.placement import distance
from kith.care.placement import rules as placements
from kith.care.placement.rules import Before, Known, Lived, Told
from kith.care.rules import Child
from kith.care.status import rules as statuses

TODAY = date(2026, 10, 14)
ON = date(2026, 3, 4)
LEAP = date(2008, 2, 29)
LAWS = ("C1", "C2", "D1", "E1", "V2", "L1", "L2", "L3", "J1", "J2", "J3")
KNOWN = Known(
    ("A3", "A4", "A5", "A6", "K1", "K2", "K3", "P1", "P3", "R2", "R5", "S1", "T0", "T1", "T3", "T4", "U1", "U4", "U6"),
    ("PR0", "PR1", "PR2", "PR3", "PR4", "PR5"),
    ("CARPL", "PLACE", "CUSTOD", "OTHER"),
)  # fmt: skip


def aged(years, on=ON, days=0):
    return Child("Tia", date(on.year - years, on.month, on.day - days))


# --- legal statuses -------------------------------------------------------------------------------


def status(child, code, on=ON, **now):
    return [words for _, words in statuses.problems_with(child, code, on, LAWS, statuses.Now(**now))]


@pytest.mark.parametrize("code", ["J1", "J2", "J3"])
def test_358_remand_from_ten_on(code):
    assert status(aged(10), code) == []
    assert "is 9" in status(Child("Tia", date(2016, 3, 5)), code)[0]


def test_446_and_445_the_days_of_two_laws():
    assert status(aged(5), "E1", date(2005, 12, 1)) == []
    assert status(aged(5), "E1", date(2005, 11, 30)) != []
    assert status(aged(5), "D1", date(2005, 12, 31)) == []
    assert status(aged(5), "D1", date(2006, 1, 1)) != []


def test_378_and_408_the_law_and_the_placement_agree():
    assert "lives with a parent" in status(aged(5), "V2", placement="P1")[0]
    assert status(aged(5), "C2", placement="P1") == []
    assert status(aged(5), "C2", placement="A5") != []
    assert status(aged(5), "E1", placement="A5") == []


def test_399_short_breaks_are_no_time_in_care_pitfall_16():
    assert "no time in care" in status(aged(5), "V3")[0]
    assert "no time in care" in status(aged(5), "V4")[0]


def test_355_and_383_no_second_change_on_one_day_pitfall_14():
    assert "began on this very day" in status(aged(5), "C1", status="V2", status_since=ON)[0]
    assert "came back" in status(aged(5), "C1", status="V2", came_back_on=ON)[0]
    assert "already" in status(aged(5), "V2", status="V2")[0]


@pytest.mark.parametrize(
    ("code", "rule", "last_good", "first_bad"),
    [
        ("L1", "361", date(2026, 3, 7), date(2026, 3, 8)),
        ("L2", "362", date(2026, 3, 25), date(2026, 3, 26)),
        ("L3", "363", date(2026, 3, 11), date(2026, 3, 12)),
        ("J2", "364", date(2026, 3, 25), date(2026, 3, 26)),
    ],
)
def test_361_to_364_what_lasts_too_long_is_warned_about(code, rule, last_good, first_bad):
    assert statuses.warnings(code, [(ON, last_good)], TODAY) == []
    assert f"rule {rule}" in statuses.warnings(code, [(ON, first_bad)], TODAY)[0]
    assert statuses.warnings("V2", [(ON, None)], TODAY) == []


def test_359_past_eighteen_only_in_a_home_by_section_20():
    grown = Child("Tia", LEAP)
    assert statuses.past_eighteen(grown, "C2", "U4", date(2026, 2, 28)) is None
    assert statuses.past_eighteen(grown, "C2", "U4", date(2026, 3, 1)) is not None
    assert statuses.past_eighteen(grown, "V2", "K2", date(2026, 3, 1)) is None


# --- placements -----------------------------------------------------------------------------------


def place(child, told, law="C2", on=ON, before=Before()):  # noqa: B008 - it is frozen
    return {field for field, _ in placements.problems_with(child, told, on, KNOWN, law, before)}


GOOD = Told("U6", "PR1", "Ms Bell", urn="SC123456")


def test_a_placement_that_is_well_told_has_no_problem():
    assert place(aged(5), GOOD) == set()


@pytest.mark.parametrize(
    ("kind", "years"), [("K3", 16), ("R5", 10), ("P3", 14), ("S1", 4)]
)  # fmt: skip
def test_371_to_374_ages(kind, years):
    told = Told(kind, "PR4" if kind != "R5" else "PR5", "There")
    assert "kind" not in place(aged(years), told)
    assert "kind" in place(Child("Tia", date(ON.year - years, ON.month, ON.day + 1)), told)


def test_371_h5_changed_its_age_in_2023():
    known = Known(("H5",), KNOWN.providers, KNOWN.reasons)

    def wrong(on):
        told = Told("H5", "PR4", "There")
        child = Child("Tia", date(on.year - 15, on.month, on.day))
        return placements.problems_with(child, told, on, known, "C2", Before())

    assert wrong(date(2023, 3, 31)) == []
    assert wrong(date(2023, 4, 1)) != []


def test_146_a_kind_that_is_not_used_on_the_day():
    assert place(aged(16), Told("P2", "PR1", "There")) == {"kind"}


@pytest.mark.parametrize(
    ("told", "field"),
    [
        (Told("T1", "PR1"), "provider"),  # 213
        (Told("U6", "", "Ms Bell"), "provider"),  # 178, 526
        (Told("R5", "PR1", "There"), "provider"),  # 527
        (Told("R2", "PR2", "There"), "provider"),  # 528
        (Told("U6", "PR3", "There"), "provider"),  # 529
        (Told("P1", "PR4", "Mum"), "provider"),  # 530
        (Told("P1", "PR5", "Mum"), "provider"),  # 531
        (Told("U6", "PR0", "There"), "provider"),  # 550
        (Told("K2", "PR4", "There", urn="SC12345"), "urn"),  # format
        (Told("P1", "PR0", "Mum", urn="SC123456"), "urn"),  # 222
        (Told("U6", "PR1", ""), "carer"),
    ],
)
def test_213_222_and_526_to_550_what_belongs_to_a_kind(told, field):
    before = Before("U4", date(2026, 1, 1), "")
    assert field in place(aged(12), told, before=before)


def test_222_the_number_of_a_place_that_is_not_in_england():
    assert "urn" not in place(aged(12), Told("R2", "PR4", "There", urn="XXXXXXX"))
    assert "urn" not in place(aged(12), Told("K2", "PR4", "There", urn="1234567"))


def test_378_and_408_a_placement_against_the_law():
    assert "kind" in place(aged(5), Told("P1", "PR0", "Mum"), law="V2")
    assert "kind" in place(aged(5), Told("A6", "PR1", "There"), law="C2")
    assert "kind" not in place(aged(5), Told("A6", "PR1", "There"), law="E1")


def test_380_care_does_not_begin_in_a_temporary_placement_pitfall_15():
    assert "kind" in place(aged(5), Told("T1"))


def test_383_out_of_a_temporary_placement_only_back_pitfall_15():
    assert "kind" in place(aged(5), GOOD, before=Before("T1", date(2026, 3, 1), "CARPL"))


def test_336_and_217_adoption_by_the_carers():
    told = Told("A5", "PR1", "Ms Bell", carer_stays=True)
    assert place(aged(5), told, "E1", before=Before("U4", date(2026, 1, 1), "CARPL")) == set()
    assert "kind" in place(aged(5), told, "E1", before=Before("K2", date(2026, 1, 1), "CARPL"))
    moved = Told("A5", "PR1", "Ms Bell")
    assert "kind" in place(aged(5), moved, "E1", before=Before("U4", date(2026, 1, 1), "CARPL"))
    assert (
        place(aged(5, date(2015, 3, 31)), moved, "E1", date(2015, 3, 31), Before("U4", None, "CARPL"))
        == set()
    )


def test_225_226_and_234_the_reason_for_a_change_pitfall_15():
    before = ("U4", date(2026, 1, 1))
    assert place(aged(9), GOOD, before=Before(*before, "")) == {"end_reason"}
    assert place(aged(9), GOOD, before=Before(*before, "CARPL")) == set()
    assert place(aged(9), GOOD, before=Before(*before, "CUSTOD")) == {"end_reason"}
    assert place(aged(10), GOOD, before=Before(*before, "CUSTOD")) == set()
    assert place(aged(9), Told("T1"), before=Before(*before, "OTHER")) == {"end_reason"}
    assert place(aged(9), Told("T1"), before=Before(*before, "")) == set()
    assert place(aged(9), GOOD, before=Before(*before, "PLACE")) == {"end_reason"}


def test_355_a_placement_of_one_day_pitfall_14():
    assert place(aged(9), GOOD, before=Before("U4", ON, "CARPL")) == {"on"}


def warned(kind, until, *others, **more):
    one = Lived(kind, ON, until, **more)
    return placements.warnings(one, [*others, one], TODAY)


@pytest.mark.parametrize(
    ("kind", "rule", "last_good", "first_bad"),
    [
        ("T1", "375", date(2026, 4, 15), date(2026, 4, 16)),
        ("T3", "376", date(2026, 3, 25), date(2026, 3, 26)),
        ("T4", "379", date(2026, 3, 11), date(2026, 3, 12)),
    ],
)
def test_375_376_379_a_temporary_placement_that_lasts_too_long(kind, rule, last_good, first_bad):
    assert warned(kind, last_good) == []
    assert f"rule {rule}" in warned(kind, first_bad)[0]


def test_377_two_holidays_of_carers_in_any_twelve_months():
    year_before, day_after = Lived("T3", date(2025, 3, 4)), Lived("T3", date(2025, 3, 5))
    summer = Lived("T3", date(2025, 8, 1))
    assert warned("T3", date(2026, 3, 9), year_before, summer) == []
    assert "rule 377" in warned("T3", date(2026, 3, 9), day_after, summer)[0]


def test_218_392_and_454_numbers_and_postcodes_that_are_missing():
    assert [words.split("rule ")[1] for words in warned("U6", None)] == ["218).", "392b)."]
    well = {"urn": "SC123456", "postcode": "WM6 1AB", "home_postcode": "WM4 2QT"}
    assert warned("U6", None, **well) == []
    assert "rule 392d" in warned("U6", None, **(well | {"home_postcode": "wm61ab"}))[0]
    assert warned("P1", None, **(well | {"home_postcode": "WM6 1AB"})) == []
    assert warned("U6", None, **well, miles=Decimal("350.0")) == []
    assert "rule 454" in warned("U6", None, **well, miles=Decimal("350.1"))[0]


def test_406_an_unaccompanied_child_has_no_distance():
    assert warned("U6", None, urn="SC123456", is_unaccompanied=True) == []


def test_the_distance_is_straight_and_in_miles_with_one_decimal():
    assert distance.miles((400000, 300000), (403000, 304000)) == Decimal("3.1")
    assert distance.miles((0, 0), (0, 0)) == Decimal("0.0")
    assert distance.miles(None, (0, 0)) is None
    assert distance.key(" wm4  2qt ") == "WM42QT"
