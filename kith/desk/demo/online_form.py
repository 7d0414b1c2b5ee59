"""The demonstration's public form: open, at the front door's queue."""

from kith.access.models import Worker
from kith.database.session import as_system
from kith.desk.demo import story
from kith.frontdoor.webform import actions

ROLE = "business_support"


def open_at_the_front_door() -> Worker:
    """Open the public form."""
    with as_system("the demonstration's public form is opened"):
        return actions.open_form(story.FRONT_DOOR, ROLE)
