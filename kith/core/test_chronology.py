from datetime import date

import pytest

from kith.core.chronology import (
    CLOSED,
    GAP,
    INVOLVEMENT,
    KEY,
    OPENED,
    Event,
    Mark,
    chosen,
    marked,
    merged,
    open_spells,
    times_unseen,
)

TIA, KOFI = 1, 2


def event(
    day: int, kind: str = "visit", number: int = 1, person: int = TIA, month: int = 9, **facts
) -> Event:
    facts = {"title": "Seen"} | facts
    return Event(date(2026, month, day), source=(kind, number), people=frozenset({person}), **facts)


def was_open(person: int, first: date, last: date | None = None) -> list[Event]:
    who = frozenset({person})
    opened = Event(first, "Involvement opened", (INVOLVEMENT, 1), OPENED, people=who)
    return [opened] + (
        [Event(last, "Involvement closed", (INVOLVEMENT, 1), CLOSED, people=who)] if last else []
    )


def test_siblings_share_one_line_and_the_newest_comes_first() -> None:
    lines = merged([event(1), event(1, person=KOFI), event(3, number=2)])

    assert [(line.on.day, line.people) for line in lines] == [(3, {TIA}), (1, {TIA, KOFI})]


def test_siblings_seen_differently_on_one_visit_stand_on_two_lines() -> None:
    assert len(merged([event(1, title="Seen alone"), event(1, person=KOFI)])) == 2


def test_siblings_of_whom_other_words_are_told_stand_on_two_lines() -> None:
    told = [
        event(1, "contact", words="Decided: referral"),
        event(1, "contact", person=KOFI, words="Decided: advice"),
    ]

    assert [line.words for line in merged(told)] == ["Decided: referral", "Decided: advice"]


def test_two_parts_of_one_fact_are_two_lines() -> None:
    assert len(merged([event(1, "step", part="started"), event(1, "step", part="completed")])) == 2


def test_a_mark_finds_its_event_and_no_other() -> None:
    marks = {(TIA, "visit", 1, ""): Mark(KEY, "The first time she spoke of him.", "Amina Rahman")}

    first, other, sibling = marked([event(1), event(2, number=2), event(1, person=KOFI)], marks)

    assert (first.weight, first.meaning) == (KEY, "The first time she spoke of him.")
    assert not (other.weight or other.meaning or sibling.weight)


def test_a_mark_can_take_weight_away() -> None:
    assert (
        marked([event(1, weight=KEY)], {(TIA, "visit", 1, ""): Mark("", "", "Amina Rahman")})[0].weight == ""
    )


def test_what_was_said_of_siblings_is_kept_once_each() -> None:
    one, same = (event(1, person=person, said=(("Both cried.", "Amina"),)) for person in (TIA, KOFI))

    assert merged([one, same])[0].said == (("Both cried.", "Amina"),)
    assert (
        merged([one, event(1, person=KOFI, said=(("He hid.", "Colin"),))])[0].meaning
        == "Both cried.\nHe hid."
    )


@pytest.mark.parametrize(
    ("seen", "spell", "told"),
    [
        ([], (date(2026, 9, 1), None), [("2026-10-14", 43, "so far")]),
        ([date(2026, 9, 29)], (date(2026, 9, 1), None), []),
        ([date(2026, 9, 30)], (date(2026, 9, 1), None), [("2026-09-30", 29, "")]),
        ([date(2026, 8, 1)], (date(2026, 9, 1), date(2026, 9, 20)), []),
        ([], (date(2026, 7, 1), date(2026, 9, 20)), [("2026-09-20", 81, "")]),
        ([date(2026, 7, 10), date(2026, 9, 1)], (date(2026, 7, 1), None),
         [("2026-09-01", 53, ""), ("2026-10-14", 43, "so far")]),
        ([], (date(2026, 12, 1), None), []),
        ([date(2026, 10, 14)], (date(2026, 9, 1), None), [("2026-10-14", 43, "")]),  # seen today after all
        ([], (date(2026, 9, 1), date(2026, 10, 14)), [("2026-10-14", 43, "")]),  # closed today
    ],
)  # fmt: skip
def test_a_child_open_to_us_whom_nobody_saw_is_named(seen, spell, told) -> None:
    visits = [Event(day, "Seen", ("visit", 1), people=frozenset({TIA}), seen=True) for day in seen]

    gaps = times_unseen([*visits, *was_open(TIA, *spell)], date(2026, 10, 14))

    assert [(gap.on.isoformat(), int(gap.title.split()[3]), gap.part) for gap in gaps] == told


def test_a_visit_at_which_the_child_was_not_seen_ends_no_gap() -> None:
    tried = [event(15, seen=False)]

    assert len(times_unseen([*tried, *was_open(TIA, date(2026, 9, 1))], date(2026, 10, 14))) == 1


def test_siblings_unseen_for_the_same_time_share_a_line() -> None:
    opened = [*was_open(TIA, date(2026, 9, 1)), *was_open(KOFI, date(2026, 9, 1))]

    assert [line.people for line in merged(times_unseen(opened, date(2026, 10, 14)))] == [{TIA, KOFI}]


def test_who_was_open_twice_has_two_spells() -> None:
    first, second = (date(2025, 1, 1), date(2025, 3, 1)), (date(2026, 9, 1), None)

    assert open_spells([*was_open(TIA, *second), *was_open(TIA, *first)]) == {TIA: [first, second]}


def test_one_chooses_days_and_weight() -> None:
    line = [event(1), event(5, "note", 2), event(9, "referral", 3, weight=KEY), event(20, GAP, 4, weight=GAP)]

    assert [e.on.day for e in chosen(line, only_key=True)] == [9, 20]
    assert [e.on.day for e in chosen(line, first=date(2026, 9, 5), last=date(2026, 9, 9))] == [5, 9]


@pytest.mark.parametrize(
    ("recorded", "late"), [(date(2026, 9, 8), False), (date(2026, 9, 9), True), (None, False)]
)
def test_what_was_recorded_more_than_a_week_after_is_told(recorded, late: bool) -> None:
    assert event(1, recorded_on=recorded).recorded_late is late


def test_what_began_on_a_day_stands_below_what_ended_on_it() -> None:
    lines = merged([event(1, "step", part="completed"), event(1, "step", part="started")])

    assert [line.part for line in lines] == ["completed", "started"]
