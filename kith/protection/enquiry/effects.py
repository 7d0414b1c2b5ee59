"""What the outcomes of a strategy discussion and of an enquiry set going, under the names the packs know."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from kith.access.guarded import EVERY_ROW
from kith.access.models import Worker
from kith.core import Refused
from kith.people.models import Person
from kith.protection.enquiry import actions, queries, rules
from kith.protection.models import ConferenceChild, StrategyChild, StrategyDiscussion
from kith.work import typed
from kith.work.models import Step
from kith.work.steps.queries import answers_of, first_name


def note_strategy(by: Worker, *, step: Step, people: Sequence[int], outcome: str, on: date) -> None:
    """The strategy discussion stands as a fact, and the enquiries it decided on have begun.

    Called once for each outcome; the children of all of them were in one discussion.
    """
    answers = answers_of(by, step)
    for child in people:
        if why := rules.contradiction(rules.told_in(answers, on, [child]).decisions[child], outcome):
            raise Refused(why, field="section_47")
    if StrategyDiscussion.objects.seen_by(by).filter(step=step).exists():
        return
    held_on = typed.day(str(answers.get(("held_on", None)) or ""))
    actions.hold_discussion(by, told=rules.told_in(answers, held_on, step.people_ids()), step=step)


def note_enquiry(by: Worker, *, step: Step, people: Sequence[int], outcome: str, on: date) -> None:
    """The enquiries of these children have come to an end, or go to a conference."""
    answers = answers_of(by, step)
    found = queries.latest_enquiries(by, people)
    if missing := [child for child in people if child not in found]:
        name = first_name(Person.objects.seen_by(by).get(pk=missing[0]))
        raise Refused(
            f"No enquiry has begun for {name}. Record the strategy discussion that decided on it first."
        )
    for child in people:
        finding = str(answers.get(("finding", child)) or answers.get(("finding", None)) or "")
        if why := rules.finding_against(finding, outcome):
            raise Refused(why, field="finding")
        row = found[child]
        decided = rules.outcome_of(finding, outcome)
        if row.standing.ended_on is not None and row.outcome == decided:
            continue  # the conference was held, or it was said on the record, before this was signed off
        actions.decide_enquiry(by, row, outcome=decided, on=on, step=step)


def ended_on(viewer: Worker, step: Step) -> date | None:
    """The last day on which an enquiry of the children of this work ended, with its conference or without need for one.

    None while one goes on, or where none of that time is known.
    """
    people = step.people_ids()
    found = queries.latest_enquiries(viewer, people)
    ends = [row.standing.ended_on for row in found.values()]
    days = [day for day in ends if day is not None and day >= step.started_on]
    return max(days) if days and len(days) == len(people) else None


def days_in_cases(cases: Collection[int]) -> Iterator[tuple[int, date, str]]:
    """The case, the day and the words of every strategy discussion and conference held in these cases."""
    for rows, words in (
        (StrategyChild.objects, "a strategy discussion"),
        (ConferenceChild.objects, "a conference"),
    ):
        held = rows.unguarded(EVERY_ROW).filter(involvement__in=cases, held_on__isnull=False)
        for case, on in held.values_list("involvement_id", "held_on"):
            if on is not None:
                yield case, on, words
