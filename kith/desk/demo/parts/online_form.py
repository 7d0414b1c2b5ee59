"""The demonstration's public form: open, at the front door's queue."""

from datetime import date

from kith.database.session import as_system
from kith.desk.demo import story
from kith.desk.demo.starting import PracticeOn
from kith.frontdoor.webform import actions

ROLE = "business_support"


def act(today: date, practice_on: PracticeOn) -> None:
    """Open the public form."""
    with as_system("the demonstration's public form is opened"):
        actions.open_form(story.FRONT_DOOR, ROLE)
