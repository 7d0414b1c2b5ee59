"""The paper of a meeting: how the plans stood, what moved, figures, risks, what was decided last time, the agenda."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kith.access import practice
from kith.core import period as periods
from kith.core.period import Period
from kith.core.reading_words import count, listing, long_day, short_day
from kith.improvement.boards import risks, rules
from kith.improvement.boards.queries import attendance, members_on
from kith.improvement.boards.standing import Stood, counts_of, stood
from kith.improvement.boards.words import CAME, DECISIONS, PARTS, SEATS
from kith.improvement.guests.queries import guests_of
from kith.improvement.guests.rules import told as guest_words
from kith.improvement.members import queries as members
from kith.improvement.members.words import ACTIVITIES
from kith.improvement.models import AgendaItem, BoardCommentary, BoardMeeting, BoardPaper, ImprovementPlan
from kith.improvement.rules import Counts
from kith.improvement.words import CLOSED, MEANS, RATINGS, rating_words
from kith.performance.board import rules as figures
from kith.performance.dashboard.queries import Card
from kith.performance.packs import queries as packs
from kith.performance.packs.content import Pack, Part, Table

SMALL = "Numbers from 1 to 5, and what would let them be worked out, are hidden in figures about children."
NO_CHILD = "No child is named in this paper."
NOT_WRITTEN = "It is not written down who of the board came on {}."
NO_EARLIER = "There is no earlier meeting with a locked paper."
COUNTED = ("Actions", "Red", "Amber", "Green", "Proved", "Not rated", "Late")
LONGEST_NOTE = 400


@dataclass(frozen=True, slots=True)
class Days:
    """The day at whose end a paper tells how things stood, and the month of its figures."""

    stood_on: date
    month_on: date

    @property
    def month(self) -> Period:
        """The month of its figures."""
        return periods.month(self.month_on)


@dataclass(frozen=True, slots=True)
class Read:
    """What a paper is made of, read once: actions as they stood, cards of figures, the paper before it."""

    meeting: BoardMeeting
    days: Days
    plans: Sequence[ImprovementPlan]
    actions: Sequence[Stood]
    cards: Sequence[Card]
    before: BoardPaper | None
    risks: risks.Register

    @property
    def ratings(self) -> dict[str, str]:
        """Each action with its rating, for the next paper to compare with."""
        return {str(one.row.pk): one.rating for one in self.actions}


def last_before(meeting: BoardMeeting) -> BoardPaper | None:
    """The paper of the last meeting of this board before this one that has one. One query."""
    found = BoardPaper.objects.filter(
        meeting__board=meeting.board_id, meeting__held_on__lt=meeting.held_on
    ).select_related("meeting")
    return found.order_by("-meeting__held_on").first()


def read(meeting: BoardMeeting, days: Days, cards: Sequence[Card]) -> Read:
    """Everything a paper tells but its figures, which are given."""
    plans = list(meeting.board.plans.order_by("name"))
    return Read(
        meeting=meeting,
        days=days,
        plans=plans,
        actions=stood(plans, days.stood_on),
        cards=cards,
        before=last_before(meeting),
        risks=risks.register(plans, days.stood_on),
    )


def pack(told: Read) -> Pack:
    """The paper."""
    board, held_on = told.meeting.board, told.meeting.held_on
    said = _commentary(told.meeting)
    parts = (
        Part(PARTS["summary"], tuple(said["summary"] or ["Nobody has written a summary."]), _agenda(told)),
        Part(PARTS["plan"], (*_standing_words(told), *said["plan"]), _standing(told)),
        Part(PARTS["moved"], (*_moved_words(told), *said["moved"]), _moved(told)),
        Part("Outstanding actions", (), _outstanding(told)),
        Part(PARTS["figures"], (*_figures_words(told), *said["figures"]), _figures(told), _drawn(told)),
        Part(
            PARTS["risks"], (*told.risks.words(told.before), *said["risks"]), told.risks.tables(told.before)
        ),
        Part("Who was at the last meeting", (_came(told),)),
        Part("Decisions of the last meeting", *_decided(told)),
        Part("What elected members did", *_members_did(told)),
        Part("Who sits on the board", (), (_members(told),)),
    )
    return Pack(
        kind="board-paper",
        title=f"{board.name}: paper for {long_day(held_on)}",
        council=practice.authority().service,
        on=held_on,
        lead=(
            f"Plans as they stood at the end of {long_day(told.days.stood_on)}. Figures of {told.days.month.label}.",
            f"{NO_CHILD} {SMALL}",
            *([f"Guests: {guests}."] if (guests := guest_words(guests_of(told.meeting))) else []),
        ),
        parts=parts,
        foot=f"{board.name}, {short_day(held_on)}",
    )


def _commentary(meeting: BoardMeeting) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {part: [] for part in PARTS}
    rows = BoardCommentary.objects.filter(meeting=meeting, is_off=False).select_related("by").order_by("pk")
    for one in rows:
        found[one.part] += [*one.words.splitlines(), f"– {one.by.name}"]
    return found


def _agenda(told: Read) -> tuple[Table, ...]:
    items = AgendaItem.objects.filter(meeting=told.meeting, is_off=False).order_by("pk")
    rows = [[str(place), one.title, one.brought_by] for place, one in enumerate(items, 1)]
    return (Table("Agenda", ("No", "Item", "Brought by"), rows),) if rows else ()


def _counted(name: str, counts: Counts) -> list[str]:
    numbers = (
        counts.all, counts.red, counts.amber, counts.green, counts.proved, counts.unrated, counts.late,
    )  # fmt: skip
    return [name, *(f"{number:,}" for number in numbers)]


def _of(told: Read, plan: ImprovementPlan) -> list[Stood]:
    return [one for one in told.actions if one.row.plan_id == plan.pk]


def _standing_words(told: Read) -> list[str]:
    """The counts in North Yorkshire's sentences, plan by plan."""
    if not told.plans:
        return ["This board oversees no plan yet."]
    found = []
    for plan in told.plans:
        counts = counts_of(_of(told, plan))
        found.append(f"{plan.name}: {count(counts.all, 'action')}, {counts.late or 'none'} of them late.")
        numbers = {"green": counts.green, "amber": counts.amber, "red": counts.red, "proved": counts.proved}
        for rating in ("green", "amber", "red", "proved"):
            if numbers[rating]:
                are = "action is" if numbers[rating] == 1 else "actions are"
                found.append(f"{numbers[rating]:,} {are} {RATINGS[rating].lower()}: {MEANS[rating]}.")
    return found


