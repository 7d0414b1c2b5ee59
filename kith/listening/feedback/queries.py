"""What a private address stands for, who is to be asked now, what was asked and not answered yet, and what was said."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Max, Q, QuerySet

from kith.access import practice, teams
from kith.access.guarded import PRIVATE_LINK
from kith.access.models import Worker
from kith.care.models import Placement
from kith.core import clock, period
from kith.core.reading_words import short_day
from kith.documents.models import Mail
from kith.frontdoor.models import ContactChild
from kith.listening.feedback import rules
from kith.listening.models import FeedbackAnswer, FeedbackRequest, LinkTry
from kith.people.models import Person
from kith.people.queries import Cell, people_cells
from kith.practice.listening import HAND, AskingPoint, Questionnaire, from_stored
from kith.work.models import Allocation, Involvement, StepChild

MOST = 60


def request_of(token: str, today: date, *, for_update: bool = False) -> FeedbackRequest | None:
    """The request that a private address stands for today; None for one unknown, over or answered already."""
    if not rules.TOKEN.fullmatch(token):
        return None
    rows = FeedbackRequest.objects.unguarded(PRIVATE_LINK)
    if for_update:
        rows = rows.select_for_update(of=("self",))
    found = rows.filter(digest=rules.digest(token), asked_on__lte=today, ends_on__gte=today).first()
    if found is None or is_answered(found):
        return None
    return found


def is_answered(request: FeedbackRequest) -> bool:
    """Whether an answer is kept, by whatever way. One query."""
    return FeedbackAnswer.objects.unguarded(PRIVATE_LINK).filter(request=request.pk).exists()


def questionnaire(request: FeedbackRequest) -> Questionnaire:
    """The questions as they were asked."""
    return from_stored(request.asked_with)


def tries(address: str, now: datetime) -> int:
    """How often an address opened links that mean nothing lately. One query."""
    return LinkTry.objects.filter(address=address, at__gt=now - rules.WINDOW).count()


@dataclass(frozen=True, slots=True)
class ToAsk:
    """A child about whose help somebody is to be asked now: after what, when, with which questionnaire."""

    child: Cell
    point: AskingPoint
    questionnaire: Questionnaire
    happened_on: date


def to_ask(viewer: Worker, today: date) -> list[ToAsk]:
    """Whom to ask now about the children of the viewer's teams, from the newest; nobody twice. At most ``MOST``."""
    held = practice.current().listening
    ours = _ours(viewer, today)
    happened: dict[tuple[int, str], date] = {}
    for point in held.points:
        if point.after != HAND:
            for person, on in _happened(viewer, point, ours, today):
                key = (person, point.code)
                happened[key] = max(on, happened.get(key, on))
    asked = _asked(viewer, happened)
    cells = people_cells(viewer, {person for person, _ in happened}, today)
    born = dict(Person.objects.seen_by(viewer).filter(pk__in=cells).values_list("pk", "born_on"))
    found = []
    for (person, code), on in sorted(happened.items(), key=lambda one: (one[1], one[0]), reverse=True):
        reached = held.point(code)
        for name in reached.asks if reached and person in cells else ():
            last = asked.get((person, code, name))
            if (last is None or last < on) and not _is_too_young(
                born[person], held.questionnaires[name], today
            ):
                found.append(ToAsk(cells[person], reached, held.questionnaires[name], on))  # type: ignore[arg-type]
    return found[:MOST]


def _is_too_young(born_on: date | None, asked: Questionnaire, today: date) -> bool:
    return born_on is not None and asked.from_age > 0 and period.birthday(born_on, asked.from_age) > today


def _ours(viewer: Worker, today: date) -> QuerySet[Allocation, int]:
    """The children whom the viewer's teams hold or have held."""
    reached = [team.pk for team in teams.reached(viewer, today)]
    rows = Allocation.objects.seen_by(viewer).filter(team__in=reached)
    return rows.values_list("involvement__person", flat=True)


def _asked(viewer: Worker, happened: dict[tuple[int, str], date]) -> dict[tuple[int, str, str], date]:
    rows = FeedbackRequest.objects.seen_by(viewer).filter(person__in={person for person, _ in happened})
    found = rows.order_by("asked_on").values_list("person", "point", "questionnaire", "asked_on")
    return {(person, point, name): on for person, point, name, on in found}


