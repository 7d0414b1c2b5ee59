"""What a decision on a contact needs to know of each child: what is open, what came before."""

from collections.abc import Collection
from datetime import date

from django.db.models import F

from kith.access import practice
from kith.access.models import Worker
from kith.frontdoor.models import Referral
from kith.frontdoor.rules import Before, Standing
from kith.work.models import Allocation, Involvement

EVERY_ROW = "a rule needs every row, and shows none"


def standings(people: Collection[int], received_on: date) -> dict[int, Standing]:
    """How things stand for each child on the day a contact came in. Three queries, however many children."""
    cases = Involvement.objects.unguarded(EVERY_ROW).filter(person__in=people)
    ended: dict[int, date] = {}
    opened: set[int] = set()
    for person, ended_on in cases.values_list("person_id", "ended_on"):
        if ended_on is None:
            opened.add(person)
        else:
            ended[person] = max(ended_on, ended.get(person, ended_on))
    days = {person: {received_on, max(received_on, ended.get(person, received_on))} for person in people}
    same = {(person, on) for person, on in referral_days(people) if on in days[person]}
    referred = {person for person, _ in same}
    return {
        person: Standing(
            has_open_involvement=person in opened,
            referred_same_day=person in referred,
            last_ended_on=ended.get(person),
        )
        for person in people
    }


def referral_days(people: Collection[int]) -> list[tuple[int, date]]:
    """(person, day) of every referral of these children."""
    rows = Referral.objects.unguarded(EVERY_ROW).filter(person__in=people)
    return list(rows.values_list("person_id", "received_on"))


def earlier(viewer: Worker, people: Collection[int]) -> dict[int, list[Before]]:
    """The earlier referrals of each child, each with how its case ended and who held it then. Two queries."""
    rows = Referral.objects.seen_by(viewer).filter(person__in=people).select_related("team")
    held = rows.values_list(
        "person_id", "received_on", "involvement_id", "involvement__ended_on", "involvement__end_reason", "team__name"
    )
    found = list(held)
    workers = last_holders(viewer, [case for _, _, case, *_ in found if case])
    before: dict[int, list[Before]] = {person: [] for person in people}
    for person, on, case, closed_on, reason, team in found:
        worker, last_team = workers.get(case, ("", team))
        before[person].append(Before(on, closed_on, reason_words(reason), worker, last_team))
    return before


def last_holders(viewer: Worker, cases: Collection[int]) -> dict[int, tuple[str, str]]:
    """(worker, team) who held each of these involvements last."""
    rows = Allocation.objects.seen_by(viewer).filter(involvement__in=cases).order_by("started_on", "pk")
    names = rows.values_list("involvement_id", F("worker__name"), "team__name")
    return {case: (worker or "", team) for case, worker, team in names}


def reason_words(code: str) -> str:
    """Why a case was closed, in words."""
    return practice.current().lists["closure_reason"].label(code) if code else ""
