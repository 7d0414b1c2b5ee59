"""What the children in need census asks about, as it stands on the record of a child."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import JSONObject

from kith.access import practice
from kith.access.models import Worker
from kith.database.prepared import prepared
from kith.database.together import together
from kith.frontdoor.census import rules
from kith.frontdoor.models import Referral
from kith.people.models import Person, Trait
from kith.work.answers.rules import answer_for
from kith.work.models import OPEN_STATES, Answer, Involvement, Standing, StepChild

ASSESSMENTS = ("initial_assessment", "core_assessment", "single_assessment")
NEEDS = "primary_need"  # the list
FACTORS = "factor_codes"  # the question of an assessment that the census publishes


@prepared
def _child(viewer: Worker, people: list[int]) -> QuerySet[Any, Any]:
    said = Trait.objects.seen_by(viewer).filter(
        person=OuterRef("pk"), kind="disability", ended_on__isnull=True
    )
    rows = Person.objects.seen_by(viewer).filter(pk__in=people)
    return rows.values(
        "born_on", "born_by", "born_precision", "died_on", disabilities=ArraySubquery(said.values("code"))
    )


@prepared
def _cases(viewer: Worker, people: list[int]) -> QuerySet[Any, Any]:
    enquiries = Standing.objects.seen_by(viewer).filter(involvement=OuterRef("pk"), kind="enquiry")
    rows = (
        Involvement.objects.seen_by(viewer).filter(person__in=people).annotate(had_enquiry=Exists(enquiries))
    )
    return rows.order_by("started_on").values(
        "id", "started_on", "ended_on", "end_reason", "need", "had_enquiry"
    )


@prepared
def _referrals(viewer: Worker, people: list[int]) -> QuerySet[Any, Any]:
    rows = Referral.objects.seen_by(viewer).filter(person__in=people).order_by("received_on")
    return rows.values("involvement_id", "received_on", "need")


@prepared
def _assessments(viewer: Worker, people: list[int]) -> QuerySet[Any, Any]:
    told = Answer.objects.seen_by(viewer).filter(step=OuterRef("step"), question=FACTORS)
    rows = StepChild.objects.seen_by(viewer).filter(
        person__in=people, released_at__isnull=True, involvement__isnull=False, step__kind__in=ASSESSMENTS
    )
    return (
        rows.exclude(step__state="cancelled")
        .order_by("step__started_on", "step")
        .values(
            "person_id", "involvement_id", "step__title", "step__started_on", "step__state",
            factors=ArraySubquery(told.values(json=JSONObject(child="child_id", value="value"))),
        )
    )  # fmt: skip


def assessments_of(viewer: Worker, people: Collection[int]) -> dict[int, list[rules.Assessment]]:
    """Case id -> its assessments, oldest first. One query."""
    return _by_case(_assessments(viewer, list(people)))


def _by_case(rows: Collection[Any]) -> dict[int, list[rules.Assessment]]:
    found: dict[int, list[rules.Assessment]] = defaultdict(list)
    for row in rows:
        answers = {(FACTORS, one["child"]): one["value"] for one in row["factors"]}
        factors = answer_for(answers, FACTORS, row["person_id"]) or []
        unfinished = row["step__state"] in OPEN_STATES
        one = rules.Assessment(row["step__title"], row["step__started_on"], unfinished, frozenset(factors))
        found[row["involvement_id"]].append(one)
    return found


def wrong_with(viewer: Worker, number: int, today: date) -> list[str]:
    """What the census will call wrong in the record of a child, in words. One query."""
    asked = [number]
    people, cases, referrals, assessed = together(
        (_child, viewer, asked),
        (_cases, viewer, asked),
        (_referrals, viewer, asked),
        (_assessments, viewer, asked),
    )
    if not people:
        return []
    needs = {row["involvement_id"]: row["need"] for row in referrals}
    done = _by_case(assessed)
    told = [
        rules.Case(
            row["started_on"], row["ended_on"], row["end_reason"], row["need"] or needs.get(row["id"], ""),
            row["had_enquiry"], done.get(row["id"], ()),
        )
        for row in cases
    ]  # fmt: skip
    return rules.of_child(_known(people[0]), told, [row["received_on"] for row in referrals], today)


def needs_on(day: date) -> list[tuple[str, str]]:
    """Code and words of every main need there is on a day; the first that applies is to be chosen."""
    return practice.current().lists[NEEDS].choices(day)


def _known(row: Any) -> rules.Child:
    is_unborn = row["born_precision"] == "expected"
    return rules.Child(row["born_on"], row["born_by"], is_unborn, row["died_on"], row["disabilities"])
