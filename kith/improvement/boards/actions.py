"""Setting up boards, members, meetings and agendas, writing commentary, and locking the paper of a meeting."""

from collections.abc import Sequence
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.core.reading_words import long_day, short_day
from kith.improvement.boards import paper, queries, rules
from kith.improvement.boards.paper import Days
from kith.improvement.boards.words import PARTS, SEATS
from kith.improvement.models import (
    AgendaItem,
    Board,
    BoardCommentary,
    BoardMeeting,
    BoardMember,
    BoardPaper,
    BoardPlan,
    ImprovementPlan,
    PaperFigure,
)
from kith.improvement.models.plans import LONGEST_TITLE
from kith.improvement.rules import in_lines, one_line
from kith.performance.board.actions import published
from kith.performance.choices import Choices
from kith.performance.indicators import INDICATORS
from kith.performance.packs import printing

LONGEST = 10_000
MOST_ROWS = 5_000
TAKEN = "There is a board of this name already."
SITS = "They sit on this board already."
NO_MEMBERS = "Nobody sits on this board on that day. Write down who does first."
Problems = list[tuple[str | None, str]]


@action(May.KEEP_BOARDS)
def set_up(by: Worker, *, name: str, about: str = "", plans: Sequence[int] = ()) -> Board:
    """Set up a board that oversees some plans. Raises Refused without a name, and for one that is there already."""
    words = one_line(name)
    code = slugify(words)[:50]
    problems: Problems = []
    if not code or len(words) > LONGEST_TITLE:
        problems.append(("name", f"Write a name of at most {LONGEST_TITLE} letters."))
    elif Board.objects.filter(code=code).exists():
        problems.append(("name", TAKEN))
    if problems:
        raise Refused.several(problems)
    try:
        with transaction.atomic():
            made = Board.objects.create(
                code=code, name=words, about=about.strip()[:LONGEST], by=by, recorded_at=clock.now()
            )
    except IntegrityError:
        raise Refused(TAKEN, field="name") from None
    return oversee(by, made, plans=plans, measures=())


@action(May.KEEP_BOARDS)
def oversee(by: Worker, board: Board, *, plans: Sequence[int], measures: Sequence[str]) -> Board:
    """Say which plans a board oversees, and which measures it wants beside those that these are to move."""
    row = _board(board)
    known = set(ImprovementPlan.objects.filter(pk__in=plans).values_list("pk", flat=True))
    if len(known) < len(set(plans)):
        raise Refused("Choose plans from the list.", field="plans")
    if any(code not in INDICATORS for code in measures):
        raise Refused("Choose measures from the list.", field="measures")
    row.overseen.exclude(plan__in=known).delete()
    there = set(row.overseen.values_list("plan", flat=True))
    BoardPlan.objects.bulk_create(
        BoardPlan(board=row, plan_id=one, by=by, recorded_at=clock.now()) for one in sorted(known - there)
    )
    row.measures = sorted(set(measures))
    row.save(update_fields=["measures"])
    return row


@action(May.KEEP_BOARDS)
def seat(
    by: Worker,
    board: Board,
    *,
    seat: str,
    started_on: date | None,
    worker: int | None = None,
    name: str = "",
    agency: str = "",
) -> BoardMember:
    """Write down that somebody sits on a board from a day on: a worker, or somebody outside by name and agency."""
    row, who, where = _board(board), one_line(name), one_line(agency)
    problems: Problems = [] if seat in SEATS else [("seat", "Choose as what.")]
    if worker and (who or where):
        problems.append(("worker", "Choose somebody who works here, or write name and agency: not both."))
    elif worker and worker not in {number for number, _ in queries.who_may_sit(clock.today())}:
        problems.append(("worker", "Choose somebody from the list."))
    elif not worker:
        problems += (
            [("member_name", "Write their name, or choose somebody who works here.")] if not who else []
        )
        problems += [("agency", "Write which agency they come from.")] if who and not where else []
        problems += _too_long("member_name", who) + _too_long("agency", where)
    if started_on is None:
        problems.append(("started_on", rules.NO_DAY))
    if problems:
        raise Refused.several(problems)
    made = BoardMember(
        board=row, worker_id=worker, name=who, agency=where, seat=seat, by=by, recorded_at=clock.now()
    )
    made.started_on = started_on  # type: ignore[assignment]
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        raise Refused(SITS, field="worker" if worker else "member_name") from None
    return made


@action(May.KEEP_BOARDS)
def leave(by: Worker, member: BoardMember, *, last_on: date | None) -> BoardMember:
    """Say which day was somebody's last on a board. It stays in the papers locked before."""
    row = BoardMember.objects.select_for_update(of=("self",)).get(pk=member.pk)
    if row.ended_on is not None:
        raise Refused("They have left this board already.")
    if last_on is None or last_on < row.started_on:
        raise Refused(f"Write their last day, from {short_day(row.started_on)} on.", field="last_on")
    row.ended_on = last_on + rules.ONE_DAY
    row.save(update_fields=["ended_on"])
    return row


