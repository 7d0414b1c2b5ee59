"""A supervision that is planned for today, and one in which the worker has said how she is."""

import pytest

from kith.work.supervision import actions
from tests.supervising import TODAY


@pytest.fixture
def planned(colin, amina):
    """Colin Burge talks with Amina Rahman today."""
    return actions.plan(colin, amina, planned_on=TODAY)


@pytest.fixture
def written(colin, amina, planned, as_worker):
    """The same, with words that are for the two alone."""
    as_worker(amina)
    actions.write_personal(amina, planned, said={"wellbeing": "Tired since the summer", "development": " "})
    return planned
