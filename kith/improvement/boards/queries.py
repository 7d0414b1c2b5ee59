"""Boards as they are read: the list, who sits on one, its meetings, and the figures its papers tell."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from django.db.models import Count, Max, Prefetch, Q, QuerySet

from kith.access import practice
from kith.access.may import May
from kith.access.models import Membership, Worker, holding
from kith.core.period import Period
from kith.database.session import as_system
from kith.improvement.models import (
    Board,
    BoardAttendance,
    BoardMeeting,
    BoardMember,
    BoardPaper,
    ImprovementPlan,
    PlanAction,
)
from kith.performance import rules
from kith.performance.choices import Choices
from kith.performance.dashboard.queries import Card
from kith.performance.held import standing_of
from kith.performance.models import Publication
from kith.performance.packs import queries as packs
from kith.performance.tree import tree


def boards() -> QuerySet[Board]:
    """Every board by name, with how many plans it oversees and when it last locked a paper. One query."""
    return Board.objects.annotate(
        plan_count=Count("overseen", distinct=True), locked_on=Max("meetings__paper__meeting__held_on")
    ).order_by("name")


def members_on(board: Board, on: date) -> list[BoardMember]:
    """Who sits on a board on a day: the chair first, then secretaries, then by name. One query."""
    rows = BoardMember.objects.filter(holding(on), board=board).select_related("worker")
    return sorted(rows, key=_order)


def attendance(meeting: BoardMeeting) -> list[tuple[BoardMember, str]]:
    """Who came to a meeting and who sent apologies, as written down, in the order of ``members_on``. One query."""
    rows = BoardAttendance.objects.filter(meeting=meeting).select_related("member__worker")
    found = [(one.member, one.came) for one in rows]
    return sorted(found, key=lambda pair: _order(pair[0]))


def _order(one: BoardMember) -> tuple[int, str]:
    return {"chair": 0, "secretary": 1}.get(one.seat, 2), one.called


def meetings(board: Board) -> QuerySet[BoardMeeting]:
    """The meetings of a board with their papers, the latest first."""
    return BoardMeeting.objects.filter(board=board).select_related("paper__by").order_by("-held_on")


def last_locked(board: Board) -> BoardPaper | None:
    """The paper of the latest meeting that has one."""
    found = BoardPaper.objects.filter(meeting__board=board).select_related("meeting")
    return found.order_by("-meeting__held_on").first()


def due_to_lock(today: date) -> list[int]:
    """The meetings whose papers are to have locked by themselves by a day and have not, the earliest first."""
    rows = BoardMeeting.objects.filter(locks_on__lte=today, paper=None)
    return list(rows.order_by("locks_on", "held_on", "pk").values_list("pk", flat=True))


def secretaries(meeting: BoardMeeting, today: date) -> list[Worker]:
    """Who is told what became of a paper: the secretaries of the board with an account, and who set its day."""
    seats = BoardMember.objects.filter(holding(today), board=meeting.board_id, seat="secretary")
    told = Q(pk__in=seats.values("worker")) | Q(pk=meeting.locks_by_id)
    return list(Worker.objects.filter(told, is_active=True).order_by("pk"))


def next_meeting(plan: ImprovementPlan, today: date) -> BoardMeeting | None:
    """The next meeting of a board that oversees a plan, with its paper. One query."""
    rows = BoardMeeting.objects.filter(board__plans=plan, held_on__gte=today).select_related("board", "paper")
    return rows.order_by("held_on", "pk").first()


def last_meeting(plan: ImprovementPlan, today: date) -> BoardMeeting | None:
    """The last meeting before today of a board that oversees a plan, with its paper. One query."""
    rows = BoardMeeting.objects.filter(board__plans=plan, held_on__lt=today).select_related("paper")
    return rows.defer("paper__content", "paper__risks").order_by("-held_on", "-pk").first()


def who_may_sit(today: date) -> list[tuple[int, str]]:
    """Workers who may sit on a board: who reads plans and writes no piece of work about a child. Two queries."""
    roles = [
        code
        for code, role in practice.on(today).roles.items()
        if May.SEE_IMPROVEMENT.name in role.may and May.WRITE_STEP.name not in role.may
    ]
    holders = Membership.objects.filter(holding(today), role__in=roles).values("worker")
    found = Worker.objects.filter(pk__in=holders, is_active=True).order_by("name")
    return [(row.pk, f"{row.name}, {row.job_title}") for row in found]


def measures_of(board: Board) -> list[str]:
    """The codes of the measures a board is told: those its plans are to move, and those it chose. One query."""
    linked = PlanAction.objects.filter(plan__boards=board).exclude(measure="")
    return sorted({*linked.values_list("measure", flat=True).distinct(), *board.measures})


def cards(board: Board, month: Period) -> list[Card]:
    """The figures of a month for a board, counted for everyone, as they are known now."""
    codes = set(measures_of(board))
    wanted = [one for one in packs.standing_alone() if one.code in codes]
    if not wanted:
        return []
    chosen = Choices(today=month.last_day, on=month.last_day, period="month")
    with as_system("a board reads the figures of a month"):
        return packs.cards_of(wanted, chosen, tree())


def as_published(found: Sequence[Card], published: Sequence[Publication]) -> list[Card]:
    """The same cards with the figure that was published, whenever that was."""
    return [_as_published(card, row) for card, row in zip(found, published, strict=True)]


def _as_published(card: Card, row: Publication) -> Card:
    same = (card.latest.part, card.latest.whole) == (row.part, row.whole)
    if same:
        return card
    value = row.value
    if value is not None and value == value.to_integral_value():
        value = value.quantize(Decimal(1))  # the record keeps six places of every figure
    latest = replace(card.latest, part=row.part, whole=row.whole, exact=value, amounts=None)
    return replace(card, latest=latest, standing=standing_of(latest, card.held.target))


def spans(found: Sequence[Card], month: Period) -> list[tuple[Card, Period]]:
    """Each card with the period its figure is published for."""
    return [(one, rules.period_for(one.indicator, "month", month.last_day)) for one in found]


def meeting_of(number: int) -> BoardMeeting | None:
    """A meeting with its board and its paper."""
    found = BoardMeeting.objects.filter(pk=number).select_related("board", "paper__by", "by", "locks_by")
    return found.prefetch_related(Prefetch("board__plans")).first()
