"""The process map: every step and every way on it, and no line over a box, whatever the practice."""

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kith.desk.set_up.drawing import APART, BOX, TALL, Drawing, draw, follows, wrapped
from kith.practice import StepKind
from kith.practice.test_packs import AUTHORITY


def step(code, group, *following, **more):
    return StepKind(code, code.replace("_", " ").title(), "family", group=group, next=following, **more)


def steps(*kinds):
    return {kind.code: kind for kind in kinds}


def corners(path):
    """The places a path goes through."""
    x, y = 0.0, 0.0
    found = []
    for sign, first, second in re.findall(r"([MHV])(-?[\d.]+)(?: (-?[\d.]+))?", path):
        if sign == "M":
            x, y = float(first), float(second)
        elif sign == "H":
            x = float(first)
        else:
            y = float(first)
        found.append((x, y))
    return found


def over(path, box) -> bool:
    return any(
        min(x, to_x) < box.x + BOX
        and max(x, to_x) > box.x
        and min(y, to_y) < box.y + TALL
        and max(y, to_y) > box.y
        for (x, y), (to_x, to_y) in pairwise(corners(path))
    )


def crossed(drawing: Drawing) -> list[tuple[str, str, str]]:
    """Lines that run over a box at neither of their ends."""
    return [
        (line.start, line.end, box.code)
        for line in drawing.lines
        for box in drawing.boxes
        if box.code not in (line.start, line.end) and over(line.path, box)
    ]


def apart(drawing: Drawing) -> bool:
    """Whether no two boxes of a lane touch."""
    for lane in {box.lane for box in drawing.boxes}:
        row = sorted(box.x for box in drawing.boxes if box.lane == lane)
        if any(after - before < BOX + APART for before, after in pairwise(row)):
            return False
    return True


def on_each_other(drawing: Drawing) -> list[tuple[float, float, float]]:
    """Upright pieces of different lines that lie on each other: one would hide where the other goes."""
    upright = [
        (x, min(y, to_y), max(y, to_y), number)
        for number, line in enumerate(drawing.lines)
        for (x, y), (to_x, to_y) in pairwise(corners(line.path))
        if x == to_x
    ]
    return [
        (x, low, other_low)
        for x, low, high, line in upright
        for other_x, other_low, other_high, other in upright
        if line < other and abs(x - other_x) < 1 and max(low, other_low) < min(high, other_high)
    ]


@pytest.mark.parametrize("code", AUTHORITY.practices)
def test_the_map_of_every_pack_shows_every_step_and_every_way(code):
    held = AUTHORITY.practices[code].steps
    drawing = draw(held)

    assert [box.code for box in drawing.boxes] == list(held)
    assert {(line.start, line.end) for line in drawing.lines} == set(follows(held))
    assert crossed(drawing) == []
    assert apart(drawing)
    assert all(
        box.x >= 0 and box.x + BOX <= drawing.width and box.y + TALL <= drawing.height
        for box in drawing.boxes
    )


CODES = [f"s{number}" for number in range(9)]


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["front", "assess", "protect", ""]), st.lists(st.sampled_from(CODES), unique=True)
        ),
        max_size=len(CODES),
    )
)
def test_whatever_follows_what_no_line_runs_over_a_box(made):
    held = steps(
        *(step(code, group, *following) for code, (group, following) in zip(CODES, made, strict=False))
    )

    drawing = draw(held)

    assert crossed(drawing) == []
    assert apart(drawing)
    assert on_each_other(drawing) == []
    assert len(drawing.lines) == len(follows(held))
    for line in drawing.lines:
        places = corners(line.path)
        assert all(0 <= x <= drawing.width and 0 <= y <= drawing.height for x, y in places)


def test_lines_of_one_channel_that_overlap_run_at_heights_of_their_own():
    held = steps(step("a", "one", "c", "d"), step("b", "one", "c", "d"), step("c", "two"), step("d", "two"))

    across = [corners(line.path)[1:3] for line in draw(held).lines]

    for one, other in ((one, other) for one in across for other in across if one is not other):
        overlap = max(min(x for x, _ in one), min(x for x, _ in other)) < min(
            max(x for x, _ in one), max(x for x, _ in other)
        )
        assert not overlap or one[0][1] != other[0][1]


def test_groups_of_one_step_share_a_lane_and_larger_ones_have_their_own():
    held = steps(*(step(code, group) for code, group in zip("abcdefgh", "xxyzuvwt", strict=True)))

    assert [box.lane for box in draw(held).boxes] == [0, 0, 1, 1, 1, 1, 2, 2]
    assert draw(held).lanes[1].title == ("Y, z, u, v",)


def test_what_an_outcome_starts_is_a_way_and_an_ending_is_none():
    held = steps(
        step(
            "contact",
            "door",
            "refer",
            "stop",
            effects={"refer": "open", "stop": "note"},
            starts={"refer": ("look",)},
        ),
        step("look", "assess", "look", "end", effects={"end": "note"}),
    )

    assert follows(held) == [("contact", "look")]


def test_a_practice_without_steps_is_an_empty_map():
    assert draw({}).boxes == ()
    assert draw({}).width > 0


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ("Contact", ("Contact",)),
        ("Child and family assessment", ("Child and family", "assessment")),
        ("Referral and information record", ("Referral and", "information record")),
        ("One two three four five six seven eight nine ten", ("One two three four", "five six seven eigh…")),
        ("Incomprehensibilitiesandmore", ("Incomprehensibiliti…",)),
        ("", ("",)),
    ],
)
def test_a_title_is_wrapped_into_its_box(words, lines):
    assert wrapped(words) == lines
