"""What an order of a court sets going for a child who is looked after, under the name in the wiring of orders."""

from datetime import date

from kith.access.models import Worker
from kith.care.period.queries import latest_of, now_of
from kith.care.status import actions, rules
from kith.work.timescales.actions import start


def change_by_order(by: Worker, *, person: int, code: str, on: date) -> None:
    """Let the legal status that an order gives hold from its first day, for a child who is looked after on that day.

    Nothing for a child who is not, or who has that status then already. Raises ``Refused`` as ``actions.change`` does.
    """
    held = now_of(by, person)
    if held is None or on < held.standing.started_on:
        return
    status = held.status_on(on)
    if status is None or status.code != code:
        actions.change(by, [held.period], told=rules.Told(code), on=on)


def to_follow(by: Worker, *, person: int, code: str, on: date) -> bool:
    """That an order gives this legal status and care could not follow: it is due to be put right. Whether it is."""
    held = now_of(by, person)
    if held is None or on < held.standing.started_on:
        return False
    event, standing = "the order", held.standing
    start(by, code=rules.TO_FOLLOW, person=person, from_on=on, about=code, event=event, standing=standing)
    return True


def code_on(viewer: Worker, *, person: int, on: date) -> str:
    """The code of the legal status that held on a day; empty for a child who was not looked after then."""
    held = latest_of(viewer, person)
    if held is None or on < held.standing.started_on or (held.standing.ended_on or on) < on:
        return ""
    status = held.status_on(on)
    return status.code if status else ""
