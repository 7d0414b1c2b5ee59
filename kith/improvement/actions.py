"""What people do with an action of a plan: note, rate, link a measure, and collect the four proofs."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.improvement import measured, queries, rules
from kith.improvement.deliverables.actions import follow_feedback
from kith.improvement.deliverables.queries import still_open
from kith.improvement.deliverables.rules import obstacle_to_green
from kith.improvement.held import held_here
from kith.improvement.models import ActionFeedback, ActionNote, ActionProof, ActionRating, PlanAction
from kith.improvement.words import WHO
from kith.performance.indicators import INDICATORS

LONGEST = 5_000
NO_WORDS = "Write it down in words."
TOO_LONG = f"Write at most {LONGEST:,} letters."
DAYS_OF = {
    "lead": "lead_said_on",
    "measure": "measure_moved_on",
    "affected": "affected_agreed_on",
    "board": "board_agreed_on",
}
Problems = list[tuple[str | None, str]]


@dataclass(frozen=True, slots=True)
class Said:
    """What one of those affected said: who, whether it helped, in which words, when; of one thing delivered, or all."""

    who: str
    agrees: bool | None
    words: str
    said_on: date | None
    deliverable: int = 0


@action(May.CHANGE_IMPROVEMENT)
def note(by: Worker, about: PlanAction, *, words: str, noted_on: date | None) -> ActionNote:
    """Write down how an action goes. Raises Refused without words, or with a day that cannot be."""
    row = held_here(about)
    told = rules.in_lines(words)
    day = _day("noted_on", noted_on, [] if told else [("words", NO_WORDS)], told)
    return ActionNote.objects.create(action=row, words=told, noted_on=day, by=by, recorded_at=clock.now())


@action(May.CHANGE_IMPROVEMENT)
def rate(by: Worker, about: PlanAction, *, rating: str, why: str, rated_on: date | None) -> ActionRating:
    """Rate an action red, amber or green, with why. Green is the lead's word that it is done.

    Raises Refused for proved, for the same rating again, without words, and for green while something is not delivered
    or where the plan asks those affected first and none of them agreed.
    """
    row, words = held_here(about), rules.in_lines(why)
    wrong = rules.obstacle_to_rating(
        rating,
        row.rating,
        words,
        asks_those_affected=row.plan.asks_those_affected,
        proofs=queries.proofs(row),
    )
    day = _day("rated_on", rated_on, [wrong] if wrong else [], words)
    if row.rated_on and day < row.rated_on:
        raise Refused("It was rated on a later day already.", field="rated_on")
    if rating == "green" and (left := obstacle_to_green(still_open(row))):
        raise Refused(left, field="rating")
    _unprove(by, row, "board", day, words)
    if rating == "green":
        _prove(by, row, "lead", day, words)
    else:
        _unprove(by, row, "lead", day, words)
    made = _rated(by, row, rating, day, words)
    row.save()
    return made


@action(May.CHANGE_IMPROVEMENT)
def link_measure(by: Worker, about: PlanAction, *, code: str) -> PlanAction:
    """Say which measure an action is to move, or none. What an earlier measure proved no longer counts."""
    row = held_here(about)
    if code and code not in INDICATORS:
        raise Refused("Choose a measure from the list.", field="measure")
    if code == row.measure:
        return row
    day, words = clock.today(), "Another measure is linked." if code else "No measure is linked any more."
    for kind in ("measure", "board"):
        _unprove(by, row, kind, day, words)
    row.measure = code
    _follow(by, row, day, words)
    row.save()
    return row


@action(May.CHANGE_IMPROVEMENT)
def check_measure(by: Worker, about: PlanAction) -> PlanAction:
    """Have the linked measure read: its months prove that it moved, nobody's word does.

    Raises Refused with what the months say where they show no real change for the better.
    """
    row, today = held_here(about), clock.today()
    reading = measured.read(row.measure, today)
    if why := rules.obstacle_to_measure(row.measure, reading.verdict, reading.says):
        raise Refused(why)
    _prove(by, row, "measure", today, reading.says)
    row.save()
    return row


@action(May.CHANGE_IMPROVEMENT)
def hear(by: Worker, about: PlanAction, *, said: Said) -> ActionFeedback:
    """Write down what one of those affected said. Whoever says that it did not help reopens what was completed.

    What is said of one thing delivered counts for that alone; a no counts for the action too.
    """
    row, words = held_here(about), rules.in_lines(said.words)
    problems: Problems = [] if said.who in WHO else [("who", "Choose who said it.")]
    problems += [("agrees", "Choose whether it helped.")] if said.agrees is None else []
    problems += [] if words else [("words", "Write what they said, without a name.")]
    only = row.deliverables.filter(pk=said.deliverable).first() if said.deliverable else None
    if said.deliverable and only is None:
        problems.append(("deliverable_said", "Choose something that this action delivers."))
    day = _day("said_on", said.said_on, problems, words)
    made = ActionFeedback.objects.create(
        action=row, deliverable=only, who=said.who, agrees=bool(said.agrees), words=words, said_on=day, by=by,
        recorded_at=clock.now(),
    )  # fmt: skip
    counts = row.feedback.filter(Q(deliverable=None) | Q(agrees=False)).order_by("pk")
    so_far = list(counts.values_list("who", "agrees"))
    told = f"{WHO[said.who]}: {words}"
    follow_feedback(by, row, only=only, day=day, words=told)
    if only is None and rules.affected_agree(so_far):
        _prove(by, row, "affected", day, told)
    elif not said.agrees:
        _reopen(by, row, clock.today(), told)
    row.save()
    return made


@action(May.AGREE_AS_BOARD)
def agree_as_board(by: Worker, about: PlanAction, *, words: str, agreed_on: date | None) -> PlanAction:
    """Record that a board agrees, as the last of the four proofs: the action is proved from that day on.

    The measure is read once more. Raises Refused with what is still missing.
    """
    row, told = held_here(about), rules.in_lines(words)
    why = rules.obstacle_to_proof(queries.proofs(row))
    problems: Problems = [(None, why)] if why else []
    problems += [] if told else [("words", "Write which board, and what it said.")]
    day = _day("agreed_on", agreed_on, problems, told)
    reading = measured.read(row.measure, clock.today())
    if why := rules.obstacle_to_measure(row.measure, reading.verdict, reading.says):
        raise Refused(why)
    _prove(by, row, "board", day, told)
    _follow(by, row, day, told)
    row.save()
    return row


def _day(field: str, day: date | None, problems: Problems, words: str) -> date:
    """The day, when nothing is wrong with it or beside it. Raises Refused with all that is."""
    told = [*problems]
    if len(words) > LONGEST:
        told.append(("words", TOO_LONG))
    if wrong := rules.problem_of_day(day, clock.today()):
        told.append((field, wrong))
    if told or day is None:
        raise Refused.several(told)
    return day


def _rated(by: Worker, row: PlanAction, rating: str, day: date, why: str) -> ActionRating:
    made = ActionRating(action=row, before=row.rating, rating=rating, rated_on=day, why=why, by=by)
    made.recorded_at = clock.now()
    made.save(force_insert=True)
    row.rating, row.rated_on = rating, day
    return made


def _prove(by: Worker, row: PlanAction, kind: str, day: date, words: str) -> None:
    setattr(row, DAYS_OF[kind], day)
    ActionProof.objects.create(
        action=row, kind=kind, stands=True, on=day, words=words, by=by, recorded_at=clock.now()
    )


def _unprove(by: Worker, row: PlanAction, kind: str, day: date, words: str) -> None:
    if getattr(row, DAYS_OF[kind]) is None:
        return
    setattr(row, DAYS_OF[kind], None)
    ActionProof.objects.create(
        action=row, kind=kind, stands=False, on=day, words=words, by=by, recorded_at=clock.now()
    )


def _reopen(by: Worker, row: PlanAction, day: date, words: str) -> None:
    """Somebody affected says that it did not help: what was completed is open again."""
    for kind in ("lead", "affected", "board"):
        _unprove(by, row, kind, day, words)
    after = rules.reopened(row.rating)
    if after != row.rating:
        _rated(by, row, after, day, f"Reopened. {words}")


def _follow(by: Worker, row: PlanAction, day: date, words: str) -> None:
    """The rating that follows from the proofs as they stand now."""
    after = rules.rating_after(row.rating, queries.proofs(row))
    if after != row.rating:
        _rated(by, row, after, day, words)
