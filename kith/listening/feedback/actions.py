"""Asking somebody by a private link, keeping the one answer, and entering a paper for those who write on one."""

import secrets
from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from kith.access import practice
from kith.access.doors import action
from kith.access.guarded import PRIVATE_LINK
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.core.reading_words import long_day
from kith.database.session import as_system
from kith.documents.post import actions as post
from kith.documents.post import rules as post_rules
from kith.listening.feedback import queries, rules
from kith.listening.models import FeedbackAnswer, FeedbackRequest, LinkTry
from kith.people.models import Person
from kith.practice.letters import PLACES, places_in
from kith.practice.listening import as_stored

LETTER, MAIL_LINK = "feedback_request", "feedback"
BY_MAIL = "a private link is made as its mail is sent"
MAILING = 0x6D61696C  # the number of this queue among the advisory locks of the record store
USED = "It is answered already: one answer is taken. Nothing was kept twice."


@action(May.ASK_FEEDBACK)
def ask(
    by: Worker, child: Person | None, *, point: str, questionnaire: str, token: str = ""
) -> FeedbackRequest:
    """Ask somebody at a point of the work; ``token`` is the new private address (see ``new_token``).

    Raises Refused for a questionnaire that the point does not have, and without the child it would be about.
    """
    held = practice.current().listening
    place, asked = held.point(point), held.questionnaires.get(questionnaire)
    if place is None:
        raise Refused("Choose from the list what it is asked after.", field="point")
    wrong = rules.problem_with_asking(asked, place.asks, has_child=child is not None, is_known=True)
    if wrong or asked is None:
        raise Refused.several(wrong)
    today = clock.today()
    return FeedbackRequest.objects.create(
        person=child if asked.about_child else None,
        team=by.team,
        who=asked.who,
        point=place.code,
        questionnaire=asked.code,
        asked_with=as_stored(asked),
        digest=rules.digest(token or new_token()),
        asked_on=today,
        ends_on=rules.ends(today, held.answer_within),
        by=by,
        recorded_at=clock.now(),
    )


@action(May.ASK_FEEDBACK)
def ask_by_mail(
    by: Worker, child: Person | None, *, point: str, questionnaire: str, to: str, agreed: bool
) -> FeedbackRequest:
    """Ask somebody by a mail with their private link, which is made as the mail is sent.

    Raises Refused as ``ask`` does, for what is no address, where nobody agreed that we write there, and for a letter
    more than the practice lets out (decision 0063).
    """
    letter = practice.current().letters.get(LETTER)
    without = rules.problem_with_letter(places_in(letter.words) if letter else ())
    if letter is None or without:
        raise Refused(without or rules.NO_LETTER)
    wrong = rules.problem_with_agreeing(agreed)
    if problem := post_rules.address_problem(to):
        wrong.append(("email", problem))
    if wrong:
        raise Refused.several(wrong)
    _one_at_a_time()
    today, held = clock.today(), practice.current().listening
    asked = held.questionnaires.get(questionnaire)
    about = child if asked and asked.about_child else None
    so_far = queries.mailed_so_far(by, about, point=point, questionnaire=questionnaire, to=to, today=today)
    if wrong := rules.problem_with_mailing(so_far, held.mail_limit_on(today)):
        raise Refused.several(wrong)
    made = ask(by, child, point=point, questionnaire=questionnaire)
    subject, words = letter.filled(dict.fromkeys(PLACES, "") | _places(made))
    made.mail = post.write(to=to, subject=subject, words=words, kind=LETTER, link_by=MAIL_LINK, about=made.pk)
    made.save(update_fields=["mail"])
    return made


def _one_at_a_time() -> None:
    """Wait for who is asking by mail at this moment, so that two never both count what went out before either."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [MAILING])


def _places(made: FeedbackRequest) -> dict[str, str]:
    here = practice.authority()
    return {
        "link": post_rules.LINK,
        "until": long_day(made.ends_on),
        "received": long_day(made.asked_on),
        "service": here.service or here.title,
    }


def link_for_mail(number: int, key: UUID, on: date) -> str | None:
    """The private address of a request for the mail with a key, as it is sent; None where it is answered or over.

    The address worked before stops to work: one mail, one link.
    """
    with as_system(BY_MAIL):
        rows = FeedbackRequest.objects.unguarded(PRIVATE_LINK).select_for_update(of=("self",))
        found = rows.filter(pk=number, ends_on__gte=on).first()
        if found is None or queries.is_answered(found):
            return None
        token = rules.token_for_mail(settings.SECRET_KEY, key, number)
        found.digest = rules.digest(token)
        found.save(update_fields=["digest"])
    return path_of(token)


def new_token() -> str:
    """What nobody can guess: 32 bytes of chance. It is shown once, and only its mark is kept."""
    return secrets.token_urlsafe(32)


def path_of(token: str) -> str:
    """The private address of a token, as a path without a name in it."""
    return reverse("say", kwargs={"token": token})


def answer(token: str, *, posted: Mapping[str, str]) -> FeedbackAnswer | None:
    """Keep the one answer of who has the private address; None where it means nothing (any more).

    Raises Refused with everything that is wrong, question by question.
    """
    today = clock.today()
    request = queries.request_of(token, today, for_update=True)
    return None if request is None else _keep(request, posted, today, None)


@action(May.ASK_FEEDBACK)
def enter_paper(
    by: Worker, request: FeedbackRequest, *, posted: Mapping[str, str], answered_on: date | None
) -> FeedbackAnswer:
    """Enter what somebody wrote on paper. Raises Refused where it is answered already, or with all that is wrong."""
    if queries.is_answered(request):
        raise Refused(USED)
    wrong = rules.problem_with_day(answered_on, request.asked_on, clock.today())
    return _keep(request, posted, answered_on, by, [("answered_on", wrong)] if wrong else [])


def note_try(address: str) -> None:
    """Keep that an address opened a link that means nothing, and forget those of the day before yesterday."""
    now = clock.now()
    LinkTry.objects.create(at=now, address=address)
    LinkTry.objects.filter(at__lt=now - rules.KEPT).delete()


def _keep(
    request: FeedbackRequest,
    posted: Mapping[str, str],
    on: date | None,
    by: Worker | None,
    more: rules.Problems | None = None,
) -> FeedbackAnswer:
    asked = queries.questionnaire(request)
    told = rules.told(asked, posted)
    wrong = [*rules.problems(asked, told), *(more or [])]
    if wrong or on is None:
        raise Refused.several(wrong)
    kept = rules.answered(asked, told)
    try:
        with transaction.atomic():
            return FeedbackAnswer.objects.create(
                request=request, helped=kept.helped, score=kept.score, answers=kept.told, answered_on=on,
                entered_by=by, recorded_at=clock.now(),
            )  # fmt: skip
    except IntegrityError:
        raise Refused(USED) from None
