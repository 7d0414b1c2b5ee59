"""Two who read one case, and what each may know of the other."""

import pytest

from kith.access.guarded import EVERY_ROW
from kith.quality.audit import actions, queries
from kith.quality.audit.test_auditing import whole
from kith.quality.conftest import TODAY
from kith.quality.models import CaseAudit
from tests import make

pytestmark = pytest.mark.django_db


def test_two_readers_who_see_no_other_audits_read_each_other_once_both_have_finished(month):
    rows = CaseAudit.objects.unguarded(EVERY_ROW)
    second = rows.get(second_of__isnull=False)
    both = [second.second_of, second]
    for one in both:
        reader = make.worker(role="senior_practitioner", team=make.team("Elsewhere"))
        rows.filter(pk=one.pk).update(auditor=reader)
        one.refresh_from_db()
    (first, _), (mine, other) = both, [one.auditor for one in both]

    actions.finish(mine, first, given=whole(first, "good"), on=TODAY)
    assert [queries.may_read(viewer, first) for viewer in (mine, other)] == [True, False]
    actions.finish(other, second, given=whole(second, "good"), on=TODAY)

    assert queries.may_read(other, first) and queries.may_read(mine, second)
    stranger = make.worker(role="senior_practitioner", team=make.team("Elsewhere"))
    assert not queries.may_read(stranger, first)
