import pytest

from kith.desk.bench import papers
from kith.desk.bench.plans import Size
from kith.improvement.models import Board, BoardPaper, ImprovementPlan
from kith.performance.models import Publication
from tests import make


@pytest.mark.django_db
def test_a_paper_is_locked_and_made_twice_for_each_size_and_nothing_is_left() -> None:
    head = make.worker("Ngozi Bright", role="head_of_service")

    told = papers.section(head, Size(8, 1), Size(40, 1), times=1)

    assert [line.what for line in told.lines] == ["board paper of 8 actions", "board paper of 40 actions"]
    assert all(line.measured and line.measured > 0 and line.most == 10 for line in told.lines)
    assert all("DOCX" in line.note and "PDF" in line.note for line in told.lines)
    for table in (ImprovementPlan, Board, BoardPaper, Publication):
        assert not table.objects.exists()
