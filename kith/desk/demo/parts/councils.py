"""Other councils: a child who came on a plan, whose conference is due here, and one of theirs who lives here."""

from datetime import date, timedelta

from kith.core import clock
from kith.database.session import as_system
from kith.desk.demo.found import is_there, is_told, worker
from kith.desk.demo.starting import PracticeOn
from kith.frontdoor.councils import actions
from kith.people.actions import create_family, create_person


def act(today: date, practice_on: PracticeOn) -> None:
    """Tell it once, where the story is; told already, or no story there: nothing happens."""
    with as_system("the demonstration tells of other councils"):
        if not is_there() or is_told("Perrin", "Ashdown"):
            return
        ewan, day = worker("ewan.price"), min(today, clock.today())
        came, stays = (
            create_person(
                ewan,
                given_name=given,
                family_name=family,
                born_told=f"9/6/{day.year - years}",
                sex="F",
                today=day,
            )
            for given, family, years in (("Perrin", "Ashdown", 6), ("Wren", "Sadler", 13))
        )
        create_family(ewan, name="Ashdown", members=[came], on=day)
        actions.told_in(
            ewan, [came.pk], council="Redfell", told_on=day - timedelta(days=9), on_plan=[came.pk],
            whom="Ms Orme, child protection team, 01632 960 555",
            words="On a plan there for neglect since spring. Mum has taken a flat in Westmere; a school from Monday.",
        )  # fmt: skip
        actions.stays_here(
            ewan, stays, council="Harbourne", kind="foster", told_on=day - timedelta(days=40),
            started_on=day - timedelta(days=44), whom="Mr Pell, looked-after team, 01632 960 566",
            words="Ring them first, also at night.",
        )  # fmt: skip
