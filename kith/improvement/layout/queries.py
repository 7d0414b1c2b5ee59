"""A plan as it is written out."""

from datetime import date

from kith.improvement import queries
from kith.improvement.layout.writing import WrittenAction, WrittenTheme, workbook
from kith.improvement.models import ImprovementPlan, PlanTheme
from kith.improvement.queries import Asked, Line


def as_workbook(plan: ImprovementPlan, asked: Asked, today: date) -> bytes:
    """The plan, or those of its actions that are asked for with the headings above them, as a file. Four queries."""
    lines = queries.lines(queries.actions(plan, asked, today), today)
    under: dict[int, list[Line]] = {}
    for line in lines:
        under.setdefault(line.row.theme_id, []).append(line)
    rows = list(PlanTheme.objects.filter(plan=plan).order_by("outline"))
    above = {row.parent_id for row in rows if row.pk in under}
    shown = [row for row in rows if row.pk in under or row.pk in above or asked == Asked()]
    return workbook(
        plan.name,
        [
            WrittenTheme(
                row.number, row.title, row.lead, row.parent_id is not None,
                [_written(line) for line in under.get(row.pk, ())],
            )
            for row in shown
        ],
    )  # fmt: skip


def _written(line: Line) -> WrittenAction:
    row = line.row
    return WrittenAction(
        row.number, row.words, line.bodies, row.lead_officer, row.rating, line.note, row.due_kind, row.due_on
    )
