"""What is known of the involvements that somebody wants to close together: one family's open cases."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date
from itertools import chain

from django.conf import settings
from django.utils.module_loading import import_string

from kith.access.guarded import EVERY_ROW
from kith.access.models import Worker
from kith.core import clock, reading_words
from kith.frontdoor.census import rules as census
from kith.frontdoor.census.queries import ASSESSMENTS, assessments_of
from kith.frontdoor.closing.rules import Ending
from kith.frontdoor.models import Referral
from kith.people.models import FamilyMember
from kith.work.models import (
    OPEN_STATES,
    Answer,
    Involvement,
    NoteChild,
    Standing,
    StepChild,
    VisitChild,
)

STRATEGY = "strategy_discussion"
STARTS_ENQUIRY = ("section_47", "yes")
PLANS = ("in_need", "protection")


def closable_with(viewer: Worker, involvement: Involvement) -> list[Involvement]:
    """This involvement and the open ones of brothers and sisters in its families, oldest child first."""
    families = FamilyMember.objects.seen_by(viewer).filter(person=involvement.person_id, ended_on=None)
    members = FamilyMember.objects.seen_by(viewer).filter(family__in=families.values("family"), ended_on=None)
    rows = Involvement.objects.seen_by(viewer).filter(
        person__in={*members.values_list("person_id", flat=True), involvement.person_id}, ended_on=None
    )
    others = [row for row in rows.select_related("person") if row.pk != involvement.pk]
    others.sort(key=lambda row: (row.person.born_on or date.max, row.person_id))
    return [involvement, *others]


def cases(
    viewer: Worker, involvements: Collection[Involvement], *, besides: int | None = None
) -> dict[int, Ending]:
    """What stands in the way for each involvement, by its id. ``besides`` is a step that ends right now."""
    steps = _steps(involvements, besides)
    standings = _standings(involvements)
    events = _last_events(involvements, steps, standings)
    enquiries = _enquiries(row["step_id"] for rows in steps.values() for row in rows)
    assessed = assessments_of(viewer, [case.person_id for case in involvements])
    found = {
        case.pk: _case(
            case, steps[case.person_id], events.get(case.person_id), enquiries, standings.get(case.pk, [])
        )
        for case in involvements
    }
    return {
        number: replace(case, found_nothing=census.found_nothing(assessed.get(number, ())))
        for number, case in found.items()
    }


def _case(
    involvement: Involvement,
    steps: list[dict],  # type: ignore[type-arg]
    last: tuple[date, str] | None,
    enquiries: set[int],
    standings: list[Standing],
) -> Ending:
    of_case = [
        row
        for row in steps
        if row["involvement_id"] in (involvement.pk, None) or row["step__state"] in OPEN_STATES
    ]
    unfinished = [row for row in of_case if row["step__state"] in OPEN_STATES]
    person = involvement.person
    return Ending(
        child=person.known_as or person.given_name or person.family_name,
        started_on=involvement.started_on,
        last_event_on=last[0] if last else None,
        last_event=last[1] if last else "",
        open_steps=[row["step__title"] for row in unfinished],
        undecided_enquiry=any(row["step_id"] in enquiries for row in unfinished),
        had_assessment=any(
            row["step__kind"] in ASSESSMENTS and row["step__state"] == "completed" for row in of_case
        ),
        had_enquiry=any(one.kind == "enquiry" for one in standings)
        or any(row["step_id"] in enquiries and row["step__state"] != "cancelled" for row in of_case),
        had_plan=any(one.kind in PLANS for one in standings),
        open_standings=[_since(one) for one in standings if one.ended_on is None],
        died_on=person.died_on,
        ended_on=involvement.ended_on,
    )


def _since(standing: Standing) -> str:
    words = standing.words
    return f"{words[0].lower()}{words[1:]} since {reading_words.short_day(standing.started_on)}"


def _standings(involvements: Collection[Involvement]) -> dict[int, list[Standing]]:
    """How the children stand with the service in these cases, by the case."""
    found: dict[int, list[Standing]] = {}
    rows = Standing.objects.unguarded(EVERY_ROW).filter(involvement__in=[case.pk for case in involvements])
    for row in rows.order_by("started_on", "pk"):
        found.setdefault(row.involvement_id or 0, []).append(row)
    return found


def _steps(involvements: Collection[Involvement], besides: int | None) -> dict[int, list[dict]]:  # type: ignore[type-arg]
    """Each child's steps since its case began."""
    found: dict[int, list[dict]] = {case.person_id: [] for case in involvements}  # type: ignore[type-arg]
    started = {case.person_id: case.started_on for case in involvements}
    rows = (
        StepChild.objects.unguarded(EVERY_ROW)
        .filter(person__in=found, released_at=None)
        .exclude(step=besides)
    )
    columns = (
        "person_id",
        "step_id",
        "involvement_id",
        "step__state",
        "step__kind",
        "step__title",
        "step__completed_on",
    )
    for row in rows.exclude(step__state="cancelled").values(*columns):
        ended = row["step__completed_on"]
        if ended is None or ended >= started[row["person_id"]]:
            found[row["person_id"]].append(row)
    return found


