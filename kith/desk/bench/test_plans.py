import pytest

from kith.desk.bench import plans
from kith.desk.bench.plans import Size
from kith.improvement.models import ActionNote, ImprovementPlan
from tests import make


@pytest.mark.django_db
def test_a_large_plan_is_opened_and_filtered_and_nothing_is_left() -> None:
    head = make.worker("Ngozi Bright", role="head_of_service")

    told = plans.section(head, Size(40, 1), Size(8, 1))

    assert [line.what for line in told.lines][:2] == ["opening a plan, p95", "filtering it, p95"]
    assert all(line.measured and line.measured > 0 for line in told.lines)
    assert not ImprovementPlan.objects.exists()
    assert not ActionNote.objects.exists()
