"""No figure of a place that is hidden can be worked out from all the others: shown by algebra and by trying."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from kith.performance.hidden_places import hidden_places
from kith.performance.small_numbers import is_small
from kith.performance.test_small_numbers import follows

AREAS = {
    "all": None,
    "north": "all",
    "south": "all",
    "n1": "north",
    "n2": "north",
    "s1": "south",
    "s2": "south",
}
COUNTS = some.one_of(some.integers(0, 7), some.integers(0, 60))


def filled(parents, own):
    """Each place with all below it, `own` being what it has itself."""
    found = {}
    for place in parents:
        under = [one for one in parents if place in way_up(parents, one)]
        found[place] = [sum(column) for column in zip(*(own[one] for one in under), strict=True)]
    return found


def way_up(parents, place):
    way = []
    while place is not None:
        way.append(place)
        place = parents[place]
    return way


def one(**own):
    """Places with one count each; what is not told is nought."""
    return filled(AREAS, {place: [own.get(place, 0)] for place in AREAS})


def marked(counts):
    found = hidden_places(AREAS, counts)
    return {place for place, marks in found.items() if any(marks)}


@some.composite
def services(draw):
    """A tree of up to nine places and the counts of each by itself, in one or two columns."""
    parents = {0: None}
    for place in range(1, draw(some.integers(1, 9))):
        parents[place] = draw(some.integers(0, place - 1))
    columns = draw(some.integers(1, 2))
    own = {place: draw(some.lists(COUNTS, min_size=columns, max_size=columns)) for place in parents}
    return parents, filled(parents, own), own


def sums_of(parents, counts, own):
    """The sums a reader can make: a place and those below it with what it has itself, and what counts with the rest.

    What a place has itself is known to nobody, but that it has nothing is.
    """
    wide = len(next(iter(counts.values()))) > 1
    columns = range(3 if wide else 1)
    for place in parents:
        below = [other for other in parents if parents[other] == place]
        for column in columns:
            if below:
                rest = [((("own", place), column), 1)] if any(own[place]) else []
                yield [((place, column), -1), *(((b, column), 1) for b in below), *rest]
        if wide:
            yield [((place, 0), 1), ((place, 1), 1), ((place, 2), -1)]
            if any(own[place]) and below:
                yield [((("own", place), 0), 1), ((("own", place), 1), 1), ((("own", place), 2), -1)]


@settings(max_examples=300)
@given(services())
def test_no_hidden_figure_and_nothing_small_follows_from_all_files_together(service):
    parents, counts, own = service
    marks = hidden_places(parents, counts)
    wide = len(next(iter(counts.values()))) > 1
    unknown = [(place, column) for place, found in marks.items() for column, mark in enumerate(found) if mark]
    nobody = [
        (("own", place), column) for place in parents if any(own[place]) for column in range(3 if wide else 1)
    ]

    found = follows([*unknown, *nobody], list(sums_of(parents, counts, own)))

    assert [cell for cell in found if cell in unknown] == []
    whole = {place: [*row, sum(row)] if wide else row for place, row in counts.items()}
    assert all(marks[place][c] for place, row in whole.items() for c, n in enumerate(row) if is_small(n))
    bare = [cell for cell in found if cell in nobody and parents and _below(parents, cell[0][1])]
    alone = {place: [*row, sum(row)] if wide else row for place, row in own.items()}
    assert not any(is_small(alone[cell[0][1]][cell[1]]) for cell in bare)


def _below(parents, place):
    return any(parent == place for parent in parents.values())


@settings(max_examples=40)
@given(some.lists(some.integers(0, 3), min_size=4, max_size=4))
def test_a_reader_who_tries_all_numbers_finds_two_for_each_hidden_one(teams):
    """Counts are never below nought, which algebra does not know."""
    names = ["n1", "n2", "s1", "s2"]
    counts = one(**dict(zip(names, teams, strict=True)))
    marks = hidden_places(AREAS, counts)
    seen = {place: set() for place in AREAS}
    for numbers in product(range(6), repeat=4):
        other = one(**dict(zip(names, numbers, strict=True)))
        if all(marks[place][0] or other[place] == counts[place] for place in AREAS):
            for place in AREAS:
                seen[place].add(other[place][0])

    assert all(len(seen[place]) > 1 for place in AREAS if marks[place][0])


def test_a_small_team_takes_its_neighbour_and_no_area():
    assert marked(one(n1=3, n2=40, s1=30, s2=20)) == {"n1", "n2"}


def test_a_small_team_alone_in_its_area_takes_the_area_and_another_with_it():
    """North less nothing is the team: so north is hidden, and south or the whole with one of its teams."""
    assert marked(one(n1=3, s1=30, s2=20)) >= {"n1", "north"}
    assert marked(one(n1=3, s1=30, s2=20)) & {"south", "all"} or "n2" in marked(one(n1=3, s1=30, s2=20))


def test_what_an_area_holds_itself_covers_a_team_and_is_covered_when_it_is_small():
    assert marked(one(n1=3, north=40, n2=30, s1=30)) == {"n1"}
    assert marked(one(north=3, n1=40, n2=30, s1=30)) == {"n2"}


def test_two_small_teams_of_one_area_cover_each_other():
    assert marked(one(n1=3, n2=4, s1=30, s2=20)) == {"n1", "n2"}


def test_where_nothing_is_small_nothing_is_hidden():
    assert marked(one(n1=30, n2=40, s1=0, s2=20)) == set()


def test_a_share_hides_what_counts_with_what_does_not():
    counts = filled(
        AREAS, {place: {"n1": [38, 2], "n2": [20, 20], "s1": [30, 9]}.get(place, [0, 0]) for place in AREAS}
    )

    marks = hidden_places(AREAS, counts)

    assert marks["n1"][1]
    assert sum(marks["n1"]) > 1
    assert marks["all"] == [False, False, False]


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ({"all": [3], "north": [4]}, "come to more than it has"),
        ({"all": [3], "north": [4, 5]}, "equally many"),
    ],
)
def test_places_that_are_no_tree_of_sums_are_refused(counts, words):
    with pytest.raises(ValueError, match=words):
        hidden_places({"all": None, "north": "all"}, counts)


def test_nothing_hides_nothing():
    assert hidden_places({}, {}) == {}
