"""The trail tells of a sealed record only those who may read which one it is."""

from datetime import timedelta

import pytest

from kith.access.models import Event, Look
from kith.core import clock
from kith.desk.trail import queries
from tests import make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("role", "told"), [("team_manager", False), ("information_governance", True)])
def test_that_somebody_was_adopted_is_told_to_who_may_know(client, role, told):
    guard, viewer, child = make.worker(role="information_governance"), make.worker(role=role), make.child()
    client.force_login(guard)
    client.post(f"/person/{child.pk}/details/sealed/", {"why": "A claim about the first years"})
    client.get(f"/person/{child.pk}/details/")

    found = queries.traces(viewer, child.pk, clock.now() - timedelta(days=1))
    client.force_login(viewer)
    page = client.get(f"/person/{child.pk}/who-looked/").content.decode()

    assert any(trace.page == "record details" for trace in found)
    assert any(trace.page == "link to a sealed record" for trace in found) is told
    assert any(trace.action == "read link" for trace in found) is told
    assert ("A claim about the first years" in page) is ("sealed record" in page) is told
    assert Look.objects.filter(page="person_adoption_link", person_id=child.pk).exists(), "the trail keeps it"
    assert Event.objects.filter(action="people.adoption.actions.read_link").exists()
