"""What family courts ask about Lacey Dunn, and two invented families before a court: by the workers' own actions."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal

from django.db.models import Q

from kith.access.guarded import DEMO
from kith.access.models import Worker
from kith.core.period import add_months
from kith.court.before import actions as before
from kith.court.models import CourtRequest
from kith.court.orders import actions as orders
from kith.court.papers import actions as papers
from kith.court.proceedings import actions as proceedings
from kith.database.session import as_system
from kith.desk.demo import story
from kith.desk.demo.found import is_there, person, worker
from kith.desk.demo.starting import PracticeOn
from kith.work.models import Allocation, Standing

COURT = "Family court at Westmere"
TOO_OLD = 16  # a court makes no such order from 17 on
LONG_KNOWN = 75  # days for which the two families are open by now, at least


@dataclass(frozen=True, slots=True)
class Known:
    """Brothers and sisters who are open to us, and who holds them."""

    holder: Worker
    people: list[int]
    family: str


def act(today: date, practice_on: PracticeOn) -> None:
    """Tell it once, where the story is; told already, or no story there: nothing happens."""
    with as_system("the demonstration tells what courts ask"):
        if not is_there() or CourtRequest.objects.unguarded(DEMO).exists():
            return
        _asked(worker("joe.whitlock"), person("lacey").pk, today)
        for known, tell in zip(_families(today), (_before, _in_court), strict=False):
            tell(known, today)


def _asked(joe: Worker, lacey: int, today: date) -> None:
    """What Cafcass wanted to know at once is answered; the report is still to be written."""
    first = papers.ask(
        joe, people=[lacey], kind="checks", court=COURT, asked_on=today - timedelta(days=34),
        wanted_by=today - timedelta(days=20), case_number="WM26P00417",
    )  # fmt: skip
    papers.answer(joe, first, on=today - timedelta(days=27), hours=Decimal("2.5"))
    papers.ask(
        joe, people=[lacey], kind="section_7", court=COURT, asked_on=today - timedelta(days=12),
        wanted_by=today + timedelta(days=30), case_number="WM26P00417",
        words="Where Lacey should live, and how she sees the other parent.",
    )  # fmt: skip


def _families(today: date) -> list[Known]:
    """Two invented families, of several children where there are such, open for a while and in no court yet."""
    held = Allocation.objects.unguarded(DEMO).filter(ended_on__isnull=True, worker__is_active=True)
    held = held.filter(involvement__ended_on__isnull=True, involvement__family__isnull=False)
    held = held.filter(involvement__started_on__lte=today - timedelta(days=LONG_KNOWN))
    told = {someone.family for someone in story.PEOPLE.values()}
    held = held.exclude(involvement__person__family_name__in=told).select_related(
        "worker", "involvement__person"
    )
    found: dict[int, Known] = {}
    for row in held.order_by("-involvement__started_on", "pk"):
        child, family = row.involvement.person, row.involvement.family_id
        is_young = child.born_on is not None and child.born_on > add_months(today, -12 * TOO_OLD)
        if row.worker and family and child.died_on is None and not child.is_unborn and is_young:
            known = found.setdefault(family, Known(row.worker, [], child.family_name))
            if known.family == child.family_name:
                known.people.append(child.pk)
    fit = [one for one in found.values() if len(one.people) < 5 and not _in_care(one, today)]
    return sorted(fit, key=lambda one: len(one.people) == 1)[:2]


def _in_care(known: Known, today: date) -> bool:
    """Whether any of them is in care, or a court heard of them before."""
    stands = Standing.objects.unguarded(DEMO).filter(person__in=known.people)
    now = Q(kind="looked_after", started_on__lte=today, ended_on__isnull=True)
    return stands.filter(now | Q(kind="court")).exists()


def _before(known: Known, today: date) -> None:
    """Pre-proceedings with their letter, the family's meeting and the first of ours."""
    by = known.holder
    made = before.begin(by, people=known.people, on=today - timedelta(days=60))
    before.send_letter(by, made, on=today - timedelta(days=55), offered=True)
    before.tell_family_meeting(by, made, held=True, on=today - timedelta(days=41))
    before.hold_meeting(by, made, on=today - timedelta(days=40))
    before.hold_meeting(by, made, on=today - timedelta(days=5))


def _in_court(known: Known, today: date) -> None:
    """An application with a hearing behind it, one ahead, and a statement that the court wants."""
    by = known.holder
    made = proceedings.apply(
        by, people=known.people, kind="care_order", court=COURT, applied_on=today - timedelta(days=30),
        issued_on=today - timedelta(days=29), case_number="WM26C00512", letter_on=today - timedelta(days=29),
    )  # fmt: skip
    proceedings.add_party(
        by, made, person=None, name="Hilary Stott", part="guardian", spoken_for_by="Osgood and Lane", on=None
    )
    held = proceedings.list_hearing(by, made, kind="other", on=today - timedelta(days=12), at=time(10, 0))
    words = "The court made interim supervision orders and wants our statement before the next hearing."
    proceedings.tell_hearing(by, held, was_held=True, words=words)
    proceedings.list_hearing(
        by, made, kind="issues_resolution", on=today + timedelta(days=40), at=time(10, 30)
    )
    papers.direct(
        by, made, kind="statement", words="With the chronology of the last year.", hearing=held,
        directed_on=held.on, due_on=today + timedelta(days=4),
    )  # fmt: skip
    papers.direct(
        by, made, kind="expert", words="", from_whom="The mother’s solicitor", hearing=held,
        directed_on=held.on, due_on=today + timedelta(days=20),
    )  # fmt: skip
    orders.make(
        by, people=known.people, kind="interim_supervision", made_on=held.on, until_on=held.on + timedelta(days=56),
        proceedings=made, hearing=held,
    )  # fmt: skip
