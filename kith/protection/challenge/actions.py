"""A challenge from raising to closing: each move is kept as it was said."""

from collections.abc import Sequence
from datetime import date

from kith.access import practice
from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.database.working_day import working_calendar
from kith.people.models import Person
from kith.practice.timescales import last_of
from kith.protection.challenge import queries, rules
from kith.protection.models import Challenge, ChallengeChild, ChallengeMove
from kith.protection.models.challenge import LEVELS, OUTCOMES
from kith.work.notices.actions import tell
from kith.work.timescales import actions as timescales


@action(May.CHAIR_CONFERENCE)
def raise_challenge(by: Worker, people: Sequence[int], *, reason: str, words: str, wanted: str) -> Challenge:
    """Challenge the work with these children (ids): their team's manager is asked, and the clock for the answer runs.

    Raises ``Refused`` with all that is missing, for somebody who is not independent of the line that answers for them,
    and for children whom nobody holds.
    """
    today = clock.today()
    rows = Person.objects.seen_by(by).filter(pk__in=people).select_for_update(no_key=True).order_by("pk")
    children = list(rows)
    known = [child.pk for child in children]
    if wrong := rules.problems_with_raising(
        known if len(known) == len(set(people)) else [], reason, queries.reasons(today), words, wanted
    ):
        raise Refused.several(wrong)
    team, worker = queries.holder(known)
    if team is None:
        raise Refused("Nobody holds these children, so nobody could answer.", "children")
    line = queries.line(team.pk)
    holds = worker is not None and worker.pk == by.pk
    if why := rules.obstacle_to_independence(queries.places(by), line, holds_case=holds):
        raise Refused(why)
    made = Challenge.objects.create(
        reason=reason, words=words.strip(), wanted=wanted.strip(), raised_by=by, raised_on=today, team=team,
        level=1, asked=queries.asked_at(team, 1, today), asked_on=today, due_on=_due(1, today),
        recorded_at=clock.now(),
    )  # fmt: skip
    ChallengeChild.objects.bulk_create(ChallengeChild(challenge=made, person=child) for child in children)
    _move(by, made, "raised", f"{words.strip()}\n\nWanted: {wanted.strip()}", due_on=made.due_on)
    _ask(by, made, known)
    return made


def _due(level: int, on: date) -> date:
    kind = practice.current().timescales.get(rules.CLOCKS[level])
    last = last_of(kind, on, working_calendar()) if kind else None
    if last is None:
        raise Refused("The practice does not say by when a challenge is answered. Ask the system lead.")
    return last.on


def _ask(by: Worker, challenge: Challenge, people: Sequence[int]) -> None:
    """Start the clock of the level for each child, and tell whoever is asked."""
    for person in people:
        timescales.start(
            by,
            code=rules.CLOCKS[challenge.level],
            person=person,
            from_on=challenge.asked_on,
            event="the challenge",
            about=str(challenge.pk),
        )
    due = challenge.due_on
    words = f"A chair or reviewing officer challenges the work with a child. Answer by {due.day}/{due.month}."
    tell(by, challenge.asked, "challenge", words, person=Person(pk=people[0]))


def _move(by: Worker, challenge: Challenge, kind: str, words: str, due_on: date | None = None) -> None:
    ChallengeMove.objects.create(
        challenge=challenge, kind=kind, level=challenge.level, on=clock.today(), due_on=due_on, words=words,
        by=by, recorded_at=clock.now(),
    )  # fmt: skip


@action(May.SIGN_OFF)
def answer(by: Worker, challenge: Challenge, *, words: str) -> Challenge:
    """Answer a challenge: what is done about it, and by when. Raises ``Refused`` for who may not, and without words."""
    row = _held(by, challenge)
    if why := rules.obstacle_to_answering(
        _standing(row),
        by=by.pk,
        raised_by=row.raised_by_id,
        places=queries.places(by),
        line=queries.line(row.team_id),
    ):
        raise Refused(why)
    _refuse(rules.problem_with_words(words, "Say what is done about it, and by when."))
    row.answered_on = clock.today()
    row.save(update_fields=["answered_on"])
    _move(by, row, "answered", words.strip())
    _end_clocks(by, row, met=True)
    tell(by, row.raised_by, "challenge", "Your challenge has been answered.", person=_first(by, row))
    return row


@action(May.CHAIR_CONFERENCE)
def take_up(by: Worker, challenge: Challenge, *, words: str) -> Challenge:
    """Take a challenge to the next level of management, with a clock of its own. Raises ``Refused`` before its time."""
    row = _held(by, challenge)
    today = clock.today()
    if why := rules.obstacle_to_going_up(_standing(row), today):
        raise Refused(why)
    _refuse(rules.problem_with_words(words, "Say why it goes further up."))
    _end_clocks(by, row, met=False)
    row.level += 1
    row.asked, row.asked_on = queries.asked_at(row.team, row.level, today), today
    row.due_on, row.answered_on = _due(row.level, today), None
    row.save(update_fields=["level", "asked", "asked_on", "due_on", "answered_on"])
    _move(by, row, "escalated", words.strip(), due_on=row.due_on)
    _ask(by, row, row.people_ids())
    return row


@action(May.CHAIR_CONFERENCE)
def close(by: Worker, challenge: Challenge, *, outcome: str, words: str) -> Challenge:
    """Close a challenge with how it ended and what came of it. Raises ``Refused`` where it was not answered."""
    row = _held(by, challenge)
    _refuse(rules.obstacle_to_closing(_standing(row), outcome, OUTCOMES))
    _refuse(rules.problem_with_words(words, "Say what came of it for the child."))
    row.closed_on, row.outcome = clock.today(), outcome
    row.save(update_fields=["closed_on", "outcome"])
    _move(by, row, "closed", f"{OUTCOMES[outcome]}. {words.strip()}")
    _end_clocks(by, row, met=False)
    tell(
        by, row.asked, "challenge", "A challenge that you were asked about is closed.", person=_first(by, row)
    )
    return row


def _end_clocks(by: Worker, challenge: Challenge, *, met: bool) -> None:
    """The clock of the level was met by the answer; what runs otherwise is not asked for any more."""
    code, about, today = rules.CLOCKS[challenge.level], str(challenge.pk), clock.today()
    for person in challenge.people_ids():
        if met:
            timescales.meet(by, code=code, person=person, on=today, about=about)
        elif running := timescales.running_one(by, code=code, person=person, about=about):
            timescales.drop(
                by, running, on=today, why=f"{LEVELS[challenge.level]}: taken further up or closed."
            )


def _standing(row: Challenge) -> rules.Standing:
    return rules.Standing(row.level, row.due_on, row.answered_on, row.closed_on)


def _held(by: Worker, challenge: Challenge) -> Challenge:
    rows = Challenge.objects.seen_by(by).filter(pk=challenge.pk).select_for_update(of=("self",))
    row = rows.select_related("raised_by", "asked", "team").first()
    if row is None:
        raise Refused("This challenge is not there any more.")
    return row


def _first(by: Worker, challenge: Challenge) -> Person | None:
    return Person.objects.seen_by(by).filter(pk__in=challenge.people_ids()).order_by("pk").first()


def _refuse(wrong: tuple[str, str] | None) -> None:
    if wrong:
        raise Refused(wrong[1], wrong[0])
