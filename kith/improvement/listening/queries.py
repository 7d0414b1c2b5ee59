"""What those affected say: counts of twelve months, answers that an action can take, events, and you said, we did."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Avg, Count, Prefetch, Q

from kith.access.guarded import EVERY_ROW
from kith.access.models import Worker
from kith.core import period
from kith.database.session import as_system
from kith.improvement.listening import rules
from kith.improvement.models import (
    HeardAnswer,
    ListeningEvent,
    PlainAnswer,
    PlanAction,
    Recommendation,
    RecommendationAnswer,
)
from kith.listening.feedback.queries import Said, as_said
from kith.listening.models import FeedbackAnswer, FeedbackRequest
from kith.people.queries import relationships_of
from kith.practice.listening import WHO

MOST = 60


def counted(today: date) -> list[rules.Count]:
    """What was asked and answered in twelve months, by who, for everyone. One query.

    It counts by the day of asking, so that an answer and its question are counted in the same months.
    """
    year = period.rolling12(today)
    with as_system("what those affected answered is counted for everyone"):
        rows = FeedbackRequest.objects.unguarded(EVERY_ROW).filter(
            asked_on__gte=year.starts, asked_on__lte=today
        )
        found = {row["who"]: row for row in rows.values("who").annotate(**_numbers())}
    return [_count(who, found[who]) for who in WHO if who in found]


def _numbers() -> dict[str, Any]:
    helped = {f"n_{code}": Count("pk", filter=Q(answer__helped=code)) for code in ("yes", "partly", "no")}
    return {
        "asked": Count("pk"),
        "answered": Count("answer"),
        "score": Avg("answer__score", filter=~Q(questionnaire="usability")),
        **helped,
    }


def _count(who: str, row: Mapping[str, Any]) -> rules.Count:
    score = row["score"]
    return rules.Count(
        who, row["asked"], row["n_yes"], row["n_partly"], row["n_no"], row["answered"],
        score.quantize(rules.TENTH) if score is not None else None,
    )  # fmt: skip


def to_take(viewer: Worker, action: PlanAction, helped: str) -> list[Said]:
    """Answers that say yes or no and were not taken for an action yet, newest first, at most ``MOST``. Two queries."""
    heard = list(HeardAnswer.objects.filter(action=action).values_list("answer", flat=True))
    wanted = [helped] if helped in ("yes", "no") else ["yes", "no"]
    rows = FeedbackAnswer.objects.seen_by(viewer).filter(helped__in=wanted).exclude(pk__in=heard)
    found = rows.select_related("request").order_by("-answered_on", "-pk")[:MOST]
    return [as_said(row) for row in found]


def answer_of(viewer: Worker, number: int) -> FeedbackAnswer | None:
    """An answer that the viewer may know of. One query."""
    return FeedbackAnswer.objects.seen_by(viewer).select_related("request__person").filter(pk=number).first()


def is_heard(action: PlanAction, answer: FeedbackAnswer) -> bool:
    """Whether an answer was taken for an action. One query."""
    return HeardAnswer.objects.filter(action=action, answer=answer).exists()


def names_of(viewer: Worker, answer: FeedbackAnswer, today: date) -> list[str]:
    """The names of the child an answer is about and of those related to it: none of them may stand in what leaves."""
    child = answer.request.person
    if child is None:
        return []
    kin = relationships_of(viewer, child.pk, today)
    names = [child.given_name, child.family_name, child.known_as]
    return [*names, *(part for one in kin for part in (one.other.first, one.other.family_name))]


def free_words(said: Said) -> str:
    """What was written in words in an answer, to begin with."""
    asked = {one["ask"] for one in said.row.request.asked_with["questions"] if one["kind"] == "words"}
    return " ".join(words for ask, words in said.lines if ask in asked)


@dataclass(frozen=True, slots=True)
class Event:
    """A listening event: when, what it was called, who came, what was said."""

    row: ListeningEvent
    came: tuple[tuple[str, int], ...]
    said: Sequence[Recommendation]

    @property
    def came_words(self) -> str:
        """'3 children and young people, 12 parents'."""
        return ", ".join(f"{number} {words.lower()}" for words, number in self.came)


def events() -> list[Event]:
    """Every listening event, the newest first. Two queries."""
    said = Recommendation.objects.select_related("voice").order_by("number")
    rows = ListeningEvent.objects.select_related("source").order_by("-source__held_on", "-pk")
    return [_event(row) for row in rows.prefetch_related(Prefetch("source__recommendations", said))]


def _event(row: ListeningEvent) -> Event:
    came = tuple((words, getattr(row, code)) for code, words in rules.CAME.items() if getattr(row, code))
    return Event(row, came, list(row.source.recommendations.all()))


@dataclass(frozen=True, slots=True)
class Done:
    """One thing that was said and what was done about it."""

    row: Recommendation
    who: str
    said: str
    done: str
    standing: str
    is_plain: bool
    actions: Sequence[PlanAction]


def said_and_done() -> list[Done]:
    """Everything that those affected said and that was registered, what is done and how it stands. Three queries."""
    answers = RecommendationAnswer.objects.select_related("action").order_by(
        "action__plan", "action__outline"
    )
    plain = PlainAnswer.objects.order_by("-pk")
    rows = Recommendation.objects.filter(voice__isnull=False).select_related("source", "voice")
    full = rows.prefetch_related(Prefetch("answers", answers), Prefetch("plain_answers", plain))
    return [_done(row) for row in full.order_by("-source__held_on", "source", "number")]


def _done(row: Recommendation) -> Done:
    actions = [one.action for one in row.answers.all()]
    plain = next(iter(row.plain_answers.all()), None)
    return Done(
        row=row,
        who=WHO[row.voice.who],
        said=plain.said if plain else row.words,
        done=plain.done if plain else "",
        standing=rules.standing([one.rating for one in actions]),
        is_plain=plain is not None,
        actions=actions,
    )