def _standing(told: Read) -> tuple[Table, ...]:
    tables = [
        Table(
            "By plan",
            ("Plan", *COUNTED),
            [_counted(plan.name, counts_of(_of(told, plan))) for plan in told.plans],
        )
    ]
    for plan in told.plans:
        themes: dict[Any, list[Stood]] = {}
        for one in _of(told, plan):
            themes.setdefault(one.top, []).append(one)
        rows = [_counted(str(theme), counts_of(some)) for theme, some in themes.items()]
        tables.append(Table(f"{plan.name}, by theme or project", ("Theme or project", *COUNTED), rows))
    return tuple(tables) if told.plans else ()


def _named(one: Stood) -> str:
    return f"{one.row.number} {one.row.words}"


def _moved_words(told: Read) -> list[str]:
    if told.before is None:
        return ["This is the first paper that this board locks: there is no earlier one to compare with."]
    before, now = told.before.ratings, told.ratings
    since = long_day(told.before.stood_on)
    changed, new = len(rules.moved(before, now)), rules.joined(before, now)
    words = f"Since {since}, {count(changed, 'action')} changed rating" if changed else ""
    told_so = words or f"No action has another rating than on {since}"
    return [f"{told_so}; {count(new, 'action')} joined." if new else f"{told_so}."]


def _moved(told: Read) -> tuple[Table, ...]:
    if told.before is None:
        return ()
    by_id = {str(one.row.pk): one for one in told.actions}
    rows = [
        [
            _named(by_id[number]),
            by_id[number].row.plan.name,
            rating_words(was),
            rating_words(now),
            by_id[number].rated_on,
            _short(by_id[number].why),
        ]
        for number, was, now in rules.moved(told.before.ratings, told.ratings)
    ]
    heads = ("Action", "Plan", "Was", "Is", "Since", "Why")
    return (Table("Actions that changed rating", heads, rows),) if rows else ()


