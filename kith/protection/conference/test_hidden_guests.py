"""Somebody invited whom the worker may not know of."""

import pytest

from kith.core import Refused
from kith.protection.conference import actions, queries
from kith.protection.conference.conftest import guest
from tests import make

pytestmark = pytest.mark.django_db


def test_a_name_of_somebody_hidden_is_refused_and_nothing_is_said_of_who_that_is(
    grace, bea, conference, household, as_worker
):
    mother = household.mother
    make.restricted(mother, [grace], by=grace)
    as_worker(bea)

    with pytest.raises(Refused, match="cannot be invited under this name"):
        actions.invite(bea, conference, guests=[guest(mother.name, "family")], report_due_on=None)

    assert mother.name not in [one.name for one in queries.invitations_of(bea, conference)]
