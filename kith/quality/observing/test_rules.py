from datetime import date, timedelta

import pytest

from kith.quality.observing.rules import counted, may_read, obstacle_to_observing, problems_with_observation

TODAY = date(2026, 10, 14)
GOOD = {
    "kind": "visit",
    "observed_on": TODAY,
    "today": TODAY,
    "good": "Sat on the floor and waited.",
    "develop": "",
    "sent": {"child": "yes"},
}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({}, None),
        ({"observed_on": TODAY - timedelta(days=366)}, None),
        ({"observed_on": TODAY - timedelta(days=367)}, "observed_on"),
        ({"observed_on": TODAY + timedelta(days=1)}, "observed_on"),
        ({"observed_on": None}, "observed_on"),
        ({"kind": "lunch"}, "kind"),
        ({"kind": ""}, "kind"),
        ({"good": " "}, "good"),
        ({"good": "x" * 4001}, "good"),
        ({"sent": {"child": "partly"}}, "develop"),
        ({"sent": {"child": "no"}}, "develop"),
        ({"sent": {"child": "no"}, "develop": "Say it sooner."}, None),
        ({"sent": {"child": "unseen"}}, None),
    ],
)
def test_what_an_observation_must_say(change, field):
    found = problems_with_observation(**{**GOOD, **change})

    assert [name for name, _ in found] == ([field] if field else [])


@pytest.mark.parametrize(
    ("by", "works_here", "words"),
    [(2, True, None), (1, True, "Somebody else observes"), (2, False, "in one of your teams")],
)
def test_who_may_observe_whom(by, works_here, words):
    found = obstacle_to_observing(by, 1, works_here=works_here)

    assert found is None if words is None else words in found


@pytest.mark.parametrize(
    ("viewer", "in_reach", "manages", "reads"),
    [
        (1, False, False, True),  # the worker
        (2, False, False, True),  # who observed
        (3, False, False, True),  # who supervises the worker
        (4, True, True, True),  # who manages the team
        (4, True, False, False),  # a colleague of the team
        (4, False, True, False),  # a manager of another team
    ],
)
def test_who_reads_it(viewer, in_reach, manages, reads):
    found = may_read(viewer, worker=1, observer=2, supervisor=3, in_reach=in_reach, manages=manages)

    assert found is reads


def test_a_year_of_observations_is_counted_by_team():
    north, south = counted(
        {"South": [4, 5], "North": [1, 2, 3]}, [("North", 1), ("North", 1), ("North", 9), ("South", 2)]
    )

    assert (north.team, north.words) == ("North", "2 of 3 workers observed, 3 times")
    assert south.words == "0 of 2 workers observed, once"
