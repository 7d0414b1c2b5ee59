"""Recording that a person moved to another council, or came from one."""

from datetime import date

from django.db import IntegrityError, transaction

from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.people.councils import rules
from kith.people.models import CouncilMove, Person


@action(May.EDIT_PERSON)
def record_council_move(
    by: Worker, person: Person, *, way: str, council: str, moved_on: date, today: date, words: str = ""
) -> CouncilMove:
    """Say that a person came from another council ("in") or moved to one ("out") on a day."""
    council, words = (" ".join(text.split()) for text in (council, words))
    born_on = None if person.is_unborn else person.born_on
    if wrong := rules.obstacle(way, council, words, moved_on, born_on, today):
        raise Refused.several(wrong)
    try:
        with transaction.atomic():
            return CouncilMove.objects.create(
                person=person, way=way, council=council, moved_on=moved_on, words=words,
                recorded_at=clock.now(), by=by,
            )  # fmt: skip
    except IntegrityError:
        raise Refused("A move on this day is on record already.", "moved_on") from None