def _outstanding(told: Read) -> tuple[Table, ...]:
    """What is not completed, in the columns of appendix B."""
    heads = ("Lead body", "Action", "Lead officer", "Due", "Rating", "Notes")
    tables = []
    for plan in told.plans:
        open_ones = [one for one in _of(told, plan) if one.rating not in CLOSED]
        rows = [
            [one.bodies, _named(one), one.officer, _due(one), rating_words(one.rating), _short(one.note)]
            for one in open_ones
        ]
        tables.append(Table(f"{plan.name}: {count(len(rows), 'outstanding action')}", heads, rows))
    return tuple(tables)


def _due(one: Stood) -> str:
    if one.carried:
        return f"carried on as {one.carried}"
    if one.row.due_on is None:
        return "no end set"
    return f"late since {short_day(one.row.due_on)}" if one.is_late else short_day(one.row.due_on)


def _short(words: str) -> str:
    return words if len(words) <= LONGEST_NOTE else f"{words[:LONGEST_NOTE].rstrip()} …"


def _figures_words(told: Read) -> list[str]:
    if not told.cards:
        return ["No measure is linked to an action of these plans, and the board has chosen none."]
    return [f"{count(len(told.cards), 'figure')} of {told.days.month.label}, for the whole service."]


def _figures(told: Read) -> tuple[Table, ...]:
    heads = ("Measure", "Figure", "Counts", "Period", "Target", "Standing", "Real change")
    return (Table("Figures", heads, [_figure(one) for one in told.cards]),) if told.cards else ()


def _figure(one: Card) -> list[Any]:
    words, counts = figures.told(one.latest, is_hidden=one.leaving.is_hidden(one.latest))
    unit = one.indicator.unit
    return [
        one.indicator.short,
        words if unit == "%" or words == figures.HIDDEN else f"{words} {unit}",
        counts,
        one.latest.period.label,
        one.target_words,
        one.standing.words,
        one.real,
    ]


def _drawn(told: Read) -> Any:
    return packs.drawings([one for one in told.cards if not any(map(one.leaving.is_hidden, one.months))])


def _came(told: Read) -> str:
    if told.before is None:
        return NO_EARLIER
    last = told.before.meeting
    came = attendance(last)
    guests = guest_words(guests_of(last))
    names = {
        kind: listing([one.called for one, came_so in came if came_so == kind]) or "nobody" for kind in CAME
    }
    words = f"On {long_day(last.held_on)} there were: {names['there']}. Apologies: {names['apologies']}."
    if not came:
        words = NOT_WRITTEN.format(long_day(last.held_on))
    return f"{words} Guests named for it: {guests}." if guests else words


def _decided(told: Read) -> tuple[tuple[str, ...], tuple[Table, ...]]:
    if told.before is None:
        return (NO_EARLIER,), ()
    last = told.before.meeting
    standing = {one.row.pk: rating_words(one.rating) for one in told.actions}
    rows = [
        [
            one.words,
            DECISIONS[one.kind],
            one.action.number if one.action else "",
            standing.get(one.action_id or 0, ""),
        ]
        for one in last.decisions.select_related("action").order_by("pk")
    ]
    if not rows:
        return (f"No decision of {long_day(last.held_on)} was written down.",), ()
    heads = ("Decision", "What it did", "Action", "Which is now")
    return (), (Table(f"Decided on {long_day(last.held_on)}", heads, rows),)


def _members_did(told: Read) -> tuple[tuple[str, ...], tuple[Table, ...]]:
    """Visits, shadowing, training and feedback since the last paper, or in twelve months before the first."""
    on = told.days.stood_on
    after = told.before.stood_on if told.before else members.a_year_before(on)
    rows = members.log(after, on)
    if not rows:
        return (f"Nothing is written down since {long_day(after)}.",), ()
    cells = [
        [
            one.happened_on,
            one.called,
            ACTIVITIES[one.kind],
            one.team.name if one.team else one.what,
            _short(one.said),
        ]
        for one in rows
    ]
    heads = ("When", "Who", "What", "Where", "What they said")
    return (), (Table(f"Since {long_day(after)}", heads, cells),)


def _members(told: Read) -> Table:
    rows = [
        [one.called, one.of, SEATS[one.seat]] for one in members_on(told.meeting.board, told.meeting.held_on)
    ]
    return Table("Who sits on the board", ("Name", "From", "As"), rows)
