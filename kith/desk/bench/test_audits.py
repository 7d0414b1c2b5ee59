from datetime import date

import pytest

from kith.access.guarded import EVERY_ROW
from kith.access.models import Membership
from kith.desk.bench import audits
from kith.desk.bench.rules import UNKNOWN
from kith.quality.models import AuditRound, CaseAudit
from tests import make


@pytest.fixture
def head():
    """A head of service, and workers of two teams."""
    for name in ("North", "South"):
        team = make.team(name)
        for _ in range(2):
            make.worker(team=team)
    return make.worker("Ngozi Bright", role="head_of_service", team=make.team("Children’s services"))


@pytest.mark.django_db
def test_a_month_is_drawn_with_managers_laid_in_and_nothing_is_left(head) -> None:
    east = make.team("East")
    for _ in range(20):
        make.involvement(make.child(age=9), team=east, started_on=date(2026, 6, 8))
    before = Membership.objects.count()

    told = audits.section(head, number=4)

    line = told.lines[0]
    assert line.measured is not None
    assert line.measured > 0
    assert (line.most, line.note) == (1000.0, "4 audits out of 20 children")
    assert not AuditRound.objects.exists()
    assert not CaseAudit.objects.unguarded(EVERY_ROW).exists()
    assert Membership.objects.count() == before


@pytest.mark.django_db
def test_a_record_with_too_few_children_is_not_measured_and_says_so(head) -> None:
    told = audits.section(head, number=4)

    assert (told.lines[0].verdict, told.lines[0].measured) == (UNKNOWN, None)
    assert "Nothing was drawn" in told.lines[0].note
