"""What elected members did as it is read: the log, how much of each, and which teams were visited."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from kith.access import practice
from kith.access.may import May
from kith.access.models import Membership, Team, Worker, holding
from kith.core.period import add_months
from kith.improvement.members.words import ACTIVITIES
from kith.improvement.models import MemberActivity

MONTHS = 12
NOT_OF_MEMBERS = {May.READ_RECORD.name, May.READ_WORK.name, May.SEE_PERFORMANCE.name}


def members(today: date) -> list[tuple[int, str]]:
    """Elected members with an account: those who may read plans, and no record of a child. Two queries."""
    roles = [
        code
        for code, role in practice.on(today).roles.items()
        if May.SEE_IMPROVEMENT.name in role.may and not role.may & NOT_OF_MEMBERS
    ]
    holders = Membership.objects.filter(holding(today), role__in=roles).values("worker")
    found = Worker.objects.filter(pk__in=holders, is_active=True).order_by("name")
    return list(found.values_list("pk", "name"))


def log(after: date | None, until: date) -> list[MemberActivity]:
    """What was done after a day and up to another, the newest first. One query."""
    rows = MemberActivity.objects.filter(happened_on__lte=until).select_related("member", "team", "by")
    if after:
        rows = rows.filter(happened_on__gt=after)
    return list(rows.order_by("-happened_on", "-pk"))


def by_member(rows: Sequence[MemberActivity]) -> list[list[str]]:
    """How much of each kind every member did: name, then a number for each kind, then all of them."""
    counted: dict[str, Counter[str]] = {}
    for one in rows:
        counted.setdefault(one.called, Counter())[one.kind] += 1
    return [
        [name, *(f"{kinds[kind]:,}" for kind in ACTIVITIES), f"{kinds.total():,}"]
        for name, kinds in sorted(counted.items())
    ]


def teams() -> list[tuple[int, str]]:
    """Every team by name. One query."""
    return list(Team.objects.filter(kind="team").order_by("name").values_list("pk", "name"))


def visited(rows: Sequence[MemberActivity], known: Sequence[tuple[int, str]]) -> tuple[int, list[str]]:
    """How many teams were visited or followed, and the names of those that were not."""
    seen = {one.team_id for one in rows if one.team_id}
    return len([1 for number, _ in known if number in seen]), [
        name for number, name in known if number not in seen
    ]


def a_year_before(today: date) -> date:
    """The day after which the last twelve months lie."""
    return add_months(today, -MONTHS)
