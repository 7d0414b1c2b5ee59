"""Daily lists of the last working days, as they were delivered, some opened and commented."""

from datetime import date, datetime, time

from kith.core import clock
from kith.database.session import as_system
from kith.database.working_day import working_calendar
from kith.desk.demo.found import is_there, worker
from kith.desk.demo.starting import PracticeOn
from kith.performance.daily import actions as daily
from kith.performance.daily.queries import lines_of
from kith.performance.delivering.actions import deliver_due
from kith.performance.models import DailyLine, DailyList, Delivery

DAYS = 3  # working days before today
MADE = time(6, 1)
SAID = {
    "unallocated": "Joe has room from Thursday. I ring the school today so that nobody waits for us.",
    "not_seen": "Seen at school on Monday, I am told; the visit is not written down yet. By tomorrow noon, please.",
    "late": "Waits for the health visitor. Sent on to me by Friday with or without it.",
}
OF_THE_HEAD = "I want to hear by Friday who takes this on."


def act(today: date, practice_on: PracticeOn) -> None:
    """Make the lists of the last mornings and today's once, and let two people say something about them."""
    with as_system("the demonstration shows daily lists"):
        if not is_there() or DailyList.objects.exists():
            return
        calendar = working_calendar()
        last = today if calendar.is_working(today) else calendar.add(today, -1)
        for back in range(-DAYS, 1):
            on = calendar.add(last, back)
            deliver_due(datetime.combine(on, MADE, tzinfo=clock.LONDON), [on])
        _read("colin.burge", SAID)
        _read("ngozi.bright", {"unallocated": OF_THE_HEAD})


def _read(username: str, said: dict[str, str]) -> None:
    """The last lists of a worker but today's are opened, and on the newest the first line of some kinds commented."""
    by = worker(username)
    earlier = list(Delivery.objects.filter(worker=by, kind="daily").order_by("-on")[1:3])
    for delivery in earlier:
        daily.note_reading(by, delivery)
    for kind, words in said.items():
        if earlier and (line := _line(earlier[0], kind)):
            daily.remark(by, line, words=words)


def _line(delivery: Delivery, kind: str) -> DailyLine | None:
    return lines_of(delivery).filter(kind=kind, remarks=None).order_by("since_on", "pk").first()
