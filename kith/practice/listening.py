"""What those affected are asked, at which points of the work, and how long answers to complaints may take."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from kith.practice.dated import check_days, verified
from kith.practice.entries import Entry, in_force, read_toml
from kith.practice.mistakes import Mistakes
from kith.practice.questionnaires import (
    WHO,
    Questionnaire,
    as_stored,
    from_stored,
    read_questionnaires,
)
from kith.practice.timescales import Length

__all__ = [
    "AFTER", "HAND", "WHO", "AskingPoint", "ComplaintStage", "Listening", "MailLimit", "Questionnaire",
    "as_stored", "check_listening", "from_stored", "read_listening",
]  # fmt: skip
FILE, COMPLAINTS = "listening.toml", "complaints.toml"
HAND = "hand"
AFTER: Mapping[str, str] = {
    "step": "a piece of work was completed",
    "closing": "a case was closed",
    "placement": "a placement ended",
    "contact": "a contact was decided",
    HAND: "whenever somebody thinks of it",
}
ANSWER_WITHIN = 60  # days a link lasts where nobody says
LONGEST = {"code": 10, "title": 60, "source": 120}  # letters of a stage: what its columns hold
Files = dict[str, list[tuple[str, Path]]]


@dataclass(frozen=True, slots=True)
class AskingPoint:
    """A point of the work at which people are asked: after what, with which questionnaires, for how many days."""

    code: str
    title: str
    after: str
    asks: tuple[str, ...]
    kinds: tuple[str, ...] = ()
    days: int = 0


@dataclass(frozen=True, slots=True)
class ComplaintStage:
    """One stage of a complaint: its name, how long an answer may take, and how long where it is complex."""

    code: str
    title: str
    usual: tuple[Length, ...]
    longest: tuple[Length, ...]

    def lengths_on(self, day: date) -> tuple[Length | None, Length | None]:
        """The limits under which a stage that starts on a day runs: the usual one, and the longest."""
        return _on(self.usual, day), _on(self.longest, day)


@dataclass(frozen=True, slots=True)
class MailLimit:
    """How many letters with a private link may go out by mail: for one asking, and from one worker on one day."""

    letters: int
    a_day: int
    source: str
    verified: bool = True
    caution: str = ""
    since: date | None = None
    until: date | None = None


UNTOLD = MailLimit(3, 20, "what Kith does where the practice says nothing")


@dataclass(frozen=True, slots=True)
class Listening:
    """Everything a pack says of listening."""

    questionnaires: Mapping[str, Questionnaire]
    points: tuple[AskingPoint, ...] = ()
    stages: tuple[ComplaintStage, ...] = ()
    answer_within: int = ANSWER_WITHIN
    mail_limits: tuple[MailLimit, ...] = ()

    def mail_limit_on(self, day: date) -> MailLimit:
        """The limit of letters on a day; that of Kith where the practice has none, so that there always is one."""
        return next((one for one in self.mail_limits if in_force(one.since, one.until, day)), UNTOLD)

    def point(self, code: str) -> AskingPoint | None:
        """The point with a code, where the pack has it."""
        return next((one for one in self.points if one.code == code), None)

    def stage_after(self, code: str) -> ComplaintStage | None:
        """The stage that follows one, or the first after ''; None after the last."""
        codes = ["", *(one.code for one in self.stages)]
        place = codes.index(code) if code in codes else len(codes)
        return self.stages[place] if place < len(self.stages) else None

    def stage(self, code: str) -> ComplaintStage | None:
        """The stage with a code, where the pack has it."""
        return next((one for one in self.stages if one.code == code), None)


def _on(lengths: tuple[Length, ...], day: date) -> Length | None:
    return next((one for one in lengths if in_force(one.since, one.until, day)), None)


def read_listening(files: Files, mistakes: Mistakes) -> Listening:
    """What the files of a pack say: ``feedback/*.toml``, ``listening.toml`` and ``complaints.toml``."""
    questionnaires = read_questionnaires(files, mistakes)
    points: tuple[AskingPoint, ...] = ()
    within = ANSWER_WITHIN
    limits: tuple[MailLimit, ...] = ()
    if FILE in files:
        page = _page(files, FILE, mistakes)
        within = page.whole("answer_within_days", least=1) or ANSWER_WITHIN
        points = tuple(_point(entry) for entry in page.tables("point"))
        limits = tuple(_mail_limit(entry) for entry in page.tables("mail_limit"))
        check_days(page, "mail_limit", limits, lambda one: "limits of mail")
        page.finish()
    stages: tuple[ComplaintStage, ...] = ()
    if COMPLAINTS in files:
        page = _page(files, COMPLAINTS, mistakes)
        stages = tuple(_stage(entry) for entry in page.tables("stage"))
        page.finish()
    return Listening(questionnaires, points, stages, within, limits)


def check_listening(held: Listening, steps: Collection[str], mistakes: Mistakes) -> None:
    """Every point asks with questionnaires that exist, after steps that exist; no code stands for two things."""
    seen: set[str] = set()
    for point in held.points:
        if point.code in seen:
            mistakes.add(FILE, point.code, "Two points have this code.", "Give one another code.")
        seen.add(point.code)
        for code in point.asks:
            if code not in held.questionnaires:
                mistakes.unknown(FILE, f"{point.code}.asks", "questionnaire", code, held.questionnaires)
        for kind in point.kinds if steps else ():
            if kind not in steps:
                mistakes.unknown(FILE, f"{point.code}.kinds", "step", kind, steps)
    codes = [one.code for one in held.stages]
    for code in sorted({one for one in codes if codes.count(one) > 1}):
        mistakes.add(COMPLAINTS, code, "Two stages have this code.", "Give one another code.")


def _page(files: Files, name: str, mistakes: Mistakes) -> Entry:
    file, path = files[name][-1]
    return Entry(file, "", read_toml(path, file, mistakes), mistakes)


def _point(entry: Entry) -> AskingPoint:
    after = entry.one_of("after", AFTER)
    found = AskingPoint(
        code=entry.text("code", needed=True),
        title=entry.text("title", needed=True),
        after=after,
        asks=entry.texts("asks"),
        kinds=entry.texts("kinds"),
        days=entry.whole("days", least=1) or 0,
    )
    if after == "step" and not found.kinds:
        entry.wrong("kinds", "This is missing.", 'Name the steps: kinds = ["closure"].')
    if after and after != HAND and not found.days and not entry.has("days"):
        entry.wrong("days", "This is missing.", "Write for how many days people are asked afterwards.")
    if not found.asks:
        entry.wrong("asks", "This is missing.", 'Name the questionnaires: asks = ["child"].')
    entry.finish()
    return found


def _mail_limit(entry: Entry) -> MailLimit:
    since, until = entry.span()
    numbers = {key: entry.whole(key, least=1) for key in ("letters", "a_day")}
    for key in numbers:
        if not entry.has(key):
            entry.wrong(key, "This is missing.", "Write how many letters may go out.")
    is_verified, caution = verified(entry)
    found = MailLimit(
        letters=numbers["letters"] or UNTOLD.letters,
        a_day=numbers["a_day"] or UNTOLD.a_day,
        source=entry.text("source", needed=True),
        verified=is_verified,
        caution=caution,
        since=since,
        until=until,
    )
    entry.finish()
    return found


def _stage(entry: Entry) -> ComplaintStage:
    limits: dict[str, Any] = {key: tuple(map(_length, entry.tables(key))) for key in ("limit", "longest")}
    found = ComplaintStage(
        entry.text("code", needed=True), entry.text("title", needed=True), limits["limit"], limits["longest"]
    )
    _check_lengths(entry, code=found.code, title=found.title)
    if not found.usual:
        entry.wrong("limit", "This is missing.", "Write [[stage.limit]] with working_days and a source.")
    entry.finish()
    return found


def _length(entry: Entry) -> Length:
    since, until = entry.span()
    days = entry.whole("working_days", least=1)
    if days is None and not entry.has("working_days"):
        entry.wrong("working_days", "This is missing.", "Write a number of working days.")
    is_verified, caution = verified(entry)
    source = entry.text("source", needed=True)
    _check_lengths(entry, source=source)
    found = Length(days or 1, "working_days", source, is_verified, caution, since, until)
    entry.finish()
    return found


def _check_lengths(entry: Entry, **texts: str) -> None:
    """What is longer than the record holds is told when the pack is read, not when somebody complains."""
    for key, text in texts.items():
        if len(text) > LONGEST[key]:
            entry.wrong(key, f"This has {len(text)} letters.", f"Write at most {LONGEST[key]}.")