@action(May.KEEP_BOARDS)
def call(by: Worker, board: Board, *, held_on: date | None) -> BoardMeeting:
    """Set up a meeting of a board on a day: after the last locked paper, with somebody who sits there."""
    row = _board(board)
    last = queries.last_locked(row)
    problems = rules.problems_of_meeting(held_on, last.meeting.held_on if last else None, clock.today())
    if not problems and held_on and not queries.members_on(row, held_on):
        problems = [("held_on", NO_MEMBERS)]
    if problems or held_on is None:
        raise Refused.several(problems)
    try:
        with transaction.atomic():
            return BoardMeeting.objects.create(board=row, held_on=held_on, by=by, recorded_at=clock.now())
    except IntegrityError:
        raise Refused("There is a meeting of this board on that day already.", field="held_on") from None


@action(May.KEEP_BOARDS)
def put_on_agenda(by: Worker, meeting: BoardMeeting, *, title: str, brought_by: str = "") -> AgendaItem:
    """Put something on the agenda. Raises Refused without words, and once the paper is locked."""
    row, words, who = still_open(meeting), one_line(title), one_line(brought_by)
    problems: Problems = [] if words else [("title", "Write what is to be spoken about.")]
    if problems := [*problems, *_too_long("title", words), *_too_long("brought_by", who)]:
        raise Refused.several(problems)
    return AgendaItem.objects.create(meeting=row, title=words, brought_by=who, by=by, recorded_at=clock.now())


@action(May.KEEP_BOARDS)
def comment(by: Worker, meeting: BoardMeeting, *, part: str, words: str) -> BoardCommentary:
    """Write something for one part of the paper. It stands beside what others write, never over it."""
    row, told = still_open(meeting), in_lines(words)
    problems: Problems = [] if part in PARTS else [("part", "Choose which part it is about.")]
    if not told or len(told) > LONGEST:
        problems.append(("words", f"Write it down, in at most {LONGEST:,} letters."))
    if problems:
        raise Refused.several(problems)
    return BoardCommentary.objects.create(meeting=row, part=part, words=told, by=by, recorded_at=clock.now())


@action(May.KEEP_BOARDS)
def take_off(by: Worker, line: AgendaItem | BoardCommentary) -> AgendaItem | BoardCommentary:
    """Take an item off the agenda, or commentary out of the paper, before that is locked."""
    still_open(line.meeting)
    line.is_off = True
    line.save(update_fields=["is_off"])
    return line


@action(May.KEEP_BOARDS)
def lock(
    by: Worker,
    meeting: BoardMeeting,
    *,
    stood_on: date | None,
    month_on: date | None,
    by_itself: bool = False,
) -> BoardPaper:
    """Lock the paper of a meeting: what it says is kept word for word, and its figures are published with their lists.

    Raises Refused when somebody has locked it meanwhile, without members, for days and months that are not over, and
    for a meeting before the last one with a locked paper.
    """
    row = still_open(meeting)
    last = queries.last_locked(row.board)
    problems = rules.problems_of_lock(
        stood_on, month_on, row.held_on, last.stood_on if last else None, clock.today()
    )
    if last and last.meeting.held_on > row.held_on:
        problems.append((None, f"A later paper is locked, of {long_day(last.meeting.held_on)}."))
    if not queries.members_on(row.board, row.held_on):
        problems.append((None, NO_MEMBERS))
    if problems or stood_on is None or month_on is None:
        raise Refused.several(problems)
    return _lock(by, row, Days(stood_on, month_on.replace(day=1)), by_itself=by_itself)


def _lock(by: Worker, meeting: BoardMeeting, days: Days, *, by_itself: bool) -> BoardPaper:
    month = days.month
    chosen = Choices(today=month.last_day, on=month.last_day, period="month")
    cards = queries.cards(meeting.board, month)
    figures = [published(by, one.indicator, period, chosen) for one, period in queries.spans(cards, month)]
    told = paper.read(meeting, days, queries.as_published(cards, figures))
    made = BoardPaper.objects.create(
        meeting=meeting, stood_on=days.stood_on, month_on=days.month_on, by=by, locked_at=clock.now(),
        content=printing.told(paper.pack(told), MOST_ROWS), ratings=told.ratings, risks=told.risks.kept,
        by_itself=by_itself,
    )  # fmt: skip
    PaperFigure.objects.bulk_create(
        PaperFigure(paper=made, figure=one, place=place) for place, one in enumerate(figures, 1)
    )
    return made


def _board(board: Board) -> Board:
    """The row of a board, locked: whoever changes something of one board waits for the other."""
    return Board.objects.select_for_update().get(pk=board.pk)


def still_open(meeting: BoardMeeting) -> BoardMeeting:
    """A meeting whose paper is not locked yet, held until this is done. Raises Refused with who locked it and when."""
    _board(meeting.board)
    row = BoardMeeting.objects.select_related("board", "paper__by").get(pk=meeting.pk)
    if row.locked:
        at = clock.london(row.locked.locked_at)
        raise Refused(
            f"{_who(row.locked)} at {at:%H:%M} on {short_day(at.date())}. It stands as it was locked. "
            "What you typed is still on this page, to be copied."
        )
    return row


def _who(paper: BoardPaper) -> str:
    return "This paper locked itself" if paper.by_itself else f"{paper.by.name} locked this paper"


def _too_long(field: str, words: str) -> Problems:
    return [(field, f"Write at most {LONGEST_TITLE} letters.")] if len(words) > LONGEST_TITLE else []
