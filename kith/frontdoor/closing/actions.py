"""Ending involvements, for several brothers and sisters at once, behind the statutory guards."""

from collections.abc import Sequence
from datetime import date

from kith.access import practice
from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.frontdoor.closing import queries, rules
from kith.work.allocation.actions import end_involvement
from kith.work.models import Involvement, Note, NoteChild
from kith.work.notices.actions import tell
from kith.work.steps.queries import holder_of


@action(May.CLOSE_INVOLVEMENT)
def close_involvements(
    by: Worker,
    involvements: Sequence[Involvement],
    *,
    ended_on: date | None,
    reason: str,
    words: str,
    besides: int | None = None,
) -> list[Involvement]:
    """End these involvements on one day with one reason, and keep ``words`` as a note on each record.

    ``besides`` is the closing step that decides it and so may still be open. Raises ``Refused`` with
    everything that stands in the way of any of them; then none ends.
    """
    rows = Involvement.objects.seen_by(by).filter(pk__in=[case.pk for case in involvements])
    locked = list(rows.select_for_update(of=("self",)).select_related("person").order_by("pk"))
    known = [code for code, _ in practice.current().lists["closure_reason"].choices(clock.today())]
    facts = queries.cases(by, locked, besides=besides)
    if problems := rules.closing_problems(
        list(facts.values()), ended_on=ended_on, reason=reason, known=known, words=words, today=clock.today()
    ):
        raise Refused.several(problems)
    assert ended_on is not None
    for case in locked:
        _tell_holder(by, case)
        end_involvement(by, case, ended_on=ended_on, reason=reason)
    _keep_words(by, locked, words)
    return locked


def _keep_words(by: Worker, involvements: Sequence[Involvement], words: str) -> None:
    """The summary, as one note on every child's record."""
    now = clock.now()
    note = Note.objects.create(kind="decision", happened_at=now, words=words.strip(), by=by, recorded_at=now)
    NoteChild.objects.bulk_create(NoteChild(note=note, person_id=case.person_id) for case in involvements)


def _tell_holder(by: Worker, involvement: Involvement) -> None:
    held = holder_of([involvement.person_id])
    if held:
        tell(by, held[1], "closed", "A child you held was closed.", person=involvement.person)
