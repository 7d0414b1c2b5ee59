"""What a private address looks like, what is wrong with an answer, how it is scored, and who is to be asked."""

import base64
import hashlib
import hmac
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from uuid import UUID

from kith.core import reading_words
from kith.documents.post.rules import NOT_WANTED
from kith.practice.listening import MailLimit
from kith.practice.questionnaires import HELPED, SCALE, WORDS, Asked, Questionnaire

TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")
LONGEST = 2_000
TRIES, WINDOW = 30, timedelta(hours=1)
KEPT = timedelta(days=2)
NO_LETTER = "The practice has no letter with a private link for this. Make the link and hand it over."
TENTH = Decimal("0.1")
Problems = list[tuple[str | None, str]]


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer as it is kept: what was told, and what is counted of it."""

    told: dict[str, str]
    helped: str
    score: Decimal | None


def digest(token: str) -> str:
    """The mark that is kept of a private address; the address itself is nowhere but with those who were asked."""
    return hashlib.sha256(token.encode()).hexdigest()


def token_for_mail(secret: str, key: UUID, number: int) -> str:
    """The private address a mail carries: the same at each try of one mail, and known to nobody without the secret.

    It is worked out and not kept (RFC 2104), so that a mail sent again leaves no second address that works.
    """
    told = hmac.new(
        secret.encode(), f"private link of feedback request {number} in mail {key}".encode(), "sha256"
    )
    return base64.urlsafe_b64encode(told.digest()).decode().rstrip("=")


def problem_with_agreeing(agreed: bool) -> Problems:
    """Why no mail goes out, or nothing: who is written to has said that we may."""
    return (
        []
        if agreed
        else [("agreed", "Tick that they said we may write there. Otherwise hand the link over.")]
    )


def problem_with_letter(places: Collection[str]) -> str | None:
    """Why nobody can be asked with a letter that has these places, or None."""
    return None if "link" in places else NO_LETTER


@dataclass(frozen=True, slots=True)
class Mailed:
    """What went out by mail so far: for this asking, from this worker today, and until when the address has a link."""

    letters: int
    by_worker: int
    open_until: date | None


def problem_with_mailing(so_far: Mailed, limit: MailLimit) -> Problems:
    """Why no further mail goes out, or nothing: too many were sent, or the address has a link that is not answered."""
    if so_far.open_until:
        until = reading_words.day(so_far.open_until, year=True)
        told = f"A link went to this address already and takes an answer until {until}."
        return [("email", f"{told} When it is answered or over, write there again; or hand this link over.")]
    if so_far.letters >= limit.letters:
        letters = reading_words.count(limit.letters, "letter")
        return [(None, f"No more than {letters} may go out for one asking. Make the link and hand it over.")]
    if so_far.by_worker >= limit.a_day:
        letters = reading_words.count(limit.a_day, "letter")
        told = f"No more than {letters} may go out from one worker on one day."
        return [(None, f"{told} Send this one tomorrow, or make the link and hand it over.")]
    return []


def how_mailed(state: str, trouble: str, sent: str) -> tuple[str, str]:
    """A mark and the words for how a mail stands: waits, sent on a day, or not sent and why."""
    if state == "sent":
        return "done", f"Mailed {sent}"
    if state == "given_up":
        return "none" if trouble == NOT_WANTED else "late", f"Not mailed: {trouble}"
    return "none", f"Waits to be mailed. {trouble}".rstrip()


def how_it_ended(is_answered: bool, ended: str) -> str:
    """What became of asking somebody who no longer waits; ``ended`` is the last day in words."""
    return "Answered" if is_answered else f"No answer until {ended}"


def field(question: Asked) -> str:
    """What the box of a question is called in the form."""
    return f"q.{question.id}"


def tidy(words: str) -> str:
    """What was written, without letters that no record can hold and without empty lines."""
    lines = words.replace("\x00", "").replace("\r\n", "\n").split("\n")
    return "\n".join(line for one in lines if (line := " ".join(one.split())))


def told(asked: Questionnaire, posted: Mapping[str, str]) -> dict[str, str]:
    """The answers of a form by the id of their question; what was left out is not there."""
    found = {one.id: tidy(posted.get(field(one), "")) for one in asked.questions}
    return {code: words for code, words in found.items() if words}


def problems(asked: Questionnaire, answers: Mapping[str, str]) -> Problems:
    """What is wrong with answers, question by question; nothing where they can be kept."""
    found: Problems = []
    for one in asked.questions:
        given = answers.get(one.id, "")
        if not given:
            if one.required:
                found.append(
                    (field(one), f"Choose an answer: {one.ask}" if one.choices else f"Write: {one.ask}")
                )
        elif one.kind == WORDS and len(given) > LONGEST:
            found.append((field(one), f"Write at most {LONGEST:,} letters here; there are {len(given):,}."))
        elif one.kind != WORDS and given not in dict(one.choices):
            found.append((field(one), f"Choose one of the answers: {one.ask}"))
    if not answers and not found:
        found.append((None, "Nothing is answered yet."))
    return found


def answered(asked: Questionnaire, answers: Mapping[str, str]) -> Answered:
    """What is kept of answers without problems."""
    helped = next((answers.get(one.id, "") for one in asked.questions if one.kind == HELPED), "")
    return Answered(dict(answers), helped, score(asked, answers))


def score(asked: Questionnaire, answers: Mapping[str, str]) -> Decimal | None:
    """How good the answers on scales are together: from 0, the worst, to 100. None where none was answered.

    With ten sentences of five steps, every other one turned, it is the System Usability Scale.
    """
    places = []
    for one in asked.questions:
        codes = [code for code, _ in one.choices]
        if one.kind == SCALE and answers.get(one.id) in codes:
            place = codes.index(answers[one.id])
            last = len(codes) - 1
            places.append(Decimal(last - place if one.turned else place) / last)
    if not places:
        return None
    return (100 * sum(places, Decimal(0)) / len(places)).quantize(TENTH, ROUND_HALF_UP)


def ends(asked_on: date, days: int) -> date:
    """The last day on which a private address takes an answer."""
    return asked_on + timedelta(days=days)


def too_many(tries: int) -> bool:
    """Whether one address has opened more links that mean nothing, in an hour, than people mistype."""
    return tries >= TRIES


def problem_with_day(answered_on: date | None, asked_on: date, today: date) -> str | None:
    """Why a paper cannot have been filled in on a day, or None."""
    if answered_on is None:
        return "Write the day as 21/4/2026."
    if answered_on > today:
        return "That day has not come yet."
    if answered_on < asked_on:
        return "That is before they were asked."
    return None


def problem_with_asking(
    asked: Questionnaire | None, codes: Collection[str], has_child: bool, is_known: bool
) -> Problems:
    """Why somebody cannot be asked so, or nothing: the questionnaire is one of the point, and about a child or not."""
    if asked is None or asked.code not in codes:
        return [("questionnaire", "Choose a questionnaire from the list.")]
    if asked.about_child and not has_child:
        return [("child", "Write the record number of the child it is about.")]
    if has_child and not is_known:
        return [("child", "There is no record with this number.")]
    return []
