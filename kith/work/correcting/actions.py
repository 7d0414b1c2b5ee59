"""Taking off a record what was entered there by mistake, or moving it to where it belongs."""

import json

from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.people.models import Correction, Person
from kith.work.correcting import queries, rules
from kith.work.notices.actions import tell
from kith.work.visits.queries import holders


@action(May.RECORD_VISIT)
def correct(
    by: Worker, person: Person, *, kind: str, number: int, reason: str, to: Person | None = None
) -> Correction:
    """Take a visit, a note or an alert off the record of `person`; with `to` it stands on that record from now on.

    The trace stays with the record that had it by mistake, without its words. Raises Refused.
    """
    found = queries.entry(by, person.pk, kind, number, lock=True)
    if found is None:
        raise Refused(rules.GONE, "becomes")
    if to is not None and to.pk == person.pk:
        raise Refused(rules.SAME, "becomes")
    born_on = to.born_on if to is not None and not to.is_unborn else None
    if wrong := rules.obstacle(reason, found.happened_on, born_on):
        raise Refused.several(wrong)
    if to is not None and queries.stands_there(by, found, to.pk):
        raise Refused(rules.THERE, "becomes")
    trace = Correction.objects.create(
        person=person, kind=kind, number=number, happened_on=found.happened_on, moved=to is not None,
        before=_before(found), reason=reason.strip(), by=by, at=clock.now(),
    )  # fmt: skip
    if to is None:
        found.row.delete()
        return trace
    found.row.person = to
    found.row.save(update_fields=["person"])
    for worker in holders([to.pk]):
        tell(by, worker, "recorded", f"{rules.TITLES[kind]} moved to this record by {by.name}.", person=to)
    return trace


def _before(found: queries.Entry) -> dict[str, str]:
    """The row as it was, as texts; answers as they were kept."""
    values = {field.attname: getattr(found.row, field.attname) for field in found.row._meta.concrete_fields}
    return {
        name: json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else str(value)
        for name, value in values.items()
    }
