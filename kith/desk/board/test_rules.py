from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from kith.access.presence.rules import Absence, Presence
from kith.desk.board.rules import Load, Wanted, suggest

TODAY = date(2026, 10, 14)
ON_LEAVE = Absence("leave", "On leave", TODAY, date(2026, 10, 20))
NEXT_WEEK = Absence("leave", "On leave", date(2026, 10, 19), date(2026, 10, 24))
ON_DUTY = Absence("duty", "On duty", TODAY, date(2026, 10, 15), present=True)


def load(worker: int, weight: str, guideline: str = "24", *absences: Absence, **facts) -> Load:
    first_year = facts.pop("first_year", False)
    presence = Presence(absences=absences, **{key: frozenset(held) for key, held in facts.items()})
    return Load(
        worker, f"worker {worker}", "social worker", Decimal(guideline), weight=Decimal(weight),
        presence=presence, first_year=first_year, today=TODAY,
    )  # fmt: skip


def family(weight: str = "2", number: int = 1, **facts) -> Wanted:
    ages = facts.pop("ages", ())
    return Wanted(number, Decimal(weight), ages=ages, **{key: frozenset(held) for key, held in facts.items()})


def asked(wanted: Wanted, *loads: Load):
    return suggest([wanted], loads)[1]


def test_who_knows_the_family_and_has_room_is_asked_first() -> None:
    found = asked(family(knew={7}), load(7, "20"), load(8, "3"))

    assert (found.worker_id, found.reason, found.but) == (7, "worked with them before", "")


def test_who_knows_the_family_but_is_full_is_not_asked_and_that_is_said() -> None:
    found = asked(family(knew={7}), load(7, "23"), load(8, "3"))

    assert (found.worker_id, found.reason) == (8, "room for 21")
    assert found.but == "worker 7 worked with them before, but is full"


def test_a_brother_or_sister_counts_more_than_an_earlier_time() -> None:
    found = asked(family(knew={7}, holds={8}), load(7, "3"), load(8, "20"))

    assert (found.worker_id, found.reason) == (8, "holds a brother or sister")


def test_who_is_on_leave_is_not_asked_and_who_is_on_duty_is() -> None:
    away, here = load(7, "0", "24", ON_LEAVE), load(8, "20", "24", ON_DUTY)

    found = asked(family(holds={7}), away, here)

    assert found.worker_id == 8
    assert found.but == "worker 7 holds a brother or sister, but is on leave until 19 Oct 2026"
    assert away.choice == ("7", "worker 7 (0.0 of 24.0, on leave)")
    assert (away.there, here.there) == ("On leave until 19 Oct 2026", "On duty on 14 Oct 2026")


def test_leave_next_week_is_told_and_makes_somebody_else_likelier() -> None:
    soon = load(7, "0", "24", NEXT_WEEK)

    assert asked(family(), soon, load(8, "10")).worker_id == 8
    assert asked(family(), soon).worker_id == 7
    assert soon.there == "On leave until 23 Oct 2026, from 19 Oct"


def test_a_language_and_a_skill_are_reasons() -> None:
    punjabi = load(7, "10", languages={"pan"})
    teenagers = load(8, "10", skills={"teenagers"})

    assert asked(family(languages={("pan", "Punjabi")}), punjabi, load(9, "0")).reason == "speaks Punjabi"
    assert asked(family(ages=(14,)), teenagers, load(9, "0")).reason == "works with teenagers"
    assert asked(family(ages=(6,)), teenagers, load(9, "0")).worker_id == 9


def test_the_first_year_is_not_asked_to_enquire() -> None:
    new, old = load(7, "0", "14", first_year=True), load(8, "20")

    assert asked(family(groups={"enquiry"}), new, old).worker_id == 8
    assert asked(family(groups={"assessment"}), new, old).worker_id == 7


def test_from_whom_the_record_is_kept_is_never_asked_and_never_named() -> None:
    found = asked(family(holds={7}, kept_from={7}), load(7, "0"), load(8, "20"))

    assert (found.worker_id, found.but) == (8, "")


def test_where_nobody_can_take_them_that_is_said() -> None:
    found = asked(family(), load(7, "0", "24", ON_LEAVE))

    assert (found.worker_id, found.reason) == (None, "nobody of the team can take them today")


def test_each_suggestion_counts_before_the_next() -> None:
    families = [family("10", number) for number in range(2)]

    found = suggest(families, [load(7, "4"), load(8, "5")])

    assert {suggestion.worker_id for suggestion in found.values()} == {7, 8}


def test_a_team_without_workers_gets_no_suggestion() -> None:
    assert suggest([family("1")], []) == {}


def test_the_reason_says_when_everybody_is_full() -> None:
    found = asked(family(), load(7, "25"))

    assert found.worker_id == 7
    assert found.reason == "everybody is full; least over"


def test_a_worker_who_carries_nothing_does_no_harm() -> None:
    assert asked(family(), load(7, "1", "0")).worker_id == 7


@given(
    st.lists(st.integers(0, 30), min_size=1, max_size=6),
    st.lists(st.integers(0, 5), max_size=8),
)
def test_every_family_gets_one_of_the_workers(weights: list[int], families: list[int]) -> None:
    loads = [load(number, str(weight)) for number, weight in enumerate(weights, start=1)]

    found = suggest([family(str(weight), number) for number, weight in enumerate(families)], loads)

    assert set(found) == set(range(len(families)))
    assert {suggestion.worker_id for suggestion in found.values()} <= {one.worker_id for one in loads}