def _enquiries(steps: Iterator[int]) -> set[int]:
    """Those of these steps that started a section 47 enquiry."""
    question, value = STARTS_ENQUIRY
    rows = Answer.objects.unguarded(EVERY_ROW).filter(
        step__in=set(steps), step__kind=STRATEGY, question=question, value=value
    )
    return set(rows.values_list("step_id", flat=True))


def _last_events(
    involvements: Collection[Involvement],
    steps: dict[int, list[dict]],  # type: ignore[type-arg]
    standings: dict[int, list[Standing]],
) -> dict[int, tuple[date, str]]:
    """The day and the name of the last thing recorded for each child."""
    last: dict[int, tuple[date, str]] = {}
    told = (
        _completed(steps), _visits(steps), _notes(steps), _referrals(involvements), _begun(standings),
        _elsewhere(involvements),
    )  # fmt: skip
    for person, on, words in chain(*told):
        last[person] = max(last.get(person, (on, words)), (on, words))
    return last


def _completed(steps: dict[int, list[dict]]) -> Iterator[tuple[int, date, str]]:  # type: ignore[type-arg]
    for person, rows in steps.items():
        for row in rows:
            if row["step__completed_on"]:
                yield person, row["step__completed_on"], f"{row['step__title']} completed"


def _begun(standings: dict[int, list[Standing]]) -> Iterator[tuple[int, date, str]]:
    for rows in standings.values():
        for row in rows:
            if row.ended_on is None:
                yield row.person_id, row.started_on, f"{row.words} began"
            else:
                yield row.person_id, row.ended_on, f"{row.words} ended"


def _elsewhere(involvements: Collection[Involvement]) -> Iterator[tuple[int, date, str]]:
    """What apps of other subjects say happened in these cases."""
    people = {case.pk: case.person_id for case in involvements}
    for name in import_string(settings.KITH_IN_A_CASE):
        for case, on, words in import_string(name)(list(people)):
            yield people[case], on, words


def _visits(people: Collection[int]) -> Iterator[tuple[int, date, str]]:
    rows = VisitChild.objects.unguarded(EVERY_ROW).filter(person__in=people)
    for person, at in rows.values_list("person_id", "visited_at"):
        yield person, clock.london(at).date(), "a visit"


def _notes(people: Collection[int]) -> Iterator[tuple[int, date, str]]:
    rows = NoteChild.objects.unguarded(EVERY_ROW).filter(person__in=people)
    for person, at in rows.values_list("person_id", "note__happened_at"):
        yield person, clock.london(at).date(), "a note"


def _referrals(involvements: Collection[Involvement]) -> Iterator[tuple[int, date, str]]:
    rows = Referral.objects.unguarded(EVERY_ROW).filter(involvement__in=[case.pk for case in involvements])
    for person, on in rows.values_list("person_id", "received_on"):
        yield person, on, "the referral"
