"""The rules by which effort is counted, without a browser."""

import pytest

from tests.journeys.effort.counting import Effort, effort
from tests.journeys.effort.limits import Limit, limits

TASK = Limit("Find a child", "duty worker", 10, 12, 2, 2)


def note(act, at=0, **told):
    told = {"dialog": False, "sort": "", "target": "t", "group": "", "words": ""} | told
    return {"act": act, "at": at} | told


def key(letter, **told):
    return note("key", key=letter, **told)


def typed(value, box):
    return note("typed", value=value, target=box)


def test_what_is_answered_by_reading_costs_one_thought() -> None:
    assert (effort([]).thoughts, effort([]).seconds) == (1, pytest.approx(1.35, abs=0.06))


def test_a_search_and_a_click_cost_what_the_bench_says() -> None:
    box = [key(letter, sort="field", target="find") for letter in "kiran dochery 2017"]
    enter = key("Enter", sort="field", target="find")
    link = note("press", sort="button", target="link")

    cost = effort([key("/"), *box, enter, note("load"), link, note("load")])

    assert (cost.loads, cost.clicks, cost.keys, cost.thoughts, cost.hands) == (2, 1, 20, 3, 1)
    assert cost.seconds == pytest.approx(20 * 0.28 + 1.1 + 0.2 + 0.4 + 3 * 1.35 + 2 * 0.6, abs=0.05)


@pytest.mark.parametrize(
    ("acts", "thoughts"),
    [
        ([note("press", sort="choice", target=str(n), group="g") for n in range(3)], 1),
        ([note("press", sort="choice", target=str(n)) for n in range(3)], 3),
        ([note("press", sort="button", target=str(n), group="g") for n in range(3)], 3),
        ([key("a", sort="field", target=str(n), group="g") for n in range(3)], 1),
        ([key("a", sort="field", target=str(n)) for n in range(3)], 3),
        ([key("j"), key("j"), key("j"), key("Enter", sort="button")], 2),
        (
            [
                key("Tab"),
                key("Tab"),
                key(" ", sort="choice", group="g"),
                key("ArrowDown", sort="choice", group="g"),
            ],
            1,
        ),
        ([key("a", sort="field"), key("Control", chord=True), key("Enter", sort="field", chord=True)], 2),
        ([key("a", sort="field"), note("load"), key("a", sort="field")], 2),
        ([key("a", sort="field"), key("b", sort="field", dialog=True)], 2),
    ],
)
def test_thoughts_are_counted_by_rule(acts, thoughts) -> None:
    assert effort(acts).thoughts == thoughts


def test_prose_is_left_out_but_not_the_keys_that_lead_out_of_it() -> None:
    prose = {"sort": "field", "narrative": True}

    cost = effort(
        [key("T", **prose), key("o", **prose), key("Tab", **prose), key("Enter", chord=True, **prose)]
    )

    assert (cost.keys, cost.narrative_keys) == (2, 2)


def test_the_same_value_typed_into_two_boxes_is_a_burden_short_ones_are_not() -> None:
    assert effort([typed("Kestrel Rise", "a"), typed("kestrel  rise", "b")]).rekeyed == ("kestrel rise",)
    assert (
        effort(
            [typed("Kestrel Rise", "a"), typed("Kestrel Rise", "a"), typed("9", "b"), typed("9", "c")]
        ).rekeyed
        == ()
    )


def test_turns_of_the_wheel_close_together_are_one_burst() -> None:
    assert effort([note("wheel", at) for at in (0, 100, 400, 900, 1000)]).scrolls == 2


def test_a_second_press_on_the_same_thing_needs_no_pointing() -> None:
    cost = effort([note("press", target="a"), note("press", target="a"), note("press", target="b")])

    assert (cost.clicks, cost.points) == (3, 2)


@pytest.mark.parametrize(
    ("cost", "by_keyboard", "words"),
    [
        (Effort(thoughts=1), True, []),
        (Effort(thoughts=10), False, ["13.5 s, at most 12"]),
        (Effort(loads=3, thoughts=1), False, ["3 pages, at most 2"]),
        (Effort(clicks=3, thoughts=1), False, ["3 clicks, at most 2"]),
        (Effort(clicks=1, thoughts=1), True, ["the mouse was used 1 times"]),
        (
            Effort(thoughts=1, rekeyed=("kestrel",), errors=2),
            False,
            ["typed twice: kestrel", "2 errors shown"],
        ),
    ],
)
def test_what_is_beyond_the_budget_is_told(cost, by_keyboard, words) -> None:
    assert TASK.exceeded(cost, by_keyboard=by_keyboard) == words


def test_every_task_has_a_budget_that_can_be_met() -> None:
    for one in limits().values():
        assert one.goal_seconds <= one.fail_seconds
        assert (
            one.max_loads >= 0 and one.max_clicks >= 0
        )  # what is answered by reading costs no click and no page
