"""Recording what happened to children in care on a day: one row each, refused for all where it cannot be for one."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, TypeVar

from kith.access.models import Worker
from kith.care.health.rules import Problem, problems_of_day
from kith.care.models.health import Happening
from kith.care.together.queries import InCare
from kith.core import Refused, clock
from kith.core.reading_words import short_day
from kith.work.models import Standing
from kith.work.timescales import actions as timescales

EVERY_ROW = "a rule needs every row, and shows none"
Row = TypeVar("Row", bound=Happening)


def refuse(problems: Sequence[Problem]) -> None:
    """Raise ``Refused`` with every problem once; nothing where there is none."""
    if problems:
        raise Refused.several(list(dict.fromkeys(problems)))


def hold(by: Worker, children: Sequence[InCare]) -> None:
    """Whoever records something of these children too waits until this is done."""
    rows = Standing.objects.seen_by(by).filter(pk__in=[one.period.pk for one in children]).order_by("pk")
    list(rows.select_for_update().values_list("pk"))


def happened(
    by: Worker, kind: type[Row], children: Sequence[InCare], on: date, *,
    against: Callable[[InCare], Sequence[Problem]] = lambda child: (),
    told: Callable[[InCare], dict[str, Any]] = lambda child: {}, once: Sequence[str] = (),
) -> list[Row]:  # fmt: skip
    """Write one row of ``kind`` for each child; part of another action.

    ``against`` gives what stands against it for a child, ``told`` the columns besides; two rows of one day that agree
    in the columns ``once`` are refused.
    """
    table: Any = kind
    hold(by, children)
    found: list[Problem] = []
    for child in children:
        wrong = [*problems_of_day(on, clock.today(), child.started_on, child.ended_on), *against(child)]
        same = {name: told(child)[name] for name in once}
        rows = table.objects.unguarded(EVERY_ROW).filter(period=child.period, held_on=on, **same)
        if not wrong and rows.exists():
            wrong.append(("on", f"{child.called}: that of {short_day(on)} is on record already."))
        found += wrong
    refuse(found)
    facts = {"held_on": on, "by": by, "recorded_at": clock.now()}
    return [table.objects.create(period=one.period, **facts, **told(one)) for one in children]


def run_again(by: Worker, child: InCare, on: date, codes: Sequence[str], code: str, event: str) -> None:
    """Of the clocks ``codes`` of a child what runs is met by what happened; ``code`` runs from then on."""
    timescales.run_again(
        by, codes=codes, code=code, person=child.person.pk, on=on, event=event, standing=child.period.standing
    )
