"""What is on record of a time in care, as the looked-after return tells it."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as some

from kith.care.episodes.rules import Care, Episode, Place, Status, episodes, short_break_episodes

BEGAN = date(2024, 2, 29)
KINDS = ("U4", "U6", "K2", "P1", "T1", "T3", "A6")
FOUR = ("kind", "postcode", "urn", "provider")


def day(number):
    return BEGAN + timedelta(days=number)


def told(found):
    return [(one.started_on, one.new, one.ended_on, one.ceased, one.change_reason) for one in found]


def test_one_status_and_one_placement_are_one_open_episode():
    found = episodes(Care(BEGAN), [Status("V2", BEGAN)], [Place("U6", BEGAN)])

    assert told(found) == [(BEGAN, "S", None, "", "")]


def test_a_change_of_status_alone_is_l_and_leaves_the_placement_as_it_is():
    found = episodes(
        Care(BEGAN), [Status("V2", BEGAN, day(9)), Status("C1", day(9))], [Place("U6", BEGAN, end_reason="")]
    )

    assert told(found) == [(BEGAN, "S", day(9), "X1", ""), (day(9), "L", None, "", "")]


def test_a_move_to_other_carers_is_p_and_its_reason_stands_on_the_episode_that_ends_pitfall_15():
    found = episodes(
        Care(BEGAN),
        [Status("C2", BEGAN)],
        [Place("U6", BEGAN, day(9), urn="1", end_reason="CREQB"), Place("U4", day(9), urn="2")],
    )

    assert told(found) == [(BEGAN, "S", day(9), "X1", "CREQB"), (day(9), "P", None, "", "")]


def test_carers_who_move_house_with_the_child_are_t():
    found = episodes(
        Care(BEGAN),
        [Status("C2", BEGAN)],
        [
            Place("U4", BEGAN, day(9), postcode="WM1 1AA", end_reason="PLACE"),
            Place("U4", day(9), postcode="WM2 1AA", carer_stays=True),
        ],
    )

    assert [one.new for one in found] == ["S", "T"]


def test_both_on_one_day_are_b_or_u_by_the_carer():
    statuses = [Status("C1", BEGAN, day(9)), Status("C2", day(9))]

    def news(stays):
        second = Place("U4", day(9), postcode="WM2 1AA", carer_stays=stays)
        return [one.new for one in episodes(Care(BEGAN), statuses, [Place("U6", BEGAN, day(9)), second])]

    assert (news(False), news(True)) == (["S", "B"], ["S", "U"])


def test_what_the_return_cannot_tell_apart_is_one_episode_434_to_436():
    found = episodes(
        Care(BEGAN),
        [Status("C2", BEGAN)],
        [
            Place("U4", BEGAN, day(9)),
            Place("U4", day(9), day(12), carer_stays=True, end_reason="CARPL"),
            Place("K2", day(12)),
        ],
    )

    assert told(found) == [(BEGAN, "S", day(12), "X1", "CARPL"), (day(12), "P", None, "", "")]


def test_a_temporary_placement_has_no_reason_on_either_side_and_is_always_p_rules_226_and_383():
    foster = {"urn": "1", "postcode": "WM1 1AA"}
    found = episodes(
        Care(BEGAN),
        [Status("C2", BEGAN)],
        [
            Place("U4", BEGAN, day(9), end_reason="OTHER", **foster),
            Place("T3", day(9), day(16), carer_stays=True),
            Place("U4", day(16), carer_stays=True, **foster),
        ],
    )

    assert told(found) == [
        (BEGAN, "S", day(9), "X1", ""),
        (day(9), "P", day(16), "X1", ""),
        (day(16), "P", None, "", ""),
    ]


def test_the_last_episode_ceases_as_the_period_does_and_is_no_change_of_placement():
    care = Care(BEGAN, day(20), "N1", "E4A")
    found = episodes(care, [Status("V2", BEGAN, day(20))], [Place("U6", BEGAN, day(20))])

    assert told(found) == [(BEGAN, "S", day(20), "E4A", "")]


def test_short_breaks_each_start_care_and_have_no_postcode_pitfall_16():
    found = short_break_episodes(
        "V3", [(BEGAN, day(2)), (day(2), day(5))], need="N2", kind="U6", provider="PR1"
    )

    assert [(one.new, one.status, one.place.postcode) for one in found] == [("S", "V3", ""), ("S", "V3", "")]
    [agreed] = short_break_episodes("V4", [(BEGAN, None)], need="N2", kind="K2", provider="PR1")
    assert (agreed.status, agreed.ended_on, agreed.ceased) == ("V4", None, "")


@some.composite
def histories(draw):
    """A time in care of up to 40 days, cut at random into statuses and placements, ended or open."""
    length = draw(some.integers(2, 40))
    ended = draw(some.booleans())
    last = day(length) if ended else None

    def chain(make):
        cuts = sorted(draw(some.sets(some.integers(1, length - 1), max_size=6)))
        starts = [BEGAN, *map(day, cuts)]
        return [make(first, end) for first, end in zip(starts, [*starts[1:], last], strict=True)]

    def status(first, end):
        return Status(draw(some.sampled_from(["V2", "C1", "C2", "E1"])), first, end)

    def place(first, end):
        kind = draw(some.sampled_from(KINDS))
        return Place(
            kind, first, end, provider="" if kind[0] == "T" else draw(some.sampled_from(["PR1", "PR4"])),
            urn=draw(some.sampled_from(["", "1", "2"])), postcode=draw(some.sampled_from(["A", "B"])),
            carer_stays=draw(some.booleans()), end_reason=draw(some.sampled_from(["CARPL", "OTHER"])) if end else "",
        )  # fmt: skip

    care = Care(BEGAN, last, draw(some.sampled_from(["N1", "N5"])), "E4A" if ended else "")
    return care, chain(status), chain(place)


def same_place(one: Episode, other: Episode):
    return all(getattr(one.place, name) == getattr(other.place, name) for name in FOUR)


@given(histories())
def test_no_history_breaks_the_rules_of_episodes_pitfall_14(history):
    care, statuses, places = history
    found = episodes(care, statuses, places)

    assert found[0].new == "S" and found[0].started_on == care.started_on  # 357, 352
    assert {one.need for one in found} == {care.need}  # 504, pitfall 15
    assert found[-1].ended_on == care.ended_on and found[-1].ceased == care.end_reason  # 142, 148
    for one in found:
        assert one.ended_on is None or one.ended_on > one.started_on  # 355, 356, pitfall 14
        assert bool(one.ended_on) == bool(one.ceased)  # 148
    for before, after in pairwise(found):
        assert before.ended_on == after.started_on and before.ceased == "X1"  # 388, 433, 501
        temporary = before.place.is_temporary or after.place.is_temporary
        moved = after.new in "PBTU"
        assert bool(before.change_reason) == (moved and not temporary)  # 225, 226, pitfall 15
        if after.new == "L":
            assert before.status != after.status and same_place(before, after)  # 434
        elif after.new in "PT":
            assert before.status == after.status  # 435
        else:
            assert before.status != after.status  # 436
        if after.new in "TU":
            assert not same_place(before, after) and not temporary  # 435, 436, 380
    assert not found[-1].change_reason  # 233


def holding(rows, on):
    [one] = [row for row in rows if row.started_on <= on and (not row.ended_on or on < row.ended_on)]
    return one


@given(histories())
def test_every_day_of_care_is_told_under_its_own_status_and_placement(history):
    care, statuses, places = history
    found = episodes(care, statuses, places)

    for number in range(40):
        if care.ended_on and day(number) >= care.ended_on:
            break
        now, status, place = (holding(rows, day(number)) for rows in (found, statuses, places))
        assert (now.status, now.place.told) == (status.code, place.told)