def _happened(
    viewer: Worker, point: AskingPoint, ours: QuerySet[Allocation, int], today: date
) -> Iterator[tuple[int, date]]:
    """The children of whom a point was reached lately, each with the day."""
    days = (today - timedelta(days=point.days), today)
    rows: QuerySet[Any, Any]
    if point.after == "step":
        steps = StepChild.objects.seen_by(viewer).filter(released_at=None, step__kind__in=point.kinds)
        rows = steps.filter(step__completed_on__range=days).values_list("person", "step__completed_on")
    elif point.after == "closing":
        cases = Involvement.objects.seen_by(viewer).filter(ended_on__range=days)
        rows = cases.values_list("person", "ended_on")
    elif point.after == "placement":
        placements = Placement.objects.seen_by(viewer).filter(ended_on__range=days)
        rows = placements.values_list("period__standing__person", "ended_on")
    else:
        children = ContactChild.objects.seen_by(viewer).filter(contact__decided_on__range=days)
        rows = children.exclude(person=None).values_list("person", "contact__decided_on")
    column = "period__standing__person" if point.after == "placement" else "person"
    yield from rows.filter(**{f"{column}__in": ours})  # type: ignore[misc]


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody who was asked and has not answered: about which child, with what, until when."""

    row: FeedbackRequest
    title: str
    point: str
    child: Cell | None
    mailed: tuple[str, str]


def waiting(viewer: Worker, today: date) -> list[Waiting]:
    """Who was asked by the viewer or their teams and has not answered, the first to end first. At most ``MOST``."""
    rows = _asked_by(viewer, today).filter(answer=None, ends_on__gte=today)
    found = list(rows.select_related("mail").order_by("ends_on", "pk")[:MOST])
    cells = people_cells(viewer, {row.person_id for row in found if row.person_id}, today)
    return [
        Waiting(
            row, row.asked_with["title"], point_title(row.point), cells.get(row.person_id or 0), mailed(row)
        )
        for row in found
    ]


def _asked_by(viewer: Worker, today: date) -> QuerySet[FeedbackRequest]:
    """What was asked by the viewer, or by their teams."""
    reached = [team.pk for team in teams.reached(viewer, today)]
    return FeedbackRequest.objects.seen_by(viewer).filter(Q(team__in=reached) | Q(by=viewer))


@dataclass(frozen=True, slots=True)
class ByMail:
    """Somebody who was asked by mail and does not wait any more: how the mail stands, and what became of it."""

    row: FeedbackRequest
    title: str
    point: str
    child: Cell | None
    mailed: tuple[str, str]
    ended: str


def by_mail(viewer: Worker, today: date) -> list[ByMail]:
    """Who was asked by mail by the viewer or their teams and no longer waits, the latest first. At most ``MOST``.

    Their address is told nobody, nor the day of an answer: it would lead from a child to what was said.
    """
    rows = _asked_by(viewer, today).exclude(mail=None).exclude(answer=None, ends_on__gte=today)
    found = list(rows.select_related("mail", "answer").order_by("-asked_on", "-pk")[:MOST])
    cells = people_cells(viewer, {row.person_id for row in found if row.person_id}, today)
    return [
        ByMail(
            row,
            row.asked_with["title"],
            point_title(row.point),
            cells.get(row.person_id or 0),
            mailed(row),
            rules.how_it_ended(getattr(row, "answer", None) is not None, short_day(row.ends_on)),
        )
        for row in found
    ]


def mailed(row: FeedbackRequest) -> tuple[str, str]:
    """How the mail with the link stands, with a mark; nothing where the link was handed over."""
    if row.mail is None:
        return "", ""
    sent = short_day(clock.london(row.mail.sent_at).date()) if row.mail.sent_at else ""
    return rules.how_mailed(row.mail.state, row.mail.trouble, sent)


def mailed_as_told(viewer: Worker, row: FeedbackRequest, today: date) -> tuple[str, str]:
    """The same for whoever asked and their teams; nothing for others. Two queries."""
    return mailed(row) if _asked_by(viewer, today).filter(pk=row.pk).exists() else ("", "")


def mailed_so_far(
    by: Worker, child: Person | None, *, point: str, questionnaire: str, to: str, today: date
) -> rules.Mailed:
    """What went out by mail before a letter to an address. What could not be sent does not count for asking.

    One asking is the same questionnaire at the same point about the same child, or to the same address without one,
    while a link made for it is not over. Of a child whom the worker may not know nothing is counted or told. Three
    queries.
    """
    mine = FeedbackRequest.objects.seen_by(by).exclude(mail=None)
    sent = mine.filter(ends_on__gte=today).exclude(mail__state=Mail.GIVEN_UP)
    there = sent.filter(mail__to__iexact=to)
    about = sent.filter(person=child) if child else there.filter(person=None)
    return rules.Mailed(
        letters=about.filter(point=point, questionnaire=questionnaire).count(),
        by_worker=mine.filter(by=by, asked_on=today).count(),
        open_until=there.filter(answer=None).aggregate(last=Max("ends_on"))["last"],
    )


def known_address(viewer: Worker, child: Person | None, asked: Questionnaire | None) -> str:
    """The e-mail address that is on record for whom a questionnaire is for: that of who told us of the child last.

    Of families and carers none is kept. One query at most.
    """
    if child is None or asked is None or asked.who != "referrer":
        return ""
    rows = ContactChild.objects.seen_by(viewer).filter(person=child, contact__decided_on__isnull=False)
    found = rows.order_by("-contact__received_at").values_list("contact__caller_email", flat=True)
    return found.first() or ""


def point_title(code: str) -> str:
    """What a point is called today; its code where the pack no longer has it."""
    point = practice.current().listening.point(code)
    return point.title if point else code.replace("_", " ")


@dataclass(frozen=True, slots=True)
class Said:
    """An answer as it is read: no child is named beside it."""

    row: FeedbackAnswer
    point: str
    helped: str
    lines: tuple[tuple[str, str], ...]


def said(viewer: Worker, *, who: str = "", helped: str = "") -> list[Said]:
    """What was answered, newest first, at most ``MOST``. One query."""
    rows = FeedbackAnswer.objects.seen_by(viewer).select_related("request")
    if who:
        rows = rows.filter(request__who=who)
    if helped:
        rows = rows.filter(helped=helped)
    return [as_said(row) for row in rows.order_by("-answered_on", "-pk")[:MOST]]


def as_said(row: FeedbackAnswer) -> Said:
    """One answer, question by question, in the words in which it was asked."""
    asked = questionnaire(row.request)
    lines = [
        (one.ask, dict(one.choices).get(row.answers[one.id], row.answers[one.id]))
        for one in asked.questions
        if one.id in row.answers
    ]
    helped = dict(lines).get(next((one.ask for one in asked.questions if one.kind == "helped"), ""), "")
    return Said(row, point_title(row.request.point), helped, tuple(lines))
